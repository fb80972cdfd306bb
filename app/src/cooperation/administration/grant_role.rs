//! Rights: given for days to come, ended by a last day. A right that counted is never deleted, so that anybody can
//! see who could do what on any day.

use super::{Change, at};
use crate::{App, Error, Result};
use chrono::{Days, NaiveDate};
use domain::cooperation::{Grant, Session, administration};
use domain::ids::{BodyId, PersonId};
use serde_json::json;
use store::cooperation::{administration as rows, persons, rights};

/// Grants a right.
///
/// # Errors
/// Not found for a person the body does not know; `NO_RIGHT`, `OWN_RIGHT`, `BACKDATED`, `ENDS_BEFORE_IT_BEGINS`,
/// `RIGHT_ALREADY_THERE`.
pub async fn grant(app: &App, session: &Session, new: Grant) -> Result<()> {
    let mut change = Change::begin(app, session, new.body).await?;
    if !persons::known_to(&change.tx, new.holder, &[new.body]).await? {
        return Err(Error::NotFound);
    }
    let existing: Vec<_> = rows::grants_of(&change.tx, new.body).await?.into_iter().map(|(_, g)| g).collect();
    administration::may_grant(change.hands, &new, &existing, session.today()).map_err(|e| blame(e, "validFrom"))?;
    rights::insert(&change.tx, &new).await?;
    rows::let_in(&change.tx, new.holder, None).await?;
    change.journal("ROLE_GRANTED", facts(&new, new.valid_to)).await?;
    change.commit(app).await
}

/// Ends a right with `last_on`; yesterday, or none, ends it at once.
///
/// # Errors
/// Not found for a right of another body; `NO_RIGHT`, `ALREADY_ENDED`, `BACKDATED`, `LAST_LEAD`.
pub async fn revoke(app: &App, session: &Session, body: BodyId, grant: i64, last_on: Option<NaiveDate>) -> Result<()> {
    let today = session.today();
    let last_on = last_on.unwrap_or_else(|| today.checked_sub_days(Days::new(1)).unwrap_or(today));
    let mut change = Change::begin(app, session, body).await?;
    let all = rows::grants_of(&change.tx, body).await?;
    let ending = all.iter().find(|(id, _)| *id == grant).map(|(_, g)| *g).ok_or(Error::NotFound)?;
    let ended = |(id, g): &(i64, Grant)| if *id == grant { Grant { valid_to: last_on, ..*g } } else { *g };
    let after: Vec<_> = all.iter().map(ended).collect();
    administration::may_end(&ending, &after, last_on, today).map_err(|e| blame(e, "lastOn"))?;
    rows::end_grant(&change.tx, grant, last_on).await?;
    change.journal("ROLE_REVOKED", facts(&ending, last_on)).await?;
    change.commit(app).await
}

fn facts(grant: &Grant, last_on: NaiveDate) -> serde_json::Value {
    let PersonId(person) = grant.holder;
    json!({ "personId": person, "holder": person, "role": grant.role, "area": grant.area, "from": grant.valid_from, "on": last_on })
}

fn blame(err: administration::Error, days: &str) -> Error {
    match err {
        administration::Error::OwnRight => at("personId", err),
        administration::Error::Backdated | administration::Error::EndsBeforeItBegins => at(days, err),
        other => other.into(),
    }
}
