//! Administration of a body and of a cooperation: persons, rights, limits, master data, members.
//!
//! Only a lead of the body whose right reaches the area of cooperation may change anything. Every change stands in
//! the journal of the body's administration record, a case without a process, whose chain is verified like all others.

pub mod change_body;
pub mod change_members;
pub mod create_person;
pub mod deactivate_person;
pub mod grant_role;
pub mod preview_sight;
pub mod set_ordering_limit;
pub mod view_administration;

use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Acting, Area, Role, Session, administration};
use domain::ids::{BodyId, PersonId};
use domain::tasks::Hands;
use serde_json::Value;
use store::case_file::{Case, FreeText};
use store::cooperation::{administration as rows, bodies};
use store::entity::body;
use store::{Scope, Tx};

impl From<administration::Error> for Error {
    fn from(err: administration::Error) -> Self {
        Refusal::new(err.code(), err.to_string()).into()
    }
}

/// Blames a field of the input.
fn at(field: &str, err: administration::Error) -> Error {
    Refusal::at(field, err.code(), err.to_string()).into()
}

/// The capability to administer a body.
///
/// # Errors
/// Not found for a body the session knows nothing of; `NO_RIGHT`.
pub(crate) fn administering(session: &Session, body: BodyId) -> Result<Acting> {
    if !session.bodies().contains(&body) {
        return Err(Error::NotFound);
    }
    Ok(session.act_as(body, Area::Cooperation, &[Role::Lead])?)
}

/// A change under way: the body, its locked record, and who makes it.
pub(crate) struct Change {
    pub tx: Tx,
    pub body: body::Model,
    pub hands: Hands,
    record: Case,
}

impl Change {
    /// Begins a change of a body's administration. The lock of the record makes changes of one body come one by one,
    /// so that two leads cannot remove each other.
    ///
    /// # Errors
    /// See [`administering`]; when the database fails.
    pub async fn begin(app: &App, session: &Session, body: BodyId) -> Result<Self> {
        let acting = administering(session, body)?;
        let tx = app.people().write(&Scope::of(session)).await?;
        let body = bodies::find(&tx, body).await?.ok_or(Error::NotFound)?;
        let record = rows::record(&tx, &body, app.now()).await?;
        Ok(Self { tx, body, hands: acting.hands(), record })
    }

    /// Journals the change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn journal(&mut self, event: &str, facts: Value) -> Result<()> {
        Ok(self.record.journal(&self.tx, Some(self.hands), event, facts).await?)
    }

    /// Journals the change with the name of a person, which goes when the person is erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn journal_name(
        &mut self,
        event: &str,
        facts: Value,
        name: &str,
        of: PersonId,
        salt: [u8; 16],
    ) -> Result<()> {
        let text = FreeText { field: "name", text: name, person: of.0, salt };
        Ok(self.record.journal_with(&self.tx, Some(self.hands), event, facts, &[text]).await?)
    }

    /// Makes it lasting.
    ///
    /// # Errors
    /// When the database fails; then nothing was changed.
    pub async fn commit(mut self, app: &App) -> Result<()> {
        let (id, version) = (self.record.row.id, self.record.row.version + 1);
        self.record.announce(&self.tx, "CASE", id, version).await?;
        self.record.save(&self.tx).await?;
        self.tx.commit().await?;
        app.ring();
        Ok(())
    }
}
