//! Who sees what when: one function, role by role, gate by gate (§§ 5, 54, 55 VgV; handbook 3.3 no. 5, 5).
//!
//! Must stay true: before the opening nobody sees names, amounts, contents or a count of bids, administrators and
//! auditors included; bidders' secrets are for named evaluators and those who decide; members read everything of the
//! shared record that is not a bidder's secret; the answer of the competition register is for staff in charge.

use super::phase::{Phase, Standing};
use crate::cooperation::Role;

closed_list! {
    /// What there is to see.
    Item {
        /// Needs, estimate, gates of the members.
        Preparation,
        /// Notice and documents.
        Documents,
        /// Bidders' questions, without who asked, and the answers.
        Answers,
        /// Who asked a question.
        Questioner,
        /// How many bids came in, and their receipts.
        BidCount,
        /// Names of the bidders.
        BidderNames,
        /// Prices.
        BidPrices,
        /// Contents of bids.
        BidContents,
        /// Record of the opening.
        OpeningRecord,
        /// Votes of single evaluators.
        Votes,
        /// The ranking and the proposal to award.
        Ranking,
        /// Answer of the competition register.
        RegisterAnswer,
        /// Letters to the losers.
        Letters,
        /// Award report.
        AwardReport,
        /// Contracts, quotas, shares.
        Contracts,
    }
}

closed_list! {
    /// How far a tender has come, as far as seeing depends on it. The order is the order of time.
    Stage {
        /// Before publication.
        Prepared,
        /// Bids come in or are closed; in any case sealed.
        Sealed,
        /// Opened.
        Opened,
        /// Scored.
        Scored,
        /// Decided.
        Decided,
        /// Awarded.
        Awarded,
    }
}

/// The stage of bidding `nth` (1 first bids, 2 final bids): final bids are sealed while first bids are open.
#[must_use]
pub fn stage(standing: &Standing, nth: u16) -> Stage {
    let phase = standing.underlying();
    if matches!(phase, Phase::Planned | Phase::Ready) {
        return Stage::Prepared;
    }
    if !standing.is_opened(nth) {
        return Stage::Sealed; // also when the tender was cancelled unopened: it stays sealed for ever
    }
    match phase {
        Phase::Awarded | Phase::Contract | Phase::Archived => Stage::Awarded,
        Phase::AwardDecided | Phase::Standstill => Stage::Decided,
        Phase::Scored | Phase::Cleared => Stage::Scored,
        _ => Stage::Opened,
    }
}

/// Whether `role` sees `item` at `stage`. For bids and what comes from them a person also needs the declaration on
/// conflicts of interest and, as evaluator, to be named; the caller asks for both.
#[must_use]
pub const fn visibility(role: Role, stage: Stage, item: Item) -> bool {
    if needs_opening(item) && !after(stage, Stage::Opened) {
        return false;
    }
    match item {
        Item::Preparation => is_office(role) || is_member(role) || is_watcher(role),
        Item::Documents | Item::Answers => !matches!(role, Role::Operator),
        Item::Questioner => matches!(role, Role::Buyer),
        Item::BidCount | Item::BidderNames | Item::BidPrices | Item::OpeningRecord => reads_bids(role),
        Item::BidContents => matches!(role, Role::Buyer | Role::Evaluator | Role::Decider | Role::Auditor),
        Item::Votes => after(stage, Stage::Scored) && matches!(role, Role::Buyer | Role::Decider | Role::Auditor),
        Item::Ranking => {
            after(stage, Stage::Scored) && reads_bids(role) || after(stage, Stage::Decided) && is_member(role)
        }
        Item::RegisterAnswer => after(stage, Stage::Scored) && matches!(role, Role::Buyer | Role::Decider),
        Item::Letters => after(stage, Stage::Decided) && (reads_bids(role) || is_member(role)),
        Item::AwardReport => reads_bids(role) || after(stage, Stage::Awarded) && (is_member(role) || is_watcher(role)),
        Item::Contracts => after(stage, Stage::Awarded) && (is_office(role) || is_member(role) || is_watcher(role)),
    }
}

/// Everything that tells of bids.
const fn needs_opening(item: Item) -> bool {
    !matches!(item, Item::Preparation | Item::Documents | Item::Answers | Item::Questioner)
}

const fn after(stage: Stage, at_least: Stage) -> bool {
    stage as u8 >= at_least as u8
}

const fn reads_bids(role: Role) -> bool {
    matches!(role, Role::Buyer | Role::Opener | Role::Evaluator | Role::Decider | Role::Auditor)
}

/// The office that runs the procedure.
const fn is_office(role: Role) -> bool {
    matches!(
        role,
        Role::Buyer | Role::Opener | Role::Evaluator | Role::Decider | Role::Requester | Role::Budget | Role::Clerk
    )
}

/// The members of the joint tender.
const fn is_member(role: Role) -> bool {
    matches!(role, Role::Lead | Role::Member | Role::Steering)
}

/// Those who audit and supervise.
const fn is_watcher(role: Role) -> bool {
    matches!(role, Role::Auditor | Role::Supervisor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::joint_tender::procedure::ProcedureType;
    use strum::IntoEnumIterator;

    /// Item, first stage each of these roles sees it: Buyer, Opener, Evaluator, Decider, Auditor, Lead, Member,
    /// Supervisor, Operator. P prepared, S sealed, O opened, V valued (scored), D decided, A awarded, - never.
    const TABLE: &[(Item, &str)] = &[
        (Item::Preparation, "PPPPPPPP-"),
        (Item::Documents, "PPPPPPPP-"),
        (Item::Answers, "PPPPPPPP-"),
        (Item::Questioner, "P--------"),
        (Item::BidCount, "OOOOO----"),
        (Item::BidderNames, "OOOOO----"),
        (Item::BidPrices, "OOOOO----"),
        (Item::BidContents, "O-OOO----"),
        (Item::OpeningRecord, "OOOOO----"),
        (Item::Votes, "V--VV----"),
        (Item::Ranking, "VVVVVDD--"),
        (Item::RegisterAnswer, "V--V-----"),
        (Item::Letters, "DDDDDDD--"),
        (Item::AwardReport, "OOOOOAAA-"),
        (Item::Contracts, "AAAAAAAA-"),
    ];
    const ROLES: [Role; 9] = [
        Role::Buyer,
        Role::Opener,
        Role::Evaluator,
        Role::Decider,
        Role::Auditor,
        Role::Lead,
        Role::Member,
        Role::Supervisor,
        Role::Operator,
    ];

    #[test]
    fn every_role_sees_every_item_from_its_stage_on_and_not_before() {
        assert_eq!(TABLE.len(), Item::iter().count());
        for (item, firsts) in TABLE {
            for (role, first) in ROLES.iter().zip(firsts.chars()) {
                for (stage, letter) in Stage::iter().zip("PSOVDA".chars()) {
                    let order = |c: char| "PSOVDA".find(c);
                    let expected = first != '-' && order(letter) >= order(first);
                    assert_eq!(visibility(*role, stage, *item), expected, "{role} {stage} {item}");
                }
            }
        }
    }

    #[test]
    fn before_the_opening_nobody_sees_anything_of_a_bid_whatever_the_role() {
        for role in Role::iter() {
            for item in Item::iter().filter(|item| needs_opening(*item)) {
                assert!(
                    !visibility(role, Stage::Prepared, item) && !visibility(role, Stage::Sealed, item),
                    "{role} {item}"
                );
            }
        }
    }

    #[test]
    fn final_bids_are_sealed_while_first_bids_lie_open_and_an_unopened_tender_stays_sealed() {
        let mut standing = Standing {
            phase: Phase::FinalBids,
            bidding: 2,
            opened: 1,
            ..Standing::planned(ProcedureType::NegotiatedTnw)
        };
        assert_eq!((stage(&standing, 1), stage(&standing, 2)), (Stage::Opened, Stage::Sealed));
        standing = Standing { phase: Phase::Cancelled, bidding: 1, opened: 0, ..standing };
        assert_eq!(stage(&standing, 1), Stage::Sealed);
        standing = Standing { phase: Phase::Suspended, suspended_from: Some(Phase::Standstill), opened: 1, ..standing };
        assert_eq!(stage(&standing, 1), Stage::Decided);
    }
}
