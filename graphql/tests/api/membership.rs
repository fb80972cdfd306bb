//! Joining and leaving through the API: what the authorisation test needs of it.

use super::authorisation::owner_does;
use super::house::{House, global};
use super::walk::Map;
use serde_json::json;
use std::collections::BTreeSet;
use store::Scope;

/// The office gives notice and takes it back; every step is refused to a stranger first.
pub async fn furnish(house: &House, map: &Map, covered: &mut BTreeSet<String>) {
    let own = &house.linz.body_id;
    let leave = json!({
        "bodyId": own, "cooperationId": global("Cooperation", 1), "partyBodyId": office(house).await,
        "direction": "LEAVE", "legalForm": "WORKING_GROUP", "agreedOn": "2027-12-31", "requestKey": "office leaves",
    });
    owner_does(house, map, "startMembershipChange", leave, covered).await;
    let consent = json!({ "bodyId": own, "resolvedOn": "2026-11-20", "reference": "Stadtrat, TOP 4" });
    let back = json!({ "caseId": started(house).await, "consents": [consent] });
    owner_does(house, map, "withdrawNotice", back, covered).await;
}

async fn office(house: &House) -> String {
    let tx = house.app.machine().read(&Scope::Machine).await.unwrap();
    global("Body", store::cooperation::bodies::by_ars(&tx, "071385004000").await.unwrap().unwrap().id)
}

async fn started(house: &House) -> String {
    let tx = house.app.machine().read(&Scope::Machine).await.unwrap();
    let case = store::case_file::by_request_key(&tx, house.linz.body, "office leaves").await.unwrap().unwrap();
    global("Case", case.id)
}
