//! The numbers of handbook 12.1 through database and use cases; each line back to its cause; what if.

use crate::ring::{MEMBERS, Ring, codes, day};
use app::cost_sharing::what_if::{Question, ask, present};
use app::cost_sharing::why_do_i_pay::why;
use app::cost_sharing::year_plan::Instead;
use app::cost_sharing::{enter_hours, read_shared};
use domain::ids::CostLineId;
use testkit::databases::both;

const SHARES: [i64; 5] = [13_417_648, 2_866_542, 8_352_412, 5_490_740, 6_604_300];

#[tokio::test]
async fn the_shares_are_those_of_the_handbook_to_the_cent() {
    for test in both().await.unwrap() {
        let ring = Ring::whole(test).await;
        let (settlement, plan) = present(&ring.app, &ring.karla(), ring.cooperation, 2026).await.unwrap();
        let shares: Vec<_> = settlement.statements().unwrap().iter().map(|s| s.share_cents).collect();
        assert_eq!(shares, SHARES, "{}", ring.test.name);
        assert_eq!(plan.versions.len(), 1);
        assert_eq!(codes(present(&ring.app, &ring.stranger(), ring.cooperation, 2026).await), ["NOT_FOUND"]);
        assert_eq!(codes(present(&ring.app, &ring.karla(), ring.cooperation, 2025).await), ["KEY_MISSING"]);
    }
}

#[tokio::test]
async fn each_line_says_what_it_costs_a_member_and_lines_add_up() {
    for test in both().await.unwrap() {
        let ring = Ring::whole(test).await;
        let page = read_shared::voucher_page(&ring.app, &ring.karla(), ring.cooperation, 2026, 0, 10).await.unwrap();
        let ids: Vec<_> = page.iter().map(|v| v.id).collect();
        let lines = read_shared::lines(&ring.app, &ring.karla(), &ids).await.unwrap();
        assert_eq!(lines.len(), 3);
        let mut sums = [0_i64; 5];
        for line in &lines {
            let mut of_line = 0;
            for (place, body) in ring.bodies.iter().enumerate() {
                let traced = why(&ring.app, &ring.lena(), CostLineId(line.id), *body).await.unwrap();
                assert_eq!(traced.parts[0].components.iter().sum::<i64>(), traced.share_cents);
                sums[place] += traced.share_cents;
                of_line += traced.share_cents;
            }
            assert_eq!(of_line, line.amount_cents, "{}", ring.test.name);
        }
        // before the grant; the settlement without it says the same
        let key = ring.key_draft().key;
        let party = |(ars, _, population, cases): &(&str, &str, i64, i64)| {
            let measures = [
                (ledger::cost_sharing::ComponentKind::Population, *population),
                (ledger::cost_sharing::ComponentKind::Cases, *cases),
            ];
            let key = ledger::cost_sharing::PartyKey::parse(ars).unwrap();
            ledger::cost_sharing::Party::whole_year(key, measures.into_iter().collect())
        };
        let parties: Vec<_> = MEMBERS.iter().map(party).collect();
        let plan = ledger::cost_sharing::Plan::new(&key, 12, &parties).unwrap();
        assert_eq!(plan.allocate(48_731_642).unwrap().shares, sums, "{}", ring.test.name);
        let own = CostLineId(lines[0].id);
        assert!(why(&ring.app, &ring.karla(), own, ring.kusel()).await.is_ok());
        assert_eq!(codes(why(&ring.app, &ring.karla(), own, ring.bodies[0]).await), ["NOT_FOUND"], "only its own");
        assert_eq!(codes(why(&ring.app, &ring.stranger(), own, ring.kusel()).await), ["NOT_FOUND"]);
    }
}

#[tokio::test]
async fn what_if_writes_nothing_and_the_others_pay_what_a_leaver_does_not() {
    for test in both().await.unwrap() {
        let ring = Ring::whole(test).await;
        let question = Question {
            cooperation: ring.cooperation,
            year: 2026,
            members: Instead { leaving: vec![(ring.kusel(), day("2026-01-01"))], ..Instead::default() },
            key: None,
        };
        let changes = ask(&ring.app, &ring.karla(), &question).await.unwrap();
        let (now, then) = changes.iter().fold((0, 0), |(a, b), c| (a + c.present_cents, b + c.then_cents));
        assert_eq!((now, then), (36_731_642, 36_731_642), "{}", ring.test.name);
        let kusel = changes.iter().find(|c| c.body == ring.kusel()).unwrap();
        assert_eq!((kusel.present_cents, kusel.then_cents), (5_490_740, 0));
        assert!(changes.iter().all(|c| c.body == ring.kusel() || c.then_cents > c.present_cents));
        let (settlement, _) = present(&ring.app, &ring.lena(), ring.cooperation, 2026).await.unwrap();
        let shares: Vec<_> = settlement.statements().unwrap().iter().map(|s| s.share_cents).collect();
        assert_eq!(shares, SHARES, "nothing was written");
        assert_eq!(codes(ask(&ring.app, &ring.stranger(), &question).await), ["NOT_FOUND"]);
    }
}

#[tokio::test]
async fn hours_are_the_clerks_own_and_everybody_else_sees_sums() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let entered = |minutes| enter_hours::Entered {
            cooperation: ring.cooperation,
            served: ring.kusel(),
            worked_on: day("2026-11-20"),
            minutes,
            note: Some("Vergabe Schulbus".into()),
        };
        let (app, lena) = (&ring.app, ring.lena());
        let id = enter_hours::enter(app, &lena, &entered(90)).await.unwrap();
        enter_hours::enter(app, &ring.bernd(), &entered(30)).await.unwrap();
        assert_eq!(codes(enter_hours::enter(app, &lena, &entered(0)).await), ["MINUTES_INVALID"]);
        assert_eq!(codes(enter_hours::enter(app, &ring.karla(), &entered(30)).await), ["NO_RIGHT"]);
        enter_hours::correct(app, &lena, id, 1, 60, None).await.unwrap();
        assert_eq!(codes(enter_hours::correct(app, &lena, id, 1, 61, None).await), ["HOURS_CHANGED"]);
        assert_eq!(codes(enter_hours::correct(app, &ring.bernd(), id, 2, 1, None).await), ["NOT_FOUND"]);
        assert_eq!(enter_hours::own(app, &lena, ring.cooperation, 2026).await.unwrap().len(), 1, "{}", ring.test.name);
        let sums = enter_hours::sums(app, &ring.karla(), ring.cooperation, 2026).await.unwrap();
        assert_eq!((sums.len(), sums[0].minutes), (1, 90), "{}", ring.test.name);
        assert!(enter_hours::own(app, &ring.karla(), ring.cooperation, 2026).await.unwrap().is_empty());
        assert_eq!(codes(enter_hours::sums(app, &ring.stranger(), ring.cooperation, 2026).await), ["NOT_FOUND"]);
    }
}
