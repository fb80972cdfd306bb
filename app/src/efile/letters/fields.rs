//! What the merge fields of a template stand for in a case.

use crate::Result;
use chrono::NaiveDate;
use domain::efile::letter::{FIELDS, Quoter};
use domain::ids::SupplierId;
use std::collections::BTreeMap;
use store::Tx;
use store::case_file::Case;
use store::entity::{procurement, supplier};
use store::procurement::{quotes, rows, suppliers};

/// What a letter needs to know of its case.
pub(super) struct Facts {
    pub procurement: Option<procurement::Model>,
    pub quoters: Vec<Quoter>,
    pub supplier: Option<supplier::Model>,
    quote_net_cents: Option<i64>,
}

/// Reads the facts for a letter to `firm`.
pub(super) async fn facts(tx: &Tx, case: &Case, firm: Option<SupplierId>) -> Result<Facts> {
    let quotes = quotes::of_case(tx, case.id()).await?;
    let own = quotes.iter().find(|q| Some(SupplierId(q.supplier_id)) == firm);
    let supplier = match firm {
        Some(firm) => suppliers::find(tx, firm).await?,
        None => None,
    };
    Ok(Facts {
        procurement: rows::find(tx, case.id()).await?,
        quote_net_cents: own.map(|q| q.net_cents),
        quoters: quotes.iter().map(|q| Quoter { supplier: SupplierId(q.supplier_id), chosen: q.chosen }).collect(),
        supplier,
    })
}

/// Every field with its value; none: the case knows nothing of it yet.
pub(super) async fn values(
    tx: &Tx,
    case: &Case,
    facts: &Facts,
    clerk: Option<String>,
    today: NaiveDate,
) -> Result<BTreeMap<String, Option<String>>> {
    let name = async |id| -> Result<Option<String>> {
        Ok(store::cooperation::bodies::find(tx, domain::ids::BodyId(id)).await?.map(|b| b.name))
    };
    let row = facts.procurement.as_ref();
    let mut all: BTreeMap<String, Option<String>> = FIELDS.iter().map(|f| ((*f).to_owned(), None)).collect();
    let mut set = |field: &str, value: Option<String>| {
        all.insert(field.to_owned(), value);
    };
    set("bodyName", name(case.row.body_id).await?);
    set("officeName", name(case.row.office_body_id).await?);
    set("fileReference", Some(case.row.file_reference.clone()));
    set("subject", Some(case.row.subject.clone()));
    set("today", Some(german(today)));
    set("clerkName", clerk);
    set("supplierName", facts.supplier.as_ref().map(|s| s.name.clone()));
    set("supplierTown", facts.supplier.as_ref().map(|s| s.region.clone()));
    set("orderedOn", row.and_then(|r| r.ordered_on).map(german));
    set("orderNet", row.and_then(|r| r.order_net_cents.or(r.quote_net_cents)).map(euros));
    set("orderGross", row.and_then(|r| r.order_gross_cents).map(euros));
    set("quoteNet", facts.quote_net_cents.map(euros));
    Ok(all)
}

pub(super) fn german(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// Cents as people write them: `1.234,56 €`.
fn euros(cents: i64) -> String {
    let digits = (cents.unsigned_abs() / 100).to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|g| String::from_utf8_lossy(g).into_owned()).collect();
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}{},{:02} €", groups.join("."), cents.unsigned_abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(euros(123_456_789), "1.234.567,89 €");
        assert_eq!(euros(5), "0,05 €");
        assert_eq!(euros(-100_000), "−1.000,00 €");
    }
}
