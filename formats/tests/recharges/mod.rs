//! Recharges of every kind, shared by the tests that read them back and the Schematron's.
#![allow(dead_code)]

use formats::xrechnung::{CreditorAccount, Kind, Participant, Recharge, RechargeLine, Treatment};

const GROUND: &str = "Nicht steuerbar nach § 2b Absatz 3 Nummer 2 UStG";

pub fn line(name: &str, net_cents: i64, treatment: Treatment) -> RechargeLine {
    RechargeLine { name: name.to_owned(), description: "Schlüssel 2026, Fassung 1".to_owned(), net_cents, treatment }
}

fn participant(name: &str, vat_id: &str, address: (&str, &str)) -> Participant {
    Participant {
        name: name.to_owned(),
        identifier: Some("071370000000".to_owned()),
        street: "Musterstraße 9".to_owned(),
        post_code: "56068".to_owned(),
        city: "Koblenz".to_owned(),
        vat_id: Some(vat_id.to_owned()),
        tax_number: Some("22/650/12345".to_owned()),
        electronic_address: (address.0.to_owned(), address.1.to_owned()),
        contact_name: "Ayşe Öztürk-Großmann".to_owned(),
        phone: "+49 261 000123".to_owned(),
        email: "kooperation@kreis.example".to_owned(),
    }
}

/// The taxable share of VG Linz, advances paid (handbook 12.1).
pub fn taxable() -> Recharge {
    let day = |text: &str| text.parse().expect("a day");
    Recharge {
        kind: Kind::Invoice,
        number: "KSW-2026-0007".to_owned(),
        issued_on: day("2027-02-15"),
        due_on: day("2027-03-15"),
        period_from: day("2026-01-01"),
        period_to: day("2026-12-31"),
        buyer_reference: "04011000-1234512345-06".to_owned(),
        contract_reference: "Zweckvereinbarung vom 12.03.2025".to_owned(),
        note: "Jahresabrechnung 2026 & <Anlagen>".to_owned(),
        seller: participant("Landkreis Mayen-Koblenz", "DE123456789", ("EM", "rechnung@kreis.example")),
        buyer: participant("Verbandsgemeinde Linz am Rhein", "DE987654321", ("0204", "04011000-1234512345-06")),
        account: CreditorAccount {
            holder: "Landkreis Mayen-Koblenz".to_owned(),
            iban: "DE02 1203 0000 0000 2020 51".to_owned(),
            bic: Some("BYLADEM1001".to_owned()),
        },
        remittance: "KSW-2026-0007".to_owned(),
        lines: vec![line("Personal", 2_866_542, Treatment::Taxable { rate_bp: 1_900 })],
        paid_cents: 2_809_444,
    }
}

/// One of each treatment, signs both ways, and a correction.
pub fn every_case() -> Vec<(&'static str, Recharge)> {
    let with = |lines: Vec<RechargeLine>, paid_cents| Recharge { lines, paid_cents, ..taxable() };
    let free = |reason: &str| Treatment::NotTaxable { reason: reason.to_owned() };
    let exempt = Treatment::Exempt { reason: "Steuerfrei nach § 4 Nummer 29 UStG".to_owned() };
    let correction = Recharge {
        kind: Kind::Correction {
            of_number: "KSW-2026-0003".to_owned(),
            of_issued_on: "2027-01-20".parse().expect("a day"),
        },
        ..with(vec![line("Differenz Sachkosten", -1_234, free(GROUND))], 0)
    };
    vec![
        ("taxable", taxable()),
        (
            "two rates and a grant",
            with(
                vec![
                    line("Personal", 1_000_003, Treatment::Taxable { rate_bp: 1_900 }),
                    line("Bücher", 9_999, Treatment::Taxable { rate_bp: 700 }),
                    line("Zuwendung", -50_001, Treatment::Taxable { rate_bp: 1_900 }),
                ],
                0,
            ),
        ),
        (
            "not taxable",
            with(vec![line("Personal", 2_866_542, free(GROUND)), line("Sachkosten", 1, free(GROUND))], 100),
        ),
        ("exempt", with(vec![line("Personal", 2_866_542, exempt)], 0)),
        ("paid too much", with(vec![line("Personal", 100, Treatment::Taxable { rate_bp: 1_900 })], 1_000)),
        ("correction", correction),
    ]
}
