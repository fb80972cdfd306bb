//! The balanced entry: debit and credit of one body, in whole cents.
//!
//! Why here: the one type through which money enters the books. It can only be made by
//! [`Entry::new`], which refuses whatever does not balance, so no reader has to check again.
//!
//! What must stay true: all legs belong to one body (each body's books balance by themselves; a
//! flow between bodies is one entry in each); amounts are positive, the side says the direction;
//! the idempotency key makes booking twice impossible (the store has it unique).

pub use crate::account::{Account, AccountKind, Leg, Shared, Side};

use chrono::NaiveDate;
use domain::ids::{BodyId, CaseId, InvoiceId, ManualPostingId};
use serde::{Deserialize, Serialize};

/// Longest idempotency key, in characters.
pub const MAX_KEY_CHARS: usize = 200;

/// Why an entry exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "cause")]
pub enum Cause {
    Invoice {
        case: CaseId,
        invoice: InvoiceId,
    },
    /// Takes back the entry booked for an invoice (reversal order).
    InvoiceReversal {
        case: CaseId,
        invoice: InvoiceId,
    },
    /// A member's share in a version of a settlement; a later version books the difference to the one before.
    Settlement {
        case: CaseId,
        version: u32,
        member: BodyId,
    },
    /// Entered by hand and approved by a second person.
    Manual {
        posting: ManualPostingId,
    },
    /// Takes back the entry with this number in the body's chain.
    Reversal {
        no: i64,
    },
}

/// What goes into an entry; unchecked until [`Entry::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Names the booking for ever, e.g. `invoice/17/cost`; booking it again changes nothing.
    pub idempotency_key: String,
    /// The day the amount counts from.
    pub value_on: NaiveDate,
    /// The day it is entered in the books.
    pub booked_on: NaiveDate,
    pub cause: Cause,
    pub legs: Vec<Leg>,
}

/// A balanced entry. Cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Entry {
    draft: Draft,
    body: BodyId,
}

/// Why a draft is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("an entry has at least one debit and one credit leg")]
    Empty,
    #[error("every leg has an amount above zero")]
    NotPositive,
    #[error("debit {debit_cents} and credit {credit_cents} cents are not equal")]
    Unbalanced { debit_cents: i128, credit_cents: i128 },
    #[error("the legs belong to more than one body")]
    MixedBodies,
    #[error("one account stands on both sides")]
    SelfCancelling,
    #[error("costs and income need a cost centre, other accounts have none")]
    CostCentre,
    #[error("the idempotency key is empty or longer than {MAX_KEY_CHARS} characters")]
    KeyInvalid,
    #[error("an amount leaves the range of integer cents")]
    Overflow,
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "ENTRY_EMPTY",
            Self::NotPositive => "LEG_NOT_POSITIVE",
            Self::Unbalanced { .. } => "ENTRY_UNBALANCED",
            Self::MixedBodies => "ENTRY_MIXES_BODIES",
            Self::SelfCancelling => "ENTRY_CANCELS_ITSELF",
            Self::CostCentre => "COST_CENTRE_MISPLACED",
            Self::KeyInvalid => "IDEMPOTENCY_KEY_INVALID",
            Self::Overflow => "AMOUNT_OVERFLOW",
        }
    }
}

impl Entry {
    /// Checks a draft.
    ///
    /// # Errors
    /// See [`Error`]; the first that applies, in the order of its variants.
    pub fn new(draft: Draft) -> Result<Self, Error> {
        let on = |side: Side| draft.legs.iter().filter(move |l| l.side == side);
        let (Some(first), Some(_)) = (on(Side::Debit).next(), on(Side::Credit).next()) else {
            return Err(Error::Empty);
        };
        let body = first.account.body;
        if draft.legs.iter().any(|l| l.amount_cents <= 0) {
            return Err(Error::NotPositive);
        }
        let sum = |side: Side| on(side).map(|l| i128::from(l.amount_cents)).sum::<i128>();
        let (debit_cents, credit_cents) = (sum(Side::Debit), sum(Side::Credit));
        if debit_cents != credit_cents {
            return Err(Error::Unbalanced { debit_cents, credit_cents });
        }
        if draft.legs.iter().any(|l| l.account.body != body) {
            return Err(Error::MixedBodies);
        }
        if on(Side::Debit).any(|d| on(Side::Credit).any(|c| c.account == d.account)) {
            return Err(Error::SelfCancelling);
        }
        let centre = |a: &Account| a.cost_centre.as_deref().is_some_and(|c| !c.trim().is_empty());
        let misplaced =
            |a: &Account| centre(a) != a.kind.needs_cost_centre() || (a.cost_centre.is_some() && !centre(a));
        if draft.legs.iter().any(|l| misplaced(&l.account)) {
            return Err(Error::CostCentre);
        }
        let key = draft.idempotency_key.trim();
        if key.is_empty() || key.chars().count() > MAX_KEY_CHARS {
            return Err(Error::KeyInvalid);
        }
        i64::try_from(debit_cents).map_err(|_| Error::Overflow)?;
        Ok(Self { draft, body })
    }

    /// The body whose books this is in.
    pub fn body(&self) -> BodyId {
        self.body
    }

    /// Names the booking for ever.
    pub fn idempotency_key(&self) -> &str {
        &self.draft.idempotency_key
    }

    /// The day the amount counts from.
    pub fn value_on(&self) -> NaiveDate {
        self.draft.value_on
    }

    /// The day it is entered in the books.
    pub fn booked_on(&self) -> NaiveDate {
        self.draft.booked_on
    }

    /// Why it exists.
    pub fn cause(&self) -> Cause {
        self.draft.cause
    }

    /// The lines, in the order given.
    pub fn legs(&self) -> &[Leg] {
        &self.draft.legs
    }

    /// Total of either side, in cents.
    pub fn amount_cents(&self) -> i64 {
        // The sum fits: `new` refused what does not.
        self.draft.legs.iter().filter(|l| l.side == Side::Debit).map(|l| l.amount_cents).sum()
    }

    /// The entry that takes this one back: sides swapped, with a key, day and cause of its own.
    ///
    /// # Errors
    /// [`Error::KeyInvalid`] for an unusable key; the legs balance as before.
    pub fn reversed(&self, idempotency_key: String, booked_on: NaiveDate, cause: Cause) -> Result<Self, Error> {
        let swapped = |l: &Leg| Leg { side: l.side.opposite(), ..l.clone() };
        let legs = self.draft.legs.iter().map(swapped).collect();
        Self::new(Draft { idempotency_key, value_on: self.draft.value_on, booked_on, cause, legs })
    }
}

impl TryFrom<Draft> for Entry {
    type Error = Error;

    fn try_from(draft: Draft) -> Result<Self, Error> {
        Self::new(draft)
    }
}

impl From<Entry> for Draft {
    fn from(entry: Entry) -> Self {
        entry.draft
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn leg(body: i64, kind: AccountKind, side: Side, amount_cents: i64) -> Leg {
        let cost_centre = kind.needs_cost_centre().then(|| "126".to_owned());
        Leg { account: Account { body: BodyId(body), kind, cost_centre, shared: None }, side, amount_cents }
    }

    fn draft(legs: Vec<Leg>) -> Draft {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let cause = Cause::Invoice { case: CaseId(1), invoice: InvoiceId(2) };
        Draft { idempotency_key: "invoice/2/cost".into(), value_on: day, booked_on: day, cause, legs }
    }

    fn code(legs: Vec<Leg>) -> &'static str {
        Entry::new(draft(legs)).map_or_else(|e| e.code(), |_| "OK")
    }

    #[test]
    fn each_way_of_not_balancing_has_its_code() {
        use AccountKind::{Bank, Expense, Payables};
        use Side::{Credit, Debit};
        assert_eq!(code(vec![]), "ENTRY_EMPTY");
        assert_eq!(code(vec![leg(1, Expense, Debit, 5)]), "ENTRY_EMPTY");
        assert_eq!(code(vec![leg(1, Expense, Debit, 0), leg(1, Bank, Credit, 0)]), "LEG_NOT_POSITIVE");
        assert_eq!(code(vec![leg(1, Expense, Debit, -5), leg(1, Bank, Credit, -5)]), "LEG_NOT_POSITIVE");
        assert_eq!(code(vec![leg(1, Expense, Debit, 5), leg(1, Bank, Credit, 4)]), "ENTRY_UNBALANCED");
        assert_eq!(code(vec![leg(1, Expense, Debit, 5), leg(2, Bank, Credit, 5)]), "ENTRY_MIXES_BODIES");
        assert_eq!(code(vec![leg(1, Bank, Debit, 5), leg(1, Bank, Credit, 5)]), "ENTRY_CANCELS_ITSELF");
        assert_eq!(code(vec![leg(1, Expense, Debit, 5), leg(1, Payables, Credit, 5)]), "OK");
    }

    #[test]
    fn costs_need_a_cost_centre_and_a_bank_has_none() {
        let mut legs = vec![leg(1, AccountKind::Expense, Side::Debit, 5), leg(1, AccountKind::Bank, Side::Credit, 5)];
        legs[0].account.cost_centre = Some(" ".into());
        assert_eq!(code(legs.clone()), "COST_CENTRE_MISPLACED");
        legs[0].account.cost_centre = Some("126".into());
        legs[1].account.cost_centre = Some("126".into());
        assert_eq!(code(legs), "COST_CENTRE_MISPLACED");
    }

    #[test]
    fn sums_beyond_the_range_are_refused_and_not_wrapped() {
        let legs = [AccountKind::Expense, AccountKind::InputTax]
            .map(|k| leg(1, k, Side::Debit, i64::MAX))
            .into_iter()
            .chain([AccountKind::Bank, AccountKind::Payables].map(|k| leg(1, k, Side::Credit, i64::MAX)));
        assert_eq!(code(legs.collect()), "AMOUNT_OVERFLOW");
    }

    fn kinds() -> impl Strategy<Value = AccountKind> {
        prop_oneof![
            Just(AccountKind::Expense),
            Just(AccountKind::Payables),
            Just(AccountKind::Bank),
            Just(AccountKind::Receivables),
            Just(AccountKind::Revenue),
        ]
    }

    proptest! {
        #[test]
        fn whatever_becomes_an_entry_sums_to_zero_and_so_does_its_reversal(
            legs in proptest::collection::vec((1i64..3, kinds(), any::<bool>(), -2i64..6), 0..5),
        ) {
            let legs = legs.into_iter().map(|(body, kind, debit, cents)| {
                leg(body, kind, if debit { Side::Debit } else { Side::Credit }, cents)
            }).collect();
            if let Ok(entry) = Entry::new(draft(legs)) {
                let signed = |e: &Entry| e.legs().iter().map(|l| match l.side {
                    Side::Debit => l.amount_cents,
                    Side::Credit => -l.amount_cents,
                }).sum::<i64>();
                prop_assert_eq!(signed(&entry), 0);
                let back = entry.reversed("back".into(), entry.booked_on(), entry.cause()).unwrap();
                prop_assert_eq!(signed(&back), 0);
                prop_assert_eq!(back.amount_cents(), entry.amount_cents());
            }
        }
    }
}
