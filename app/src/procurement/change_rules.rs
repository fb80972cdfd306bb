//! The rules of a body: those Verbund comes with, and what its administrators changed. A change is proposed by one
//! lead and decided by another natural person; cases that run keep what they pinned.

use super::facts::BUYER;
use crate::cooperation::administration::{Change as Record, administering};
use crate::{App, Error, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Land, Session, administration};
use domain::ids::{BodyId, PersonId};
use domain::procurement::regime::{Category, Procedure};
use domain::procurement::rules::{self, Change, ChangeKind, Comparison, Confidence, Limit, Place, Rule, RuleSet};
use domain::tasks::Hands;
use serde_json::json;
use store::procurement::rule_changes;
use store::{Error as StoreError, Scope, Tx};

pub use store::entity::rule_change;

/// A record as it holds for a body.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The record.
    pub rule: Rule,
    /// Whether the body's administrators added it.
    pub own: bool,
}

/// A proposal with its record.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The row.
    pub row: rule_change::Model,
    /// What it adds or ends.
    pub rule: Rule,
}

/// The records for a body's Land and the Union, past and future ones too, with its own changes.
///
/// # Errors
/// Not found for a body the session knows nothing of; when the database fails.
pub async fn list(app: &App, session: &Session, body: BodyId) -> Result<Vec<Shown>> {
    let (tx, land) = open(app, session, body).await?;
    let set = set_of(&tx, body).await?;
    let here = |r: &&Rule| r.buyer_kind == BUYER && (r.place == Place::Eu || r.place == BUYER.place(land));
    let builtin: Vec<_> = RuleSet::builtin().rules().iter().map(Rule::key).collect();
    let shown = |r: &Rule| Shown { rule: r.clone(), own: !builtin.contains(&r.key()) };
    Ok(set.rules().iter().filter(here).map(shown).collect())
}

/// Proposals of a body, newest first.
///
/// # Errors
/// Not found for a body the session knows nothing of; when the database fails.
pub async fn proposals(app: &App, session: &Session, body: BodyId) -> Result<Vec<Proposal>> {
    let (tx, _) = open(app, session, body).await?;
    let rows = rule_changes::of_body(&tx, body).await?;
    let read = |row: rule_change::Model| Ok(Proposal { rule: serde_json::from_str(&row.rule)?, row });
    rows.into_iter().rev().map(read).collect()
}

async fn open(app: &App, session: &Session, body: BodyId) -> Result<(Tx, Land)> {
    if !session.bodies().contains(&body) {
        return Err(Error::NotFound);
    }
    let tx = app.people().read(&Scope::of(session)).await?;
    let land = land_of(&tx, body).await?;
    Ok((tx, land))
}

async fn land_of(tx: &Tx, body: BodyId) -> Result<Land> {
    let row = store::cooperation::bodies::find(tx, body).await?.ok_or(Error::NotFound)?;
    Ok(row.land.parse().map_err(|_| StoreError::Damaged(format!("body {body} has no Land")))?)
}

/// Every record that holds for a body: what Verbund comes with and the body's confirmed changes.
pub(super) async fn set_of(tx: &Tx, body: BodyId) -> Result<RuleSet> {
    let changes = confirmed(tx, body).await?;
    let set = RuleSet::builtin().with_changes(&changes);
    // a later release may bring a record that contradicts a body's own: then nothing is guessed
    Ok(set.map_err(|e| StoreError::Damaged(format!("the rules of body {body}: {e}")))?)
}

async fn confirmed(tx: &Tx, body: BodyId) -> Result<Vec<Change>> {
    let rows = rule_changes::of_body(tx, body).await?;
    rows.iter().filter(|r| r.state == "CONFIRMED").map(read).collect()
}

fn read(row: &rule_change::Model) -> Result<Change> {
    let kind: ChangeKind =
        row.kind.parse().map_err(|_| StoreError::Damaged(format!("rule change {} is of no known kind", row.id)))?;
    Ok(Change { kind, rule: serde_json::from_str(&row.rule)?, last_on: row.last_on })
}

/// A record to be added.
#[derive(Debug, Clone)]
pub struct NewRule {
    /// Whether it holds in the Union; otherwise in the body's Land.
    pub union: bool,
    /// For what.
    pub category: Category,
    /// Which procedure it allows.
    pub procedure: Procedure,
    /// Against which value.
    pub limit: Limit,
    /// Compared how.
    pub comparison: Comparison,
    /// Firms to be asked at least.
    pub min_invited: Option<u32>,
    /// Whether the firms asked must change.
    pub rotate: bool,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: Option<NaiveDate>,
    /// Where the figure comes from.
    pub source: String,
    /// How far it was verified.
    pub confidence: Confidence,
}

/// Proposes a record more.
///
/// # Errors
/// Not found, `NO_RIGHT`, `SOURCE_MISSING`, `BACKDATED`, and what [`rules::Error`] says.
pub async fn propose(app: &App, session: &Session, body: BodyId, new: NewRule) -> Result<i64> {
    administering(session, body)?;
    let source = administration::source(&new.source).map_err(|e| at("source", e.code(), &e))?.to_owned();
    if new.valid_from < session.today() {
        return Err(administration::Error::Backdated.into());
    }
    let land = open(app, session, body).await?.1;
    let rule = Rule {
        place: if new.union { Place::Eu } else { BUYER.place(land) },
        buyer_kind: BUYER,
        category: new.category,
        procedure: new.procedure,
        limit: new.limit,
        comparison: new.comparison,
        min_invited: new.min_invited,
        rotate: new.rotate,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        source: source.clone(),
        confidence: new.confidence,
    };
    save(app, session, body, Change { kind: ChangeKind::Add, rule, last_on: None }, &source).await
}

/// Proposes that a record ends.
///
/// # Errors
/// Not found, `NO_RIGHT`, `SOURCE_MISSING`, `RULE_DATES`, `RULE_NOT_THERE`, `RULE_ENDS_BEFORE_IT_BEGINS`.
pub async fn propose_end(
    app: &App,
    session: &Session,
    body: BodyId,
    key: &str,
    last_on: NaiveDate,
    source: &str,
) -> Result<i64> {
    administering(session, body)?;
    let source = administration::source(source).map_err(|e| at("source", e.code(), &e))?;
    if last_on < session.today() {
        return Err(Refusal::at("lastOn", "RULE_DATES", "a rule ends today at the earliest").into());
    }
    let shown = list(app, session, body).await?;
    let rule = shown.into_iter().map(|s| s.rule).find(|r| r.key() == key);
    let rule = rule.ok_or_else(|| refused(&rules::Error::NotThere))?;
    if rule.valid_to.is_some_and(|last| last <= last_on) {
        return Err(administration::Error::Ended.into());
    }
    save(app, session, body, Change { kind: ChangeKind::End, rule, last_on: Some(last_on) }, source).await
}

async fn save(app: &App, session: &Session, body: BodyId, change: Change, source: &str) -> Result<i64> {
    let mut record = Record::begin(app, session, body).await?;
    fits(&record.tx, body, &change).await?;
    let hands = record.hands;
    let row = rule_change::Model {
        id: 0, // given by the database
        body_id: body.0,
        kind: change.kind.to_string(),
        rule: serde_json::to_string(&change.rule)?,
        last_on: change.last_on,
        source: source.to_owned(),
        state: "PROPOSED".to_owned(),
        proposed_by: hands.actor.0,
        proposed_for: hands.represented.0,
        proposed_at: app.now(),
        decided_by: None,
        decided_at: None,
    };
    let row = rule_changes::insert(&record.tx, row).await?;
    let facts = json!({ "changeId": row.id, "change": change.kind, "rule": change.rule, "lastOn": change.last_on, "source": source });
    record.journal("RULE_PROPOSED", facts).await?;
    record.commit(app).await?;
    Ok(row.id)
}

async fn fits(tx: &Tx, body: BodyId, change: &Change) -> Result<()> {
    let mut changes = confirmed(tx, body).await?;
    changes.push(change.clone());
    RuleSet::builtin().with_changes(&changes).map(drop).map_err(|e| refused(&e))
}

/// Confirms or rejects a proposal.
///
/// # Errors
/// Not found, `NO_RIGHT`, `SECOND_PERSON_NEEDED`, `ALREADY_DECIDED`; on confirming what [`rules::Error`] says.
pub async fn decide(app: &App, session: &Session, body: BodyId, id: i64, confirm: bool) -> Result<()> {
    let mut record = Record::begin(app, session, body).await?;
    let row = rule_changes::find(&record.tx, id).await?.filter(|r| r.body_id == body.0).ok_or(Error::NotFound)?;
    let proposed = Hands { actor: PersonId(row.proposed_by), represented: PersonId(row.proposed_for) };
    if row.state != "PROPOSED" {
        return Err(administration::Error::Decided.into());
    }
    // whoever proposed may take it back, but not confirm it
    if confirm {
        administration::second_person(proposed, record.hands)?;
        fits(&record.tx, body, &read(&row)?).await?;
    }
    let (state, event) = if confirm { ("CONFIRMED", "RULE_CONFIRMED") } else { ("REJECTED", "RULE_REJECTED") };
    if !rule_changes::decide(&record.tx, id, state, session.person(), app.now()).await? {
        return Err(administration::Error::Decided.into());
    }
    record.journal(event, json!({ "changeId": id })).await?;
    record.commit(app).await
}

fn refused(err: &rules::Error) -> Error {
    Refusal::new(err.code(), err.to_string()).into()
}

fn at(field: &str, code: &'static str, err: &impl ToString) -> Error {
    Refusal::at(field, code, err.to_string()).into()
}
