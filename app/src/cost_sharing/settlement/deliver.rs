//! Statements go out: a paper for every member into the file, then every member is let in and asked, and the period begins.
//!
//! Papers are made and kept before the case is locked, for that takes seconds, and a few at a time, so that a step is short
//! however many members there are. Tried again after a crash, those of the last try belong to nothing.

use super::{advance, agreement, answer, paper, person, remedy, row, state, steps};
use crate::efile::share_case;
use crate::engine::begin_step::{Begun, Step, StepRef, begin};
use crate::{App, Error, Result};
use chrono::NaiveDate;
use domain::cooperation::Land;
use domain::cost_sharing::settlement::{Event, State};
use domain::efile::PartyRole;
use domain::ids::BodyId;
use domain::tasks::TaskKind;
use serde_json::json;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use store::cost_sharing::settlements;
use store::efile::documents::{self, NewVersion};
use store::engine::states;
use store::entity::{settlement, settlement_statement};
use store::tasks::rows::{self, NewTask};
use store::{Error as StoreError, Scope, Tx};

/// What keeping a paper gives.
pub type Kept = Pin<Box<dyn Future<Output = std::result::Result<files::Stored, String>> + Send>>;

/// Keeps the bytes of a paper in the vault.
pub type Keep = Arc<dyn Fn(Vec<u8>) -> Kept + Send + Sync>;

/// Papers made in one step.
const AT_ONCE: usize = 4;

/// What a step of the delivery gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// Papers are missing still: another step.
    More,
    /// Every member has its paper and is asked.
    All,
}

const MORE: &str = "MORE";

/// Makes and files some papers of the version that was approved; once all are there, asks every member.
///
/// # Errors
/// What a paper lacks; when vault or database fail.
pub async fn deliver(app: &App, at: &StepRef<'_>, keep: &Keep) -> Result<Delivered> {
    let tx = app.machine().read(&Scope::Machine).await?;
    if let Some(result) = states::result(&tx, at.case, at.step, at.round).await? {
        return said(&serde_json::from_str(&result)?);
    }
    let row = settlements::find(&tx, at.case).await?.ok_or(Error::NotFound)?;
    let until = match row.answers_until {
        Some(until) => until,
        None => answers_until(&tx, &row, app.today()).await?,
    };
    let papers = paper::missing(app, &tx, &row, until, AT_ONCE).await?;
    drop(tx);
    let mut kept = BTreeMap::new();
    for (member, paper) in papers {
        let bytes = tokio::task::spawn_blocking(move || paper.render()).await;
        let bytes = bytes.map_err(|error| StoreError::Damaged(format!("a paper was not made: {error}")))??;
        let stored = keep(bytes).await.map_err(StoreError::Unreachable)?;
        kept.insert(member, stored);
    }
    match begin(app, at).await? {
        Begun::Before(result) => said(&result),
        Begun::Now(step) if kept.is_empty() => ask_all(app, at, *step, until).await,
        Begun::Now(step) => file(app, at, *step, until, &kept).await,
    }
}

fn said(result: &serde_json::Value) -> Result<Delivered> {
    Ok(if result["outcome"] == MORE { Delivered::More } else { Delivered::All })
}

/// The last day on which any member may still object: the period counts at each member's place.
async fn answers_until(tx: &Tx, row: &settlement::Model, today: NaiveDate) -> Result<NaiveDate> {
    let remedy = remedy(&agreement(tx, row).await?)?;
    let statements = settlements::statements(tx, domain::ids::CaseId(row.case_id), row.version_no).await?;
    let mut until = today;
    for statement in &statements {
        let body = store::cooperation::bodies::find(tx, BodyId(statement.member_id)).await?.ok_or(Error::NotFound)?;
        let land: Land = super::code(&body.land, "Land")?;
        let end = remedy.ends(today, land);
        let end = end.map_err(|e| StoreError::Damaged(format!("a period cannot be computed: {e}")))?;
        until = until.max(end.end);
    }
    Ok(until)
}

/// Puts papers into the file of the case.
async fn file(
    app: &App,
    at: &StepRef<'_>,
    mut step: Step,
    until: NaiveDate,
    kept: &BTreeMap<i64, files::Stored>,
) -> Result<Delivered> {
    let mut row = row(&step.tx, &step.case).await?;
    at.step.clone_into(&mut step.case.row.phase);
    row.answers_until = Some(until);
    for mut statement in settlements::statements(&step.tx, at.case, row.version_no).await? {
        if let Some(stored) = kept.get(&statement.member_id).filter(|_| statement.document_id.is_none()) {
            statement.document_id = Some(keep_document(&mut step, &row, &statement, stored).await?);
            settlements::save_statement(&step.tx, statement).await?;
        }
    }
    settlements::save(&step.tx, row).await?;
    let facts = json!({ "members": kept.len() });
    said(&step.finish(app, "STATEMENTS_MADE", facts, json!({ "outcome": MORE })).await?)
}

/// Every member is let in and asked; the period begins.
async fn ask_all(app: &App, at: &StepRef<'_>, mut step: Step, until: NaiveDate) -> Result<Delivered> {
    let mut row = row(&step.tx, &step.case).await?;
    at.step.clone_into(&mut step.case.row.phase);
    let event = if state(&row)? == State::Objected { Event::Reissue } else { Event::Issue };
    advance(&mut row, &event)?;
    row.answers_until = Some(until);
    row.issued_no += 1;
    steps::close_answers(&step.tx, &mut step.case).await?;
    let statements = settlements::statements(&step.tx, at.case, row.version_no).await?;
    for statement in &statements {
        let member = BodyId(statement.member_id);
        if member != step.case.body() {
            share_case::join(&step.tx, &mut step.case, None, member, PartyRole::Member, app.today()).await?;
        }
        ask(&mut step, &row, member, until).await?;
    }
    settlements::save(&step.tx, row).await?;
    let facts = json!({ "on": until, "members": statements.len() });
    said(&step.finish(app, "STATEMENTS_ISSUED", facts, json!({ "outcome": "DELIVERED" })).await?)
}

async fn keep_document(
    step: &mut Step,
    row: &settlement::Model,
    statement: &settlement_statement::Model,
    stored: &files::Stored,
) -> Result<i64> {
    let person = person(row.issued_by, "sent the statements")?;
    let member = store::cooperation::bodies::find(&step.tx, BodyId(statement.member_id)).await?;
    let member = member.ok_or(Error::NotFound)?;
    let name = format!("Abrechnung-{}-{}-{}.pdf", row.year, member.ars, row.sequence + row.issued_no);
    let document = documents::insert(&step.tx, &step.case, &name, person).await?;
    let size_bytes = i64::try_from(stored.size_bytes).unwrap_or(i64::MAX);
    let version = NewVersion {
        media_type: "application/pdf",
        sha256: &stored.sha256,
        size_bytes,
        object_key: stored.object_key.as_str(),
        key_id: &stored.key_id,
    };
    let version = documents::add_version(&step.tx, &step.case, &document, &version, person).await?;
    let facts = json!({
        "documentId": document.id, "version": version.version, "sha256": version.sha256, "sizeBytes": version.size_bytes,
    });
    step.case.journal(&step.tx, None, "DOCUMENT_STORED", facts).await?;
    Ok(document.id)
}

/// A task of the member's own body: accept or object, line by line, until the period is over.
async fn ask(step: &mut Step, row: &settlement::Model, member: BodyId, until: NaiveDate) -> Result<()> {
    let name = answer::step_of(member.0);
    let new = NewTask {
        body: member,
        kind: TaskKind::AnswerStatement,
        step: &name,
        round: row.version_no,
        priority: 5,
        due_on: until,
        remind_at: None,
        escalate_at: None,
        assignee: None,
        excluded: &[],
        signatures_needed: 1,
        at: step.case.at(),
    };
    let task = rows::open(&step.tx, &step.case, new).await?;
    let facts = json!({
        "taskId": task.id, "kind": TaskKind::AnswerStatement, "step": name, "round": row.version_no, "dueOn": until,
    });
    step.case.journal(&step.tx, None, "TASK_OPENED", facts).await?;
    step.case.announce_task(&step.tx, &task, task.version).await?;
    Ok(())
}
