//! Letters of a case and the templates of a body.

mod codes;
mod inputs;
mod mutations;
mod queries;
mod types;

pub use mutations::LetterMutations;
pub use queries::LetterQueries;
pub use types::{Letter, letters_of};
