//! XRechnung 3.0: electronic invoices in UBL 2.1 and UN/CEFACT CII (EN 16931, handbook 7.1).
//!
//! Why here: two questions, kept apart. [`check()`] says whether a file follows the rules, in words
//! a clerk understands; [`read()`] turns it into [`domain::invoice::Facts`]. A file can be readable
//! and wrong: then a person sees both.
//!
//! What must stay true: whatever the bytes are, the answer is a value; nothing panics, nothing
//! grows without bound (`xml_gate`). Types of the crates `en16931*` and `roxmltree` stay inside.
//!
//! | file | one thing |
//! |---|---|
//! | `check` | which rules a file breaks |
//! | `national` | rules decided on the XML, where the library's model is too narrow |
//! | `messages` | the rules in German |
//! | `read` | file → facts |
//! | `write`, `recharge` | a recharge invoice → file |
//! | `json_line` | one line for `verbund invoice check` |

mod check;
mod error;
mod json_line;
mod messages;
mod national;
mod read;
mod recharge;
mod write;

pub use crate::xml_gate::{MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TAG_BYTES};
pub use check::{Finding, Report, Severity, check};
pub use error::Error;
pub use json_line::json_line;
pub use read::{Payment, ReadInvoice, Seller, read};
pub use recharge::{CreditorAccount, Kind, Participant, Recharge, RechargeLine, Treatment};
pub use write::{WriteError, write};

use serde::{Deserialize, Serialize};

/// Which of the two equal syntaxes a file uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Syntax {
    /// OASIS UBL 2.1, `Invoice` or `CreditNote`.
    #[serde(rename = "UBL")]
    Ubl,
    /// UN/CEFACT Cross Industry Invoice D16B.
    #[serde(rename = "CII")]
    Cii,
}

impl Syntax {
    /// Stable code for machines.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ubl => "UBL",
            Self::Cii => "CII",
        }
    }

    fn of(syntax: en16931_formats::Syntax) -> Result<Self, Error> {
        match syntax {
            en16931_formats::Syntax::Ubl => Ok(Self::Ubl),
            en16931_formats::Syntax::Cii => Ok(Self::Cii),
            _ => Err(Error::ReaderFailed),
        }
    }
}
