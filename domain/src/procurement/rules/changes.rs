//! Changes that a body's administrators make to the rules Verbund comes with: a record more, or a record that ends.
//!
//! What must stay true: the records that come out do not contradict each other; a record is ended, never altered, so
//! that cases which pinned it keep it.

use super::{Error, Rule, RuleSet};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a change does.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::EnumString, strum::IntoStaticStr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeKind {
    /// A record is added.
    Add,
    /// A record gets its last day.
    End,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub kind: ChangeKind,
    /// The record added, or the one that ends.
    pub rule: Rule,
    /// Last day of a record that ends.
    pub last_on: Option<NaiveDate>,
}

impl Rule {
    /// Names a record for people and links: place, category, procedure, first day.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}/{}/{}/{}", self.place, self.buyer_kind, self.category, self.procedure, self.valid_from)
    }
}

impl RuleSet {
    /// The set after these changes, in their order.
    ///
    /// # Errors
    /// [`Error::NotThere`] when a record to end is not in the set; otherwise the first contradiction found.
    pub fn with_changes<'a>(&self, changes: impl IntoIterator<Item = &'a Change>) -> Result<Self, Error> {
        let mut rules = self.rules().to_vec();
        for change in changes {
            match change.kind {
                ChangeKind::Add => rules.push(change.rule.clone()),
                ChangeKind::End => {
                    let key = change.rule.key();
                    let ending = rules.iter_mut().find(|r| r.key() == key).ok_or(Error::NotThere)?;
                    ending.valid_to = change.last_on;
                }
            }
        }
        Self::new(rules)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::cooperation::Land;
    use crate::procurement::regime::{BuyerKind, Category, Procedure};
    use crate::procurement::rules::{Limit, Place};
    use proptest::prelude::*;

    fn direct_order() -> Rule {
        let fits = |r: &&Rule| {
            r.place == Place::Land(Land::Rp)
                && r.buyer_kind == BuyerKind::Municipal
                && r.category == Category::SuppliesServices
                && r.procedure == Procedure::DirectOrder
                && r.valid_to.is_none()
        };
        RuleSet::builtin().rules().iter().find(fits).cloned().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ended(last: &str) -> Change {
        Change { kind: ChangeKind::End, rule: direct_order(), last_on: Some(day(last)) }
    }

    fn lower_from(first: &str) -> Change {
        let rule = Rule { limit: Limit::Cents(100_000), valid_from: day(first), ..direct_order() };
        Change { kind: ChangeKind::Add, rule, last_on: None }
    }

    #[test]
    fn a_body_replaces_a_limit_by_ending_the_old_one_and_adding_its_own() {
        let set = RuleSet::builtin().with_changes([&ended("2026-12-31"), &lower_from("2027-01-01")]).unwrap();
        let on = |text| {
            let pinned = set.pinned(Land::Rp, BuyerKind::Municipal, day(text));
            let all = pinned.rules().iter().cloned();
            all.filter(|r| r.procedure == Procedure::DirectOrder && r.category == Category::SuppliesServices)
                .collect::<Vec<_>>()
        };
        assert_eq!(on("2026-12-31").iter().map(|r| r.limit).collect::<Vec<_>>(), [direct_order().limit]);
        assert_eq!(on("2027-01-01").iter().map(|r| r.limit).collect::<Vec<_>>(), [Limit::Cents(100_000)]);
    }

    #[test]
    fn two_limits_for_one_day_are_refused() {
        let refused = RuleSet::builtin().with_changes([&lower_from("2027-01-01")]).unwrap_err();
        assert_eq!(refused.code(), "RULES_OVERLAP");
    }

    #[test]
    fn what_is_not_there_cannot_end() {
        let mut change = ended("2026-12-31");
        change.rule.valid_from = day("2001-01-01");
        assert_eq!(RuleSet::builtin().with_changes([&change]).unwrap_err().code(), "RULE_NOT_THERE");
    }

    proptest! {
        #[test]
        fn a_change_never_alters_what_holds_before_it(last in 0i64..1000, probe in 0i64..1000) {
            let start = day("2026-01-01");
            let (last, probe) = (start + chrono::Days::new(last.unsigned_abs()), start + chrono::Days::new(probe.unsigned_abs()));
            prop_assume!(last >= direct_order().valid_from);
            let change = Change { kind: ChangeKind::End, rule: direct_order(), last_on: Some(last) };
            let set = RuleSet::builtin().with_changes([&change]).unwrap();
            let before = RuleSet::builtin().valid_on(probe).rules().len();
            prop_assert_eq!(set.valid_on(probe).rules().len(), if probe <= last { before } else { before - 1 });
        }
    }
}
