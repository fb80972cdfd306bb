//! Membership changes: joining and leaving a cooperation, one row beside its case.
//!
//! The row belongs to the body that leads the cooperation; the body that joins or leaves sees it and writes on it with
//! the tasks of its own.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &["membership_change"];

const UP: &str = "
CREATE TABLE membership_change (case_id BIGINT PRIMARY KEY REFERENCES case_file (id), body_id BIGINT NOT NULL REFERENCES body (id), cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), party_body_id BIGINT NOT NULL REFERENCES body (id), direction TEXT NOT NULL, legal_form TEXT NOT NULL, state TEXT NOT NULL, agreed_on {date} NOT NULL, notice_on {date}, published_on {date}, effective_on {date}, version BIGINT NOT NULL);
CREATE INDEX membership_change_party ON membership_change (party_body_id, case_id)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TENANT_TABLES).await?;
        let own = tenancy::OWN_BODIES;
        tenancy::guard_by(manager, "membership_change", &format!("body_id IN ({own}) OR party_body_id IN ({own})"))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["membership_change"]).await
    }
}
