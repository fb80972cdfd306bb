//! The worked example of the handbook (12.1) as a statement, and a letterhead for it.

use chrono::NaiveDate;
use formats::pdf::{
    Advance, Allocation, AllocationRow, Annexes, Bank, CostShare, CostVoucher, Figures, Income, InfoLine, Key,
    KeyComponent, KeyMember, Letterhead, Method, Payment, Rounding, Sheet, Signature, Unit, Vat,
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|t| (*t).to_owned()).collect()
}

pub fn sheet(subject: &str) -> Sheet {
    Sheet {
        letterhead: Letterhead {
            body_name: "Landkreis Mayen-Koblenz".to_owned(),
            office: "Geschäftsstelle der Kooperation Südwest".to_owned(),
            return_line: "Landkreis Mayen-Koblenz · Musterstraße 9 · 56068 Koblenz".to_owned(),
            footer: vec![
                strings(&["Kreisverwaltung", "Musterstraße 9", "56068 Koblenz"]),
                strings(&["Telefon 0261 000-0", "poststelle@kreis.example", "www.kreis.example"]),
                strings(&["Öffnungszeiten", "Mo–Fr 8:00–12:00 Uhr", "Do 14:00–18:00 Uhr"]),
                strings(&["Musterbank", "IBAN DE02 1203 0000 0000 2020 51", "BIC BYLADEM1001"]),
            ],
        },
        remarks: Vec::new(),
        recipient: strings(&["Verbandsgemeinde Linz am Rhein", "Kämmerei", "Am Schoppbüchel 5", "53545 Linz am Rhein"]),
        information: vec![
            InfoLine::new("Unser Zeichen", "KSW-2026-JA-02"),
            InfoLine::new("Auskunft erteilt", "Ayşe Öztürk-Großmann"),
            InfoLine::new("Telefon", "0261 000-123"),
            InfoLine::new("E-Mail", "kooperation@kreis.example"),
            InfoLine::new("Datum", "15. Februar 2027"),
        ],
        subject: subject.to_owned(),
        signature: Signature {
            greeting: "Mit freundlichen Grüßen".to_owned(),
            authority: "Im Auftrag".to_owned(),
            name: "Ayşe Öztürk-Großmann".to_owned(),
            function: "Leiterin der Geschäftsstelle".to_owned(),
            note: "Dieses Schreiben wurde elektronisch erstellt und ist ohne Unterschrift gültig.".to_owned(),
        },
        enclosures: Vec::new(),
    }
}

pub const COST_KIND: &str = "Personal der gemeinsamen Vergabestelle";
/// Name, ARS, inhabitants, cases; equal, population and cases share, total; all as in the handbook.
#[rustfmt::skip]
#[allow(clippy::type_complexity)] // a table to read, line by line
pub const MEMBERS: [(&str, &str, i64, i64, [i64; 3], i64); 5] = [
    ("Landkreis Mayen-Koblenz", "071370000000", 217_228, 118, [1_469_266, 8_078_441, 3_869_941], 13_417_648),
    ("VG Linz am Rhein", "071385004000", 19_053, 21, [1_469_266, 708_558, 688_718], 2_866_542),
    ("Kaiserslautern", "073120000000", 100_426, 96, [1_469_266, 3_734_719, 3_148_427], 8_352_412),
    ("Landkreis Kusel", "073360000000", 69_334, 44, [1_469_265, 2_578_446, 1_443_029], 5_490_740),
    ("Landkreis St. Wendel", "100460000000", 87_813, 57, [1_469_265, 3_265_657, 1_869_378], 6_604_300),
];
const TOTAL: i64 = 36_731_642;

pub fn annexes() -> Annexes {
    let part = |label: &str, weight: &str, source: &str| KeyComponent {
        label: label.to_owned(),
        weight: weight.to_owned(),
        unit: Unit::Count,
        reference_on: Some(day("2024-12-31")),
        source: source.to_owned(),
    };
    let members = MEMBERS.map(|(name, ars, people, cases, ..)| KeyMember {
        name: name.to_owned(),
        ars: ars.to_owned(),
        period: "12/12".to_owned(),
        measures: vec![1, people, cases],
    });
    let rows = MEMBERS.map(|(name, _, _, _, parts, total)| AllocationRow {
        member: name.to_owned(),
        component_cents: parts.to_vec(),
        total_cents: total,
    });
    let voucher = |number: &str, origin: &str, amount_cents| CostVoucher {
        number: number.to_owned(),
        booked_on: day("2026-12-18"),
        cost_kind: COST_KIND.to_owned(),
        origin: origin.to_owned(),
        service: "2026".to_owned(),
        amount_cents,
    };
    let rounding = |component: &str, exact: &str, floor_cents, share_cents| Rounding {
        cost_kind: COST_KIND.to_owned(),
        component: component.to_owned(),
        exact: exact.to_owned(),
        floor_cents,
        share_cents,
    };
    Annexes {
        key: Key {
            version: "Schlüssel 2026, Fassung 1".to_owned(),
            legal_basis: "§ 7 der Zweckvereinbarung vom 12.03.2025".to_owned(),
            method: Method::TwoStage,
            components: vec![
                part("Gleiche Teile", "20/100", "Zahl der Mitglieder"),
                part("Einwohner", "50/100", "Statistisches Bundesamt, GV100AD vom 31.08.2025"),
                part("Fälle", "30/100", "Abgeschlossene Vorgänge laut Verbund"),
            ],
            members: members.to_vec(),
        },
        allocations: vec![Allocation {
            cost_kind: COST_KIND.to_owned(),
            total_cents: TOTAL,
            component_cents: vec![7_346_328, 18_365_821, 11_019_493],
            rows: rows.to_vec(),
        }],
        roundings: vec![
            rounding("Gleiche Teile", "14.692,656", 1_469_265, 1_469_266),
            rounding("Einwohner", "7.085,5835…", 708_558, 708_558),
            rounding("Fälle", "6.887,1831…", 688_718, 688_718),
        ],
        vouchers: vec![
            voucher("B-2026-0117", "Personalkosten, drei Stellen A 10 und EG 9b", 45_231_642),
            voucher("B-2026-0121", "Arbeitsplatzpauschale, drei Plätze", 3_500_000),
        ],
        income: vec![Income {
            label: "Landesförderung Interkommunale Zusammenarbeit 2026".to_owned(),
            cost_kind: COST_KIND.to_owned(),
            amount_cents: 12_000_000,
        }],
    }
}

/// VG Linz: share 28,665.42, advances 28,094.44, due 570.98.
pub fn figures() -> Figures {
    let advance = |label: &str, due: &str, amount_cents| Advance {
        label: label.to_owned(),
        due_on: day(due),
        paid_on: Some(day(due)),
        amount_cents,
    };
    Figures {
        shares: vec![CostShare { cost_kind: COST_KIND.to_owned(), total_cents: TOTAL, share_cents: 2_866_542 }],
        member_grants: Vec::new(),
        vat: Vat {
            treatment: "nicht steuerbar nach § 2b Absatz 3 Nummer 2 UStG (Zusammenarbeit juristischer Personen des \
                        öffentlichen Rechts)"
                .to_owned(),
            rate_bp: 0,
            amount_cents: 0,
        },
        advances: vec![
            advance("1. Abschlag", "2026-02-15", 702_361),
            advance("2. Abschlag", "2026-05-15", 702_361),
            advance("3. Abschlag", "2026-08-15", 702_361),
            advance("4. Abschlag", "2026-11-15", 702_361),
        ],
        share_cents: 2_866_542,
        balance_cents: 57_098,
    }
}

pub fn payment() -> Payment {
    Payment {
        due_on: day("2027-04-15"),
        bank: Bank {
            account_name: "Landkreis Mayen-Koblenz".to_owned(),
            iban: "DE02120300000000202051".to_owned(),
            reference: "KSW-2026-JA-02".to_owned(),
        },
    }
}
