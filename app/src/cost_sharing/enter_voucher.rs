//! Enters a cost voucher with its lines. It counts once a second person certified it.
//!
//! What must stay true: pay of single persons stands in rows of the employer alone; the voucher carries their sum.

use super::desk::Desk;
use super::reader::days_of;
use super::{cost_kind, text};
use crate::{App, Refusal, Result};
use chrono::{Datelike, NaiveDate};
use domain::cooperation::{Role, Session};
use domain::ids::{CooperationId, VoucherId};
use domain::money::MAX_CENTS;
use ledger::cost_sharing::voucher::{PersonnelBasis, Post, Source};
use serde_json::json;
use store::cost_sharing::vouchers;
use store::entity::{cost_line, cost_voucher, personnel_share};

/// Who enters vouchers.
pub const ENTERERS: &[Role] = &[Role::Lead, Role::Budget, Role::Clerk];

/// A line.
#[derive(Debug, Clone)]
pub struct NewLine {
    /// Code of the cost kind.
    pub cost_kind: String,
    /// Cost centre.
    pub cost_centre: String,
    /// What it was for.
    pub description: String,
    /// First day of service.
    pub service_from: NaiveDate,
    /// Last day of service.
    pub service_to: NaiveDate,
    /// Above zero costs; below gives back.
    pub amount_cents: i64,
}

/// A share of a post, for the employer's eyes.
#[derive(Debug, Clone)]
pub struct NewPost {
    /// Number or name of the post.
    pub post: String,
    /// What it is reckoned by.
    pub basis: PersonnelBasis,
    /// The post.
    pub cost: Post,
}

/// A voucher.
#[derive(Debug, Clone)]
pub struct NewVoucher {
    /// Cooperation.
    pub cooperation: CooperationId,
    /// Where the cost comes from; an invoice that a procurement paid comes by itself.
    pub source: Source,
    /// Number of the voucher.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// What it is.
    pub description: String,
    /// Lines; of a personnel voucher exactly one, whose amount is the sum of the posts.
    pub lines: Vec<NewLine>,
    /// Shares of posts of a personnel voucher.
    pub posts: Vec<NewPost>,
}

/// Enters a voucher. The same source and number of a year is entered once.
///
/// # Errors
/// `NO_RIGHT`, `TEXT_MISSING`, `COST_KIND_INVALID`, `VOUCHER_EMPTY`, `VOUCHER_SOURCE`, `AMOUNT_INVALID`,
/// `SERVICE_OUTSIDE_YEAR`, `POST_INVALID`, `PERIOD_CLOSED`, `VOUCHER_KNOWN`.
pub async fn enter(app: &App, session: &Session, new: &NewVoucher) -> Result<VoucherId> {
    let desk = Desk::open(app, session, new.cooperation, ENTERERS).await?;
    if new.source == Source::VendorInvoice {
        return Err(Refusal::at("source", "VOUCHER_SOURCE", "a paid invoice comes by itself").into());
    }
    let number = text("number", &new.number, 100)?;
    let description = text("description", &new.description, 500)?;
    let posts = posts(new)?;
    let lines = lines(new, &posts)?;
    let year = one_year(&lines)?;
    desk.open_year("lines", year).await?;
    let amount_cents = sum(lines.iter().map(|l| l.amount_cents))?;
    let key = format!("voucher/{}/{}/{year}/{}/{number}", new.cooperation, desk.seat(), new.source);
    if vouchers::by_key(&desk.tx, &key).await?.is_some() {
        return Err(Refusal::at("number", "VOUCHER_KNOWN", "this number was entered already").into());
    }
    let hands = desk.hands();
    let row = cost_voucher::Model {
        id: 0,
        cooperation_id: new.cooperation.0,
        body_id: desk.seat().0,
        key,
        year,
        source: new.source.to_string(),
        number: number.to_owned(),
        issued_on: new.issued_on,
        description: description.to_owned(),
        case_id: None,
        invoice_id: None,
        amount_cents,
        entered_by: Some(hands.actor.0),
        entered_for: Some(hands.represented.0),
        entered_at: desk.case.at(),
        certified_by: None,
        certified_for: None,
        certified_at: None,
    };
    let lines = (1_i32..).zip(lines).map(|(no, line)| row_of(&row, no, line)).collect();
    let posts = posts.into_iter().map(|p| personnel_share::Model { body_id: row.body_id, ..p }).collect();
    let row = vouchers::insert(&desk.tx, row, lines, posts).await?;
    let facts = json!({ "voucherId": row.id, "source": new.source, "amountCents": amount_cents, "year": year });
    desk.finish(app, "COST_VOUCHER_ENTERED", facts).await?;
    Ok(VoucherId(row.id))
}

/// The shares of posts with what each costs; their numbers of voucher and body are set when they are kept.
fn posts(new: &NewVoucher) -> Result<Vec<personnel_share::Model>> {
    if (new.source == Source::Personnel) == new.posts.is_empty() {
        return Err(Refusal::at("posts", "POST_INVALID", "personnel vouchers have posts, others have none").into());
    }
    let row = |(no, post): (i32, &NewPost)| {
        let cents = post.cost.cost_cents().filter(|c| *c <= MAX_CENTS);
        let invalid = || Refusal::at("posts", "POST_INVALID", "part above 1, months outside 1 to 12, or cost absurd");
        Ok(personnel_share::Model {
            voucher_id: 0,
            share_no: no,
            body_id: 0,
            post: text("posts", &post.post, 100)?.to_owned(),
            basis: post.basis.to_string(),
            part: String::from(post.cost.part),
            yearly_cost_cents: post.cost.yearly_cost_cents,
            months: i32::try_from(post.cost.months).map_err(|_| invalid())?,
            amount_cents: cents.ok_or_else(invalid)?,
        })
    };
    (1_i32..).zip(&new.posts).map(row).collect()
}

fn lines(new: &NewVoucher, posts: &[personnel_share::Model]) -> Result<Vec<NewLine>> {
    if new.lines.is_empty() || new.lines.len() > 1_000 || (!posts.is_empty() && new.lines.len() != 1) {
        return Err(Refusal::at("lines", "VOUCHER_EMPTY", "1 to 1,000 lines; of personnel one").into());
    }
    let mut lines = new.lines.clone();
    if !posts.is_empty() {
        lines[0].amount_cents = sum(posts.iter().map(|p| p.amount_cents))?;
    }
    for line in &lines {
        cost_kind("costKind", &line.cost_kind)?;
        text("costCentre", &line.cost_centre, 60)?;
        text("description", &line.description, 500)?;
        if line.amount_cents == 0 || line.amount_cents.checked_abs().is_none_or(|c| c > MAX_CENTS) {
            return Err(Refusal::at("amount", "AMOUNT_INVALID", "zero or absurd").into());
        }
    }
    Ok(lines)
}

/// The one year of all service: a cost that spans years is entered in parts.
fn one_year(lines: &[NewLine]) -> Result<i32> {
    let outside = || Refusal::at("serviceFrom", "SERVICE_OUTSIDE_YEAR", "service lies in one calendar year");
    let year = lines.first().map(|l| l.service_from.year()).ok_or_else(outside)?;
    let (first, last) = days_of(year)?;
    let inside = |l: &NewLine| first <= l.service_from && l.service_from <= l.service_to && l.service_to <= last;
    if lines.iter().all(inside) { Ok(year) } else { Err(outside().into()) }
}

fn sum(cents: impl Iterator<Item = i64>) -> Result<i64> {
    let absurd = || Refusal::at("amount", "AMOUNT_INVALID", "the sum is absurd");
    let mut total = 0_i64;
    for cents in cents {
        total = total.checked_add(cents).ok_or_else(absurd)?;
    }
    Ok(total)
}

fn row_of(voucher: &cost_voucher::Model, no: i32, line: NewLine) -> cost_line::Model {
    cost_line::Model {
        id: 0,
        voucher_id: 0,
        cooperation_id: voucher.cooperation_id,
        body_id: voucher.body_id,
        year: voucher.year,
        line_no: no,
        cost_kind: line.cost_kind,
        cost_centre: line.cost_centre.trim().to_owned(),
        description: line.description.trim().to_owned(),
        service_from: line.service_from,
        service_to: line.service_to,
        amount_cents: line.amount_cents,
        counts: false,
    }
}
