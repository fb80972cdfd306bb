//! The one way money moves on a budget line: locked, held to the rule, written down under a key.

use crate::{Error, Result};
use domain::budget::{Movement, apply};
use domain::ids::BudgetLineId;
use store::budget::{self, NewMovement};
use store::case_file::Case;
use store::{Error as StoreError, Tx};

/// Moves money of a case on a line. `key` names the movement for ever: made twice it is refused by the database.
///
/// # Errors
/// Refused by the rule (`INSUFFICIENT_FUNDS` …); not found for a line outside the scope.
pub(crate) async fn book(tx: &Tx, case: &Case, line: BudgetLineId, movement: Movement, key: &str) -> Result<()> {
    let row = budget::lock(tx, line).await?.ok_or(Error::NotFound)?;
    let next = apply(&budget::line_of(&row)?, movement)?;
    if !budget::save_buckets(tx, &row, next.buckets()).await? {
        return Err(StoreError::Busy(format!("budget line {line} changed under its lock")).into());
    }
    for (kind, amount_cents) in parts(movement).into_iter().filter(|(_, cents)| *cents > 0) {
        let key = format!("{key}/{kind}");
        let new = NewMovement { case: Some(case.id()), kind, amount_cents, key: &key, at: case.at() };
        budget::note(tx, &row, &new).await?;
    }
    Ok(())
}

/// A movement as rows whose sums by kind give the buckets again: reserved = RESERVE − RELEASE, committed =
/// COMMIT − CONSUME − FREE_COMMITMENT, spent = CONSUME − REFUND.
fn parts(movement: Movement) -> Vec<(&'static str, i64)> {
    match movement {
        Movement::Reserve { amount_cents } => vec![("RESERVE", amount_cents)],
        Movement::Release { amount_cents } => vec![("RELEASE", amount_cents)],
        Movement::Commit { reserved_cents, committed_cents } => {
            vec![("RELEASE", reserved_cents), ("COMMIT", committed_cents)]
        }
        Movement::Consume { amount_cents } => vec![("CONSUME", amount_cents)],
        Movement::FreeCommitment { amount_cents } => vec![("FREE_COMMITMENT", amount_cents)],
        Movement::Refund { amount_cents } => vec![("REFUND", amount_cents)],
    }
}
