//! What you may do with a task and why not, who else may, and who has signed.

use super::codes::{TaskActionCode, TaskKind};
use crate::cooperation::{Person, Role};
use crate::fault::UserError;
use app::tasks::approval_rules::task_signature;
use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};

/// Something you may want to do with a task.
#[derive(SimpleObject)]
pub struct TaskAction {
    /// What.
    pub code: TaskActionCode,
    /// Whether you can do it now.
    pub allowed: bool,
    /// Why you cannot; null: you can.
    pub why_not: Option<UserError>,
}

/// Somebody who holds a role for a task.
#[derive(SimpleObject)]
pub struct TaskCandidate {
    /// Who.
    pub person: Person,
    /// As what.
    pub roles: Vec<Role>,
    /// Whether nothing but another holder stands in its way.
    pub allowed: bool,
    /// Why four eyes keep it off; null: they do not.
    pub why_not: Option<UserError>,
    /// The step of this case it had its hands on, if that is why.
    pub because_of: Option<TaskKind>,
    /// Whether it is absent today.
    pub absent: bool,
}

/// One signature under a decision that several must sign.
#[derive(SimpleObject)]
pub struct Signature {
    /// Who signed.
    pub person: Person,
    /// In whose right, when somebody was represented.
    pub acting_for: Option<Person>,
    /// When.
    pub signed_at: DateTime<Utc>,
}

impl From<task_signature::Model> for Signature {
    fn from(row: task_signature::Model) -> Self {
        Self {
            person: row.actor.into(),
            acting_for: Some(row.represented).filter(|p| *p != row.actor).map(Into::into),
            signed_at: row.signed_at,
        }
    }
}
