//! Whose rows a transaction may touch: a type, not a habit.

use chrono::NaiveDate;
use domain::cooperation::Session;
use domain::ids::{BodyId, PersonId};
use sea_orm::EntityTrait;

/// The scope of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// A signed-in person: rows of these bodies.
    Person {
        /// Who.
        person: PersonId,
        /// Bodies it has any right for.
        bodies: Vec<BodyId>,
        /// The day its rights were read for: a case is shared from a day to a day.
        today: NaiveDate,
    },
    /// Signing in: rights may be read, nothing that belongs to a body.
    SignIn,
    /// The engine, relay and operator commands: every body.
    Machine,
}

impl Scope {
    /// The scope of a session.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        Self::Person { person: session.person(), bodies: session.bodies(), today: session.today() }
    }

    /// The bodies; none for the machine, which is not limited.
    #[must_use]
    pub fn bodies(&self) -> Option<Vec<i64>> {
        match self {
            Self::Person { bodies, .. } => Some(bodies.iter().map(|b| b.0).collect()),
            Self::SignIn => Some(Vec::new()),
            Self::Machine => None,
        }
    }
}

/// A table whose rows belong to a body.
pub trait BelongsToBody: EntityTrait {
    /// Its `body_id`.
    fn body_column() -> Self::Column;
}

/// A table whose rows the parties of a case read too.
pub trait ReadByParties: BelongsToBody {
    /// The case of a row, as SQL over the row.
    const CASE: &'static str;
}

/// Written in each entity file of a table that parties read: the SQL that names a row's case.
macro_rules! read_by_parties {
    ($case:literal) => {
        impl $crate::scope::ReadByParties for Entity {
            const CASE: &'static str = $case;
        }
    };
}
pub(crate) use read_by_parties;

/// A table of a cooperation: the seat body's rows, which every member reads.
pub trait Common: BelongsToBody {
    /// Its `cooperation_id`.
    fn cooperation_column() -> Self::Column;
}

/// Written in each entity file of a table that members of a cooperation read.
macro_rules! common {
    () => {
        impl $crate::scope::Common for Entity {
            fn cooperation_column() -> Column {
                Column::CooperationId
            }
        }
    };
}
pub(crate) use common;

/// Written in each entity file of a table with `body_id`.
macro_rules! belongs_to_body {
    () => {
        impl $crate::scope::BelongsToBody for Entity {
            fn body_column() -> Column {
                Column::BodyId
            }
        }
    };
}
pub(crate) use belongs_to_body;
