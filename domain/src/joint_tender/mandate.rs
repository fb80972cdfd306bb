//! A member's gate: what must be there before the lead may publish in its name (handbook 5, 11.2).
//!
//! Each member has its own gate inside the one procedure: a decision of the competent organ or an urgent decision,
//! the money, the signature. [`missing`] names everything that blocks, so that nobody has to ask.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How an organ voted. Abstentions do not count in the majority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vote {
    /// For.
    pub yes: u16,
    /// Against.
    pub no: u16,
    /// Neither.
    pub abstained: u16,
}

impl Vote {
    /// More for than against; a tie is a refusal.
    #[must_use]
    pub const fn is_carried(self) -> bool {
        self.yes > self.no
    }
}

/// Something the organ tied its yes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// In its words.
    pub text: String,
    /// When a person found it met.
    pub met_on: Option<NaiveDate>,
}

/// Who decided for the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Decision {
    /// A resolution in session.
    Resolution {
        /// Council, committee or steering body.
        organ: String,
        /// Day of the session.
        session_on: NaiveDate,
        /// Item of the agenda.
        agenda_item: String,
        /// Number of the draft resolution (Vorlage).
        template_number: String,
        /// The vote.
        vote: Vote,
        /// Whether the extract of the minutes (Beschlussauszug) is in the file.
        extract_filed: bool,
        /// Conditions.
        conditions: Vec<Condition>,
    },
    /// An urgent decision (Eilentscheidung), reported at the next session.
    Urgent {
        /// Who decided.
        decided_by: String,
        /// When.
        decided_on: NaiveDate,
        /// The next session, at which it must be reported.
        next_session_on: NaiveDate,
        /// When it was reported.
        reported_on: Option<NaiveDate>,
    },
}

/// Everything of one member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Gate {
    /// Binding need is declared.
    pub need_declared: bool,
    /// The decision.
    pub decision: Option<Decision>,
    /// The budget is released.
    pub budget_released: bool,
    /// The mandate is signed.
    pub signed_on: Option<NaiveDate>,
}

/// What blocks a member's gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "blocks", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum Missing {
    /// No need with minimum, estimate and maximum.
    Need,
    /// No decision yet.
    Decision,
    /// The session lies ahead.
    SessionAhead {
        /// Its day.
        session_on: NaiveDate,
    },
    /// The organ said no: the member drops out unless it decides anew.
    Refused,
    /// No extract of the minutes.
    Extract,
    /// A condition is not met.
    Condition {
        /// In the organ's words.
        text: String,
    },
    /// An urgent decision was not reported though the session has been.
    UrgentNotReported {
        /// The session.
        session_on: NaiveDate,
    },
    /// No money.
    Budget,
    /// No signature.
    Signature,
}

/// What blocks the gate on `today`; empty means open.
#[must_use]
pub fn missing(gate: &Gate, today: NaiveDate) -> Vec<Missing> {
    let mut found = Vec::new();
    if !gate.need_declared {
        found.push(Missing::Need);
    }
    match &gate.decision {
        None => found.push(Missing::Decision),
        Some(Decision::Resolution { session_on, .. }) if *session_on > today => {
            found.push(Missing::SessionAhead { session_on: *session_on });
        }
        Some(Decision::Resolution { vote, .. }) if !vote.is_carried() => found.push(Missing::Refused),
        Some(Decision::Resolution { extract_filed, conditions, .. }) => {
            if !extract_filed {
                found.push(Missing::Extract);
            }
            let open = conditions.iter().filter(|condition| condition.met_on.is_none_or(|met| met > today));
            found.extend(open.map(|condition| Missing::Condition { text: condition.text.clone() }));
        }
        Some(Decision::Urgent { next_session_on, reported_on, .. }) => {
            // before that session the urgent decision carries the gate alone
            if *next_session_on < today && reported_on.is_none() {
                found.push(Missing::UrgentNotReported { session_on: *next_session_on });
            }
        }
    }
    if !gate.budget_released {
        found.push(Missing::Budget);
    }
    if gate.signed_on.is_none_or(|signed| signed > today) {
        found.push(Missing::Signature);
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn resolution(yes: u16, no: u16) -> Decision {
        Decision::Resolution {
            organ: "council".into(),
            session_on: day("2026-12-10"),
            agenda_item: "7".into(),
            template_number: "2026/118".into(),
            vote: Vote { yes, no, abstained: 3 },
            extract_filed: true,
            conditions: vec![],
        }
    }

    fn gate(decision: Decision) -> Gate {
        let signed_on = Some(day("2026-12-14"));
        Gate { need_declared: true, decision: Some(decision), budget_released: true, signed_on }
    }

    #[test]
    fn a_gate_opens_with_resolution_money_and_signature() {
        assert_eq!(missing(&gate(resolution(12, 8)), day("2026-12-15")), []);
        assert_eq!(missing(&gate(resolution(10, 10)), day("2026-12-15")), [Missing::Refused]);
        let all = [Missing::Need, Missing::Decision, Missing::Budget, Missing::Signature];
        assert_eq!(missing(&Gate::default(), day("2026-12-15")), all);
        let ahead = missing(&gate(resolution(0, 0)), day("2026-12-09"));
        assert_eq!(ahead, [Missing::SessionAhead { session_on: day("2026-12-10") }, Missing::Signature]);
    }

    #[test]
    fn conditions_and_the_extract_block_until_they_are_there() {
        let mut decision = resolution(12, 8);
        if let Decision::Resolution { extract_filed, conditions, .. } = &mut decision {
            *extract_filed = false;
            conditions.push(Condition { text: "grant approved".into(), met_on: None });
        }
        let expected = [Missing::Extract, Missing::Condition { text: "grant approved".into() }];
        assert_eq!(missing(&gate(decision), day("2026-12-15")), expected);
    }

    #[test]
    fn an_urgent_decision_carries_until_the_next_session() {
        let urgent = |reported_on| {
            gate(Decision::Urgent {
                decided_by: "mayor".into(),
                decided_on: day("2026-12-14"),
                next_session_on: day("2027-01-21"),
                reported_on,
            })
        };
        assert_eq!(missing(&urgent(None), day("2027-01-21")), []);
        assert_eq!(
            missing(&urgent(None), day("2027-01-22")),
            [Missing::UrgentNotReported { session_on: day("2027-01-21") }]
        );
        assert_eq!(missing(&urgent(Some(day("2027-01-21"))), day("2027-01-22")), []);
    }
}
