//! Who may certify, order and pay (§ 25 GemHVO RP; handbook 7.2 and 11.4).
//!
//! Why here: these guards are law, not preference. Persons are compared as natural persons: the
//! one who acts and the one represented both count ([`Hands`]).
//!
//! What must stay true: a hard guard has no way round. A soft one is lifted by a written reason
//! only, and the lifted guards come back in [`Cleared`], so that the journal can name them.

use super::Error;
use crate::ids::PersonId;
use crate::tasks::Hands;
use serde::{Deserialize, Serialize};

/// Who has done what on this invoice so far; a return or reversal empties it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    pub factual: Option<Hands>,
    pub arithmetic: Option<Hands>,
    pub orderer: Option<Hands>,
    /// TREASURY_1, who accepted the payment order: the first of the two releases.
    pub first_release: Option<Hands>,
}

/// Who acts now, and on whose claim.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    pub hands: Hands,
    /// Natural persons for or against whom the claim is, and their relatives as far as declared.
    pub claimants: &'a [PersonId],
    /// Whether the acting person holds a treasury role.
    pub is_treasury: bool,
    /// Lifts soft guards; goes into the journal.
    pub reason: Option<&'a str>,
}

/// A passed guard, with the soft guards that a reason lifted (codes, for the journal).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cleared {
    pub lifted: Vec<&'static str>,
}

/// May this person certify that the claim is right on its ground (sachlich richtig)?
///
/// # Errors
/// [`Error::OwnClaim`]; softly [`Error::TreasuryCertifies`].
pub fn certify_factual(_chain: &Chain, act: &Act<'_>) -> Result<Cleared, Error> {
    no_own_claim(act)?;
    lift(act, [act.is_treasury.then_some(Error::TreasuryCertifies), None])
}

/// May this person certify that the amount is right (rechnerisch richtig)?
///
/// # Errors
/// [`Error::CertificationMissing`] before the factual one, [`Error::OwnClaim`]; softly
/// [`Error::OneCertifier`], [`Error::TreasuryCertifies`].
pub fn certify_arithmetic(chain: &Chain, act: &Act<'_>) -> Result<Cleared, Error> {
    no_own_claim(act)?;
    let factual = chain.factual.ok_or(Error::CertificationMissing)?;
    lift(
        act,
        [
            act.hands.overlaps(&factual).then_some(Error::OneCertifier),
            act.is_treasury.then_some(Error::TreasuryCertifies),
        ],
    )
}

/// May this person order the payment of `amount_cents` (gross), with a written authority up to
/// `limit_cents` (gross; `None` = no authority)?
///
/// # Errors
/// [`Error::CertificationMissing`], [`Error::OwnClaim`], [`Error::AboveLimit`],
/// [`Error::NothingToPay`]; softly [`Error::OrdererCertified`].
pub fn order(chain: &Chain, act: &Act<'_>, amount_cents: i64, limit_cents: Option<i64>) -> Result<Cleared, Error> {
    no_own_claim(act)?;
    let (Some(factual), Some(arithmetic)) = (chain.factual, chain.arithmetic) else {
        return Err(Error::CertificationMissing);
    };
    if amount_cents <= 0 {
        return Err(Error::NothingToPay { amount_cents });
    }
    let limit_cents = limit_cents.unwrap_or(0);
    if amount_cents > limit_cents {
        return Err(Error::AboveLimit { limit_cents });
    }
    let certified = act.hands.overlaps(&factual) || act.hands.overlaps(&arithmetic);
    lift(act, [certified.then_some(Error::OrdererCertified), None])
}

/// May this person accept the payment order at the treasury (TREASURY_1, first release)?
///
/// # Errors
/// [`Error::StepMissing`] without an order, [`Error::OwnClaim`], [`Error::OrdererIsTreasurer`].
pub fn accept(chain: &Chain, act: &Act<'_>) -> Result<Cleared, Error> {
    no_own_claim(act)?;
    not_the_orderer(chain, act)?;
    Ok(Cleared::default())
}

/// May this person release the payment (TREASURY_2, second release)?
///
/// # Errors
/// As [`accept`], and [`Error::SameReleaser`] for whoever accepted it.
pub fn release(chain: &Chain, act: &Act<'_>) -> Result<Cleared, Error> {
    no_own_claim(act)?;
    not_the_orderer(chain, act)?;
    let first = chain.first_release.ok_or(Error::StepMissing)?;
    if act.hands.overlaps(&first) {
        return Err(Error::SameReleaser);
    }
    Ok(Cleared::default())
}

fn no_own_claim(act: &Act<'_>) -> Result<(), Error> {
    let party = |p: &PersonId| *p == act.hands.actor || *p == act.hands.represented;
    if act.claimants.iter().any(party) { Err(Error::OwnClaim) } else { Ok(()) }
}

fn not_the_orderer(chain: &Chain, act: &Act<'_>) -> Result<(), Error> {
    let orderer = chain.orderer.ok_or(Error::StepMissing)?;
    if act.hands.overlaps(&orderer) { Err(Error::OrdererIsTreasurer) } else { Ok(()) }
}

fn lift<const N: usize>(act: &Act<'_>, soft: [Option<Error>; N]) -> Result<Cleared, Error> {
    let reasoned = act.reason.is_some_and(|r| !r.trim().is_empty());
    let mut lifted = Vec::new();
    for refusal in soft.into_iter().flatten() {
        if !reasoned {
            return Err(refusal);
        }
        lifted.push(refusal.code());
    }
    Ok(Cleared { lifted })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn own(id: i64) -> Hands {
        Hands { actor: PersonId(id), represented: PersonId(id) }
    }

    fn act(hands: Hands) -> Act<'static> {
        Act { hands, claimants: &[], is_treasury: false, reason: None }
    }

    fn certified() -> Chain {
        Chain { factual: Some(own(1)), arithmetic: Some(own(2)), ..Chain::default() }
    }

    #[test]
    fn a_certifier_orders_only_with_a_reason_and_the_journal_hears_of_it() {
        let alone = act(own(2));
        assert_eq!(order(&certified(), &alone, 100, Some(100)), Err(Error::OrdererCertified));
        assert!(Error::OrdererCertified.is_soft());
        let urgent = Act { reason: Some("Vertretung erkrankt"), ..alone };
        assert_eq!(order(&certified(), &urgent, 100, Some(100)).unwrap().lifted, ["ORDERER_CERTIFIED"]);
    }

    #[test]
    fn the_limit_is_met_by_the_last_cent_and_not_lifted_by_reasons() {
        let with_reason = Act { reason: Some("eilt"), ..act(own(3)) };
        assert!(order(&certified(), &with_reason, 500_000, Some(500_000)).is_ok());
        assert_eq!(
            order(&certified(), &with_reason, 500_001, Some(500_000)),
            Err(Error::AboveLimit { limit_cents: 500_000 })
        );
        assert_eq!(order(&certified(), &with_reason, 1, None), Err(Error::AboveLimit { limit_cents: 0 }));
    }

    #[test]
    fn one_certification_is_not_enough_to_order() {
        let half = Chain { arithmetic: None, ..certified() };
        assert_eq!(order(&half, &act(own(3)), 1, Some(1)), Err(Error::CertificationMissing));
    }

    #[test]
    fn a_deputy_of_the_orderer_cannot_pay() {
        let chain = Chain { orderer: Some(own(3)), ..certified() };
        let deputy = Hands { actor: PersonId(4), represented: PersonId(3) };
        let with_reason = Act { reason: Some("eilt"), ..act(deputy) };
        assert_eq!(accept(&chain, &with_reason), Err(Error::OrdererIsTreasurer));
    }

    #[test]
    fn the_second_release_is_another_persons() {
        let chain = Chain { orderer: Some(own(3)), first_release: Some(own(5)), ..certified() };
        assert_eq!(release(&chain, &act(own(5))), Err(Error::SameReleaser));
        assert!(release(&chain, &act(own(6))).is_ok());
        let unaccepted = Chain { first_release: None, ..chain };
        assert_eq!(release(&unaccepted, &act(own(6))), Err(Error::StepMissing));
    }

    #[test]
    fn nobody_acts_on_a_claim_of_his_own_or_of_whom_he_represents() {
        let claimants = [PersonId(9)];
        let hands = Hands { actor: PersonId(7), represented: PersonId(9) };
        let a = Act { hands, claimants: &claimants, is_treasury: false, reason: Some("eilt") };
        assert_eq!(certify_factual(&Chain::default(), &a), Err(Error::OwnClaim));
        assert_eq!(order(&certified(), &a, 1, Some(1)), Err(Error::OwnClaim));
        let paid_to_self = Chain { orderer: Some(own(3)), first_release: Some(own(5)), ..certified() };
        assert_eq!(release(&paid_to_self, &a), Err(Error::OwnClaim));
    }

    proptest! {
        #[test]
        fn no_reason_ever_lifts_a_hard_guard(
            ids in proptest::collection::vec(0i64..5, 8), reason in "[a-z]{0,8}",
        ) {
            let h = |i: usize| Hands { actor: PersonId(ids[i]), represented: PersonId(ids[i + 1]) };
            let chain = Chain { orderer: Some(h(0)), first_release: Some(h(2)), ..certified() };
            let a = Act { reason: Some(&reason), ..act(h(4)) };
            if h(4).overlaps(&h(0)) {
                prop_assert_eq!(accept(&chain, &a), Err(Error::OrdererIsTreasurer));
                prop_assert_eq!(release(&chain, &a), Err(Error::OrdererIsTreasurer));
            } else if h(4).overlaps(&h(2)) {
                prop_assert_eq!(release(&chain, &a), Err(Error::SameReleaser));
            } else {
                prop_assert!(release(&chain, &a).is_ok());
            }
        }
    }
}
