//! Administration: persons, rights, limits, master data, members and rules of a body; what somebody may see.

mod codes;
mod inputs;
mod mutations;
mod queries;
mod rule_mutations;
mod rules;
mod sight;
mod types;

pub use mutations::AdministrationMutations;
pub use queries::AdministrationQueries;
pub use rule_mutations::RuleMutations;
