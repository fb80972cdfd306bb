//! Table `invoice`; its columns are described where the migration `000006_invoice` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invoice")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    pub body_id: i64,
    pub task_id: i64,
    pub supplier_id: i64,
    pub number: String,
    pub issued_on: Date,
    pub received_on: Date,
    pub source: String,
    pub document_id: Option<i64>,
    pub net_cents: i64,
    pub vat_cents: i64,
    pub gross_cents: i64,
    pub due_on: Date,
    pub discount_on: Option<Date>,
    pub discount_cents: Option<i64>,
    pub state: String,
    pub match_result: Option<String>,
    pub match_findings: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
