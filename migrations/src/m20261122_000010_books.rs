//! Cost sharing, what it cost and where it is booked: shared cost centres, vouchers and their lines, grants and
//! income, closed years, manual postings, and the chain over each body's entries.
//!
//! Certified vouchers and everything booked are never changed. What one person costs stays with the employer.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &[
    "shared_cost_centre",
    "cost_voucher",
    "cost_line",
    "personnel_share",
    "deduction",
    "closed_year",
    "manual_posting",
    "ledger_chain",
];

/// Of these, what members read too.
const COMMON: &[&str] = &["shared_cost_centre", "cost_voucher", "cost_line", "deduction", "closed_year"];

const UP: &str = "
CREATE TABLE shared_cost_centre (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL REFERENCES body (id), cost_centre TEXT NOT NULL, cost_kind TEXT NOT NULL, valid_from {date} NOT NULL, valid_to {date}, UNIQUE (body_id, cost_centre, valid_from));
CREATE TABLE cost_voucher (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL REFERENCES body (id), key TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, source TEXT NOT NULL, number TEXT NOT NULL, issued_on {date} NOT NULL, description TEXT NOT NULL, case_id BIGINT, invoice_id BIGINT, amount_cents BIGINT NOT NULL, entered_by BIGINT, entered_for BIGINT, entered_at {ts} NOT NULL, certified_by BIGINT, certified_for BIGINT, certified_at {ts});
CREATE INDEX cost_voucher_year ON cost_voucher (cooperation_id, year, id);
CREATE TABLE cost_line (id {id}, voucher_id BIGINT NOT NULL REFERENCES cost_voucher (id), cooperation_id BIGINT NOT NULL, body_id BIGINT NOT NULL, year INTEGER NOT NULL, line_no INTEGER NOT NULL, cost_kind TEXT NOT NULL, cost_centre TEXT NOT NULL, description TEXT NOT NULL, service_from {date} NOT NULL, service_to {date} NOT NULL, amount_cents BIGINT NOT NULL, counts BOOLEAN NOT NULL, UNIQUE (voucher_id, line_no));
CREATE INDEX cost_line_kind ON cost_line (cooperation_id, year, cost_kind, id) {include amount_cents} WHERE counts;
CREATE TABLE personnel_share (voucher_id BIGINT NOT NULL REFERENCES cost_voucher (id), share_no INTEGER NOT NULL, body_id BIGINT NOT NULL, post TEXT NOT NULL, basis TEXT NOT NULL, part TEXT NOT NULL, yearly_cost_cents BIGINT NOT NULL, months INTEGER NOT NULL, amount_cents BIGINT NOT NULL, PRIMARY KEY (voucher_id, share_no));
CREATE TABLE deduction (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL, key TEXT NOT NULL UNIQUE, year INTEGER NOT NULL, kind TEXT NOT NULL, cost_kind TEXT, member_id BIGINT, granted_cents BIGINT NOT NULL, eligible_cents BIGINT NOT NULL, service_from {date} NOT NULL, service_to {date} NOT NULL, notice TEXT NOT NULL, proof_due_on {date}, entered_by BIGINT NOT NULL, entered_for BIGINT NOT NULL, entered_at {ts} NOT NULL, certified_by BIGINT, certified_for BIGINT, certified_at {ts});
CREATE INDEX deduction_year ON deduction (cooperation_id, year, id);
CREATE TABLE closed_year (cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), year INTEGER NOT NULL, body_id BIGINT NOT NULL, closed_by BIGINT, closed_at {ts} NOT NULL, PRIMARY KEY (cooperation_id, year));
CREATE TABLE manual_posting (id {id}, body_id BIGINT NOT NULL REFERENCES body (id), cooperation_id BIGINT, draft TEXT NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, proposed_by BIGINT NOT NULL, proposed_for BIGINT NOT NULL, proposed_at {ts} NOT NULL, decided_by BIGINT, decided_for BIGINT, decided_at {ts});
CREATE TABLE ledger_chain (body_id BIGINT PRIMARY KEY REFERENCES body (id), last_no BIGINT NOT NULL, head TEXT NOT NULL);
ALTER TABLE ledger_entry ADD COLUMN chain_no BIGINT;
ALTER TABLE ledger_entry ADD COLUMN hash TEXT;
ALTER TABLE ledger_line ADD COLUMN cooperation_id BIGINT;
ALTER TABLE ledger_line ADD COLUMN member_id BIGINT;
ALTER TABLE ledger_line ADD COLUMN cost_kind TEXT;
CREATE UNIQUE INDEX ledger_entry_chain ON ledger_entry (body_id, chain_no);
CREATE INDEX ledger_line_shared ON ledger_line (cooperation_id, member_id) WHERE cooperation_id IS NOT NULL
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TENANT_TABLES).await?;
        tenancy::guard(manager, &["personnel_share", "manual_posting", "ledger_chain"]).await?;
        tenancy::guard_common(manager, COMMON).await?;
        let certified = "OLD.certified_at IS NOT NULL";
        tenancy::refuse_change(manager, "cost_voucher", certified, "a certified voucher is never changed").await?;
        tenancy::refuse_change(manager, "deduction", certified, "a certified deduction is never changed").await?;
        tenancy::refuse_change(manager, "cost_line", "OLD.counts", "a certified line is never changed").await?;
        let decided = "OLD.decided_at IS NOT NULL";
        tenancy::refuse_change(manager, "manual_posting", decided, "a decided posting is never changed").await?;
        tenancy::append_only(manager, &["personnel_share", "closed_year"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in ["ledger_line_shared", "ledger_entry_chain"] {
            dialect::run(manager, &format!("DROP INDEX {index}")).await?;
        }
        for (table, column) in [
            ("ledger_line", "cost_kind"),
            ("ledger_line", "member_id"),
            ("ledger_line", "cooperation_id"),
            ("ledger_entry", "hash"),
            ("ledger_entry", "chain_no"),
        ] {
            dialect::run(manager, &format!("ALTER TABLE {table} DROP COLUMN {column}")).await?;
        }
        dialect::drop_tables(
            manager,
            &[
                "ledger_chain",
                "manual_posting",
                "closed_year",
                "deduction",
                "personnel_share",
                "cost_line",
                "cost_voucher",
                "shared_cost_centre",
            ],
        )
        .await?;
        tenancy::drop_functions(manager, &["cost_voucher", "deduction", "cost_line", "manual_posting"]).await
    }
}
