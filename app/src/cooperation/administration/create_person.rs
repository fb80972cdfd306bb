//! Adds a person to those a body knows. Who works for several bodies is one person: whoever gives the same sign-in
//! name and the same name means that person, and learns nothing else of it.

use super::{Change, administering, at};
use crate::{App, Result};
use domain::cooperation::{Session, administration};
use domain::ids::{BodyId, PersonId};
use serde_json::json;
use store::cooperation::{administration as rows, persons};

/// Somebody who shall be able to sign in.
#[derive(Debug)]
pub struct NewPerson<'a> {
    /// Subject of its token.
    pub subject: &'a str,
    /// Name people read.
    pub display_name: &'a str,
    /// For notifications.
    pub email: Option<&'a str>,
    /// Random salt for the name in the journal.
    pub salt: [u8; 16],
}

/// Adds a person, or finds the one meant. It has no right until one is granted.
///
/// # Errors
/// Not found, `NO_RIGHT`, `SUBJECT_INVALID`, `NAME_INVALID`, `EMAIL_INVALID`, `SUBJECT_TAKEN`.
pub async fn create(app: &App, session: &Session, body: BodyId, new: &NewPerson<'_>) -> Result<PersonId> {
    administering(session, body)?;
    let subject = administration::subject(new.subject).map_err(|e| at("subject", e))?;
    let name = administration::name(new.display_name).map_err(|e| at("displayName", e))?;
    let email = new.email.map(str::trim).filter(|e| !e.is_empty());
    let email = email.map(administration::email).transpose().map_err(|e| at("email", e))?;
    let mut change = Change::begin(app, session, body).await?;
    let person = match rows::person_of_subject(&change.tx, subject).await? {
        Some(known) => {
            let names = persons::names(&change.tx, &[known.id]).await?;
            if names.get(&known.id).map(String::as_str) != Some(name) {
                return Err(at("subject", administration::Error::SubjectTaken));
            }
            PersonId(known.id)
        }
        None => persons::insert(&change.tx, subject, name, email, app.now()).await?,
    };
    change.journal_name("PERSON_ADDED", json!({ "personId": person.0 }), name, person, new.salt).await?;
    change.commit(app).await?;
    Ok(person)
}
