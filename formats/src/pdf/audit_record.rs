//! One case for the auditors (Rechnungsprüfung): every step, who, when, acting for whom, under which
//! rule, and the verified hash chain.

use super::Error;
use super::block::{Block, Column, Table, plain};
use super::render::{self, Document};
use crate::german;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One journal entry in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditStep {
    pub number: i64,
    pub at: DateTime<Utc>,
    /// Name, or what the machine is called.
    pub actor: String,
    /// The person represented; may be empty.
    pub acting_for: String,
    /// What happened, a sentence.
    pub event: String,
    /// The rule with its source; may be empty.
    pub rule: String,
    /// Hash of the entry, hex.
    pub hash: String,
}

/// One document version of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditDocument {
    pub name: String,
    pub version: i32,
    pub stored_at: DateTime<Utc>,
    pub sha256: String,
}

/// The result of verifying the chain at the moment of export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChainCheck {
    pub checked_at: DateTime<Utc>,
    pub entries: i64,
    /// Hash of the newest entry, hex.
    pub head: String,
    /// What is wrong, in words; `None`: the chain is whole.
    pub broken: Option<String>,
    /// Newest entry that is also sealed outside the database.
    pub sealed_up_to: Option<i64>,
}

/// Everything about one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AuditRecord {
    /// Body that owns the case.
    pub body_name: String,
    /// E.g. `Prüfungsakte 4711/2026: Beschaffung von Streusalz`.
    pub title: String,
    pub made_on: NaiveDate,
    /// Who asked for it.
    pub made_for: String,
    /// What the case is, as names and values.
    pub facts: Vec<(String, String)>,
    pub steps: Vec<AuditStep>,
    pub documents: Vec<AuditDocument>,
    pub chain: ChainCheck,
}

/// The record as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// Whatever of [`Error`] its texts earn.
pub fn audit_record(record: &AuditRecord) -> Result<Vec<u8>, Error> {
    let mut facts = record.facts.clone();
    facts.push(("Erstellt am".to_owned(), german::day(record.made_on)));
    facts.push(("Erstellt für".to_owned(), record.made_for.clone()));
    let mut blocks = vec![
        Block::Facts { facts },
        record.chain.block(),
        Block::heading(2, "Verlauf"),
        Block::Table(step_table(&record.steps)),
    ];
    blocks.push(Block::heading(2, "Dokumente"));
    blocks.push(match record.documents.is_empty() {
        true => Block::paragraph("Zu diesem Vorgang sind keine Dokumente abgelegt."),
        false => Block::Table(document_table(&record.documents)),
    });
    blocks.push(Block::heading(2, "Prüfsummen der Einträge"));
    blocks.push(Block::Table(hash_table(&record.steps)));
    render::pdf(&Document {
        title: &record.title,
        author: &record.body_name,
        dated_on: record.made_on,
        sheet: None,
        foot: &record.title,
        blocks: &blocks,
    })
}

impl ChainCheck {
    fn block(&self) -> Block {
        let result = match &self.broken {
            None => format!("Die Kette der {} Einträge ist lückenlos und unverändert.", german::whole(self.entries)),
            Some(what) => format!("Die Kette ist NICHT unversehrt: {what}"),
        };
        let sealed = match self.sealed_up_to {
            Some(entry) => format!("Außerhalb der Datenbank besiegelt bis Eintrag {entry}."),
            None => "Noch kein Eintrag ist außerhalb der Datenbank besiegelt.".to_owned(),
        };
        let paragraphs = vec![
            plain(result),
            plain(format!("Geprüft am {} Uhr. {sealed}", german::moment(self.checked_at))),
            plain(format!("Prüfsumme des letzten Eintrags: {}", self.head)),
        ];
        Block::Notice { title: "Prüfung der Journalkette".to_owned(), paragraphs }
    }
}

fn step_table(steps: &[AuditStep]) -> Table {
    let columns = vec![
        Column::figure("Nr."),
        Column::text("Zeitpunkt", 0),
        Column::text("Wer", 3),
        Column::text("Was", 6),
        Column::text("Regel", 4),
    ];
    let mut table = Table::new("Jeder Schritt in der Reihenfolge des Journals", columns);
    table.small = true;
    for s in steps {
        let who = match s.acting_for.is_empty() {
            true => s.actor.clone(),
            false => format!("{} in Vertretung für {}", s.actor, s.acting_for),
        };
        table.rows.push(vec![s.number.to_string(), german::moment(s.at), who, s.event.clone(), s.rule.clone()]);
    }
    table
}

fn document_table(documents: &[AuditDocument]) -> Table {
    let columns = vec![
        Column::text("Dokument", 1),
        Column::figure("Fassung"),
        Column::text("Abgelegt am", 0),
        Column::text("SHA-256", 0),
    ];
    let mut table = Table::new("Dokumente mit ihren Prüfsummen", columns);
    table.small = true;
    for d in documents {
        let day = german::day(d.stored_at.with_timezone(&chrono_tz::Europe::Berlin).date_naive());
        table.rows.push(vec![d.name.clone(), d.version.to_string(), day, in_halves(&d.sha256)]);
    }
    table
}

fn hash_table(steps: &[AuditStep]) -> Table {
    let columns = vec![Column::figure("Nr."), Column::text("SHA-256 des Eintrags", 1)];
    let mut table = Table::new("Die Kette zum Nachrechnen", columns);
    table.small = true;
    table.rows = steps.iter().map(|s| vec![s.number.to_string(), s.hash.clone()]).collect();
    table
}

/// A long hash with a blank in its middle, so that a narrow column can break it there.
fn in_halves(hash: &str) -> String {
    match hash.split_at_checked(hash.len() / 2) {
        Some((a, b)) if hash.len() > 40 => format!("{a} {b}"),
        _ => hash.to_owned(),
    }
}
