//! Table `case_comment`; its columns are described where the migration `000002_case_file` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_comment")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    pub task_id: Option<i64>,
    pub body_id: i64,
    pub person_id: i64,
    pub text: Option<String>,
    pub written_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::read_by_parties!("\"case_comment\".\"case_id\"");
