//! A case seen by several bodies: one record, never copies (design: "One task record, seen by several municipalities").
//!
//! A party reads the case, its journal, documents and comments while it is one; afterwards only if so agreed. Of the
//! case's tasks it sees its own body's. What its people do on such a task is written on the case: row, journal,
//! outbox and hands.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &["case_party"];

const UP: &str = "
CREATE TABLE case_party (case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL REFERENCES body (id), owner_body_id BIGINT NOT NULL REFERENCES body (id), role TEXT NOT NULL, joined_on {date} NOT NULL, left_on {date}, keeps_access BOOLEAN NOT NULL, PRIMARY KEY (case_id, body_id));
CREATE INDEX case_party_body ON case_party (body_id, case_id)
";

/// Shared tables with the condition that a row is of a case the session's bodies are party of, and whether people of
/// a party write there when they work on a task of their own body.
const SHARED: &[(&str, &str, bool)] = &[
    ("case_file", "id IN ({parties})", true),
    ("journal_entry", "case_id IN ({parties})", true),
    ("journal_text", "case_id IN ({parties})", true),
    ("outbox", "case_id IN ({parties})", true),
    ("case_hand", "case_id IN ({parties})", true),
    ("document", "case_id IN ({parties})", false),
    ("document_version", "document_id IN (SELECT d.id FROM document d WHERE d.case_id IN ({parties}))", false),
    ("case_comment", "case_id IN ({parties})", false),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        tenancy::grant(manager, TENANT_TABLES).await?;
        let own = tenancy::OWN_BODIES;
        // the owner of the case sees its parties too
        tenancy::guard_by(manager, "case_party", &format!("body_id IN ({own}) OR owner_body_id IN ({own})")).await?;
        let today = "NULLIF(current_setting('verbund.today', true), '')::date";
        let parties = format!(
            "SELECT p.case_id FROM case_party p WHERE p.body_id IN ({own}) AND p.joined_on <= {today} \
             AND (p.left_on IS NULL OR p.left_on >= {today} OR p.keeps_access)"
        );
        for (table, condition, written) in SHARED {
            let condition = condition.replace("{parties}", &parties);
            // conditions are tried in the order of their policies' names: "shared" comes after "scope", so a body's
            // own rows never pay for it
            let policy = if *written {
                format!("CREATE POLICY shared ON {table} TO verbund_app USING ({condition}) WITH CHECK ({condition})")
            } else {
                format!("CREATE POLICY shared ON {table} FOR SELECT TO verbund_app USING ({condition})")
            };
            dialect::run(manager, &policy).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            for (table, ..) in SHARED {
                dialect::run(manager, &format!("DROP POLICY shared ON {table}")).await?;
            }
        }
        dialect::drop_tables(manager, &["case_party"]).await
    }
}
