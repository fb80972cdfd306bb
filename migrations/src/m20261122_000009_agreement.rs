//! Cost sharing, what is agreed and what is measured: agreements, VAT decisions, key versions, measures, counted
//! cases, hours.
//!
//! Rows belong to the seat body and are read by every member of the cooperation; hours only by the clerk's own body.
//! A frozen key version and its measures are never changed.

use super::{dialect, tenancy};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Tables of this migration whose rows belong to a body.
pub const TENANT_TABLES: &[&str] = &[
    "agreement",
    "vat_decision",
    "key_version",
    "key_measure",
    "measure",
    "process_weight",
    "counted_case",
    "hour_entry",
];

/// Of these, what members read too.
const COMMON: &[&str] =
    &["agreement", "vat_decision", "key_version", "key_measure", "measure", "process_weight", "counted_case"];

const UP: &str = "
CREATE TABLE agreement (id {id}, case_id BIGINT NOT NULL REFERENCES case_file (id), cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL REFERENCES body (id), office_body_id BIGINT NOT NULL REFERENCES body (id), legal_form TEXT NOT NULL, method TEXT NOT NULL, membership TEXT NOT NULL, advances TEXT NOT NULL, objection_days INTEGER NOT NULL CHECK (objection_days >= 0), silence_agrees BOOLEAN NOT NULL, legal_basis TEXT NOT NULL, valid_from {date} NOT NULL, valid_to {date}, made_by BIGINT NOT NULL, made_at {ts} NOT NULL, UNIQUE (cooperation_id, valid_from));
CREATE INDEX agreement_office ON agreement (office_body_id);
CREATE TABLE vat_decision (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL, agreement_id BIGINT NOT NULL REFERENCES agreement (id), flow TEXT NOT NULL, treatment TEXT NOT NULL, evidence TEXT NOT NULL, valid_from {date} NOT NULL, valid_to {date}, decided_by BIGINT NOT NULL, decided_at {ts} NOT NULL, UNIQUE (agreement_id, flow, valid_from));
CREATE TABLE key_version (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL, agreement_id BIGINT NOT NULL REFERENCES agreement (id), number INTEGER NOT NULL, content TEXT NOT NULL, valid_from {date} NOT NULL, valid_to {date}, drafted_by BIGINT NOT NULL, drafted_at {ts} NOT NULL, first_by BIGINT, first_for BIGINT, first_at {ts}, second_by BIGINT, second_for BIGINT, frozen_at {ts}, version BIGINT NOT NULL, UNIQUE (cooperation_id, number));
CREATE TABLE key_measure (key_version_id BIGINT NOT NULL REFERENCES key_version (id), member_id BIGINT NOT NULL REFERENCES body (id), kind TEXT NOT NULL, cooperation_id BIGINT NOT NULL, body_id BIGINT NOT NULL, value BIGINT NOT NULL, reference_on {date} NOT NULL, source TEXT NOT NULL, PRIMARY KEY (key_version_id, member_id, kind));
CREATE TABLE measure (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL, member_id BIGINT NOT NULL REFERENCES body (id), kind TEXT NOT NULL, value BIGINT NOT NULL, reference_on {date} NOT NULL, source TEXT NOT NULL, entered_by BIGINT NOT NULL, entered_at {ts} NOT NULL, UNIQUE (cooperation_id, kind, reference_on, member_id));
CREATE TABLE process_weight (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL, process TEXT NOT NULL, weight_milli BIGINT NOT NULL CHECK (weight_milli >= 0), valid_from {date} NOT NULL, valid_to {date}, UNIQUE (cooperation_id, process, valid_from));
CREATE TABLE counted_case (cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), case_id BIGINT NOT NULL REFERENCES case_file (id), body_id BIGINT NOT NULL, served_body_id BIGINT NOT NULL, process TEXT NOT NULL, weight_milli BIGINT NOT NULL, counted_on {date} NOT NULL, PRIMARY KEY (cooperation_id, case_id));
CREATE INDEX counted_case_day ON counted_case (cooperation_id, counted_on) {include served_body_id, weight_milli};
CREATE TABLE hour_entry (id {id}, cooperation_id BIGINT NOT NULL REFERENCES cooperation (id), body_id BIGINT NOT NULL, served_body_id BIGINT NOT NULL REFERENCES body (id), person_id BIGINT NOT NULL, worked_on {date} NOT NULL, minutes INTEGER NOT NULL CHECK (minutes >= 0 AND minutes <= 1440), note TEXT, entered_at {ts} NOT NULL, version BIGINT NOT NULL);
CREATE INDEX hour_entry_day ON hour_entry (cooperation_id, worked_on) {include served_body_id, minutes};
CREATE INDEX hour_entry_person ON hour_entry (person_id, worked_on)
";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        tenancy::grant(manager, TENANT_TABLES).await?;
        tenancy::guard(manager, &["hour_entry"]).await?;
        tenancy::guard_common(manager, COMMON).await?;
        tenancy::refuse_change(manager, "key_version", "OLD.frozen_at IS NOT NULL", "a frozen key is never changed")
            .await?;
        tenancy::append_only(manager, &["key_measure", "counted_case"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(
            manager,
            &[
                "hour_entry",
                "counted_case",
                "process_weight",
                "measure",
                "key_measure",
                "key_version",
                "vat_decision",
                "agreement",
            ],
        )
        .await?;
        tenancy::drop_functions(manager, &["key_version"]).await
    }
}
