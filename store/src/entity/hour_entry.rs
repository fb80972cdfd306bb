//! Table `hour_entry`; its columns are described where the migration `000009_agreement` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hour_entry")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub cooperation_id: i64,
    pub body_id: i64,
    pub served_body_id: i64,
    pub person_id: i64,
    pub worked_on: Date,
    pub minutes: i32,
    pub note: Option<String>,
    pub entered_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
