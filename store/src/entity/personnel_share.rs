//! Table `personnel_share`; its columns are described where the migration `000010_books` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "personnel_share")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub voucher_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub share_no: i32,
    pub body_id: i64,
    pub post: String,
    pub basis: String,
    pub part: String,
    pub yearly_cost_cents: i64,
    pub months: i32,
    pub amount_cents: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
