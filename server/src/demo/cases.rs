//! Demo procurements, each worked up to the task it shall wait at.
//!
//! They go through the use cases people use, while relay and worker run: every task is opened by the process.
//! A case that somebody has worked on meanwhile is left alone.

use super::persons::PERSONS;
use anyhow::{Context, Result, bail};
use app::App;
use app::procurement::start_procurement::Start;
use app::tasks::complete_task::{Completion, complete};
use chrono::Datelike;
use domain::cooperation::Session;
use domain::ids::{BodyId, CaseId, PersonId, TaskId};
use domain::procurement::forms::{Category, Request};
use domain::tasks::TaskKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::time::Duration;
use store::Scope;
use store::entity::{budget_line, supplier, task};

/// A demo procurement.
struct Plan {
    key: &'static str,
    ars: &'static str,
    subject: &'static str,
    commodity: &'static str,
    cost_centre: &'static str,
    estimate_net_cents: i64,
    procedure: &'static str,
    /// The task it waits at; none: worked to the closed file.
    waits_at: Option<TaskKind>,
}

const PLANS: &[Plan] = &[
    plan(
        "linz-stuehle",
        "071385004041",
        "Bürostühle für das Bürgerbüro",
        "Büromöbel",
        "1142",
        480_000,
        Some(TaskKind::ReleaseBudget),
    ),
    plan(
        "vg-scanner",
        "071385004000",
        "Dokumentenscanner für die E-Akte",
        "Bürotechnik",
        "1147",
        620_000,
        Some(TaskKind::CollectQuotes),
    ),
    plan(
        "kusel-papier",
        "073360000000",
        "Kopierpapier, Jahresbedarf",
        "Bürobedarf",
        "1142",
        350_000,
        Some(TaskKind::RecordReceipt),
    ),
    plan(
        "wnd-monitore",
        "100460000000",
        "Monitore für die Kreisverwaltung",
        "Informationstechnik",
        "1147",
        1_850_000,
        Some(TaskKind::CertifyFactual),
    ),
    plan(
        "kl-toner",
        "073120000000",
        "Toner und Trommeln",
        "Bürobedarf",
        "1142",
        290_000,
        Some(TaskKind::ReleasePayment),
    ),
    plan("bit-schlaeuche", "072320000000", "Feuerwehrschläuche", "Brandschutz", "1260", 760_000, None),
    Plan {
        procedure: "RESTRICTED_CALL",
        ..plan(
            "myk-server",
            "071370000000",
            "Serverschränke mit Klimatisierung",
            "Informationstechnik",
            "1147",
            6_400_000,
            Some(TaskKind::PrepareTender),
        )
    },
];

const fn plan(
    key: &'static str,
    ars: &'static str,
    subject: &'static str,
    commodity: &'static str,
    cost_centre: &'static str,
    estimate_net_cents: i64,
    waits_at: Option<TaskKind>,
) -> Plan {
    Plan { key, ars, subject, commodity, cost_centre, estimate_net_cents, procedure: "DIRECT_ORDER", waits_at }
}

/// Starts and works every demo procurement, side by side; returns when each stands where it shall.
///
/// # Errors
/// When a use case refuses what the demo plans, or the database fails.
pub async fn work_to_their_states(app: &App) -> Result<()> {
    let all = PLANS.iter().enumerate().map(|(number, plan)| async move {
        start_and_work(app, plan, number).await.with_context(|| format!("demo procurement {}", plan.key))
    });
    futures::future::try_join_all(all).await.map(drop)
}

async fn start_and_work(app: &App, plan: &Plan, number: usize) -> Result<()> {
    let body = body_of(app, plan.ars).await?;
    let session = session_for(app, body, TaskKind::ReviseRequest).await?;
    let start = Start {
        body,
        request: Request {
            subject: plan.subject.to_owned(),
            category: Category::SuppliesServices,
            commodity: plan.commodity.to_owned(),
            estimate_net_cents: plan.estimate_net_cents,
            vat_rate_bp: 1900,
            justification: "Ersatzbeschaffung; die vorhandene Ausstattung ist abgängig.".to_owned(),
            cost_centre: plan.cost_centre.to_owned(),
            needed_by: None,
        },
        request_key: Some(format!("demo:{}", plan.key)),
    };
    let case = app::procurement::start_procurement::start(app, &session, start).await?;
    work(app, case, body, plan, number).await
}

async fn work(app: &App, case: CaseId, body: BodyId, plan: &Plan, number: usize) -> Result<()> {
    loop {
        let Some((row, kind)) = next_task(app, case).await? else { return Ok(()) };
        if plan.waits_at == Some(kind) || row.assignee.is_some() {
            return Ok(());
        }
        let session = session_for(app, body, kind).await?;
        let (outcome, form) = form_of(app, case, body, plan, kind, number).await?;
        let completion =
            Completion { task: TaskId(row.id), version: row.version, outcome: outcome.to_owned(), form, salt: salt()? };
        complete(app, &session, completion).await.map_err(|e| explain(kind, e))?;
    }
}

fn explain(kind: TaskKind, error: app::Error) -> anyhow::Error {
    match error {
        app::Error::Refused(why) => anyhow::anyhow!("{kind} was refused: {why:?}"),
        other => other.into(),
    }
}

/// The open task of the case, waited for; none: the case has ended.
async fn next_task(app: &App, case: CaseId) -> Result<Option<(task::Model, TaskKind)>> {
    for _ in 0..600 {
        let tx = app.machine().read(&Scope::Machine).await?;
        let row = store::case_file::find(&tx, case).await?.context("the demo case is gone")?;
        if row.ended_at.is_some() {
            return Ok(None);
        }
        if let Some(open) = store::tasks::rows::open_of_case(&tx, case).await?.into_iter().next() {
            let kind = app::tasks::kind_of(&open)?;
            return Ok(Some((open, kind)));
        }
        drop(tx);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("no task was opened for a minute: are relay, worker and Temporal running?")
}

async fn body_of(app: &App, ars: &str) -> Result<BodyId> {
    let tx = app.machine().read(&Scope::Machine).await?;
    Ok(BodyId(store::cooperation::bodies::by_ars(&tx, ars).await?.context("a demo body is missing")?.id))
}

/// The demo person who does this kind of task for the body.
async fn session_for(app: &App, body: BodyId, kind: TaskKind) -> Result<Session> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let ars = store::cooperation::bodies::find(&tx, body).await?.context("a demo body is missing")?.ars;
    let fits =
        PERSONS.iter().find(|p| p.bodies.contains(&ars.as_str()) && kind.roles().iter().any(|r| p.roles.contains(r)));
    let subject = fits.with_context(|| format!("nobody in the demo does {kind} for {ars}"))?.subject;
    let person: PersonId =
        store::cooperation::persons::by_subject(&tx, subject).await?.context("a demo person is missing")?;
    drop(tx);
    Ok(app::cooperation::sign_in::session_of(app, person).await?)
}

fn salt() -> Result<[u8; 16]> {
    let mut salt = [0; 16];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| anyhow::anyhow!("no randomness"))?;
    Ok(salt)
}

async fn form_of(
    app: &App,
    case: CaseId,
    body: BodyId,
    plan: &Plan,
    kind: TaskKind,
    number: usize,
) -> Result<(&'static str, Value)> {
    let today = app.today();
    let net_cents = plan.estimate_net_cents / 10 * 9;
    Ok(match kind {
        TaskKind::ReleaseBudget => ("RELEASE", json!({ "budgetLineId": line_of(app, body, plan.cost_centre).await? })),
        TaskKind::ChooseProcedure => (
            "CHOSEN",
            json!({ "procedure": plan.procedure, "ground": "Auftragswert nach Schätzung; Markterkundung liegt bei." }),
        ),
        TaskKind::CollectQuotes => {
            let firms = firms(app, number).await?;
            let quotes: Vec<_> = (0_i64..)
                .zip(&firms)
                .map(|(n, id)| json!({ "supplierId": id, "netCents": net_cents + n * 10_000, "receivedOn": today }))
                .collect();
            ("CHOSEN", json!({ "invited": firms, "quotes": quotes, "chosenSupplierId": firms.first() }))
        }
        TaskKind::PlaceOrder => {
            let line = json!({ "description": plan.subject, "quantityMilli": 10_000, "unit": "Stück", "unitPriceCents": net_cents / 10, "vatRateBp": 1900 });
            ("ORDERED", json!({ "orderedOn": today, "lines": [line] }))
        }
        TaskKind::RecordReceipt => {
            ("COMPLETE", json!({ "receivedOn": today, "lines": [{ "lineNo": 1, "quantityMilli": 10_000 }] }))
        }
        TaskKind::RecordInvoice => {
            let net = net_cents / 10 * 10;
            let vat = domain::money::vat_cents(net, 1900)?;
            let line = json!({ "orderLineNo": 1, "description": plan.subject, "quantityMilli": 10_000, "unitPriceCents": net_cents / 10, "vatRateBp": 1900 });
            let typed = json!({ "number": format!("RE-{case}-1"), "issuedOn": today, "lines": [line], "netCents": net, "vatCents": vat, "grossCents": net + vat });
            ("RECORDED", json!({ "receivedOn": today, "typed": typed }))
        }
        TaskKind::ReleaseOrder | TaskKind::ReleasePayment => ("RELEASE", json!({})),
        TaskKind::CertifyFactual | TaskKind::CertifyArithmetic => ("CERTIFY", json!({})),
        TaskKind::OrderPayment => ("ORDER", json!({})),
        TaskKind::AcceptPayment => ("ACCEPT", json!({})),
        TaskKind::CloseFile => ("CLOSE", json!({})),
        other => bail!("the demo plans no {other}"),
    })
}

async fn line_of(app: &App, body: BodyId, cost_centre: &str) -> Result<i64> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let query = tx
        .find::<budget_line::Entity>()
        .filter(budget_line::Column::BodyId.eq(body.0))
        .filter(budget_line::Column::Year.eq(app.today().year()));
    let line = query
        .filter(budget_line::Column::CostCentre.eq(cost_centre))
        .order_by_asc(budget_line::Column::Id)
        .one(tx.conn())
        .await?;
    Ok(line.context("the demo's budget line is missing")?.id)
}

async fn firms(app: &App, number: usize) -> Result<Vec<i64>> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let all = supplier::Entity::find().order_by_asc(supplier::Column::Id).all(tx.conn()).await?;
    if all.len() < 3 {
        bail!("the demo's firms are missing");
    }
    Ok((0..3).map(|n| all[(number + n) % all.len()].id).collect())
}
