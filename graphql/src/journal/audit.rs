//! One case for the auditors. Opening it is a mutation, because that somebody looked is written into the journal.

use crate::cooperation::Person;
use crate::fault::{UserError, answer};
use crate::node::{self, Kind};
use crate::scalars::{Json, RowNumber};
use crate::viewer::viewer;
use crate::words::{Language, Sentence};
use app::journal::audit_case::{
    self, AuditBody, AuditChain, AuditDocument, AuditPerson, AuditRecord, AuditRule, AuditStep, Purpose,
};
use async_graphql::{ComplexObject, Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::CaseId;

/// Open a case for an audit.
#[derive(InputObject)]
pub struct AuditCaseInput {
    /// The case.
    case_id: ID,
}

/// What opening a case for an audit gave.
#[derive(SimpleObject)]
pub struct AuditCasePayload {
    /// The case as it stood; null when it was refused.
    audit: Option<CaseAudit>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// One case as auditors read it. The same, as a file, is at `/audit/cases/{number}/record.json` and `record.pdf`.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct CaseAudit {
    /// When it was read.
    made_at: DateTime<Utc>,
    /// File reference (Aktenzeichen).
    file_reference: String,
    /// What the case is about.
    subject: String,
    /// Every step in order.
    #[graphql(complexity = "50 * child_complexity + 1")]
    steps: Vec<AuditedStep>,
    /// Rules pinned on the day the case started.
    #[graphql(complexity = "20 * child_complexity + 1")]
    rules: Vec<AuditedRule>,
    /// Every version of every document.
    #[graphql(complexity = "20 * child_complexity + 1")]
    documents: Vec<AuditedDocument>,
    /// Whether the chain of the journal holds, verified just now.
    chain: AuditedChain,
    #[graphql(skip)]
    names: (String, String),
}

/// Bodies by name: the record is complete without the case.
#[ComplexObject]
impl CaseAudit {
    /// Name of the body whose need and money it is.
    async fn body_name(&self) -> &str {
        &self.names.0
    }

    /// Name of the body whose office acts.
    async fn office_body_name(&self) -> &str {
        &self.names.1
    }
}

/// One entry of the journal, with all that proves it.
#[derive(SimpleObject)]
pub struct AuditedStep {
    /// Number within the case, from 1 without gaps.
    number: i64,
    /// When.
    at: DateTime<Utc>,
    /// Stable code of what happened.
    event: String,
    /// What happened, as a sentence.
    sentence: String,
    /// Who; null: the machine.
    actor: Option<Person>,
    /// In whose right, when somebody was represented.
    acting_for: Option<Person>,
    /// Ids, codes and amounts of it.
    facts: Json,
    /// What was written with it and not erased.
    texts: Vec<String>,
    /// Keys of the rules it was done under.
    rules: Vec<String>,
    /// SHA-256 over the entry before and this one, hexadecimal.
    hash: String,
}

/// A pinned rule.
#[derive(SimpleObject)]
pub struct AuditedRule {
    /// Names it within the record.
    key: String,
    /// First day.
    valid_from: NaiveDate,
    /// Last day; null: open.
    valid_to: Option<NaiveDate>,
    /// Where the figure comes from.
    source: String,
    /// Whether nobody has confirmed the figure yet.
    unconfirmed: bool,
    /// The whole record as it was pinned.
    record: Json,
}

/// A version of a document.
#[derive(SimpleObject)]
pub struct AuditedDocument {
    /// Number of the document, as its address names it.
    document: RowNumber,
    /// File name.
    name: String,
    /// Version, from 1.
    version: i32,
    /// SHA-256 of its content, hexadecimal.
    sha256: String,
    /// Size in bytes.
    size_bytes: RowNumber,
    /// When it was stored.
    stored_at: DateTime<Utc>,
    /// By whom.
    stored_by: Person,
}

/// What verifying the chain gave.
#[derive(SimpleObject)]
pub struct AuditedChain {
    /// When it was verified.
    verified_at: DateTime<Utc>,
    /// Whether every entry follows from the one before.
    holds: bool,
    /// Number of entries.
    entries: i64,
    /// Hash of the last entry.
    head: String,
    /// That in words; for a broken chain with the first entry that does not follow.
    finding: String,
    /// The last entry a seal covers, which also lies outside the database; null: not sealed yet.
    sealed_up_to: Option<i64>,
}

/// Reading for an audit.
#[derive(Default)]
pub struct AuditMutations;

#[Object]
impl AuditMutations {
    /// Opens a case for an audit: every step, its rule, its documents, the chain verified now. Auditors and
    /// supervisors only; that they looked becomes an entry of the case's journal.
    #[graphql(complexity = "child_complexity + 100")]
    async fn audit_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The case.")] input: AuditCaseInput,
    ) -> async_graphql::Result<AuditCasePayload> {
        let viewer = viewer(ctx)?;
        let case = CaseId(node::number(Kind::Case, &input.case_id));
        let read = audit_case::open(viewer.app(), &viewer.session(), case, Purpose::View).await;
        Ok(match answer(read, viewer.language())? {
            Ok(record) => AuditCasePayload { audit: Some(of(record, viewer.language())), user_errors: Vec::new() },
            Err(user_errors) => AuditCasePayload { audit: None, user_errors },
        })
    }
}

fn of(record: AuditRecord, language: Language) -> CaseAudit {
    let AuditBody { name, .. } = record.body;
    CaseAudit {
        made_at: record.made_at,
        file_reference: record.file_reference,
        subject: record.subject,
        steps: record.steps.into_iter().map(|step| step_of(step, language)).collect(),
        rules: record.rules.into_iter().map(rule_of).collect(),
        documents: record.documents.into_iter().map(document_of).collect(),
        chain: chain_of(record.chain, language),
        names: (name, record.office_body.name),
    }
}

/// What an audited step says, for the page and for the file.
#[must_use]
pub fn sentence_of(step: &AuditStep, language: Language) -> String {
    let erased = || language.pick("Eine Person (gelöscht)", "A person (erased)").to_owned();
    let name = |person: &AuditPerson| person.name.clone().unwrap_or_else(erased);
    let actor = match (&step.actor, &step.acting_for) {
        (None, _) => None,
        (Some(actor), None) => Some(name(actor)),
        (Some(actor), Some(other)) => {
            Some(format!("{} ({} {})", name(actor), language.pick("für", "for"), name(other)))
        }
    };
    Sentence { event: &step.event, facts: &step.facts, actor, holder: None }.text(language)
}

fn step_of(step: AuditStep, language: Language) -> AuditedStep {
    AuditedStep {
        sentence: sentence_of(&step, language),
        number: step.number,
        at: step.at,
        event: step.event,
        actor: step.actor.map(|p| p.id.into()),
        acting_for: step.acting_for.map(|p| p.id.into()),
        facts: Json(step.facts),
        texts: step.texts.into_iter().map(|t| t.text).collect(),
        rules: step.rules,
        hash: step.hash,
    }
}

fn rule_of(rule: AuditRule) -> AuditedRule {
    AuditedRule {
        key: rule.key,
        valid_from: rule.valid_from,
        valid_to: rule.valid_to,
        source: rule.source,
        unconfirmed: rule.confidence == "UNCONFIRMED",
        record: Json(rule.record),
    }
}

fn document_of(document: AuditDocument) -> AuditedDocument {
    AuditedDocument {
        document: RowNumber(document.document_id),
        name: document.name,
        version: document.version,
        sha256: document.sha256,
        size_bytes: RowNumber(document.size_bytes),
        stored_at: document.stored_at,
        stored_by: document.stored_by.id.into(),
    }
}

/// What verifying gave, as a sentence.
#[must_use]
pub fn finding_of(chain: &AuditChain, language: Language) -> String {
    let n = chain.broken_at.unwrap_or(chain.entries);
    match (chain.holds, language) {
        (true, Language::De) => format!("Die Kette ist unversehrt: {n} Einträge, jeder folgt aus dem vorigen."),
        (true, Language::En) => format!("The chain holds: {n} entries, each follows from the one before."),
        (false, Language::De) => format!("Die Kette ist ab Eintrag {n} nicht unversehrt. Bitte melden Sie das sofort."),
        (false, Language::En) => format!("The chain is broken from entry {n} on. Report this at once."),
    }
}

fn chain_of(chain: AuditChain, language: Language) -> AuditedChain {
    let finding = finding_of(&chain, language);
    AuditedChain {
        verified_at: chain.verified_at,
        holds: chain.holds,
        entries: chain.entries,
        head: chain.head,
        finding,
        sealed_up_to: chain.sealed_up_to,
    }
}
