//! Looking afterwards, in the database itself, whether everything happened, and happened once.
use std::collections::BTreeMap;
use std::time::Duration;

use app::App;
use app::journal::verify_journal;
use domain::tasks::TaskKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use store::entity::{
    budget_line, budget_movement, case_file, incident, invoice, journal_entry, ledger_entry, ledger_line, outbox, task,
};
use store::{Scope, Tx};

use crate::forms::{Purchase, STRAIGHT_WAY};

/// Everything of one case.
pub struct Case {
    pub row: case_file::Model,
    pub tasks: Vec<task::Model>,
    pub journal: Vec<journal_entry::Model>,
    pub movements: Vec<budget_movement::Model>,
    pub invoices: Vec<invoice::Model>,
    pub entries: Vec<ledger_entry::Model>,
    pub outbox: Vec<outbox::Model>,
    pub incidents: Vec<incident::Model>,
}

/// Connections of before a crash of the database fail once each.
async fn look(app: &App) -> Tx {
    let mut last = None;
    for _ in 0..20 {
        match app.machine().read(&Scope::Machine).await {
            Ok(tx) => return tx,
            Err(error) => last = Some(error),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the database does not answer: {last:?}")
}

/// Reads one case whole.
pub async fn case(app: &App, id: i64) -> Case {
    let tx = look(app).await;
    let conn = tx.conn();
    let row = case_file::Entity::find_by_id(id).one(conn).await.unwrap();
    Case {
        row: row.unwrap_or_else(|| panic!("there is no case {id}")),
        tasks: task::Entity::find()
            .filter(task::Column::CaseId.eq(id))
            .order_by_asc(task::Column::Id)
            .all(conn)
            .await
            .unwrap(),
        journal: journal_entry::Entity::find()
            .filter(journal_entry::Column::CaseId.eq(id))
            .order_by_asc(journal_entry::Column::No)
            .all(conn)
            .await
            .unwrap(),
        movements: budget_movement::Entity::find()
            .filter(budget_movement::Column::CaseId.eq(id))
            .order_by_asc(budget_movement::Column::Id)
            .all(conn)
            .await
            .unwrap(),
        invoices: invoice::Entity::find().filter(invoice::Column::CaseId.eq(id)).all(conn).await.unwrap(),
        entries: ledger_entry::Entity::find().filter(ledger_entry::Column::CaseId.eq(id)).all(conn).await.unwrap(),
        outbox: outbox::Entity::find().filter(outbox::Column::CaseId.eq(id)).all(conn).await.unwrap(),
        incidents: incident::Entity::find().filter(incident::Column::CaseId.eq(id)).all(conn).await.unwrap(),
    }
}

/// `(reserved, committed, spent)` of a budget line, gross cents.
pub async fn line(app: &App, id: i64) -> (i64, i64, i64) {
    let tx = look(app).await;
    let row = budget_line::Entity::find_by_id(id).one(tx.conn()).await.unwrap().expect("the budget line");
    (row.reserved_cents, row.committed_cents, row.spent_cents)
}

/// The line of a body with this cost centre.
pub async fn line_of(app: &App, body_id: i64, cost_centre: &str) -> i64 {
    let tx = look(app).await;
    let found = budget_line::Entity::find()
        .filter(budget_line::Column::BodyId.eq(body_id))
        .filter(budget_line::Column::CostCentre.eq(cost_centre))
        .one(tx.conn())
        .await;
    found.unwrap().expect("the demo's budget line").id
}

/// The body with this key, and all firms.
pub async fn body_and_firms(app: &App, ars: &str) -> (i64, Vec<i64>) {
    use store::entity::supplier;
    let tx = look(app).await;
    let body = store::cooperation::bodies::by_ars(&tx, ars).await.unwrap().expect("a demo body");
    let firms = supplier::Entity::find().order_by_asc(supplier::Column::Id).all(tx.conn()).await.unwrap();
    (body.id, firms.into_iter().map(|firm| firm.id).collect())
}

/// Every open incident, in words.
pub async fn open_incidents(app: &App) -> Vec<String> {
    let tx = look(app).await;
    let open = incident::Entity::find().filter(incident::Column::State.eq("OPEN")).all(tx.conn()).await.unwrap();
    open.into_iter().map(|row| format!("case {} {} {}: {}", row.case_id, row.kind, row.step, row.cause)).collect()
}

impl Case {
    /// How often each thing was journalled: by event, step or phase, round.
    pub fn happened(&self) -> BTreeMap<(String, String, i64), usize> {
        let mut counts = BTreeMap::new();
        for entry in &self.journal {
            let content: Value = serde_json::from_str(&entry.content).expect("an entry is JSON");
            let facts = &content["facts"];
            let step = facts["step"].as_str().or(facts["phase"].as_str()).unwrap_or_default();
            let round = facts["round"].as_i64().unwrap_or_default();
            *counts.entry((entry.event.clone(), step.to_owned(), round)).or_insert(0) += 1;
        }
        counts
    }

    /// The straight way was gone to its end, every step once, and the money is where it belongs.
    ///
    /// # Panics
    /// When not.
    pub fn is_finished_once(&self, purchase: &Purchase) {
        let id = self.row.id;
        assert_eq!(self.row.phase, "CLOSED", "case {id}");
        assert!(self.row.ended_at.is_some(), "case {id} has no end");
        let kinds: Vec<TaskKind> = self.tasks.iter().map(|row| app::tasks::kind_of(row).expect("a kind")).collect();
        assert_eq!(kinds, STRAIGHT_WAY, "case {id}: tasks in order, each once");
        let twice: Vec<_> = self.happened().into_iter().filter(|(_, count)| *count > 1).collect();
        assert!(twice.is_empty(), "case {id}: journalled more than once: {twice:?}");
        let completed = self.journal.iter().filter(|entry| entry.event == "TASK_COMPLETED").count();
        assert_eq!(completed, STRAIGHT_WAY.len(), "case {id}");
        assert_eq!((self.invoices.len(), self.entries.len()), (1, 1), "case {id}: one invoice, booked once");
        assert!(self.outbox.iter().all(|row| row.delivered_at.is_some()), "case {id}: outbox not empty");
        assert!(self.incidents.iter().all(|row| row.state != "OPEN"), "case {id}: an incident is left");
        assert_eq!(self.invoices[0].gross_cents, purchase.gross_cents(), "case {id}");
    }
}

/// Every chain of the journal holds.
pub async fn journal_holds(app: &App) {
    drop(look(app).await);
    let report = verify_journal::verify(app, &[]).await.expect("the journal is read");
    assert_eq!(report.broken, None);
    assert!(report.entries > 0, "an empty journal proves nothing");
}

/// Every entry of the ledger balances to zero.
pub async fn ledger_balances(app: &App) {
    let tx = look(app).await;
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for row in ledger_line::Entity::find().all(tx.conn()).await.unwrap() {
        *sums.entry(row.entry_id).or_insert(0) += row.amount_cents;
    }
    assert!(!sums.is_empty(), "nothing was booked");
    assert!(sums.values().all(|sum| *sum == 0), "{sums:?}");
}

/// Whether every message has gone out.
pub async fn outbox_is_empty(app: &App) -> bool {
    let tx = look(app).await;
    let waiting = outbox::Entity::find().filter(outbox::Column::DeliveredAt.is_null()).one(tx.conn()).await;
    waiting.unwrap().is_none()
}
