//! Table `document_version`; its columns are described where the migration `000002_case_file` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_version")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub document_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub body_id: i64,
    pub media_type: String,
    pub sha256: String,
    pub size_bytes: i64,
    pub object_key: String,
    pub key_id: String,
    pub stored_at: DateTimeUtc,
    pub stored_by: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::read_by_parties!("(SELECT d.case_id FROM document d WHERE d.id = \"document_version\".\"document_id\")");
