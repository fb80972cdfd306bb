//! Table `deduction`; its columns are described where the migration `000010_books` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deduction")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub cooperation_id: i64,
    pub body_id: i64,
    pub key: String,
    pub year: i32,
    pub kind: String,
    pub cost_kind: Option<String>,
    pub member_id: Option<i64>,
    pub granted_cents: i64,
    pub eligible_cents: i64,
    pub service_from: Date,
    pub service_to: Date,
    pub notice: String,
    pub proof_due_on: Option<Date>,
    pub entered_by: i64,
    pub entered_for: i64,
    pub entered_at: DateTimeUtc,
    pub certified_by: Option<i64>,
    pub certified_for: Option<i64>,
    pub certified_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::common!();
