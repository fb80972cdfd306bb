//! Bodies, cooperations, persons, and who is signed in.

mod administration;
mod codes;
mod colleagues;
mod deputies;
mod membership;
mod queries;
mod types;

pub use administration::{AdministrationQueries, AllAdministrationMutations as AdministrationMutations};
pub use codes::{Area, Role};
pub use colleagues::DirectoryQueries;
pub use deputies::{Absence, DeputyMutations, DeputyQueries, Deputyship, absence, deputyship};
pub use membership::MembershipMutations;
pub use queries::{CooperationQueries, own, person};
pub use types::{Body, Cooperation, Grant, Person};
