//! What a settlement does by itself.

use std::sync::Arc;

use app::{
    App,
    cost_sharing::settlement::{
        deliver::{Delivered, Keep, deliver},
        steps,
    },
};
use temporalio_macros::activities;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use workflows::{
    cost_sharing::contract::{AdvanceSettlement, Advanced, DeliverStatements, EndOrder, EndSettlementCase, Nothing},
    process::StepInput,
};

use crate::{failure::Failure, step::reference};

/// Carries out the contracts of settlements.
pub struct SettlementActivities {
    app: App,
    keep: Keep,
}

impl SettlementActivities {
    pub fn new(app: App, keep: Keep) -> Self {
        Self { app, keep }
    }
}

#[activities]
impl SettlementActivities {
    #[activity(definition = AdvanceSettlement)]
    pub async fn advance_settlement(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Advanced, ActivityError> {
        let advanced = steps::advance(&self.app, &reference(&input)?).await.map_err(Failure::from)?;
        Ok(match advanced {
            steps::Advanced::Outcome(outcome) => Advanced { outcome: Some(outcome), not_before: None },
            steps::Advanced::NotBefore(day) => Advanced { outcome: None, not_before: day },
        })
    }

    #[activity(definition = DeliverStatements)]
    pub async fn deliver_statements(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Advanced, ActivityError> {
        let delivered = deliver(&self.app, &reference(&input)?, &self.keep).await.map_err(Failure::from)?;
        let outcome = (delivered == Delivered::All).then(|| "DELIVERED".to_owned());
        Ok(Advanced { outcome, not_before: None })
    }

    #[activity(definition = EndSettlementCase)]
    pub async fn end_settlement_case(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<EndOrder>,
    ) -> Result<Nothing, ActivityError> {
        steps::end_case(&self.app, &reference(&input)?, input.args.phase).await.map_err(Failure::from)?;
        Ok(Nothing {})
    }
}
