//! Have we seen this invoice before? Key: supplier + number + gross amount (+ date), handbook 7.2.
//!
//! Why here: the same invoice comes by e-mail, by portal and on paper, and paying it twice is the
//! commonest loss of a treasury.
//!
//! What must stay true: an invoice is never a duplicate of itself, and a credit note never of the
//! invoice it cancels.

use super::{Invoice, Kind};
use crate::ids::{InvoiceId, SupplierId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What identifies an invoice. The number is compared without blanks and case, for paper and
/// file often differ in them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    pub supplier: SupplierId,
    pub number: String,
    pub gross_cents: i64,
}

/// An invoice received earlier and not rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub id: InvoiceId,
    pub key: Key,
    pub issued_on: NaiveDate,
    pub kind: Kind,
}

/// How sure we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "likeness")]
pub enum Likeness {
    /// Supplier, number, amount and date agree.
    Same { id: InvoiceId },
    /// The date differs: firms that number anew each year do exist, a person decides.
    OtherDate { id: InvoiceId },
}

/// The key of an invoice.
pub fn key(invoice: &Invoice) -> Key {
    Key {
        supplier: invoice.supplier,
        number: invoice.facts.number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect(),
        gross_cents: invoice.facts.gross_cents,
    }
}

impl Seen {
    /// What has to be remembered of an invoice.
    pub fn of(invoice: &Invoice) -> Self {
        Self { id: invoice.id, key: key(invoice), issued_on: invoice.facts.issued_on, kind: invoice.facts.kind }
    }
}

/// The earlier invoice this one repeats, the surest first.
pub fn find(invoice: &Invoice, seen: &[Seen]) -> Option<Likeness> {
    let key = key(invoice);
    let credit = |kind: Kind| kind == Kind::CreditNote;
    let alike = |s: &&Seen| s.id != invoice.id && s.key == key && credit(s.kind) == credit(invoice.facts.kind);
    let same = seen.iter().filter(alike).find(|s| s.issued_on == invoice.facts.issued_on);
    same.map(|s| Likeness::Same { id: s.id })
        .or_else(|| seen.iter().find(alike).map(|s| Likeness::OtherDate { id: s.id }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::arithmetic::tests::right;
    use super::*;

    fn invoice(id: i64) -> Invoice {
        let received_on = NaiveDate::from_ymd_opt(2026, 11, 4).unwrap();
        Invoice { id: InvoiceId(id), supplier: SupplierId(1), received_on, facts: right(&[(1_000, 10_000)]) }
    }

    #[test]
    fn the_same_invoice_by_portal_and_paper_is_one() {
        let mut again = invoice(2);
        again.facts.number = " r - 1 ".into();
        assert_eq!(find(&again, &[Seen::of(&invoice(1))]), Some(Likeness::Same { id: InvoiceId(1) }));
    }

    #[test]
    fn another_date_leaves_it_to_a_person() {
        let mut next_year = invoice(2);
        next_year.facts.issued_on = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
        assert_eq!(find(&next_year, &[Seen::of(&invoice(1))]), Some(Likeness::OtherDate { id: InvoiceId(1) }));
    }

    #[test]
    fn itself_another_supplier_and_the_credit_note_are_no_duplicates() {
        let seen = [Seen::of(&invoice(1))];
        assert_eq!(find(&invoice(1), &seen), None);
        assert_eq!(find(&Invoice { supplier: SupplierId(2), ..invoice(2) }, &seen), None);
        let mut credit = invoice(2);
        credit.facts.kind = Kind::CreditNote;
        assert_eq!(find(&credit, &seen), None);
    }
}
