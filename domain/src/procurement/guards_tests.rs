//! Tests of [`super`]: order, receipt, withdrawal, refund.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use proptest::prelude::*;

const A: SupplierId = SupplierId(1);
const B: SupplierId = SupplierId(2);
const C: SupplierId = SupplierId(3);

fn quantities(pairs: &[(u32, i64)]) -> Quantities {
    pairs.iter().copied().collect()
}

#[test]
fn the_lowest_of_enough_quotes_needs_no_reason() {
    assert_eq!(choose_quote(&[A, B, C], &[(A, 300), (B, 200), (C, 400)], B, 3, false), Ok(200));
}

#[test]
fn a_dearer_quote_or_a_missing_one_needs_a_reason() {
    assert_eq!(choose_quote(&[A, B], &[(A, 300), (B, 200)], A, 2, false), Err(Error::NotLowest));
    assert_eq!(choose_quote(&[A, B], &[(A, 300), (B, 200)], A, 2, true), Ok(300));
    assert_eq!(choose_quote(&[A, B, C], &[(A, 300)], A, 3, false), Err(Error::TooFewQuotes { given: 1, required: 3 }));
    assert_eq!(choose_quote(&[A, B, C], &[(A, 300)], A, 3, true), Ok(300));
}

#[test]
fn no_reason_lifts_a_choice_without_quote_or_a_quote_without_invitation() {
    assert_eq!(choose_quote(&[A, B], &[(A, 300)], B, 1, true), Err(Error::ChosenWithoutQuote(B)));
    assert_eq!(choose_quote(&[A], &[(A, 300), (B, 100)], A, 1, true), Err(Error::NotInvited(B)));
    assert_eq!(choose_quote(&[A], &[(A, 300), (A, 100)], A, 1, true), Err(Error::QuoteRepeated(A)));
}

#[test]
fn an_order_keeps_to_the_quote_and_to_the_limit_both_to_the_cent() {
    assert_eq!(order(1_000_000, Some(1_000_000), Some(1_000_000)), Ok(()));
    assert_eq!(order(1_000_001, Some(1_000_000), None).unwrap_err().code(), "ORDER_ABOVE_QUOTE");
    assert_eq!(
        order(1_000_001, Some(2_000_000), Some(1_000_000)).unwrap_err().code(),
        "ORDER_ABOVE_DIRECT_ORDER_LIMIT"
    );
    assert_eq!(order(1, None, None), Err(Error::NothingChosen));
}

#[test]
fn vat_is_rounded_once_a_rate_not_once_a_line() {
    let sums = order_sums(&[(3, 1900), (3, 1900), (100, 700)]).unwrap();
    assert_eq!((sums.net_cents, sums.gross_cents), (106, 106 + 1 + 7));
}

#[test]
fn what_is_complete_is_called_so_and_what_is_not_is_refused() {
    let ordered = quantities(&[(1, 5_000), (2, 1_000)]);
    let none = Quantities::new();
    let all = quantities(&[(1, 5_000), (2, 1_000)]);
    let some = quantities(&[(1, 5_000)]);
    assert_eq!(receipt_outcome("PARTIAL", &ordered, &none, &all), Ok("COMPLETE"));
    assert_eq!(receipt_outcome("PARTIAL", &ordered, &none, &some), Ok("PARTIAL"));
    assert_eq!(receipt_outcome("PARTIAL_INVOICED", &ordered, &some, &quantities(&[(2, 1_000)])), Ok("COMPLETE"));
    assert_eq!(receipt_outcome("COMPLETE", &ordered, &none, &some), Err(Error::ReceiptIncomplete { line_no: 2 }));
    assert_eq!(receipt_outcome("PARTIAL", &ordered, &none, &quantities(&[(3, 1)])), Err(Error::NoSuchLine(3)));
}

#[test]
fn withdrawing_follows_the_facts_not_the_phase_shown() {
    assert_eq!(withdrawal(Phase::Ordering, false, false), Withdrawal::Free);
    assert_eq!(withdrawal(Phase::Ordering, true, false), Withdrawal::NeedsSupplierConfirmation);
    assert_eq!(withdrawal(Phase::PaymentRelease, true, true), Withdrawal::OnlyRefund);
    assert_eq!(withdrawal(Phase::Closed, true, true), Withdrawal::Ended);
}

#[test]
fn only_small_national_procedures_go_by_quotes() {
    assert!(
        by_quotes(Procedure::DirectOrder, Regime::National) && by_quotes(Procedure::NegotiatedAward, Regime::National)
    );
    assert!(!by_quotes(Procedure::PublicCall, Regime::National) && !by_quotes(Procedure::NegotiatedAward, Regime::Eu));
}

#[test]
fn facts_of_tomorrow_are_refused() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    assert_eq!(happened(day, day), Ok(()));
    assert_eq!(happened(day.succ_opt().unwrap(), day).unwrap_err().code(), "DATE_IN_THE_FUTURE");
}

proptest! {
    #[test]
    fn receipts_never_add_up_to_more_than_was_ordered(wanted in 1_i64..1_000_000, parts in proptest::collection::vec(1_i64..400_000, 0..12)) {
        let ordered = quantities(&[(1, wanted)]);
        let mut arrived = 0;
        for part in parts {
            if receive(&ordered, &quantities(&[(1, arrived)]), &quantities(&[(1, part)])).is_ok() {
                arrived += part;
            }
            prop_assert!(arrived <= wanted);
        }
    }

    #[test]
    fn refunds_never_exceed_what_was_paid(paid in 0_i64..1_000_000_000, claims in proptest::collection::vec(0_i64..500_000_000, 0..12)) {
        let mut refunded = 0;
        for claim in claims {
            if refund(claim, paid, refunded).is_ok() {
                refunded += claim;
            }
            prop_assert!(refunded <= paid);
        }
    }

    #[test]
    fn gross_is_never_below_net(lines in proptest::collection::vec((0_i64..1_000_000_000, 0_u16..2500), 0..20)) {
        let sums = order_sums(&lines).unwrap();
        prop_assert!(sums.gross_cents >= sums.net_cents);
        prop_assert_eq!(sums.net_cents, lines.iter().map(|l| l.0).sum::<i64>());
    }
}
