//! How many firms are asked, and that they change.
//!
//! Numbers come from the record that allows the procedure (`min_invited`, `rotate`): in Rheinland-Pfalz at
//! least three for a negotiated award, one for a direct order, and the firms rotate (handbook 4; §§ 11(4),
//! 12(2), 14 UVgO). Why rotation is a rule of its own: asking the same firm again is what audits find first.

use super::regime::{Choice, Procedure};
use super::splitting::commodity_key;
use crate::ids::SupplierId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One earlier round of invitations or direct order of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// Day of the invitation or order.
    pub on: NaiveDate,
    /// Commodity group as entered.
    pub commodity: String,
    /// Who was asked.
    pub invited: Vec<SupplierId>,
    /// Who got the order, if somebody did.
    pub ordered_from: Option<SupplierId>,
}

impl Round {
    fn names(&self, firm: SupplierId) -> bool {
        self.invited.contains(&firm) || self.ordered_from == Some(firm)
    }
}

/// A firm's place in the order of asking: those not asked for longest come first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ranked {
    /// The firm.
    pub firm: SupplierId,
    /// When it was last asked for this commodity; `None` is never.
    pub last_asked_on: Option<NaiveDate>,
    /// How often it was asked for this commodity.
    pub times_asked: usize,
    /// Whether it was part of the last rounds, and so does not count as a change.
    pub recent: bool,
}

/// Why firms or quotes do not suffice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The rules of the case do not allow this procedure.
    #[error("the rules of the day do not allow {0} for this estimate")]
    ProcedureNotAllowed(Procedure),
    /// Fewer different firms asked than required.
    #[error("{given} different firms were asked, {required} are required")]
    TooFewFirms {
        /// Different firms given.
        given: usize,
        /// What the record asks for.
        required: usize,
    },
    /// All firms were part of the last rounds for this commodity.
    #[error("all firms were already asked in the last rounds for this commodity; ask at least one other")]
    NoRotation,
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ProcedureNotAllowed(_) => "PROCEDURE_NOT_ALLOWED",
            Self::TooFewFirms { .. } => "TOO_FEW_FIRMS",
            Self::NoRotation => "FIRMS_MUST_ROTATE",
        }
    }
}

/// How many firms `procedure` needs to be asked here; 0 when everybody may bid.
///
/// # Errors
/// [`Error::ProcedureNotAllowed`].
pub fn required(choice: &Choice, procedure: Procedure) -> Result<u32, Error> {
    let rule = choice.rule_for(procedure).ok_or(Error::ProcedureNotAllowed(procedure))?;
    Ok(rule.min_invited.unwrap_or(0))
}

/// Orders `candidates` for asking: those outside the last rounds first, never asked before asked, then by how long ago, then by how often, then by id so
/// that the order is always the same. `last_rounds` says how many rounds of the commodity count as recent.
#[must_use]
pub fn rank(candidates: &[SupplierId], commodity: &str, history: &[Round], last_rounds: usize) -> Vec<Ranked> {
    let rounds = rounds_of(commodity, history);
    let mut ranked: Vec<_> = different(candidates)
        .into_iter()
        .map(|firm| {
            let asked: Vec<_> = rounds.iter().filter(|round| round.names(firm)).map(|round| round.on).collect();
            Ranked {
                firm,
                last_asked_on: asked.first().copied(),
                times_asked: asked.len(),
                recent: rounds.iter().take(last_rounds).any(|round| round.names(firm)),
            }
        })
        .collect();
    ranked.sort_by_key(|entry| (entry.recent, entry.last_asked_on, entry.times_asked, entry.firm));
    ranked
}

/// Whether the firms `asked` satisfy number and rotation for `procedure`. With rotation at least one of them
/// must not be part of the last `last_rounds` rounds of the commodity; so the firm that got the last order is
/// never asked alone again. Firms named twice count once.
///
/// # Errors
/// See [`Error`].
pub fn check_asked(
    choice: &Choice,
    procedure: Procedure,
    asked: &[SupplierId],
    commodity: &str,
    history: &[Round],
    last_rounds: usize,
) -> Result<(), Error> {
    let rule = choice.rule_for(procedure).ok_or(Error::ProcedureNotAllowed(procedure))?;
    let required = rule.min_invited.map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX));
    let ranked = rank(asked, commodity, history, last_rounds);
    if ranked.len() < required {
        return Err(Error::TooFewFirms { given: ranked.len(), required });
    }
    if rule.rotate && !ranked.is_empty() && ranked.iter().all(|entry| entry.recent) {
        return Err(Error::NoRotation);
    }
    Ok(())
}

/// The rounds of one commodity, newest first.
fn rounds_of<'a>(commodity: &str, history: &'a [Round]) -> Vec<&'a Round> {
    let key = commodity_key(commodity);
    let mut rounds: Vec<_> = history.iter().filter(|round| commodity_key(&round.commodity) == key).collect();
    rounds.sort_by_key(|round| std::cmp::Reverse(round.on));
    rounds
}

fn different(firms: &[SupplierId]) -> Vec<SupplierId> {
    let mut firms = firms.to_vec();
    firms.sort_unstable();
    firms.dedup();
    firms
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::cooperation::Land;
    use crate::procurement::regime::{BuyerKind, Category, choose};
    use crate::procurement::rules::RuleSet;
    use Procedure::{DirectOrder, NegotiatedAward, PublicCall, RestrictedCall};
    use proptest::prelude::*;

    fn choice(land: Land, euros: i64) -> Choice {
        let start = "2026-11-22".parse().unwrap();
        choose(RuleSet::builtin(), land, BuyerKind::Municipal, Category::SuppliesServices, euros * 100, start).unwrap()
    }

    fn firms(ids: &[i64]) -> Vec<SupplierId> {
        ids.iter().copied().map(SupplierId).collect()
    }

    fn round(on: &str, invited: &[i64], ordered_from: Option<i64>) -> Round {
        Round {
            on: on.parse().unwrap(),
            commodity: "Toner".into(),
            invited: firms(invited),
            ordered_from: ordered_from.map(SupplierId),
        }
    }

    fn rp(procedure: Procedure, asked: &[i64], history: &[Round]) -> Result<(), Error> {
        check_asked(&choice(Land::Rp, 5_000), procedure, &firms(asked), "toner", history, 1)
    }

    #[test]
    fn the_record_says_how_many_firms_are_asked() {
        let small = choice(Land::Rp, 5_000);
        assert_eq!(required(&small, DirectOrder), Ok(1));
        assert_eq!(required(&small, NegotiatedAward), Ok(3));
        assert_eq!(required(&small, RestrictedCall), Ok(3));
        assert_eq!(required(&small, PublicCall), Ok(0));
        assert_eq!(required(&choice(Land::Rp, 50_000), DirectOrder), Err(Error::ProcedureNotAllowed(DirectOrder)));
    }

    #[test]
    fn one_firm_named_three_times_is_one_firm() {
        assert_eq!(rp(NegotiatedAward, &[7, 7, 7], &[]), Err(Error::TooFewFirms { given: 1, required: 3 }));
        assert_eq!(rp(NegotiatedAward, &[7, 8, 9], &[]), Ok(()));
        assert_eq!(rp(DirectOrder, &[], &[]), Err(Error::TooFewFirms { given: 0, required: 1 }));
    }

    #[test]
    fn the_firm_of_the_last_direct_order_is_not_asked_alone_again() {
        let last = [round("2026-03-01", &[], Some(7)), round("2026-01-01", &[8], Some(8))];
        assert_eq!(rp(DirectOrder, &[7], &last), Err(Error::NoRotation));
        assert_eq!(rp(DirectOrder, &[8], &last), Ok(()));
        assert_eq!(rp(DirectOrder, &[7, 9], &last), Ok(()));
    }

    #[test]
    fn the_same_three_firms_are_refused_and_one_new_one_suffices() {
        let last = [round("2026-03-01", &[1, 2, 3], Some(2))];
        assert_eq!(rp(NegotiatedAward, &[3, 2, 1], &last).unwrap_err().code(), "FIRMS_MUST_ROTATE");
        assert_eq!(rp(NegotiatedAward, &[1, 2, 4], &last), Ok(()));
    }

    #[test]
    fn other_goods_and_lands_without_rotation_do_not_bind() {
        let mut paper = round("2026-03-01", &[7], Some(7));
        paper.commodity = "Paper".into();
        assert_eq!(rp(DirectOrder, &[7], &[paper]), Ok(()));
        let last = [round("2026-03-01", &[7], Some(7))];
        assert_eq!(check_asked(&choice(Land::Sl, 5_000), DirectOrder, &firms(&[7]), "Toner", &last, 1), Ok(()));
    }

    #[test]
    fn whoever_was_never_asked_comes_first() {
        let history = [round("2026-01-01", &[1, 2], None), round("2026-03-01", &[1], Some(1))];
        let order: Vec<_> = rank(&firms(&[1, 2, 3]), "TONER", &history, 1);
        assert_eq!(order.iter().map(|entry| entry.firm.0).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(order[2].times_asked, 2);
        assert!(order[2].recent && !order[1].recent);
    }

    proptest! {
        #[test]
        fn asking_the_first_of_the_ranking_rotates_whenever_somebody_can(
            rounds in proptest::collection::vec((0u64..500, proptest::collection::vec(0i64..6, 1..4)), 0..8), last in 1usize..3,
        ) {
            let start: NaiveDate = "2025-01-01".parse().unwrap();
            let history: Vec<_> = rounds.iter().map(|(offset, ids)| Round {
                on: start + chrono::Days::new(*offset), commodity: "Toner".into(), invited: firms(ids), ordered_from: None,
            }).collect();
            let all = firms(&[0, 1, 2, 3, 4, 5]);
            let ranked = rank(&all, "Toner", &history, last);
            prop_assert_eq!(ranked.len(), 6);
            let first = check_asked(&choice(Land::Rp, 1), DirectOrder, &[ranked[0].firm], "Toner", &history, last);
            prop_assert_eq!(first.is_ok(), ranked.iter().any(|entry| !entry.recent));
        }
    }
}
