//! Every release, record and package we build is valid against the standard's own schemas.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod shared;

use chrono::{DateTime, Utc};
use domain::joint_tender::procedure::ProcedureType;
use formats::ocds::{
    Award, AwardStatus, Category, Contract, ContractStatus, Error, Firm, LotItem, Package, Party, Procedure, Stage,
    TenderStatus, record, record_package, release, release_package,
};
use serde_json::Value;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn schema(name: &str) -> Option<Value> {
    let text = std::fs::read_to_string(shared::data("ocds")?.join("schema").join(name)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// Validates against a schema whose references to the release schema are found beside it, not on the network.
fn validator(name: &str) -> Option<jsonschema::Validator> {
    let mut registry = jsonschema::Registry::new();
    for known in ["release-schema.json", "record-schema.json", "versioned-release-validation-schema.json"] {
        let text = schema(known)?;
        let id = text["id"].as_str().unwrap().trim_end_matches('#').to_owned();
        registry = registry.add(id, jsonschema::Resource::from_contents(text)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    Some(
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft4)
            .with_registry(&registry)
            .build(&schema(name)?)
            .unwrap(),
    )
}

fn errors(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{} at {}", error, error.instance_path())).collect()
}

fn party(key: &str, name: &str, is_lead: bool) -> Party {
    Party { key: key.into(), name: name.into(), is_lead, locality: "Ort".into(), postal_code: "56068".into() }
}

fn announced() -> Procedure {
    Procedure {
        ocid: "ocds-vb0001-2026-0017".into(),
        tender_id: "2026-0017".into(),
        title: "Schulmöbel für fünf Mitglieder".into(),
        description: "Lieferung und Montage in zwei Losen".into(),
        way: ProcedureType::Open,
        category: Category::Goods,
        status: TenderStatus::Active,
        value_cents: Some(28_000_000),
        bids: Some((at("2026-11-27T08:00:00Z"), at("2026-12-28T11:00:00Z"))),
        buyers: vec![
            party("071370000000", "Landkreis Mayen-Koblenz", true),
            party("073360000000", "Landkreis Kusel", false),
            party("100460000000", "Landkreis St. Wendel", false),
        ],
        items: vec![
            LotItem { id: "1".into(), description: "Tische".into(), cpv: "39121200".into() },
            LotItem { id: "2".into(), description: "Stühle".into(), cpv: "39112000".into() },
        ],
        firms: vec![],
        considered_bids: None,
        awards: vec![],
        contracts: vec![],
    }
}

fn awarded() -> Procedure {
    let contract = |nth: usize, key: &str, value_cents| Contract {
        id: format!("c{nth}"),
        award_id: "a1".into(),
        buyer_key: key.into(),
        title: "Tische".into(),
        status: ContractStatus::Active,
        starts_on: "2027-02-01".parse().unwrap(),
        ends_on: Some("2031-01-31".parse().unwrap()),
        value_cents,
        signed_at: Some(at("2027-01-21T09:00:00Z")),
    };
    Procedure {
        status: TenderStatus::Complete,
        firms: vec![Firm { id: "f1".into(), name: "Möbel A GmbH".into() }],
        considered_bids: Some(11),
        awards: vec![
            Award {
                id: "a1".into(),
                title: "Los 1".into(),
                status: AwardStatus::Active,
                awarded_at: at("2027-01-20T10:00:00Z"),
                value_cents: 21_150_005,
                suppliers: vec!["f1".into()],
                items: vec!["1".into()],
            },
            Award {
                id: "a2".into(),
                title: "Los 2".into(),
                status: AwardStatus::Unsuccessful,
                awarded_at: at("2027-01-20T10:00:00Z"),
                value_cents: 0,
                suppliers: vec![],
                items: vec!["2".into()],
            },
        ],
        contracts: vec![contract(1, "071370000000", 14_100_004), contract(2, "073360000000", 7_050_001)],
        ..announced()
    }
}

fn releases() -> Vec<Value> {
    let planned = Procedure { status: TenderStatus::Planned, bids: None, value_cents: None, ..announced() };
    vec![
        release(&planned, Stage::Planning, "r1", at("2026-10-01T08:00:00Z")).unwrap(),
        release(&announced(), Stage::Tender, "r2", at("2026-11-27T08:00:00Z")).unwrap(),
        release(&announced(), Stage::TenderAmendment, "r3", at("2026-12-10T08:00:00Z")).unwrap(),
        release(&awarded(), Stage::Award, "r4", at("2027-01-21T08:00:00Z")).unwrap(),
        release(&awarded(), Stage::Contract, "r5", at("2027-01-22T08:00:00Z")).unwrap(),
        release(&awarded(), Stage::ContractTermination, "r6", at("2031-02-01T08:00:00Z")).unwrap(),
    ]
}

fn package() -> Package {
    Package {
        uri: "https://verbund.example/ocds/2026-0017.json".into(),
        publisher: "Gemeinsame Vergabestelle".into(),
        license: "https://www.govdata.de/dl-de/zero-2-0".into(),
        published_at: at("2027-01-22T09:00:00Z"),
    }
}

#[test]
fn every_release_record_and_package_is_valid() {
    let Some(of_release) = validator("release-schema.json") else { return };
    let all = releases();
    for release in &all {
        assert_eq!(errors(&of_release, release), Vec::<String>::new());
    }
    let whole = release_package(&package(), &all);
    assert_eq!(errors(&validator("release-package-schema.json").unwrap(), &whole), Vec::<String>::new());
    let records = record_package(&package(), &[record(&all).unwrap()]);
    assert_eq!(errors(&validator("record-package-schema.json").unwrap(), &records), Vec::<String>::new());
    assert!(!errors(&of_release, &serde_json::json!({"ocid": 7})).is_empty(), "the oracle can say no");
}

#[test]
fn joint_buyers_are_parties_and_the_lead_runs_the_procedure() {
    let release = releases().remove(3);
    let roles: Vec<_> = release["parties"].as_array().unwrap().iter().map(|p| p["roles"].to_string()).collect();
    assert_eq!(roles, [r#"["buyer","procuringEntity"]"#, r#"["buyer"]"#, r#"["buyer"]"#, r#"["supplier"]"#]);
    assert_eq!(release["tender"]["procuringEntity"]["id"], "DE-ARS-071370000000");
    assert_eq!(release["awards"][0]["value"]["amount"].to_string(), "211500.05");
}

#[test]
fn the_record_compiles_the_latest_release_in_whatever_order_they_come() {
    let mut all = releases();
    all.reverse();
    let record = record(&all).unwrap();
    assert_eq!(record["compiledRelease"]["tag"][0], "compiled");
    assert_eq!(record["releases"][0]["tag"][0], "planning");
    assert_eq!(record["compiledRelease"]["contracts"].as_array().unwrap().len(), 2);
    all[0]["ocid"] = "ocds-vb0001-other".into();
    assert_eq!(formats::ocds::record(&all), Err(Error::NotOneProcedure));
    assert_eq!(formats::ocds::record(&[]), Err(Error::NotOneProcedure));
}

#[test]
fn nothing_of_a_bid_stands_in_a_release_before_the_award() {
    let now = at("2026-12-01T08:00:00Z");
    let early = Procedure { considered_bids: Some(3), ..announced() };
    assert_eq!(release(&early, Stage::Tender, "x", now), Err(Error::TooEarly));
    assert_eq!(release(&awarded(), Stage::TenderAmendment, "x", now), Err(Error::TooEarly));
    let mut broken = awarded();
    broken.contracts[0].award_id = "a9".into();
    assert_eq!(release(&broken, Stage::Award, "x", now), Err(Error::Dangling("c1".into())));
    let no_lead = Procedure { buyers: vec![party("1", "A", false)], ..announced() };
    assert_eq!(release(&no_lead, Stage::Tender, "x", now), Err(Error::NoBuyer));
    let no_prefix = Procedure { ocid: "2026-17".into(), ..announced() };
    assert_eq!(release(&no_prefix, Stage::Tender, "x", now), Err(Error::BadOcid));
}
