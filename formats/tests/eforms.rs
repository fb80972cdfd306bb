//! Every notice we build, held against the fields, code lists and order of the standard's own data.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "shared/sdk.rs"]
mod sdk;
mod shared;

use domain::joint_tender::procedure::ProcedureType;
use formats::eforms::{
    Awarded, CallTerms, Change, Content, Criterion, CriterionType, Error, Framework, Lot, Modification, Notice,
    Organisation, Outcome, Place, Procedure, ProcessReason, Project, Results, Settings, Winner, build,
};
use sdk::Sdk;

fn organisation(number: u8, name: &str, size: Option<&'static str>) -> Organisation {
    Organisation {
        id: format!("ORG-{number:04}"),
        name: name.into(),
        company_id: format!("991-0{number}234-44"),
        street: Some("Bahnhofstraße 9".into()),
        city: "Koblenz".into(),
        postal_code: "56068".into(),
        nuts: "DEB11".into(),
        phone: Some("+49 261 1080".into()),
        email: "vergabe@verbund.example".into(),
        size,
    }
}

fn project(title: &str, months: Option<u32>) -> Project {
    Project {
        internal_id: "2026-0017".into(),
        title: title.into(),
        description: "Tische & Stühle <neu>, Lieferung und Montage".into(),
        nature: "supplies",
        cpv: "39121200".into(),
        value_cents: None,
        place: Place { nuts: "DEB11".into() },
        months,
    }
}

fn lot(id: &str) -> Lot {
    let criterion = |kind, name: &str, weight_percent| Criterion {
        kind,
        name: name.into(),
        description: name.into(),
        weight_percent,
    };
    Lot {
        id: id.into(),
        project: project(id, Some(48)),
        criteria: vec![criterion(CriterionType::Price, "Preis", 40), criterion(CriterionType::Quality, "Leistung", 60)],
        framework: Framework::WithoutCompetition,
    }
}

fn notice(content: Content) -> Notice {
    let prior = matches!(content, Content::PriorInformation { .. });
    Notice {
        notice_id: "0f3b7c52-1c5a-4f6e-9d2a-7f1f0a6f2b11".into(),
        procedure_id: "5b1f4a0e-2a3c-4d7e-8b11-9a7c1d2e3f44".into(),
        version: 1,
        issued_at: "2026-11-27T09:00:00+01:00".parse().unwrap(),
        organisations: vec![
            organisation(1, "Landkreis Mayen-Koblenz", None),
            organisation(2, "Landkreis Kusel", None),
            organisation(3, "Vergabekammer Rheinland-Pfalz", None),
            organisation(4, "Möbel A GmbH", Some("small")),
        ],
        buyers: vec!["ORG-0001".into(), "ORG-0002".into()],
        buyer_legal_type: "la",
        review_body: "ORG-0003".into(),
        procedure: Procedure { way: ProcedureType::Open, features: None, gpa: true },
        project: project("Schulmöbel für fünf Mitglieder", None),
        lots: if prior { vec![lot("PAR-0001")] } else { vec![lot("LOT-0001"), lot("LOT-0002")] },
        content,
        change: None,
    }
}

fn call() -> CallTerms {
    CallTerms {
        documents_url: "https://verbund.example/unterlagen/17".into(),
        submission_url: "https://verbund.example/angebote/17".into(),
        bids_due_at: "2026-12-28T12:00:00+01:00".parse().unwrap(),
        opening_at: "2026-12-28T12:30:00+01:00".parse().unwrap(),
        binding_days: 60,
        accelerated: None,
        review_terms: "§ 160 Abs. 3 GWB: Rüge binnen zehn Kalendertagen.".into(),
    }
}

fn results(concluded: bool, second: bool) -> Results {
    let won = |lot: &str, reference: &str| Awarded {
        lot: lot.into(),
        outcome: Outcome::Won(Winner {
            organisation: "ORG-0004".into(),
            bid_reference: reference.into(),
            value_cents: 21_150_005,
            contract_reference: format!("V-{reference}"),
            decided_on: "2027-01-08".parse().unwrap(),
            concluded_on: concluded.then(|| "2027-01-20".parse().unwrap()),
            subcontracting: false,
        }),
        bids: 6,
    };
    let other = if second {
        won("LOT-0002", "A-2")
    } else {
        Awarded { lot: "LOT-0002".into(), outcome: Outcome::NotAwarded("all-rej"), bids: 3 }
    };
    Results { lots: vec![won("LOT-0001", "A-1"), other] }
}

fn all() -> Vec<Notice> {
    let direct = ProcessReason { code: "technical", text: "nur eine Firma kann liefern".into() };
    let modification = Modification {
        former_notice: "0f3b7c52-1c5a-4f6e-9d2a-7f1f0a6f2b11-01".into(),
        reason_code: "mod-cir",
        reason: "unvorhersehbarer Mehrbedarf".into(),
        description: "zwei Schulen mehr".into(),
    };
    let mut social = notice(Content::SocialContract(call()));
    social.procedure.features = Some("offenes Verfahren".into());
    let mut ex_ante = notice(Content::DirectAward(direct, results(false, true)));
    ex_ante.procedure.way = ProcedureType::NegotiatedWithoutTnw;
    vec![
        notice(Content::PriorInformation { planned_on: "2027-03-01".parse().unwrap() }),
        notice(Content::Contract(call())),
        social,
        ex_ante,
        notice(Content::Award(results(true, false))),
        notice(Content::SocialAward(results(true, false))),
        notice(Content::ContractChange(modification, results(true, true))),
    ]
}

fn german() -> Settings {
    Settings { customization_id: "eforms-de-2.1".into() }
}

fn oracle() -> Option<Sdk> {
    shared::data("eforms-sdk").map(|folder| Sdk::read(&folder))
}

#[test]
fn the_oracle_accepts_the_standards_own_notices_and_refuses_others() {
    let Some(sdk) = oracle() else { return };
    let folder = shared::data("eforms-sdk").unwrap().join("notices");
    for (file, subtype) in [("cn_24_minimal.xml", "16"), ("can-modif_24_duration.xml", "38"), ("veat_24.xml", "25")] {
        let xml = std::fs::read_to_string(folder.join(file)).unwrap();
        assert_eq!(sdk.findings(&xml, subtype), Vec::<String>::new(), "{file}");
        let broken = xml.replacen("cbc:RegulatoryDomain", "cbc:NoSuchThing", 2);
        assert!(!sdk.findings(&broken, subtype).is_empty(), "{file}");
    }
}

#[test]
fn every_subtype_has_what_it_must_and_nothing_it_must_not_in_order() {
    let Some(sdk) = oracle() else { return };
    let mut seen = Vec::new();
    for notice in all() {
        let number = notice.content.subtype().number();
        let xml = build(&notice, &german()).unwrap();
        assert_eq!(sdk.findings(&xml, number), Vec::<String>::new(), "subtype {number}\n{xml}");
        seen.push(number);
    }
    assert_eq!(seen, ["4", "16", "20", "25", "29", "33", "38"]);
}

#[test]
fn a_correction_is_a_new_notice_that_names_the_former() {
    let Some(sdk) = oracle() else { return };
    let mut corrected = notice(Content::Contract(call()));
    corrected.notice_id = "1f3b7c52-1c5a-4f6e-9d2a-7f1f0a6f2b12".into();
    corrected.change = Some(Change {
        former_notice: "0f3b7c52-1c5a-4f6e-9d2a-7f1f0a6f2b11-01".into(),
        reason_code: "update-add",
        reason: "Frist verlängert".into(),
        sections: vec![("LOT-0001".into(), "Angebotsfrist".into())],
        documents_changed_on: Some("2026-12-10".parse().unwrap()),
    });
    let xml = build(&corrected, &german()).unwrap();
    assert_eq!(sdk.findings(&xml, "16"), Vec::<String>::new(), "{xml}");
    assert!(xml.contains("0f3b7c52-1c5a-4f6e-9d2a-7f1f0a6f2b11-01"));
}

#[test]
fn joint_buyers_all_stand_in_it_and_the_lead_is_marked() {
    let xml = build(&notice(Content::Contract(call())), &german()).unwrap();
    assert_eq!(xml.matches("<cac:ContractingParty>").count(), 2);
    assert_eq!(xml.matches("<efbc:GroupLeadIndicator>true<").count(), 1);
    assert_eq!(xml.matches("<efbc:GroupLeadIndicator>false<").count(), 1);
    assert!(xml.contains("<cbc:CustomizationID>eforms-de-2.1</cbc:CustomizationID>"));
    assert!(xml.contains("Tische &amp; Stühle &lt;neu&gt;"));
}

#[test]
fn data_that_contradict_themselves_make_no_notice() {
    let refused = |spoil: fn(&mut Notice)| {
        let mut notice = notice(Content::Award(results(true, false)));
        spoil(&mut notice);
        build(&notice, &german()).unwrap_err()
    };
    assert_eq!(refused(|n| n.buyers.clear()), Error::NoBuyerOrLot);
    assert_eq!(refused(|n| n.review_body = "ORG-0009".into()), Error::Unknown("ORG-0009".into()));
    assert_eq!(refused(|n| n.lots.truncate(1)), Error::ResultsIncomplete);
    assert_eq!(refused(|n| n.lots[1].id = "LOT-0001".into()), Error::Twice("LOT-0001".into()));
}
