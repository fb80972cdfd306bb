//! Table `cost_voucher`; its columns are described where the migration `000010_books` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cost_voucher")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub cooperation_id: i64,
    pub body_id: i64,
    pub key: String,
    pub year: i32,
    pub source: String,
    pub number: String,
    pub issued_on: Date,
    pub description: String,
    pub case_id: Option<i64>,
    pub invoice_id: Option<i64>,
    pub amount_cents: i64,
    pub entered_by: Option<i64>,
    pub entered_for: Option<i64>,
    pub entered_at: DateTimeUtc,
    pub certified_by: Option<i64>,
    pub certified_for: Option<i64>,
    pub certified_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::common!();
