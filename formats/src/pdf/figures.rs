//! The figures of one member's year: shares by cost kind, what is deducted, what is left to pay.
//!
//! What must stay true: the balance is the sum of what is shown above it; otherwise no paper is made.

use super::Error;
use super::block::{Align, Block, Column, Table};
use crate::german;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One member's share of one cost kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CostShare {
    pub cost_kind: String,
    /// What was split over all members: costs less the income and grants deducted before allocation.
    pub total_cents: i64,
    pub share_cents: i64,
}

/// A grant or credit that belongs to this member alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberGrant {
    pub label: String,
    pub amount_cents: i64,
}

/// An advance (Abschlag) that was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Advance {
    pub label: String,
    pub due_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
    pub amount_cents: i64,
}

/// How the share is treated for VAT (§ 2b UStG, handbook 9.6).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vat {
    /// Treatment and its ground in words; may be empty.
    pub treatment: String,
    /// Basis points: 1900 is 19 %; 0 when no tax is due.
    pub rate_bp: i64,
    pub amount_cents: i64,
}

/// The figures of one member's year, all gross of nothing but [`Vat`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Figures {
    pub shares: Vec<CostShare>,
    pub member_grants: Vec<MemberGrant>,
    pub vat: Vat,
    pub advances: Vec<Advance>,
    /// Sum of the shares.
    pub share_cents: i64,
    /// Shares less grants, plus VAT, less advances. Below zero: the member is paid back.
    pub balance_cents: i64,
}

impl Figures {
    /// # Errors
    /// [`Error::FiguresDoNotAddUp`].
    pub(super) fn check(&self) -> Result<(), Error> {
        adds_up("share", self.share_cents, self.shares.iter().map(|s| s.share_cents))?;
        let less = |amount: i64| i128::from(amount).checked_neg().unwrap_or_default();
        let parts = [i128::from(self.share_cents), i128::from(self.vat.amount_cents)]
            .into_iter()
            .chain(self.member_grants.iter().map(|g| less(g.amount_cents)))
            .chain(self.advances.iter().map(|a| less(a.amount_cents)));
        stated("balance", self.balance_cents, parts.sum())
    }

    /// The table of shares and the reckoning below it.
    pub(super) fn blocks(&self) -> Vec<Block> {
        vec![Block::Table(self.share_table()), Block::Table(self.reckoning())]
    }

    fn share_table(&self) -> Table {
        let columns = vec![
            Column::text("Kostenart", 1),
            Column::figure("Umzulegen (€)"),
            Column { title: "Ihr Anteil (€)".to_owned(), align: Align::Right, share: 0 },
        ];
        let mut table = Table::new("Anteile nach Kostenarten", columns);
        for share in &self.shares {
            table.rows.push(vec![
                share.cost_kind.clone(),
                german::cents(share.total_cents),
                german::cents(share.share_cents),
            ]);
        }
        // Checked before: the parts fit into the sum.
        let total: i128 = self.shares.iter().map(|s| i128::from(s.total_cents)).sum();
        let total = i64::try_from(total).map(german::cents).unwrap_or_default();
        table.total = Some(vec!["Summe".to_owned(), total, german::cents(self.share_cents)]);
        table
    }

    fn reckoning(&self) -> Table {
        let columns = vec![Column::text("Posten", 1), Column::text("Gezahlt am", 0), Column::figure("Betrag (€)")];
        let mut table = Table::new("Abrechnung", columns);
        let mut add = |label: String, paid: String, amount: String| table.rows.push(vec![label, paid, amount]);
        add("Anteil an den Kosten".to_owned(), String::new(), german::cents(self.share_cents));
        for grant in &self.member_grants {
            add(grant.label.clone(), String::new(), deducted(grant.amount_cents));
        }
        if self.vat.rate_bp != 0 || self.vat.amount_cents != 0 {
            let label = format!("Umsatzsteuer {}", german::percent(self.vat.rate_bp));
            add(label, String::new(), german::cents(self.vat.amount_cents));
        }
        for advance in &self.advances {
            let paid = advance.paid_on.map(german::day).unwrap_or_else(|| "offen".to_owned());
            let label = format!("{}, fällig am {}", advance.label, german::day(advance.due_on));
            add(label, paid, deducted(advance.amount_cents));
        }
        let label = if self.balance_cents < 0 { "Guthaben" } else { "Nachzahlung" };
        table.total = Some(vec![label.to_owned(), String::new(), german::cents(self.balance_cents)]);
        table
    }
}

/// An amount that is taken off, with its sign.
fn deducted(amount_cents: i64) -> String {
    amount_cents.checked_neg().map(german::cents).unwrap_or_default()
}

/// Refuses a stated sum that is not the sum of its parts.
pub(super) fn adds_up(what: &str, stated_cents: i64, parts: impl Iterator<Item = i64>) -> Result<(), Error> {
    stated(what, stated_cents, parts.map(i128::from).sum())
}

fn stated(what: &str, stated_cents: i64, computed: i128) -> Result<(), Error> {
    if i128::from(stated_cents) == computed {
        return Ok(());
    }
    let computed_cents = i64::try_from(computed).unwrap_or(if computed < 0 { i64::MIN } else { i64::MAX });
    Err(Error::FiguresDoNotAddUp { what: what.to_owned(), stated_cents, computed_cents })
}
