//! What the demo's persons write into each form on the straight way from need to closed file.
//!
//! Amounts of one purchase: `units` pieces at `unit_price_cents`, 19 % VAT; the estimate is a ninth higher.
use app::App;
use chrono::NaiveDate;
use domain::tasks::TaskKind;
use serde_json::{Value, json};

use crate::books;

/// Verbandsgemeinde Linz am Rhein, a member whose purchases the tests make.
pub const BUYER_ARS: &str = "071385004000";

const VAT_BP: i64 = 1900;
const UNITS: i64 = 10;

/// One purchase of a test.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// Tells purchases of one test apart; its own commodity, so that no splitting is suspected.
    pub number: usize,
    pub body_id: i64,
    pub unit_price_cents: i64,
    pub budget_line_id: i64,
    /// The firms asked; the first is the cheapest.
    pub firms: [i64; 3],
    pub today: NaiveDate,
}

impl Purchase {
    /// Purchase `number` of the demo's member with this key.
    pub async fn of(app: &App, ars: &str, number: usize) -> Self {
        let (body_id, firms) = books::body_and_firms(app, ars).await;
        Self {
            number,
            body_id,
            unit_price_cents: 9_000,
            budget_line_id: books::line_of(app, body_id, "1147").await,
            firms: [0, 1, 2].map(|n| firms[(number + n) % firms.len()]),
            today: app.today(),
        }
    }

    pub fn net_cents(&self) -> i64 {
        self.unit_price_cents * UNITS
    }

    pub fn vat_cents(&self) -> i64 {
        self.net_cents() * VAT_BP / 10_000
    }

    /// What is spent in the end.
    pub fn gross_cents(&self) -> i64 {
        self.net_cents() + self.vat_cents()
    }

    /// What is reserved at first: the estimate, gross.
    pub fn estimate_gross_cents(&self) -> i64 {
        let net = self.estimate_net_cents();
        net + net * VAT_BP / 10_000
    }

    fn estimate_net_cents(&self) -> i64 {
        self.net_cents() / 9 * 10
    }

    fn subject(&self) -> String {
        format!("Aktenschränke, Posten {}", self.number)
    }

    /// The request it begins with.
    pub fn request(&self) -> Value {
        json!({
            "subject": self.subject(),
            "category": "SUPPLIES_SERVICES",
            "commodity": format!("Aktenschränke {}", self.number),
            "estimateNetCents": self.estimate_net_cents(),
            "vatRateBp": VAT_BP,
            "justification": "Die alten Schränke schließen nicht mehr.",
            "costCentre": "1147",
        })
    }

    /// Outcome and form that bring a task of this kind forward.
    pub fn form(&self, kind: TaskKind) -> (&'static str, Value) {
        match kind {
            TaskKind::ReleaseBudget => ("RELEASE", json!({ "budgetLineId": self.budget_line_id })),
            TaskKind::ChooseProcedure => {
                ("CHOSEN", json!({ "procedure": "DIRECT_ORDER", "ground": "Auftragswert unter der Grenze." }))
            }
            TaskKind::CollectQuotes => ("CHOSEN", self.quotes()),
            TaskKind::PlaceOrder => ("ORDERED", json!({ "orderedOn": self.today, "lines": [self.order_line()] })),
            TaskKind::RecordReceipt => (
                "COMPLETE",
                json!({ "receivedOn": self.today, "lines": [{ "lineNo": 1, "quantityMilli": UNITS * 1000 }] }),
            ),
            TaskKind::RecordInvoice => ("RECORDED", json!({ "receivedOn": self.today, "typed": self.invoice() })),
            TaskKind::CertifyFactual | TaskKind::CertifyArithmetic => ("CERTIFY", json!({})),
            TaskKind::OrderPayment => ("ORDER", json!({})),
            TaskKind::AcceptPayment => ("ACCEPT", json!({})),
            TaskKind::CloseFile => ("CLOSE", json!({})),
            TaskKind::ReviseRequest => ("SUBMIT", self.request()),
            TaskKind::ConfirmWithdrawal => {
                ("CONFIRMED", json!({ "confirmedOn": self.today, "statement": "Die Firma ist einverstanden." }))
            }
            // releases need no more than the word; what is not on the straight way is refused by the server
            _ => ("RELEASE", json!({})),
        }
    }

    fn quotes(&self) -> Value {
        let quotes: Vec<Value> = (0_i64..)
            .zip(self.firms)
            .map(|(n, firm)| {
                json!({ "supplierId": firm, "netCents": self.net_cents() + n * 5_000, "receivedOn": self.today })
            })
            .collect();
        json!({ "invited": self.firms, "quotes": quotes, "chosenSupplierId": self.firms[0] })
    }

    fn order_line(&self) -> Value {
        json!({
            "description": self.subject(), "quantityMilli": UNITS * 1000, "unit": "Stück",
            "unitPriceCents": self.unit_price_cents, "vatRateBp": VAT_BP,
        })
    }

    fn invoice(&self) -> Value {
        let line = json!({
            "orderLineNo": 1, "description": self.subject(), "quantityMilli": UNITS * 1000,
            "unitPriceCents": self.unit_price_cents, "vatRateBp": VAT_BP,
        });
        json!({
            "number": format!("RE-{}", self.number), "issuedOn": self.today, "lines": [line],
            "netCents": self.net_cents(), "vatCents": self.vat_cents(), "grossCents": self.gross_cents(),
        })
    }
}

/// The human tasks of the straight way, in order.
pub const STRAIGHT_WAY: [TaskKind; 13] = [
    TaskKind::ReleaseBudget,
    TaskKind::ChooseProcedure,
    TaskKind::CollectQuotes,
    TaskKind::ReleaseOrder,
    TaskKind::PlaceOrder,
    TaskKind::RecordReceipt,
    TaskKind::RecordInvoice,
    TaskKind::CertifyFactual,
    TaskKind::CertifyArithmetic,
    TaskKind::OrderPayment,
    TaskKind::AcceptPayment,
    TaskKind::ReleasePayment,
    TaskKind::CloseFile,
];

/// The demo person who does tasks of this kind for the members of the Südwest-Cluster.
pub fn subject_for(kind: TaskKind) -> &'static str {
    let person =
        server::demo::PERSONS.iter().find(|person| kind.roles().iter().any(|role| person.roles.contains(role)));
    person.unwrap_or_else(|| panic!("nobody in the demo does {kind}")).subject
}
