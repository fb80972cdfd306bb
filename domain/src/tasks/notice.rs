//! What people are told about: a closed list, each kind with a stable number.
//!
//! A notice names a task and a person and nothing else; what it says is made from both when it is read.

use serde::{Deserialize, Serialize};

/// Kind of a notice. The number is stored; never reuse or change one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::FromRepr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[repr(i16)]
pub enum NoticeKind {
    /// A task was handed to you.
    TaskAssigned = 1,
    /// A colleague delegated a task to you and waits for your answer.
    TaskDelegated = 2,
    /// A task you delegated came back with an answer.
    DelegationAnswered = 3,
    /// A colleague asks you something about a task.
    QuestionAsked = 4,
    /// Your question was answered.
    QuestionAnswered = 5,
    /// A task you hold is due soon.
    TaskReminded = 6,
    /// A task you hold is late.
    TaskEscalated = 7,
    /// The day you put a task away for has come.
    FollowUpDue = 8,
    /// Something you asked for came back to you.
    TaskReturned = 9,
}

impl NoticeKind {
    /// The number the database stores.
    #[must_use]
    pub const fn number(self) -> i16 {
        self as i16
    }
}

/// How a person wants to be told by mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, strum::FromRepr)]
#[repr(i16)]
pub enum MailWish {
    /// Each notice at once.
    #[default]
    AtOnce = 0,
    /// Once a day at an hour, when there is something new.
    Digest = 1,
    /// Never.
    Off = 2,
}
