//! The seat's desk: the agreement's file held under its lock while somebody of the seat changes something shared.

use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Acting, Area, Role, Session};
use domain::ids::{BodyId, CooperationId};
use domain::tasks::Hands;
use serde_json::Value;
use store::case_file::Case;
use store::cost_sharing::{agreements, books};
use store::entity::agreement;
use store::{Error as StoreError, Scope, Tx};

/// Everything a change of shared things needs.
pub(super) struct Desk {
    pub tx: Tx,
    pub case: Case,
    pub agreement: agreement::Model,
    pub acting: Acting,
}

impl Desk {
    /// Locks the agreement of a cooperation for somebody of its seat with one of `roles`.
    ///
    /// # Errors
    /// Not found for who may not read it, `NO_RIGHT` for who may only read.
    pub async fn open(app: &App, session: &Session, cooperation: CooperationId, roles: &[Role]) -> Result<Self> {
        let tx = app.people().write(&Scope::of(session)).await?;
        let today = session.today();
        let agreement = match agreements::on(&tx, cooperation, today).await? {
            Some(agreement) => agreement,
            None => agreements::list(&tx, cooperation).await?.into_iter().next().ok_or(Error::NotFound)?,
        };
        let seat = BodyId(agreement.body_id);
        if !session.bodies().contains(&seat) {
            super::reader::may_read(&tx, session, cooperation, None).await?;
        }
        let acting = session.act_as(seat, Area::CostSharing, roles)?;
        let case = Case::lock(&tx, domain::ids::CaseId(agreement.case_id), app.now()).await?;
        let case = case.ok_or_else(|| StoreError::Damaged(format!("agreement {} has no file", agreement.id)))?;
        Ok(Self { tx, case, agreement, acting })
    }

    /// The cooperation.
    pub const fn cooperation(&self) -> CooperationId {
        CooperationId(self.agreement.cooperation_id)
    }

    /// The seat.
    pub const fn seat(&self) -> BodyId {
        BodyId(self.agreement.body_id)
    }

    /// Whose hands.
    pub const fn hands(&self) -> Hands {
        self.acting.hands()
    }

    /// Refuses when a year is closed.
    ///
    /// # Errors
    /// `PERIOD_CLOSED`.
    pub async fn open_year(&self, field: &str, year: i32) -> Result<()> {
        open_year(&self.tx, self.cooperation(), field, year).await
    }

    /// Writes what happened into the file and makes everything lasting.
    ///
    /// # Errors
    /// When the database fails; then nothing was done.
    pub async fn finish(mut self, app: &App, event: &str, facts: Value) -> Result<()> {
        self.case.journal(&self.tx, Some(self.acting.hands()), event, facts).await?;
        let (id, version) = (self.case.row.id, self.case.row.version + 1);
        self.case.announce(&self.tx, "CASE", id, version).await?;
        self.case.save(&self.tx).await?;
        self.tx.commit().await?;
        app.ring();
        Ok(())
    }
}

/// Refuses when a year of a cooperation is closed.
///
/// # Errors
/// `PERIOD_CLOSED`.
pub(super) async fn open_year(tx: &Tx, cooperation: CooperationId, field: &str, year: i32) -> Result<()> {
    if books::is_closed(tx, cooperation, year).await? {
        return Err(Refusal::at(field, "PERIOD_CLOSED", format!("{year} is closed")).into());
    }
    Ok(())
}

/// The second pair of eyes.
///
/// # Errors
/// `FOUR_EYES` when one natural person would be on both sides.
pub(super) fn second_person(first: (Option<i64>, Option<i64>), second: Hands) -> Result<()> {
    use domain::ids::PersonId;
    if let (Some(actor), Some(represented)) = first {
        let first = Hands { actor: PersonId(actor), represented: PersonId(represented) };
        if first.overlaps(&second) {
            return Err(domain::tasks::Error::FourEyes.into());
        }
    }
    Ok(())
}
