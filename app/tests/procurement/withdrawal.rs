//! Withdrawing before the order, after it, and after money has left.

use crate::walk::Walk;
use crate::world::{World, codes, reason, today};
use app::procurement::claim_refund::claim;
use app::procurement::withdraw_procurement::withdraw;
use domain::cooperation::Role;
use domain::procurement::guards::Withdrawal;
use domain::procurement::phase::Phase;
use serde_json::json;
use testkit::databases::both;

const WHY: &str = "der Bedarf ist entfallen";

#[tokio::test]
async fn before_the_order_it_ends_at_once_and_frees_the_money() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Quotes).await;
        walk.open().await;
        let who = world.who(Role::Requester);
        assert_eq!(codes(withdraw(&world.app, &who, walk.case, " ", [0; 16]).await), ["REASON_NEEDED"]);
        assert_eq!(codes(withdraw(&world.app, &world.who(Role::Budget), walk.case, WHY, [0; 16]).await), ["NO_RIGHT"]);
        assert_eq!(codes(withdraw(&world.app, &world.stranger(), walk.case, WHY, [0; 16]).await), ["NOT_FOUND"]);
        assert_eq!(withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await.unwrap(), Withdrawal::Free);
        assert_eq!(world.bound("1").await, (0, 0, 0));
        let case = world.case(walk.case).await;
        assert!(case.ended_at.is_some() && case.phase == "WITHDRAWN");
        let tx = world.app.machine().read(&store::Scope::Machine).await.unwrap();
        assert!(store::tasks::rows::open_of_case(&tx, walk.case).await.unwrap().is_empty());
        drop(tx);
        assert_eq!(codes(withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await), ["CASE_ENDED"]);
        world.journal_holds(walk.case).await;
    }
}

#[tokio::test]
async fn after_the_order_the_supplier_is_asked_and_may_refuse() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::Receipt).await;
        let who = world.who(Role::Buyer);
        assert_eq!(
            withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await.unwrap(),
            Withdrawal::NeedsSupplierConfirmation
        );
        assert_eq!(codes(withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await), ["WITHDRAWAL_PENDING"]);
        assert_eq!(world.bound("1").await, (0, 595_000, 0), "still bound");
        walk.go(Phase::WithdrawalConfirmation);
        walk.open().await;
        assert_eq!(codes(withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await), ["WITHDRAWAL_PENDING"]);
        walk.person(Role::Buyer, "REFUSED", reason()).await;
        walk.go(Phase::Receipt);
        walk.to(Phase::FactualCertification).await;
        withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await.unwrap();
        walk.go(Phase::WithdrawalConfirmation);
        walk.person(
            Role::Buyer,
            "CONFIRMED",
            json!({ "confirmedOn": today(), "statement": "Storno bestätigt, Az. 7" }),
        )
        .await;
        assert_eq!(walk.phase, Phase::Withdrawn);
        walk.machine().await;
        assert_eq!(world.bound("1").await, (0, 0, 0));
        assert_eq!(world.view(walk.case).await.invoices[0].state, "REJECTED");
        world.journal_holds(walk.case).await;
    }
}

#[tokio::test]
async fn after_payment_money_is_only_claimed_back_and_never_more_than_was_paid() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 500_000, line).await;
        walk.to(Phase::PaymentRelease).await;
        let who = world.who(Role::Buyer);
        assert_eq!(codes(claim(&world.app, &who, walk.case, 100, WHY, [0; 16]).await), ["NOTHING_PAID"]);
        walk.to(Phase::FileClosing).await;
        assert_eq!(codes(withdraw(&world.app, &who, walk.case, WHY, [0; 16]).await), ["PAID_ONLY_REFUND"]);
        assert_eq!(codes(claim(&world.app, &who, walk.case, 595_001, WHY, [0; 16]).await), ["REFUND_ABOVE_PAID"]);
        assert_eq!(codes(claim(&world.app, &who, walk.case, -1, WHY, [0; 16]).await), ["AMOUNT_NEGATIVE"]);
        claim(&world.app, &who, walk.case, 95_000, WHY, [0; 16]).await.unwrap();
        assert_eq!(codes(claim(&world.app, &who, walk.case, 95_000, WHY, [0; 16]).await), ["REFUND_PENDING"]);
        walk.go(Phase::Refund);
        let treasurer = world.who(Role::Treasury1);
        let form = |cents: i64| json!({ "receivedOn": today(), "grossCents": cents });
        assert_eq!(codes(walk.attempt(&treasurer, "RECEIVED", form(600_000)).await), ["REFUND_ABOVE_PAID"]);
        walk.attempt(&treasurer, "RECEIVED", form(95_000)).await.unwrap();
        assert_eq!(world.bound("1").await, (0, 0, 500_000));
        walk.to(Phase::Closed).await;
        walk.machine().await;
        let cost: i64 = world
            .view(walk.case)
            .await
            .entries
            .iter()
            .flat_map(|e| &e.1)
            .filter(|l| l.account == "EXPENSE")
            .map(|l| l.amount_cents)
            .sum();
        assert_eq!(cost, 500_000);
    }
}
