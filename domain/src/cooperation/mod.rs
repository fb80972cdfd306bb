//! Who works together: Länder, bodies, persons' roles and the rights that follow.
//!
//! Sources: handbook 9, 10, 11 (role codes).

pub mod administration;
mod body;
pub mod change;
pub mod deputy;
pub mod forms;
mod land;
pub mod membership;
mod rights;
mod role;

pub use body::{Ars, BodyKind};
pub use deputy::{Deputyship, Extent};
pub use land::Land;
pub use rights::{Acting, Grant, Session};
pub use role::{Area, Role};

/// Why somebody may not do something in a cooperation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No grant for this body and role today. To another municipality's user the thing does not exist at all.
    #[error("no right for this body and role on this day")]
    NoRight,
    /// The regional key is not twelve digits with a known Land.
    #[error("not an official regional key of twelve digits")]
    BadArs,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoRight => "NO_RIGHT",
            Self::BadArs => "BAD_ARS",
        }
    }
}
