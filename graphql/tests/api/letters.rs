//! Letters through the API: from the body's template to a PDF among the case's documents, never changed after.

use super::authorisation::owner_does;
use super::house::{House, houses, on_a_deep_stack};
use super::purchase::{Purchase, Staff};
use super::walk::Map;
use domain::procurement::phase::Phase;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TEMPLATE: &str = "mutation($i: SaveLetterTemplateInput!) { saveLetterTemplate(input: $i) { template { version } userErrors { code } } }";
const DRAFT: &str = "mutation($i: DraftLetterInput!) { draftLetter(input: $i) { letter { number versions { recipient subject text } } userErrors { code } } }";
const EDIT: &str =
    "mutation($i: EditLetterInput!) { editLetter(input: $i) { letter { version } userErrors { code } } }";
const RELEASE: &str = "mutation($i: ReleaseLetterInput!) { releaseLetter(input: $i) { letter { releasedAt document { name versions { mediaType sizeBytes } } } userErrors { code } } }";
const DISPATCH: &str = "mutation($i: RecordDispatchInput!) { recordDispatch(input: $i) { letter { dispatches { channel } } userErrors { code } } }";
const QUOTES: &str = "query($c: ID!) { case(id: $c) { procurement { quotes { chosen supplier { number } } } } }";

fn template(house: &House, kind: &str, text: &str) -> Value {
    json!({
        "bodyId": house.linz.body_id, "kind": kind, "bodyName": "Stadt Linz am Rhein", "office": "Vergabestelle",
        "returnLine": "Stadt Linz am Rhein, Am Schoppbüchel 5, 53545 Linz", "footer": [["Stadt Linz am Rhein"]],
        "greeting": "Mit freundlichen Grüßen", "authority": "Im Auftrag", "signer": "", "function": "Vergabestelle",
        "subject": "{{subject}}, {{fileReference}}", "text": text,
    })
}

/// Numbers of the firm that was chosen and of one that was not.
async fn firms(house: &House, case: &str) -> (Value, Value) {
    let seen = house.run(house.linz.bruno, QUOTES, json!({ "c": case })).await;
    let quotes = seen["case"]["procurement"]["quotes"].as_array().unwrap();
    let of = |chosen: bool| quotes.iter().find(|q| q["chosen"] == chosen).unwrap()["supplier"]["number"].clone();
    (of(true), of(false))
}

/// One letter of everything, for the authorisation test.
pub async fn furnish(house: &House, map: &Map, case: &str, covered: &mut BTreeSet<String>) {
    let (_, loser) = firms(house, case).await;
    let text = "Sehr geehrte Damen und Herren,\n\nIhr Angebot zu {{fileReference}} wurde nicht ausgewählt.";
    owner_does(house, map, "saveLetterTemplate", template(house, "REJECTION", text), covered).await;
    let draft = json!({ "caseId": case, "kind": "REJECTION", "supplier": loser });
    owner_does(house, map, "draftLetter", draft, covered).await;
    let edited = json!({ "letter": 1, "version": 1, "recipient": "Firma\nNeuwied", "subject": "Absage", "text": "Leider nein." });
    owner_does(house, map, "editLetter", edited, covered).await;
    owner_does(house, map, "releaseLetter", json!({ "letter": 1, "version": 2 }), covered).await;
    owner_does(house, map, "recordDispatch", json!({ "letter": 1, "channel": "POST" }), covered).await;
}

#[test]
fn a_letter_is_drafted_edited_released_sent_and_never_changed_after() {
    on_a_deep_stack(from_draft_to_dispatch);
}

async fn from_draft_to_dispatch() {
    for house in houses().await {
        let csv = "ars;year;code;name;cost_centre;appropriation\n071385004041;2026;1;Ausstattung;11100;50000,00\n";
        let import = "mutation($i: ImportBudgetInput!) { importBudget(input: $i) { userErrors { code } } }";
        house.run(house.linz.bruno, import, json!({ "i": { "csv": csv } })).await;
        let lines = "query($b: ID!) { budgetLines(bodyId: $b, year: 2026) { number } }";
        let lines = house.run(house.linz.bruno, lines, json!({ "b": house.linz.body_id })).await;
        let staff = Staff::hire(&house.app, &house.linz, lines["budgetLines"][0]["number"].as_i64().unwrap()).await;
        let mut purchase = Purchase::start(&house, &staff).await;
        purchase.to(Phase::OrderRelease).await;
        let case = purchase.case_id();
        let (winner, loser) = firms(&house, &case).await;
        let bruno = house.linz.bruno;

        let draft = |kind: &str, firm: &Value| json!({ "i": { "caseId": case, "kind": kind, "supplier": firm } });
        assert_eq!(house.refusal(bruno, DRAFT, draft("ORDER", &winner)).await, "LETTER_TEMPLATE_MISSING");
        let unknown = template(&house, "ORDER", "{{secret}}");
        assert_eq!(house.refusal(bruno, TEMPLATE, json!({ "i": unknown })).await, "MERGE_FIELD_UNKNOWN");
        for (kind, text) in [
            ("ORDER", "Wir bestellen bei {{supplierName}} für {{orderNet}}."),
            ("REJECTION", "Absage an {{supplierName}}."),
        ] {
            assert_eq!(house.refusal(bruno, TEMPLATE, json!({ "i": template(&house, kind, text) })).await, "");
        }
        assert_eq!(
            house.refusal(bruno, DRAFT, draft("ORDER", &winner)).await,
            "LETTER_NOT_FOR_FIRM",
            "not released yet"
        );
        assert_eq!(house.refusal(bruno, DRAFT, draft("REJECTION", &winner)).await, "LETTER_NOT_FOR_FIRM");
        assert_eq!(house.refusal(bruno, DRAFT, draft("REJECTION", &loser)).await, "");
        purchase.to(Phase::Ordering).await;
        let made = house.run(bruno, DRAFT, draft("ORDER", &winner)).await;
        let letter = &made["draftLetter"]["letter"];
        let text = letter["versions"][0]["text"].as_str().unwrap_or_else(|| panic!("{made}"));
        assert!(text.starts_with("Wir bestellen bei ") && text.ends_with("900,00 €."), "{text}");

        let number = letter["number"].clone();
        let edit = |version: i32| json!({ "i": { "letter": number, "version": version, "recipient": "Firma\nNeuwied", "subject": "Bestellung", "text": "Wir bestellen." } });
        assert_eq!(house.refusal(bruno, EDIT, edit(1)).await, "");
        assert_eq!(house.refusal(bruno, EDIT, edit(1)).await, "LETTER_VERSION");
        let release = |version: i32| json!({ "i": { "letter": number, "version": version } });
        let sent = json!({ "i": { "letter": number, "channel": "MAIL" } });
        assert_eq!(house.refusal(bruno, DISPATCH, sent.clone()).await, "LETTER_NOT_RELEASED");
        assert_eq!(house.refusal(bruno, RELEASE, release(1)).await, "LETTER_VERSION");
        let released = house.run(bruno, RELEASE, release(2)).await;
        let document = &released["releaseLetter"]["letter"]["document"];
        assert_eq!(document["versions"][0]["mediaType"], "application/pdf", "{}: {released}", house.test.name);
        assert_eq!(house.refusal(bruno, EDIT, edit(2)).await, "LETTER_RELEASED");
        assert_eq!(house.refusal(bruno, RELEASE, release(2)).await, "LETTER_RELEASED");
        assert_eq!(house.refusal(bruno, DISPATCH, sent).await, "");
        let early = json!({ "i": { "letter": number, "channel": "POST", "sentAt": "2026-11-22T00:00:00Z" } });
        assert_eq!(house.refusal(bruno, DISPATCH, early).await, "DISPATCH_DATE");
        let report = app::journal::verify_journal::verify(&house.app, &[]).await.unwrap();
        assert_eq!(report.broken, None, "{}", house.test.name);
    }
}
