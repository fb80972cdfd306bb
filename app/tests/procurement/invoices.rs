//! Invoices: differences, duplicates, discount, what is accepted and what sent back.

use crate::walk::Walk;
use crate::world::{World, codes, reason, today};
use domain::cooperation::Role;
use domain::procurement::phase::Phase;
use serde_json::json;
use testkit::databases::{both, sqlite};

#[tokio::test]
async fn an_invoice_for_more_than_arrived_stops_at_a_person_and_is_rejected() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Receipt).await;
        let two = walk.receipt(2_000);
        walk.person(Role::Requester, "PARTIAL_INVOICED", two).await;
        let all = walk.invoice("R-1", 5_000);
        walk.person(Role::Clerk, "RECORDED", all.clone()).await;
        assert_eq!(walk.machine().await, "DIFFERENCE");
        assert_eq!(world.view(walk.case).await.invoices[0].match_result.as_deref(), Some("QTY_DIFF"));
        // set aside until the goods are there; then the same invoice is taken up again
        walk.person(Role::Buyer, "AWAIT_RECEIPT", reason()).await;
        let rest = walk.receipt(3_000);
        walk.person(Role::Requester, "COMPLETE", rest).await;
        walk.person(Role::Clerk, "RECORDED", all).await;
        assert_eq!(walk.machine().await, "MATCHED");
        assert_eq!(world.view(walk.case).await.invoices.len(), 1);
        walk.to(Phase::Closed).await;
        assert_eq!(world.bound("1").await, (0, 0, 595_000));
    }
}

#[tokio::test]
async fn waiting_for_goods_that_have_all_arrived_is_refused() {
    let world = World::new(sqlite().await.unwrap()).await;
    let line = world.budget("1", 1_000_000).await;
    let mut walk = Walk::new(&world, 500_000, line).await;
    walk.to(Phase::Invoice).await;
    let mut form = walk.invoice("R-1", 5_000);
    form["typed"]["grossCents"] = json!(595_001);
    walk.person(Role::Clerk, "RECORDED", form).await;
    assert_eq!(walk.machine().await, "DIFFERENCE");
    let view = world.view(walk.case).await;
    assert_eq!(view.invoices[0].match_result.as_deref(), Some("ARITHMETIC"));
    assert_eq!(codes(walk.attempt(&world.who(Role::Buyer), "AWAIT_RECEIPT", reason()).await), ["NOTHING_OUTSTANDING"]);
    walk.person(Role::Buyer, "REJECT", reason()).await;
    assert_eq!(walk.phase, Phase::Invoice);
    walk.to(Phase::Closed).await;
    let states: Vec<_> = world.view(walk.case).await.invoices.into_iter().map(|i| i.state).collect();
    assert_eq!(states, ["REJECTED", "PAID"]);
}

#[tokio::test]
async fn an_accepted_dearer_invoice_binds_the_difference_or_is_not_ordered() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 595_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Invoice).await;
        let mut form = walk.invoice("R-1", 5_000);
        form["typed"]["lines"][0]["unitPriceCents"] = json!(110_000);
        form["typed"]["netCents"] = json!(550_000);
        form["typed"]["vatCents"] = json!(104_500);
        form["typed"]["grossCents"] = json!(654_500);
        walk.person(Role::Clerk, "RECORDED", form).await;
        assert_eq!(walk.machine().await, "DIFFERENCE");
        walk.person(Role::Buyer, "ACCEPT", reason()).await;
        walk.to(Phase::PaymentOrder).await;
        assert_eq!(codes(walk.attempt(&world.who(Role::Orderer), "ORDER", json!({})).await), ["INSUFFICIENT_FUNDS"]);
        world.budget("1", 700_000).await;
        walk.to(Phase::Closed).await;
        assert_eq!(world.bound("1").await, (0, 0, 654_500));
    }
}

#[tokio::test]
async fn the_same_invoice_in_another_case_is_found_as_a_duplicate() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 2_000_000).await;
        let mut first = Walk::new(&world, 50_000, line).await;
        first.to(Phase::Closed).await;
        let case = world.start_with(world.request_for(50_000, "Lampen")).await;
        let mut second = Walk::of(&world, case, 50_000, line);
        second.to(Phase::Invoice).await;
        let form = second.invoice("r -1", 5_000);
        second.person(Role::Clerk, "RECORDED", form).await;
        assert_eq!(second.machine().await, "DIFFERENCE");
        assert_eq!(world.view(case).await.invoices[0].match_result.as_deref(), Some("DUPLICATE"));
    }
}

#[tokio::test]
async fn a_discount_is_taken_while_it_can_be_reached() {
    let world = World::new(sqlite().await.unwrap()).await;
    let line = world.budget("1", 1_000_000).await;
    let mut walk = Walk::new(&world, 500_000, line).await;
    walk.to(Phase::Invoice).await;
    let mut form = walk.invoice("R-1", 5_000);
    form["typed"]["discountDays"] = json!(14);
    form["typed"]["discountBp"] = json!(200);
    walk.person(Role::Clerk, "RECORDED", form).await;
    walk.to(Phase::PaymentOrder).await;
    walk.person(Role::Orderer, "ORDER", json!({ "takeDiscount": true })).await;
    walk.to(Phase::Closed).await;
    walk.machine().await;
    assert_eq!(world.bound("1").await, (0, 0, 583_100), "the discount went back to the line");
}

#[tokio::test]
async fn typed_invoices_that_make_no_sense_are_refused() {
    let world = World::new(sqlite().await.unwrap()).await;
    let line = world.budget("1", 1_000_000).await;
    let mut walk = Walk::new(&world, 500_000, line).await;
    walk.to(Phase::Invoice).await;
    let who = world.who(Role::Clerk);
    let good = walk.invoice("R-1", 5_000);
    let with = |path: &str, value: serde_json::Value| {
        let mut form = good.clone();
        *form.pointer_mut(path).unwrap() = value;
        form
    };
    for (form, code) in [
        (with("/typed/grossCents", json!(-1)), "FORM_INVALID"),
        (with("/typed/netCents", json!(i64::MAX)), "FORM_INVALID"),
        (with("/receivedOn", json!("2027-01-01")), "DATE_IN_THE_FUTURE"),
        (with("/receivedOn", json!("-9999-01-01")), "DATE_ABSURD"),
        (with("/typed/issuedOn", json!("+200000-01-01")), "DATE_ABSURD"),
        (json!({ "receivedOn": today() }), "INVOICE_SOURCE"),
        (json!({ "receivedOn": today(), "documentId": 4_711 }), "DOCUMENT_UNKNOWN"),
        (json!({ "receivedOn": "gestern" }), "FORM_INVALID"),
    ] {
        assert_eq!(codes(walk.attempt(&who, "RECORDED", form).await), [code]);
    }
}
