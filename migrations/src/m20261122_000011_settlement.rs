//! Settlements of a cooperation's year: one row beside its case, versions of shares and statements, advances, and the
//! lines of a correction.
//!
//! The seat writes and every member reads; a member writes only its answer, on its own statement. Shares are never
//! changed: a new version stands beside the one before.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] =
    &["settlement", "settlement_share", "settlement_statement", "settlement_advance", "settlement_correction"];

/// Of these, what the seat alone writes.
const COMMON: &[&str] = &["settlement", "settlement_share", "settlement_advance", "settlement_correction"];

const UP: &str = "
CREATE TABLE settlement (case_id BIGINT PRIMARY KEY REFERENCES case_file (id), body_id BIGINT NOT NULL REFERENCES body (id), cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), agreement_id BIGINT NOT NULL REFERENCES agreement (id), year INTEGER NOT NULL, sequence INTEGER NOT NULL, corrects_case_id BIGINT REFERENCES case_file (id), state TEXT NOT NULL, version_no INTEGER NOT NULL, budget_cents BIGINT NOT NULL, calculated_by BIGINT, issue TEXT, issued_no INTEGER NOT NULL, issued_by BIGINT, answers_until {date}, version BIGINT NOT NULL, UNIQUE (cooperation_id, year, sequence));
CREATE TABLE settlement_share (case_id BIGINT NOT NULL REFERENCES settlement (case_id), version_no INTEGER NOT NULL, member_id BIGINT NOT NULL REFERENCES body (id), cost_kind TEXT NOT NULL, segment INTEGER NOT NULL, component INTEGER NOT NULL, body_id BIGINT NOT NULL, cooperation_id BIGINT NOT NULL, cents BIGINT NOT NULL, PRIMARY KEY (case_id, version_no, member_id, cost_kind, segment, component));
CREATE TABLE settlement_statement (case_id BIGINT NOT NULL REFERENCES settlement (case_id), version_no INTEGER NOT NULL, member_id BIGINT NOT NULL REFERENCES body (id), body_id BIGINT NOT NULL, cooperation_id BIGINT NOT NULL, share_cents BIGINT NOT NULL, member_grant_cents BIGINT NOT NULL, vat_cents BIGINT NOT NULL, advances_cents BIGINT NOT NULL, balance_cents BIGINT NOT NULL, document_id BIGINT, answer TEXT NOT NULL, answered_on {date}, disputed_cents BIGINT NOT NULL, paid_cents BIGINT NOT NULL, paid_on {date}, PRIMARY KEY (case_id, version_no, member_id));
CREATE INDEX settlement_statement_member ON settlement_statement (member_id, case_id);
CREATE TABLE settlement_advance (case_id BIGINT NOT NULL REFERENCES settlement (case_id), instalment_no INTEGER NOT NULL, member_id BIGINT NOT NULL REFERENCES body (id), body_id BIGINT NOT NULL, cooperation_id BIGINT NOT NULL, due_on {date} NOT NULL, amount_cents BIGINT NOT NULL, paid_cents BIGINT NOT NULL, paid_on {date}, recorded BOOLEAN NOT NULL, PRIMARY KEY (case_id, instalment_no, member_id));
CREATE TABLE settlement_correction (case_id BIGINT NOT NULL REFERENCES settlement (case_id), version_no INTEGER NOT NULL, line_no INTEGER NOT NULL, body_id BIGINT NOT NULL, cooperation_id BIGINT NOT NULL, cost_kind TEXT NOT NULL, member_id BIGINT REFERENCES body (id), amount_cents BIGINT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (case_id, version_no, line_no))
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TENANT_TABLES).await?;
        tenancy::guard_common(manager, COMMON).await?;
        let own = tenancy::OWN_BODIES;
        let answers = format!("body_id IN ({own}) OR member_id IN ({own})");
        tenancy::guard_by(manager, "settlement_statement", &answers).await?;
        tenancy::read_by_members(manager, "settlement_statement").await?;
        tenancy::append_only(manager, &["settlement_share", "settlement_correction"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut tables = TENANT_TABLES.to_vec();
        tables.reverse();
        dialect::drop_tables(manager, &tables).await
    }
}
