//! Master data of a body: name, inhabitants, whose office acts for it. Key, kind and Land are what the law made them.

use super::{Change, administering, at};
use crate::{App, Error, Result};
use chrono::NaiveDate;
use domain::cooperation::{Session, administration};
use domain::ids::BodyId;
use serde_json::json;
use store::cooperation::{administration as rows, bodies};
use store::entity::body;

/// What shall hold.
#[derive(Debug)]
pub struct MasterData<'a> {
    /// Official name.
    pub name: &'a str,
    /// Inhabitants.
    pub population: i64,
    /// Day they were counted for.
    pub population_on: NaiveDate,
    /// The body whose office acts for it; none: its own.
    pub office: Option<BodyId>,
}

/// Changes the master data of a body.
///
/// # Errors
/// Not found, `NO_RIGHT`, `NAME_INVALID`, `POPULATION_INVALID`, `OWN_OFFICE`.
pub async fn change(app: &App, session: &Session, id: BodyId, data: &MasterData<'_>) -> Result<body::Model> {
    administering(session, id)?;
    let name = administration::name(data.name).map_err(|e| at("name", e))?;
    let population = administration::population(data.population).map_err(|e| at("population", e))?;
    if data.population_on > session.today() {
        return Err(at("populationOn", administration::Error::BadPopulation));
    }
    if data.office == Some(id) {
        return Err(at("officeBodyId", administration::Error::OwnOffice));
    }
    let mut change = Change::begin(app, session, id).await?;
    if let Some(office) = data.office {
        bodies::find(&change.tx, office).await?.ok_or(Error::NotFound)?;
    }
    let before = change.body.clone();
    let row = body::Model {
        name: name.to_owned(),
        population,
        population_on: data.population_on,
        office_body_id: data.office.map(|b| b.0),
        ..before.clone()
    };
    rows::save_body(&change.tx, row.clone()).await?;
    let facts = json!({
        "before": { "name": before.name, "population": before.population, "populationOn": before.population_on, "officeBodyId": before.office_body_id },
        "after": { "name": row.name, "population": row.population, "populationOn": row.population_on, "officeBodyId": row.office_body_id },
    });
    change.journal("BODY_CHANGED", facts).await?;
    change.commit(app).await?;
    Ok(row)
}
