//! The only place that speaks SQL; every query starts with the tenant.
//!
//! A [`Tx`] is a transaction with a [`Scope`]; rows that belong to a body are only reached through
//! [`Tx::find`], which filters by it. On PostgreSQL row-level security stands behind the same scope.
//! One folder per area; raw SQL only where the entity API cannot say it (work list, relay).

pub mod budget;
pub mod case_file;
pub mod cooperation;
pub mod cost_sharing;
mod db;
pub mod efile;
pub mod engine;
pub mod entity;
pub mod invoice;
pub mod journal;
pub mod ledger;
pub mod procurement;
pub mod scope;
pub mod tasks;

pub use db::{Db, DbSettings, Error, Tx};
pub use scope::Scope;
