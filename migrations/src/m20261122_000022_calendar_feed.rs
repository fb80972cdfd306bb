//! The address a person's calendar reads its deadlines from: one a person, kept as a hash, revocable.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE calendar_feed (person_id BIGINT PRIMARY KEY REFERENCES person (id), token_hash TEXT NOT NULL UNIQUE, made_at {ts} NOT NULL)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, &["calendar_feed"]).await?;
        // a calendar has no session: it is looked up by the hash of its token while signing in (person 0)
        let person = "NULLIF(current_setting('verbund.person', true), '')::bigint";
        tenancy::guard_by(manager, "calendar_feed", &format!("person_id = {person} OR {person} = 0")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["calendar_feed"]).await
    }
}
