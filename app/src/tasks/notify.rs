//! Telling a person about a task, in the transaction of the cause: the notice, and a ring for its open browsers.

use crate::Result;
use domain::ids::{PersonId, TaskId};
use domain::tasks::NoticeKind;
use store::Tx;
use store::case_file::Case;
use store::tasks::notices::{self, NewNotice};

/// Topic under which browsers hear that a person has a new notice; its subject is the person.
pub const TOPIC: &str = "NOTICE";

/// Tells `to`, unless it did it itself; `by` is 0 for the machine.
pub(crate) async fn tell(
    tx: &Tx,
    case: &mut Case,
    by: PersonId,
    to: PersonId,
    kind: NoticeKind,
    task: TaskId,
) -> Result<()> {
    if by == to {
        return Ok(());
    }
    let notice = NewNotice { person: to, kind, case: case.id(), task, key: None };
    if notices::insert(tx, &notice, case.at()).await? {
        case.announce(tx, TOPIC, to.0, 0).await?;
    }
    Ok(())
}
