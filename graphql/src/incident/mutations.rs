//! Deciding about incidents, one or many.

use super::types::{Incident, one};
use crate::fault::{UserError, answer, salt};
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::engine::resolve_incidents::{self, Decision};
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use domain::ids::IncidentId;

/// Most incidents of one call.
const MOST: usize = 100;

/// What to do about an incident.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::wake::Resolution")]
pub enum Resolution {
    /// Try the step again.
    Retry,
    /// Leave the step out; a reason is required.
    Skip,
    /// End the case; a reason is required.
    Abort,
}

/// Decide about incidents.
#[derive(InputObject)]
pub struct ResolveIncidentsInput {
    /// The incidents, 1 to 100.
    ids: Vec<ID>,
    /// What to do.
    resolution: Resolution,
    /// Why; needed to skip or abort, kept in the journal.
    reason: Option<String>,
}

/// What deciding gave: each incident stands for itself.
#[derive(SimpleObject)]
pub struct ResolveIncidentsPayload {
    /// The incidents as they stand now, in the order sent, without those you may not see.
    incidents: Vec<Incident>,
    /// What was refused; `field` names the place in `ids`, such as `ids/0`.
    user_errors: Vec<UserError>,
}

/// Deciding about incidents.
#[derive(Default)]
pub struct IncidentMutations;

#[Object]
impl IncidentMutations {
    /// Tries again, leaves out, or ends; operators and leads only.
    #[graphql(complexity = "input.ids.len() * child_complexity + 1")]
    async fn resolve_incidents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to decide.")] input: ResolveIncidentsInput,
    ) -> async_graphql::Result<ResolveIncidentsPayload> {
        let viewer = viewer(ctx)?;
        let language = viewer.language();
        let wrong = match input.ids.len() {
            0 => Some("NOTHING_CHOSEN"),
            n if n > MOST => Some("TOO_MANY"),
            _ => None,
        };
        if let Some(code) = wrong {
            return Ok(ResolveIncidentsPayload {
                incidents: Vec::new(),
                user_errors: vec![UserError::new(Some("ids"), code, language)],
            });
        }
        let ids: Vec<_> = input.ids.iter().map(|id| IncidentId(node::number(Kind::Incident, id))).collect();
        let decision =
            Decision { resolution: input.resolution.into(), reason: input.reason.as_deref(), salt: salt(language)? };
        let decided = resolve_incidents::resolve(viewer.app(), &viewer.session(), &ids, &decision).await;
        let refusals = match answer(decided, language)? {
            Ok(refusals) => refusals,
            Err(user_errors) => return Ok(ResolveIncidentsPayload { incidents: Vec::new(), user_errors }),
        };
        let blame = |(id, refusal)| {
            let place = ids.iter().position(|known| *known == id).unwrap_or_default();
            UserError { field: Some(format!("ids/{place}")), ..UserError::of(refusal, language) }
        };
        let user_errors = refusals.iter().map(|(id, refusal)| blame((*id, refusal))).collect();
        let mut incidents = Vec::with_capacity(ids.len());
        for id in &ids {
            incidents.extend(one(ctx, id.0).await?);
        }
        Ok(ResolveIncidentsPayload { incidents, user_errors })
    }
}
