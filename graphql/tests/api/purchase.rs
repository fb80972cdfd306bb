//! Procurements of Linz worked through the API: each task is opened as the process opens it and finished by the
//! person whose role it is, with `completeTask`.

use super::house::{House, Town, global, now, request};
use app::App;
use app::efile::Checked;
use app::efile::store_document::{NewDocument, store as store_document};
use app::engine::begin_step::StepRef;
use app::procurement::steps;
use chrono::NaiveDate;
use domain::cooperation::{Area, Grant, Role};
use domain::ids::{BodyId, CaseId, PersonId};
use domain::invoice::skonto::Discount;
use domain::invoice::{Facts, Kind, Line, VatCategory, VatGroup};
use domain::procurement::phase::Phase;
use formats::xrechnung::{Finding, Payment, ReadInvoice, Report, Seller, Severity, Syntax};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Scope, Tx};

/// One line of five pieces for 90,000 cents, as the request estimates.
const PIECES_MILLI: i64 = 5_000;
const PIECE_CENTS: i64 = 18_000;

const ROLES: &[Role] = &[
    Role::Requester,
    Role::Budget,
    Role::Buyer,
    Role::Decider,
    Role::Clerk,
    Role::CertifierFactual,
    Role::CertifierArithmetic,
    Role::Orderer,
    Role::Treasury1,
    Role::Treasury2,
];

/// Who works in Linz, a person for each role, and somebody without a right who stands in for the decider.
pub struct Staff {
    persons: Vec<(Role, PersonId)>,
    pub deputy: PersonId,
    firms: Vec<i64>,
    /// How often firms were asked: they have to change, and rounds of one day count as one.
    asked: AtomicUsize,
    line: i64,
}

impl Staff {
    /// `line` is the number of the budget line that bears everything.
    pub async fn hire(app: &App, town: &Town, line: i64) -> Self {
        let tx = app.machine().write(&Scope::Machine).await.unwrap();
        let mut persons = Vec::new();
        for role in ROLES {
            let person = insert(&tx, &format!("{role} in Linz")).await;
            grant(&tx, town.body, person, *role).await;
            persons.push((*role, person));
        }
        let deputy = insert(&tx, "Vertretung in Linz").await;
        let of = |role| persons.iter().find(|(r, _)| *r == role).unwrap().1;
        let sql = "INSERT INTO deputyship (principal_id, deputy_id, valid_from, valid_to) VALUES ($1, $2, $3, $4)";
        let (from, to) = ever();
        tx.execute(sql, [of(Role::Decider).0.into(), deputy.0.into(), from.into(), to.into()]).await.unwrap();
        let sql = "INSERT INTO ordering_limit (person_id, body_id, limit_cents, valid_from, valid_to) VALUES ($1, $2, 5000000, $3, $4)";
        tx.execute(sql, [of(Role::Orderer).0.into(), town.body.0.into(), from.into(), to.into()]).await.unwrap();
        let mut firms = Vec::new();
        for name in ["Anders GmbH", "Weber KG", "Klein e. K.", "Groß OHG", "Lang AG", "Kurz UG"] {
            firms.push(store::procurement::suppliers::insert(&tx, name, "Neuwied", None).await.unwrap().id);
        }
        tx.commit().await.unwrap();
        Self { persons, deputy, firms, asked: AtomicUsize::new(0), line }
    }

    pub fn person(&self, role: Role) -> PersonId {
        self.persons.iter().find(|(r, _)| *r == role).unwrap().1
    }
}

fn ever() -> (NaiveDate, NaiveDate) {
    (NaiveDate::from_ymd_opt(2000, 1, 1).unwrap(), NaiveDate::from_ymd_opt(2099, 12, 31).unwrap())
}

pub async fn insert(tx: &Tx, name: &str) -> PersonId {
    store::cooperation::persons::insert(tx, &format!("{name}@verbund"), name, None, now()).await.unwrap()
}

pub async fn grant(tx: &Tx, body: BodyId, holder: PersonId, role: Role) {
    let (valid_from, valid_to) = ever();
    let right = Grant { body, role, area: Area::All, holder, valid_from, valid_to };
    store::cooperation::rights::insert(tx, &right).await.unwrap();
}

fn today() -> NaiveDate {
    now().date_naive()
}

pub fn invoice_of_all(number: &str) -> Value {
    let net = PIECE_CENTS * 5;
    json!({ "receivedOn": today(), "typed": {
        "number": number, "issuedOn": today(), "netCents": net, "vatCents": net * 19 / 100, "grossCents": net * 119 / 100,
        "lines": [{ "orderLineNo": 1, "description": "Schreibtisch", "quantityMilli": PIECES_MILLI, "unitPriceCents": PIECE_CENTS, "vatRateBp": 1900 }],
    } })
}

pub fn receipt_of(quantity_milli: i64) -> Value {
    json!({ "receivedOn": today(), "lines": [{ "lineNo": 1, "quantityMilli": quantity_milli }] })
}

/// One case on its way.
pub struct Purchase<'a> {
    house: &'a House,
    staff: &'a Staff,
    pub case: CaseId,
    pub phase: Phase,
    steps: i32,
    /// The last task that was opened.
    pub task: i64,
}

impl<'a> Purchase<'a> {
    pub async fn start(house: &'a House, staff: &'a Staff) -> Self {
        let session = house.session(staff.person(Role::Requester)).await;
        let case =
            app::procurement::start_procurement::start_form(&house.app, &session, house.linz.body, &request(), None)
                .await
                .unwrap();
        Self { house, staff, case, phase: Phase::default(), steps: 0, task: 0 }
    }

    pub fn case_id(&self) -> String {
        global("Case", self.case.0)
    }

    pub fn task_id(&self) -> String {
        global("Task", self.task)
    }

    fn state(&self) -> Value {
        json!({ "caseId": self.case, "lastNo": 1, "state": { "phase": self.phase } })
    }

    /// Opens the task of the phase.
    pub async fn open(&mut self) {
        self.steps += 1;
        let (step, state) = (self.phase.to_string(), self.state());
        let at = StepRef {
            case: self.case,
            step: &step,
            round: self.steps,
            last_no: 1,
            snapshot_no: i64::from(self.steps),
            state: &state,
        };
        let kind = self.phase.task().unwrap();
        self.task = app::tasks::open_task::open(&self.house.app, &at, kind).await.unwrap().task_id;
    }

    /// `who` finishes the task of the phase, and the case goes on.
    pub async fn finish(&mut self, who: PersonId, outcome: &str, form: Value) {
        self.open().await;
        let document = "mutation($id: ID!, $o: String!, $f: JSON!) { completeTask(input: {id: $id, version: 1, outcome: $o, form: $f}) \
                        { outcome userErrors { field code detail } } }";
        let send = json!({ "id": self.task_id(), "o": outcome, "f": form });
        let data = self.house.run(who, document, send).await;
        let done = data["completeTask"]["outcome"].as_str();
        let done = done.unwrap_or_else(|| panic!("{}: {} {outcome}: {data}", self.house.test.name, self.phase));
        self.phase = self.phase.after(done).unwrap();
    }

    /// The step of the machine in this phase.
    pub async fn machine(&mut self) {
        self.steps += 1;
        let (step, state) = (self.phase.to_string(), self.state());
        let at = StepRef {
            case: self.case,
            step: &step,
            round: self.steps,
            last_no: 1,
            snapshot_no: i64::from(self.steps),
            state: &state,
        };
        let app = &self.house.app;
        let code = match self.phase {
            Phase::Matching => steps::match_invoice(app, &at).await.unwrap(),
            Phase::Booking => steps::book_cost(app, &at).await.unwrap(),
            end => steps::end_case(app, &at, end).await.unwrap(),
        };
        if !self.phase.is_end() {
            self.phase = self.phase.after(&code).unwrap();
        }
    }

    /// Does the usual until the case is in `phase`.
    pub async fn to(&mut self, phase: Phase) {
        for _ in 0..20 {
            if self.phase == phase {
                return;
            }
            match self.phase {
                Phase::Matching | Phase::Booking => self.machine().await,
                _ => {
                    let (who, outcome, form) = self.usual();
                    self.finish(who, outcome, form).await;
                }
            }
        }
        panic!("{phase} was not reached, the case stands at {}", self.phase);
    }

    fn usual(&self) -> (PersonId, &'static str, Value) {
        let staff = self.staff;
        let (role, outcome, form) = match self.phase {
            Phase::BudgetRelease => (Role::Budget, "RELEASE", json!({ "budgetLineId": staff.line })),
            Phase::ProcedureChoice => {
                let form = json!({ "procedure": "DIRECT_ORDER", "ground": "unter der Wertgrenze", "splittingReason": "für ein anderes Haus" });
                (Role::Buyer, "CHOSEN", form)
            }
            Phase::Quotes => {
                let pair = staff.asked.fetch_add(1, Ordering::Relaxed) * 2;
                let firms = &staff.firms[pair..pair + 2];
                let quote =
                    |firm: i64, cents: i64| json!({ "supplierId": firm, "netCents": cents, "receivedOn": today() });
                let quotes = [quote(firms[0], PIECE_CENTS * 5 + 500), quote(firms[1], PIECE_CENTS * 5)];
                (Role::Buyer, "CHOSEN", json!({ "invited": firms, "chosenSupplierId": firms[1], "quotes": quotes }))
            }
            Phase::OrderRelease => return (staff.deputy, "RELEASE", json!({})),
            Phase::Ordering => {
                let line = json!({ "description": "Schreibtisch", "quantityMilli": PIECES_MILLI, "unit": "C62", "unitPriceCents": PIECE_CENTS, "vatRateBp": 1900 });
                (Role::Buyer, "ORDERED", json!({ "orderedOn": today(), "lines": [line] }))
            }
            Phase::Receipt => (Role::Requester, "COMPLETE", receipt_of(PIECES_MILLI)),
            Phase::Invoice => (Role::Clerk, "RECORDED", invoice_of_all("R-1")),
            Phase::FactualCertification => (Role::CertifierFactual, "CERTIFY", json!({})),
            Phase::ArithmeticCertification => (Role::CertifierArithmetic, "CERTIFY", json!({})),
            Phase::PaymentOrder => (Role::Orderer, "ORDER", json!({ "takeDiscount": true })),
            Phase::PaymentAcceptance => (Role::Treasury1, "ACCEPT", json!({})),
            Phase::PaymentRelease => (Role::Treasury2, "RELEASE", json!({})),
            Phase::FileClosing => (Role::Clerk, "CLOSE", json!({})),
            other => panic!("nothing usual in {other}"),
        };
        (staff.person(role), outcome, form)
    }

    /// Puts an invoice file over all pieces, with a cash discount, into the case; gives the document's number.
    pub async fn upload_invoice(&self, name: &str) -> i64 {
        let stored = files::Stored {
            object_key: files::ObjectKey::from_random([9; 16]),
            sha256: "ab".repeat(32),
            size_bytes: 10,
            key_id: "k1".to_owned(),
        };
        let checked = file_over_all();
        let new = NewDocument {
            case: self.case,
            document: None,
            name,
            media_type: "text/xml",
            stored: &stored,
            invoice: Some(&checked),
        };
        let session = self.house.session(self.staff.person(Role::Clerk)).await;
        store_document(&self.house.app, &session, &new).await.unwrap().document_id
    }
}

/// What reading a good XRechnung gives, with a finding that stops nobody.
fn file_over_all() -> Checked {
    let net_cents = PIECE_CENTS * 5;
    let vat_cents = net_cents * 19 / 100;
    let line = Line {
        reference: "1".to_owned(),
        order_line: Some("1".to_owned()),
        description: "Schreibtisch".to_owned(),
        quantity_milli: PIECES_MILLI,
        unit: "C62".to_owned(),
        unit_price_e4: PIECE_CENTS * 100,
        price_base_milli: 1_000,
        adjustment_cents: 0,
        vat_category: VatCategory::S,
        vat_rate_bp: 1_900,
        net_cents,
    };
    let facts = Facts {
        kind: Kind::Invoice,
        number: "R-2026-1".to_owned(),
        issued_on: today(),
        currency: "EUR".to_owned(),
        order_reference: None,
        lines: vec![line],
        adjustments: Vec::new(),
        vat: vec![VatGroup { category: VatCategory::S, rate_bp: 1_900, net_cents, vat_cents }],
        net_cents,
        vat_cents,
        gross_cents: net_cents + vat_cents,
        paid_cents: 0,
        rounding_cents: 0,
        payable_cents: net_cents + vat_cents,
        payment_terms: None,
        stated_due_on: None,
    };
    let finding =
        Finding { rule: "BR-DE-21".to_owned(), severity: Severity::Warning, message: "geheimer Befund".to_owned() };
    Checked {
        report: Report { syntax: Some(Syntax::Ubl), valid: true, findings: vec![finding] },
        invoice: Some(ReadInvoice {
            syntax: Syntax::Ubl,
            specification: None,
            facts,
            buyer_reference: None,
            buyer_name: None,
            seller: Seller::default(),
            payment: Payment::default(),
            discounts: vec![Discount { days: 14, percent_bp: 200, base_cents: None }],
            attachment_count: 0,
            notes: Vec::new(),
        }),
    }
}
