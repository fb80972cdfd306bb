//! The demo's persons at work: whatever task a case waits at, the right one opens it and fills in the form.
//!
//! Patient on purpose: a process that is being killed answers nothing, and a clerk tries again. What was
//! sent may have arrived or not, so after every failure the case is looked at anew.
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use domain::tasks::TaskKind;
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::client::{Person, Site, global};
use crate::documents;
use crate::forms::{Purchase, subject_for};

const PAUSE: Duration = Duration::from_millis(150);

/// Codes that mean: look again, somebody or something was quicker.
const LOOK_AGAIN: [&str; 3] = ["TASK_CHANGED", "TASK_CLOSED", "NOT_FOUND"];

#[derive(Clone, Debug)]
pub struct Office {
    pub site: Site,
    persons: Arc<Mutex<BTreeMap<&'static str, Person>>>,
}

/// A task as the page sees it.
#[derive(Clone, Debug)]
pub struct OpenTask {
    pub id: Value,
    pub kind: TaskKind,
    pub version: Value,
}

/// Where a case stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub phase: String,
    pub has_ended: bool,
    pub open: Option<OpenTask>,
}

impl Office {
    pub fn at(site: &Site) -> Self {
        Self { site: site.clone(), persons: Arc::default() }
    }

    pub async fn person(&self, subject: &'static str) -> Result<Person> {
        let mut persons = self.persons.lock().await;
        if let Some(person) = persons.get(subject) {
            return Ok(person.clone());
        }
        let person = self.site.sign_in(subject).await?;
        persons.insert(subject, person.clone());
        Ok(person)
    }

    /// The one who does tasks of this kind.
    pub async fn person_for(&self, kind: TaskKind) -> Result<Person> {
        self.person(subject_for(kind)).await
    }

    /// Starts a procurement; trying again does not start a second one. Gives the case's number.
    pub async fn begin(&self, purchase: &Purchase) -> Result<i64> {
        let input = json!({
            "bodyId": global("Body", purchase.body_id),
            "request": purchase.request(),
            "requestKey": format!("test-{}", purchase.number),
        });
        let requester = self.person_for(TaskKind::ReviseRequest).await?;
        let started = requester.change("startProcurement", documents::START, input).await?;
        let payload = started.map_err(|codes| anyhow::anyhow!("not started: {codes:?}"))?;
        crate::client::number("Case", &payload["case"]["id"])
    }

    pub async fn look(&self, case: i64) -> Result<Standing> {
        let person = self.person_for(TaskKind::ReviseRequest).await?;
        let data = person.ask(documents::LOOK, json!({ "id": global("Case", case) })).await?;
        let found = &data["case"];
        ensure!(found.is_object(), "case {case} is not to be seen: {data}");
        let open = found["tasks"].as_array().into_iter().flatten().find(|task| task["state"] == "OPEN");
        let open = open.map(|task| -> Result<OpenTask> {
            let kind = task["kind"].as_str().context("a kind")?.parse()?;
            Ok(OpenTask { id: task["id"].clone(), kind, version: task["version"].clone() })
        });
        Ok(Standing {
            phase: found["phase"].as_str().unwrap_or_default().to_owned(),
            has_ended: !found["endedAt"].is_null(),
            open: open.transpose()?,
        })
    }

    /// Completes a task as `who`; gives the codes when it was refused.
    pub async fn complete_as(
        &self,
        who: &Person,
        task: &OpenTask,
        outcome: &str,
        form: Value,
    ) -> Result<Result<(), Vec<String>>> {
        let input = json!({ "id": task.id, "version": task.version, "outcome": outcome, "form": form });
        Ok(who.change("completeTask", documents::COMPLETE, input).await?.map(|_| ()))
    }

    /// Completes the task on the straight way, as the person whose task it is.
    pub async fn forward(&self, purchase: &Purchase, task: &OpenTask) -> Result<()> {
        let who = self.person_for(task.kind).await?;
        let (outcome, form) = purchase.form(task.kind);
        match self.complete_as(&who, task, outcome, form).await? {
            Err(codes) if !codes.iter().all(|code| LOOK_AGAIN.contains(&code.as_str())) => {
                bail!("{} was refused: {codes:?}", task.kind)
            }
            _ => Ok(()),
        }
    }

    /// Waits until the case waits at a task, or has ended.
    pub async fn next(&self, case: i64, within: Duration) -> Result<Standing> {
        let end = Instant::now() + within;
        let mut last = None;
        while Instant::now() < end {
            match self.look(case).await {
                Ok(standing) if standing.open.is_some() || standing.has_ended => return Ok(standing),
                other => last = Some(other),
            }
            tokio::time::sleep(PAUSE).await;
        }
        bail!("case {case} came to nothing within {within:?}; last seen: {last:?}")
    }

    /// Works the case until it waits at a task of kind `until`, or, without one, to its end.
    /// Patient with everything but a refusal of the rules, `within` the given time.
    pub async fn work(&self, case: i64, purchase: &Purchase, until: Option<TaskKind>, within: Duration) -> Result<()> {
        let end = Instant::now() + within;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let standing = self.next(case, left).await?;
            let Some(task) = standing.open.filter(|task| Some(task.kind) != until) else { return Ok(()) };
            match self.forward(purchase, &task).await {
                Err(error) if error.to_string().contains("was refused") => {
                    return Err(error.context(format!("case {case}")));
                }
                // nobody answered, or half an answer: what became of it shows when we look again
                Err(_) => tokio::time::sleep(PAUSE).await,
                Ok(()) => self.moved_on(case, &task, left).await,
            }
        }
    }

    /// A done task is gone on the next read; waits for that only where the answer got lost.
    async fn moved_on(&self, case: i64, task: &OpenTask, within: Duration) {
        let same =
            |standing: Standing| standing.open.is_some_and(|open| open.id == task.id && open.version == task.version);
        let end = Instant::now() + within.min(Duration::from_secs(2));
        while Instant::now() < end && self.look(case).await.is_ok_and(same) {
            tokio::time::sleep(PAUSE).await;
        }
    }
}
