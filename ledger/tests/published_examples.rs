//! Keys against what is published: the worked example of the handbook, and every municipality of Germany.
//!
//! The data stands beside the repository (`../shared`, or `VERBUND_SHARED`). Where it is missing the tests say that they
//! are skipped, except on CI, where they fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::cost_sharing::containment::pairs;
use ledger::cost_sharing::{Component, ComponentKind, Key, Limits, Measures, Method, Party, PartyKey, Plan};
use serde_json::Value;
use std::path::PathBuf;

fn shared() -> Option<PathBuf> {
    // Asked at run time: clones of the repository share compiled tests.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".to_owned());
    let root =
        std::env::var_os("VERBUND_SHARED").map_or_else(|| PathBuf::from(here).join("../../shared"), PathBuf::from);
    if root.is_dir() {
        return Some(root);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the shared test data is missing on CI");
    eprintln!("skipped: the shared test data is missing");
    None
}

fn component(kind: ComponentKind, weight: &str) -> Component {
    Component { kind, weight: Some(weight.parse().unwrap()), fallback: None }
}

fn key(method: Method, weights: &Value) -> Key {
    let weight = |name: &str| weights[name].as_str().unwrap().to_owned();
    let components = vec![
        component(ComponentKind::Equal, &weight("FIXED_EQUAL")),
        component(ComponentKind::Population, &weight("POPULATION")),
        component(ComponentKind::Cases, &weight("CASES")),
    ];
    Key { method, components, limits: Limits::default() }
}

fn party(ars: &str, population: i64, cases: i64) -> Party {
    let measures = Measures::default().with(ComponentKind::Population, population).with(ComponentKind::Cases, cases);
    Party::whole_year(PartyKey::parse(ars).unwrap(), measures)
}

#[test]
fn the_mixed_key_of_the_handbook_comes_out_to_the_cent_in_both_methods() {
    let Some(root) = shared() else { return };
    let text = std::fs::read_to_string(root.join("data/test-vectors/worked_examples.json")).unwrap();
    let example = &serde_json::from_str::<Value>(&text).unwrap()["cost_split"];
    let members = example["members"].as_array().unwrap();
    let number = |member: &Value, name: &str| member[name].as_i64().unwrap();
    let parties: Vec<_> = members
        .iter()
        .map(|m| party(m["ars"].as_str().unwrap(), number(m, "population"), number(m, "cases")))
        .collect();
    let net = example["net"].as_i64().unwrap();

    let two = Plan::new(&key(Method::TwoStage, &example["component_weights"]), 12, &parties).unwrap();
    let allocation = two.allocate(net).unwrap();
    for (place, ars) in two.parties().iter().enumerate() {
        let expected: Vec<i64> = serde_json::from_value(example["two_stage"][ars.as_str()].clone()).unwrap();
        let mut found: Vec<i64> = allocation.components.iter().map(|column| column[place]).collect();
        found.push(allocation.shares[place]);
        assert_eq!(found, expected, "{ars}");
    }

    let one = Plan::new(&key(Method::OneStage, &example["component_weights"]), 12, &parties).unwrap();
    for (named, total) in [("one_stage", net), ("advance_year", example["advances_budget"].as_i64().unwrap())] {
        let shares = one.allocate(total).unwrap().shares;
        for (ars, cents) in one.parties().iter().zip(shares) {
            assert_eq!(Some(cents), example[named][ars.as_str()].as_i64(), "{named} {ars}");
        }
    }
}

#[test]
fn every_municipality_of_germany_pays_its_share_and_nobody_twice() {
    let Some(root) = shared() else { return };
    let mut reader = csv::Reader::from_path(root.join("data/gemeinden/gemeinden_de_2024-12-31.csv")).unwrap();
    let read = |row: csv::StringRecord| party(&row[1], row[4].parse().unwrap(), 0);
    let parties: Vec<_> = reader.records().map(|row| read(row.unwrap())).collect();
    assert_eq!(parties.len(), 10_952);
    let key = Key {
        method: Method::TwoStage,
        components: vec![component(ComponentKind::Equal, "1/3"), component(ComponentKind::Population, "2/3")],
        limits: Limits::default(),
    };
    let plan = Plan::new(&key, 12, &parties).unwrap();
    for total in [1, 10_951, 12_345_678_901, -999_999_999_999] {
        assert_eq!(plan.allocate(total).unwrap().shares.iter().sum::<i64>(), total);
    }
}

#[test]
fn in_both_real_cooperations_a_member_lies_within_another() {
    let Some(root) = shared() else { return };
    let text = std::fs::read_to_string(root.join("data/gemeinden/cooperation_members.json")).unwrap();
    let data: Value = serde_json::from_str(&text).unwrap();
    let mut keys = Vec::new();
    collect(&data, &mut keys);
    let found: Vec<_> = pairs(&keys).into_iter().map(|p| (p.outer.to_string(), p.inner.to_string())).collect();
    for pair in [("071385004000", "071385004041"), ("071370000000", "071370003003")] {
        assert!(found.contains(&(pair.0.to_owned(), pair.1.to_owned())), "{found:?}");
    }
}

fn collect(value: &Value, keys: &mut Vec<PartyKey>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        Value::Object(fields) => {
            if let Some(key) = fields.get("ars").and_then(Value::as_str).and_then(|ars| PartyKey::parse(ars).ok()) {
                keys.push(key);
            }
            fields.values().for_each(|field| collect(field, keys));
        }
        _ => {}
    }
}
