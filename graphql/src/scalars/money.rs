//! `Money`: integer cents of EUR, 64 bit.
//!
//! Why not `Int`: it is 32 bit and ends at 21.47 million euros. Out it goes as a JSON number, the same as in the
//! forms: every amount we accept lies below 2^53, where JavaScript's numbers are exact. In it may come as a number
//! or as a string of digits; never as a float.

use async_graphql::{InputValueError, InputValueResult, Number, Scalar, ScalarType, Value};

/// Integer cents of EUR; negative only where something is owed back. A JSON number; as input also a string of
/// digits, such as `"123456"` for 1,234.56 euros. Never a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money(pub i64);

/// Integer cents of EUR; negative only where something is owed back. A JSON number; as input also a string of
/// digits, such as `"123456"` for 1,234.56 euros. Never a fraction.
#[Scalar]
impl ScalarType for Money {
    fn parse(value: Value) -> InputValueResult<Self> {
        let cents = match &value {
            Value::Number(number) => number.as_i64(),
            Value::String(digits) => digits.parse().ok(),
            _ => None,
        };
        cents.map(Self).ok_or_else(|| InputValueError::custom("Money is a whole number of cents"))
    }

    fn to_value(&self) -> Value {
        Value::Number(Number::from(self.0))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn cents_beyond_32_bits_survive_both_ways() {
        let cents = 10_000_000_000_000;
        assert_eq!(Money::parse(Money(cents).to_value()).ok(), Some(Money(cents)));
        assert_eq!(Money::parse(Value::from(cents.to_string())).ok(), Some(Money(cents)));
    }

    #[test]
    fn fractions_and_words_are_refused() {
        let float = Value::Number(Number::from_f64(1.5).unwrap());
        for bad in [float, Value::from("1,50"), Value::from("1e3"), Value::Null, Value::from(true)] {
            assert!(Money::parse(bad.clone()).is_err(), "{bad}");
        }
    }
}
