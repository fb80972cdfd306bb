//! Budget lines: import, the last euro, what is bound when.

use crate::walk::Walk;
use crate::world::{ARS, World, codes};
use app::budget::import_budget::{Imported, import};
use domain::cooperation::Role;
use domain::procurement::phase::Phase;
use serde_json::json;
use testkit::databases::both;

#[tokio::test]
async fn two_releases_for_the_last_euro_leave_one_winner() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 119_000).await;
        let (mut a, mut b) = (Walk::new(&world, 100_000, line).await, Walk::new(&world, 100_000, line).await);
        let who = world.who(Role::Budget);
        let form = json!({ "budgetLineId": line });
        let (first, second) = tokio::join!(a.attempt(&who, "RELEASE", form.clone()), b.attempt(&who, "RELEASE", form));
        let (won, lost) = if first.is_ok() { (first, second) } else { (second, first) };
        won.unwrap();
        assert_eq!(codes(lost), ["INSUFFICIENT_FUNDS"], "{}", world.test.name);
        assert_eq!(world.bound("1").await, (119_000, 0, 0));
    }
}

#[tokio::test]
async fn a_line_of_another_year_or_none_at_all_is_refused() {
    let world = World::new(testkit::databases::sqlite().await.unwrap()).await;
    let csv = format!("ars;year;code;name;cost_centre;appropriation\n{ARS};2027;9;Ausstattung;11100;1000\n");
    import(&world.app, &world.who(Role::Budget), &csv).await.unwrap();
    let lines = app::budget::list_budget::list(&world.app, &world.who(Role::Budget), None, Some(2027)).await.unwrap();
    let mut walk = Walk::new(&world, 1_000, lines[0].id).await;
    let who = world.who(Role::Budget);
    assert_eq!(
        codes(walk.attempt(&who, "RELEASE", json!({ "budgetLineId": lines[0].id })).await),
        ["BUDGET_LINE_OTHER_YEAR"]
    );
    assert_eq!(codes(walk.attempt(&who, "RELEASE", json!({ "budgetLineId": 4_711 })).await), ["BUDGET_LINE_UNKNOWN"]);
    assert_eq!(codes(walk.attempt(&who, "RELEASE", json!({ "budgetLineId": "x" })).await), ["FORM_INVALID"]);
}

#[tokio::test]
async fn an_import_writes_all_rows_or_none_and_raises_and_lowers_what_is_there() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let who = world.who(Role::Budget);
        let head = "ars;year;code;name;cost_centre;appropriation\n";
        let bad = format!("{head}{ARS};2026;1;A;c;100\n{ARS};2026;2;B;c;-1\n071110000000;2026;3;C;c;5\n");
        assert_eq!(codes(import(&world.app, &who, &bad).await), ["NEGATIVE_AMOUNT"]);
        let foreign = format!("{head}{ARS};2026;1;A;c;100\n071110000000;2026;3;C;c;5\n");
        assert_eq!(codes(import(&world.app, &who, &foreign).await), ["BODY_NOT_PERMITTED"]);
        let right = world.who(Role::Buyer);
        assert_eq!(
            codes(import(&world.app, &right, &format!("{head}{ARS};2026;1;A;c;100\n")).await),
            ["BODY_NOT_PERMITTED"]
        );
        assert!(
            app::budget::list_budget::list(&world.app, &who, None, None).await.unwrap().is_empty(),
            "nothing half written"
        );
        let first = import(
            &world.app,
            &who,
            &format!("{head}{ARS};2026;1;A;c;100\n{ARS};2026;2;B;c;200\n{ARS};2026;3;B;c;7\n"),
        )
        .await
        .unwrap();
        assert_eq!(first, Imported { inserted: 3, ..Imported::default() });
        let second = import(
            &world.app,
            &who,
            &format!("{head}{ARS};2026;1;A;c;150\n{ARS};2026;2;B;c;1,50\n{ARS};2026;3;B;c;7\n"),
        )
        .await
        .unwrap();
        assert_eq!(second, Imported { inserted: 0, raised: 1, lowered: 1, unchanged: 1 });
        assert_eq!(world.line("2").await.appropriation_cents, 150);
        let movements =
            app::budget::list_budget::movements(&world.app, &who, domain::ids::BudgetLineId(world.line("2").await.id))
                .await
                .unwrap();
        assert_eq!(movements.iter().map(|m| m.amount_cents).sum::<i64>(), 150);
    }
}

#[tokio::test]
async fn partial_deliveries_and_invoices_spend_what_came_and_free_the_rest_at_the_end() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Receipt).await;
        let requester = world.who(Role::Requester);
        let too_much = walk.receipt(5_001);
        assert_eq!(codes(walk.attempt(&requester, "PARTIAL", too_much).await), ["RECEIPT_ABOVE_ORDER"]);
        let two = walk.receipt(2_000);
        assert_eq!(codes(walk.attempt(&requester, "COMPLETE", two.clone()).await), ["RECEIPT_INCOMPLETE"]);
        walk.person(Role::Requester, "PARTIAL_INVOICED", two).await;
        let part = walk.invoice("R-1", 2_000);
        walk.person(Role::Clerk, "RECORDED", part).await;
        walk.to(Phase::Booking).await;
        assert_eq!(walk.machine().await, "MORE");
        assert_eq!(world.bound("1").await, (0, 357_000, 238_000));
        let three = walk.receipt(3_000);
        assert_eq!(walk.attempt(&requester, "PARTIAL", three).await.unwrap().outcome, "COMPLETE", "facts decide");
        let rest = walk.invoice("R-2", 3_000);
        walk.person(Role::Clerk, "RECORDED", rest).await;
        walk.to(Phase::Booking).await;
        assert_eq!(walk.machine().await, "FINISHED");
        assert_eq!(world.bound("1").await, (0, 0, 595_000));
        assert_eq!(world.view(walk.case).await.entries.len(), 2);
    }
}
