//! Table `payment`; its columns are described where the migration `000006_invoice` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub invoice_id: i64,
    pub case_id: i64,
    pub body_id: i64,
    pub payable_cents: i64,
    pub ordered_at: DateTimeUtc,
    pub ordered_by: i64,
    pub override_reason: Option<String>,
    pub accepted_at: Option<DateTimeUtc>,
    pub accepted_by: Option<i64>,
    pub paid_at: Option<DateTimeUtc>,
    pub released_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
