//! The case (Vorgang): file reference, documents, comments and the journal chain.

use super::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE file_serial (body_id BIGINT NOT NULL, plan_number TEXT NOT NULL, year INTEGER NOT NULL, last_serial INTEGER NOT NULL, PRIMARY KEY (body_id, plan_number, year));
CREATE TABLE case_file (id {id}, body_id BIGINT NOT NULL REFERENCES body (id), office_body_id BIGINT NOT NULL REFERENCES body (id), process TEXT NOT NULL, file_reference TEXT NOT NULL, subject TEXT NOT NULL, phase TEXT NOT NULL, pending_interrupt TEXT, restart_wanted BOOLEAN NOT NULL, ended_at {ts}, started_at {ts} NOT NULL, outbox_no BIGINT NOT NULL, journal_no BIGINT NOT NULL, journal_head TEXT NOT NULL, version BIGINT NOT NULL, request_key TEXT, UNIQUE (body_id, file_reference), UNIQUE (body_id, request_key));
CREATE INDEX case_file_running ON case_file (body_id, id) WHERE ended_at IS NULL;
CREATE INDEX case_file_restart ON case_file (id) WHERE restart_wanted;
CREATE TABLE document (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, name TEXT NOT NULL, created_at {ts} NOT NULL, created_by BIGINT NOT NULL);
CREATE INDEX document_case ON document (case_id);
CREATE TABLE document_version (document_id BIGINT NOT NULL REFERENCES document (id), version INTEGER NOT NULL, body_id BIGINT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, size_bytes BIGINT NOT NULL, object_key TEXT NOT NULL, key_id TEXT NOT NULL, stored_at {ts} NOT NULL, stored_by BIGINT NOT NULL, PRIMARY KEY (document_id, version));
CREATE TABLE case_comment (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), task_id BIGINT, body_id BIGINT NOT NULL, person_id BIGINT NOT NULL, text TEXT, written_at {ts} NOT NULL);
CREATE INDEX case_comment_case ON case_comment (case_id, id);
CREATE TABLE journal_entry (case_id BIGINT NOT NULL REFERENCES case_file (id), no BIGINT NOT NULL, body_id BIGINT NOT NULL, at {ts} NOT NULL, event TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (case_id, no));
CREATE TABLE journal_text (id {id}, case_id BIGINT NOT NULL, entry_no BIGINT NOT NULL, body_id BIGINT NOT NULL, person_id BIGINT, field TEXT NOT NULL, salt TEXT NOT NULL, text TEXT);
CREATE INDEX journal_text_entry ON journal_text (case_id, entry_no);
CREATE INDEX journal_text_person ON journal_text (person_id);
CREATE TABLE journal_seal (id {id}, at {ts} NOT NULL, heads TEXT NOT NULL, hash TEXT NOT NULL)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(
            manager,
            &[
                "journal_seal",
                "journal_text",
                "journal_entry",
                "case_comment",
                "document_version",
                "document",
                "case_file",
                "file_serial",
            ],
        )
        .await
    }
}
