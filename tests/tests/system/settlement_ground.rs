//! What a year of shared costs rests on: agreement, key frozen by two persons, certified vouchers, a grant.

use app::cost_sharing::draft_key::{Draft, draft};
use app::cost_sharing::enter_deduction::{self, NewDeduction};
use app::cost_sharing::enter_voucher::{self, NewLine, NewVoucher};
use app::cost_sharing::make_agreement::{NewAgreement, make};
use app::cost_sharing::{certify_deduction, certify_voucher, freeze_key, import_measures};
use domain::cost_sharing::LegalForm;
use domain::ids::BodyId;
use ledger::cost_sharing::containment::{Choice, Decision};
use ledger::cost_sharing::key::Reference;
use ledger::cost_sharing::voucher::{DeductionKind, Source};
use ledger::cost_sharing::{Component, ComponentKind, Key, Limits, MembershipHandling, Method, PartyKey, TimeUnit};

use super::settlement::{MEMBERS, POPULATIONS, SEAT, Year, day};

/// Agreement, key frozen by two, certified vouchers and a grant of 2025.
pub(super) async fn furnish(year: &Year) {
    let (app, lead, second) = (year.house.app(), year.session("aylin.demir").await, year.session("hanna.vogt").await);
    let (cooperation, seat) = (year.cooperation, BodyId(year.bodies[SEAT]));
    let membership = MembershipHandling::ProRata(TimeUnit::Months);
    let agreement = NewAgreement {
        cooperation,
        seat,
        office: seat,
        legal_form: LegalForm::WorkingGroup,
        method: Method::TwoStage,
        membership,
        advances: vec![(3, 31), (9, 30)],
        objection_days: 42,
        silence_agrees: false,
        legal_basis: "Vereinbarung vom 1. Oktober 2024".into(),
        valid_from: day("2025-01-01"),
        valid_to: None,
    };
    make(&app, &lead, &agreement).await.unwrap();
    let mut csv = "ars;kind;value;reference_on;source\n".to_owned();
    for ((ars, _, cases, _), population) in MEMBERS.iter().zip(POPULATIONS) {
        csv.push_str(&format!("{ars};POPULATION;{population};2024-12-31;Destatis GV100AD\n"));
        csv.push_str(&format!("{ars};CASES;{cases};2024-12-31;Statistik der Geschäftsstelle\n"));
    }
    import_measures::import(&app, &lead, cooperation, &csv).await.unwrap();
    let component = |kind, weight: &str| Component { kind, weight: Some(weight.parse().unwrap()), fallback: None };
    let reference = |kind, source: &str| Reference { kind, reference_on: day("2024-12-31"), source: source.into() };
    let party = |ars: &str| PartyKey::parse(ars).unwrap();
    let key = Draft {
        cooperation,
        key: Key {
            method: Method::TwoStage,
            components: vec![
                component(ComponentKind::Equal, "20/100"),
                component(ComponentKind::Population, "50/100"),
                component(ComponentKind::Cases, "30/100"),
            ],
            limits: Limits::default(),
        },
        membership,
        valid_from: day("2025-01-01"),
        valid_to: None,
        legal_basis: "Beschluss vom 3. November 2024".into(),
        references: vec![
            reference(ComponentKind::Population, "Destatis GV100AD"),
            reference(ComponentKind::Cases, "Statistik der Geschäftsstelle"),
        ],
        containment: vec![Decision {
            outer: party("071385004000"),
            inner: party("071385004041"),
            choice: Choice::Deduct,
        }],
    };
    let key = draft(&app, &lead, &key).await.unwrap();
    freeze_key::freeze(&app, &lead, key).await.unwrap();
    freeze_key::freeze(&app, &second, key).await.unwrap();
    for (number, kind, cents) in [("R-1", "PERSONNEL", 25_000_017), ("R-2", "PLATFORM", 23_731_625)] {
        certified(year, number, kind, cents).await;
    }
    let grant = NewDeduction {
        cooperation,
        kind: DeductionKind::ProjectGrant,
        cost_kind: Some("PLATFORM".into()),
        member: None,
        granted_cents: 12_000_000,
        eligible_cents: 40_000_000,
        service_from: day("2025-01-01"),
        service_to: day("2025-12-31"),
        notice: "Zuwendungsbescheid 17/2025".into(),
        proof_due_on: Some(day("2026-06-30")),
    };
    let id = enter_deduction::enter(&app, &lead, &grant).await.unwrap();
    certify_deduction::certify(&app, &second, id).await.unwrap();
}

pub(super) async fn certified(year: &Year, number: &str, kind: &str, cents: i64) {
    let (app, lead, second) = (year.house.app(), year.session("aylin.demir").await, year.session("hanna.vogt").await);
    let new = NewVoucher {
        cooperation: year.cooperation,
        source: Source::Manual,
        number: number.into(),
        issued_on: day("2025-06-30"),
        description: "Gemeinsame Datenplattform".into(),
        lines: vec![NewLine {
            cost_kind: kind.into(),
            cost_centre: "IKZ-1".into(),
            description: "Betrieb".into(),
            service_from: day("2025-01-01"),
            service_to: day("2025-12-31"),
            amount_cents: cents,
        }],
        posts: Vec::new(),
    };
    let id = enter_voucher::enter(&app, &lead, &new).await.unwrap();
    certify_voucher::certify(&app, &second, id).await.unwrap();
}
