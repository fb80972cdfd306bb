//! What lies in a file beside its tasks: comments and documents.

pub mod comments;
pub mod documents;
pub mod letters;
