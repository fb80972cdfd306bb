//! Quorum and opting out: whether a joint tender goes on when members say no, and with whom.
//!
//! By the agreement of the cooperation, not by the code. Must stay true: a silent member is never counted as a yes;
//! a member that dropped out is no longer counted at all.

use super::scoring::Exact;
use crate::ids::BodyId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many must say yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Quorum {
    /// Every member that stays.
    All,
    /// This many.
    AtLeast(u16),
    /// Members with at least this share of the estimated value, 0 to 1.
    ShareOfValue(Exact),
}

closed_list! {
    /// What a refusal means.
    OptOut {
        /// The others go on, consolidated anew.
        GoOn,
        /// The tender stops.
        Stop,
    }
}

closed_list! {
    /// One member's word.
    Answer {
        /// Not yet.
        Silent,
        /// Yes.
        Yes,
        /// No.
        No,
    }
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// How many must say yes.
    pub quorum: Quorum,
    /// What a refusal means.
    pub opt_out: OptOut,
    /// With fewer members it makes no sense; at least two make it joint.
    pub min_members: u16,
}

/// A member's answer and its part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Voice {
    /// Its word.
    pub answer: Answer,
    /// Its estimated need, net.
    pub estimate_cents: i64,
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// The quorum is reached and nobody refused.
    GoOn,
    /// Still open.
    Wait {
        /// Who has not answered.
        silent: Vec<BodyId>,
    },
    /// Somebody dropped out: value and regime are computed anew with the rest.
    Reconsolidate {
        /// Who goes.
        dropped: Vec<BodyId>,
        /// Who stays, with needs: the input of [`crate::procurement::estimate::Method::Joint`].
        remaining: BTreeMap<BodyId, i64>,
    },
    /// It stops.
    Stop {
        /// Who said no.
        refused: Vec<BodyId>,
    },
}

/// What the answers mean under the terms.
#[must_use]
pub fn count(terms: &Terms, voices: &BTreeMap<BodyId, Voice>) -> Outcome {
    let of = |answer: Answer| -> Vec<BodyId> {
        voices.iter().filter(|(_, voice)| voice.answer == answer).map(|(body, _)| *body).collect()
    };
    let refused = of(Answer::No);
    let remaining: BTreeMap<BodyId, i64> = voices
        .iter()
        .filter(|(_, voice)| voice.answer != Answer::No)
        .map(|(body, voice)| (*body, voice.estimate_cents))
        .collect();
    let too_few = remaining.len() < usize::from(terms.min_members.max(2));
    if too_few || (!refused.is_empty() && terms.opt_out == OptOut::Stop) {
        return Outcome::Stop { refused };
    }
    if !refused.is_empty() {
        return Outcome::Reconsolidate { dropped: refused, remaining };
    }
    if reached(&terms.quorum, voices) { Outcome::GoOn } else { Outcome::Wait { silent: of(Answer::Silent) } }
}

fn reached(quorum: &Quorum, voices: &BTreeMap<BodyId, Voice>) -> bool {
    let yes = || voices.values().filter(|voice| voice.answer == Answer::Yes);
    match quorum {
        Quorum::All => yes().count() == voices.len(),
        Quorum::AtLeast(needed) => yes().count() >= usize::from(*needed).min(voices.len()),
        Quorum::ShareOfValue(share) => {
            let total = voices.values().fold(0_i64, |sum, voice| sum.saturating_add(voice.estimate_cents));
            let agreed = yes().fold(0_i64, |sum, voice| sum.saturating_add(voice.estimate_cents));
            Exact::fraction(agreed, total).is_some_and(|part| part >= *share)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use Answer::{No, Silent, Yes};

    fn voices(answers: &[Answer]) -> BTreeMap<BodyId, Voice> {
        let voice = |answer: &Answer| Voice { answer: *answer, estimate_cents: 6_000_000 };
        (1..).map(BodyId).zip(answers.iter().map(voice)).collect()
    }

    fn terms(quorum: Quorum, opt_out: OptOut) -> Terms {
        Terms { quorum, opt_out, min_members: 3 }
    }

    #[test]
    fn one_of_five_opts_out_and_four_go_on_with_the_smaller_sum() {
        let all = terms(Quorum::All, OptOut::GoOn);
        assert_eq!(count(&all, &voices(&[Yes, Yes, Silent, Yes, Yes])), Outcome::Wait { silent: vec![BodyId(3)] });
        let Outcome::Reconsolidate { dropped, remaining } = count(&all, &voices(&[Yes, Yes, No, Yes, Yes])) else {
            panic!("reconsolidation expected")
        };
        assert_eq!((dropped, remaining.values().sum::<i64>()), (vec![BodyId(3)], 24_000_000));
        assert_eq!(count(&all, &voices(&[Yes, Yes, Yes, Yes])), Outcome::GoOn);
    }

    #[test]
    fn too_few_members_or_a_strict_agreement_stop_it() {
        let refused = vec![BodyId(1), BodyId(2), BodyId(3)];
        assert_eq!(
            count(&terms(Quorum::All, OptOut::GoOn), &voices(&[No, No, No, Yes, Yes])),
            Outcome::Stop { refused }
        );
        let strict = terms(Quorum::All, OptOut::Stop);
        assert_eq!(count(&strict, &voices(&[Yes, Yes, Yes, Yes, No])), Outcome::Stop { refused: vec![BodyId(5)] });
    }

    #[test]
    fn silence_is_never_a_yes() {
        let value = |share: &str| terms(Quorum::ShareOfValue(share.parse().unwrap()), OptOut::GoOn);
        assert_eq!(count(&value("3/5"), &voices(&[Yes, Yes, Yes, Silent, Silent])), Outcome::GoOn);
        assert!(matches!(count(&value("61/100"), &voices(&[Yes, Yes, Yes, Silent, Silent])), Outcome::Wait { .. }));
        let two = terms(Quorum::AtLeast(2), OptOut::GoOn);
        assert!(matches!(count(&two, &voices(&[Yes, Silent, Silent])), Outcome::Wait { .. }));
        assert_eq!(count(&two, &voices(&[Yes, Silent, Yes])), Outcome::GoOn);
    }
}
