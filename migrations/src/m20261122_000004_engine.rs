//! What durable execution needs beside the cases: saved state, outbox, leases, incidents, announcements.

use super::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE workflow_state (case_id BIGINT PRIMARY KEY REFERENCES case_file (id), body_id BIGINT NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL, applied_no BIGINT NOT NULL, snapshot_no BIGINT NOT NULL, saved_at {ts} NOT NULL);
CREATE TABLE step_result (case_id BIGINT NOT NULL REFERENCES case_file (id), step TEXT NOT NULL, round INTEGER NOT NULL, body_id BIGINT NOT NULL, result TEXT NOT NULL, at {ts} NOT NULL, PRIMARY KEY (case_id, step, round));
CREATE TABLE outbox (case_id BIGINT NOT NULL REFERENCES case_file (id), no BIGINT NOT NULL, body_id BIGINT NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL, created_at {ts} NOT NULL, not_before {ts} NOT NULL, delivered_at {ts}, attempts INTEGER NOT NULL, last_error TEXT, held_by_incident BIGINT, PRIMARY KEY (case_id, no));
CREATE INDEX outbox_waiting ON outbox (not_before, case_id, no) WHERE delivered_at IS NULL;
CREATE TABLE relay_lease (case_id BIGINT PRIMARY KEY, holder TEXT NOT NULL, until_at {ts} NOT NULL);
CREATE TABLE incident (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, step TEXT NOT NULL, round INTEGER NOT NULL, failure_no INTEGER NOT NULL, kind TEXT NOT NULL, cause TEXT NOT NULL, state TEXT NOT NULL, opened_at {ts} NOT NULL, closed_at {ts}, closed_by BIGINT, reason TEXT);
CREATE INDEX incident_of_step ON incident (case_id, kind, step, round, failure_no);
CREATE INDEX incident_open ON incident (body_id, id) WHERE state = 'OPEN';
CREATE TABLE announcement (id {id}, body_id BIGINT NOT NULL, topic TEXT NOT NULL, subject_id BIGINT NOT NULL, case_id BIGINT NOT NULL, version BIGINT NOT NULL, at {ts} NOT NULL)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(
            manager,
            &["announcement", "incident", "relay_lease", "outbox", "step_result", "workflow_state"],
        )
        .await
    }
}
