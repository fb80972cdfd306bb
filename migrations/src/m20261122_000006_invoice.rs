//! Invoices, payments and the postings that book their cost.

use super::dialect;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE invoice (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, task_id BIGINT NOT NULL UNIQUE, supplier_id BIGINT NOT NULL REFERENCES supplier (id), number TEXT NOT NULL, issued_on {date} NOT NULL, received_on {date} NOT NULL, source TEXT NOT NULL, document_id BIGINT, net_cents BIGINT NOT NULL, vat_cents BIGINT NOT NULL, gross_cents BIGINT NOT NULL, due_on {date} NOT NULL, discount_on {date}, discount_cents BIGINT, state TEXT NOT NULL, match_result TEXT, match_findings TEXT, version BIGINT NOT NULL);
CREATE INDEX invoice_case ON invoice (case_id, id);
CREATE INDEX invoice_duplicate ON invoice (body_id, supplier_id, number, gross_cents);
CREATE TABLE invoice_line (invoice_id BIGINT NOT NULL REFERENCES invoice (id), line_no INTEGER NOT NULL, body_id BIGINT NOT NULL, order_line_no INTEGER, description TEXT NOT NULL, quantity_milli BIGINT NOT NULL, unit_price_e4 BIGINT NOT NULL, vat_rate_bp INTEGER NOT NULL, net_cents BIGINT NOT NULL, PRIMARY KEY (invoice_id, line_no));
CREATE TABLE payment (invoice_id BIGINT PRIMARY KEY REFERENCES invoice (id), case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, payable_cents BIGINT NOT NULL, ordered_at {ts} NOT NULL, ordered_by BIGINT NOT NULL, override_reason TEXT, accepted_at {ts}, accepted_by BIGINT, paid_at {ts}, released_by BIGINT);
CREATE TABLE ledger_entry (id {id}, key TEXT NOT NULL UNIQUE, body_id BIGINT NOT NULL REFERENCES body (id), case_id BIGINT NOT NULL, cause TEXT NOT NULL, value_on {date} NOT NULL, booked_on {date} NOT NULL);
CREATE INDEX ledger_entry_case ON ledger_entry (case_id);
CREATE TABLE ledger_line (entry_id BIGINT NOT NULL REFERENCES ledger_entry (id), line_no INTEGER NOT NULL, body_id BIGINT NOT NULL, account TEXT NOT NULL, cost_centre TEXT NOT NULL, amount_cents BIGINT NOT NULL, PRIMARY KEY (entry_id, line_no))
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["ledger_line", "ledger_entry", "payment", "invoice_line", "invoice"]).await
    }
}
