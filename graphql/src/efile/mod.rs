//! Cases and what lies in their files: documents, comments, history.

mod case;
mod comments;
mod documents;
mod letters;
mod people;
mod process;
mod queries;
mod subscription;

pub use case::Case;
pub use comments::{Comment, comment};
pub use documents::{Document, document};
pub use subscription::CaseSubscriptions;

use async_graphql::MergedObject;

/// Everything that can be read about cases and letters.
#[derive(MergedObject, Default)]
pub struct EfileQueries(queries::CaseQueries, letters::LetterQueries);

/// Everything that can be done with comments and letters.
#[derive(MergedObject, Default)]
pub struct EfileMutations(comments::CommentMutations, letters::LetterMutations);
