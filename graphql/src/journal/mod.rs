//! The history of a case: journal entries as sentences.

mod audit;

pub use audit::{AuditMutations, finding_of as audit_finding, sentence_of as audit_sentence};

use crate::cooperation::Person;
use crate::loaders::Loaders;
use crate::viewer::viewer;
use crate::words::Sentence;
use app::journal::read_history::{self, Line};
use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use serde_json::Value;

/// One thing that happened. Entries never change; what was erased is missing from `texts`.
pub struct HistoryEntry(Line);

/// Free text that somebody wrote with it.
#[derive(SimpleObject)]
pub struct HistoryText {
    /// Name of the field, such as `reason`.
    field: String,
    /// What was written.
    text: String,
}

/// One thing that happened. Entries never change; what was erased is missing from `texts`.
#[Object]
impl HistoryEntry {
    /// Number within the case, from 1 without gaps.
    async fn number(&self) -> i64 {
        self.0.entry.no
    }

    /// When.
    async fn at(&self) -> DateTime<Utc> {
        self.0.entry.at
    }

    /// Stable code of what happened.
    async fn event(&self) -> &str {
        &self.0.entry.event
    }

    /// Who acted; null: the machine.
    async fn actor(&self) -> Option<Person> {
        self.0.entry.hands.map(|h| h.actor.0.into())
    }

    /// In whose right, when somebody was represented.
    async fn represented(&self) -> Option<Person> {
        self.0.entry.hands.filter(|h| h.represented != h.actor).map(|h| h.represented.0.into())
    }

    /// What happened, as a sentence in the language of the request.
    async fn sentence(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        let language = viewer(ctx)?.language();
        let loaders = Loaders::of(ctx)?;
        let name = async |person: i64| -> async_graphql::Result<String> {
            let erased = language.pick("Eine Person (gelöscht)", "A person (erased)");
            Ok(loaders.name(person).await?.unwrap_or_else(|| erased.to_owned()))
        };
        let entry = &self.0.entry;
        let actor = match entry.hands {
            None => None,
            Some(hands) if hands.actor == hands.represented => Some(name(hands.actor.0).await?),
            Some(hands) => {
                let (own, other) = futures::try_join!(name(hands.actor.0), name(hands.represented.0))?;
                Some(format!("{own} ({} {other})", language.pick("für", "for")))
            }
        };
        let holder = match entry.facts.get("holder").and_then(Value::as_i64) {
            Some(person) => Some(name(person).await?),
            None => None,
        };
        Ok(Sentence { event: &entry.event, facts: &entry.facts, actor, holder }.text(language))
    }

    /// Free texts that were written with it and not erased.
    async fn texts(&self) -> Vec<HistoryText> {
        self.0.texts.iter().map(|(field, text)| HistoryText { field: field.clone(), text: text.clone() }).collect()
    }
}

/// Entries of a case behind number `after`.
pub async fn of_case(ctx: &Context<'_>, case: i64, after: i64, first: u64) -> async_graphql::Result<Vec<HistoryEntry>> {
    let viewer = viewer(ctx)?;
    let lines = read_history::read(viewer.app(), &viewer.session(), CaseId(case), after, first).await;
    Ok(Loaders::of(ctx)?.found(lines)?.unwrap_or_default().into_iter().map(HistoryEntry).collect())
}
