//! The closed lists of `domain::efile::letter` as GraphQL enums; the compiler keeps both the same.

use async_graphql::Enum;

/// Kind of a letter.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::efile::letter::LetterKind")]
pub enum LetterKind {
    /// Bestellung: to the firm that was chosen, once the order is released.
    Order,
    /// Absage: to a firm whose quote was not chosen.
    Rejection,
    /// Mitteilung.
    Notice,
    /// Stellungnahme.
    Statement,
}

/// How a letter goes out.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(name = "DispatchChannel", remote = "domain::efile::letter::Channel")]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// By post.
    Post,
    /// Through a procurement platform.
    Platform,
}
