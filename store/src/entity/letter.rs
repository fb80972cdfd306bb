//! Table `letter`; its columns are described where the migration `000016_letters` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    pub body_id: i64,
    pub kind: String,
    pub template_id: i64,
    pub supplier_id: Option<i64>,
    pub version: i32,
    pub made_by: i64,
    pub made_at: DateTimeUtc,
    pub released_by: Option<i64>,
    pub released_at: Option<DateTimeUtc>,
    pub document_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
