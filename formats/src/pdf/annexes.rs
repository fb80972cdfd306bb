//! The annexes of a statement: every figure a treasurer needs to recompute it by hand.
//!
//! Annex 1 the key and its measures, 2 each cost kind over all members, 3 the rounding of this
//! member's shares, 4 the vouchers, 5 income and grants, 6 how it is computed.
//!
//! What must stay true: each table's parts sum to its total (else no paper), and the totals split are
//! the vouchers less the income.

use super::Error;
use super::block::{Block, Column, Table, plain};
use super::figures::{Figures, adds_up};
use crate::german;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When and how often rounding happens (handbook 9.4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Method {
    /// One combined weight per member.
    OneStage,
    /// First over the components, then each component over the members.
    #[default]
    TwoStage,
}

/// What a measure counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    /// Inhabitants, cases, members.
    #[default]
    Count,
    /// Euro cents: tax power, volume, fixed amounts.
    Cents,
    /// Minutes, shown as hours and minutes.
    Minutes,
    /// Thousandths: weighted cases.
    Milli,
}

impl Unit {
    fn text(self, value: i64) -> String {
        let size = value.unsigned_abs();
        let sign = if value < 0 { "\u{2212}" } else { "" };
        match self {
            Self::Count => german::whole(value),
            Self::Cents => german::euros(value),
            Self::Minutes => format!("{sign}{}:{:02}\u{a0}h", size / 60, size % 60),
            Self::Milli => format!("{sign}{},{:03}", size / 1000, size % 1000),
        }
    }
}

/// One part of the key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyComponent {
    /// E.g. `Einwohner`.
    pub label: String,
    /// Exact weight in words, e.g. `50/100`.
    pub weight: String,
    pub unit: Unit,
    /// Reference day of the measures.
    pub reference_on: Option<NaiveDate>,
    /// Where the measures come from.
    pub source: String,
}

/// One member's measures, one per component.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeyMember {
    pub name: String,
    /// 12 digits; ties go by it.
    pub ars: String,
    /// Part of the year it belonged, e.g. `12/12` or `245/365`.
    pub period: String,
    pub measures: Vec<i64>,
}

/// The frozen key version behind the statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Key {
    /// E.g. `Schlüssel 2026, Fassung 2`.
    pub version: String,
    pub legal_basis: String,
    pub method: Method,
    pub components: Vec<KeyComponent>,
    /// Ascending by ARS.
    pub members: Vec<KeyMember>,
}

/// What one member bears of one cost kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AllocationRow {
    pub member: String,
    /// One per component with `TWO_STAGE`, empty with `ONE_STAGE`.
    pub component_cents: Vec<i64>,
    pub total_cents: i64,
}

/// One cost kind over all members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Allocation {
    pub cost_kind: String,
    /// Costs less what was deducted before allocation.
    pub total_cents: i64,
    /// The total split over the components; empty with `ONE_STAGE`.
    pub component_cents: Vec<i64>,
    pub rows: Vec<AllocationRow>,
}

/// How one share of this member was rounded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rounding {
    pub cost_kind: String,
    /// Empty with `ONE_STAGE`.
    pub component: String,
    /// The exact share in euros, as a fraction or with as many places as tell it apart.
    pub exact: String,
    pub floor_cents: i64,
    pub share_cents: i64,
}

/// One certified voucher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CostVoucher {
    pub number: String,
    pub booked_on: NaiveDate,
    pub cost_kind: String,
    /// Supplier, post, or reason.
    pub origin: String,
    /// Service period or date in words; may be empty.
    pub service: String,
    pub amount_cents: i64,
}

/// Income or a grant deducted before allocation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Income {
    pub label: String,
    pub cost_kind: String,
    pub amount_cents: i64,
}

/// Everything behind the figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Annexes {
    pub key: Key,
    pub allocations: Vec<Allocation>,
    pub roundings: Vec<Rounding>,
    /// Empty when they are handed over as a table of their own.
    pub vouchers: Vec<CostVoucher>,
    pub income: Vec<Income>,
}

impl Annexes {
    /// # Errors
    /// [`Error::FiguresDoNotAddUp`] or [`Error::RowDoesNotFit`].
    pub(super) fn check(&self, member: &str, figures: &Figures) -> Result<(), Error> {
        for allocation in &self.allocations {
            allocation.check()?;
        }
        for share in &figures.shares {
            let Some(split) = self.allocations.iter().find(|a| a.cost_kind == share.cost_kind) else { continue };
            adds_up(&share.cost_kind, share.total_cents, std::iter::once(split.total_cents))?;
            let rows = split.rows.iter().filter(|row| row.member == member).map(|row| row.total_cents);
            adds_up(&share.cost_kind, share.share_cents, rows)?;
        }
        if self.vouchers.is_empty() {
            return Ok(());
        }
        // Stated total = vouchers less income, cost kind by cost kind.
        for share in &figures.shares {
            let kind = &share.cost_kind;
            let costs = self.vouchers.iter().filter(|v| v.cost_kind == *kind).map(|v| v.amount_cents);
            let income = self.income.iter().filter(|i| i.cost_kind == *kind).map(|i| -i128::from(i.amount_cents));
            let net: i128 = costs.map(i128::from).chain(income).sum();
            let net = i64::try_from(net).unwrap_or(i64::MAX);
            adds_up(&format!("{kind}: vouchers less income"), share.total_cents, std::iter::once(net))?;
        }
        Ok(())
    }

    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut out = vec![Block::NewPage, Block::heading(2, "Anlage 1: Schlüssel und Maßzahlen")];
        out.extend(self.key.blocks());
        out.push(Block::heading(2, "Anlage 2: Umlage jeder Kostenart auf alle Mitglieder"));
        for allocation in &self.allocations {
            out.push(Block::Table(allocation.table(&self.key)));
        }
        if !self.roundings.is_empty() {
            out.push(Block::heading(2, "Anlage 3: Rundung Ihrer Anteile"));
            out.push(Block::Table(rounding_table(&self.roundings)));
        }
        if !self.vouchers.is_empty() {
            out.push(Block::heading(2, "Anlage 4: Belege"));
            out.push(Block::Table(voucher_table(&self.vouchers)));
        }
        if !self.income.is_empty() {
            out.push(Block::heading(2, "Anlage 5: Vorab abgezogene Einnahmen und Fördermittel"));
            out.push(Block::Table(income_table(&self.income)));
        }
        out.push(Block::heading(2, "Anlage 6: So wird gerechnet"));
        out.push(Block::Numbers { items: self.key.method.steps().iter().map(|step| plain(*step)).collect() });
        out
    }
}

impl Method {
    const fn steps(self) -> &'static [&'static str] {
        match self {
            Self::TwoStage => &[
                "Je Kostenart: Summe der Belege abzüglich der vorab abgezogenen Einnahmen und Fördermittel.",
                "Der Betrag wird nach den Gewichten in Anlage 1 auf die Bestandteile des Schlüssels verteilt.",
                "Jeder Bestandteil wird nach den Maßzahlen auf die Mitglieder verteilt, bei Mitgliedschaft während \
                 eines Teils des Jahres nach Maßzahl mal Zeitanteil.",
                "Jede Verteilung wird zuerst auf volle Cent abgerundet. Die fehlenden Cent gehen einzeln an die größten \
                 Nachkommareste, bei gleichem Rest an den kleineren Regionalschlüssel (ARS).",
                "Die Summe der Anteile ist damit immer gleich dem verteilten Betrag.",
            ],
            Self::OneStage => &[
                "Je Kostenart: Summe der Belege abzüglich der vorab abgezogenen Einnahmen und Fördermittel.",
                "Für jedes Mitglied werden die Gewichte in Anlage 1 mit seinem Anteil an jeder Maßzahl malgenommen und \
                 zusammengezählt, bei Mitgliedschaft während eines Teils des Jahres nach Maßzahl mal Zeitanteil.",
                "Der Betrag wird in einem Schritt nach diesen Gewichten verteilt und auf volle Cent abgerundet. Die \
                 fehlenden Cent gehen einzeln an die größten Nachkommareste, bei gleichem Rest an den kleineren \
                 Regionalschlüssel (ARS).",
                "Die Summe der Anteile ist damit immer gleich dem verteilten Betrag.",
            ],
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::TwoStage => "zweistufig: erst auf die Bestandteile, dann auf die Mitglieder",
            Self::OneStage => "einstufig: ein gemeinsames Gewicht je Mitglied",
        }
    }
}

impl Key {
    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Fassung", self.version.as_str()),
            ("Rechtsgrundlage", &self.legal_basis),
            ("Verfahren", self.method.words()),
        ];
        let facts = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        vec![Block::Facts { facts }, Block::Table(self.component_table()), Block::Table(self.measure_table())]
    }

    fn component_table(&self) -> Table {
        let columns = vec![
            Column::text("Bestandteil", 2),
            Column::figure("Gewicht"),
            Column::text("Stichtag", 0),
            Column::text("Quelle", 3),
        ];
        let mut table = Table::new("Bestandteile des Schlüssels", columns);
        for part in &self.components {
            let reference = part.reference_on.map(german::day).unwrap_or_else(|| "–".to_owned());
            table.rows.push(vec![part.label.clone(), part.weight.clone(), reference, part.source.clone()]);
        }
        table
    }

    fn measure_table(&self) -> Table {
        let mut columns = vec![Column::text("Mitglied", 1), Column::text("ARS", 0), Column::figure("Zeitanteil")];
        columns.extend(self.components.iter().map(|part| Column::figure(&part.label)));
        let mut table = Table::new("Maßzahlen der Mitglieder", columns);
        let units: Vec<Unit> = self.components.iter().map(|part| part.unit).collect();
        for member in &self.members {
            let mut row = vec![member.name.clone(), member.ars.clone(), member.period.clone()];
            row.extend(member.measures.iter().zip(&units).map(|(value, unit)| unit.text(*value)));
            table.rows.push(row);
        }
        let sum = |at: usize| {
            let parts: i128 = self.members.iter().filter_map(|m| m.measures.get(at)).map(|v| i128::from(*v)).sum();
            i64::try_from(parts).unwrap_or(i64::MAX)
        };
        let mut total = vec!["Summe".to_owned(), String::new(), String::new()];
        total.extend(units.iter().enumerate().map(|(at, unit)| unit.text(sum(at))));
        table.total = Some(total);
        table.small = self.components.len() > 2;
        table
    }
}

impl Allocation {
    fn check(&self) -> Result<(), Error> {
        let what = &self.cost_kind;
        adds_up(what, self.total_cents, self.rows.iter().map(|row| row.total_cents))?;
        let expected = self.component_cents.len();
        if expected > 0 {
            adds_up(what, self.total_cents, self.component_cents.iter().copied())?;
        }
        for row in &self.rows {
            let found = row.component_cents.len();
            if found != expected {
                return Err(Error::RowDoesNotFit { what: what.clone(), found, expected });
            }
            if expected > 0 {
                adds_up(&row.member, row.total_cents, row.component_cents.iter().copied())?;
            }
        }
        for (at, part) in self.component_cents.iter().enumerate() {
            adds_up(what, *part, self.rows.iter().filter_map(|row| row.component_cents.get(at).copied()))?;
        }
        Ok(())
    }

    fn table(&self, key: &Key) -> Table {
        let mut columns = vec![Column::text("Mitglied", 1)];
        for at in 0..self.component_cents.len() {
            let label = key.components.get(at).map_or("Bestandteil", |part| part.label.as_str());
            columns.push(Column::figure(&format!("{label} (€)")));
        }
        columns.push(Column::figure("Anteil (€)"));
        let caption = format!("{}: {} umzulegen", self.cost_kind, german::euros(self.total_cents));
        let mut table = Table::new(&caption, columns);
        let line = |name: &str, parts: &[i64], total: i64| {
            let figures = parts.iter().copied().chain(std::iter::once(total)).map(german::cents);
            std::iter::once(name.to_owned()).chain(figures).collect::<Vec<String>>()
        };
        table.rows = self.rows.iter().map(|row| line(&row.member, &row.component_cents, row.total_cents)).collect();
        table.total = Some(line("Summe", &self.component_cents, self.total_cents));
        table.small = self.component_cents.len() > 2;
        table
    }
}

fn rounding_table(roundings: &[Rounding]) -> Table {
    let columns = vec![
        Column::text("Kostenart", 1),
        Column::text("Bestandteil", 0),
        Column::figure("Genauer Anteil (€)"),
        Column::figure("Abgerundet (€)"),
        Column::figure("Anteil (€)"),
    ];
    let mut table = Table::new("Vom genauen Anteil zum gerundeten", columns);
    table.small = true;
    for r in roundings {
        let (floor, share) = (german::cents(r.floor_cents), german::cents(r.share_cents));
        table.rows.push(vec![r.cost_kind.clone(), r.component.clone(), r.exact.clone(), floor, share]);
    }
    table
}

fn voucher_table(vouchers: &[CostVoucher]) -> Table {
    let columns = vec![
        Column::text("Beleg", 0),
        Column::text("Gebucht am", 0),
        Column::text("Kostenart", 1),
        Column::text("Herkunft", 2),
        Column::text("Leistung", 1),
        Column::figure("Betrag (€)"),
    ];
    let mut table = Table::new("Geprüfte Belege des Jahres", columns);
    table.small = true;
    for v in vouchers {
        let (day, amount) = (german::day(v.booked_on), german::cents(v.amount_cents));
        table.rows.push(vec![v.number.clone(), day, v.cost_kind.clone(), v.origin.clone(), v.service.clone(), amount]);
    }
    let sum = total(vouchers.iter().map(|v| v.amount_cents));
    let blank = String::new;
    table.total = Some(vec!["Summe".to_owned(), blank(), blank(), blank(), blank(), sum]);
    table
}

fn income_table(income: &[Income]) -> Table {
    let columns = vec![Column::text("Einnahme", 2), Column::text("Kostenart", 1), Column::figure("Betrag (€)")];
    let mut table = Table::new("Vor der Umlage abgezogen", columns);
    for i in income {
        table.rows.push(vec![i.label.clone(), i.cost_kind.clone(), german::cents(i.amount_cents)]);
    }
    table.total = Some(vec!["Summe".to_owned(), String::new(), total(income.iter().map(|i| i.amount_cents))]);
    table
}

fn total(parts: impl Iterator<Item = i64>) -> String {
    let sum: i128 = parts.map(i128::from).sum();
    i64::try_from(sum).map(german::cents).unwrap_or_default()
}
