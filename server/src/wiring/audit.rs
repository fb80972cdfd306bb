//! The audit record as JSON and as PDF: the same values, once for machines and once in German words.

use app::App;
use app::journal::audit_case::{self, AuditPerson, AuditRecord, AuditStep, Purpose};
use bytes::Bytes;
use chrono::NaiveDate;
use domain::ids::CaseId;
use formats::pdf;
use futures::FutureExt;
use futures::future::BoxFuture;
use graphql::{Language, audit_finding, audit_sentence, words};

use crate::auth::SignedIn;
use crate::http::audit::{Audits, Form, Record};
use crate::http::problem::Problem;

/// Audit records of cases.
pub struct CaseAudits {
    pub app: App,
}

impl Audits for CaseAudits {
    fn record<'a>(&'a self, who: &'a SignedIn, case: CaseId, form: Form) -> BoxFuture<'a, Result<Record, Problem>> {
        self.make(who, case, form).boxed()
    }
}

impl CaseAudits {
    async fn make(&self, who: &SignedIn, case: CaseId, form: Form) -> Result<Record, Problem> {
        let session = app::cooperation::sign_in::session_of(&self.app, who.person_id).await?;
        let purpose = if form == Form::Json { Purpose::Json } else { Purpose::Pdf };
        let record = audit_case::open(&self.app, &session, case, purpose).await?;
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
        let name: String = record.file_reference.chars().map(plain).collect();
        Ok(match form {
            Form::Json => Record {
                file_name: format!("pruefung-{name}.json"),
                media_type: "application/json",
                bytes: serde_json::to_vec_pretty(&record).map_err(|e| Problem::internal(&e))?.into(),
            },
            Form::Pdf => Record {
                file_name: format!("pruefung-{name}.pdf"),
                media_type: pdf::MEDIA_TYPE,
                bytes: printed(&record, session.today()).await?,
            },
        })
    }
}

/// Typesetting takes its time: not on a thread that serves others.
async fn printed(record: &AuditRecord, made_on: NaiveDate) -> Result<Bytes, Problem> {
    let printable = in_words(record, made_on);
    let made = tokio::task::spawn_blocking(move || pdf::audit_record(&printable)).await;
    let bytes = made.map_err(|e| Problem::internal(&e))?.map_err(|e| Problem::internal(&e))?;
    Ok(bytes.into())
}

fn name(person: &AuditPerson) -> String {
    person.name.clone().unwrap_or_else(|| format!("Person {} (gelöscht)", person.id))
}

fn in_words(record: &AuditRecord, made_on: NaiveDate) -> pdf::AuditRecord {
    let phase = record.phase.parse().map_or(record.phase.as_str(), |phase| words::phase(phase, Language::De));
    let facts = [
        ("Aktenzeichen", record.file_reference.as_str()),
        ("Gegenstand", &record.subject),
        ("Kommune", &record.body.name),
        ("Handelnde Verwaltung", &record.office_body.name),
        ("Stand", phase),
    ];
    let documents = record.documents.iter().map(|d| pdf::AuditDocument {
        name: d.name.clone(),
        version: d.version,
        stored_at: d.stored_at,
        sha256: d.sha256.clone(),
    });
    pdf::AuditRecord {
        body_name: record.body.name.clone(),
        title: format!("Prüfungsakte {}: {}", record.file_reference, record.subject),
        made_on,
        made_for: name(&record.made_for),
        facts: facts.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect(),
        steps: record.steps.iter().map(|step| step_in_words(step, record)).collect(),
        documents: documents.collect(),
        chain: pdf::ChainCheck {
            checked_at: record.chain.verified_at,
            entries: record.chain.entries,
            head: record.chain.head.clone(),
            broken: (!record.chain.holds).then(|| audit_finding(&record.chain, Language::De)),
            sealed_up_to: record.chain.sealed_up_to,
        },
    }
}

fn step_in_words(step: &AuditStep, record: &AuditRecord) -> pdf::AuditStep {
    let source = |key: &String| {
        record.rules.iter().find(|rule| rule.key == *key).map(|rule| format!("{} ({})", rule.key, rule.source))
    };
    // all that were pinned stand with the start in the file for machines; on paper the one that was applied counts
    let applied = if step.event == "PROCUREMENT_STARTED" { &[] } else { step.rules.as_slice() };
    pdf::AuditStep {
        number: step.number,
        at: step.at,
        actor: step.actor.as_ref().map_or_else(|| "System".to_owned(), name),
        acting_for: step.acting_for.as_ref().map(name).unwrap_or_default(),
        event: audit_sentence(step, Language::De),
        rule: applied.iter().filter_map(source).collect::<Vec<_>>().join("; "),
        hash: step.hash.clone(),
    }
}
