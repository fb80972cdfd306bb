//! Table `case_file`; its columns are described where the migration `000002_case_file` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_file")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub body_id: i64,
    pub office_body_id: i64,
    pub process: String,
    pub file_reference: String,
    pub subject: String,
    pub phase: String,
    pub pending_interrupt: Option<String>,
    pub restart_wanted: bool,
    pub ended_at: Option<DateTimeUtc>,
    pub started_at: DateTimeUtc,
    pub outbox_no: i64,
    pub journal_no: i64,
    pub journal_head: String,
    pub version: i64,
    pub request_key: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::read_by_parties!("\"case_file\".\"id\"");
