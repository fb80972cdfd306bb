//! Table `settlement_advance`; its columns are described where the migration `000011_settlement` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement_advance")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub instalment_no: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: i64,
    pub body_id: i64,
    pub cooperation_id: i64,
    pub due_on: Date,
    pub amount_cents: i64,
    pub paid_cents: i64,
    pub paid_on: Option<Date>,
    pub recorded: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::common!();
