//! A view of the work list that somebody keeps: which tasks, in which order, with which columns.
//!
//! The stored form is closed: a name this file does not know is refused, so that what was saved is always what can
//! be shown. Days are kept as distance from today, for a view is used for longer than a day.

use super::TaskKind;
use crate::cooperation::Role;
use crate::ids::BodyId;
use serde::{Deserialize, Serialize};

/// Longest name, characters.
pub const MAX_NAME: usize = 80;
/// Longest search text, characters.
pub const MAX_SEARCH: usize = 100;
/// Most entries of one list of a filter.
const MAX_LIST: usize = 500;
/// Farthest day of a filter.
const MAX_DAYS: i32 = 3_660;

/// Which tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Shelf {
    /// Open and free to take: held by nobody, or by somebody absent whom the clerk stands in for.
    #[default]
    Unassigned,
    /// Open, held by the clerk, and not put away for a later day.
    Mine,
    /// Open, held by the clerk, put away until a later day (Wiedervorlage).
    FollowUp,
    /// Open, whoever holds them.
    AllOpen,
    /// Done or cancelled, latest first.
    Closed,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Sort {
    /// By due date.
    #[default]
    Due,
    /// By priority, then due date.
    Priority,
}

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Column {
    /// What is to be done.
    Title,
    /// What the case is about.
    Subject,
    /// File reference.
    FileReference,
    /// Whose task it is.
    Body,
    /// Due date.
    Due,
    /// Urgency.
    Priority,
    /// Where the case stands.
    Phase,
    /// Which process the case follows.
    Process,
    /// Who holds it.
    Assignee,
    /// Who may do it.
    Roles,
    /// Follow-up date.
    FollowUp,
    /// When it was opened.
    Opened,
}

/// What the list is narrowed by; an empty list narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Filter {
    /// Only of these bodies.
    pub bodies: Vec<BodyId>,
    /// Only of cases that follow these processes.
    pub processes: Vec<String>,
    /// Only what these roles may do.
    pub roles: Vec<Role>,
    /// Only these kinds.
    pub kinds: Vec<TaskKind>,
    /// Due within so many days from today; 0: today or earlier, −1: overdue.
    pub due_within_days: Option<i32>,
    /// At least this urgent.
    pub priority_until: Option<i32>,
    /// Words that subject, file reference or title contain.
    pub search: Option<String>,
    /// Which shelf.
    pub shelf: Shelf,
}

/// A kept view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct View {
    /// Which tasks.
    pub filter: Filter,
    /// Columns from left to right; empty: the usual ones.
    pub columns: Vec<Column>,
    /// Order.
    pub sort: Sort,
}

/// Why a view is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nobody could choose it from a list.
    #[error("the view has no name")]
    NameEmpty,
    /// The name is longer than a line.
    #[error("the name is longer than 80 characters")]
    NameTooLong,
    /// The same column twice.
    #[error("a column stands there twice")]
    ColumnTwice,
    /// A list, day or text beyond what a person would choose.
    #[error("the filter is larger than a view can be")]
    FilterTooLarge,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NameEmpty => "VIEW_NAME_EMPTY",
            Self::NameTooLong => "VIEW_NAME_TOO_LONG",
            Self::ColumnTwice => "VIEW_COLUMN_TWICE",
            Self::FilterTooLarge => "VIEW_TOO_LARGE",
        }
    }
}

/// The name as it is kept: without blanks around it.
///
/// # Errors
/// [`Error::NameEmpty`], [`Error::NameTooLong`].
pub fn name(text: &str) -> Result<&str, Error> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Error::NameEmpty),
        n if n > MAX_NAME => Err(Error::NameTooLong),
        _ => Ok(text),
    }
}

impl View {
    /// Checks what the types do not say.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn check(&self) -> Result<(), Error> {
        let mut columns = self.columns.clone();
        columns.sort_unstable();
        columns.dedup();
        if columns.len() != self.columns.len() {
            return Err(Error::ColumnTwice);
        }
        let f = &self.filter;
        let longest = [f.bodies.len(), f.processes.len(), f.roles.len(), f.kinds.len()].into_iter().max();
        let fits = longest.is_none_or(|n| n <= MAX_LIST)
            && f.due_within_days.is_none_or(|d| (-MAX_DAYS..=MAX_DAYS).contains(&d))
            && f.priority_until.is_none_or(|p| (0..=9).contains(&p))
            && f.search.as_ref().is_none_or(|s| s.chars().count() <= MAX_SEARCH);
        if fits { Ok(()) } else { Err(Error::FilterTooLarge) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_field_nobody_knows_is_refused() {
        assert!(serde_json::from_str::<View>(r#"{"filter":{"sql":"1=1"},"columns":[],"sort":"DUE"}"#).is_err());
        assert!(serde_json::from_str::<View>(r#"{"filter":{},"columns":["SECRET"],"sort":"DUE"}"#).is_err());
    }

    #[test]
    fn a_view_without_name_or_with_a_column_twice_is_not_kept() {
        assert_eq!(name("  "), Err(Error::NameEmpty));
        assert_eq!(name(&"x".repeat(81)), Err(Error::NameTooLong));
        assert_eq!(name(" Fällig "), Ok("Fällig"));
        let twice = View { columns: vec![Column::Due, Column::Title, Column::Due], ..View::default() };
        assert_eq!(twice.check(), Err(Error::ColumnTwice));
    }

    proptest! {
        #[test]
        fn what_is_kept_reads_back_the_same(
            bodies in proptest::collection::vec(1i64..9, 0..5), days in proptest::option::of(-9_999i32..9_999),
            search in proptest::option::of(".{0,120}"),
        ) {
            let filter = Filter { bodies: bodies.into_iter().map(BodyId).collect(), due_within_days: days, search, ..Filter::default() };
            let view = View { filter, columns: vec![Column::Subject], sort: Sort::Priority };
            let text = serde_json::to_string(&view).unwrap();
            prop_assert_eq!(&serde_json::from_str::<View>(&text).unwrap(), &view);
            let within = view.filter.due_within_days.is_none_or(|d| d.abs() <= MAX_DAYS)
                && view.filter.search.as_ref().is_none_or(|s| s.chars().count() <= MAX_SEARCH);
            prop_assert_eq!(view.check().is_ok(), within);
        }
    }
}
