//! The written power to order payments up to an amount: set anew it replaces what was, from its first day on.

use super::{Change, administering, at};
use crate::{App, Error, Refusal, Result};
use chrono::{Days, NaiveDate};
use domain::cooperation::{Session, administration};
use domain::ids::{BodyId, PersonId};
use domain::tasks::Hands;
use serde_json::json;
use store::cooperation::{administration as rows, persons};
use store::entity::ordering_limit;

/// A power to order payments.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// For whom.
    pub body: BodyId,
    /// Whose.
    pub person: PersonId,
    /// Up to this gross amount; none: the power ends.
    pub limit_cents: Option<i64>,
    /// First day; for a power that ends: the first day without it.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
}

/// Sets a limit from a day on, or ends it before that day.
///
/// # Errors
/// Not found for a person the body does not know; `NO_RIGHT`, `OWN_RIGHT`, `BACKDATED`, `ENDS_BEFORE_IT_BEGINS`,
/// refusals of amounts.
pub async fn set(app: &App, session: &Session, limit: Limit) -> Result<()> {
    administering(session, limit.body)?;
    administration::period(limit.valid_from, limit.valid_to, session.today()).map_err(|e| at("validFrom", e))?;
    if let Some(cents) = limit.limit_cents {
        domain::money::checked(cents).map_err(|e| Refusal::at("limit", e.code(), e.to_string()))?;
    }
    let mut change = Change::begin(app, session, limit.body).await?;
    if !persons::known_to(&change.tx, limit.person, &[limit.body]).await? {
        return Err(Error::NotFound);
    }
    if change.hands.overlaps(&Hands::own(limit.person)) {
        return Err(at("personId", administration::Error::OwnRight));
    }
    let last_on = limit.valid_from.checked_sub_days(Days::new(1)).unwrap_or(limit.valid_from);
    rows::end_limits(&change.tx, limit.person, limit.body, last_on).await?;
    if let Some(limit_cents) = limit.limit_cents {
        let row = ordering_limit::Model {
            id: 0, // given by the database
            person_id: limit.person.0,
            body_id: limit.body.0,
            limit_cents,
            valid_from: limit.valid_from,
            valid_to: limit.valid_to,
        };
        rows::insert_limit(&change.tx, row).await?;
    }
    let event = if limit.limit_cents.is_some() { "ORDERING_LIMIT_SET" } else { "ORDERING_LIMIT_ENDED" };
    let facts = json!({
        "personId": limit.person.0, "holder": limit.person.0, "amountCents": limit.limit_cents,
        "on": limit.valid_from, "until": limit.valid_to,
    });
    change.journal(event, facts).await?;
    change.commit(app).await
}
