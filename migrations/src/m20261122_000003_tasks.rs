//! Human tasks and the indexes that keep a work list fast at a million open tasks.

use super::dialect;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE role_set (id {id}, key TEXT NOT NULL UNIQUE);
CREATE TABLE role_set_member (role INTEGER NOT NULL, role_set BIGINT NOT NULL REFERENCES role_set (id), PRIMARY KEY (role, role_set));
CREATE TABLE task (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, kind INTEGER NOT NULL, step TEXT NOT NULL, round INTEGER NOT NULL, role_set BIGINT NOT NULL REFERENCES role_set (id), state INTEGER NOT NULL, assignee BIGINT, priority INTEGER NOT NULL, due_on {date} NOT NULL, follow_up_on {date}, remind_at {ts}, escalate_at {ts}, reminded_at {ts}, escalated_at {ts}, version BIGINT NOT NULL, outcome TEXT, opened_at {ts} NOT NULL, closed_at {ts}, closed_by BIGINT, closed_for BIGINT, UNIQUE (case_id, step, round));
CREATE INDEX task_open_unassigned ON task (body_id, role_set, due_on, id) {include kind} WHERE state = 0 AND assignee IS NULL;
CREATE INDEX task_open_priority ON task (body_id, role_set, priority, due_on, id) WHERE state = 0 AND assignee IS NULL;
CREATE INDEX task_open_all ON task (body_id, role_set, due_on, id) {include assignee, kind} WHERE state = 0;
CREATE INDEX task_mine ON task (assignee, due_on, id) {include body_id, role_set, kind} WHERE state = 0 AND assignee IS NOT NULL;
CREATE INDEX task_open_global ON task (due_on, id) {include body_id, role_set} WHERE state = 0 AND assignee IS NULL;
CREATE INDEX task_done ON task (body_id, role_set, closed_at, id) WHERE state <> 0;
CREATE TABLE task_exclusion (person_id BIGINT NOT NULL, task_id BIGINT NOT NULL REFERENCES task (id), body_id BIGINT NOT NULL, role_set BIGINT NOT NULL, due_on {date} NOT NULL, PRIMARY KEY (person_id, task_id));
CREATE INDEX task_exclusion_task ON task_exclusion (task_id);
CREATE TABLE task_form (task_id BIGINT PRIMARY KEY REFERENCES task (id), body_id BIGINT NOT NULL, data TEXT NOT NULL);
CREATE TABLE task_draft (task_id BIGINT NOT NULL REFERENCES task (id), person_id BIGINT NOT NULL, body_id BIGINT NOT NULL, data TEXT NOT NULL, version BIGINT NOT NULL, saved_at {ts} NOT NULL, PRIMARY KEY (task_id, person_id));
CREATE TABLE case_hand (case_id BIGINT NOT NULL REFERENCES case_file (id), kind INTEGER NOT NULL, actor BIGINT NOT NULL, represented BIGINT NOT NULL, body_id BIGINT NOT NULL, at {ts} NOT NULL, PRIMARY KEY (case_id, kind, actor, represented))
";

/// The work list reads indexes only, which PostgreSQL can do for pages it knows to be visible to all: with the
/// usual setting a fifth of a million tasks would have to change before it looks again.
const KEPT_VACUUMED: &str =
    "ALTER TABLE task SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared(KEPT_VACUUMED).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(
            manager,
            &["case_hand", "task_draft", "task_form", "task_exclusion", "task", "role_set_member", "role_set"],
        )
        .await
    }
}
