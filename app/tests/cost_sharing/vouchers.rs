//! Vouchers: four eyes before they count, pay for the employer's eyes, closed years closed.

use crate::ring::{Ring, codes};
use app::cost_sharing::enter_voucher::{NewPost, enter};
use app::cost_sharing::{certify_voucher, close_year, read_shared};
use domain::ids::{CooperationId, VoucherId};
use ledger::cost_sharing::voucher::{PersonnelBasis, Post, Source};
use sea_orm::ConnectionTrait;
use store::Scope;
use testkit::databases::both;

#[tokio::test]
async fn a_voucher_counts_when_a_second_person_certified_it_and_never_changes_again() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let app = &ring.app;
        let voucher = ring.voucher("B-1", "PLATFORM", 10_000);
        let id = enter(app, &ring.lena(), &voucher).await.unwrap();
        let sums = async || read_shared::sums(app, &ring.karla(), ring.cooperation, 2026).await.unwrap();
        assert!(sums().await.is_empty(), "{}", ring.test.name);
        assert_eq!(codes(enter(app, &ring.lena(), &voucher).await), ["VOUCHER_KNOWN"]);
        assert_eq!(codes(certify_voucher::certify(app, &ring.lena(), id).await), ["FOUR_EYES"]);
        assert_eq!(codes(certify_voucher::certify(app, &ring.karla(), id).await), ["NO_RIGHT"]);
        assert_eq!(codes(certify_voucher::certify(app, &ring.stranger(), id).await), ["NOT_FOUND"]);
        certify_voucher::certify(app, &ring.bernd(), id).await.unwrap();
        assert_eq!(codes(certify_voucher::certify(app, &ring.bernd(), id).await), ["VOUCHER_CERTIFIED"]);
        assert_eq!(sums().await[0].amount_cents, 10_000, "{}", ring.test.name);
        let owner = sea_orm::Database::connect(&ring.test.worker_url).await.unwrap();
        for sql in [
            "UPDATE cost_voucher SET amount_cents = 1",
            "UPDATE cost_line SET amount_cents = 1",
            "DELETE FROM cost_line",
        ] {
            owner.execute_unprepared(sql).await.unwrap_err();
        }
    }
}

#[tokio::test]
async fn what_one_person_costs_stays_with_the_employer() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let mut voucher = ring.voucher("P-1", "PERSONNEL", 1);
        voucher.source = Source::Personnel;
        let post = |name: &str, cents, part: &str| NewPost {
            post: name.into(),
            basis: PersonnelBasis::ActualCost,
            cost: Post { yearly_cost_cents: cents, part: part.parse().unwrap(), months: 12 },
        };
        voucher.posts = vec![post("Stelle 4711", 7_100_001, "1/2"), post("Stelle 4712", 6_000_000, "1")];
        let id = enter(&ring.app, &ring.lena(), &voucher).await.unwrap();
        certify_voucher::certify(&ring.app, &ring.bernd(), id).await.unwrap();
        let row = read_shared::voucher(&ring.app, &ring.karla(), id).await.unwrap();
        assert_eq!(row.amount_cents, 9_550_001, "{}: the sum is shared", ring.test.name);
        assert!(read_shared::posts(&ring.app, &ring.karla(), &row).await.unwrap().is_empty());
        assert_eq!(read_shared::posts(&ring.app, &ring.lena(), &row).await.unwrap().len(), 2);
        if ring.test.name == "PostgreSQL" {
            // even an unfiltered query of a member finds nothing
            use sea_orm::EntityTrait;
            let tx = ring.test.db.read(&Scope::of(&ring.karla())).await.unwrap();
            let all = store::entity::personnel_share::Entity::find().all(tx.conn()).await.unwrap();
            assert!(all.is_empty());
            let shared = store::entity::cost_voucher::Entity::find().all(tx.conn()).await.unwrap();
            assert_eq!(shared.len(), 1);
            let tx = ring.test.db.read(&Scope::of(&ring.stranger())).await.unwrap();
            assert!(store::entity::cost_voucher::Entity::find().all(tx.conn()).await.unwrap().is_empty());
        }
    }
}

#[tokio::test]
async fn a_closed_year_takes_nothing_more() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let app = &ring.app;
        let old = |number: &str| {
            let mut voucher = ring.voucher(number, "PLATFORM", 5);
            voucher.lines[0].service_from = "2025-03-01".parse().unwrap();
            voucher.lines[0].service_to = "2025-03-31".parse().unwrap();
            voucher
        };
        let id = enter(app, &ring.lena(), &old("B-1")).await.unwrap();
        let close = async |year| close_year::close(app, &ring.lena(), ring.cooperation, year).await;
        assert_eq!(codes(close(2026).await), ["PERIOD_OPEN_ENDED"]);
        assert_eq!(codes(close(2025).await), ["VOUCHERS_UNCERTIFIED"]);
        certify_voucher::certify(app, &ring.bernd(), id).await.unwrap();
        close(2025).await.unwrap();
        close(2025).await.unwrap();
        assert_eq!(codes(enter(app, &ring.lena(), &old("B-2")).await), ["PERIOD_CLOSED"], "{}", ring.test.name);
        assert_eq!(codes(read_shared::voucher(app, &ring.stranger(), VoucherId(id.0)).await), ["NOT_FOUND"]);
        assert_eq!(codes(read_shared::sums(app, &ring.karla(), CooperationId(99), 2025).await), ["NOT_FOUND"]);
        let tx = app.machine().read(&Scope::Machine).await.unwrap();
        let case = store::case_file::find(&tx, ring.agreement_case().await).await.unwrap().unwrap();
        let verdict = store::journal::verify_case(&tx, &case).await.unwrap();
        assert!(matches!(verdict, store::journal::Verdict::Holds { entries: 4 }), "{verdict:?}");
    }
}
