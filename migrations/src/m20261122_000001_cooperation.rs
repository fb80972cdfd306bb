//! Who works together: cooperations, bodies, persons, dated rights, sessions.

use super::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE cooperation (id {id}, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE body (id {id}, ars TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, land TEXT NOT NULL, population BIGINT NOT NULL, population_on {date} NOT NULL, office_body_id BIGINT REFERENCES body (id));
CREATE TABLE cooperation_member (cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL REFERENCES body (id), valid_from {date} NOT NULL, valid_to {date} NOT NULL, PRIMARY KEY (cooperation_id, body_id, valid_from));
CREATE TABLE person (id {id}, subject TEXT NOT NULL UNIQUE, created_at {ts} NOT NULL, erased_at {ts});
CREATE TABLE person_name (person_id BIGINT PRIMARY KEY REFERENCES person (id), display_name TEXT NOT NULL, email TEXT);
CREATE TABLE role_grant (id {id}, person_id BIGINT NOT NULL REFERENCES person (id), body_id BIGINT NOT NULL REFERENCES body (id), role INTEGER NOT NULL, area INTEGER NOT NULL, valid_from {date} NOT NULL, valid_to {date} NOT NULL, UNIQUE (person_id, body_id, role, area, valid_from));
CREATE INDEX role_grant_body ON role_grant (body_id, role) {include person_id};
CREATE TABLE deputyship (id {id}, principal_id BIGINT NOT NULL REFERENCES person (id), deputy_id BIGINT NOT NULL REFERENCES person (id), valid_from {date} NOT NULL, valid_to {date} NOT NULL);
CREATE INDEX deputyship_deputy ON deputyship (deputy_id);
CREATE TABLE session (id_hash TEXT PRIMARY KEY, person_id BIGINT NOT NULL REFERENCES person (id), csrf_hash TEXT NOT NULL, created_at {ts} NOT NULL, expires_at {ts} NOT NULL);
CREATE TABLE ordering_limit (id {id}, person_id BIGINT NOT NULL REFERENCES person (id), body_id BIGINT NOT NULL REFERENCES body (id), limit_cents BIGINT NOT NULL CHECK (limit_cents >= 0), valid_from {date} NOT NULL, valid_to {date} NOT NULL)
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
                "ordering_limit",
                "session",
                "deputyship",
                "role_grant",
                "person_name",
                "person",
                "cooperation_member",
                "body",
                "cooperation",
            ],
        )
        .await
    }
}
