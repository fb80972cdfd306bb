//! Delegate and get back: a colleague answers, the owner decides. The task is with the delegate until the answer, and
//! then with its owner again.

use super::loading::{Loaded, load, load_for_anybody};
use super::notify;
use super::write_comment::MAX_CHARS;
use crate::{App, Refusal, Result};
use domain::cooperation::Session;
use domain::ids::{PersonId, TaskId};
use domain::tasks::{Change, Hands, NoticeKind, Verb};
use serde_json::json;
use store::case_file::FreeText;
use store::tasks::requests::{self, Kind};

/// Lets `to` answer a task.
///
/// # Errors
/// Refused as any verb of the holder; `NOT_A_COLLEAGUE` when `to` has no right for the body.
pub async fn delegate(
    app: &App,
    session: &Session,
    id: TaskId,
    version: i64,
    to: PersonId,
    (text, salt): (&str, [u8; 16]),
) -> Result<i64> {
    let text = checked(text, "text")?;
    let mut loaded = load(app, session, id, &[]).await?;
    let acting = loaded.acting()?;
    let change = loaded.facts.decide(Verb::Delegate(to), acting.hands(), version)?;
    super::ask_colleague::is_colleague(&loaded, to, session).await?;
    keep(&loaded, id, version, &change).await?;
    let people = (session.person(), to);
    let request = requests::insert(&loaded.tx, &loaded.row, Kind::Delegation, people, text, loaded.case.at()).await?;
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "requestId": request.0, "holder": to.0 });
    let free = [FreeText { field: "text", text, person: session.person().0, salt }];
    let texts = if text.is_empty() { &[][..] } else { &free[..] };
    loaded.case.journal_with(&loaded.tx, Some(acting.hands()), "TASK_DELEGATED", facts, texts).await?;
    notify::tell(&loaded.tx, &mut loaded.case, session.person(), to, NoticeKind::TaskDelegated, id).await?;
    finish(app, loaded, version).await
}

/// Gives a delegated task back to its owner with an answer.
///
/// # Errors
/// `TASK_NOT_DELEGATED` for everybody but the delegate; `ANSWER_EMPTY`.
pub async fn give_back(
    app: &App,
    session: &Session,
    id: TaskId,
    version: i64,
    (text, salt): (&str, [u8; 16]),
) -> Result<i64> {
    let text = checked(text, "text")?;
    if text.is_empty() {
        return Err(Refusal::at("text", "ANSWER_EMPTY", "nothing was answered").into());
    }
    let mut loaded = load_for_anybody(app, session, id).await?;
    let hands = Hands::own(session.person());
    let change = loaded.facts.decide(Verb::GiveBack, hands, version)?;
    let owner = loaded.facts.delegator.unwrap_or(session.person());
    keep(&loaded, id, version, &change).await?;
    let request = requests::open_delegation(&loaded.tx, id).await?;
    if let Some(request) = &request {
        let request = domain::ids::RequestId(request.id);
        requests::answer(&loaded.tx, request, text, loaded.case.at()).await?;
    }
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "requestId": request.map(|r| r.id), "holder": owner.0 });
    let free = FreeText { field: "text", text, person: session.person().0, salt };
    loaded.case.journal_with(&loaded.tx, Some(hands), "TASK_GIVEN_BACK", facts, &[free]).await?;
    notify::tell(&loaded.tx, &mut loaded.case, session.person(), owner, NoticeKind::DelegationAnswered, id).await?;
    finish(app, loaded, version).await
}

/// Takes a delegated task back without waiting for the answer.
///
/// # Errors
/// `TASK_NOT_DELEGATED` for everybody but its owner and who stands in for the owner.
pub async fn take_back(app: &App, session: &Session, id: TaskId, version: i64) -> Result<i64> {
    let mut loaded = load(app, session, id, &[]).await?;
    let owner = loaded.facts.delegator;
    let instead = loaded.acting.iter().copied().find(|a| owner == Some(a.hands().represented));
    let acting = match instead {
        Some(acting) => acting,
        None => loaded.acting()?,
    };
    let change = loaded.facts.decide(Verb::TakeBack, acting.hands(), version)?;
    keep(&loaded, id, version, &change).await?;
    requests::withdraw(&loaded.tx, id, true, loaded.case.at()).await?;
    let facts = json!({ "taskId": id.0, "kind": loaded.kind, "holder": owner.map(|p| p.0) });
    loaded.case.journal(&loaded.tx, Some(acting.hands()), "TASK_TAKEN_BACK", facts).await?;
    finish(app, loaded, version).await
}

/// The text without blanks around it.
pub(super) fn checked<'a>(text: &'a str, field: &'static str) -> Result<&'a str> {
    let text = text.trim();
    if text.chars().count() > MAX_CHARS {
        return Err(Refusal::at(field, "COMMENT_TOO_LONG", "more than 4000 characters").into());
    }
    Ok(text)
}

async fn keep(loaded: &Loaded, id: TaskId, version: i64, change: &Change) -> Result<()> {
    if store::tasks::rows::set_holder(&loaded.tx, id, version, change).await? { Ok(()) } else { Err(loaded.stale()) }
}

async fn finish(app: &App, mut loaded: Loaded, version: i64) -> Result<i64> {
    loaded.case.announce_task(&loaded.tx, &loaded.row, version + 1).await?;
    loaded.case.save(&loaded.tx).await?;
    loaded.tx.commit().await?;
    app.ring();
    Ok(version + 1)
}
