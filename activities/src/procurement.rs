//! What the procurement does by itself.

use std::sync::Arc;

use app::{App, procurement::steps};
use temporalio_macros::activities;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use workflows::{
    process::StepInput,
    procurement::contract::{BookCost, EndCase, EndOrder, MatchInvoice, Nothing, Verdict},
};

use crate::{failure::Failure, step::reference};

/// Carries out the procurement's contracts.
pub struct ProcurementActivities {
    app: App,
}

impl ProcurementActivities {
    pub fn new(app: App) -> Self {
        Self { app }
    }
}

#[activities]
impl ProcurementActivities {
    #[activity(definition = MatchInvoice)]
    pub async fn match_invoice(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Verdict, ActivityError> {
        let outcome = steps::match_invoice(&self.app, &reference(&input)?).await.map_err(Failure::from)?;
        Ok(Verdict { outcome })
    }

    #[activity(definition = BookCost)]
    pub async fn book_cost(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<Nothing>,
    ) -> Result<Verdict, ActivityError> {
        let outcome = steps::book_cost(&self.app, &reference(&input)?).await.map_err(Failure::from)?;
        Ok(Verdict { outcome })
    }

    #[activity(definition = EndCase)]
    pub async fn end_case(
        self: Arc<Self>,
        _: ActivityContext,
        input: StepInput<EndOrder>,
    ) -> Result<Nothing, ActivityError> {
        steps::end_case(&self.app, &reference(&input)?, input.args.phase).await.map_err(Failure::from)?;
        Ok(Nothing {})
    }
}
