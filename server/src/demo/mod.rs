//! The demo cooperation: the real members of Südwest-Cluster and IKONE-DS (handbook 10), invented persons in
//! every role, budget lines, invented firms, and procurements in different states.
//!
//! Names of members, keys and population are public facts; persons, firms and amounts are invented. Seeding is
//! done once: what is there is left as it is. The procurements are worked by the use cases people use, one task
//! after another as the running processes open them.

mod cases;
mod funds;
mod letters;
mod members;
mod persons;
mod seed;

pub use cases::work_to_their_states;
pub use persons::{PERSONS, Person};
pub use seed::seed;
