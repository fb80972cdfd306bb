//! The states of an invoice and what may happen in each (handbook 11.4).
//!
//! Why here: the workflow asks this table, the screen shows its buttons from it, and a late event
//! is refused by it. Who may cause an event is in `guards`; this file knows only the order.
//!
//! What must stay true: every transition is listed once; a held invoice knows where it came from
//! by type, so "on hold, formerly paid" cannot be written down; a paid invoice never goes back.

use super::Error;
use serde::{Deserialize, Serialize};

/// Where an invoice stands that is neither ended nor held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Open {
    Received,
    Valid,
    Difference,
    Disputed,
    Matched,
    /// Factually certified; the arithmetical certification is outstanding.
    CertifiedFactual,
    Certified,
    Ordered,
    /// Accepted by the first treasurer, waiting for the second.
    Scheduled,
}

/// Where an invoice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "state", content = "at")]
pub enum State {
    Open(Open),
    OnHold {
        former: Open,
    },
    /// Returned to the supplier with the report.
    Rejected,
    Paid,
    /// Reconciled with the bank statement and booked.
    Posted,
}

/// What can happen to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::EnumIter)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Event {
    /// The checks found nothing fatal.
    Accept,
    /// Back to the supplier: not valid, or a dispute that ended that way.
    Reject,
    /// The three-way match found no difference.
    Match,
    /// The three-way match found one.
    Differ,
    /// A person settled the difference.
    Clarify,
    /// A person took the difference up with the supplier.
    Dispute,
    CertifyFactual,
    CertifyArithmetic,
    /// The payment order (Auszahlungsanordnung).
    Order,
    /// The orderer sends it back to certification.
    Return,
    /// The first treasurer takes the payment order on.
    Schedule,
    /// The second treasurer releases the payment.
    Release,
    /// The bank statement shows the payment.
    Reconcile,
    /// A wrong payment order is countered by a reversal order; nothing is deleted.
    Reverse,
    Hold,
    Resume,
}

impl Event {
    /// Name for messages and the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Accept => "ACCEPT",
            Self::Reject => "REJECT",
            Self::Match => "MATCH",
            Self::Differ => "DIFFER",
            Self::Clarify => "CLARIFY",
            Self::Dispute => "DISPUTE",
            Self::CertifyFactual => "CERTIFY_FACTUAL",
            Self::CertifyArithmetic => "CERTIFY_ARITHMETIC",
            Self::Order => "ORDER",
            Self::Return => "RETURN",
            Self::Schedule => "SCHEDULE",
            Self::Release => "RELEASE",
            Self::Reconcile => "RECONCILE",
            Self::Reverse => "REVERSE",
            Self::Hold => "HOLD",
            Self::Resume => "RESUME",
        }
    }

    /// Whether the journal must carry a reason.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Reject | Self::Clarify | Self::Dispute | Self::Return | Self::Reverse | Self::Hold)
    }
}

impl Open {
    /// Stable code for machines and rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "RECEIVED",
            Self::Valid => "VALID",
            Self::Difference => "DIFFERENCE",
            Self::Disputed => "DISPUTED",
            Self::Matched => "MATCHED",
            Self::CertifiedFactual => "CERTIFIED_FACTUAL",
            Self::Certified => "CERTIFIED",
            Self::Ordered => "ORDERED",
            Self::Scheduled => "SCHEDULED",
        }
    }
}

impl State {
    /// Stable code for machines and rows; a held invoice carries [`State::former`] beside it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open(open) => open.code(),
            Self::OnHold { .. } => "ON_HOLD",
            Self::Rejected => "REJECTED",
            Self::Paid => "PAID",
            Self::Posted => "POSTED",
        }
    }

    /// Where a held invoice goes back to.
    pub fn former(self) -> Option<Open> {
        if let Self::OnHold { former } = self { Some(former) } else { None }
    }

    /// Reads the codes of a row; `former` counts for `ON_HOLD` only.
    pub fn from_codes(code: &str, former: Option<&str>) -> Option<Self> {
        use strum::IntoEnumIterator;
        let open = |wanted: &str| Open::iter().find(|o| o.code() == wanted);
        match code {
            "ON_HOLD" => former.and_then(open).map(|former| Self::OnHold { former }),
            "REJECTED" => Some(Self::Rejected),
            "PAID" => Some(Self::Paid),
            "POSTED" => Some(Self::Posted),
            other => open(other).map(Self::Open),
        }
    }
}

/// The state after `event`; `reason` is what the journal will say.
///
/// # Errors
/// [`Error::NotNow`], [`Error::ReasonRequired`], and [`Error::AlreadyPaid`] for whatever would
/// undo a payment.
pub fn next(state: State, event: Event, reason: Option<&str>) -> Result<State, Error> {
    let refused = Error::NotNow { state: state.code(), event: event.code() };
    let after = match state {
        State::Open(open) => match event {
            Event::Hold => State::OnHold { former: open },
            _ => step(open, event).ok_or(refused)?,
        },
        State::OnHold { former } if event == Event::Resume => State::Open(former),
        State::Paid if event == Event::Reconcile => State::Posted,
        State::Paid | State::Posted
            if matches!(event, Event::Hold | Event::Return | Event::Reverse | Event::Reject) =>
        {
            return Err(Error::AlreadyPaid);
        }
        State::OnHold { .. } | State::Rejected | State::Paid | State::Posted => {
            return Err(refused);
        }
    };
    if event.needs_reason() && reason.is_none_or(|r| r.trim().is_empty()) {
        return Err(Error::ReasonRequired { event: event.code() });
    }
    Ok(after)
}

fn step(open: Open, event: Event) -> Option<State> {
    use Open::{Certified, CertifiedFactual, Difference, Disputed, Matched, Ordered, Received, Scheduled, Valid};
    Some(State::Open(match (open, event) {
        (Received, Event::Accept) => Valid,
        (Received | Disputed, Event::Reject) => return Some(State::Rejected),
        (Valid, Event::Match) | (Difference | Disputed, Event::Clarify) => Matched,
        (Valid, Event::Differ) => Difference,
        (Difference, Event::Dispute) => Disputed,
        (Matched, Event::CertifyFactual) => CertifiedFactual,
        (CertifiedFactual, Event::CertifyArithmetic) => Certified,
        (Certified, Event::Order) => Ordered,
        // Back to MATCHED: both certifications are given again, on what is then known. The
        // arithmetical certifier may send it back to the factual one in the same way.
        (CertifiedFactual | Certified, Event::Return) | (Ordered | Scheduled, Event::Reverse) => Matched,
        (Ordered, Event::Schedule) => Scheduled,
        (Scheduled, Event::Release) => return Some(State::Paid),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    fn run(events: &[Event]) -> State {
        events.iter().fold(State::Open(Open::Received), |s, e| next(s, *e, Some("Grund")).unwrap())
    }

    #[test]
    fn the_straight_way_leads_from_receipt_to_the_books() {
        let end = run(&[
            Event::Accept,
            Event::Match,
            Event::CertifyFactual,
            Event::CertifyArithmetic,
            Event::Order,
            Event::Schedule,
            Event::Release,
            Event::Reconcile,
        ]);
        assert_eq!(end, State::Posted);
    }

    #[test]
    fn nothing_is_ordered_on_one_certification() {
        let half = run(&[Event::Accept, Event::Match, Event::CertifyFactual]);
        assert_eq!(next(half, Event::Order, None).unwrap_err().code(), "INVOICE_NOT_NOW");
    }

    #[test]
    fn a_hold_returns_to_where_it_came_from() {
        let held = run(&[Event::Accept, Event::Differ, Event::Hold]);
        assert_eq!((held.code(), held.former()), ("ON_HOLD", Some(Open::Difference)));
        assert_eq!(next(held, Event::Resume, None).unwrap(), State::Open(Open::Difference));
        assert!(next(held, Event::Clarify, Some("x")).is_err());
    }

    #[test]
    fn a_return_without_reason_is_refused() {
        let certified = run(&[Event::Accept, Event::Match, Event::CertifyFactual, Event::CertifyArithmetic]);
        assert_eq!(next(certified, Event::Return, Some("  ")).unwrap_err().code(), "REASON_REQUIRED");
    }

    #[test]
    fn every_state_is_read_back_from_its_codes() {
        let states = Open::iter().flat_map(|o| [State::Open(o), State::OnHold { former: o }]).chain([
            State::Rejected,
            State::Paid,
            State::Posted,
        ]);
        for s in states {
            assert_eq!(State::from_codes(s.code(), s.former().map(Open::code)), Some(s));
        }
        assert_eq!(State::from_codes("ON_HOLD", Some("PAID")), None);
    }

    proptest! {
        #[test]
        fn paid_is_reached_only_through_both_certifications_an_order_and_two_treasurers(
            picks in proptest::collection::vec(0usize..16, 0..80),
        ) {
            let all: Vec<Event> = Event::iter().collect();
            let (mut state, mut last) = (State::Open(Open::Received), Vec::new());
            for p in picks {
                let event = all[p % all.len()];
                if let Ok(after) = next(state, event, Some("Grund")) {
                    if matches!(state, State::Paid | State::Posted) {
                        prop_assert!(matches!(after, State::Paid | State::Posted), "a paid invoice went back");
                    }
                    if after == State::Open(Open::Matched) && !matches!(event, Event::Resume) { last.clear(); }
                    if !matches!(event, Event::Hold | Event::Resume) { last.push(event); }
                    state = after;
                    if state == State::Paid {
                        let chain = [Event::CertifyFactual, Event::CertifyArithmetic, Event::Order, Event::Schedule, Event::Release];
                        prop_assert!(last.ends_with(&chain), "{:?}", last);
                    }
                }
            }
        }
    }
}
