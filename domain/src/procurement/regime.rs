//! Which law applies to an estimate and which procedures it leaves: the choice by dated records.
//!
//! Must stay true: national limits are met by ≤, thresholds of the Union by ≥ (§ 106(1) GWB); nothing is
//! allowed that no record of the day allows; every answer names the records it rests on.
//! Sources: handbook 2.1, 3.1, 4; § 8 UVgO; § 14 VgV.

use super::rules::{Confidence, Limit, Place, Rule, RuleSet};
use crate::cooperation::Land;
use crate::money;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoEnumIterator;

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
            strum::Display, strum::EnumString, strum::EnumIter, strum::IntoStaticStr,
        )]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        #[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }
    };
}

closed_list! {
    /// Ways to a contract. The order is the order in which they are offered: national from the lightest, then the Union's.
    Procedure {
        /// Direktauftrag (§ 14 UVgO, § 3a(4) VOB/A).
        DirectOrder,
        /// Verhandlungsvergabe; for works Freihändige Vergabe.
        NegotiatedAward,
        /// Beschränkte Ausschreibung without competition for participation.
        RestrictedCall,
        /// Öffentliche Ausschreibung.
        PublicCall,
        /// Beschränkte Ausschreibung with competition for participation (Teilnahmewettbewerb, TNW).
        RestrictedCallTnw,
        /// Offenes Verfahren.
        Open,
        /// Nicht offenes Verfahren.
        Restricted,
        /// Verhandlungsverfahren with TNW.
        NegotiatedTnw,
        /// Wettbewerblicher Dialog.
        CompetitiveDialogue,
        /// Innovationspartnerschaft.
        InnovationPartnership,
    }
}

closed_list! {
    /// What is bought, as far as limits differ.
    Category {
        /// Supplies and services (UVgO, VgV).
        SuppliesServices,
        /// Works (VOB/A).
        Works,
        /// Works for housing, where a Land sets limits of its own; otherwise as works.
        WorksHousing,
        /// Social and other special services (§ 130 GWB); below the threshold as services.
        SocialServices,
        /// Concessions (§ 105 GWB).
        Concessions,
    }
}

closed_list! {
    /// Who buys, as far as limits differ.
    BuyerKind {
        /// Municipality, association of municipalities, county, or their office.
        Municipal,
        /// The Land and its bodies.
        State,
        /// The federation's bodies below the ministries.
        Federal,
        /// Federal Chancellery and federal ministries (§ 106(2) no. 1 GWB).
        FederalTop,
        /// Sector entity (§ 100 GWB): water, energy, transport.
        Sector,
    }
}

closed_list! {
    /// Which law applies.
    Regime {
        /// Below the threshold: budget law of the place.
        National,
        /// From the threshold: part 4 GWB, VgV, VOB/A EU.
        Eu,
    }
}

impl Category {
    /// Whose record answers in `place` when there is none of its own. For the Union social services are
    /// never plain services: their threshold is another.
    const fn falls_back_to(self, place: Place) -> Option<Self> {
        match (self, place) {
            (Self::WorksHousing, _) => Some(Self::Works),
            (Self::SocialServices, Place::Eu) => None,
            (Self::SocialServices, _) => Some(Self::SuppliesServices),
            (Self::SuppliesServices | Self::Works | Self::Concessions, _) => None,
        }
    }
}

impl BuyerKind {
    /// Whose national records bind this buyer.
    #[must_use]
    pub const fn place(self, land: Land) -> Place {
        match self {
            Self::Federal | Self::FederalTop => Place::Federation,
            Self::Municipal | Self::State | Self::Sector => Place::Land(land),
        }
    }
}

/// A record that took part in the answer, with the limit as it counted that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleRef {
    /// Which procedure it allows or would have allowed.
    pub procedure: Procedure,
    /// As stored.
    pub limit: Limit,
    /// In cents, the Union's threshold put in; `None` without a value limit.
    pub limit_cents: Option<i64>,
    /// Whether the estimate meets it.
    pub met: bool,
    /// How many firms are asked at least; `None` when everybody may bid.
    pub min_invited: Option<u32>,
    /// Whether the firms asked must change.
    pub rotate: bool,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, included.
    pub valid_to: Option<NaiveDate>,
    /// Where the figure comes from.
    pub source: String,
    /// How far it was verified.
    pub confidence: Confidence,
}

/// What the law leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// Which law applies.
    pub regime: Regime,
    /// Free to choose, lightest first.
    pub allowed: Vec<Procedure>,
    /// Possible only when a ground of the law is stated (§ 8(3), (4) UVgO; § 14(3) VgV).
    pub with_ground: Vec<Procedure>,
    /// The records held against the estimate: national ones first, then the threshold.
    pub rules: Vec<RuleRef>,
}

impl Choice {
    /// The record that allows `procedure` here, if one does.
    #[must_use]
    pub fn rule_for(&self, procedure: Procedure) -> Option<&RuleRef> {
        self.rules.iter().find(|rule| rule.met && rule.procedure == procedure)
    }
}

/// Why there is no choice to offer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No record for the day and place: a person decides, nothing is guessed.
    #[error("no rule for {category} bought by {buyer_kind} in {place} on {start}{}", hint(.left_to))]
    NoRule {
        /// Whose record is missing.
        place: Place,
        /// For whom.
        buyer_kind: BuyerKind,
        /// For what.
        category: Category,
        /// For which day.
        start: NaiveDate,
        /// The record that leaves the matter to the body's own statute, if that is the reason.
        left_to: Option<String>,
    },
    /// The estimate is negative or absurd.
    #[error("estimate: {0}")]
    Estimate(#[from] money::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoRule { .. } => "NO_RULE",
            Self::Estimate(error) => error.code(),
        }
    }
}

fn hint(left_to: &Option<String>) -> String {
    left_to.as_ref().map_or_else(String::new, |source| format!(" (left to {source})"))
}

/// Which law applies and which procedures it leaves for an estimate (net, § 3 VgV) on the day the procedure
/// starts (§ 3(3) VgV). `rules` may be the whole set or what a case pinned.
///
/// # Errors
/// [`Error::NoRule`], also when records exist but none of them allows anything; [`Error::Estimate`].
pub fn choose(
    rules: &RuleSet,
    land: Land,
    buyer_kind: BuyerKind,
    category: Category,
    estimate_net_cents: i64,
    start: NaiveDate,
) -> Result<Choice, Error> {
    let question = Question { rules, place: buyer_kind.place(land), buyer_kind, category, start };
    let estimate = money::checked(estimate_net_cents)?;
    let union = question.union()?;
    if union.iter().any(|rule| meets(rule, estimate, None)) {
        return Ok(answer(Regime::Eu, union.iter().map(|rule| reference(rule, estimate, None)).collect()));
    }
    let threshold = union.iter().filter_map(|rule| cents(rule, None)).min();
    let national = question.records(question.place);
    let mut refs: Vec<_> = national.iter().map(|rule| reference(rule, estimate, threshold)).collect();
    if !refs.iter().any(|rule| rule.met) {
        let own = national.iter().find(|rule| rule.limit == Limit::OwnStatute);
        return Err(question.no_rule(question.place, own.map(|rule| rule.source.clone())));
    }
    refs.extend(union.first().map(|rule| reference(rule, estimate, None)));
    Ok(answer(Regime::National, refs))
}

/// Which law applies, when nothing else is asked.
///
/// # Errors
/// As [`choose`], but the Land's records are not needed.
pub fn regime_only(
    rules: &RuleSet,
    buyer_kind: BuyerKind,
    category: Category,
    estimate_net_cents: i64,
    start: NaiveDate,
) -> Result<Regime, Error> {
    let estimate = money::checked(estimate_net_cents)?;
    let union = Question { rules, place: Place::Eu, buyer_kind, category, start }.union()?;
    Ok(if union.iter().any(|rule| meets(rule, estimate, None)) { Regime::Eu } else { Regime::National })
}

struct Question<'a> {
    rules: &'a RuleSet,
    place: Place,
    buyer_kind: BuyerKind,
    category: Category,
    start: NaiveDate,
}

impl<'a> Question<'a> {
    /// At most one record per procedure, in the order of [`Procedure`]: that of the category itself before
    /// that of the category it falls back to.
    fn records(&self, place: Place) -> Vec<&'a Rule> {
        let of = |category: Category, procedure: Procedure| {
            self.rules.rules().iter().find(|rule| {
                rule.place == place
                    && rule.buyer_kind == self.buyer_kind
                    && rule.category == category
                    && rule.procedure == procedure
                    && rule.is_valid_on(self.start)
            })
        };
        let other = self.category.falls_back_to(place);
        Procedure::iter()
            .filter_map(|procedure| {
                of(self.category, procedure).or_else(|| other.and_then(|category| of(category, procedure)))
            })
            .collect()
    }

    /// The Union's records; without them not even the regime is known.
    fn union(&self) -> Result<Vec<&'a Rule>, Error> {
        let found = self.records(Place::Eu);
        if found.is_empty() { Err(self.no_rule(Place::Eu, None)) } else { Ok(found) }
    }

    fn no_rule(&self, place: Place, left_to: Option<String>) -> Error {
        Error::NoRule { place, buyer_kind: self.buyer_kind, category: self.category, start: self.start, left_to }
    }
}

/// Sorts what the records said into free, with a ground, and out of reach.
fn answer(regime: Regime, rules: Vec<RuleRef>) -> Choice {
    let allowed: Vec<_> =
        rules.iter().filter(|rule| rule.met && regime.knows(rule.procedure)).map(|rule| rule.procedure).collect();
    let with_ground = Procedure::iter()
        .filter(|procedure| {
            regime.knows(*procedure) && *procedure != Procedure::DirectOrder && !allowed.contains(procedure)
        })
        .collect();
    Choice { regime, allowed, with_ground, rules }
}

impl Regime {
    /// Whether `procedure` is one of this law's.
    const fn knows(self, procedure: Procedure) -> bool {
        use Procedure::{DirectOrder, NegotiatedAward, PublicCall, RestrictedCall, RestrictedCallTnw};
        let national =
            matches!(procedure, DirectOrder | NegotiatedAward | RestrictedCall | PublicCall | RestrictedCallTnw);
        matches!(self, Self::National) == national
    }
}

fn cents(rule: &Rule, threshold: Option<i64>) -> Option<i64> {
    match rule.limit {
        Limit::Cents(cents) => Some(cents),
        Limit::EuThreshold => threshold,
        Limit::None | Limit::OwnStatute => None,
    }
}

fn meets(rule: &Rule, estimate: i64, threshold: Option<i64>) -> bool {
    match rule.limit {
        Limit::None => true,
        Limit::OwnStatute => false,
        Limit::Cents(_) | Limit::EuThreshold => {
            cents(rule, threshold).is_some_and(|limit| rule.comparison.holds(estimate, limit))
        }
    }
}

fn reference(rule: &Rule, estimate: i64, threshold: Option<i64>) -> RuleRef {
    RuleRef {
        procedure: rule.procedure,
        limit: rule.limit,
        limit_cents: cents(rule, threshold),
        met: meets(rule, estimate, threshold),
        min_invited: rule.min_invited,
        rotate: rule.rotate,
        valid_from: rule.valid_from,
        valid_to: rule.valid_to,
        source: rule.source.clone(),
        confidence: rule.confidence,
    }
}

#[cfg(test)]
#[path = "regime_tests.rs"]
mod tests;
