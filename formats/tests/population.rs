//! The directory of all German municipalities, read to the last inhabitant.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shared;

use formats::tables::population;

#[test]
fn every_german_municipality_is_read_to_the_last_inhabitant() {
    let Some(folder) = shared::data("gemeinden") else { return };
    let read = |file: &str| population::parse(&std::fs::read(folder.join(file)).unwrap()).unwrap();
    let municipalities = read("gemeinden_de_2024-12-31.csv");
    assert_eq!(municipalities.len(), 10_952);
    assert_eq!(municipalities.iter().map(|m| m.inhabitants).sum::<i64>(), 83_577_140);
    assert!(municipalities.iter().all(|m| m.reference_on.to_string() == "2024-12-31"));
    let linz = municipalities.iter().find(|m| m.ars == "071385004041").unwrap();
    assert_eq!(linz.inhabitants, 6_265);
    let districts = read("kreise_de_2024-12-31.csv");
    assert_eq!(districts.iter().map(|m| m.inhabitants).sum::<i64>(), 83_577_140);
    assert_eq!(districts.iter().find(|m| m.ars == "071370000000").unwrap().inhabitants, 217_228);
    assert!(!read("verbaende_rp_sl_2024-12-31.csv").is_empty());
}

#[test]
fn a_member_of_two_cooperations_is_named_as_repeated() {
    let Some(folder) = shared::data("gemeinden") else { return };
    let found = population::parse(&std::fs::read(folder.join("cooperation_members.csv")).unwrap()).unwrap_err();
    let codes: Vec<(u64, &str)> = found.iter().map(|f| (f.line, f.error.code())).collect();
    assert_eq!(codes, [(9, "ROW_REPEATED")]);
}
