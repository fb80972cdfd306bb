//! Table `procurement`; its columns are described where the migration `000005_procurement` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procurement")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: i64,
    pub body_id: i64,
    pub request: String,
    pub category: String,
    pub commodity: String,
    pub estimate_net_cents: i64,
    pub estimate_gross_cents: i64,
    pub cost_centre: String,
    pub started_on: Date,
    pub rule_set_id: i64,
    pub requester_id: i64,
    pub procedure: Option<String>,
    pub regime: Option<String>,
    pub min_quotes: Option<i32>,
    pub budget_line_id: Option<i64>,
    pub reserved_cents: i64,
    pub committed_cents: i64,
    pub spent_cents: i64,
    pub refunded_cents: i64,
    pub supplier_id: Option<i64>,
    pub quote_net_cents: Option<i64>,
    pub order_net_cents: Option<i64>,
    pub order_gross_cents: Option<i64>,
    pub ordered_on: Option<Date>,
    pub receipt_complete: bool,
    pub withdrawal_reason: Option<String>,
    pub interrupted_phase: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
