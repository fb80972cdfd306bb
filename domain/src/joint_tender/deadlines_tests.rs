//! The table of handbook 3.2 and the deadlines of 12.3.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use ProcedureType as P;
use proptest::prelude::*;
use rstest::rstest;
use strum::IntoEnumIterator;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[rstest]
#[case(P::Open, Part::Bids, Shortening::Ordinary, Some(35))]
#[case(P::Open, Part::Bids, Shortening::ElectronicBids, Some(30))]
#[case(P::Open, Part::Bids, Shortening::Urgent, Some(15))]
#[case(P::Open, Part::Bids, Shortening::PriorInformation, Some(15))]
#[case(P::Restricted, Part::Participation, Shortening::Ordinary, Some(30))]
#[case(P::Restricted, Part::Participation, Shortening::Urgent, Some(15))]
#[case(P::Restricted, Part::Bids, Shortening::Ordinary, Some(30))]
#[case(P::Restricted, Part::Bids, Shortening::ElectronicBids, Some(25))]
#[case(P::Restricted, Part::Bids, Shortening::Agreed, None)]
#[case(P::Restricted, Part::Bids, Shortening::NotAgreed, Some(10))]
#[case(P::Restricted, Part::Bids, Shortening::Urgent, Some(10))]
#[case(P::Restricted, Part::Bids, Shortening::PriorInformation, Some(10))]
#[case(P::NegotiatedTnw, Part::Bids, Shortening::ElectronicBids, Some(25))]
#[case(P::NegotiatedWithoutTnw, Part::Bids, Shortening::Urgent, None)]
#[case(P::PublicCall, Part::Bids, Shortening::Ordinary, None)]
fn the_handbook_table_holds(#[case] p: P, #[case] part: Part, #[case] short: Shortening, #[case] days: Option<u32>) {
    assert_eq!(minimum(p, false, part, short, day("2026-11-22")).unwrap().days, days);
    assert!(minimum(p, false, part, short, day("2015-11-22")).is_err(), "no record, no guess");
}

#[rstest]
#[case(Shortening::ElectronicBids, "2026-12-28")]
#[case(Shortening::Ordinary, "2027-01-04")]
#[case(Shortening::Urgent, "2026-12-14")]
fn the_worked_deadlines_of_the_open_procedure_hold(#[case] shortening: Shortening, #[case] end: &str) {
    let rule = minimum(P::Open, false, Part::Bids, shortening, day("2026-11-27")).unwrap();
    let found = earliest(&rule, day("2026-11-27"), Land::Rp).unwrap().unwrap();
    assert_eq!(found.end, day(end));
    assert_eq!(check(&rule, day("2026-11-27"), day(end), Land::Rp), Ok(()));
    let short = check(&rule, day("2026-11-27"), day(end).pred_opt().unwrap(), Land::Rp).unwrap_err();
    assert_eq!(short, Error::TooShort { earliest: day(end) });
}

#[test]
fn a_named_day_of_publication_moves_the_count() {
    assert_eq!(counts_from(day("2026-11-27"), None), day("2026-11-27"));
    assert_eq!(counts_from(day("2026-11-27"), Some(day("2026-12-02"))), day("2026-12-02"));
    assert_eq!(counts_from(day("2026-11-27"), Some(day("2026-11-20"))), day("2026-11-27"));
}

#[test]
fn social_services_are_free_of_numbers() {
    let rule = minimum(P::Open, true, Part::Bids, Shortening::Ordinary, day("2026-11-22")).unwrap();
    assert_eq!((rule.days, rule.source), (None, "§ 65(3) VgV: appropriate"));
    assert!(check(&rule, day("2026-11-27"), day("2026-11-27"), Land::Rp).is_err());
}

#[rstest]
#[case("2026-10-23", true)]
#[case("2026-10-24", false)]
#[case("2025-11-27", true)]
#[case("2025-11-26", false)]
fn a_prior_information_shortens_only_in_its_window(#[case] sent: &str, #[case] qualified: bool) {
    assert_eq!(qualify_prior_information(day(sent), day("2026-11-27")).is_ok(), qualified);
}

proptest! {
    #[test]
    fn shorter_grounds_never_end_later_than_the_ordinary_one(offset in 0u64..9_000, land in proptest::sample::select(Land::iter().collect::<Vec<_>>())) {
        let from = day("2017-10-01") + chrono::Days::new(offset);
        for procedure in P::iter() {
            for part in Part::iter() {
                let end = |short| minimum(procedure, false, part, short, from).ok().and_then(|rule| earliest(&rule, from, land).unwrap());
                let Some(ordinary) = end(Shortening::Ordinary) else { continue };
                for short in Shortening::iter() {
                    prop_assert!(end(short).is_none_or(|found| found.end <= ordinary.end && found.end > from));
                }
            }
        }
    }
}
