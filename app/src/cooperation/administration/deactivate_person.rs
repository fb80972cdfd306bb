//! Takes every right for a body from a person. Who has no right for any body left can no longer sign in.

use super::Change;
use crate::{App, Error, Result};
use chrono::Days;
use domain::cooperation::{Session, administration};
use domain::ids::{BodyId, PersonId};
use serde_json::json;
use store::cooperation::{administration as rows, persons};

/// Ends all rights and limits of a person for a body at once, and its sign-in when nothing is left of it anywhere.
///
/// # Errors
/// Not found for a person the body does not know; `NO_RIGHT`, `OWN_RIGHT`, `LAST_LEAD`.
pub async fn deactivate(app: &App, session: &Session, body: BodyId, person: PersonId) -> Result<()> {
    let today = session.today();
    let mut change = Change::begin(app, session, body).await?;
    if !persons::known_to(&change.tx, person, &[body]).await? {
        return Err(Error::NotFound);
    }
    let grants = rows::grants_of(&change.tx, body).await?;
    let rights: Vec<_> = grants.iter().map(|(_, grant)| *grant).collect();
    administration::may_deactivate(change.hands, person, &rights, today)?;
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let mut ended = 0;
    for (id, _) in grants.iter().filter(|(_, g)| g.holder == person && g.valid_to >= today) {
        rows::end_grant(&change.tx, *id, yesterday).await?;
        ended += 1;
    }
    let limits = rows::end_limits(&change.tx, person, body, yesterday).await?;
    let signs_in = rows::has_any_right(&change.tx, person, today).await?;
    if !signs_in {
        rows::let_in(&change.tx, person, Some(app.now())).await?;
    }
    let facts =
        json!({ "personId": person.0, "holder": person.0, "rights": ended, "limits": limits, "signsIn": signs_in });
    change.journal("PERSON_DEACTIVATED", facts).await?;
    change.commit(app).await
}
