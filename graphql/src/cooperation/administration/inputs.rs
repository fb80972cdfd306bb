//! What the mutations of administration take.

use super::codes::{Category, Comparison, Confidence, Procedure, RuleLimitKind, RulePlace};
use crate::cooperation::{Area, Role};
use crate::scalars::{Money, RowNumber};
use async_graphql::{ID, InputObject};
use chrono::NaiveDate;

/// Add a person.
#[derive(InputObject)]
pub struct CreatePersonInput {
    /// The body that shall know it.
    pub body_id: ID,
    /// Sign-in name: the subject of its token.
    pub subject: String,
    /// Name people read.
    pub display_name: String,
    /// For notifications.
    pub email: Option<String>,
}

/// Take every right for a body from a person.
#[derive(InputObject)]
pub struct DeactivatePersonInput {
    /// For which body.
    pub body_id: ID,
    /// Who.
    pub person_id: ID,
}

/// Grant a right.
#[derive(InputObject)]
pub struct GrantRoleInput {
    /// For which body.
    pub body_id: ID,
    /// To whom; never to yourself.
    pub person_id: ID,
    /// As what.
    pub role: Role,
    /// In which field of work.
    pub area: Area,
    /// First day, today at the earliest.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
}

/// End a right.
#[derive(InputObject)]
pub struct RevokeRoleInput {
    /// Of which body.
    pub body_id: ID,
    /// Number of the right.
    pub grant: RowNumber,
    /// Last day it counts; left out: it ends at once.
    pub last_on: Option<NaiveDate>,
}

/// Set or end a written power to order payments.
#[derive(InputObject)]
pub struct SetOrderingLimitInput {
    /// For which body.
    pub body_id: ID,
    /// Whose; never your own.
    pub person_id: ID,
    /// Up to this gross amount; left out: the power ends.
    pub limit: Option<Money>,
    /// First day of the new limit, or first day without one.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
}

/// Change the master data of a body.
#[derive(InputObject)]
pub struct ChangeBodyInput {
    /// Which.
    pub body_id: ID,
    /// Official name.
    pub name: String,
    /// Inhabitants.
    pub population: RowNumber,
    /// Day they were counted for.
    pub population_on: NaiveDate,
    /// The body whose office acts for it; left out: its own.
    pub office_body_id: Option<ID>,
}

/// Change name and leading body of a cooperation.
#[derive(InputObject)]
pub struct ChangeCooperationInput {
    /// Which.
    pub cooperation_id: ID,
    /// Name.
    pub name: String,
    /// The member that leads it.
    pub lead_body_id: Option<ID>,
}

/// Add a member to a cooperation.
#[derive(InputObject)]
pub struct AddMemberInput {
    /// To which.
    pub cooperation_id: ID,
    /// The body that joins.
    pub body_id: ID,
    /// First day, today at the earliest.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// The resolution it rests on.
    pub source: String,
}

/// End a membership.
#[derive(InputObject)]
pub struct EndMembershipInput {
    /// Of which cooperation.
    pub cooperation_id: ID,
    /// Whose.
    pub body_id: ID,
    /// Last day, today at the earliest.
    pub last_on: NaiveDate,
    /// The resolution it rests on.
    pub source: String,
}

/// Propose a rule.
#[derive(InputObject)]
pub struct ProposeRuleInput {
    /// For which body.
    pub body_id: ID,
    /// Where it holds.
    pub place: RulePlace,
    /// What is bought.
    pub category: Category,
    /// The procedure it allows.
    pub procedure: Procedure,
    /// Against which value an estimate is held.
    pub limit_kind: RuleLimitKind,
    /// The amount, net; needed for `AMOUNT`.
    pub limit: Option<Money>,
    /// How the estimate is held against it.
    pub comparison: Comparison,
    /// Firms to be asked at least.
    pub min_invited: Option<u32>,
    /// Whether the firms asked must change.
    pub rotate: bool,
    /// First day, today at the earliest.
    pub valid_from: NaiveDate,
    /// Last day; left out: open.
    pub valid_to: Option<NaiveDate>,
    /// Where the figure comes from.
    pub source: String,
    /// How far you verified it.
    pub confidence: Confidence,
}

/// Propose that a rule ends.
#[derive(InputObject)]
pub struct ProposeRuleEndInput {
    /// For which body.
    pub body_id: ID,
    /// Key of the rule.
    pub key: String,
    /// Its last day, today at the earliest.
    pub last_on: NaiveDate,
    /// What that rests on.
    pub source: String,
}

/// Decide about a proposal.
#[derive(InputObject)]
pub struct DecideRuleChangeInput {
    /// Of which body.
    pub body_id: ID,
    /// Number of the proposal.
    pub change: RowNumber,
    /// True: it shall hold, as a second person says; false: rejected or taken back.
    pub confirm: bool,
}
