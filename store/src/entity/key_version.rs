//! Table `key_version`; its columns are described where the migration `000009_agreement` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "key_version")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub cooperation_id: i64,
    pub body_id: i64,
    pub agreement_id: i64,
    pub number: i32,
    pub content: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub drafted_by: i64,
    pub drafted_at: DateTimeUtc,
    pub first_by: Option<i64>,
    pub first_for: Option<i64>,
    pub first_at: Option<DateTimeUtc>,
    pub second_by: Option<i64>,
    pub second_for: Option<i64>,
    pub frozen_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::common!();
