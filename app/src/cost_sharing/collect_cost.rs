//! What a procurement paid (or got back) on a shared cost centre becomes a certified voucher by itself: the invoice
//! was certified by two persons before it was paid.

use crate::Result;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::ids::{BodyId, CaseId, CooperationId, InvoiceId, VoucherId};
use ledger::cost_sharing::voucher::Source;
use store::Tx;
use store::cost_sharing::{books, vouchers};
use store::entity::{cost_line, cost_voucher};

/// A payment on a cost centre.
#[derive(Debug)]
pub(crate) struct Paid<'a> {
    /// Names it for ever.
    pub key: String,
    pub case: CaseId,
    pub invoice: InvoiceId,
    pub body: BodyId,
    pub cost_centre: &'a str,
    /// Number of the invoice.
    pub number: &'a str,
    /// Day of the invoice: when the service counts.
    pub issued_on: NaiveDate,
    /// What was bought.
    pub description: &'a str,
    /// Below zero: came back.
    pub amount_cents: i64,
    pub today: NaiveDate,
    pub at: DateTime<Utc>,
}

/// Collects it if its cost centre is shared; once. A cost of a closed year counts in the year it was paid in.
///
/// # Errors
/// When the database fails.
pub(crate) async fn collect(tx: &Tx, paid: &Paid<'_>) -> Result<()> {
    let centre = books::shared_centre(tx, paid.body, paid.cost_centre, paid.issued_on).await?;
    let Some(centre) = centre.filter(|_| paid.amount_cents != 0) else { return Ok(()) };
    if vouchers::by_key(tx, &paid.key).await?.is_some() {
        return Ok(());
    }
    let closed = books::is_closed(tx, CooperationId(centre.cooperation_id), paid.issued_on.year()).await?;
    let service_on = if closed { paid.today } else { paid.issued_on };
    let description: String = paid.description.chars().take(500).collect();
    let voucher = cost_voucher::Model {
        id: 0,
        cooperation_id: centre.cooperation_id,
        body_id: paid.body.0,
        key: paid.key.clone(),
        year: service_on.year(),
        source: Source::VendorInvoice.to_string(),
        number: paid.number.to_owned(),
        issued_on: paid.issued_on,
        description: description.clone(),
        case_id: Some(paid.case.0),
        invoice_id: Some(paid.invoice.0),
        amount_cents: paid.amount_cents,
        entered_by: None,
        entered_for: None,
        entered_at: paid.at,
        certified_by: None,
        certified_for: None,
        certified_at: None,
    };
    let line = cost_line::Model {
        id: 0,
        voucher_id: 0,
        cooperation_id: centre.cooperation_id,
        body_id: paid.body.0,
        year: service_on.year(),
        line_no: 1,
        cost_kind: centre.cost_kind,
        cost_centre: paid.cost_centre.to_owned(),
        description,
        service_from: service_on,
        service_to: service_on,
        amount_cents: paid.amount_cents,
        counts: false,
    };
    let voucher = vouchers::insert(tx, voucher, vec![line], Vec::new()).await?;
    vouchers::certify(tx, VoucherId(voucher.id), None, paid.at).await?;
    Ok(())
}
