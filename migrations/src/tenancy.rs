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

/// Puts tables of a cooperation behind row-level security: the seat writes, and every member reads. Whoever left
/// reads on until its claims are barred (three years from the end of the year, §§ 195, 199 BGB); which years, the
/// use cases decide.
pub async fn guard_common(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    guard(manager, tables).await?;
    for table in tables {
        read_by_members(manager, table).await?;
    }
    Ok(())
}

/// Lets every member read a table of its cooperation, as [`guard_common`] does.
pub async fn read_by_members(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let today = "NULLIF(current_setting('verbund.today', true), '')::date";
    let policy = format!(
        "CREATE POLICY shared ON {table} FOR SELECT TO verbund_app USING (cooperation_id IN (SELECT m.cooperation_id \
         FROM cooperation_member m WHERE m.body_id IN ({OWN_BODIES}) AND m.valid_from <= {today} \
         AND m.valid_to >= {today} - 1461))"
    );
    dialect::run(manager, &policy).await
}

/// Tables that only grow, refused by trigger on both databases.
pub async fn append_only(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        if manager.get_database_backend() == DbBackend::Postgres {
            let sql = format!(
                "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            );
            dialect::run(manager, &sql).await?;
            dialect::run(
                manager,
                &format!("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM verbund_app, verbund_worker"),
            )
            .await?;
        } else {
            for verb in ["UPDATE", "DELETE"] {
                let name = format!("{table}_no_{}", verb.to_lowercase());
                let sql = format!(
                    "CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                );
                dialect::run(manager, &sql).await?;
            }
        }
    }
    Ok(())
}

/// Refuses to change or delete rows for which `condition` over `OLD` holds, by trigger on both databases.
pub async fn refuse_change(
    manager: &SchemaManager<'_>,
    table: &str,
    condition: &str,
    message: &str,
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        let function = format!(
            "CREATE FUNCTION refuse_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        );
        let trigger = format!(
            "CREATE TRIGGER {table}_settled BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_{table}()"
        );
        use sea_orm_migration::sea_orm::ConnectionTrait;
        manager.get_connection().execute_unprepared(&function).await?;
        manager.get_connection().execute_unprepared(&trigger).await?;
        return Ok(());
    }
    for verb in ["UPDATE", "DELETE"] {
        let name = format!("{table}_settled_{}", verb.to_lowercase());
        let sql = format!(
            "CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        );
        dialect::run(manager, &sql).await?;
    }
    Ok(())
}

/// Drops what [`refuse_change`] left behind once its tables are gone.
pub async fn drop_functions(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Postgres {
        for table in tables {
            dialect::run(manager, &format!("DROP FUNCTION refuse_{table}()")).await?;
        }
    }
    Ok(())
}
