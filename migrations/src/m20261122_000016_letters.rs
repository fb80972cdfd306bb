//! Letters: templates of a body with their versions, letters of a case with their versions, and their dispatch.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &["letter_template", "letter", "letter_version", "letter_dispatch"];

const UP: &str = "
CREATE TABLE letter_template (id {id}, body_id BIGINT NOT NULL REFERENCES body (id), kind TEXT NOT NULL, version INTEGER NOT NULL, letterhead TEXT NOT NULL, signature TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, saved_by BIGINT NOT NULL, saved_at {ts} NOT NULL, UNIQUE (body_id, kind, version));
CREATE TABLE letter (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, kind TEXT NOT NULL, template_id BIGINT NOT NULL REFERENCES letter_template (id), supplier_id BIGINT REFERENCES supplier (id), version INTEGER NOT NULL, made_by BIGINT NOT NULL, made_at {ts} NOT NULL, released_by BIGINT, released_at {ts}, document_id BIGINT REFERENCES document (id));
CREATE INDEX letter_case ON letter (case_id, id);
CREATE TABLE letter_version (letter_id BIGINT NOT NULL REFERENCES letter (id), version INTEGER NOT NULL, body_id BIGINT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, saved_by BIGINT NOT NULL, saved_at {ts} NOT NULL, PRIMARY KEY (letter_id, version));
CREATE TABLE letter_dispatch (id {id}, letter_id BIGINT NOT NULL REFERENCES letter (id), body_id BIGINT NOT NULL, channel TEXT NOT NULL, dispatched_at {ts} NOT NULL, recorded_by BIGINT NOT NULL, recorded_at {ts} NOT NULL);
CREATE INDEX letter_dispatch_letter ON letter_dispatch (letter_id, id)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TENANT_TABLES).await?;
        tenancy::guard(manager, TENANT_TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["letter_dispatch", "letter_version", "letter", "letter_template"]).await
    }
}
