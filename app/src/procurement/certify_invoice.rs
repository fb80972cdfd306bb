//! Factual (sachlich richtig) and arithmetic (rechnerisch richtig) certification (§ 25 GemHVO RP).

use super::Finishing;
use super::invoice_chain::{advance, ask, back_to, current};
use crate::Result;
use domain::invoice::{Event, Open, guards};
use domain::procurement::forms;
use domain::tasks::TaskKind;
use serde_json::json;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let mut invoice = current(step.tx, step.case).await?;
    if step.outcome == "RETURN" {
        back_to(&mut invoice, Open::Difference);
        store::invoice::save(step.tx, invoice).await?;
        return Ok("RETURN".to_owned());
    }
    let note: forms::Note = step.read()?;
    let factual = step.kind == TaskKind::CertifyFactual;
    let cleared = if factual {
        ask(step, note.note.as_deref(), guards::certify_factual).await?
    } else {
        ask(step, note.note.as_deref(), guards::certify_arithmetic).await?
    };
    advance(&mut invoice, &[if factual { Event::CertifyFactual } else { Event::CertifyArithmetic }], None)?;
    let facts = json!({ "invoiceId": invoice.id, "grossCents": invoice.gross_cents, "lifted": cleared.lifted });
    store::invoice::save(step.tx, invoice).await?;
    step.note(if factual { "INVOICE_CERTIFIED_FACTUAL" } else { "INVOICE_CERTIFIED_ARITHMETIC" }, facts).await?;
    Ok("CERTIFY".to_owned())
}
