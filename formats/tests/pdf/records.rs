//! The audit record of one case.

use super::samples::day;
use super::{assert_conforming, squeezed, text_of};
use formats::pdf::{AuditDocument, AuditRecord, AuditStep, ChainCheck, audit_record};

fn record(steps: usize) -> AuditRecord {
    let hash = |n: usize| format!("{n:064x}");
    let step = |n: usize| AuditStep {
        number: n as i64,
        at: "2026-07-01T22:30:00Z".parse().unwrap(),
        actor: if n.is_multiple_of(3) { "Ablauf".to_owned() } else { "Petra Schäfer".to_owned() },
        acting_for: if n.is_multiple_of(4) { "Jörg Weiß".to_owned() } else { String::new() },
        event: format!("Schritt {n}: Auftrag über 14.280,00 € netto freigegeben"),
        rule: if n.is_multiple_of(2) {
            "Wertgrenze Direktauftrag 10.000 €, VV-ÖAW RLP".to_owned()
        } else {
            String::new()
        },
        hash: hash(n),
    };
    AuditRecord {
        body_name: "Verbandsgemeinde Linz am Rhein".to_owned(),
        title: "Prüfungsakte 4711/2026: Beschaffung von Streusalz".to_owned(),
        made_on: day("2026-11-22"),
        made_for: "Rechnungsprüfungsamt, Sabine Krämer".to_owned(),
        facts: vec![
            ("Aktenzeichen".to_owned(), "4711/2026".to_owned()),
            ("Stand".to_owned(), "Abgeschlossen".to_owned()),
        ],
        steps: (1..=steps).map(step).collect(),
        documents: vec![AuditDocument {
            name: "Angebot Müller & Söhne.pdf".to_owned(),
            version: 2,
            stored_at: "2026-06-01T08:00:00Z".parse().unwrap(),
            sha256: hash(77),
        }],
        chain: ChainCheck {
            checked_at: "2026-11-22T09:00:00Z".parse().unwrap(),
            entries: steps as i64,
            head: hash(steps),
            broken: None,
            sealed_up_to: Some(steps as i64 - 1),
        },
    }
}

#[test]
fn every_step_with_its_actor_rule_and_hash_stands_in_the_record() {
    let pdf = audit_record(&record(60)).unwrap();
    assert_conforming(&pdf);
    let Some(text) = text_of("audit", &pdf) else { return };
    let text = squeezed(&text);
    for n in 1..=60 {
        assert!(text.contains(&format!("{n:064x}")), "{n}");
    }
    for part in [
        "Die Kette der 60 Einträge ist lückenlos und unverändert.",
        "Besiegelt".to_lowercase().as_str(),
        "02.07.2026",
        "in Vertretung für",
        "Angebot Müller & Söhne.pdf",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
}

#[test]
fn a_broken_chain_is_said_aloud() {
    let mut broken = record(3);
    broken.chain.broken = Some("Eintrag 2 passt nicht zu Eintrag 1".to_owned());
    let Some(text) = text_of("broken", &audit_record(&broken).unwrap()) else { return };
    assert!(squeezed(&text).contains("Die Kette ist NICHT unversehrt: Eintrag 2 passt nicht zu Eintrag 1"));
}

#[test]
fn a_case_of_three_hundred_steps_is_still_a_record() {
    assert_conforming(&audit_record(&record(300)).unwrap());
}
