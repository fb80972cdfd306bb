//! Entries of the books: written once under their key, never changed.

use crate::Error;
use crate::Tx;
use crate::entity::{ledger_entry, ledger_line};
use domain::ids::CaseId;
use ledger::posting::{Entry, Side};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Books an entry; one that is there already is left as it is (`false`).
///
/// # Errors
/// When the database fails.
pub async fn book(tx: &Tx, case: CaseId, entry: &Entry) -> Result<bool, Error> {
    let query = tx.find::<ledger_entry::Entity>().filter(ledger_entry::Column::Key.eq(entry.idempotency_key()));
    if query.one(tx.conn()).await?.is_some() {
        return Ok(false);
    }
    let row = ledger_entry::ActiveModel {
        key: Set(entry.idempotency_key().to_owned()),
        body_id: Set(entry.body().0),
        case_id: Set(case.0),
        cause: Set(serde_json::to_string(&entry.cause())?),
        value_on: Set(entry.value_on()),
        booked_on: Set(entry.booked_on()),
        ..Default::default()
    };
    let id = row.insert(tx.conn()).await?.id;
    for (no, leg) in (1_i32..).zip(entry.legs()) {
        let signed = if leg.side == Side::Debit { leg.amount_cents } else { -leg.amount_cents };
        let line = ledger_line::ActiveModel {
            entry_id: Set(id),
            line_no: Set(no),
            body_id: Set(entry.body().0),
            account: Set(leg.account.kind.code().to_owned()),
            cost_centre: Set(leg.account.cost_centre.clone().unwrap_or_default()),
            amount_cents: Set(signed),
        };
        ledger_line::Entity::insert(line).exec_without_returning(tx.conn()).await?;
    }
    Ok(true)
}

/// Entries of a case with their lines (debit positive), oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(tx: &Tx, case: CaseId) -> Result<Vec<(ledger_entry::Model, Vec<ledger_line::Model>)>, Error> {
    let query = tx.find::<ledger_entry::Entity>().filter(ledger_entry::Column::CaseId.eq(case.0));
    let entries = query.order_by_asc(ledger_entry::Column::Id).all(tx.conn()).await?;
    let ids: Vec<_> = entries.iter().map(|e| e.id).collect();
    let lines = tx.find::<ledger_line::Entity>().filter(ledger_line::Column::EntryId.is_in(ids));
    let lines = lines.order_by_asc(ledger_line::Column::LineNo).all(tx.conn()).await?;
    let of = |id| lines.iter().filter(|l| l.entry_id == id).cloned().collect();
    Ok(entries
        .into_iter()
        .map(|e| {
            let l = of(e.id);
            (e, l)
        })
        .collect())
}
