//! Firms invited and quotes that came.

use crate::case_file::Case;
use crate::entity::{invitation, procurement, quote};
use crate::{Error, Tx};
use chrono::NaiveDate;
use domain::ids::{CaseId, SupplierId};
use domain::procurement::quotes::Round;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

/// How many earlier invitations are looked at: enough for the last rounds of any commodity.
const HISTORY_ROWS: u64 = 200;

/// Notes whom a case asked; a firm asked before stays asked on its first day.
///
/// # Errors
/// When the database fails.
pub async fn invite(tx: &Tx, case: &Case, firms: &[SupplierId], commodity: &str, on: NaiveDate) -> Result<(), Error> {
    let sql = "INSERT INTO invitation (case_id, body_id, supplier_id, commodity, invited_on) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (case_id, supplier_id) DO NOTHING";
    for firm in firms {
        let values = [case.row.id.into(), case.row.body_id.into(), firm.0.into(), commodity.into(), on.into()];
        tx.execute(sql, values).await?;
    }
    Ok(())
}

/// The last rounds of invitations of the case's body for a commodity, in other cases, newest first.
///
/// # Errors
/// When the database fails.
pub async fn rounds(tx: &Tx, case: &Case, commodity: &str) -> Result<Vec<Round>, Error> {
    let query = tx.find::<invitation::Entity>().filter(invitation::Column::BodyId.eq(case.row.body_id));
    let query =
        query.filter(invitation::Column::Commodity.eq(commodity)).filter(invitation::Column::CaseId.ne(case.row.id));
    let query = query.order_by_desc(invitation::Column::InvitedOn).order_by_desc(invitation::Column::Id);
    let rows = query.limit(HISTORY_ROWS).all(tx.conn()).await?;
    let mut by_case: BTreeMap<i64, Round> = BTreeMap::new();
    for row in rows {
        let round = by_case.entry(row.case_id).or_insert_with(|| Round {
            on: row.invited_on,
            commodity: row.commodity.clone(),
            invited: Vec::new(),
            ordered_from: None,
        });
        round.invited.push(SupplierId(row.supplier_id));
        round.on = round.on.max(row.invited_on);
    }
    let ids: Vec<_> = by_case.keys().copied().collect();
    let ordered = tx.find::<procurement::Entity>().filter(procurement::Column::CaseId.is_in(ids));
    for row in ordered.filter(procurement::Column::OrderedOn.is_not_null()).all(tx.conn()).await? {
        if let Some(round) = by_case.get_mut(&row.case_id) {
            round.ordered_from = row.supplier_id.map(SupplierId);
        }
    }
    let mut rounds: Vec<_> = by_case.into_values().collect();
    rounds.sort_by_key(|r| std::cmp::Reverse(r.on));
    Ok(rounds)
}

/// Writes the quotes of a case, in place of those of an earlier round.
///
/// # Errors
/// When the database fails.
pub async fn set(tx: &Tx, case: &Case, quotes: Vec<quote::Model>) -> Result<(), Error> {
    let sql = "DELETE FROM quote WHERE case_id = $1 AND body_id = $2";
    tx.execute(sql, [case.row.id.into(), case.row.body_id.into()]).await?;
    for row in quotes {
        quote::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Quotes of a case, lowest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<quote::Model>, Error> {
    let query = tx.find::<quote::Entity>().filter(quote::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(quote::Column::NetCents).order_by_asc(quote::Column::SupplierId).all(tx.conn()).await?)
}

/// Firms a case asked.
///
/// # Errors
/// When the database fails.
pub async fn invited(tx: &Tx, case: CaseId) -> Result<Vec<invitation::Model>, Error> {
    let query = tx.find::<invitation::Entity>().filter(invitation::Column::CaseId.eq(case.0));
    Ok(query.order_by_asc(invitation::Column::SupplierId).all(tx.conn()).await?)
}
