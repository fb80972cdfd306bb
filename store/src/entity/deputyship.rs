//! Table `deputyship`; its columns are described where the migrations `000001_cooperation` and `000014_colleagues` make it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deputyship")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub principal_id: i64,
    pub deputy_id: i64,
    pub valid_from: Date,
    pub valid_to: Date,
    pub bodies: Option<String>,
    pub roles: Option<String>,
    pub areas: Option<String>,
    pub set_by: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
