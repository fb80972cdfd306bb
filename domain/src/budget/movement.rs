//! The six movements of a budget line and what each needs.
//!
//! Why here: release reserves, order commits, invoice consumes; every way back has a movement of
//! its own, so that a history of movements tells what happened and nothing is overwritten.
//!
//! What must stay true: checked arithmetic everywhere, and a refused movement changes nothing.

use super::{Error, Line};
use serde::{Deserialize, Serialize};

/// What happens to a budget line. All amounts are gross cents and not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE", tag = "movement")]
pub enum Movement {
    /// The budget release: available becomes reserved.
    Reserve { amount_cents: i64 },
    /// A reservation is given up: reserved becomes available.
    Release { amount_cents: i64 },
    /// The order: `reserved_cents` leave the reservation and `committed_cents` are bound. An
    /// order above its reservation needs the difference to be available, one below it frees the
    /// rest. A reservation of 0 commits straight from what is available (a raised order).
    Commit { reserved_cents: i64, committed_cents: i64 },
    /// An invoice, partial ones too: committed becomes spent.
    Consume { amount_cents: i64 },
    /// An order withdrawn or delivered for less: committed becomes available.
    FreeCommitment { amount_cents: i64 },
    /// A credit note or repayment: spent becomes available.
    Refund { amount_cents: i64 },
}

/// The line after the movement; the line given in is untouched.
///
/// # Errors
/// The bucket a movement takes from must hold the amount; see [`Error`] for each situation.
pub fn apply(line: &Line, movement: Movement) -> Result<Line, Error> {
    let mut next = *line;
    match movement {
        Movement::Reserve { amount_cents } => {
            not_negative(amount_cents)?;
            available(line, amount_cents)?;
            next.reserved_cents = add(line.reserved_cents, amount_cents)?;
        }
        Movement::Release { amount_cents } => {
            not_negative(amount_cents)?;
            next.reserved_cents = take(line.reserved_cents, amount_cents)
                .ok_or(Error::NothingReserved { reserved_cents: line.reserved_cents })?;
        }
        Movement::Commit { reserved_cents, committed_cents } => {
            not_negative(reserved_cents)?;
            not_negative(committed_cents)?;
            next.reserved_cents = take(line.reserved_cents, reserved_cents)
                .ok_or(Error::NothingReserved { reserved_cents: line.reserved_cents })?;
            let above_cents = committed_cents.saturating_sub(reserved_cents);
            if above_cents > 0 {
                available(line, above_cents)?;
            }
            next.committed_cents = add(line.committed_cents, committed_cents)?;
        }
        Movement::Consume { amount_cents } => {
            not_negative(amount_cents)?;
            next.committed_cents = take(line.committed_cents, amount_cents)
                .ok_or(Error::NothingCommitted { committed_cents: line.committed_cents })?;
            next.spent_cents = add(line.spent_cents, amount_cents)?;
        }
        Movement::FreeCommitment { amount_cents } => {
            not_negative(amount_cents)?;
            next.committed_cents = take(line.committed_cents, amount_cents)
                .ok_or(Error::NothingCommitted { committed_cents: line.committed_cents })?;
        }
        Movement::Refund { amount_cents } => {
            not_negative(amount_cents)?;
            next.spent_cents =
                take(line.spent_cents, amount_cents).ok_or(Error::NothingSpent { spent_cents: line.spent_cents })?;
        }
    }
    // The sum over all buckets must still fit: restore checks it once for every movement.
    Line::restore(next.buckets())
}

fn not_negative(amount_cents: i64) -> Result<(), Error> {
    if amount_cents < 0 { Err(Error::NegativeAmount { amount_cents }) } else { Ok(()) }
}

fn available(line: &Line, amount_cents: i64) -> Result<(), Error> {
    let available_cents = line.available_cents();
    if amount_cents > available_cents.max(0) {
        return Err(Error::InsufficientFunds { available_cents });
    }
    Ok(())
}

fn add(bucket_cents: i64, amount_cents: i64) -> Result<i64, Error> {
    bucket_cents.checked_add(amount_cents).ok_or(Error::Overflow)
}

fn take(bucket_cents: i64, amount_cents: i64) -> Option<i64> {
    bucket_cents.checked_sub(amount_cents).filter(|rest| *rest >= 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn line(appropriation_cents: i64, steps: &[Movement]) -> Line {
        steps.iter().fold(Line::new(appropriation_cents).unwrap(), |l, m| apply(&l, *m).unwrap())
    }

    #[test]
    fn two_releases_for_the_last_euro_leave_one_winner() {
        let last_euro = Movement::Reserve { amount_cents: 100 };
        let after_first = apply(&Line::new(100).unwrap(), last_euro).unwrap();
        let second = apply(&after_first, last_euro).unwrap_err();
        assert_eq!(second, Error::InsufficientFunds { available_cents: 0 });
        assert_eq!(second.code(), "INSUFFICIENT_FUNDS");
    }

    #[test]
    fn an_order_below_its_reservation_gives_the_rest_back() {
        let l = line(
            1000,
            &[Movement::Reserve { amount_cents: 800 }, Movement::Commit { reserved_cents: 800, committed_cents: 650 }],
        );
        assert_eq!((l.reserved_cents(), l.committed_cents(), l.available_cents()), (0, 650, 350));
    }

    #[test]
    fn an_order_above_its_reservation_needs_the_difference() {
        let reserved = line(1000, &[Movement::Reserve { amount_cents: 800 }]);
        let dear = Movement::Commit { reserved_cents: 800, committed_cents: 1001 };
        assert_eq!(apply(&reserved, dear), Err(Error::InsufficientFunds { available_cents: 200 }));
        let just = Movement::Commit { reserved_cents: 800, committed_cents: 1000 };
        assert_eq!(apply(&reserved, just).unwrap().available_cents(), 0);
    }

    #[test]
    fn partial_invoices_consume_the_commitment_and_not_a_cent_more() {
        let l = line(
            1000,
            &[
                Movement::Reserve { amount_cents: 600 },
                Movement::Commit { reserved_cents: 600, committed_cents: 600 },
                Movement::Consume { amount_cents: 250 },
            ],
        );
        assert_eq!(
            apply(&l, Movement::Consume { amount_cents: 351 }),
            Err(Error::NothingCommitted { committed_cents: 350 })
        );
        assert_eq!(apply(&l, Movement::Consume { amount_cents: 350 }).unwrap().spent_cents(), 600);
    }

    #[test]
    fn a_cut_appropriation_refuses_new_reservations_but_lets_go() {
        let cut = Line::restore(Buckets {
            appropriation_cents: 100,
            reserved_cents: 150,
            committed_cents: 0,
            spent_cents: 0,
        })
        .unwrap();
        assert_eq!(cut.available_cents(), -50);
        assert_eq!(
            apply(&cut, Movement::Reserve { amount_cents: 1 }),
            Err(Error::InsufficientFunds { available_cents: -50 })
        );
        assert_eq!(apply(&cut, Movement::Release { amount_cents: 150 }).unwrap().available_cents(), 100);
    }

    use super::super::Buckets;

    fn amount() -> impl Strategy<Value = i64> {
        prop_oneof![4 => 0i64..2_000, 1 => any::<i64>()]
    }

    fn movement() -> impl Strategy<Value = Movement> {
        prop_oneof![
            amount().prop_map(|amount_cents| Movement::Reserve { amount_cents }),
            amount().prop_map(|amount_cents| Movement::Release { amount_cents }),
            (amount(), amount())
                .prop_map(|(reserved_cents, committed_cents)| Movement::Commit { reserved_cents, committed_cents }),
            amount().prop_map(|amount_cents| Movement::Consume { amount_cents }),
            amount().prop_map(|amount_cents| Movement::FreeCommitment { amount_cents }),
            amount().prop_map(|amount_cents| Movement::Refund { amount_cents }),
        ]
    }

    proptest! {
        #[test]
        fn accepted_movements_keep_buckets_and_sum(
            appropriation in prop_oneof![0i64..5_000, Just(i64::MAX)],
            movements in proptest::collection::vec(movement(), 0..60),
        ) {
            let mut l = Line::new(appropriation).unwrap();
            for m in movements {
                if let Ok(next) = apply(&l, m) { l = next; }
                for bucket in [l.reserved_cents(), l.committed_cents(), l.spent_cents(), l.available_cents()] {
                    prop_assert!(bucket >= 0);
                }
                let sum = i128::from(l.available_cents()) + i128::from(l.reserved_cents())
                    + i128::from(l.committed_cents()) + i128::from(l.spent_cents());
                prop_assert_eq!(sum, i128::from(appropriation));
            }
        }

        #[test]
        fn a_refused_movement_names_a_code_and_never_panics(
            buckets in (amount(), amount(), amount(), amount()), m in movement(),
        ) {
            let (appropriation_cents, reserved_cents, committed_cents, spent_cents) = buckets;
            let made = Line::restore(Buckets { appropriation_cents, reserved_cents, committed_cents, spent_cents });
            if let Err(e) = made.and_then(|l| apply(&l, m)) {
                prop_assert!(!e.code().is_empty());
            }
        }
    }
}
