//! Booking an invoice: its cost goes to the cost centre of the budget line it was ordered on.
//!
//! Why here: this entry is what cost sharing later divides. Gross is cost, unless part of the VAT
//! may be deducted (handbook 9.6: a decision of a person per agreement, not of this file).
//!
//! What must stay true: one invoice, one key, one entry; a credit note books the other way round.

use crate::posting::{Account, AccountKind, Cause, Draft, Entry, Error, Leg, Side};
use chrono::NaiveDate;
use domain::ids::{BodyId, CaseId, InvoiceId};

/// Against what the cost is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The invoice is certified and not yet paid.
    Payables,
    /// The payment has left the bank account.
    Bank,
}

/// What is booked for an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceCost {
    pub case: CaseId,
    pub invoice: InvoiceId,
    pub body: BodyId,
    pub cost_centre: String,
    /// Effect on the body in gross cents; negative for a credit note (`Facts::budget_effect_cents`).
    pub gross_cents: i64,
    /// Part of it that is deductible input tax, same sign; 0 where nothing is deductible.
    pub deductible_vat_cents: i64,
    pub against: Against,
    /// Day of the payment, or of the invoice while it is unpaid.
    pub value_on: NaiveDate,
    pub booked_on: NaiveDate,
}

/// The key under which an invoice's cost is booked, once for ever.
pub fn cost_key(invoice: InvoiceId) -> String {
    format!("invoice/{invoice}/cost")
}

/// The entry that books an invoice's cost: expense (and input tax) to payables or bank.
///
/// # Errors
/// [`Error::NotPositive`] for an amount of zero or input tax above the gross amount, and what
/// [`Entry::new`] refuses.
pub fn cost_of_invoice(cost: &InvoiceCost) -> Result<Entry, Error> {
    let credit_note = cost.gross_cents < 0;
    let gross_cents = cost.gross_cents.checked_abs().ok_or(Error::Overflow)?;
    let tax_cents = if credit_note { cost.deductible_vat_cents.checked_neg() } else { Some(cost.deductible_vat_cents) }
        .ok_or(Error::Overflow)?;
    let expense_cents = gross_cents.checked_sub(tax_cents).ok_or(Error::Overflow)?;
    if tax_cents < 0 || expense_cents < 0 {
        return Err(Error::NotPositive);
    }
    let side = if credit_note { Side::Credit } else { Side::Debit };
    let account = |kind: AccountKind| Account {
        body: cost.body,
        kind,
        cost_centre: kind.needs_cost_centre().then(|| cost.cost_centre.clone()),
        shared: None,
    };
    let against = match cost.against {
        Against::Payables => AccountKind::Payables,
        Against::Bank => AccountKind::Bank,
    };
    let mut legs = vec![Leg { account: account(AccountKind::Expense), side, amount_cents: expense_cents }];
    if tax_cents > 0 {
        legs.push(Leg { account: account(AccountKind::InputTax), side, amount_cents: tax_cents });
    }
    legs.push(Leg { account: account(against), side: side.opposite(), amount_cents: gross_cents });
    Entry::new(Draft {
        idempotency_key: cost_key(cost.invoice),
        value_on: cost.value_on,
        booked_on: cost.booked_on,
        cause: Cause::Invoice { case: cost.case, invoice: cost.invoice },
        legs,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn cost(gross_cents: i64, deductible_vat_cents: i64) -> InvoiceCost {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        InvoiceCost {
            case: CaseId(1),
            invoice: InvoiceId(17),
            body: BodyId(3),
            cost_centre: "126".into(),
            gross_cents,
            deductible_vat_cents,
            against: Against::Bank,
            value_on: day,
            booked_on: day,
        }
    }

    #[test]
    fn a_paid_invoice_is_cost_at_its_cost_centre() {
        let entry = cost_of_invoice(&cost(11_900, 0)).unwrap();
        assert_eq!(entry.idempotency_key(), "invoice/17/cost");
        let [expense, bank] = entry.legs() else { panic!("two legs") };
        assert_eq!(
            (expense.account.cost_centre.as_deref(), expense.side, expense.amount_cents),
            (Some("126"), Side::Debit, 11_900)
        );
        assert_eq!((bank.account.kind, bank.side, bank.amount_cents), (AccountKind::Bank, Side::Credit, 11_900));
    }

    #[test]
    fn a_credit_note_books_the_other_way_round() {
        let entry = cost_of_invoice(&cost(-11_900, -1_900)).unwrap();
        let sides: Vec<(AccountKind, Side, i64)> =
            entry.legs().iter().map(|l| (l.account.kind, l.side, l.amount_cents)).collect();
        assert_eq!(
            sides,
            [
                (AccountKind::Expense, Side::Credit, 10_000),
                (AccountKind::InputTax, Side::Credit, 1_900),
                (AccountKind::Bank, Side::Debit, 11_900),
            ]
        );
    }

    #[test]
    fn nothing_is_not_booked() {
        assert_eq!(cost_of_invoice(&cost(0, 0)).unwrap_err().code(), "LEG_NOT_POSITIVE");
        assert_eq!(cost_of_invoice(&cost(100, 200)).unwrap_err().code(), "LEG_NOT_POSITIVE");
    }

    proptest! {
        #[test]
        fn every_booked_invoice_sums_to_zero_and_to_its_gross(gross in any::<i64>(), tax in any::<i64>()) {
            if let Ok(entry) = cost_of_invoice(&cost(gross, tax)) {
                let sum: i128 = entry.legs().iter().map(|l| match l.side {
                    Side::Debit => i128::from(l.amount_cents),
                    Side::Credit => -i128::from(l.amount_cents),
                }).sum();
                prop_assert_eq!(sum, 0);
                prop_assert_eq!(entry.amount_cents(), gross.abs());
            }
        }
    }
}
