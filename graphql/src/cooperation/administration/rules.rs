//! Rules of procurement law as a body has them, and proposals to change them.

use super::codes::{Category, ChangeKind, Comparison, Confidence, Procedure, RuleChangeState, RuleLimitKind};
use crate::cooperation::Person;
use crate::scalars::{Money, RowNumber};
use crate::viewer::viewer;
use crate::words;
use app::procurement::change_rules::{Proposal, Shown};
use async_graphql::{Context, Object};
use chrono::{DateTime, NaiveDate, Utc};
use domain::procurement::rules::{Confidence as DomainConfidence, Limit};

/// One dated rule with its source.
pub struct RuleRecord(pub Shown);

/// One dated rule with its source.
#[Object]
impl RuleRecord {
    /// Names it, to end it by.
    async fn key(&self) -> String {
        self.0.rule.key()
    }

    /// `EU`, or the code of the Land.
    async fn place(&self) -> String {
        self.0.rule.place.to_string()
    }

    /// What is bought.
    async fn category(&self) -> Category {
        self.0.rule.category.into()
    }

    /// The procedure it allows.
    async fn procedure(&self) -> Procedure {
        self.0.rule.procedure.into()
    }

    /// That in words.
    async fn procedure_title(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        let language = viewer(ctx)?.language();
        Ok(words::procedure(&self.0.rule.procedure.to_string(), language).to_owned())
    }

    /// Against which value an estimate is held.
    async fn limit_kind(&self) -> RuleLimitKind {
        match self.0.rule.limit {
            Limit::Cents(_) => RuleLimitKind::Amount,
            Limit::EuThreshold => RuleLimitKind::EuThreshold,
            Limit::None => RuleLimitKind::None,
            Limit::OwnStatute => RuleLimitKind::OwnStatute,
        }
    }

    /// The amount, net; null: another kind of limit.
    async fn limit(&self) -> Option<Money> {
        if let Limit::Cents(cents) = self.0.rule.limit { Some(Money(cents)) } else { None }
    }

    /// How the estimate is held against it.
    async fn comparison(&self) -> Comparison {
        self.0.rule.comparison.into()
    }

    /// Firms to be asked at least; null: everybody may bid.
    async fn min_invited(&self) -> Option<u32> {
        self.0.rule.min_invited
    }

    /// Whether the firms asked must change.
    async fn rotate(&self) -> bool {
        self.0.rule.rotate
    }

    /// First day.
    async fn valid_from(&self) -> NaiveDate {
        self.0.rule.valid_from
    }

    /// Last day; null: open.
    async fn valid_to(&self) -> Option<NaiveDate> {
        self.0.rule.valid_to
    }

    /// Whether it holds today.
    async fn holds_today(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(self.0.rule.is_valid_on(viewer(ctx)?.session().today()))
    }

    /// Where the figure comes from.
    async fn source(&self) -> &str {
        &self.0.rule.source
    }

    /// How far it was verified.
    async fn confidence(&self) -> Confidence {
        self.0.rule.confidence.into()
    }

    /// Whether nobody has confirmed the figure yet.
    async fn unconfirmed(&self) -> bool {
        self.0.rule.confidence == DomainConfidence::Unconfirmed
    }

    /// Whether the body's administrators added it.
    async fn own(&self) -> bool {
        self.0.own
    }
}

/// A proposal to change the rules of a body.
pub struct RuleChange(pub Proposal);

/// A proposal to change the rules of a body.
#[Object]
impl RuleChange {
    /// Its number, to decide about it by.
    async fn number(&self) -> RowNumber {
        RowNumber(self.0.row.id)
    }

    /// What it does.
    async fn kind(&self) -> Option<ChangeKind> {
        self.0.row.kind.parse::<domain::procurement::rules::ChangeKind>().ok().map(Into::into)
    }

    /// The rule added, or the one that ends.
    async fn rule(&self) -> RuleRecord {
        RuleRecord(Shown { rule: self.0.rule.clone(), own: self.0.row.kind == "ADD" })
    }

    /// Last day of a rule that ends.
    async fn last_on(&self) -> Option<NaiveDate> {
        self.0.row.last_on
    }

    /// What it rests on.
    async fn source(&self) -> &str {
        &self.0.row.source
    }

    /// Where it stands.
    async fn state(&self) -> RuleChangeState {
        match self.0.row.state.as_str() {
            "CONFIRMED" => RuleChangeState::Confirmed,
            "REJECTED" => RuleChangeState::Rejected,
            _ => RuleChangeState::Proposed,
        }
    }

    /// Who proposed it.
    async fn proposed_by(&self) -> Person {
        self.0.row.proposed_by.into()
    }

    /// When.
    async fn proposed_at(&self) -> DateTime<Utc> {
        self.0.row.proposed_at
    }

    /// Who decided; null: nobody yet.
    async fn decided_by(&self) -> Option<Person> {
        self.0.row.decided_by.map(Into::into)
    }

    /// When.
    async fn decided_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.decided_at
    }
}
