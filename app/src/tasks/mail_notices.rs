//! Which mail is to be sent to whom now. The use case decides and remembers; who sends is told what to write.
//!
//! What must stay true: a notice is mailed once, unless the process dies between sending and saying so; what was
//! read meanwhile is not mailed; nobody gets mail that says nothing new.

use crate::{App, Result};
use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Berlin;
use domain::ids::TaskId;
use domain::tasks::{MailWish, NoticeKind};
use store::tasks::mailing::{self, Mailed, Waiting};
use store::tasks::notices;
use store::{Scope, Tx};

/// Notices looked at in one round.
const MOST: u32 = 2_000;
/// How long one try may take before another relay tries.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// Notices written so long ago are no news: mail was not set up, or down for days.
const STALE: TimeDelta = TimeDelta::days(2);
/// Tries before giving up: over about a day.
const TRIES: i32 = 20;

/// One mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Address.
    pub to: String,
    /// What it tells, oldest first.
    pub notices: Vec<(NoticeKind, TaskId)>,
    /// The notices' numbers: names the letter, so that a second try is the same letter.
    pub ids: Vec<i64>,
    tries: i32,
}

/// Takes what is to be sent now. Each letter must be answered by [`sent`] or [`failed`].
///
/// # Errors
/// When the database fails.
pub async fn take(app: &App) -> Result<Vec<Letter>> {
    let now = app.now();
    // looked at without the writer's place: most rounds find nothing
    if mailing::waiting(&app.machine().read(&Scope::Machine).await?, now, 1).await?.is_empty() {
        return Ok(Vec::new());
    }
    let tx = app.machine().write(&Scope::Machine).await?;
    let waiting = mailing::waiting(&tx, now, MOST).await?;
    let mut letters = Vec::new();
    for of_person in waiting.chunk_by(|a, b| a.person_id == b.person_id) {
        letters.extend(letter(&tx, of_person, now).await?);
    }
    tx.commit().await?;
    Ok(letters)
}

async fn letter(tx: &Tx, waiting: &[Waiting], now: DateTime<Utc>) -> Result<Option<Letter>> {
    let Some(first) = waiting.first() else { return Ok(None) };
    let (wish, hour) = first.wanted();
    let address = first.email.clone().filter(|_| wish != MailWish::Off);
    let old = |w: &Waiting| w.read_at.is_some() || (w.mail_attempts == 0 && w.at + STALE < now);
    let unwanted: Vec<_> = waiting.iter().filter(|w| address.is_none() || old(w)).map(|w| w.id).collect();
    mailing::settle(tx, &unwanted, Mailed::NotWanted).await?;
    let Some(to) = address else { return Ok(None) };
    let fresh: Vec<_> = waiting.iter().filter(|w| !unwanted.contains(&w.id)).collect();
    // a digest is put off when it is first seen; when its hour has come, all of it is there at once
    let unseen = |w: &&&Waiting| wish == MailWish::Digest && w.mail_not_before.is_none();
    let later: Vec<_> = fresh.iter().filter(unseen).map(|w| w.id).collect();
    mailing::put_off(tx, &later, next_digest(now, hour)).await?;
    let due: Vec<_> = fresh.into_iter().filter(|w| !later.contains(&w.id)).collect();
    let ids: Vec<_> = due.iter().map(|w| w.id).collect();
    if ids.is_empty() || !mailing::take(tx, &ids, now, now + LEASE).await? {
        return Ok(None);
    }
    let said = |w: &&Waiting| {
        let kind = i16::try_from(w.kind).ok().and_then(NoticeKind::from_repr)?;
        Some((kind, TaskId(w.task_id)))
    };
    let tries = due.iter().map(|w| w.mail_attempts).max().unwrap_or_default();
    Ok(Some(Letter { to, notices: due.iter().filter_map(said).collect(), ids, tries }))
}

/// The next time it is so many o'clock in Germany.
fn next_digest(now: DateTime<Utc>, hour: i32) -> DateTime<Utc> {
    let today = now.with_timezone(&Berlin).date_naive();
    let o_clock = u32::try_from(hour).ok().and_then(|h| NaiveTime::from_hms_opt(h, 0, 0)).unwrap_or_default();
    let days = [Some(today), today.succ_opt()].into_iter().flatten();
    let times = days.filter_map(|day| Berlin.from_local_datetime(&day.and_time(o_clock)).earliest());
    times.map(|t| t.with_timezone(&Utc)).find(|t| *t > now).unwrap_or(now + TimeDelta::days(1))
}

/// A letter went out.
///
/// # Errors
/// When the database fails.
pub async fn sent(app: &App, letter: &Letter) -> Result<()> {
    let tx = app.machine().write(&Scope::Machine).await?;
    mailing::settle(&tx, &letter.ids, Mailed::Sent).await?;
    Ok(tx.commit().await?)
}

/// A letter did not go out: it is tried again later and later, unless `permanent` or tried too often.
///
/// # Errors
/// When the database fails.
pub async fn failed(app: &App, letter: &Letter, permanent: bool) -> Result<()> {
    let tx = app.machine().write(&Scope::Machine).await?;
    if permanent || letter.tries + 1 >= TRIES {
        mailing::settle(&tx, &letter.ids, Mailed::GivenUp).await?;
    } else {
        let minutes = 1_i64 << letter.tries.clamp(0, 6);
        mailing::put_off(&tx, &letter.ids, app.now() + TimeDelta::minutes(minutes)).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes the notices of tasks whose follow-up day has come; each once.
///
/// # Errors
/// When the database fails.
pub async fn remember_follow_ups(app: &App) -> Result<u64> {
    let due = {
        let tx = app.machine().read(&Scope::Machine).await?;
        notices::follow_ups_due(&tx, app.today()).await?
    };
    if due.is_empty() {
        return Ok(0);
    }
    let tx = app.machine().write(&Scope::Machine).await?;
    let mut written = 0;
    for notice in due {
        written += u64::from(notices::insert(&tx, &notice, app.now()).await?);
    }
    tx.commit().await?;
    app.ring();
    Ok(written)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_digest_comes_at_its_hour_in_summer_and_winter() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (now, hour, expected) in [
            ("2026-11-23T05:59:00Z", 7, "2026-11-23T06:00:00Z"),
            ("2026-11-23T06:00:00Z", 7, "2026-11-24T06:00:00Z"),
            ("2026-07-01T03:00:00Z", 7, "2026-07-01T05:00:00Z"),
            // the hour that does not exist in the night the clocks go forward
            ("2026-03-28T22:00:00Z", 2, "2026-03-29T22:00:00Z"),
        ] {
            assert_eq!(next_digest(at(now), hour), at(expected), "{now}");
        }
    }
}
