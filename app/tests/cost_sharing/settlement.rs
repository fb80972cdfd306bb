//! The year of handbook 12.1 through its use cases, on both databases, without the engine: the test walks the phases as
//! the process does, from the budget to the closed books, and through a correction behind them.

use crate::ring::{Ring, codes, day};
use app::App;
use app::cost_sharing::settlement::deliver::{Delivered, Keep, deliver};
use app::cost_sharing::settlement::start::{self, Start};
use app::cost_sharing::settlement::steps::{self, Advanced};
use app::cost_sharing::settlement::view;
use app::efile::read_documents;
use app::engine::begin_step::StepRef;
use app::tasks::complete_task::{Completed, Completion, complete};
use app::tasks::open_task;
use chrono::{DateTime, NaiveDate, Utc};
use domain::cooperation::{Area, Grant, Role, Session};
use domain::cost_sharing::year::Phase;
use domain::ids::{BodyId, CaseId, PersonId, TaskId};
use domain::tasks::TaskKind;
use files::{KeyRing, MasterKey, ObjectKey, Place, Vault};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use store::Scope;
use testkit::databases::{TestDb, both};

/// Shares by member of the handbook, in the order of [`crate::ring::MEMBERS`], and what is left after advances of 360,000.
const SHARES: [i64; 5] = [13_417_648, 2_866_542, 8_352_412, 5_490_740, 6_604_300];
const BALANCES: [i64; 5] = [267_261, 57_098, 166_369, 109_367, 131_547];

/// The ring with a clock that goes on, and a vault.
struct Year {
    ring: Ring,
    app: App,
    clock: Arc<Mutex<DateTime<Utc>>>,
    keep: Keep,
    case: CaseId,
    _folder: tempfile::TempDir,
}

impl Year {
    async fn new(test: TestDb) -> Self {
        let ring = Ring::whole(test).await;
        let clock = Arc::new(Mutex::new(crate::ring::now()));
        let hands = Arc::clone(&clock);
        let app = App::new(
            ring.test.db.clone(),
            ring.test.open_worker().await.unwrap(),
            Arc::new(move || *hands.lock().unwrap()),
        );
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyRing::new(MasterKey::from_bytes("k1", [1; 32]).unwrap(), Vec::new()).unwrap();
        let vault = Vault::new(files::open(&Place::Folder(folder.path().into())).unwrap(), keys);
        let numbers = Arc::new(AtomicU8::new(1));
        let keep: Keep = Arc::new(move |bytes: Vec<u8>| {
            let (vault, number) = (vault.clone(), numbers.fetch_add(1, Ordering::Relaxed));
            Box::pin(async move {
                assert!(bytes.starts_with(b"%PDF-"), "a paper");
                let piece = Ok::<_, std::convert::Infallible>(bytes.into());
                let stream = futures::stream::iter([piece]);
                vault.put(ObjectKey::from_random([number; 16]), stream, 1 << 26).await.map_err(|e| e.to_string())
            })
        });
        let mut year = Self { ring, app, clock, keep, case: CaseId(0), _folder: folder };
        year.case = year.start().await;
        year
    }

    fn asked(&self) -> Start {
        Start { cooperation: self.ring.cooperation, year: 2026, request_key: None }
    }

    async fn start(&self) -> CaseId {
        start::settlement(&self.app, &self.now(&self.ring.lena()), &self.asked()).await.unwrap()
    }

    fn go_to(&self, on: NaiveDate) {
        *self.clock.lock().unwrap() = on.and_hms_opt(10, 0, 0).unwrap().and_utc();
    }

    /// The same person on the day of the clock.
    fn now(&self, session: &Session) -> Session {
        Session::new(session.person(), self.app.today(), session.grants().to_vec())
    }

    fn as_role(&self, person: PersonId, body: BodyId, role: Role) -> Session {
        let grant = Grant {
            body,
            role,
            area: Area::CostSharing,
            holder: person,
            valid_from: day("2000-01-01"),
            valid_to: day("2099-12-31"),
        };
        Session::new(person, self.app.today(), vec![grant])
    }

    fn lena(&self) -> Session {
        self.now(&self.ring.lena())
    }

    fn bernd(&self) -> Session {
        self.now(&self.ring.bernd())
    }

    fn treasury(&self) -> Session {
        self.as_role(self.ring.bernd().person(), self.ring.seat(), Role::Treasury1)
    }

    async fn machine(&self, phase: Phase, round: i32) -> app::Result<Advanced> {
        let (step, state) = (phase.to_string(), json!({ "caseId": self.case, "lastNo": 1 }));
        let at = StepRef { case: self.case, step: &step, round, last_no: 1, snapshot_no: 1, state: &state };
        steps::advance(&self.app, &at).await
    }

    /// Step by step, each tried twice, until every member is asked.
    async fn deliver(&self, version: i32) {
        let (step, state) = (Phase::StatementDelivery.to_string(), json!({ "caseId": self.case, "lastNo": 1 }));
        let mut said = Vec::new();
        for round in version * 10.. {
            let at = StepRef { case: self.case, step: &step, round, last_no: 1, snapshot_no: 1, state: &state };
            let delivered = deliver(&self.app, &at, &self.keep).await.unwrap();
            assert_eq!(deliver(&self.app, &at, &self.keep).await.unwrap(), delivered);
            said.push(delivered);
            if delivered == Delivered::All {
                break;
            }
        }
        assert_eq!(said, [Delivered::More, Delivered::More, Delivered::All]);
    }

    async fn work(
        &self,
        who: &Session,
        phase: Phase,
        round: i32,
        outcome: &str,
        form: Value,
    ) -> app::Result<Completed> {
        let (step, state) = (phase.to_string(), json!({ "caseId": self.case, "lastNo": 1 }));
        let at = StepRef { case: self.case, step: &step, round, last_no: 1, snapshot_no: 1, state: &state };
        let opened = open_task::open(&self.app, &at, phase.task().unwrap()).await.unwrap();
        let completion =
            Completion { task: TaskId(opened.task_id), version: 1, outcome: outcome.to_owned(), form, salt: [2; 16] };
        complete(&self.app, who, completion).await
    }

    async fn answer(&self, member: BodyId, outcome: &str, form: Value) -> app::Result<Completed> {
        let tx = self.app.machine().read(&Scope::Machine).await.unwrap();
        let open = store::tasks::rows::open_of_case(&tx, self.case).await.unwrap();
        drop(tx);
        let asked = |t: &&store::entity::task::Model| {
            t.body_id == member.0 && t.kind == i32::from(TaskKind::AnswerStatement.number())
        };
        let task = open.iter().find(asked).unwrap();
        let who = self.as_role(self.ring.karla().person(), member, Role::Member);
        let completion = Completion {
            task: TaskId(task.id),
            version: task.version,
            outcome: outcome.to_owned(),
            form,
            salt: [3; 16],
        };
        complete(&self.app, &who, completion).await
    }

    /// Statements in the order of the ring's members.
    async fn statements(&self) -> Vec<view::settlement_statement::Model> {
        let rows = view::statements(&self.app, &self.now(&self.ring.karla()), self.case).await.unwrap();
        let of = |body: &BodyId| rows.iter().find(|s| s.member_id == body.0).unwrap().clone();
        self.ring.bodies.iter().map(of).collect()
    }

    fn payments(&self, cents: &[i64], on: &str) -> Value {
        let paid = self.ring.bodies.iter().zip(cents).filter(|(_, cents)| **cents != 0);
        let lines: Vec<_> =
            paid.map(|(body, cents)| json!({ "bodyId": body, "amountCents": cents, "paidOn": on })).collect();
        json!({ "payments": lines })
    }

    /// Budget of 360,000.00, four instalments paid, the year over.
    async fn planned_and_paid(&self) {
        assert_eq!(self.machine(Phase::SettlementOpening, 1).await.unwrap(), outcome("YEAR"));
        let plan = json!({ "budgetCents": 36_000_000 });
        self.work(&self.bernd(), Phase::YearPlanning, 1, "PLANNED", plan).await.unwrap();
        for round in 1..=4 {
            assert_eq!(self.machine(Phase::AdvanceDay, round).await.unwrap(), outcome("DUE"));
            let rows = view::advances(&self.app, &self.lena(), self.case).await.unwrap();
            let of = |body: &BodyId| {
                rows.iter().find(|a| a.member_id == body.0 && a.instalment_no == round).unwrap().amount_cents
            };
            let cents: Vec<_> = self.ring.bodies.iter().map(of).collect();
            let paid = self.payments(&cents, "2026-11-20");
            self.work(&self.treasury(), Phase::AdvancePayments, round, "RECORDED", paid).await.unwrap();
        }
        assert_eq!(self.machine(Phase::AdvanceDay, 5).await.unwrap(), outcome("DONE"));
        assert!(matches!(self.machine(Phase::YearEnd, 1).await.unwrap(), Advanced::NotBefore(Some(_))));
        self.go_to(day("2027-01-20"));
        assert_eq!(self.machine(Phase::YearEnd, 2).await.unwrap(), outcome("OVER"));
    }

    async fn approved_and_issued(&self, round: i32) {
        self.work(&self.bernd(), Phase::SettlementApproval, round, "APPROVED", json!({})).await.unwrap();
        self.work(&self.lena(), Phase::StatementIssue, round, "ISSUED", issue()).await.unwrap();
        self.deliver(round).await;
    }

    /// Everybody accepts; booked; paid; closed.
    async fn accepted_paid_and_closed(&self, round: i32) {
        for member in &self.ring.bodies {
            self.answer(*member, "ACCEPTED", json!({})).await.unwrap();
        }
        assert_eq!(self.machine(Phase::MemberAnswers, round).await.unwrap(), outcome("FINAL"));
        self.booked_paid_and_closed(round).await;
    }

    async fn booked_paid_and_closed(&self, round: i32) {
        for again in [round, round + 50] {
            assert_eq!(self.machine(Phase::ShareBooking, again).await.unwrap(), outcome("BOOKED"));
        }
        let balances: Vec<_> = self.statements().await.iter().map(|s| s.balance_cents).collect();
        let too_early = self.work(&self.treasury(), Phase::BalancePayments, 1, "PAID", json!({ "payments": [] })).await;
        assert_eq!(codes(too_early), ["BALANCES_OPEN"]);
        let paid = self.payments(&balances, "2027-01-20");
        self.work(&self.treasury(), Phase::BalancePayments, 1, "PAID", paid).await.unwrap();
        self.work(&self.lena(), Phase::YearClosing, 1, "CLOSED", json!({})).await.unwrap();
        let (step, state) = (Phase::YearClosed.to_string(), json!({ "caseId": self.case, "lastNo": 1 }));
        let at = StepRef { case: self.case, step: &step, round: 1, last_no: 1, snapshot_no: 9, state: &state };
        steps::end_case(&self.app, &at, Phase::YearClosed).await.unwrap();
    }

    /// What each member owes in the seat's books today, and the bank, by accounts.
    async fn books(&self) -> (Vec<i64>, i64, i64) {
        let tx = self.app.machine().read(&Scope::Machine).await.unwrap();
        let cooperation = Some(self.ring.cooperation.0);
        let today = self.app.today();
        let all = store::ledger::balances(&tx, self.ring.seat(), None, today).await.unwrap();
        let shared = store::ledger::balances(&tx, self.ring.seat(), cooperation, today).await.unwrap();
        let of = |account: &str| all.iter().filter(|b| b.account == account).map(|b| b.balance_cents).sum::<i64>();
        let owed = |body: &BodyId| {
            let own = shared.iter().filter(|b| b.member_id == Some(body.0) && b.account == "RECEIVABLES");
            own.map(|b| b.balance_cents).sum::<i64>()
        };
        (self.ring.bodies.iter().map(owed).collect(), of("BANK"), of("REVENUE"))
    }
}

fn outcome(code: &str) -> Advanced {
    Advanced::Outcome(code.to_owned())
}

fn issue() -> Value {
    json!({
        "returnLine": "Stadt Kaiserslautern, Willy-Brandt-Platz 1, 67657 Kaiserslautern", "accountName": "Stadtkasse Kaiserslautern",
        "iban": "DE02120300000000202051", "dueOn": "2027-03-31", "signedBy": "Lena Vogt",
    })
}

#[tokio::test]
async fn a_year_is_settled_to_the_cent_and_silence_counts_where_it_was_agreed() {
    for test in both().await.unwrap() {
        let year = Year::new(test).await;
        assert_eq!(year.start().await, year.case, "there is one settlement a year");
        year.planned_and_paid().await;
        year.work(&year.lena(), Phase::CostCompletion, 1, "CALCULATED", json!({})).await.unwrap();
        let statements = year.statements().await;
        let of = |of: fn(&view::settlement_statement::Model) -> i64| statements.iter().map(of).collect::<Vec<_>>();
        assert_eq!((of(|s| s.share_cents), of(|s| s.balance_cents)), (SHARES.to_vec(), BALANCES.to_vec()));
        let own = year.work(&year.lena(), Phase::SettlementApproval, 1, "APPROVED", json!({})).await;
        assert_eq!(codes(own), ["FOUR_EYES"]);
        year.approved_and_issued(1).await;

        // each member has its paper in the one file, and reads it
        let karla = year.now(&year.ring.karla());
        let papers = read_documents::of_cases(&year.app, &karla, &[year.case.0]).await.unwrap();
        assert_eq!(papers.len(), 5, "{}", year.ring.test.name);
        assert!(year.statements().await.iter().all(|s| s.document_id.is_some()));
        year.answer(year.ring.kusel(), "ACCEPTED", json!({})).await.unwrap();
        assert!(matches!(year.machine(Phase::MemberAnswers, 1).await.unwrap(), Advanced::NotBefore(Some(_))));
        year.go_to(day("2027-03-04"));
        assert_eq!(year.machine(Phase::MemberAnswers, 2).await.unwrap(), outcome("FINAL"));
        year.booked_paid_and_closed(1).await;

        assert_eq!(year.books().await, (vec![0; 5], 36_731_642, -36_731_642), "{}", year.ring.test.name);
        let late =
            app::cost_sharing::enter_voucher::enter(&year.app, &year.lena(), &year.ring.voucher("B-9", "IT", 1)).await;
        assert_eq!(codes(late), ["PERIOD_CLOSED"]);
        let case = store::case_file::find(&year.app.machine().read(&Scope::Machine).await.unwrap(), year.case).await;
        assert_eq!(case.unwrap().unwrap().phase, "YEAR_CLOSED");
        let report = app::journal::verify_journal::verify(&year.app, &[]).await.unwrap();
        assert_eq!(report.broken, None);
    }
}

#[tokio::test]
async fn a_granted_objection_brings_a_new_version_and_nothing_of_the_old_one_is_booked() {
    for test in both().await.unwrap() {
        let year = Year::new(test).await;
        year.planned_and_paid().await;
        year.work(&year.lena(), Phase::CostCompletion, 1, "CALCULATED", json!({})).await.unwrap();
        year.approved_and_issued(1).await;
        let kusel = year.ring.kusel();
        let objection = |cents: i64| json!({ "lines": [{ "costKind": "PLATFORM", "amountCents": cents }], "reason": "Beleg B-2 ist doppelt" });
        let too_much = year.answer(kusel, "OBJECTED", objection(6_000_000)).await;
        assert_eq!(codes(too_much), ["DISPUTE_EXCEEDS_SHARE"]);
        year.answer(kusel, "OBJECTED", objection(100_000)).await.unwrap();
        assert_eq!(year.machine(Phase::MemberAnswers, 1).await.unwrap(), outcome("OBJECTED"));
        // the voucher is taken back by another one
        year.ring.certified("B-4", "PLATFORM", -10_000_000).await;
        let reason = json!({ "reason": "Der Einwand trifft zu" });
        let granted = year.work(&year.lena(), Phase::ObjectionDecision, 1, "GRANTED", reason).await.unwrap();
        assert_eq!(granted.outcome, "GRANTED");
        year.work(&year.lena(), Phase::CostCompletion, 2, "CALCULATED", json!({})).await.unwrap();
        year.approved_and_issued(2).await;
        let statements = year.statements().await;
        assert!(statements.iter().all(|s| s.version_no == 2 && s.answer == "SILENT"));
        assert_eq!(statements.iter().map(|s| s.share_cents).sum::<i64>(), 26_731_642);
        year.accepted_paid_and_closed(2).await;
        assert_eq!(year.books().await, (vec![0; 5], 26_731_642, -26_731_642), "{}", year.ring.test.name);
    }
}

#[tokio::test]
async fn a_correction_behind_a_closed_year_books_and_asks_only_the_difference() {
    for test in both().await.unwrap() {
        let mut year = Year::new(test).await;
        let early = start::correction(&year.app, &year.lena(), &year.asked()).await;
        assert_eq!(codes(early), ["SETTLEMENT_NOT_CLOSED"]);
        year.planned_and_paid().await;
        year.work(&year.lena(), Phase::CostCompletion, 1, "CALCULATED", json!({})).await.unwrap();
        year.approved_and_issued(1).await;
        year.accepted_paid_and_closed(1).await;

        year.go_to(day("2027-05-03"));
        year.case = start::correction(&year.app, &year.lena(), &year.asked()).await.unwrap();
        assert_eq!(year.machine(Phase::SettlementOpening, 1).await.unwrap(), outcome("CORRECTION"));
        let lines = json!({ "lines": [
            { "costKind": "PLATFORM", "amountCents": 100_000, "description": "Fördermittel zurückgefordert" },
            { "costKind": "PLATFORM", "amountCents": -5_000, "bodyId": year.ring.kusel(), "description": "Vergleich" },
        ] });
        year.work(&year.lena(), Phase::CorrectionEntry, 1, "CALCULATED", lines).await.unwrap();
        year.approved_and_issued(1).await;
        let balances: Vec<_> = year.statements().await.iter().map(|s| s.balance_cents).collect();
        assert_eq!(balances.iter().sum::<i64>(), 95_000);
        let settled = |place: usize| SHARES[place] + balances[place];
        let shares: Vec<_> = year.statements().await.iter().map(|s| s.share_cents).collect();
        assert_eq!(shares, (0..5).map(settled).collect::<Vec<_>>());
        year.accepted_paid_and_closed(1).await;
        assert_eq!(year.books().await, (vec![0; 5], 36_826_642, -36_826_642), "{}", year.ring.test.name);
    }
}

#[tokio::test]
async fn strangers_know_nothing_of_a_settlement_and_members_do_not_start_one() {
    for test in both().await.unwrap() {
        let year = Year::new(test).await;
        let stranger = year.ring.stranger();
        assert_eq!(codes(start::settlement(&year.app, &stranger, &year.asked()).await), ["NOT_FOUND"]);
        assert_eq!(codes(start::settlement(&year.app, &year.ring.karla(), &year.asked()).await), ["NO_RIGHT"]);
        assert_eq!(codes(view::of_year(&year.app, &stranger, year.ring.cooperation, 2026).await), ["NOT_FOUND"]);
        assert_eq!(codes(view::statements(&year.app, &stranger, year.case).await), ["NOT_FOUND"]);
        let known = view::of_year(&year.app, &year.ring.karla(), year.ring.cooperation, 2026).await.unwrap();
        assert_eq!(known.len(), 1);
    }
}
