//! Cases and what lies in their files: documents, comments, history.

mod case;
mod comments;
mod documents;
mod people;
mod process;
mod queries;
mod subscription;

pub use case::Case;
pub use comments::{Comment, CommentMutations, comment};
pub use documents::{Document, document};
pub use queries::CaseQueries;
pub use subscription::CaseSubscriptions;
