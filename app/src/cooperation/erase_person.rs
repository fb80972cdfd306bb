//! Erasing a person (Art. 17 GDPR): names, free texts, drafts and rights go; the journal keeps the number and
//! salted hashes, so that every chain still verifies. An operator command, not something the page offers.

use crate::{App, Error, Result};
use domain::ids::PersonId;
use store::Scope;

/// Erases the person with this subject.
///
/// # Errors
/// Not found when unknown or erased already; when the database fails.
pub async fn erase(app: &App, subject: &str) -> Result<PersonId> {
    let tx = app.machine().write(&Scope::Machine).await?;
    // one who may no longer sign in has a claim to be erased too
    let person = store::cooperation::administration::person_of_subject(&tx, subject).await?.ok_or(Error::NotFound)?;
    let id = PersonId(person.id);
    store::cooperation::words::erase(&tx, id).await?;
    if !store::cooperation::persons::erase(&tx, id, app.now()).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    app.ring();
    Ok(id)
}
