//! The engine's outbox and incident store, answered by use cases of `app`.

use app::App;
use app::engine::{deliver_outbox, open_incident};
use chrono::TimeDelta;
use domain::ids::CaseId;
use host::rebuild::Running;
use host::reconciler::{Suspect, Watch};
use host::{Batch, Fault, Outbox, Row, RowKind};
use serde_json::Value;

/// A case that should have moved and did not for this long is looked into.
const SILENCE: TimeDelta = TimeDelta::seconds(60);
/// Cases one round of the reconciler asks about.
const SUSPECTS_PER_ROUND: u32 = 200;

/// The engine's side of the database.
#[derive(Clone)]
pub struct EngineStore(pub App);

impl Outbox for EngineStore {
    async fn lease(&self, holder: &str, limit: usize) -> Result<Vec<Batch>, Fault> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let leased = deliver_outbox::lease(&self.0, holder, limit).await?;
        leased.into_iter().map(batch).collect()
    }

    async fn delivered(&self, case_id: i64, holder: &str, up_to_no: u64) -> Result<(), Fault> {
        let no = i64::try_from(up_to_no)?;
        Ok(deliver_outbox::delivered(&self.0, CaseId(case_id), holder, no).await?)
    }

    async fn turn(&self, holder: &str, through: &[(i64, u64)], limit: usize) -> Result<Vec<Batch>, Fault> {
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let through = through.iter().map(|&(case_id, no)| Ok((CaseId(case_id), i64::try_from(no)?)));
        let through = through.collect::<Result<Vec<_>, Fault>>()?;
        let leased = deliver_outbox::turn(&self.0, holder, &through, limit).await?;
        leased.into_iter().map(batch).collect()
    }

    async fn failed(&self, case_id: i64, holder: &str, no: u64, cause: &str, permanent: bool) -> Result<(), Fault> {
        let no = i64::try_from(no)?;
        let case = CaseId(case_id);
        Ok(deliver_outbox::failed(&self.0, case, holder, no, cause, permanent).await?)
    }

    async fn restarted(&self, case_id: i64) -> Result<(), Fault> {
        Ok(deliver_outbox::restarted(&self.0, CaseId(case_id)).await?)
    }

    async fn start_input(&self, case_id: i64) -> Result<Value, Fault> {
        Ok(deliver_outbox::start_input(&self.0, CaseId(case_id)).await?)
    }

    async fn rewind(&self, case_id: i64, last_no: u64) -> Result<(), Fault> {
        let last_no = i64::try_from(last_no)?;
        Ok(deliver_outbox::rewind(&self.0, CaseId(case_id), last_no).await?)
    }
}

impl Watch for EngineStore {
    async fn suspects(&self) -> Result<Vec<Suspect>, Fault> {
        let before = self.0.now() - SILENCE;
        let found = deliver_outbox::suspects(&self.0, before, SUSPECTS_PER_ROUND).await?;
        let suspect = |(case, process): (CaseId, String)| Suspect {
            case_id: case.0,
            workflow_id: deliver_outbox::workflow_id(&process, case),
        };
        Ok(found.into_iter().map(suspect).collect())
    }

    async fn open_incident(&self, case_id: i64, kind: &str, cause: &str) -> Result<(), Fault> {
        open_incident::from_outside(&self.0, CaseId(case_id), kind, cause).await?;
        Ok(())
    }
}

/// Every case that should be running, for `rebuild`.
pub async fn running(app: &App) -> Result<Vec<Running>, Fault> {
    let all = deliver_outbox::running(app).await?;
    let running = |case: deliver_outbox::Running| Running {
        case_id: case.case.0,
        workflow_id: deliver_outbox::workflow_id(&case.process, case.case),
        workflow_type: case.process,
        task_queue: None,
        state: case.state,
    };
    Ok(all.into_iter().map(running).collect())
}

fn batch(leased: deliver_outbox::Batch) -> Result<Batch, Fault> {
    let row = |row: deliver_outbox::Row| -> Result<Row, Fault> {
        let kind = match row.kind {
            deliver_outbox::RowKind::Start => RowKind::Start,
            deliver_outbox::RowKind::Restart => RowKind::Restart,
            deliver_outbox::RowKind::Signal => RowKind::Signal,
        };
        Ok(Row { no: u64::try_from(row.no)?, kind, payload: row.payload })
    };
    Ok(Batch {
        case_id: leased.case.0,
        workflow_id: deliver_outbox::workflow_id(&leased.process, leased.case),
        workflow_type: leased.process,
        task_queue: None,
        rows: leased.rows.into_iter().map(row).collect::<Result<_, _>>()?,
    })
}
