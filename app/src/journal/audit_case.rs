//! One case for the auditors (Rechnungsprüfung): every step, who, when, acting for whom, under which rule, the
//! documents with their hashes, and the chain verified while they look. Read only, but for one thing: that somebody
//! looked is itself an entry of the case's journal.
//!
//! [`AuditRecord`] is also what the JSON export holds. Its shape is public: fields are added, never renamed.

use crate::{App, Error, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::{Area, Role, Session};
use domain::ids::{BodyId, CaseId};
use domain::procurement::rules::Rule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::case_file::Case;
use store::journal::Verdict;
use store::{Scope, Tx};

/// Who may audit: auditors and the municipal supervision.
const AUDITORS: &[Role] = &[Role::Auditor, Role::Supervisor];

/// Version of the export's shape; grows when a field is added.
const FORMAT: &str = "verbund-audit/1";

/// How the case is read: the journal keeps it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// On the page.
    View,
    /// Taken away as a JSON file.
    Json,
    /// Taken away as a PDF file.
    Pdf,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::View => "VIEW",
            Self::Json => "JSON",
            Self::Pdf => "PDF",
        }
    }
}

/// Everything about one case that an auditor needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditRecord {
    /// Names this shape.
    pub format: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// For whom.
    pub made_for: AuditPerson,
    /// File reference (Aktenzeichen).
    pub file_reference: String,
    /// What the case is about.
    pub subject: String,
    /// Name of the process.
    pub process: String,
    /// Where it stands, a stable code.
    pub phase: String,
    /// When it was started.
    pub started_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The body whose need and money it is.
    pub body: AuditBody,
    /// The body whose office acts.
    pub office_body: AuditBody,
    /// Every step in order.
    pub steps: Vec<AuditStep>,
    /// Rules pinned on the day the case started.
    pub rules: Vec<AuditRule>,
    /// Every version of every document.
    pub documents: Vec<AuditDocument>,
    /// Whether the chain of the journal holds.
    pub chain: AuditChain,
}

/// A natural person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditPerson {
    /// Number, as the journal names it.
    pub id: i64,
    /// Name; none when the person was erased.
    pub name: Option<String>,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditBody {
    /// Official regional key.
    pub ars: String,
    /// Name.
    pub name: String,
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditStep {
    /// Number within the case, from 1 without gaps.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, a stable code.
    pub event: String,
    /// Who; none: the machine.
    pub actor: Option<AuditPerson>,
    /// In whose right, when somebody was represented.
    pub acting_for: Option<AuditPerson>,
    /// Ids, codes and amounts of it.
    pub facts: Value,
    /// What was written with it and not erased.
    pub texts: Vec<AuditText>,
    /// Keys of the pinned rules it was done under, see `rules`.
    pub rules: Vec<String>,
    /// SHA-256 over the entry before and this one, hexadecimal.
    pub hash: String,
}

/// A free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditText {
    /// Name of the field.
    pub field: String,
    /// What was written.
    pub text: String,
}

/// A pinned rule with its source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditRule {
    /// Names it within the record.
    pub key: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; none: open.
    pub valid_to: Option<NaiveDate>,
    /// Where the figure comes from.
    pub source: String,
    /// How far it was verified: `PRIMARY`, `SECONDARY`, `UNCONFIRMED`.
    pub confidence: String,
    /// The whole record as it was pinned.
    pub record: Value,
}

/// A version of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditDocument {
    /// Number of the document.
    pub document_id: i64,
    /// File name.
    pub name: String,
    /// Version, from 1.
    pub version: i32,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its content, hexadecimal.
    pub sha256: String,
    /// When it was stored.
    pub stored_at: DateTime<Utc>,
    /// By whom.
    pub stored_by: AuditPerson,
}

/// What verifying the chain gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditChain {
    /// When it was verified.
    pub verified_at: DateTime<Utc>,
    /// Whether every entry follows from the one before and the last one is the head of the case.
    pub holds: bool,
    /// Number of entries.
    pub entries: i64,
    /// Hash of the last entry.
    pub head: String,
    /// The first broken entry.
    pub broken_at: Option<i64>,
    /// Why it is broken.
    pub why: Option<String>,
    /// The last entry a seal covers, which also lies outside the database; none: not sealed yet.
    pub sealed_up_to: Option<i64>,
}

/// Opens a case for an auditor, and says so in its journal.
///
/// # Errors
/// Not found for a case of another body; `NO_RIGHT` for everybody but auditors; when the database fails.
pub async fn open(app: &App, session: &Session, case: CaseId, purpose: Purpose) -> Result<AuditRecord> {
    let tx = app.people().write(&Scope::of(session)).await?;
    let mut case = Case::lock(&tx, case, app.now()).await?.ok_or(Error::NotFound)?;
    let acting = session.act_as(case.body(), Area::Procurement, AUDITORS)?;
    // verified as it stood before this look at it
    let verdict = store::journal::verify_case(&tx, &case.row).await?;
    let record = read(app, &tx, session, &case, &verdict).await?;
    case.journal(&tx, Some(acting.hands()), "CASE_AUDITED", json!({ "purpose": purpose.code() })).await?;
    case.announce(&tx, "CASE", case.row.id, case.row.version + 1).await?;
    case.save(&tx).await?;
    tx.commit().await?;
    app.ring();
    Ok(record)
}

async fn read(app: &App, tx: &Tx, session: &Session, case: &Case, verdict: &Verdict) -> Result<AuditRecord> {
    let entries = store::journal::with_hashes(tx, case.id()).await?;
    let documents = store::efile::documents::of_case(tx, case.id()).await?;
    let ids: Vec<_> = documents.iter().map(|d| d.id).collect();
    let versions = store::efile::documents::versions(tx, &ids).await?;
    let mut persons: BTreeSet<i64> = versions.iter().map(|v| v.stored_by).collect();
    persons.insert(session.person().0);
    let hands = entries.iter().filter_map(|(line, _)| line.entry.hands);
    persons.extend(hands.flat_map(|h| [h.actor.0, h.represented.0]));
    let names = store::cooperation::persons::names(tx, &persons.into_iter().collect::<Vec<_>>()).await?;
    let rules = pinned(tx, case).await?;
    let steps = entries.into_iter().map(|(line, hash)| step(line, hash, &names, &rules)).collect();
    let of = |id: i64| documents.iter().find(|d| d.id == id).map(|d| d.name.clone()).unwrap_or_default();
    let documents = versions.iter().map(|v| AuditDocument {
        document_id: v.document_id,
        name: of(v.document_id),
        version: v.version,
        media_type: v.media_type.clone(),
        size_bytes: v.size_bytes,
        sha256: v.sha256.clone(),
        stored_at: v.stored_at,
        stored_by: person(v.stored_by, &names),
    });
    Ok(AuditRecord {
        format: FORMAT.to_owned(),
        made_at: app.now(),
        made_for: person(session.person().0, &names),
        file_reference: case.row.file_reference.clone(),
        subject: case.row.subject.clone(),
        process: case.row.process.clone(),
        phase: case.row.phase.clone(),
        started_at: case.row.started_at,
        ended_at: case.row.ended_at,
        body: body(tx, case.row.body_id).await?,
        office_body: body(tx, case.row.office_body_id).await?,
        steps,
        rules: rules.iter().map(shown).collect::<Result<_>>()?,
        documents: documents.collect(),
        chain: chain(app, tx, case, verdict).await?,
    })
}

fn step(line: store::journal::Line, hash: String, names: &BTreeMap<i64, String>, rules: &[Rule]) -> AuditStep {
    let entry = line.entry;
    AuditStep {
        number: entry.no,
        at: entry.at,
        rules: rules_of(&entry.event, &entry.facts, rules),
        event: entry.event,
        actor: entry.hands.map(|h| person(h.actor.0, names)),
        acting_for: entry.hands.filter(|h| h.represented != h.actor).map(|h| person(h.represented.0, names)),
        facts: entry.facts,
        texts: line.texts.into_iter().map(|(field, text)| AuditText { field, text }).collect(),
        hash,
    }
}

/// The choice of a procedure rests on the records of that procedure; quotes and orders rest on it too.
fn rules_of(event: &str, facts: &Value, rules: &[Rule]) -> Vec<String> {
    let chosen = facts.get("procedure").and_then(Value::as_str);
    let applies = |rule: &&Rule| match event {
        "PROCUREMENT_STARTED" => true,
        "PROCEDURE_CHOSEN" => chosen == Some(rule.procedure.to_string().as_str()),
        _ => false,
    };
    rules.iter().filter(applies).map(Rule::key).collect()
}

async fn pinned(tx: &Tx, case: &Case) -> Result<Vec<Rule>> {
    let Some(row) = store::procurement::rows::find(tx, case.id()).await? else { return Ok(Vec::new()) };
    let Some(set) = store::procurement::rule_sets::find(tx, row.rule_set_id).await? else { return Ok(Vec::new()) };
    Ok(serde_json::from_str(&set.data)?)
}

fn shown(rule: &Rule) -> Result<AuditRule> {
    Ok(AuditRule {
        key: rule.key(),
        valid_from: rule.valid_from,
        valid_to: rule.valid_to,
        source: rule.source.clone(),
        confidence: rule.confidence.to_string(),
        record: serde_json::to_value(rule)?,
    })
}

fn person(id: i64, names: &BTreeMap<i64, String>) -> AuditPerson {
    AuditPerson { id, name: names.get(&id).cloned() }
}

async fn body(tx: &Tx, id: i64) -> Result<AuditBody> {
    let row = store::cooperation::bodies::find(tx, BodyId(id)).await?.ok_or(Error::NotFound)?;
    Ok(AuditBody { ars: row.ars, name: row.name })
}

async fn chain(app: &App, tx: &Tx, case: &Case, verdict: &Verdict) -> Result<AuditChain> {
    let (broken_at, why) = match verdict {
        Verdict::Holds { .. } => (None, None),
        Verdict::Broken { no, why } => (Some(*no), Some((*why).to_owned())),
    };
    Ok(AuditChain {
        verified_at: app.now(),
        holds: broken_at.is_none(),
        entries: case.row.journal_no,
        head: case.row.journal_head.clone(),
        broken_at,
        why,
        sealed_up_to: store::journal::sealed_up_to(tx, case.id()).await?,
    })
}

/// The JSON Schema (draft 2020-12) of the export.
#[must_use]
pub fn schema() -> Value {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<AuditRecord>().to_value()
}
