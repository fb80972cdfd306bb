//! Table `task`; its columns are described where the migration `000003_tasks` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub case_id: i64,
    pub body_id: i64,
    pub kind: i32,
    pub step: String,
    pub round: i32,
    pub role_set: i64,
    pub state: i32,
    pub assignee: Option<i64>,
    pub priority: i32,
    pub due_on: Date,
    pub follow_up_on: Option<Date>,
    pub remind_at: Option<DateTimeUtc>,
    pub escalate_at: Option<DateTimeUtc>,
    pub reminded_at: Option<DateTimeUtc>,
    pub escalated_at: Option<DateTimeUtc>,
    pub version: i64,
    pub outcome: Option<String>,
    pub opened_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<i64>,
    pub closed_for: Option<i64>,
    pub delegated_by: Option<i64>,
    pub signatures_needed: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
