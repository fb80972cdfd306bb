//! Table `journal_text`; its columns are described where the migration `000002_case_file` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal_text")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    pub entry_no: i64,
    pub body_id: i64,
    pub person_id: Option<i64>,
    pub field: String,
    pub salt: String,
    pub text: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::read_by_parties!("\"journal_text\".\"case_id\"");
