//! Table `settlement`; its columns are described where the migration `000011_settlement` makes it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "settlement")]
#[allow(missing_docs)]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: i64,
    pub body_id: i64,
    pub cooperation_id: i64,
    pub agreement_id: i64,
    pub year: i32,
    pub sequence: i32,
    pub corrects_case_id: Option<i64>,
    pub state: String,
    pub version_no: i32,
    pub budget_cents: i64,
    pub calculated_by: Option<i64>,
    pub issue: Option<String>,
    pub issued_no: i32,
    pub issued_by: Option<i64>,
    pub answers_until: Option<Date>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::belongs_to_body!();
crate::scope::common!();
