//! The schema, step by step, on SQLite and PostgreSQL.
//!
//! A landed migration is never edited: a change is a new file and one more line in [`Migrator`].
//! Tables that belong to a body carry `body_id`; on PostgreSQL `row_security` puts a policy behind each.

mod dialect;
mod m20261122_000001_cooperation;
mod m20261122_000002_case_file;
mod m20261122_000003_tasks;
mod m20261122_000004_engine;
mod m20261122_000005_procurement;
mod m20261122_000006_invoice;
mod m20261122_000007_guards;
mod m20261122_000008_case_party;
mod m20261122_000009_agreement;
mod m20261122_000010_books;
mod m20261122_000011_settlement;
mod m20261122_000012_membership;
mod m20261122_000013_work_list_view;
mod m20261122_000014_colleagues;
mod m20261122_000015_administration;
mod m20261122_000016_letters;
mod m20261122_000022_calendar_feed;
mod tenancy;

use m20261122_000007_guards::TENANT_TABLES as FIRST_TENANT_TABLES;
pub use sea_orm_migration::prelude::MigratorTrait;
use sea_orm_migration::prelude::{MigrationTrait, async_trait};

/// Tables whose rows belong to a body: every one has `body_id` and, on PostgreSQL, a policy.
pub fn tenant_tables() -> impl Iterator<Item = &'static str> {
    [
        FIRST_TENANT_TABLES,
        m20261122_000008_case_party::TENANT_TABLES,
        m20261122_000014_colleagues::TENANT_TABLES,
        m20261122_000009_agreement::TENANT_TABLES,
        m20261122_000010_books::TENANT_TABLES,
        m20261122_000011_settlement::TENANT_TABLES,
        m20261122_000012_membership::TENANT_TABLES,
        m20261122_000015_administration::TENANT_TABLES,
        m20261122_000016_letters::TENANT_TABLES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Every migration in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_cooperation::Migration),
            Box::new(m20261122_000002_case_file::Migration),
            Box::new(m20261122_000003_tasks::Migration),
            Box::new(m20261122_000004_engine::Migration),
            Box::new(m20261122_000005_procurement::Migration),
            Box::new(m20261122_000006_invoice::Migration),
            Box::new(m20261122_000007_guards::Migration),
            Box::new(m20261122_000008_case_party::Migration),
            Box::new(m20261122_000009_agreement::Migration),
            Box::new(m20261122_000010_books::Migration),
            Box::new(m20261122_000011_settlement::Migration),
            Box::new(m20261122_000012_membership::Migration),
            Box::new(m20261122_000013_work_list_view::Migration),
            Box::new(m20261122_000014_colleagues::Migration),
            Box::new(m20261122_000015_administration::Migration),
            Box::new(m20261122_000016_letters::Migration),
            Box::new(m20261122_000022_calendar_feed::Migration),
        ]
    }
}
