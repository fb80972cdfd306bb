//! Table `notification`; its columns are described where the migration `000014_colleagues` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notification")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub person_id: i64,
    pub kind: i32,
    pub case_id: i64,
    pub task_id: i64,
    pub key: Option<String>,
    pub at: DateTimeUtc,
    pub read_at: Option<DateTimeUtc>,
    pub mail: i32,
    pub mail_not_before: Option<DateTimeUtc>,
    pub mail_attempts: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
