//! Saved views of the work list: a person's own, shared with the colleagues of a body when it says so.
//!
//! A view belongs to a person, not to a body; its policy therefore names both the owner and the body it is shared with.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE work_list_view (id {id}, owner_id BIGINT NOT NULL REFERENCES person (id), shared_with BIGINT REFERENCES body (id), name TEXT NOT NULL, definition TEXT NOT NULL, version BIGINT NOT NULL, changed_at {ts} NOT NULL);
CREATE INDEX work_list_view_owner ON work_list_view (owner_id);
CREATE INDEX work_list_view_shared ON work_list_view (shared_with) WHERE shared_with IS NOT NULL;
CREATE TABLE work_list_default (person_id BIGINT PRIMARY KEY REFERENCES person (id), view_id BIGINT NOT NULL REFERENCES work_list_view (id) ON DELETE CASCADE)
";

const TABLES: &[&str] = &["work_list_view", "work_list_default"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TABLES).await?;
        let person = "NULLIF(current_setting('verbund.person', true), '')::bigint";
        let shared = format!("owner_id = {person} OR shared_with IN ({})", tenancy::OWN_BODIES);
        tenancy::guard_by(manager, "work_list_view", &shared).await?;
        // deleting a shared view takes it from everybody who chose it
        tenancy::guard_by(manager, "work_list_default", &format!("{person} IS NOT NULL")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["work_list_default", "work_list_view"]).await
    }
}
