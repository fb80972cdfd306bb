//! Agreements, who is a member when, and what was decided about VAT.

use crate::entity::{agreement, cooperation_member, vat_decision};
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::ids::{AgreementId, BodyId, CooperationId};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// The agreement that holds on `day`, as far as the scope may read it.
///
/// # Errors
/// When the database fails.
pub async fn on(tx: &Tx, cooperation: CooperationId, day: NaiveDate) -> Result<Option<agreement::Model>, Error> {
    let query = tx.find_common::<agreement::Entity>().filter(agreement::Column::CooperationId.eq(cooperation.0));
    let open = Condition::any().add(agreement::Column::ValidTo.is_null()).add(agreement::Column::ValidTo.gte(day));
    let query = query.filter(agreement::Column::ValidFrom.lte(day)).filter(open);
    Ok(query.order_by_desc(agreement::Column::ValidFrom).one(tx.conn()).await?)
}

/// One agreement.
///
/// # Errors
/// When the database fails.
pub async fn find(tx: &Tx, id: AgreementId) -> Result<Option<agreement::Model>, Error> {
    Ok(tx.find_common::<agreement::Entity>().filter(agreement::Column::Id.eq(id.0)).one(tx.conn()).await?)
}

/// Agreements of a cooperation, newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(tx: &Tx, cooperation: CooperationId) -> Result<Vec<agreement::Model>, Error> {
    let query = tx.find_common::<agreement::Entity>().filter(agreement::Column::CooperationId.eq(cooperation.0));
    Ok(query.order_by_desc(agreement::Column::ValidFrom).all(tx.conn()).await?)
}

/// Agreements under which this office works for `served` on `day`: where its closed cases count.
///
/// # Errors
/// When the database fails.
pub async fn of_office(
    tx: &Tx,
    office: BodyId,
    served: BodyId,
    day: NaiveDate,
) -> Result<Vec<agreement::Model>, Error> {
    let open = Condition::any().add(agreement::Column::ValidTo.is_null()).add(agreement::Column::ValidTo.gte(day));
    let rows = agreement::Entity::find()
        .filter(agreement::Column::OfficeBodyId.eq(office.0))
        .filter(agreement::Column::ValidFrom.lte(day))
        .filter(open)
        .order_by_desc(agreement::Column::ValidFrom)
        .all(tx.conn())
        .await?;
    let mut found: Vec<agreement::Model> = Vec::new();
    for row in rows {
        let newer = found.iter().any(|f| f.cooperation_id == row.cooperation_id);
        let members = members(tx, CooperationId(row.cooperation_id), day, day).await?;
        if !newer && members.iter().any(|m| m.body_id == served.0) {
            found.push(row);
        }
    }
    Ok(found)
}

/// Adds an agreement; its number is given by the database.
///
/// # Errors
/// [`Error::Duplicate`] when one begins on that day.
pub async fn insert(tx: &Tx, row: agreement::Model) -> Result<agreement::Model, Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// Memberships that touch the days `from` to `to`, by body.
///
/// # Errors
/// When the database fails.
pub async fn members(
    tx: &Tx,
    cooperation: CooperationId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<cooperation_member::Model>, Error> {
    Ok(cooperation_member::Entity::find()
        .filter(cooperation_member::Column::CooperationId.eq(cooperation.0))
        .filter(cooperation_member::Column::ValidFrom.lte(to))
        .filter(cooperation_member::Column::ValidTo.gte(from))
        .order_by_asc(cooperation_member::Column::BodyId)
        .order_by_asc(cooperation_member::Column::ValidFrom)
        .all(tx.conn())
        .await?)
}

/// Adds a VAT decision.
///
/// # Errors
/// [`Error::Duplicate`] when one begins on that day.
pub async fn insert_vat(tx: &Tx, row: vat_decision::Model) -> Result<vat_decision::Model, Error> {
    let mut row = row.into_active_model();
    row.id = sea_orm::ActiveValue::NotSet;
    Ok(row.insert(tx.conn()).await?)
}

/// VAT decisions of an agreement, by flow and day.
///
/// # Errors
/// When the database fails.
pub async fn vat(tx: &Tx, agreement: AgreementId) -> Result<Vec<vat_decision::Model>, Error> {
    let query = tx.find_common::<vat_decision::Entity>().filter(vat_decision::Column::AgreementId.eq(agreement.0));
    let query = query.order_by_asc(vat_decision::Column::Flow).order_by_asc(vat_decision::Column::ValidFrom);
    Ok(query.all(tx.conn()).await?)
}
