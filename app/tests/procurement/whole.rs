//! From need to closed file, on both databases.

use crate::walk::Walk;
use crate::world::{World, codes, reason};
use app::procurement::reopen_case::reopen;
use app::procurement::start_procurement::{Start, start};
use chrono::TimeDelta;
use domain::cooperation::Role;
use domain::ids::{BodyId, TaskId};
use domain::procurement::phase::Phase;
use testkit::databases::both;

#[tokio::test]
async fn a_procurement_goes_from_need_to_the_closed_file_and_every_cent_is_where_it_belongs() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("11100.5", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Ordering).await;
        assert_eq!(world.bound("11100.5").await, (595_000, 0, 0));
        walk.to(Phase::Receipt).await;
        assert_eq!(world.bound("11100.5").await, (0, 595_000, 0));
        walk.to(Phase::Closed).await;
        assert_eq!(walk.machine().await, "CLOSED");
        assert_eq!(world.bound("11100.5").await, (0, 0, 595_000));

        let view = world.view(walk.case).await;
        assert_eq!(view.invoices[0].state, "PAID");
        assert_eq!(view.invoices[0].match_result.as_deref(), Some("MATCHED"));
        assert_eq!(view.entries.len(), 1, "booked once");
        let sums: Vec<_> =
            view.entries[0].1.iter().map(|l| (l.account.as_str(), l.cost_centre.as_str(), l.amount_cents)).collect();
        assert_eq!(sums, [("EXPENSE", "11100", 595_000), ("BANK", "", -595_000)]);
        let case = world.case(walk.case).await;
        assert_eq!((case.phase.as_str(), case.file_reference.as_str()), ("CLOSED", "60.31.02-0001/2026"));
        assert!(case.ended_at.is_some());
        world.journal_holds(walk.case).await;
    }
}

#[tokio::test]
async fn a_start_repeated_with_its_key_finds_the_first_case() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let asked = || Start { body: world.body, request: world.request(1_000), request_key: Some("k-1".to_owned()) };
        let who = world.who(Role::Requester);
        let (a, b) = tokio::join!(start(&world.app, &who, asked()), start(&world.app, &who, asked()));
        assert_eq!(a.unwrap(), b.unwrap(), "{}", world.test.name);
    }
}

#[tokio::test]
async fn nobody_starts_for_a_body_it_has_no_right_for_and_absurd_requests_are_refused() {
    let world = World::new(testkit::databases::sqlite().await.unwrap()).await;
    let asked = |body, cents| Start { body, request: world.request(cents), request_key: None };
    let who = world.who(Role::Requester);
    assert_eq!(codes(start(&world.app, &who, asked(BodyId(4_711), 1_000)).await), ["NOT_FOUND"]);
    assert_eq!(codes(start(&world.app, &world.who(Role::Buyer), asked(world.body, 1_000)).await), ["NO_RIGHT"]);
    assert_eq!(codes(start(&world.app, &who, asked(world.body, -5)).await), ["FORM_INVALID"]);
    assert_eq!(codes(start(&world.app, &who, asked(world.body, i64::MAX)).await), ["FORM_INVALID"]);
}

#[tokio::test]
async fn a_stranger_finds_neither_case_nor_task() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 1_000, line).await;
        let (_, outcome, form) = walk.usual();
        assert_eq!(codes(walk.attempt(&world.stranger(), outcome, form).await), ["NOT_FOUND"]);
        let view = app::procurement::view_procurement::view(&world.app, &world.stranger(), walk.case).await;
        assert!(matches!(view, Err(app::Error::NotFound)));
    }
}

#[tokio::test]
async fn four_eyes_hold_for_request_and_budget_choice_and_release_order_and_treasury() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        for (role, phase) in [
            (Role::Requester, Phase::BudgetRelease),
            (Role::Buyer, Phase::OrderRelease),
            (Role::Orderer, Phase::PaymentAcceptance),
            (Role::Treasury1, Phase::PaymentRelease),
        ] {
            walk.to(phase).await;
            let (needed, outcome, form) = walk.usual();
            let both_roles = world.with_roles(world.person(role), &[role, needed]);
            assert_eq!(codes(walk.attempt(&both_roles, outcome, form).await), ["FOUR_EYES"], "{phase}");
        }
    }
}

#[tokio::test]
async fn a_certifier_orders_only_with_a_reason_and_nobody_beyond_the_limit() {
    let world = World::new(testkit::databases::sqlite().await.unwrap()).await;
    let line = world.budget("1", 100_000_000).await;
    let mut walk = Walk::new(&world, 900_000, line).await;
    walk.to(Phase::PaymentOrder).await;
    let lead = world.with_roles(world.person(Role::Lead), &[Role::Orderer]);
    assert_eq!(codes(walk.attempt(&lead, "ORDER", serde_json::json!({})).await), ["ABOVE_ORDER_LIMIT"]);
    walk.person(Role::Orderer, "RETURN", reason()).await;
    let orderer = world.person(Role::Orderer);
    let as_certifier = world.with_roles(orderer, &[Role::CertifierFactual]);
    walk.attempt(&as_certifier, "CERTIFY", serde_json::json!({})).await.unwrap();
    walk.to(Phase::PaymentOrder).await;
    let who = world.who(Role::Orderer);
    assert_eq!(codes(walk.attempt(&who, "ORDER", serde_json::json!({})).await), ["ORDERER_CERTIFIED"]);
    let form = serde_json::json!({ "overrideReason": "Vertretung im Krankheitsfall" });
    walk.attempt(&who, "ORDER", form).await.unwrap();
    let payments = world.view(walk.case).await.payments;
    assert_eq!(payments[0].override_reason.as_deref(), Some("Vertretung im Krankheitsfall"));
}

#[tokio::test]
async fn a_receipt_is_undone_within_ten_seconds_and_not_later() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Receipt).await;
        let task: TaskId = walk.open().await;
        walk.to(Phase::Invoice).await;
        let who = world.who(Role::Requester);
        app::tasks::undo_completion::undo(&world.app, &who, task).await.unwrap();
        let view = world.view(walk.case).await;
        assert!(view.receipts.is_empty() && !view.procurement.receipt_complete);
        walk.phase = Phase::Receipt;
        walk.to(Phase::Invoice).await;
        world.wait(TimeDelta::seconds(11));
        assert_eq!(codes(app::tasks::undo_completion::undo(&world.app, &who, task).await), ["UNDO_TOO_LATE"]);
    }
}

#[tokio::test]
async fn a_closed_file_opens_again_within_a_year_and_closes_again() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Closed).await;
        assert_eq!(
            codes(reopen(&world.app, &world.who(Role::Lead), walk.case, "Nachtrag fehlt", [1; 16]).await),
            ["NOT_CLOSED"]
        );
        walk.machine().await;
        assert_eq!(
            codes(reopen(&world.app, &world.who(Role::Clerk), walk.case, "Nachtrag fehlt", [1; 16]).await),
            ["NO_RIGHT"]
        );
        reopen(&world.app, &world.who(Role::Signer), walk.case, "Nachtrag fehlt", [1; 16]).await.unwrap();
        let case = world.case(walk.case).await;
        assert!(case.ended_at.is_none() && case.restart_wanted && case.phase == "FILE_CLOSING");
        walk.go(Phase::FileClosing);
        walk.to(Phase::Closed).await;
        walk.machine().await;
        assert!(world.case(walk.case).await.ended_at.is_some());
        world.wait(TimeDelta::days(400));
        assert_eq!(
            codes(reopen(&world.app, &world.who(Role::Lead), walk.case, "Nachtrag fehlt", [1; 16]).await),
            ["REOPEN_TOO_LATE"]
        );
        world.journal_holds(walk.case).await;
    }
}

#[tokio::test]
async fn firms_are_found_by_any_part_of_their_name_and_added_once() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let buyer = world.who(Role::Buyer);
        use app::procurement::list_suppliers::{add, list};
        add(&world.app, &buyer, " Öko-Büro ", "Bonn", Some("DE123456789")).await.unwrap();
        assert_eq!(codes(add(&world.app, &buyer, "Öko-Büro", "Bonn", None).await), ["SUPPLIER_EXISTS"]);
        assert_eq!(codes(add(&world.app, &buyer, "x", "Bonn", None).await), ["NAME_NEEDED"]);
        assert_eq!(codes(add(&world.app, &world.who(Role::Clerk), "Firma", "Bonn", None).await), ["NO_RIGHT"]);
        for (part, found) in [("BÜRO", 0), ("büro", 1), ("Büro", 1), ("bauer", 1), ("", 4)] {
            let names = list(&world.app, &buyer, part, None, 50).await.unwrap();
            assert!(names.len() >= found, "{} {part}: {names:?}", world.test.name);
        }
    }
}
