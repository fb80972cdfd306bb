//! Writes the demo's fixed facts once: bodies, cooperations, persons, rights, budget lines, firms.

use super::funds::{BUDGET_LINES, SUPPLIERS};
use super::letters;
use super::members::{COOPERATIONS, MEMBERS, POPULATION_ON};
use super::persons::{PERSONS, Person};
use anyhow::{Context, Result};
use app::App;
use chrono::{Datelike, NaiveDate};
use domain::cooperation::{Area, Ars, Grant, Land};
use domain::ids::{BodyId, PersonId};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use std::collections::BTreeMap;
use store::entity::{body, budget_line, cooperation, cooperation_member, ordering_limit, supplier};
use store::{Scope, Tx};

/// Seeds an empty database; gives `false` and does nothing when there are bodies already.
///
/// # Errors
/// When the database fails.
pub async fn seed(app: &App) -> Result<bool> {
    let tx = app.machine().write(&Scope::Machine).await?;
    if body::Entity::find().one(tx.conn()).await?.is_some() {
        return Ok(false);
    }
    let year = app.today().year();
    let (from, to) = (day(year, 1, 1)?, day(year + 5, 12, 31)?);
    let bodies = insert_bodies(&tx).await?;
    insert_cooperations(&tx, &bodies, from, to).await?;
    for person in PERSONS {
        insert_person(&tx, app, person, &bodies, from, to).await?;
    }
    insert_funds(&tx, &bodies, year).await?;
    let lead =
        store::cooperation::persons::by_subject(&tx, "aylin.demir").await?.context("the demo's lead is missing")?;
    letters::insert(&tx, &bodies, lead, app.now()).await?;
    tx.commit().await?;
    Ok(true)
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).context("a date of the demo does not exist")
}

async fn insert_bodies(tx: &Tx) -> Result<BTreeMap<&'static str, i64>> {
    let mut ids = BTreeMap::new();
    for member in MEMBERS {
        let ars = Ars::parse(member.ars)?;
        let land = Land::from_ars_prefix(&ars.as_str()[..2]).context("a demo key without Land")?;
        let office = member.office_ars.and_then(|ars| ids.get(ars).copied());
        let row = body::ActiveModel {
            ars: Set(member.ars.to_owned()),
            name: Set(member.name.to_owned()),
            kind: Set(member.kind.to_string()),
            land: Set(land.to_string()),
            population: Set(member.population),
            population_on: Set(POPULATION_ON.parse()?),
            office_body_id: Set(office),
            ..Default::default()
        };
        ids.insert(member.ars, row.insert(tx.conn()).await?.id);
    }
    Ok(ids)
}

async fn insert_cooperations(tx: &Tx, bodies: &BTreeMap<&str, i64>, from: NaiveDate, to: NaiveDate) -> Result<()> {
    for (code, name, members) in COOPERATIONS {
        let row = cooperation::ActiveModel {
            code: Set((*code).to_owned()),
            name: Set((*name).to_owned()),
            ..Default::default()
        };
        let id = row.insert(tx.conn()).await?.id;
        let rows = members.iter().filter_map(|ars| bodies.get(ars)).map(|body| cooperation_member::ActiveModel {
            cooperation_id: Set(id),
            body_id: Set(*body),
            valid_from: Set(from),
            valid_to: Set(to),
        });
        cooperation_member::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

async fn insert_person(
    tx: &Tx,
    app: &App,
    person: &Person,
    bodies: &BTreeMap<&str, i64>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<()> {
    let email = format!("{}@example.org", person.subject);
    let id: PersonId =
        store::cooperation::persons::insert(tx, person.subject, person.name, Some(&email), app.now()).await?;
    for ars in person.bodies {
        let Some(body) = bodies.get(ars).copied() else { continue };
        for role in person.roles {
            let grant =
                Grant { body: BodyId(body), role: *role, area: Area::All, holder: id, valid_from: from, valid_to: to };
            store::cooperation::rights::insert(tx, &grant).await?;
        }
        if let Some(limit_cents) = person.ordering_limit_cents {
            let row = ordering_limit::ActiveModel {
                person_id: Set(id.0),
                body_id: Set(body),
                limit_cents: Set(limit_cents),
                valid_from: Set(from),
                valid_to: Set(to),
                ..Default::default()
            };
            row.insert(tx.conn()).await?;
        }
    }
    Ok(())
}

async fn insert_funds(tx: &Tx, bodies: &BTreeMap<&str, i64>, year: i32) -> Result<()> {
    for body in bodies.values() {
        let rows = BUDGET_LINES.iter().map(|(code, name, cost_centre, cents)| budget_line::ActiveModel {
            body_id: Set(*body),
            year: Set(year),
            code: Set((*code).to_owned()),
            name: Set((*name).to_owned()),
            cost_centre: Set((*cost_centre).to_owned()),
            appropriation_cents: Set(*cents),
            reserved_cents: Set(0),
            committed_cents: Set(0),
            spent_cents: Set(0),
            version: Set(1),
            ..Default::default()
        });
        budget_line::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    let firms = SUPPLIERS.iter().map(|(name, region)| supplier::ActiveModel {
        name: Set((*name).to_owned()),
        region: Set((*region).to_owned()),
        vat_id: Set(None),
        ..Default::default()
    });
    supplier::Entity::insert_many(firms).exec_without_returning(tx.conn()).await?;
    Ok(())
}
