//! Proposing and deciding changes of a body's rules.

use super::codes::{RuleLimitKind, RulePlace};
use super::inputs::{DecideRuleChangeInput, ProposeRuleEndInput, ProposeRuleInput};
use super::mutations::{AdministrationPayload, body};
use crate::fault::{UserError, answer};
use crate::scalars::RowNumber;
use crate::viewer::viewer;
use app::procurement::change_rules::{self, NewRule};
use async_graphql::{Context, Object, SimpleObject};
use domain::procurement::rules::Limit;

/// What proposing gave.
#[derive(SimpleObject)]
pub struct ProposeRulePayload {
    /// Number of the proposal; null when it was refused.
    change: Option<RowNumber>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

impl ProposeRulePayload {
    fn of(answered: Result<i64, Vec<UserError>>) -> Self {
        match answered {
            Ok(number) => Self { change: Some(RowNumber(number)), user_errors: Vec::new() },
            Err(user_errors) => Self { change: None, user_errors },
        }
    }
}

/// Changes of a body's rules: two leads only.
#[derive(Default)]
pub struct RuleMutations;

#[Object]
impl RuleMutations {
    /// Proposes a rule; it holds once a second person confirmed it.
    async fn propose_rule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The rule.")] input: ProposeRuleInput,
    ) -> async_graphql::Result<ProposeRulePayload> {
        let viewer = viewer(ctx)?;
        let limit = match input.limit_kind {
            // without an amount there is none to hold an estimate against: refused by the rule
            RuleLimitKind::Amount => Limit::Cents(input.limit.map_or(-1, |money| money.0)),
            RuleLimitKind::EuThreshold => Limit::EuThreshold,
            RuleLimitKind::None => Limit::None,
            RuleLimitKind::OwnStatute => Limit::OwnStatute,
        };
        let new = NewRule {
            union: input.place == RulePlace::Eu,
            category: input.category.into(),
            procedure: input.procedure.into(),
            limit,
            comparison: input.comparison.into(),
            min_invited: input.min_invited,
            rotate: input.rotate,
            valid_from: input.valid_from,
            valid_to: input.valid_to,
            source: input.source,
            confidence: input.confidence.into(),
        };
        let made = change_rules::propose(viewer.app(), &viewer.session(), body(&input.body_id), new).await;
        Ok(ProposeRulePayload::of(answer(made, viewer.language())?))
    }

    /// Proposes that a rule ends; it does once a second person confirmed it.
    async fn propose_rule_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The rule and its last day.")] input: ProposeRuleEndInput,
    ) -> async_graphql::Result<ProposeRulePayload> {
        let viewer = viewer(ctx)?;
        let (session, body) = (viewer.session(), body(&input.body_id));
        let made =
            change_rules::propose_end(viewer.app(), &session, body, &input.key, input.last_on, &input.source).await;
        Ok(ProposeRulePayload::of(answer(made, viewer.language())?))
    }

    /// Decides about a proposal; to confirm it takes another person than the one who proposed.
    async fn decide_rule_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The decision.")] input: DecideRuleChangeInput,
    ) -> async_graphql::Result<AdministrationPayload> {
        let viewer = viewer(ctx)?;
        let (session, body) = (viewer.session(), body(&input.body_id));
        let done = change_rules::decide(viewer.app(), &session, body, input.change.0, input.confirm).await;
        Ok(AdministrationPayload::of(answer(done, viewer.language())?))
    }
}
