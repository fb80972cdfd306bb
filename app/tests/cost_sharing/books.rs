//! The books: postings by hand with four eyes, reversals, balances at any day, the chain over each body's entries.

use crate::ring::{Ring, codes, day, now};
use app::cost_sharing::post_manually::{NewLeg, NewPosting, decide, propose, propose_reversal};
use app::cost_sharing::read_books;
use domain::ids::CaseId;
use ledger::cost_sharing::booking::{Shares, shares_of_member};
use ledger::posting::{AccountKind, Side};
use sea_orm::ConnectionTrait;
use store::Scope;
use testkit::databases::both;

fn posting(ring: &Ring, cents: i64) -> NewPosting {
    let leg = |account, side, cost_centre: Option<&str>| NewLeg {
        account,
        cost_centre: cost_centre.map(Into::into),
        member: Some(ring.kusel()),
        cost_kind: Some("PLATFORM".into()),
        side,
        amount_cents: cents,
    };
    NewPosting {
        body: ring.seat(),
        cooperation: Some(ring.cooperation),
        reason: "Umbuchung nach Prüfung".into(),
        value_on: day("2026-10-01"),
        legs: vec![
            leg(AccountKind::Receivables, Side::Debit, None),
            leg(AccountKind::Revenue, Side::Credit, Some("IKZ-1")),
        ],
    }
}

async fn owed(ring: &Ring, on: &str) -> i64 {
    let rows =
        read_books::balances(&ring.app, &ring.bernd(), ring.seat(), Some(ring.cooperation), day(on)).await.unwrap();
    rows.iter().filter(|b| b.account == "RECEIVABLES").map(|b| b.balance_cents).sum()
}

#[tokio::test]
async fn nothing_is_booked_by_hand_before_a_second_person_approves() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let (app, seat) = (&ring.app, ring.seat());
        let id = propose(app, &ring.lena(), &posting(&ring, 5_00)).await.unwrap();
        assert_eq!(owed(&ring, "2026-12-31").await, 0, "{}", ring.test.name);
        assert_eq!(codes(decide(app, &ring.lena(), id, true).await), ["FOUR_EYES"]);
        assert_eq!(codes(decide(app, &ring.karla(), id, true).await), ["NOT_FOUND"]);
        decide(app, &ring.bernd(), id, true).await.unwrap();
        assert_eq!(codes(decide(app, &ring.bernd(), id, true).await), ["POSTING_DECIDED"]);
        assert_eq!(owed(&ring, "2026-12-31").await, 5_00, "{}", ring.test.name);
        assert_eq!(owed(&ring, "2026-11-22").await, 0, "the day before nothing was booked");
        // taken back by a reversal, once
        let back = propose_reversal(app, &ring.bernd(), seat, 1, "Versehen").await.unwrap();
        let again = propose_reversal(app, &ring.bernd(), seat, 1, "Versehen").await.unwrap();
        decide(app, &ring.lena(), back, true).await.unwrap();
        assert_eq!(codes(decide(app, &ring.lena(), again, true).await), ["ENTRY_KNOWN"], "{}", ring.test.name);
        assert_eq!(owed(&ring, "2026-12-31").await, 0);
        let entries = read_books::entries(app, &ring.bernd(), seat, 0, 10).await.unwrap();
        assert_eq!(entries.len(), 2, "both stand there");
        let unbalanced = {
            let mut posting = posting(&ring, 5_00);
            posting.legs[0].amount_cents = 4_00;
            posting
        };
        assert_eq!(codes(propose(app, &ring.lena(), &unbalanced).await), ["ENTRY_UNBALANCED"]);
        let balances = read_books::balances(app, &ring.karla(), seat, None, day("2026-12-31")).await;
        assert_eq!(codes(balances), ["NOT_FOUND"], "another body's books");
    }
}

#[tokio::test]
async fn shares_are_booked_once_and_a_changed_cent_breaks_the_chain() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        let kinds = [("PLATFORM", 50_00), ("PERSONNEL", 70_00)];
        let entry = |member| {
            let shares = Shares {
                case: CaseId(1),
                version: 1,
                cooperation: ring.cooperation,
                seat: ring.seat(),
                member,
                cost_centre: "IKZ-1",
                kinds: &kinds,
                value_on: day("2026-12-31"),
                booked_on: now().date_naive(),
            };
            shares_of_member(&shares).unwrap().unwrap()
        };
        let entries: Vec<_> = ring.bodies.iter().map(|body| entry(*body)).collect();
        let book = async || {
            let tx = ring.app.machine().write(&Scope::Machine).await.unwrap();
            let new = store::ledger::book_all(&tx, CaseId(1), &entries).await.unwrap();
            tx.commit().await.unwrap();
            new
        };
        assert_eq!((book().await, book().await), (5, 0), "{}", ring.test.name);
        assert_eq!(owed(&ring, "2026-12-31").await, 5 * 12_000);
        let report = app::journal::verify_journal::verify(&ring.app, &[]).await.unwrap();
        assert_eq!((report.broken, report.postings), (None, 5), "{}", ring.test.name);
        let owner = sea_orm::Database::connect(&ring.test.owner_url).await.unwrap();
        owner.execute_unprepared("UPDATE ledger_line SET amount_cents = 1").await.unwrap_err();
        let off = match ring.test.name {
            "PostgreSQL" => "ALTER TABLE ledger_line DISABLE TRIGGER ledger_line_append_only",
            _ => "DROP TRIGGER ledger_line_no_update",
        };
        owner.execute_unprepared(off).await.unwrap();
        if ring.test.name == "PostgreSQL" {
            for table in ["ledger_line", "ledger_entry"] {
                let sql = format!("ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY");
                owner.execute_unprepared(&sql).await.unwrap();
            }
        }
        let change = "UPDATE ledger_line SET amount_cents = amount_cents + 1 WHERE line_no = 1 AND entry_id = (SELECT id FROM ledger_entry WHERE chain_no = 3)";
        owner.execute_unprepared(change).await.unwrap();
        let report = app::journal::verify_journal::verify(&ring.app, &[]).await.unwrap();
        assert!(report.broken.unwrap().contains("entry 3"), "{}", ring.test.name);
    }
}
