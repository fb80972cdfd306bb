//! Waiting: for a message, for an absolute date, for a safe moment to begin a fresh history.
//!
//! What must stay true: a timer's length is always "date minus workflow time"; a timer that lost
//! is cancelled, so that long cases do not pile up open timers.

use std::{pin::pin, time::Duration};

use chrono::{DateTime, Utc};
use serde_json::Value;
use temporalio_workflow::{CancellableFuture, TimerResult, WorkflowContext, WorkflowTermination, select};

use crate::{
    case::{CaseWorkflow, Stopped, roll_over, should_roll},
    message::{Message, kind_of},
};

/// Why a wait ended.
pub(crate) enum Woken {
    Message(Message),
    /// The date has come.
    Due,
    /// Something was missed: ask the database.
    Gap,
    /// The history is long: continue as new.
    Full,
}

/// The workflow's own time: the only clock there is.
pub fn now<W>(ctx: &WorkflowContext<W>) -> DateTime<Utc> {
    ctx.workflow_time().map(DateTime::<Utc>::from).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Waits for a wanted message, at most until `due`.
pub(crate) async fn wait<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    due: Option<DateTime<Utc>>,
    wanted: impl Fn(&Value) -> bool,
) -> Result<Woken, Stopped> {
    if let Some(woken) = look(ctx, &wanted) {
        return Ok(woken);
    }
    let roller = ctx.clone();
    let ready = ctx.wait_condition(|w: &W| {
        let mailbox = &w.case().mailbox;
        mailbox.has(&wanted) || mailbox.has_unasked_gap() || should_roll(&roller, w)
    });
    match due {
        None => ready.await.map_err(WorkflowTermination::from)?,
        Some(at) => {
            let mut timer = pin!(ctx.timer(until(ctx, at)));
            let mut ready = pin!(ready);
            let fired = select! {
                ended = ready => { ended.map_err(WorkflowTermination::from)?; None }
                fired = timer => Some(fired),
            };
            match fired {
                None => timer.cancel(),
                Some(TimerResult::Fired) => {
                    ctx.state_mut(|w| w.case_mut().moved = true);
                    return Ok(look_for(ctx, &wanted).unwrap_or(Woken::Due));
                }
                Some(TimerResult::Cancelled) => {
                    return Err(WorkflowTermination::cancelled().into());
                }
            }
        }
    }
    Ok(look(ctx, &wanted).unwrap_or(Woken::Gap))
}

fn look_for<W: CaseWorkflow>(ctx: &WorkflowContext<W>, wanted: &impl Fn(&Value) -> bool) -> Option<Woken> {
    ctx.state_mut(|w| w.case_mut().mailbox.take(wanted)).map(Woken::Message)
}

fn look<W: CaseWorkflow>(ctx: &WorkflowContext<W>, wanted: &impl Fn(&Value) -> bool) -> Option<Woken> {
    if let Some(message) = look_for(ctx, wanted) {
        return Some(message);
    }
    if ctx.state(|w| w.case().mailbox.has_unasked_gap()) {
        ctx.state_mut(|w| w.case_mut().mailbox.asked());
        return Some(Woken::Gap);
    }
    ctx.state(|w| should_roll(ctx, w)).then_some(Woken::Full)
}

fn until<W>(ctx: &WorkflowContext<W>, at: DateTime<Utc>) -> Duration {
    // a date already past fires at once; zero would be refused by some servers
    (at - now(ctx)).to_std().unwrap_or_default().max(Duration::from_millis(1))
}

/// Waits until an absolute date. A long history is rolled over meanwhile.
pub async fn wait_until<W: CaseWorkflow>(ctx: &WorkflowContext<W>, at: DateTime<Utc>) -> Result<(), Stopped> {
    while now(ctx) < at {
        match wait(ctx, Some(at), |_| false).await? {
            Woken::Due => break,
            Woken::Full => return Err(roll_over(ctx).await),
            Woken::Message(_) | Woken::Gap => {}
        }
    }
    Ok(())
}

/// Waits for a message of one of the given types, at most until `until`; `None`: the date came.
pub async fn wait_message<W: CaseWorkflow>(
    ctx: &WorkflowContext<W>,
    types: &[&str],
    until: Option<DateTime<Utc>>,
) -> Result<Option<Value>, Stopped> {
    loop {
        let wanted = |body: &Value| kind_of(body).is_some_and(|k| types.contains(&k));
        match wait(ctx, until, wanted).await? {
            Woken::Message(message) => return Ok(Some(message.body)),
            Woken::Due => return Ok(None),
            Woken::Full => return Err(roll_over(ctx).await),
            Woken::Gap => {}
        }
    }
}

/// A safe moment between two phases: begins a fresh history when this one is long.
pub async fn checkpoint<W: CaseWorkflow>(ctx: &WorkflowContext<W>) -> Result<(), Stopped> {
    if ctx.state(|w| should_roll(ctx, w)) {
        return Err(roll_over(ctx).await);
    }
    Ok(())
}

/// Before a workflow returns: no handler may be left in the middle.
pub async fn finish<W: CaseWorkflow>(ctx: &WorkflowContext<W>) -> Result<(), Stopped> {
    let handlers = ctx.clone();
    ctx.wait_condition(move |_| handlers.all_handlers_finished())
        .await
        .map_err(|cancelled| Stopped::Ended(cancelled.into()))
}
