//! Procurement: dated rules, budget lines and their movements, firms, requests, quotes, orders, receipts.

use super::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE rule_set (id {id}, name TEXT NOT NULL UNIQUE, data TEXT NOT NULL, source TEXT NOT NULL, loaded_at {ts} NOT NULL);
CREATE TABLE supplier (id {id}, name TEXT NOT NULL, region TEXT NOT NULL, vat_id TEXT, UNIQUE (name, region));
CREATE TABLE budget_line (id {id}, body_id BIGINT NOT NULL REFERENCES body (id), year INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, cost_centre TEXT NOT NULL, appropriation_cents BIGINT NOT NULL CHECK (appropriation_cents >= 0), reserved_cents BIGINT NOT NULL CHECK (reserved_cents >= 0), committed_cents BIGINT NOT NULL CHECK (committed_cents >= 0), spent_cents BIGINT NOT NULL CHECK (spent_cents >= 0), version BIGINT NOT NULL, UNIQUE (body_id, year, code));
CREATE TABLE budget_movement (id {id}, budget_line_id BIGINT NOT NULL REFERENCES budget_line (id), body_id BIGINT NOT NULL, case_id BIGINT, kind TEXT NOT NULL, amount_cents BIGINT NOT NULL, key TEXT NOT NULL UNIQUE, at {ts} NOT NULL);
CREATE INDEX budget_movement_line ON budget_movement (budget_line_id, id);
CREATE TABLE procurement (case_id BIGINT PRIMARY KEY REFERENCES case_file (id), body_id BIGINT NOT NULL, request TEXT NOT NULL, category TEXT NOT NULL, commodity TEXT NOT NULL, estimate_net_cents BIGINT NOT NULL, estimate_gross_cents BIGINT NOT NULL, cost_centre TEXT NOT NULL, started_on {date} NOT NULL, rule_set_id BIGINT NOT NULL REFERENCES rule_set (id), requester_id BIGINT NOT NULL, procedure TEXT, regime TEXT, min_quotes INTEGER, budget_line_id BIGINT REFERENCES budget_line (id), reserved_cents BIGINT NOT NULL, committed_cents BIGINT NOT NULL, spent_cents BIGINT NOT NULL, refunded_cents BIGINT NOT NULL, supplier_id BIGINT REFERENCES supplier (id), quote_net_cents BIGINT, order_net_cents BIGINT, order_gross_cents BIGINT, ordered_on {date}, receipt_complete BOOLEAN NOT NULL, withdrawal_reason TEXT, interrupted_phase TEXT, version BIGINT NOT NULL);
CREATE INDEX procurement_year ON procurement (body_id, commodity, started_on);
CREATE TABLE invitation (id {id}, case_id BIGINT NOT NULL, body_id BIGINT NOT NULL, supplier_id BIGINT NOT NULL REFERENCES supplier (id), commodity TEXT NOT NULL, invited_on {date} NOT NULL, UNIQUE (case_id, supplier_id));
CREATE INDEX invitation_commodity ON invitation (body_id, commodity, invited_on);
CREATE TABLE quote (case_id BIGINT NOT NULL REFERENCES case_file (id), supplier_id BIGINT NOT NULL REFERENCES supplier (id), body_id BIGINT NOT NULL, net_cents BIGINT NOT NULL, received_on {date} NOT NULL, chosen BOOLEAN NOT NULL, PRIMARY KEY (case_id, supplier_id));
CREATE TABLE order_line (case_id BIGINT NOT NULL REFERENCES case_file (id), line_no INTEGER NOT NULL, body_id BIGINT NOT NULL, description TEXT NOT NULL, quantity_milli BIGINT NOT NULL, unit TEXT NOT NULL, unit_price_cents BIGINT NOT NULL, vat_rate_bp INTEGER NOT NULL, net_cents BIGINT NOT NULL, PRIMARY KEY (case_id, line_no));
CREATE TABLE goods_receipt (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, task_id BIGINT NOT NULL, line_no INTEGER NOT NULL, quantity_milli BIGINT NOT NULL, received_on {date} NOT NULL, UNIQUE (task_id, line_no))
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
                "goods_receipt",
                "order_line",
                "quote",
                "invitation",
                "procurement",
                "budget_movement",
                "budget_line",
                "supplier",
                "rule_set",
            ],
        )
        .await
    }
}
