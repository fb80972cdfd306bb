//! The closed lists of `domain::procurement` as GraphQL enums; the compiler keeps both the same.

use async_graphql::Enum;

/// Where a procurement stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::procurement::phase::Phase")]
pub enum Phase {
    /// Returned to its author.
    Revision,
    /// Funds are to be released.
    BudgetRelease,
    /// The procedure is to be chosen.
    ProcedureChoice,
    /// No rule for the day: a person decides.
    RuleDecision,
    /// Quotes are obtained.
    Quotes,
    /// A second person releases.
    OrderRelease,
    /// The order goes out.
    Ordering,
    /// Above the limit of a direct order.
    TenderNeeded,
    /// Goods receipt awaited.
    Receipt,
    /// An invoice is awaited.
    Invoice,
    /// Three-way match, done by the machine.
    Matching,
    /// The match found a difference.
    Difference,
    /// Factual certification.
    FactualCertification,
    /// Arithmetic certification.
    ArithmeticCertification,
    /// Payment order.
    PaymentOrder,
    /// Treasury, first person.
    PaymentAcceptance,
    /// Treasury, second person.
    PaymentRelease,
    /// Cost is booked to its cost centre, by the machine.
    Booking,
    /// The award file is closed.
    FileClosing,
    /// The supplier is asked about a withdrawal.
    WithdrawalConfirmation,
    /// Money claimed back is awaited.
    Refund,
    /// End: paid, booked, filed.
    Closed,
    /// End: withdrawn.
    Withdrawn,
    /// End: aborted after an incident.
    Aborted,
}
