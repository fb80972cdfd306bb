//! Award criteria: drafted, then frozen before publication, then immutable but for a correction notice.
//!
//! Sources: § 127 GWB, § 58 VgV, handbook 3.3 no. 3. The freezing is a type: a [`Draft`] cannot be published and
//! [`Frozen`] has no way back; a correction makes a new `Frozen` that names the notice.

use super::scoring::{Exact, Matrix};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How much a criterion counts among the performance criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Weight {
    /// A fixed share, 0 to 1.
    Share(Exact),
    /// A published range of reasonable width (§ 58(3) VgV, second sentence).
    Range(Exact, Exact),
    /// No weight is possible for objective reasons: place in descending order, from 1 (third sentence).
    Order(u16),
}

/// One award criterion besides the price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Criterion {
    /// Its name in the documents.
    pub name: String,
    /// How it is linked to the subject of the contract (§ 127(3) GWB).
    pub link_to_subject: String,
    /// How much it counts.
    pub weight: Weight,
    /// Points below which a bid is excluded.
    pub minimum_points: Option<Exact>,
}

/// Criteria that can still be changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// Criteria besides the price; none where the price alone decides.
    pub criteria: Vec<Criterion>,
    /// Formula, scale, rounding, ties.
    pub matrix: Option<Matrix>,
    /// Why there are no weights, where [`Weight::Order`] is used.
    pub reason_without_weights: Option<String>,
}

/// Criteria as published. No field can be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
    criteria: Vec<Criterion>,
    matrix: Matrix,
    reason_without_weights: Option<String>,
    version: u16,
    correction_notice: Option<String>,
}

/// Why criteria cannot be frozen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Formula, rounding or tie rule are missing.
    #[error("choose the formula with rounding and rule for ties first")]
    MatrixMissing,
    /// Without a name, or twice the same.
    #[error("a criterion has no name, or two have the same")]
    NameMissingOrTwice,
    /// § 127(3) GWB.
    #[error("criterion {name:?} is not linked to the subject of the contract")]
    NotLinked {
        /// Which.
        name: String,
    },
    /// Shares do not make a whole, or ranges cannot.
    #[error("the weights of the criteria cannot add up to 1")]
    CriterionWeights,
    /// Ranks without the reason the law asks for.
    #[error("an order instead of weights needs objective reasons, stated in text, and all ranks from 1")]
    OrderWithoutReason,
    /// A correction without its notice.
    #[error("a correction names the notice that publishes it")]
    CorrectionWithoutNotice,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MatrixMissing => "MATRIX_MISSING",
            Self::NameMissingOrTwice => "CRITERION_NAME_INVALID",
            Self::NotLinked { .. } => "CRITERION_NOT_LINKED",
            Self::CriterionWeights => "CRITERION_WEIGHTS_INVALID",
            Self::OrderWithoutReason => "CRITERIA_ORDER_WITHOUT_REASON",
            Self::CorrectionWithoutNotice => "CORRECTION_WITHOUT_NOTICE",
        }
    }
}

impl Draft {
    /// Freezes the criteria; the draft is gone.
    ///
    /// # Errors
    /// What is missing.
    pub fn freeze(self) -> Result<Frozen, Error> {
        let mut names = BTreeSet::new();
        for criterion in &self.criteria {
            if criterion.name.trim().is_empty() || !names.insert(criterion.name.trim()) {
                return Err(Error::NameMissingOrTwice);
            }
            if criterion.link_to_subject.trim().is_empty() {
                return Err(Error::NotLinked { name: criterion.name.clone() });
            }
        }
        self.check_weights()?;
        let Self { criteria, matrix, reason_without_weights } = self;
        let matrix = matrix.ok_or(Error::MatrixMissing)?;
        Ok(Frozen { criteria, matrix, reason_without_weights, version: 1, correction_notice: None })
    }

    fn check_weights(&self) -> Result<(), Error> {
        if self.criteria.is_empty() {
            return Ok(());
        }
        let zero = Exact::whole(0);
        let one = Exact::whole(1);
        let (mut low, mut high, mut ranks) = (zero.clone(), zero.clone(), Vec::new());
        for criterion in &self.criteria {
            let (from, to) = match &criterion.weight {
                Weight::Share(share) => (share, share),
                Weight::Range(from, to) => (from, to),
                Weight::Order(rank) => {
                    ranks.push(*rank);
                    continue;
                }
            };
            if *from < zero || from > to || *to > one {
                return Err(Error::CriterionWeights);
            }
            low = low.plus(from);
            high = high.plus(to);
        }
        if ranks.is_empty() {
            return if low <= one && one <= high { Ok(()) } else { Err(Error::CriterionWeights) };
        }
        ranks.sort_unstable();
        let reasoned = self.reason_without_weights.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        let complete =
            ranks.len() == self.criteria.len() && (1..).zip(&ranks).all(|(nth, rank): (u16, _)| nth == *rank);
        if reasoned && complete { Ok(()) } else { Err(Error::OrderWithoutReason) }
    }
}

impl Frozen {
    /// The criteria besides the price.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// Formula, scale, rounding, ties.
    #[must_use]
    pub const fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// 1 for the first publication, one more with each correction.
    #[must_use]
    pub const fn version(&self) -> u16 {
        self.version
    }

    /// The notice that published this version, from the second on.
    #[must_use]
    pub fn correction_notice(&self) -> Option<&str> {
        self.correction_notice.as_deref()
    }

    /// Reasons for not giving weights; one of the twelve contents of the award report.
    #[must_use]
    pub fn reason_without_weights(&self) -> Option<&str> {
        self.reason_without_weights.as_deref()
    }

    /// A copy to change for a correction. It becomes valid by [`Frozen::corrected`] only.
    #[must_use]
    pub fn to_draft(&self) -> Draft {
        Draft {
            criteria: self.criteria.clone(),
            matrix: Some(self.matrix.clone()),
            reason_without_weights: self.reason_without_weights.clone(),
        }
    }

    /// The next version, published by `notice`.
    ///
    /// # Errors
    /// As [`Draft::freeze`], and [`Error::CorrectionWithoutNotice`].
    pub fn corrected(&self, draft: Draft, notice: &str) -> Result<Self, Error> {
        if notice.trim().is_empty() {
            return Err(Error::CorrectionWithoutNotice);
        }
        let frozen = draft.freeze()?;
        let version = self.version.saturating_add(1);
        Ok(Self { version, correction_notice: Some(notice.to_owned()), ..frozen })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::joint_tender::scoring::{Method, Rounding, TieBreak};

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn criterion(name: &str, weight: Weight) -> Criterion {
        Criterion { name: name.into(), link_to_subject: "service".into(), weight, minimum_points: None }
    }

    fn draft(weights: Vec<Weight>) -> Draft {
        let matrix = Matrix::new(Method::UfabSimple, None, Rounding::Digits(0), TieBreak::LowestPrice).unwrap();
        let named = weights.into_iter().enumerate().map(|(at, weight)| criterion(&format!("c{at}"), weight));
        Draft { criteria: named.collect(), matrix: Some(matrix), reason_without_weights: None }
    }

    #[test]
    fn shares_make_a_whole_and_ranges_can() {
        let share = |text| Weight::Share(exact(text));
        assert!(draft(vec![]).freeze().is_ok(), "the price alone may decide");
        assert!(draft(vec![share("1/3"), share("2/3")]).freeze().is_ok());
        assert_eq!(draft(vec![share("0.3"), share("0.3")]).freeze(), Err(Error::CriterionWeights));
        let range = |a, b| Weight::Range(exact(a), exact(b));
        assert!(draft(vec![range("0.4", "0.6"), range("0.3", "0.5")]).freeze().is_ok());
        assert_eq!(draft(vec![range("0.4", "0.5"), range("0.3", "0.4")]).freeze(), Err(Error::CriterionWeights));
        assert_eq!(draft(vec![range("0.6", "0.4"), share("0.5")]).freeze(), Err(Error::CriterionWeights));
    }

    #[test]
    fn an_order_needs_reasons_and_every_rank() {
        let mut order = draft(vec![Weight::Order(2), Weight::Order(1)]);
        assert_eq!(order.clone().freeze(), Err(Error::OrderWithoutReason));
        order.reason_without_weights = Some("novel service".into());
        assert!(order.clone().freeze().is_ok());
        order.criteria[0].weight = Weight::Order(3);
        assert_eq!(order.freeze(), Err(Error::OrderWithoutReason));
    }

    #[test]
    fn a_frozen_matrix_changes_only_by_a_notice_and_says_so() {
        let frozen = draft(vec![Weight::Share(exact("1"))]).freeze().unwrap();
        assert_eq!(frozen.corrected(frozen.to_draft(), " ").unwrap_err().code(), "CORRECTION_WITHOUT_NOTICE");
        let next = frozen.corrected(frozen.to_draft(), "2026-0815").unwrap();
        assert_eq!((frozen.version(), next.version(), next.correction_notice()), (1, 2, Some("2026-0815")));
        let mut broken = draft(vec![Weight::Share(exact("1"))]);
        broken.criteria[0].link_to_subject.clear();
        assert_eq!(broken.clone().freeze().unwrap_err().code(), "CRITERION_NOT_LINKED");
        broken.criteria.clear();
        broken.matrix = None;
        assert_eq!(broken.freeze(), Err(Error::MatrixMissing));
    }
}
