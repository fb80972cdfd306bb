//! Firms invited, quotes recorded, one chosen: number, rotation, lowest price or a reason.

use super::Finishing;
use super::facts;
use super::refusing::at;
use crate::{Error, Refusal, Result};
use domain::ids::SupplierId;
use domain::procurement::guards::{choose_quote, happened};
use domain::procurement::{forms, quotes as rules};
use serde_json::json;
use store::entity::{procurement, quote};
use store::procurement::{quotes, suppliers};

/// How many earlier rounds of the commodity count as recent: the firm asked alone last time is not asked alone
/// again. Our own reading of "wechseln" (§ 14 UVgO); more would shut out places with two firms.
const LAST_ROUNDS: usize = 1;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    if step.outcome == "RETURN" {
        return Ok("RETURN".to_owned());
    }
    let form: forms::Quotes = step.read()?;
    let mut row = step.row().await?;
    check_firms(step, &form).await?;
    check_invited(step, &row, &form).await?;

    let required = usize::try_from(row.min_quotes.unwrap_or(1)).unwrap_or(1);
    let prices: Vec<_> = form.quotes.iter().map(|q| (q.supplier_id, q.net_cents)).collect();
    let has_reason = form.reason.as_deref().is_some_and(|r| !r.trim().is_empty());
    let net_cents = choose_quote(&form.invited, &prices, form.chosen_supplier_id, required, has_reason)?;

    quotes::invite(step.tx, step.case, &form.invited, &row.commodity, step.today).await?;
    let of = |q: &forms::Quote| quote::Model {
        case_id: row.case_id,
        supplier_id: q.supplier_id.0,
        body_id: row.body_id,
        net_cents: q.net_cents,
        received_on: q.received_on,
        chosen: q.supplier_id == form.chosen_supplier_id,
    };
    quotes::set(step.tx, step.case, form.quotes.iter().map(of).collect()).await?;
    row.supplier_id = Some(form.chosen_supplier_id.0);
    row.quote_net_cents = Some(net_cents);
    store::procurement::rows::save(step.tx, row).await?;
    let facts = json!({ "invited": form.invited.len(), "quotes": form.quotes.len(), "supplierId": form.chosen_supplier_id, "netCents": net_cents });
    step.note("QUOTE_CHOSEN", facts).await?;
    Ok("CHOSEN".to_owned())
}

async fn check_firms(step: &Finishing<'_>, form: &forms::Quotes) -> Result<()> {
    for (index, quote) in form.quotes.iter().enumerate() {
        happened(quote.received_on, step.today).map_err(|e| at(&format!("quotes/{index}/receivedOn"), e.code(), &e))?;
    }
    let ids: Vec<_> = form.invited.iter().map(|s| s.0).collect();
    let known = suppliers::find_many(step.tx, &ids).await?;
    let unknown: Vec<_> = form.invited.iter().filter(|s| !known.iter().any(|k| k.id == s.0)).collect();
    let refuse = |s: &&SupplierId| Refusal::at("invited", "SUPPLIER_UNKNOWN", format!("there is no firm {s}"));
    if unknown.is_empty() { Ok(()) } else { Err(Error::Refused(unknown.iter().map(refuse).collect())) }
}

/// Number of different firms, and that they change.
async fn check_invited(step: &Finishing<'_>, row: &procurement::Model, form: &forms::Quotes) -> Result<()> {
    let mut different = form.invited.clone();
    different.sort_unstable();
    different.dedup();
    let required = usize::try_from(row.min_quotes.unwrap_or(1)).unwrap_or(1);
    if different.len() < required {
        let few = rules::Error::TooFewFirms { given: different.len(), required };
        return Err(at("invited", few.code(), &few));
    }
    let pinned = facts::pinned(step.tx, step.case, row).await?;
    let (Ok(choice), Some((procedure, _))) = (&pinned.choice, facts::chosen(row)?) else { return Ok(()) };
    if choice.rule_for(procedure).is_none() {
        return Ok(()); // chosen on a ground of the law, not by a record
    }
    let history = quotes::rounds(step.tx, step.case, &row.commodity).await?;
    let checked = rules::check_asked(choice, procedure, &form.invited, &row.commodity, &history, LAST_ROUNDS);
    checked.map_err(|e| at("invited", e.code(), &e))
}
