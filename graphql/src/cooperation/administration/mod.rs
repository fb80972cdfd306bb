//! Administration: persons, rights, limits, master data, members and rules of a body; what somebody may see.

mod codes;
mod inputs;
mod mutations;
mod queries;
mod rule_mutations;
mod rules;
mod sight;
mod types;

pub use queries::AdministrationQueries;

use async_graphql::MergedObject;

/// Everything administrators can do.
#[derive(MergedObject, Default)]
pub struct AllAdministrationMutations(mutations::AdministrationMutations, rule_mutations::RuleMutations);
