//! A task being finished, whatever its area: rights, four eyes, version and form schema are checked already.
//!
//! [`finish`] lets the effect of the kind take place in the same transaction; which area answers for a kind says the kind.

use super::form;
use crate::{App, Result, cooperation, cost_sharing, procurement};
use chrono::NaiveDate;
use domain::cooperation::{Acting, Area};
use domain::tasks::TaskKind;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Tx;
use store::case_file::Case;
use store::entity::task;

/// What an effect works on.
pub(crate) struct Finishing<'a> {
    pub app: &'a App,
    pub tx: &'a Tx,
    pub case: &'a mut Case,
    pub task: &'a task::Model,
    pub kind: TaskKind,
    pub acting: Acting,
    pub outcome: &'a str,
    pub form: &'a Value,
    pub today: NaiveDate,
}

impl Finishing<'_> {
    /// The form as its type.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T> {
        form::read(self.form)
    }

    /// Names what this task moves, for ever.
    pub(crate) fn key(&self) -> String {
        format!("task/{}", self.task.id)
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        self.form.get("reason").and_then(Value::as_str)
    }

    pub(crate) async fn note(&mut self, event: &str, facts: Value) -> Result<()> {
        Ok(self.case.journal(self.tx, Some(self.acting.hands()), event, facts).await?)
    }
}

/// Outcomes that undo or refuse something: their hands are not on the step.
const BACKWARD: &[&str] = &["RETURN", "REJECTED", "REJECT", "REFUSED", "DROPPED", "DECLINED"];

/// Makes the effect of the task take place and gives the outcome the process goes on with.
///
/// # Errors
/// Refused by the rules of the kind; then the caller writes nothing.
pub(crate) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let outcome = match step.kind.area() {
        Area::Cooperation => cooperation::membership::finish(step).await?,
        Area::CostSharing => cost_sharing::settlement::finish(step).await?,
        _ => procurement::finish(step).await?,
    };
    if !BACKWARD.contains(&step.outcome) {
        store::tasks::rows::note_hands(step.tx, step.case, step.kind, step.acting.hands()).await?;
    }
    Ok(outcome)
}
