//! The choice of procedure, quotes and order, held to the pinned rules.

use crate::walk::Walk;
use crate::world::{World, codes, reason, today};
use domain::cooperation::Role;
use domain::procurement::phase::Phase;
use serde_json::json;
use testkit::databases::{both, sqlite};

#[tokio::test]
async fn above_the_limit_the_case_stops_at_the_tender_task_and_loses_nothing() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 100_000_000).await;
        let mut walk = Walk::new(&world, 15_000_000, line).await;
        walk.to(Phase::ProcedureChoice).await;
        let buyer = world.who(Role::Buyer);
        let (_, outcome, direct) = walk.usual();
        assert_eq!(codes(walk.attempt(&buyer, outcome, direct).await), ["PROCEDURE_NOT_ALLOWED"]);
        let form = json!({ "procedure": "PUBLIC_CALL", "ground": "über der Wertgrenze" });
        assert_eq!(walk.attempt(&buyer, "CHOSEN", form).await.unwrap().outcome, "TENDER");
        assert_eq!(walk.phase, Phase::TenderNeeded);
        assert_eq!(world.bound("1").await.0, 17_850_000);
        walk.person(Role::Buyer, "RETURN", reason()).await;
        assert_eq!(walk.phase, Phase::ProcedureChoice);
    }
}

#[tokio::test]
async fn small_requests_of_a_year_that_add_up_need_a_reason() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 100_000_000).await;
        let mut first = Walk::new(&world, 600_000, line).await;
        first.to(Phase::Quotes).await;
        let case = world.start_with(world.request_for(600_000, "  büromöbel ")).await;
        let mut second = Walk::of(&world, case, 600_000, line);
        second.to(Phase::ProcedureChoice).await;
        let buyer = world.who(Role::Buyer);
        let (_, outcome, mut form) = second.usual();
        assert_eq!(codes(second.attempt(&buyer, outcome, form.clone()).await), ["SPLITTING_SUSPECTED"]);
        form["splittingReason"] = json!("Nachbestellung nach Wasserschaden im Mai");
        second.attempt(&buyer, outcome, form).await.unwrap();
        app::procurement::withdraw_procurement::withdraw(&world.app, &buyer, case, "doch nicht", [0; 16])
            .await
            .unwrap();
        app::procurement::withdraw_procurement::withdraw(&world.app, &buyer, first.case, "doch nicht", [0; 16])
            .await
            .unwrap();
        let mut third = Walk::new(&world, 600_000, line).await;
        third.to(Phase::Quotes).await; // what was withdrawn does not count
    }
}

#[tokio::test]
async fn a_land_without_rule_leaves_it_to_another_person_with_a_source() {
    for test in both().await.unwrap() {
        let world = World::in_land(test, "NW").await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::ProcedureChoice).await;
        let buyer = world.who(Role::Buyer);
        let (_, outcome, form) = walk.usual();
        assert_eq!(codes(walk.attempt(&buyer, outcome, form).await), ["NO_RULE"]);
        walk.person(Role::Buyer, "NO_RULE", reason()).await;
        let form = json!({ "procedure": "DIRECT_ORDER", "source": "Vergabesatzung § 4", "ground": "bis 10.000 EUR", "minQuotes": 2 });
        let both_roles = world.with_roles(world.person(Role::Buyer), &[Role::Buyer, Role::Decider]);
        assert_eq!(codes(walk.attempt(&both_roles, "CHOSEN", form.clone()).await), ["FOUR_EYES"]);
        walk.person(Role::Decider, "CHOSEN", form).await;
        walk.to(Phase::Closed).await;
    }
}

#[tokio::test]
async fn who_has_a_rule_may_not_say_there_is_none() {
    let world = World::new(sqlite().await.unwrap()).await;
    let line = world.budget("1", 1_000_000).await;
    let mut walk = Walk::new(&world, 500_000, line).await;
    walk.to(Phase::ProcedureChoice).await;
    assert_eq!(codes(walk.attempt(&world.who(Role::Buyer), "NO_RULE", reason()).await), ["RULE_EXISTS"]);
}

#[tokio::test]
async fn a_negotiated_award_asks_three_firms_and_a_reason_covers_quotes_that_never_came() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 100_000_000).await;
        let mut walk = Walk::new(&world, 3_000_000, line).await;
        walk.to(Phase::ProcedureChoice).await;
        walk.person(Role::Buyer, "CHOSEN", json!({ "procedure": "NEGOTIATED_AWARD", "ground": "bis 100.000 EUR" }))
            .await;
        let buyer = world.who(Role::Buyer);
        let [a, b, c] = world.firms;
        let quote = |net: i64| json!({ "supplierId": a, "netCents": net, "receivedOn": today() });
        let form = |invited: serde_json::Value, reason: serde_json::Value| json!({ "invited": invited, "chosenSupplierId": a, "quotes": [quote(3_000_000)], "reason": reason });
        let why = json!("zwei Firmen haben abgesagt");
        assert_eq!(codes(walk.attempt(&buyer, "CHOSEN", form(json!([a, b]), why.clone())).await), ["TOO_FEW_FIRMS"]);
        assert_eq!(
            codes(walk.attempt(&buyer, "CHOSEN", form(json!([a, b, 99]), why.clone())).await),
            ["SUPPLIER_UNKNOWN"]
        );
        assert_eq!(
            codes(walk.attempt(&buyer, "CHOSEN", form(json!([a, b, c]), json!(null))).await),
            ["TOO_FEW_QUOTES"]
        );
        walk.attempt(&buyer, "CHOSEN", form(json!([a, b, c]), why)).await.unwrap();
        let invited = world.view(walk.case).await.invited;
        assert_eq!(invited.len(), 3);
    }
}

#[tokio::test]
async fn the_firm_of_the_last_direct_order_is_not_asked_alone_again() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 100_000_000).await;
        let [a, b, _] = world.firms;
        let form = |firm| json!({ "invited": [firm], "chosenSupplierId": firm, "quotes": [{ "supplierId": firm, "netCents": 1_000, "receivedOn": today() }] });
        let mut first = Walk::new(&world, 1_000, line).await;
        first.to(Phase::Quotes).await;
        first.person(Role::Buyer, "CHOSEN", form(a)).await;
        let mut second = Walk::new(&world, 1_000, line).await;
        second.to(Phase::Quotes).await;
        assert_eq!(codes(second.attempt(&world.who(Role::Buyer), "CHOSEN", form(a)).await), ["FIRMS_MUST_ROTATE"]);
        second.person(Role::Buyer, "CHOSEN", form(b)).await;
    }
}

#[tokio::test]
async fn an_order_keeps_to_its_quote() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 100_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Ordering).await;
        let (_, outcome, mut form) = walk.usual();
        form["lines"][0]["unitPriceCents"] = json!(100_001);
        assert_eq!(codes(walk.attempt(&world.who(Role::Buyer), outcome, form).await), ["ORDER_ABOVE_QUOTE"]);
        assert_eq!(world.bound("1").await, (595_000, 0, 0), "nothing half written");
        assert!(world.view(walk.case).await.order_lines.is_empty());
    }
}
