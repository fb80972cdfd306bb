//! How many must sign: a body's own dated rules.

use super::codes::TaskKind;
use crate::cooperation::{Body, Person};
use crate::fault::{UserError, answer};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::scalars::Money;
use crate::viewer::viewer;
use app::tasks::approval_rules::{self, Wanted, approval_rule};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::ids::BodyId;

/// A body's rule that from an amount on several persons must sign.
pub struct ApprovalRule(pub approval_rule::Model);

/// A body's rule that from an amount on several persons must sign.
#[Object]
impl ApprovalRule {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::ApprovalRule, self.0.id)
    }

    /// Whose rule.
    async fn body(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        Loaders::of(ctx)?.body(self.0.body_id).await
    }

    /// For which kind of task.
    async fn kind(&self) -> Option<TaskKind> {
        i16::try_from(self.0.kind).ok().and_then(domain::tasks::TaskKind::from_repr).map(Into::into)
    }

    /// From this gross amount on.
    async fn from_amount(&self) -> Money {
        Money(self.0.from_cents)
    }

    /// So many distinct natural persons must sign.
    async fn signatures_needed(&self) -> i32 {
        self.0.needed
    }

    /// First day; counts for tasks opened from then on.
    async fn valid_from(&self) -> NaiveDate {
        self.0.valid_from
    }

    /// Last day.
    async fn valid_to(&self) -> NaiveDate {
        self.0.valid_to
    }

    /// Where it is written.
    async fn source(&self) -> &str {
        &self.0.source
    }

    /// Who entered it.
    async fn set_by(&self) -> Person {
        self.0.set_by.into()
    }
}

/// Enter a rule of a body you lead.
#[derive(InputObject)]
pub struct AddApprovalRuleInput {
    /// Whose rule.
    body_id: ID,
    /// For which kind of task: `RELEASE_BUDGET` or `RELEASE_ORDER`.
    kind: TaskKind,
    /// From this gross amount on.
    from_amount: Money,
    /// So many distinct natural persons must sign, 2 to 5.
    signatures_needed: i32,
    /// First day, today or later.
    valid_from: NaiveDate,
    /// Last day.
    valid_to: NaiveDate,
    /// Where it is written (Hauptsatzung, Dienstanweisung).
    source: String,
}

/// What entering a rule gave.
#[derive(SimpleObject)]
pub struct AddApprovalRulePayload {
    /// The rule; null when it was refused.
    rule: Option<ApprovalRule>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

async fn all(ctx: &Context<'_>) -> async_graphql::Result<Vec<ApprovalRule>> {
    let viewer = viewer(ctx)?;
    let rules = approval_rules::list(viewer.app(), &viewer.session()).await;
    let rules = Loaders::of(ctx)?.found(rules)?.unwrap_or_default();
    Ok(rules.into_iter().map(ApprovalRule).collect())
}

/// A rule of a body the viewer serves.
pub async fn rule(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<ApprovalRule>> {
    Ok(all(ctx).await?.into_iter().find(|r| r.0.id == number))
}

/// Queries about approval rules.
#[derive(Default)]
pub struct ApprovalQueries;

#[Object]
impl ApprovalQueries {
    /// Rules of your bodies about how many must sign, by body, kind and amount.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn approval_rules(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ApprovalRule>> {
        all(ctx).await
    }
}

/// Verbs on approval rules.
#[derive(Default)]
pub struct ApprovalMutations;

#[Object]
impl ApprovalMutations {
    /// Enters a rule of a body you lead.
    async fn add_approval_rule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The rule.")] input: AddApprovalRuleInput,
    ) -> async_graphql::Result<AddApprovalRulePayload> {
        let viewer = viewer(ctx)?;
        let wanted = Wanted {
            body: BodyId(node::number(Kind::Body, &input.body_id)),
            kind: input.kind.into(),
            from_cents: input.from_amount.0,
            needed: u32::try_from(input.signatures_needed).unwrap_or_default(),
            valid_from: input.valid_from,
            valid_to: input.valid_to,
            source: input.source,
        };
        let added = approval_rules::add(viewer.app(), &viewer.session(), wanted).await;
        Ok(match answer(added, viewer.language())? {
            Ok(row) => AddApprovalRulePayload { rule: Some(ApprovalRule(row)), user_errors: Vec::new() },
            Err(user_errors) => AddApprovalRulePayload { rule: None, user_errors },
        })
    }
}
