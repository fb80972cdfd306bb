//! Every way back leads to where the process says, and money and states follow.

use crate::walk::Walk;
use crate::world::{World, codes, reason};
use domain::cooperation::Role;
use domain::procurement::phase::Phase;
use serde_json::json;
use testkit::databases::both;

#[tokio::test]
async fn a_request_returned_frees_its_reservation_and_comes_again_with_another_estimate() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.person(Role::Budget, "RETURN", reason()).await;
        let again = serde_json::to_value(world.request(400_000)).unwrap();
        walk.person(Role::Requester, "SUBMIT", again).await;
        walk.to(Phase::ProcedureChoice).await;
        assert_eq!(world.bound("1").await, (476_000, 0, 0));
        walk.person(Role::Buyer, "RETURN", reason()).await;
        assert_eq!(world.bound("1").await, (0, 0, 0));
        let again = serde_json::to_value(world.request(300_000)).unwrap();
        walk.person(Role::Requester, "SUBMIT", again).await;
        walk.net_cents = 300_000;
        walk.to(Phase::Closed).await;
        assert_eq!(world.bound("1").await, (0, 0, 357_000));
        world.journal_holds(walk.case).await;
    }
}

#[tokio::test]
async fn returns_without_a_reason_are_refused() {
    let world = World::new(testkit::databases::sqlite().await.unwrap()).await;
    let line = world.budget("1", 1_000_000).await;
    let mut walk = Walk::new(&world, 500_000, line).await;
    assert_eq!(codes(walk.attempt(&world.who(Role::Budget), "RETURN", json!({})).await), ["FORM_INVALID"]);
    assert_eq!(codes(walk.attempt(&world.who(Role::Budget), "PERHAPS", json!({})).await), ["UNKNOWN_OUTCOME"]);
}

#[tokio::test]
async fn an_order_returned_is_quoted_anew() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::OrderRelease).await;
        walk.person(Role::Decider, "RETURN", reason()).await;
        assert_eq!(walk.phase, Phase::Quotes);
        walk.to(Phase::Ordering).await;
        walk.person(Role::Buyer, "RETURN", reason()).await;
        walk.to(Phase::Closed).await;
        assert_eq!(world.view(walk.case).await.quotes.len(), 2);
    }
}

#[tokio::test]
async fn payment_and_certification_go_back_and_forth_and_it_is_paid_once() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::PaymentRelease).await;
        walk.person(Role::Treasury2, "RETURN", reason()).await;
        walk.to(Phase::PaymentAcceptance).await;
        walk.person(Role::Treasury1, "RETURN", reason()).await;
        assert_eq!(walk.phase, Phase::PaymentOrder);
        walk.person(Role::Orderer, "RETURN", reason()).await;
        walk.to(Phase::ArithmeticCertification).await;
        walk.person(Role::CertifierArithmetic, "RETURN", reason()).await;
        walk.person(Role::Buyer, "ACCEPT", reason()).await;
        walk.person(Role::CertifierFactual, "RETURN", reason()).await;
        walk.person(Role::Buyer, "ACCEPT", reason()).await;
        walk.to(Phase::Closed).await;
        let view = world.view(walk.case).await;
        assert_eq!((view.payments.len(), view.entries.len()), (1, 1));
        assert_eq!(world.bound("1").await, (0, 0, 595_000));
    }
}
