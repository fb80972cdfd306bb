//! Table `budget_line`; its columns are described where the migration `000005_procurement` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "budget_line")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub body_id: i64,
    pub year: i32,
    pub code: String,
    pub name: String,
    pub cost_centre: String,
    pub appropriation_cents: i64,
    pub reserved_cents: i64,
    pub committed_cents: i64,
    pub spent_cents: i64,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
