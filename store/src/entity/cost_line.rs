//! Table `cost_line`; its columns are described where the migration `000010_books` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cost_line")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub voucher_id: i64,
    pub cooperation_id: i64,
    pub body_id: i64,
    pub year: i32,
    pub line_no: i32,
    pub cost_kind: String,
    pub cost_centre: String,
    pub description: String,
    pub service_from: Date,
    pub service_to: Date,
    pub amount_cents: i64,
    pub counts: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::common!();
