//! Where a joint tender stands among its members: the machine of handbook 11.2.
//!
//! Must stay true: a step not in [`TABLE`] does not exist; nobody publishes before every member that stays has its
//! mandate and the documents have their quorum; the award needs consent where agreed.

use serde::{Deserialize, Serialize};

closed_list! {
    /// Where it stands.
    JointPhase {
        /// The lead proposes.
        Proposed,
        /// Members declare their need.
        Collecting,
        /// The list is closed; value and regime are known.
        Consolidated,
        /// Every member that stays has given its mandate.
        Mandated,
        /// The procedure of handbook 11.1 runs, by the lead.
        InProcedure,
        /// A member withdrew after publication; what follows is being decided.
        ChangeReview,
        /// Awarded: contracts, quotas, shares.
        Awarded,
        /// Members call off.
        CallOff,
        /// All is settled among the members.
        Settled,
        /// Closed.
        Closed,
        /// Stopped before the award.
        Stopped,
    }
}

closed_list! {
    /// What happens.
    JointAct {
        /// Lead calls for interest.
        CallForInterest,
        /// A member declares or changes its need.
        DeclareNeed,
        /// Lead closes the list.
        CloseList,
        /// A member gives its mandate.
        GiveMandate,
        /// A member refuses, or a council says no.
        Refuse,
        /// The list is consolidated anew without the member.
        Reconsolidate,
        /// A member approves the documents.
        ApproveDocuments,
        /// A member withdraws after publication.
        Withdraw,
        /// The review ends in a correction or in going on.
        GoOn,
        /// A member consents to the award.
        ConsentToAward,
        /// The award is made; from it follow contracts, quotas and shares.
        Award,
        /// Call-offs begin.
        BeginCallOffs,
        /// A member calls off.
        CallOff,
        /// All is settled.
        Settle,
        /// Close.
        Close,
        /// Stop: too few members, or the procedure was cancelled.
        Stop,
    }
}

closed_list! {
    /// Whose act it is.
    Side {
        /// The lead.
        Lead,
        /// Any member, the lead's own body included.
        Member,
        /// The machine, once the members' decisions are counted.
        System,
    }
}

/// Facts the guards ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// At least two members declared a need with an organ's decision in sight.
    pub needs_declared: bool,
    /// Every member that stays has its mandate, this one counted in.
    pub all_mandated: bool,
    /// Documents have the quorum of the agreement, this approval counted in.
    pub documents_quorum: bool,
    /// Enough members remain.
    pub enough_members: bool,
    /// The procedure (11.1) is at or past publication.
    pub published: bool,
    /// What follows from a withdrawal is decided and, where needed, its notice sent.
    pub change_reviewed: bool,
    /// Consent is complete or not agreed on.
    pub award_consented: bool,
    /// The procedure (11.1) is awarded.
    pub procedure_awarded: bool,
    /// The member has quota left for what it calls off.
    pub quota_left: bool,
    /// Every invoice and share is settled.
    pub all_settled: bool,
}

/// Why it does not move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Not in the table.
    #[error("there is no {act} from {from}")]
    NoSuchStep {
        /// Where it stands.
        from: JointPhase,
        /// What was tried.
        act: JointAct,
    },
    /// Another side does this.
    #[error("{act} is not for this side")]
    WrongSide {
        /// What was tried.
        act: JointAct,
    },
    /// Its guard does not hold.
    #[error("the condition of {act} is not met")]
    NotMet {
        /// What was tried.
        act: JointAct,
    },
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoSuchStep { .. } => "JOINT_NO_SUCH_STEP",
            Self::WrongSide { .. } => "JOINT_WRONG_SIDE",
            Self::NotMet { .. } => "JOINT_CONDITION_NOT_MET",
        }
    }
}

/// Every step: from, act, side, to. Where an act leads to two phases the guard tells which.
#[rustfmt::skip]
pub const TABLE: &[(JointPhase, JointAct, Side, JointPhase)] = &[
    (JointPhase::Proposed, JointAct::CallForInterest, Side::Lead, JointPhase::Collecting),
    (JointPhase::Proposed, JointAct::Stop, Side::Lead, JointPhase::Stopped),
    (JointPhase::Collecting, JointAct::DeclareNeed, Side::Member, JointPhase::Collecting),
    (JointPhase::Collecting, JointAct::Refuse, Side::Member, JointPhase::Collecting),
    (JointPhase::Collecting, JointAct::CloseList, Side::Lead, JointPhase::Consolidated),
    (JointPhase::Collecting, JointAct::Stop, Side::Lead, JointPhase::Stopped),
    (JointPhase::Consolidated, JointAct::GiveMandate, Side::Member, JointPhase::Consolidated),
    (JointPhase::Consolidated, JointAct::GiveMandate, Side::Member, JointPhase::Mandated),
    (JointPhase::Consolidated, JointAct::Refuse, Side::Member, JointPhase::Consolidated),
    (JointPhase::Consolidated, JointAct::Reconsolidate, Side::System, JointPhase::Consolidated),
    (JointPhase::Consolidated, JointAct::Reconsolidate, Side::System, JointPhase::Mandated),
    (JointPhase::Consolidated, JointAct::Stop, Side::System, JointPhase::Stopped),
    (JointPhase::Mandated, JointAct::ApproveDocuments, Side::Member, JointPhase::Mandated),
    (JointPhase::Mandated, JointAct::ApproveDocuments, Side::Member, JointPhase::InProcedure),
    (JointPhase::Mandated, JointAct::Refuse, Side::Member, JointPhase::Consolidated),
    (JointPhase::Mandated, JointAct::Stop, Side::System, JointPhase::Stopped),
    (JointPhase::InProcedure, JointAct::Withdraw, Side::Member, JointPhase::ChangeReview),
    (JointPhase::ChangeReview, JointAct::GoOn, Side::Lead, JointPhase::InProcedure),
    (JointPhase::ChangeReview, JointAct::Stop, Side::Lead, JointPhase::Stopped),
    (JointPhase::InProcedure, JointAct::ConsentToAward, Side::Member, JointPhase::InProcedure),
    (JointPhase::InProcedure, JointAct::Award, Side::System, JointPhase::Awarded),
    (JointPhase::InProcedure, JointAct::Stop, Side::System, JointPhase::Stopped),
    (JointPhase::Awarded, JointAct::BeginCallOffs, Side::System, JointPhase::CallOff),
    (JointPhase::CallOff, JointAct::CallOff, Side::Member, JointPhase::CallOff),
    (JointPhase::Awarded, JointAct::Settle, Side::Lead, JointPhase::Settled),
    (JointPhase::CallOff, JointAct::Settle, Side::Lead, JointPhase::Settled),
    (JointPhase::Settled, JointAct::Close, Side::Lead, JointPhase::Closed),
];

/// The phase after `act`.
///
/// # Errors
/// [`Error`].
pub fn advance(from: JointPhase, act: JointAct, side: Side, facts: &Facts) -> Result<JointPhase, Error> {
    let mut rows = TABLE.iter().filter(|(start, on, _, _)| (*start, *on) == (from, act)).peekable();
    match rows.peek() {
        None => return Err(Error::NoSuchStep { from, act }),
        Some((_, _, whose, _)) if *whose != side => return Err(Error::WrongSide { act }),
        Some(_) => {}
    }
    let holds = |to: JointPhase| match act {
        JointAct::CloseList => facts.needs_declared && facts.enough_members,
        JointAct::GiveMandate | JointAct::Reconsolidate => {
            facts.enough_members && facts.all_mandated == (to == JointPhase::Mandated)
        }
        JointAct::ApproveDocuments => facts.all_mandated && facts.documents_quorum == (to == JointPhase::InProcedure),
        JointAct::Withdraw => facts.published,
        JointAct::GoOn => facts.change_reviewed && facts.enough_members,
        JointAct::Award => facts.procedure_awarded && facts.award_consented,
        JointAct::CallOff => facts.quota_left,
        JointAct::Settle => facts.all_settled,
        JointAct::CallForInterest
        | JointAct::DeclareNeed
        | JointAct::Refuse
        | JointAct::ConsentToAward
        | JointAct::BeginCallOffs
        | JointAct::Close
        | JointAct::Stop => true,
    };
    rows.find(|(_, _, _, to)| holds(*to)).map(|(_, _, _, to)| *to).ok_or(Error::NotMet { act })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    const GOOD: Facts = Facts {
        needs_declared: true,
        all_mandated: true,
        documents_quorum: true,
        enough_members: true,
        published: true,
        change_reviewed: true,
        award_consented: true,
        procedure_awarded: true,
        quota_left: true,
        all_settled: true,
    };

    #[test]
    fn a_joint_tender_runs_from_proposal_to_the_end_with_one_member_leaving() {
        let not_all = Facts { all_mandated: false, ..GOOD };
        let no_quorum = Facts { documents_quorum: false, ..GOOD };
        let mut phase = JointPhase::Proposed;
        for (act, side, facts, expected) in [
            (JointAct::CallForInterest, Side::Lead, GOOD, JointPhase::Collecting),
            (JointAct::DeclareNeed, Side::Member, GOOD, JointPhase::Collecting),
            (JointAct::CloseList, Side::Lead, GOOD, JointPhase::Consolidated),
            (JointAct::GiveMandate, Side::Member, not_all, JointPhase::Consolidated),
            (JointAct::Refuse, Side::Member, not_all, JointPhase::Consolidated),
            (JointAct::Reconsolidate, Side::System, GOOD, JointPhase::Mandated),
            (JointAct::ApproveDocuments, Side::Member, no_quorum, JointPhase::Mandated),
            (JointAct::ApproveDocuments, Side::Member, GOOD, JointPhase::InProcedure),
            (JointAct::Withdraw, Side::Member, GOOD, JointPhase::ChangeReview),
            (JointAct::GoOn, Side::Lead, GOOD, JointPhase::InProcedure),
            (JointAct::ConsentToAward, Side::Member, GOOD, JointPhase::InProcedure),
            (JointAct::Award, Side::System, GOOD, JointPhase::Awarded),
            (JointAct::BeginCallOffs, Side::System, GOOD, JointPhase::CallOff),
            (JointAct::CallOff, Side::Member, GOOD, JointPhase::CallOff),
            (JointAct::Settle, Side::Lead, GOOD, JointPhase::Settled),
            (JointAct::Close, Side::Lead, GOOD, JointPhase::Closed),
        ] {
            phase = advance(phase, act, side, &facts).unwrap();
            assert_eq!(phase, expected, "{act}");
        }
        let no_consent = Facts { award_consented: false, ..GOOD };
        let found = advance(JointPhase::InProcedure, JointAct::Award, Side::System, &no_consent).unwrap_err();
        assert_eq!(found.code(), "JOINT_CONDITION_NOT_MET");
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        any::<[bool; 10]>().prop_map(|b| Facts {
            needs_declared: b[0],
            all_mandated: b[1],
            documents_quorum: b[2],
            enough_members: b[3],
            published: b[4],
            change_reviewed: b[5],
            award_consented: b[6],
            procedure_awarded: b[7],
            quota_left: b[8],
            all_settled: b[9],
        })
    }

    proptest! {
        #[test]
        fn no_history_leaves_the_table_and_the_procedure_never_runs_without_mandates(
            steps in proptest::collection::vec((0usize..JointAct::iter().count(), 0usize..3, any_facts()), 1..120)
        ) {
            let (acts, sides): (Vec<_>, Vec<_>) = (JointAct::iter().collect(), Side::iter().collect());
            let mut phase = JointPhase::Proposed;
            for (act, side, facts) in steps {
                let (act, side) = (acts[act], sides[side]);
                let Ok(next) = advance(phase, act, side, &facts) else { continue };
                prop_assert!(TABLE.contains(&(phase, act, side, next)));
                if next == JointPhase::InProcedure && phase == JointPhase::Mandated {
                    prop_assert!(facts.all_mandated && facts.documents_quorum);
                }
                prop_assert!(next != JointPhase::Awarded || facts.award_consented);
                phase = next;
            }
        }
    }
}
