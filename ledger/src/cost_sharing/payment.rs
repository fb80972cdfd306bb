//! Booking what a member paid, or was paid back, in the books of the seat: the bank against what the member owes.
//!
//! What must stay true: one key per payment, so that recorded twice it is booked once; a payment of zero is not booked.

use crate::posting::{Account, AccountKind, Cause, Draft, Entry, Error, Leg, Shared, Side};
use chrono::NaiveDate;
use domain::ids::{BodyId, CaseId, CooperationId};

/// One payment.
#[derive(Debug, Clone)]
pub struct Payment {
    /// Names it for ever.
    pub key: String,
    /// The settlement's case.
    pub case: CaseId,
    /// Version of the settlement; 0: an advance, before any.
    pub version: u32,
    pub cooperation: CooperationId,
    /// Whose books.
    pub seat: BodyId,
    pub member: BodyId,
    /// Above zero the member paid, below it was paid back.
    pub amount_cents: i64,
    pub value_on: NaiveDate,
    pub booked_on: NaiveDate,
}

/// The entry of a payment; none when it is zero.
///
/// # Errors
/// [`Error::Overflow`] and what [`Entry::new`] refuses.
pub fn payment_of_member(payment: &Payment) -> Result<Option<Entry>, Error> {
    if payment.amount_cents == 0 {
        return Ok(None);
    }
    let amount_cents = payment.amount_cents.checked_abs().ok_or(Error::Overflow)?;
    let leg = |kind, positive: Side| Leg {
        account: Account {
            body: payment.seat,
            kind,
            cost_centre: None,
            shared: (kind == AccountKind::Receivables).then_some(Shared {
                cooperation: payment.cooperation,
                member: payment.member,
                cost_kind: None,
            }),
        },
        side: if payment.amount_cents < 0 { positive.opposite() } else { positive },
        amount_cents,
    };
    let draft = Draft {
        idempotency_key: payment.key.clone(),
        value_on: payment.value_on,
        booked_on: payment.booked_on,
        cause: Cause::Settlement { case: payment.case, version: payment.version, member: payment.member },
        legs: vec![leg(AccountKind::Bank, Side::Debit), leg(AccountKind::Receivables, Side::Credit)],
    };
    Entry::new(draft).map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn paid(amount_cents: i64) -> Option<Vec<(AccountKind, Side, i64)>> {
        let day = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap();
        let payment = Payment {
            key: "task/7/member/3".to_owned(),
            case: CaseId(9),
            version: 0,
            cooperation: CooperationId(1),
            seat: BodyId(1),
            member: BodyId(3),
            amount_cents,
            value_on: day,
            booked_on: day,
        };
        let entry = payment_of_member(&payment).unwrap()?;
        Some(entry.legs().iter().map(|l| (l.account.kind, l.side, l.amount_cents)).collect())
    }

    #[test]
    fn what_a_member_pays_it_no_longer_owes_and_what_it_gets_back_leaves_the_bank() {
        let (bank, owed) = (AccountKind::Bank, AccountKind::Receivables);
        assert_eq!(paid(500).unwrap(), [(bank, Side::Debit, 500), (owed, Side::Credit, 500)]);
        assert_eq!(paid(-500).unwrap(), [(bank, Side::Credit, 500), (owed, Side::Debit, 500)]);
        assert_eq!(paid(0), None);
    }
}
