//! Booking a member's shares in the books of the seat: what it owes, by cost kind.
//!
//! Why here: rounding took place when shares were computed; this only turns them into one balanced entry a member.
//! One leg per cost kind, never one per cost line.
//!
//! What must stay true: one key per settlement version and member; a share of zero is not booked; a correction books
//! differences, positive or negative.

use crate::posting::{Account, AccountKind, Cause, Draft, Entry, Error, Leg, Shared, Side};
use chrono::NaiveDate;
use domain::ids::{BodyId, CaseId, CooperationId};

/// What is booked for one member.
#[derive(Debug, Clone, Copy)]
pub struct Shares<'a> {
    /// The settlement's case.
    pub case: CaseId,
    /// Version of the settlement, from 1.
    pub version: u32,
    pub cooperation: CooperationId,
    /// Whose books.
    pub seat: BodyId,
    pub member: BodyId,
    /// Cost centre of the seat at which the recharge is income.
    pub cost_centre: &'a str,
    /// Cost kind and cents; below zero gives back.
    pub kinds: &'a [(&'a str, i64)],
    pub value_on: NaiveDate,
    pub booked_on: NaiveDate,
}

/// The key under which a member's shares are booked, once for ever.
#[must_use]
pub fn shares_key(case: CaseId, version: u32, member: BodyId) -> String {
    format!("settlement/{case}/v{version}/member/{member}")
}

/// The entry of a member's shares; none when all are zero.
///
/// # Errors
/// [`Error::Overflow`] and what [`Entry::new`] refuses.
pub fn shares_of_member(shares: &Shares<'_>) -> Result<Option<Entry>, Error> {
    let mut legs = Vec::with_capacity(shares.kinds.len() + 1);
    let mut total: i128 = 0;
    for (cost_kind, cents) in shares.kinds.iter().filter(|(_, cents)| *cents != 0) {
        total += i128::from(*cents);
        legs.push(leg(shares, AccountKind::Receivables, Some(cost_kind), *cents, Side::Debit)?);
    }
    if legs.is_empty() {
        return Ok(None);
    }
    if total != 0 {
        let total = i64::try_from(total).map_err(|_| Error::Overflow)?;
        legs.push(leg(shares, AccountKind::Revenue, None, total, Side::Credit)?);
    }
    let draft = Draft {
        idempotency_key: shares_key(shares.case, shares.version, shares.member),
        value_on: shares.value_on,
        booked_on: shares.booked_on,
        cause: Cause::Settlement { case: shares.case, version: shares.version, member: shares.member },
        legs,
    };
    Entry::new(draft).map(Some)
}

fn leg(
    shares: &Shares<'_>,
    kind: AccountKind,
    cost_kind: Option<&str>,
    cents: i64,
    positive: Side,
) -> Result<Leg, Error> {
    let shared =
        Shared { cooperation: shares.cooperation, member: shares.member, cost_kind: cost_kind.map(ToOwned::to_owned) };
    let account = Account {
        body: shares.seat,
        kind,
        cost_centre: kind.needs_cost_centre().then(|| shares.cost_centre.to_owned()),
        shared: Some(shared),
    };
    let side = if cents < 0 { positive.opposite() } else { positive };
    Ok(Leg { account, side, amount_cents: cents.checked_abs().ok_or(Error::Overflow)? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn booked(kinds: &[(&str, i64)]) -> Result<Option<Entry>, Error> {
        let day = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap();
        shares_of_member(&Shares {
            case: CaseId(9),
            version: 1,
            cooperation: CooperationId(1),
            seat: BodyId(1),
            member: BodyId(7),
            cost_centre: "IKZ",
            kinds,
            value_on: day,
            booked_on: day,
        })
    }

    #[test]
    fn a_member_owes_by_cost_kind_and_the_seat_earns_the_sum() {
        let entry = booked(&[("PERSONNEL", 70_00), ("IT", 30_00), ("RENT", 0)]).unwrap().unwrap();
        assert_eq!(entry.idempotency_key(), "settlement/9/v1/member/7");
        let legs: Vec<_> = entry.legs().iter().map(|l| (l.account.kind, l.side, l.amount_cents)).collect();
        assert_eq!(
            legs,
            [
                (AccountKind::Receivables, Side::Debit, 70_00),
                (AccountKind::Receivables, Side::Debit, 30_00),
                (AccountKind::Revenue, Side::Credit, 10_000),
            ]
        );
    }

    #[test]
    fn nothing_owed_is_nothing_booked_and_differences_that_cancel_out_still_balance() {
        assert_eq!(booked(&[("IT", 0)]).unwrap(), None);
        let moved = booked(&[("IT", 5), ("RENT", -5)]).unwrap().unwrap();
        assert_eq!((moved.legs().len(), moved.amount_cents()), (2, 5));
    }

    proptest! {
        #[test]
        fn whatever_is_booked_balances(cents in proptest::collection::vec(-1_000_000_000i64..1_000_000_000, 0..6)) {
            let names = ["A", "B", "C", "D", "E", "F"];
            let kinds: Vec<_> = names.iter().copied().zip(cents.iter().copied()).collect();
            if let Some(entry) = booked(&kinds).unwrap() {
                let signed = |l: &Leg| if l.side == Side::Debit { l.amount_cents } else { -l.amount_cents };
                prop_assert_eq!(entry.legs().iter().map(signed).sum::<i64>(), 0);
                let owed: i64 = entry.legs().iter().filter(|l| l.account.kind == AccountKind::Receivables).map(signed).sum();
                prop_assert_eq!(owed, cents.iter().sum::<i64>());
            } else {
                prop_assert!(cents.iter().all(|c| *c == 0));
            }
        }
    }
}
