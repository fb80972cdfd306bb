//! Whose rows a transaction may touch: a type, not a habit.

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
        Self::Person { person: session.person(), bodies: session.bodies() }
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
