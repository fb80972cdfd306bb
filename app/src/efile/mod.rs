//! Documents of a case. The bytes lie encrypted in the vault; who may have them is decided here.

pub mod draw_process;
pub mod letters;
pub mod list_cases;
pub mod list_people;
pub mod read_documents;
pub mod share_case;
pub mod store_document;
mod xrechnung;

pub(crate) use xrechnung::kept;
pub use xrechnung::{Checked, check_xrechnung};
