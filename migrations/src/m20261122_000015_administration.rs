//! Administration: who leads a cooperation, persons who may no longer sign in, the record that journals every change
//! of a body's administration, and changes of the rules that two persons decide.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &["administration_record", "rule_change"];

const UP: &str = "
ALTER TABLE person ADD COLUMN deactivated_at {ts};
ALTER TABLE cooperation ADD COLUMN lead_body_id BIGINT;
CREATE TABLE administration_record (body_id BIGINT PRIMARY KEY REFERENCES body (id), case_id BIGINT NOT NULL REFERENCES case_file (id));
CREATE TABLE rule_change (id {id}, body_id BIGINT NOT NULL REFERENCES body (id), kind TEXT NOT NULL, rule TEXT NOT NULL, last_on {date}, source TEXT NOT NULL, state TEXT NOT NULL, proposed_by BIGINT NOT NULL, proposed_for BIGINT NOT NULL, proposed_at {ts} NOT NULL, decided_by BIGINT, decided_at {ts});
CREATE INDEX rule_change_body ON rule_change (body_id, id)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TENANT_TABLES).await?;
        tenancy::guard(manager, TENANT_TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["rule_change", "administration_record"]).await?;
        for sql in ["ALTER TABLE cooperation DROP COLUMN lead_body_id", "ALTER TABLE person DROP COLUMN deactivated_at"]
        {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }
}
