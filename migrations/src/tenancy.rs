//! What every table of a tenant gets on PostgreSQL, and every table that only grows on both databases: used by the
//! migrations after `000007`, which did the same for the tables before it.
//!
//! What must stay true: the conditions name their bodies by an uncorrelated sub-select, which is read once a
//! statement; a condition per row costs ten times as much.

use super::dialect;
use sea_orm_migration::prelude::{DbErr, SchemaManager};
use sea_orm_migration::sea_orm::DbBackend;

/// The bodies the session has a right for, as a sub-select.
pub const OWN_BODIES: &str = "SELECT unnest(string_to_array(current_setting('verbund.bodies', true), ','))::bigint";

/// Puts tables behind row-level security: the application sees rows of the session's bodies, the machine all.
pub async fn guard(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    let condition = format!("body_id IN ({OWN_BODIES})");
    for table in tables {
        guard_by(manager, table, &condition).await?;
    }
    Ok(())
}

/// Puts one table behind a condition of its own.
pub async fn guard_by(manager: &SchemaManager<'_>, table: &str, condition: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    dialect::run(
        manager,
        &format!(
            "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON {table} TO verbund_app USING ({condition}) WITH CHECK ({condition});
CREATE POLICY machine ON {table} TO verbund_worker USING (true) WITH CHECK (true)"
        ),
    )
    .await
}

/// Grants the application and the machine what they need of new tables, and of the sequences behind them.
pub async fn grant(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let tables = tables.join(", ");
    dialect::run(
        manager,
        &format!(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO verbund_app, verbund_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO verbund_app, verbund_worker"
        ),
    )
    .await
}
