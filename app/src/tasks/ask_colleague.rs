//! Asking a colleague: question and answer stand beside the task, both in the journal; the task stays where it is.

use super::delegate_task::checked;
use super::loading::{Loaded, load, load_for_anybody};
use super::notify;
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{BodyId, PersonId, RequestId, TaskId};
use domain::tasks::{Hands, NoticeKind};
use serde_json::json;
use store::Scope;
use store::case_file::FreeText;
use store::tasks::requests::{self, Kind};
use strum::IntoEnumIterator;

pub use store::entity::task_request;
pub use store::tasks::requests::{ANSWERED, OPEN, WITHDRAWN};

/// Most requests one look at what waits for a person gives.
const MOST: u64 = 200;

/// `to` has any right for the body of the task.
pub(super) async fn is_colleague(loaded: &Loaded, to: PersonId, session: &Session) -> Result<()> {
    let roles: Vec<_> = Role::iter().collect();
    let body = BodyId(loaded.row.body_id);
    if store::cooperation::rights::holds(&loaded.tx, to, body, &roles, session.today()).await? {
        return Ok(());
    }
    Err(Refusal::at("personId", "NOT_A_COLLEAGUE", "this person has no right for the body of the task").into())
}

/// Asks `to` something about an open task.
///
/// # Errors
/// `QUESTION_EMPTY`, `COMMENT_TOO_LONG`, `NOT_A_COLLEAGUE`, `TASK_TO_ONESELF`, `TASK_CLOSED`; `NO_RIGHT`.
pub async fn ask(
    app: &App,
    session: &Session,
    id: TaskId,
    to: PersonId,
    (text, salt): (&str, [u8; 16]),
) -> Result<RequestId> {
    let text = checked(text, "text")?;
    if text.is_empty() {
        return Err(Refusal::at("text", "QUESTION_EMPTY", "nothing was asked").into());
    }
    let mut loaded = load(app, session, id, &[Role::Lead]).await?;
    if loaded.row.state != 0 {
        return Err(domain::tasks::Error::Closed.into());
    }
    if to == session.person() {
        return Err(domain::tasks::Error::ToOneself.into());
    }
    is_colleague(&loaded, to, session).await?;
    let hands = loaded.acting()?.hands();
    let people = (session.person(), to);
    let request = requests::insert(&loaded.tx, &loaded.row, Kind::Question, people, text, loaded.case.at()).await?;
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "requestId": request.0, "holder": to.0 });
    let free = FreeText { field: "text", text, person: session.person().0, salt };
    loaded.case.journal_with(&loaded.tx, Some(hands), "QUESTION_ASKED", facts, &[free]).await?;
    notify::tell(&loaded.tx, &mut loaded.case, session.person(), to, NoticeKind::QuestionAsked, id).await?;
    finish(app, loaded).await?;
    Ok(request)
}

/// Answers a question.
///
/// # Errors
/// `ANSWER_EMPTY`; `QUESTION_CLOSED` when answered or withdrawn; not found for everybody but the one asked. A
/// delegation is answered by giving the task back.
pub async fn answer(
    app: &App,
    session: &Session,
    request: RequestId,
    (text, salt): (&str, [u8; 16]),
) -> Result<TaskId> {
    let text = checked(text, "text")?;
    if text.is_empty() {
        return Err(Refusal::at("text", "ANSWER_EMPTY", "nothing was answered").into());
    }
    let asked = mine(app, session, request).await?;
    let id = TaskId(asked.task_id);
    let mut loaded = load_for_anybody(app, session, id).await?;
    if !requests::answer(&loaded.tx, request, text, loaded.case.at()).await? {
        return Err(Refusal::new("QUESTION_CLOSED", "it was answered or withdrawn before").into());
    }
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "requestId": request.0, "holder": asked.asked_by });
    let free = FreeText { field: "text", text, person: session.person().0, salt };
    let hands = Hands::own(session.person());
    loaded.case.journal_with(&loaded.tx, Some(hands), "QUESTION_ANSWERED", facts, &[free]).await?;
    let asker = PersonId(asked.asked_by);
    notify::tell(&loaded.tx, &mut loaded.case, session.person(), asker, NoticeKind::QuestionAnswered, id).await?;
    finish(app, loaded).await?;
    Ok(id)
}

async fn mine(app: &App, session: &Session, request: RequestId) -> Result<task_request::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    let found = requests::find(&tx, request).await?;
    let own = |r: &task_request::Model| r.asked_of == session.person().0 && r.kind == Kind::Question as i32;
    found.filter(own).ok_or(Error::NotFound)
}

async fn finish(app: &App, mut loaded: Loaded) -> Result<()> {
    loaded.case.announce_task(&loaded.tx, &loaded.row, loaded.row.version).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(())
}

/// One request about a task of the session's bodies.
///
/// # Errors
/// Not found otherwise.
pub async fn one(app: &App, session: &Session, id: RequestId) -> Result<task_request::Model> {
    let tx = app.people().read(&Scope::of(session)).await?;
    requests::find(&tx, id).await?.ok_or(Error::NotFound)
}

/// Requests about tasks, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_tasks(app: &App, session: &Session, tasks: &[i64]) -> Result<Vec<task_request::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(requests::of_tasks(&tx, tasks).await?)
}

/// What waits for an answer of the session's person, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting(app: &App, session: &Session) -> Result<Vec<task_request::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(requests::waiting_for(&tx, session.person(), MOST).await?)
}
