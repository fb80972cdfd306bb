//! Working together on tasks: questions and delegations, deputies with parts of the rights, absences, several
//! signatures under one decision, and what people are told.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &["task_request", "task_signature", "approval_rule"];

/// `deputyship.bodies`, `.roles`, `.areas`: numbers between commas (`,3,7,`), none: not limited. Kept as text because
/// the work list looks into it for every grant that is lent.
const UP: &str = "
ALTER TABLE task ADD COLUMN delegated_by BIGINT;
ALTER TABLE task ADD COLUMN signatures_needed INTEGER NOT NULL DEFAULT 1;
CREATE INDEX task_follow_up ON task (follow_up_on, id) WHERE state = 0 AND follow_up_on IS NOT NULL;
CREATE TABLE task_request (id {id}, body_id BIGINT NOT NULL, case_id BIGINT NOT NULL REFERENCES case_file (id), task_id BIGINT NOT NULL REFERENCES task (id), kind INTEGER NOT NULL, state INTEGER NOT NULL, asked_by BIGINT NOT NULL, asked_of BIGINT NOT NULL, text TEXT, asked_at {ts} NOT NULL, answer TEXT, answered_at {ts});
CREATE INDEX task_request_task ON task_request (task_id);
CREATE INDEX task_request_open ON task_request (asked_of, id) WHERE state = 0;
CREATE TABLE task_signature (task_id BIGINT NOT NULL REFERENCES task (id), actor BIGINT NOT NULL, represented BIGINT NOT NULL, body_id BIGINT NOT NULL, form TEXT NOT NULL, signed_at {ts} NOT NULL, PRIMARY KEY (task_id, actor));
CREATE TABLE approval_rule (id {id}, body_id BIGINT NOT NULL REFERENCES body (id), kind INTEGER NOT NULL, from_cents BIGINT NOT NULL CHECK (from_cents >= 0), needed INTEGER NOT NULL CHECK (needed BETWEEN 2 AND 5), valid_from {date} NOT NULL, valid_to {date} NOT NULL, source TEXT NOT NULL, set_by BIGINT NOT NULL, set_at {ts} NOT NULL);
CREATE INDEX approval_rule_body ON approval_rule (body_id, kind);
ALTER TABLE deputyship ADD COLUMN bodies TEXT;
ALTER TABLE deputyship ADD COLUMN roles TEXT;
ALTER TABLE deputyship ADD COLUMN areas TEXT;
ALTER TABLE deputyship ADD COLUMN set_by BIGINT;
CREATE INDEX deputyship_principal ON deputyship (principal_id);
CREATE TABLE absence (id {id}, person_id BIGINT NOT NULL REFERENCES person (id), valid_from {date} NOT NULL, valid_to {date} NOT NULL, set_by BIGINT NOT NULL, set_at {ts} NOT NULL);
CREATE INDEX absence_person ON absence (person_id, valid_to);
CREATE TABLE notification (id {id}, person_id BIGINT NOT NULL REFERENCES person (id), kind INTEGER NOT NULL, case_id BIGINT NOT NULL, task_id BIGINT NOT NULL, key TEXT UNIQUE, at {ts} NOT NULL, read_at {ts}, mail INTEGER NOT NULL, mail_not_before {ts}, mail_attempts INTEGER NOT NULL);
CREATE INDEX notification_person ON notification (person_id, id);
CREATE INDEX notification_unread ON notification (person_id, id) WHERE read_at IS NULL;
CREATE INDEX notification_mail ON notification (person_id, id) WHERE mail = 0;
CREATE TABLE notification_setting (person_id BIGINT PRIMARY KEY REFERENCES person (id), mail INTEGER NOT NULL, digest_hour INTEGER NOT NULL CHECK (digest_hour BETWEEN 0 AND 23))
";

const NEW_TABLES: &[&str] =
    &["task_request", "task_signature", "approval_rule", "absence", "notification", "notification_setting"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, NEW_TABLES).await?;
        tenancy::guard(manager, TENANT_TABLES).await?;
        let person = "NULLIF(current_setting('verbund.person', true), '')::bigint";
        tenancy::guard_by(manager, "absence", &format!("{person} IS NOT NULL")).await?;
        tenancy::guard_by(manager, "notification_setting", &format!("person_id = {person}")).await?;
        tenancy::guard_by(manager, "notification", &format!("person_id = {person}")).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            // whoever causes a notice writes it for the one it is for
            let causes = format!(
                "CREATE POLICY causes ON notification FOR INSERT TO verbund_app WITH CHECK ({person} IS NOT NULL)"
            );
            dialect::run(manager, &causes).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, NEW_TABLES).await?;
        dialect::run(
            manager,
            "
DROP INDEX task_follow_up;
DROP INDEX deputyship_principal;
ALTER TABLE deputyship DROP COLUMN set_by;
ALTER TABLE deputyship DROP COLUMN areas;
ALTER TABLE deputyship DROP COLUMN roles;
ALTER TABLE deputyship DROP COLUMN bodies;
ALTER TABLE task DROP COLUMN signatures_needed;
ALTER TABLE task DROP COLUMN delegated_by
",
        )
        .await
    }
}
