//! Firms: a register all bodies share. Buyers and leads add to it.

use crate::{App, Refusal, Result};
use domain::cooperation::{Area, Role, Session};
use domain::ids::SupplierId;
use store::procurement::suppliers;
use store::{Error as StoreError, Scope};

pub use store::entity::supplier;

/// Longest name and region, characters.
const LONGEST: usize = 200;

/// Firms whose name contains `part`, behind `after`.
///
/// # Errors
/// When the database fails.
pub async fn list(
    app: &App,
    session: &Session,
    part: &str,
    after: Option<SupplierId>,
    first: u64,
) -> Result<Vec<supplier::Model>> {
    if part.chars().count() > LONGEST {
        return Ok(Vec::new());
    }
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(suppliers::list(&tx, part.trim(), after, first).await?)
}

/// Firms by id.
///
/// # Errors
/// When the database fails.
pub async fn by_ids(app: &App, session: &Session, ids: &[i64]) -> Result<Vec<supplier::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(suppliers::find_many(&tx, ids).await?)
}

/// Adds a firm.
///
/// # Errors
/// `NO_RIGHT`, `NAME_NEEDED`, `SUPPLIER_EXISTS`, `VAT_ID`.
pub async fn add(
    app: &App,
    session: &Session,
    name: &str,
    region: &str,
    vat_id: Option<&str>,
) -> Result<supplier::Model> {
    let may = |g: &&domain::cooperation::Grant| {
        g.area.covers(Area::Procurement) && matches!(g.role, Role::Buyer | Role::Lead)
    };
    if !session.grants().iter().any(|g| may(&g)) {
        return Err(domain::cooperation::Error::NoRight.into());
    }
    let (name, region) = (plain("name", name)?, plain("region", region)?);
    let vat_id = vat_id.map(str::trim).filter(|id| !id.is_empty());
    if vat_id.is_some_and(|id| id.len() > 20 || !id.bytes().all(|b| b.is_ascii_alphanumeric())) {
        return Err(Refusal::at("vatId", "VAT_ID", "letters and digits, at most 20").into());
    }
    let tx = app.people().write(&Scope::of(session)).await?;
    let row = suppliers::insert(&tx, name, region, vat_id).await.map_err(|err| match err {
        StoreError::Duplicate(_) => {
            Refusal::at("name", "SUPPLIER_EXISTS", "a firm of this name and region exists").into()
        }
        other => crate::Error::from(other),
    })?;
    tx.commit().await?;
    tracing::info!(person = session.person().0, supplier = row.id, "firm added");
    Ok(row)
}

fn plain<'a>(field: &str, text: &'a str) -> Result<&'a str> {
    let text = text.trim();
    let fits = (2..=LONGEST).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if fits { Ok(text) } else { Err(Refusal::at(field, "NAME_NEEDED", "2 to 200 characters").into()) }
}
