//! Hard checks between the chosen quote and the last cent of a procurement (handbook 3.3, 11.1, 11.4).
//!
//! Why here: whoever orders, receives, withdraws or claims back is held to what was decided before, and the
//! same way whether a clerk, an import or the machine does it. Pure; all facts come in.
//!
//! What must stay true: an order never passes the quote it was released on; nothing is received that was not
//! ordered; never more comes back than was paid; days of facts are never in the future.

use super::phase::Phase;
use super::regime::{Procedure, Regime};
use crate::ids::SupplierId;
use crate::money;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Why an order, receipt, withdrawal or refund was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Above the chosen quote.
    #[error("the order of {order_net_cents} net cents is above the chosen quote of {quote_net_cents}")]
    AboveQuote {
        /// Order, net.
        order_net_cents: i64,
        /// Quote, net.
        quote_net_cents: i64,
    },
    /// Above what may be ordered directly.
    #[error("the order of {order_net_cents} net cents is above the limit of a direct order, {limit_cents}")]
    AboveDirectOrder {
        /// Order, net.
        order_net_cents: i64,
        /// Limit of the pinned rule, net.
        limit_cents: i64,
    },
    /// No firm was chosen.
    #[error("no firm has been chosen")]
    NothingChosen,
    /// The firm to order from gave no quote.
    #[error("firm {0} is not among the quotes")]
    ChosenWithoutQuote(SupplierId),
    /// One firm has two quotes.
    #[error("firm {0} has more than one quote")]
    QuoteRepeated(SupplierId),
    /// A quote came from a firm that was not asked.
    #[error("firm {0} gave a quote and was not invited")]
    NotInvited(SupplierId),
    /// Not the lowest price, and no reason.
    #[error("the chosen quote is not the lowest; a reason is needed")]
    NotLowest,
    /// Fewer quotes than required, and no reason.
    #[error("{given} quotes came, {required} are required; a reason is needed")]
    TooFewQuotes {
        /// Quotes that came.
        given: usize,
        /// Quotes required.
        required: usize,
    },
    /// The order has no such line.
    #[error("the order has no line {0}")]
    NoSuchLine(u32),
    /// More arrived than was ordered.
    #[error("line {line_no}: {received_milli} thousandths received, {ordered_milli} ordered")]
    AboveOrdered {
        /// Line.
        line_no: u32,
        /// All receipts together.
        received_milli: i64,
        /// Ordered.
        ordered_milli: i64,
    },
    /// Said to be complete, and quantities are missing.
    #[error("line {line_no} has not arrived completely")]
    ReceiptIncomplete {
        /// The first such line.
        line_no: u32,
    },
    /// Everything has arrived: nothing to wait for.
    #[error("everything ordered has arrived")]
    NothingOutstanding,
    /// More would come back than was paid.
    #[error("{claimed_cents} cents are more than the {refundable_cents} paid and not yet refunded")]
    RefundAbovePaid {
        /// Claimed or received.
        claimed_cents: i64,
        /// Paid less refunded.
        refundable_cents: i64,
    },
    /// Facts of tomorrow.
    #[error("{0} is in the future")]
    InTheFuture(NaiveDate),
    /// Facts of another age: a slip of the keyboard.
    #[error("{0} is too long ago")]
    TooLongAgo(NaiveDate),
    /// An amount is negative or absurd.
    #[error(transparent)]
    Amount(#[from] money::Error),
}

impl Error {
    /// Stable code for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AboveQuote { .. } => "ORDER_ABOVE_QUOTE",
            Self::AboveDirectOrder { .. } => "ORDER_ABOVE_DIRECT_ORDER_LIMIT",
            Self::NothingChosen => "NO_FIRM_CHOSEN",
            Self::ChosenWithoutQuote(_) => "CHOSEN_WITHOUT_QUOTE",
            Self::QuoteRepeated(_) => "QUOTE_REPEATED",
            Self::NotInvited(_) => "FIRM_NOT_INVITED",
            Self::NotLowest => "REASON_FOR_CHOICE_NEEDED",
            Self::TooFewQuotes { .. } => "TOO_FEW_QUOTES",
            Self::NoSuchLine(_) => "ORDER_LINE_UNKNOWN",
            Self::AboveOrdered { .. } => "RECEIPT_ABOVE_ORDER",
            Self::ReceiptIncomplete { .. } => "RECEIPT_INCOMPLETE",
            Self::NothingOutstanding => "NOTHING_OUTSTANDING",
            Self::RefundAbovePaid { .. } => "REFUND_ABOVE_PAID",
            Self::InTheFuture(_) => "DATE_IN_THE_FUTURE",
            Self::TooLongAgo(_) => "DATE_ABSURD",
            Self::Amount(error) => error.code(),
        }
    }
}

/// Nothing that is recorded here is older.
const EARLIEST_YEAR: i32 = 1990;

/// A fact somebody records has happened by `today`.
///
/// # Errors
/// [`Error::InTheFuture`], [`Error::TooLongAgo`].
pub fn happened(on: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if on > today {
        Err(Error::InTheFuture(on))
    } else if on.year() < EARLIEST_YEAR {
        Err(Error::TooLongAgo(on))
    } else {
        Ok(())
    }
}

/// Whether a contract by `procedure` is made by asking for quotes; everything else needs a tender.
#[must_use]
pub const fn by_quotes(procedure: Procedure, regime: Regime) -> bool {
    matches!((procedure, regime), (Procedure::DirectOrder | Procedure::NegotiatedAward, Regime::National))
}

/// The quotes that came and the one chosen; gives the chosen price. A reason lifts "not the lowest" and, when
/// enough firms were asked, "too few came".
///
/// # Errors
/// See [`Error`].
pub fn choose_quote(
    invited: &[SupplierId],
    quotes: &[(SupplierId, i64)],
    chosen: SupplierId,
    required: usize,
    has_reason: bool,
) -> Result<i64, Error> {
    for (at, (firm, net_cents)) in quotes.iter().enumerate() {
        money::checked(*net_cents)?;
        if quotes[..at].iter().any(|(other, _)| other == firm) {
            return Err(Error::QuoteRepeated(*firm));
        }
        if !invited.contains(firm) {
            return Err(Error::NotInvited(*firm));
        }
    }
    let (_, price) = quotes.iter().find(|(firm, _)| *firm == chosen).ok_or(Error::ChosenWithoutQuote(chosen))?;
    if quotes.len() < required && !has_reason {
        return Err(Error::TooFewQuotes { given: quotes.len(), required });
    }
    if quotes.iter().any(|(_, other)| other < price) && !has_reason {
        return Err(Error::NotLowest);
    }
    Ok(*price)
}

/// The order against the chosen quote and, for a direct order, the limit of the pinned rule. All net.
///
/// # Errors
/// [`Error::NothingChosen`], [`Error::AboveQuote`], [`Error::AboveDirectOrder`].
pub fn order(
    order_net_cents: i64,
    quote_net_cents: Option<i64>,
    direct_order_limit_cents: Option<i64>,
) -> Result<(), Error> {
    let quote_net_cents = quote_net_cents.ok_or(Error::NothingChosen)?;
    if order_net_cents > quote_net_cents {
        return Err(Error::AboveQuote { order_net_cents, quote_net_cents });
    }
    match direct_order_limit_cents {
        Some(limit_cents) if order_net_cents > limit_cents => {
            Err(Error::AboveDirectOrder { order_net_cents, limit_cents })
        }
        _ => Ok(()),
    }
}

/// Net, and gross with the VAT of each rate computed once on the sum of its lines, as an invoice does it
/// (EN 16931 BG-23). Lines are `(net_cents, vat_rate_bp)`.
///
/// # Errors
/// When the sums leave what an amount may be.
pub fn order_sums(lines: &[(i64, u16)]) -> Result<money::NetGross, Error> {
    let mut by_rate: BTreeMap<u16, i64> = BTreeMap::new();
    let mut net_cents = 0_i64;
    for (line_cents, rate_bp) in lines {
        net_cents = money::checked(net_cents.saturating_add(money::checked(*line_cents)?))?;
        let sum = by_rate.entry(*rate_bp).or_default();
        *sum = sum.saturating_add(*line_cents);
    }
    let mut gross_cents = net_cents;
    for (rate_bp, base_cents) in by_rate {
        gross_cents = money::checked(gross_cents.saturating_add(money::vat_cents(base_cents, rate_bp)?))?;
    }
    Ok(money::NetGross { net_cents, gross_cents })
}

/// Quantities by order line, thousandths.
pub type Quantities = BTreeMap<u32, i64>;

/// What has arrived when `now` is added to `before`; `true`: everything ordered is there.
///
/// # Errors
/// [`Error::NoSuchLine`], [`Error::AboveOrdered`].
pub fn receive(ordered: &Quantities, before: &Quantities, now: &Quantities) -> Result<bool, Error> {
    for (&line_no, &arrived) in now {
        let ordered_milli = *ordered.get(&line_no).ok_or(Error::NoSuchLine(line_no))?;
        let received_milli = before.get(&line_no).copied().unwrap_or(0).saturating_add(arrived);
        if received_milli > ordered_milli {
            return Err(Error::AboveOrdered { line_no, received_milli, ordered_milli });
        }
    }
    Ok(first_missing(ordered, before, now).is_none())
}

/// The outcome the process goes on with after a receipt: what is complete is called so, what is not is refused
/// to be called so.
///
/// # Errors
/// [`Error::ReceiptIncomplete`] and those of [`receive`].
pub fn receipt_outcome<'a>(
    claimed: &'a str,
    ordered: &Quantities,
    before: &Quantities,
    now: &Quantities,
) -> Result<&'a str, Error> {
    let complete = receive(ordered, before, now)?;
    match first_missing(ordered, before, now) {
        Some(line_no) if claimed == "COMPLETE" => Err(Error::ReceiptIncomplete { line_no }),
        _ => Ok(if complete { "COMPLETE" } else { claimed }),
    }
}

fn first_missing(ordered: &Quantities, before: &Quantities, now: &Quantities) -> Option<u32> {
    let of = |quantities: &Quantities, line_no: &u32| quantities.get(line_no).copied().unwrap_or(0);
    ordered.iter().find(|(no, wanted)| of(before, no).saturating_add(of(now, no)) < **wanted).map(|(no, _)| *no)
}

/// What a wish to withdraw meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawal {
    /// Nothing is ordered: it ends at once.
    Free,
    /// There is a contract: the supplier is asked.
    NeedsSupplierConfirmation,
    /// Money has left: it can only be claimed back.
    OnlyRefund,
    /// The case has ended.
    Ended,
}

/// What withdrawing means now. `ordered` and `paid` are facts of the case: they are true a moment before the
/// phase says so.
#[must_use]
pub const fn withdrawal(phase: Phase, ordered: bool, paid: bool) -> Withdrawal {
    if phase.is_end() {
        Withdrawal::Ended
    } else if paid {
        Withdrawal::OnlyRefund
    } else if ordered {
        Withdrawal::NeedsSupplierConfirmation
    } else {
        Withdrawal::Free
    }
}

/// A refund claimed or received.
///
/// # Errors
/// [`Error::RefundAbovePaid`]; [`Error::Amount`].
pub fn refund(claimed_cents: i64, paid_cents: i64, refunded_cents: i64) -> Result<(), Error> {
    money::checked(claimed_cents)?;
    let refundable_cents = paid_cents.saturating_sub(refunded_cents).max(0);
    if claimed_cents > refundable_cents {
        Err(Error::RefundAbovePaid { claimed_cents, refundable_cents })
    } else {
        Ok(())
    }
}

#[cfg(test)]
#[path = "guards_tests.rs"]
mod tests;
