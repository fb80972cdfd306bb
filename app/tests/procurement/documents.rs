//! Documents and invoices that come as files.

use crate::walk::Walk;
use crate::world::{World, codes, today};
use app::efile::store_document::{NewDocument, permit, store};
use app::efile::{Checked, check_xrechnung, read_documents};
use domain::cooperation::Role;
use domain::ids::{CaseId, DocumentId};
use domain::procurement::phase::Phase;
use serde_json::json;
use testkit::databases::{both, sqlite};

fn stored(no: u8) -> files::Stored {
    files::Stored {
        object_key: files::ObjectKey::from_random([no; 16]),
        sha256: "ab".repeat(32),
        size_bytes: 10,
        key_id: "k1".to_owned(),
    }
}

async fn upload(
    world: &World,
    case: CaseId,
    document: Option<DocumentId>,
    no: u8,
    invoice: Option<&Checked>,
) -> DocumentId {
    let file = stored(no);
    let new = NewDocument {
        case,
        document,
        name: "rechnung.xml",
        media_type: "text/xml; charset=utf-8",
        stored: &file,
        invoice,
    };
    DocumentId(store(&world.app, &world.who(Role::Clerk), &new).await.unwrap().document_id)
}

#[tokio::test]
async fn versions_are_numbered_and_strangers_see_none() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let case = world.start(1_000).await;
        let id = upload(&world, case, None, 1, None).await;
        upload(&world, case, Some(id), 2, None).await;
        let who = world.who(Role::Clerk);
        let opened = read_documents::open(&world.app, &who, id, None).await.unwrap();
        assert_eq!((opened.version.version, opened.stored.object_key.clone()), (2, stored(2).object_key));
        assert_eq!(read_documents::open(&world.app, &who, id, Some(1)).await.unwrap().stored, stored(1));
        assert_eq!(codes(read_documents::open(&world.app, &world.stranger(), id, None).await), ["NOT_FOUND"]);
        assert_eq!(codes(permit(&world.app, &world.stranger(), case).await), ["NOT_FOUND"]);
        let bad = NewDocument {
            case,
            document: None,
            name: "../x",
            media_type: "text/xml",
            stored: &stored(3),
            invoice: None,
        };
        assert_eq!(codes(store(&world.app, &who, &bad).await), ["DOCUMENT_NAME"]);
        world.journal_holds(case).await;
    }
}

#[tokio::test]
async fn a_broken_invoice_file_is_refused_in_words_and_what_is_no_xml_too() {
    let world = World::new(sqlite().await.unwrap()).await;
    let line = world.budget("1", 1_000_000).await;
    let mut walk = Walk::new(&world, 50_000, line).await;
    walk.to(Phase::Invoice).await;
    let checked =
        check_xrechnung(b"<Invoice xmlns='urn:oasis:names:specification:ubl:schema:xsd:Invoice-2'/>".to_vec())
            .await
            .unwrap();
    assert!(!checked.report.valid);
    let broken = upload(&world, walk.case, None, 1, Some(&checked)).await;
    let other = upload(&world, walk.case, None, 2, None).await;
    let who = world.who(Role::Clerk);
    let form = |id| json!({ "receivedOn": today(), "documentId": id });
    let found = codes(walk.attempt(&who, "RECORDED", form(broken)).await);
    assert!(!found.is_empty() && found.iter().all(|c| *c == "INVOICE_INVALID"), "{found:?}");
    assert_eq!(codes(walk.attempt(&who, "RECORDED", form(other)).await), ["DOCUMENT_IS_NO_INVOICE"]);
    walk.person(Role::Clerk, "REJECTED", crate::world::reason()).await;
    assert_eq!(walk.phase, Phase::Invoice);
}

#[tokio::test]
async fn an_xrechnung_is_recorded_clarified_and_paid() {
    let Some(folder) = testkit::shared::require("data/xrechnung-testsuite/business-standard") else { return };
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 100_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Invoice).await;
        let checked = small_invoice(&folder).await;
        let read = checked.invoice.clone().unwrap();
        let id = upload(&world, walk.case, None, 1, Some(&checked)).await;
        walk.person(Role::Clerk, "RECORDED", json!({ "receivedOn": today(), "documentId": id })).await;
        let invoice = world.view(walk.case).await.invoices.remove(0);
        assert_eq!(
            (invoice.number.as_str(), invoice.gross_cents),
            (read.facts.number.as_str(), read.facts.gross_cents)
        );
        assert_eq!(walk.machine().await, "DIFFERENCE", "it bills something else than we ordered");
        walk.person(Role::Buyer, "ACCEPT", crate::world::reason()).await;
        walk.to(Phase::Booking).await;
        let view = world.view(walk.case).await;
        assert_eq!(view.payments[0].payable_cents, read.facts.payable_cents);
        assert_eq!(view.procurement.spent_cents, read.facts.payable_cents);
    }
}

/// The first valid test invoice that our orderer may order.
async fn small_invoice(folder: &std::path::Path) -> Checked {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "xml"))
        .collect();
    files.sort();
    for file in files {
        let checked = check_xrechnung(std::fs::read(&file).unwrap()).await.unwrap();
        let fits = checked.invoice.as_ref().is_some_and(|i| {
            i.facts.kind == domain::invoice::Kind::Invoice
                && (1_000..4_000_000).contains(&i.facts.payable_cents)
                && i.facts.currency == "EUR"
        });
        if checked.report.valid && fits {
            return checked;
        }
    }
    panic!("no usable test invoice in {}", folder.display());
}
