//! Membership changes beside their cases.

use crate::case_file::Case;
use crate::entity::membership_change;
use crate::{Error, Tx};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};

/// Adds the row of a new case.
///
/// # Errors
/// [`Error::Duplicate`] when the case has one.
pub async fn insert(tx: &Tx, row: membership_change::Model) -> Result<(), Error> {
    membership_change::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The change of a case that the caller holds under its lock: whoever got the lock may read it, as the case's body or as
/// the body that joins or leaves.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: &Case) -> Result<Option<membership_change::Model>, Error> {
    Ok(membership_change::Entity::find_by_id(case.row.id).one(tx.conn()).await?)
}

/// Saves a changed row.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &Tx, mut row: membership_change::Model) -> Result<(), Error> {
    row.version += 1;
    membership_change::Entity::update(row.into_active_model().reset_all()).exec(tx.conn()).await?;
    Ok(())
}
