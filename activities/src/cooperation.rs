//! What a membership change does by itself.

use std::sync::Arc;

use app::{App, cooperation::membership::steps};
use temporalio_macros::activities;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use workflows::{
    cooperation::contract::{AdvanceMembership, Advanced, EndMembershipCase, EndOrder, Nothing},
    process::StepInput,
};

use crate::{failure::Failure, step::reference};

/// Carries out the contracts of membership changes.
pub struct MembershipActivities {
    app: App,
}

impl MembershipActivities {
    pub fn new(app: App) -> Self {
        Self { app }
    }
}

#[activities]
impl MembershipActivities {
    #[activity(definition = AdvanceMembership)]
    pub async fn advance_membership(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Advanced, ActivityError> {
        let advanced = steps::advance(&self.app, &reference(&input)?).await.map_err(Failure::from)?;
        Ok(match advanced {
            steps::Advanced::Outcome(outcome) => Advanced { outcome: Some(outcome), not_before: None },
            steps::Advanced::NotBefore(day) => Advanced { outcome: None, not_before: Some(day) },
        })
    }

    #[activity(definition = EndMembershipCase)]
    pub async fn end_membership_case(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<EndOrder>,
    ) -> Result<Nothing, ActivityError> {
        steps::end_case(&self.app, &reference(&input)?, input.args.phase).await.map_err(Failure::from)?;
        Ok(Nothing {})
    }
}
