//! What the rules of procurement and invoices refuse, as refusals with their code.

use crate::{Error, Refusal};

macro_rules! refuse_with_code {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Error {
            fn from(err: $error) -> Self {
                Refusal::new(err.code(), err.to_string()).into()
            }
        }
    )+};
}

refuse_with_code!(
    domain::procurement::guards::Error,
    domain::procurement::regime::Error,
    domain::procurement::quotes::Error,
    domain::invoice::Error,
);

/// A refusal that blames a form field.
pub(super) fn at<E: std::fmt::Display>(field: &str, code: &'static str, err: &E) -> Error {
    Refusal::at(field, code, err.to_string()).into()
}
