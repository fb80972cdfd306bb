//! `RowNumber`: the plain number that forms name things by.

use async_graphql::{InputValueError, InputValueResult, Number, Scalar, ScalarType, Value};

/// The number a task's form names a firm, budget line or document by (`supplierId`, `budgetLineId`, `documentId`).
/// A JSON number. Everywhere else the opaque `id` is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowNumber(pub i64);

/// The number a task's form names a firm, budget line or document by (`supplierId`, `budgetLineId`, `documentId`).
/// A JSON number. Everywhere else the opaque `id` is used.
#[Scalar]
impl ScalarType for RowNumber {
    fn parse(value: Value) -> InputValueResult<Self> {
        let number = if let Value::Number(number) = &value { number.as_i64() } else { None };
        number.map(Self).ok_or_else(|| InputValueError::custom("RowNumber is a whole number"))
    }

    fn to_value(&self) -> Value {
        Value::Number(Number::from(self.0))
    }
}
