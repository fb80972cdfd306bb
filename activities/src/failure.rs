//! What a use case's error means for the engine: a fault of the database is tried again, a
//! refusal is not, for it would be refused again; both carry a code into the incident.

use std::num::TryFromIntError;

use temporalio_common::error::ApplicationFailure;
use temporalio_sdk::activities::ActivityError;

/// An activity's failure before the engine sees it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    code: String,
    text: String,
    final_: bool,
}

impl Failure {
    /// Trying again would not help.
    pub(crate) fn final_(code: &str, text: impl ToString) -> Self {
        Self { code: code.to_owned(), text: text.to_string(), final_: true }
    }

    pub(crate) fn number(error: TryFromIntError) -> Self {
        Self::final_("NUMBER_OUT_OF_RANGE", error)
    }
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Self {
        match &error {
            app::Error::Refused(refusals) => {
                let code = refusals.first().map_or("REFUSED", |refusal| refusal.code);
                let details: Vec<_> = refusals.iter().map(|refusal| refusal.detail.as_str()).collect();
                Self::final_(code, details.join("; "))
            }
            app::Error::NotFound => Self::final_("NOT_FOUND", error),
            // what does not fit together now will not a minute later
            app::Error::Store(app::StoreError::Damaged(_)) => Self::final_("DATA_DAMAGED", error),
            app::Error::Store(_) => Self { code: "DATABASE".to_owned(), text: error.to_string(), final_: false },
        }
    }
}

impl From<Failure> for ActivityError {
    fn from(failure: Failure) -> Self {
        let application =
            ApplicationFailure::builder(failure.text).type_name(failure.code).non_retryable(failure.final_).build();
        ActivityError::application(application)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::Refusal;

    #[test]
    fn a_refusal_is_final_and_keeps_its_code() {
        let error = app::Error::from(Refusal::new("BUDGET_EXCEEDED", "no funds left"));
        assert_eq!(Failure::from(error), Failure::final_("BUDGET_EXCEEDED", "no funds left"));
        assert!(Failure::from(app::Error::NotFound).final_);
    }
}
