//! The yearly statement (Jahresabrechnung) of one member under an agreement (handbook 9.3).
//!
//! The covering page says what is owed and until when to object; the annexes let a treasurer
//! recompute every figure by hand.

use super::annexes::Annexes;
use super::block::{Block, plain};
use super::figures::Figures;
use super::render::{self, Document};
use super::{Error, Sheet};
use crate::german;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where to pay.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bank {
    pub account_name: String,
    /// Without blanks; printed in groups of four.
    pub iban: String,
    /// Text the payer should quote, so that the payment finds its claim.
    pub reference: String,
}

/// What happens with the balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Payment {
    pub due_on: NaiveDate,
    pub bank: Bank,
}

/// How the member may answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "kind")]
pub enum Reply {
    /// Settled by agreement: objection (Einwendung) until a day.
    #[serde(rename_all = "camelCase")]
    Objection {
        until: NaiveDate,
        /// Whether silence counts as agreed, by the agreement.
        silence_agrees: bool,
    },
    /// For information, e.g. a correction already agreed upon.
    None,
}

/// One member's statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    pub sheet: Sheet,
    pub dated_on: NaiveDate,
    /// Name of the cooperation.
    pub cooperation: String,
    /// The agreement and its ground, e.g. `Zweckvereinbarung vom 12.03.2025, § 7`.
    pub agreement: String,
    /// As in the annexes' rows.
    pub member: String,
    pub member_ars: String,
    pub period_from: NaiveDate,
    pub period_to: NaiveDate,
    /// 1 for the first, one more for each correction.
    pub version: u32,
    pub figures: Figures,
    pub payment: Payment,
    pub reply: Reply,
    pub annexes: Annexes,
}

/// The statement as PDF/UA-1 and PDF/A-2a.
///
/// # Errors
/// Whatever of [`Error`] its parts earn; [`Error::FiguresDoNotAddUp`] before anything is printed.
pub fn statement(statement: &Statement) -> Result<Vec<u8>, Error> {
    let s = statement;
    s.sheet.check()?;
    s.figures.check()?;
    s.annexes.check(&s.member, &s.figures)?;
    let mut blocks = vec![Block::paragraph("Sehr geehrte Damen und Herren,"), Block::paragraph(s.opening())];
    blocks.push(Block::Facts { facts: s.facts() });
    blocks.extend(s.figures.blocks());
    if !s.figures.vat.treatment.is_empty() {
        blocks.push(Block::paragraph(format!("Umsatzsteuer: {}", s.figures.vat.treatment)));
    }
    blocks.push(paying(s.figures.balance_cents, &s.payment));
    blocks.extend(s.reply.block());
    blocks.push(Block::Signature);
    blocks.extend(s.annexes.blocks());
    let foot = format!("{} · Jahresabrechnung {} · {}", s.cooperation, s.year(), s.member);
    render::pdf(&Document {
        title: &s.sheet.subject,
        author: &s.sheet.letterhead.body_name,
        dated_on: s.dated_on,
        sheet: Some(&s.sheet),
        foot: &foot,
        blocks: &blocks,
    })
}

impl Statement {
    fn year(&self) -> String {
        self.period_to.format("%Y").to_string()
    }

    fn opening(&self) -> String {
        let corrected = if self.version > 1 {
            format!(" Diese Fassung {} ersetzt die vorangegangene; verrechnet wird nur der Unterschied.", self.version)
        } else {
            String::new()
        };
        format!(
            "für die Zusammenarbeit „{}“ rechnen wir den Zeitraum vom {} bis zum {} \
             ab.{corrected}",
            self.cooperation,
            german::day(self.period_from),
            german::day(self.period_to)
        )
    }

    fn facts(&self) -> Vec<(String, String)> {
        [
            ("Mitglied", format!("{} (ARS {})", self.member, self.member_ars)),
            ("Grundlage", self.agreement.clone()),
            ("Schlüssel", self.annexes.key.version.clone()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }
}

impl Reply {
    fn block(&self) -> Option<Block> {
        let Self::Objection { until, silence_agrees } = self else { return None };
        let until = german::long_day(*until);
        let mut paragraphs = vec![plain(format!(
            "Einwendungen gegen diese Abrechnung bitten wir bis zum {until} mit Begründung zu erheben. Betrifft die \
             Einwendung nur einen Teil, bleibt der übrige Betrag zum genannten Termin fällig."
        ))];
        if *silence_agrees {
            paragraphs.push(plain(
                "Geht bis dahin keine Einwendung ein, gilt die Abrechnung nach der Vereinbarung als anerkannt.",
            ));
        }
        Some(Block::Notice { title: "Einwendungen".to_owned(), paragraphs })
    }
}

/// What is to be paid, by whom, until when.
pub(super) fn paying(balance_cents: i64, payment: &Payment) -> Block {
    let amount = german::euros(i64::try_from(balance_cents.unsigned_abs()).unwrap_or(i64::MAX));
    let due = german::long_day(payment.due_on);
    let text = match balance_cents {
        0 => "Mit den geleisteten Abschlägen ist Ihr Anteil ausgeglichen. Es ist nichts zu zahlen.".to_owned(),
        ..0 => format!("Das Guthaben von {amount} zahlen wir Ihnen bis zum {due} aus."),
        1.. => format!(
            "Bitte zahlen Sie {amount} bis zum {due} auf das Konto {} von {} mit dem Verwendungszweck „{}“.",
            grouped_iban(&payment.bank.iban),
            payment.bank.account_name,
            payment.bank.reference
        ),
    };
    Block::paragraph(text)
}

/// `DE02 1203 …` with spaces that do not break.
fn grouped_iban(iban: &str) -> String {
    let signs: Vec<char> = iban.chars().filter(|c| !c.is_whitespace()).collect();
    signs.chunks(4).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("\u{a0}")
}
