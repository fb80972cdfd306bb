//! What the database itself refuses: changed history on both, foreign rows on PostgreSQL.
//!
//! Append-only tables refuse update and delete by trigger. On PostgreSQL the application role sees rows of the
//! bodies named in `verbund.bodies` and nothing without it; the worker's role sees all. Neither owns the tables.

use super::dialect;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of the migrations before whose rows belong to a body; `crate::tenant_tables` names all.
pub const TENANT_TABLES: &[&str] = &[
    "file_serial",
    "case_file",
    "document",
    "document_version",
    "case_comment",
    "journal_entry",
    "journal_text",
    "task",
    "task_exclusion",
    "task_form",
    "task_draft",
    "case_hand",
    "workflow_state",
    "step_result",
    "outbox",
    "incident",
    "budget_line",
    "budget_movement",
    "procurement",
    "invitation",
    "quote",
    "order_line",
    "goods_receipt",
    "invoice",
    "invoice_line",
    "payment",
    "ledger_entry",
    "ledger_line",
    "ordering_limit",
];

/// Tables that only grow.
const APPEND_ONLY: &[&str] = &["journal_entry", "journal_seal", "budget_movement", "ledger_entry", "ledger_line"];

/// Rights and names: visible only to a connection that has said which person it acts for.
const SIGNED_IN_TABLES: &[&str] = &["person_name", "role_grant", "deputyship"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => up_postgres(manager).await,
            _ => up_sqlite(manager).await,
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => down_postgres(manager).await,
            _ => down_sqlite(manager).await,
        }
    }
}

async fn up_sqlite(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for table in APPEND_ONLY {
        for verb in ["UPDATE", "DELETE"] {
            let name = format!("{table}_no_{}", verb.to_lowercase());
            let sql = format!(
                "CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            );
            manager.get_connection().execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

async fn down_sqlite(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for table in APPEND_ONLY {
        for verb in ["update", "delete"] {
            manager.get_connection().execute_unprepared(&format!("DROP TRIGGER {table}_no_{verb}")).await?;
        }
    }
    Ok(())
}

async fn up_postgres(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    db.execute_unprepared(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    )
    .await?;
    for table in APPEND_ONLY {
        let sql = format!(
            "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        );
        db.execute_unprepared(&sql).await?;
    }
    for role in ["verbund_app", "verbund_worker"] {
        let missing = format!("role {role} is missing: CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS");
        db.execute_unprepared(&format!(
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN RAISE EXCEPTION '{missing}'; END IF; END $$"
        ))
        .await?;
    }
    dialect::run(
        manager,
        "
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO verbund_app, verbund_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO verbund_app, verbund_worker;
REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry, journal_seal, budget_movement, ledger_entry, ledger_line FROM verbund_app, verbund_worker;
",
    )
    .await?;
    let scoped = "body_id IN (SELECT unnest(string_to_array(current_setting('verbund.bodies', true), ','))::bigint)";
    let signed_in = "COALESCE(current_setting('verbund.person', true), '') <> ''";
    for (tables, condition) in [(TENANT_TABLES, scoped), (SIGNED_IN_TABLES, signed_in)] {
        for table in tables {
            for sql in [
                format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
                format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"),
                format!("CREATE POLICY scope ON {table} TO verbund_app USING ({condition}) WITH CHECK ({condition})"),
                format!("CREATE POLICY machine ON {table} TO verbund_worker USING (true) WITH CHECK (true)"),
            ] {
                db.execute_unprepared(&sql).await?;
            }
        }
    }
    Ok(())
}

async fn down_postgres(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for table in TENANT_TABLES.iter().chain(SIGNED_IN_TABLES) {
        for sql in [
            format!("DROP POLICY scope ON {table}"),
            format!("DROP POLICY machine ON {table}"),
            format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"),
            format!("ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"),
        ] {
            db.execute_unprepared(&sql).await?;
        }
    }
    for table in APPEND_ONLY {
        db.execute_unprepared(&format!("DROP TRIGGER {table}_append_only ON {table}")).await?;
    }
    db.execute_unprepared("DROP FUNCTION refuse_change()").await?;
    db.execute_unprepared("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM verbund_app, verbund_worker").await?;
    db.execute_unprepared("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM verbund_app, verbund_worker").await?;
    Ok(())
}
