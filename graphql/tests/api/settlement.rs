//! Settlements through the API: what the authorisation test needs of them.

use super::authorisation::owner_does;
use super::house::{House, global, now};
use super::walk::Map;
use app::cost_sharing::make_agreement::{NewAgreement, make};
use app::cost_sharing::settlement::start;
use chrono::NaiveDate;
use domain::cost_sharing::LegalForm;
use domain::ids::{CaseId, CooperationId};
use ledger::cost_sharing::{MembershipHandling, Method, TimeUnit};
use serde_json::json;
use std::collections::BTreeSet;
use store::case_file::Case;
use store::cost_sharing::{agreements, settlements};
use store::efile::documents::{self, NewVersion};
use store::entity::{settlement_advance, settlement_correction, settlement_share, settlement_statement};
use store::{Scope, Tx};

const COOPERATION: CooperationId = CooperationId(1);
const YEAR: i32 = 2026;

/// Who joins and leaves; then Linz settles a year and corrects it; every step is refused to a stranger first.
pub async fn furnish(house: &House, map: &Map, covered: &mut BTreeSet<String>) {
    super::membership::furnish(house, map, covered).await;
    agree(house).await;
    let year = json!({ "cooperationId": global("Cooperation", COOPERATION.0), "year": YEAR });
    owner_does(house, map, "startSettlement", year.clone(), covered).await;
    let asked = start::Start { cooperation: COOPERATION, year: YEAR, request_key: None };
    let case = start::settlement(&house.app, &house.session(house.linz.bruno).await, &asked).await.unwrap();
    settled(house, case).await;
    owner_does(house, map, "startCorrection", year, covered).await;
}

async fn agree(house: &House) {
    let tx = house.app.machine().read(&Scope::Machine).await.unwrap();
    let there = agreements::on(&tx, COOPERATION, now().date_naive()).await.unwrap().is_some();
    drop(tx);
    if there {
        return;
    }
    let new = NewAgreement {
        cooperation: COOPERATION,
        seat: house.linz.body,
        office: house.linz.body,
        legal_form: LegalForm::PublicLawAgreement,
        method: Method::TwoStage,
        membership: MembershipHandling::ProRata(TimeUnit::Months),
        advances: vec![(2, 15)],
        objection_days: 42,
        silence_agrees: true,
        legal_basis: "Zweckvereinbarung vom 1. Oktober 2025".into(),
        valid_from: day(1),
        valid_to: None,
    };
    make(&house.app, &house.session(house.linz.bruno).await, &new).await.unwrap();
}

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(YEAR, month, 1).unwrap()
}

/// The rows a closed settlement leaves.
async fn settled(house: &House, case: CaseId) {
    let tx = house.app.machine().write(&Scope::Machine).await.unwrap();
    let mut row = settlements::find(&tx, case).await.unwrap().unwrap();
    let (case_id, body_id, cooperation_id, member_id) = (case.0, row.body_id, row.cooperation_id, row.body_id);
    let document = paper(house, &tx, case).await;
    let share = settlement_share::Model {
        case_id,
        version_no: 1,
        member_id,
        cost_kind: "PLATFORM".into(),
        segment: 1,
        component: 1,
        body_id,
        cooperation_id,
        cents: 100,
    };
    let statement = settlement_statement::Model {
        case_id,
        version_no: 1,
        member_id,
        body_id,
        cooperation_id,
        share_cents: 100,
        member_grant_cents: 1,
        vat_cents: 0,
        advances_cents: 9,
        balance_cents: 90,
        document_id: Some(document),
        answer: "OBJECTED".into(),
        answered_on: Some(day(11)),
        disputed_cents: 5,
        paid_cents: 90,
        paid_on: Some(day(11)),
    };
    settlements::keep_version(&tx, &[share], &[statement]).await.unwrap();
    let advance = settlement_advance::Model {
        case_id,
        instalment_no: 1,
        member_id,
        body_id,
        cooperation_id,
        due_on: day(2),
        amount_cents: 9,
        paid_cents: 9,
        paid_on: Some(day(3)),
        recorded: true,
    };
    settlements::keep_advances(&tx, &[advance]).await.unwrap();
    let correction = settlement_correction::Model {
        case_id,
        version_no: 1,
        line_no: 1,
        body_id,
        cooperation_id,
        cost_kind: "PLATFORM".into(),
        member_id: Some(member_id),
        amount_cents: 1,
        description: "geheimer Befund".into(),
    };
    settlements::keep_corrections(&tx, &[correction]).await.unwrap();
    row.version_no = 1;
    row.state = "CLOSED".into();
    row.answers_until = Some(day(12));
    settlements::save(&tx, row).await.unwrap();
    tx.commit().await.unwrap();
}

async fn paper(house: &House, tx: &Tx, case: CaseId) -> i64 {
    let case = Case::lock(tx, case, house.app.now()).await.unwrap().unwrap();
    let document = documents::insert(tx, &case, "geheim.pdf", house.linz.anna).await.unwrap();
    let version = NewVersion {
        media_type: "application/pdf",
        sha256: "00",
        size_bytes: 1,
        object_key: "bb/0123456789abcdef0123456789abcd",
        key_id: "k",
    };
    documents::add_version(tx, &case, &document, &version, house.linz.anna).await.unwrap();
    case.save(tx).await.unwrap();
    document.id
}
