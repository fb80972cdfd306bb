//! Who had hands on a case.

use crate::cooperation::Person;
use crate::loaders::Loaders;
use crate::tasks::TaskKind;
use crate::viewer::viewer;
use crate::words;
use app::efile::list_people::{self, Hand};
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use domain::ids::CaseId;

/// Somebody who had hands on a case.
pub struct CaseHand(Hand);

/// Somebody who had hands on a case.
#[Object]
impl CaseHand {
    /// Who.
    async fn person(&self) -> Person {
        self.0.hands.actor.0.into()
    }

    /// In whose right, when somebody was represented.
    async fn represented(&self) -> Option<Person> {
        let hands = self.0.hands;
        (hands.represented != hands.actor).then(|| hands.represented.0.into())
    }

    /// Kinds of tasks the person finished.
    async fn finished(&self) -> Vec<TaskKind> {
        self.0.finished.iter().copied().map(Into::into).collect()
    }

    /// These in words.
    async fn finished_titles(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<&'static str>> {
        let language = viewer(ctx)?.language();
        Ok(self.0.finished.iter().map(|kind| words::task(*kind, language)).collect())
    }

    /// How often it did something, as the history counts.
    async fn acts(&self) -> usize {
        self.0.acts
    }

    /// First time.
    async fn first_at(&self) -> DateTime<Utc> {
        self.0.first_at
    }

    /// Last time.
    async fn last_at(&self) -> DateTime<Utc> {
        self.0.last_at
    }
}

/// Everybody who had hands on a case.
pub async fn hands_of(ctx: &Context<'_>, case: i64) -> async_graphql::Result<Vec<CaseHand>> {
    let viewer = viewer(ctx)?;
    let hands = list_people::list(viewer.app(), &viewer.session(), CaseId(case)).await;
    Ok(Loaders::of(ctx)?.found(hands)?.unwrap_or_default().into_iter().map(CaseHand).collect())
}
