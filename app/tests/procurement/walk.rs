//! Walks a case through its phases as the process does: opens the task of the phase, goes where the outcome leads.

use crate::world::{World, today};
use app::engine::begin_step::StepRef;
use app::procurement::steps;
use app::tasks::complete_task::{Completed, Completion, complete};
use app::tasks::open_task;
use domain::cooperation::{Role, Session};
use domain::ids::{CaseId, TaskId};
use domain::procurement::phase::Phase;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub struct Walk<'a> {
    pub world: &'a World,
    pub case: CaseId,
    pub phase: Phase,
    rounds: BTreeMap<Phase, i32>,
    snapshot: i64,
    /// Net cents of the standard order, one line of five pieces.
    pub net_cents: i64,
    pub line: i64,
}

impl<'a> Walk<'a> {
    pub async fn new(world: &'a World, net_cents: i64, line: i64) -> Walk<'a> {
        let case = world.start(net_cents).await;
        Self::of(world, case, net_cents, line)
    }

    pub fn of(world: &'a World, case: CaseId, net_cents: i64, line: i64) -> Walk<'a> {
        let phase = Phase::default();
        Walk { world, case, phase, rounds: BTreeMap::from([(phase, 1)]), snapshot: 0, net_cents, line }
    }

    pub fn go(&mut self, phase: Phase) {
        self.phase = phase;
        *self.rounds.entry(phase).or_insert(0) += 1;
    }

    fn state(&self) -> Value {
        json!({ "caseId": self.case, "lastNo": 1, "state": { "phase": self.phase } })
    }

    /// Opens the task of the phase.
    pub async fn open(&mut self) -> TaskId {
        self.snapshot += 1;
        let (step, state) = (self.phase.to_string(), self.state());
        let at = StepRef {
            case: self.case,
            step: &step,
            round: self.rounds[&self.phase],
            last_no: 1,
            snapshot_no: self.snapshot,
            state: &state,
        };
        let opened = open_task::open(&self.world.app, &at, self.phase.task().unwrap()).await.unwrap();
        assert_eq!(opened.closed, None, "{}", self.phase);
        TaskId(opened.task_id)
    }

    async fn version(&self, task: TaskId) -> i64 {
        let tx = self.world.app.machine().read(&store::Scope::Machine).await.unwrap();
        store::tasks::rows::find(&tx, task).await.unwrap().unwrap().version
    }

    /// Tries to finish the task of the phase; where it works the case goes on.
    pub async fn attempt(&mut self, who: &Session, outcome: &str, form: Value) -> app::Result<Completed> {
        let task = self.open().await;
        let version = self.version(task).await;
        let completion = Completion { task, version, outcome: outcome.to_owned(), form, salt: [7; 16] };
        let done = complete(&self.world.app, who, completion).await?;
        if let Ok(next) = self.phase.after(&done.outcome) {
            self.go(next);
        }
        Ok(done)
    }

    pub async fn person(&mut self, role: Role, outcome: &str, form: Value) {
        let who = self.world.who(role);
        let phase = self.phase;
        if let Err(err) = self.attempt(&who, outcome, form).await {
            panic!("{}: {phase} {outcome}: {err:?}", self.world.test.name);
        }
    }

    /// The step of the machine in this phase.
    pub async fn machine(&mut self) -> String {
        self.snapshot += 1;
        let (step, state) = (self.phase.to_string(), self.state());
        let at = StepRef {
            case: self.case,
            step: &step,
            round: self.rounds[&self.phase],
            last_no: 1,
            snapshot_no: self.snapshot,
            state: &state,
        };
        let app = &self.world.app;
        let first = match self.phase {
            Phase::Matching => steps::match_invoice(app, &at).await.unwrap(),
            Phase::Booking => steps::book_cost(app, &at).await.unwrap(),
            end => steps::end_case(app, &at, end).await.unwrap(),
        };
        // the worker may die before it can say so, and ask again
        let again = match self.phase {
            Phase::Matching => steps::match_invoice(app, &at).await.unwrap(),
            Phase::Booking => steps::book_cost(app, &at).await.unwrap(),
            end => steps::end_case(app, &at, end).await.unwrap(),
        };
        assert_eq!(first, again);
        if !self.phase.is_end() {
            self.go(self.phase.after(&first).unwrap());
        }
        first
    }

    /// What is usually done in a phase.
    pub fn usual(&self) -> (Role, &'static str, Value) {
        let [a, b, c] = self.world.firms;
        let net = self.net_cents;
        match self.phase {
            Phase::BudgetRelease => (Role::Budget, "RELEASE", json!({ "budgetLineId": self.line })),
            Phase::ProcedureChoice => {
                (Role::Buyer, "CHOSEN", json!({ "procedure": "DIRECT_ORDER", "ground": "unter der Wertgrenze" }))
            }
            Phase::Quotes => (
                Role::Buyer,
                "CHOSEN",
                json!({
                    "invited": [a, b, c], "chosenSupplierId": b,
                    "quotes": [{ "supplierId": a, "netCents": net + 500, "receivedOn": today() }, { "supplierId": b, "netCents": net, "receivedOn": today() }],
                }),
            ),
            Phase::OrderRelease => (Role::Decider, "RELEASE", json!({})),
            Phase::Ordering => (
                Role::Buyer,
                "ORDERED",
                json!({ "orderedOn": today(), "lines": [
                { "description": "Schreibtisch", "quantityMilli": 5000, "unit": "C62", "unitPriceCents": net / 5, "vatRateBp": 1900 },
            ] }),
            ),
            Phase::Receipt => (Role::Requester, "COMPLETE", self.receipt(5_000)),
            Phase::Invoice => (Role::Clerk, "RECORDED", self.invoice("R-1", 5_000)),
            Phase::FactualCertification => (Role::CertifierFactual, "CERTIFY", json!({})),
            Phase::ArithmeticCertification => (Role::CertifierArithmetic, "CERTIFY", json!({})),
            Phase::PaymentOrder => (Role::Orderer, "ORDER", json!({})),
            Phase::PaymentAcceptance => (Role::Treasury1, "ACCEPT", json!({})),
            Phase::PaymentRelease => (Role::Treasury2, "RELEASE", json!({})),
            Phase::FileClosing => (Role::Clerk, "CLOSE", json!({})),
            other => panic!("nothing usual in {other}"),
        }
    }

    pub fn receipt(&self, quantity_milli: i64) -> Value {
        json!({ "receivedOn": today(), "lines": [{ "lineNo": 1, "quantityMilli": quantity_milli }] })
    }

    pub fn invoice(&self, number: &str, quantity_milli: i64) -> Value {
        let net = domain::money::line_cents(quantity_milli, self.net_cents / 5).unwrap();
        let sums = domain::money::with_vat(net, 1900).unwrap();
        json!({ "receivedOn": today(), "typed": {
            "number": number, "issuedOn": today(), "netCents": net, "vatCents": sums.gross_cents - net, "grossCents": sums.gross_cents,
            "lines": [{ "orderLineNo": 1, "description": "Schreibtisch", "quantityMilli": quantity_milli, "unitPriceCents": self.net_cents / 5, "vatRateBp": 1900 }],
        } })
    }

    /// Does the usual until the case is in `phase`.
    pub async fn to(&mut self, phase: Phase) {
        for _ in 0..40 {
            if self.phase == phase {
                return;
            }
            if self.phase.task().is_some() {
                let (role, outcome, form) = self.usual();
                self.person(role, outcome, form).await;
            } else {
                self.machine().await;
            }
        }
        panic!("{} was not reached, the case stands at {}", phase, self.phase);
    }
}
