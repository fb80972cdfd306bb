//! Shared costs: what was agreed, what it costs, who pays what share of it, and why.
//!
//! Everything the seat does is written into the agreement's own file (a case without a process). Members read what is
//! shared; hours of single clerks and pay of single persons they do not.

pub mod certify_deduction;
pub mod certify_voucher;
pub mod close_year;
mod collect_cost;
mod count_case;
pub mod decide_vat;
mod desk;
pub mod draft_key;
pub mod enter_deduction;
pub mod enter_hours;
pub mod enter_voucher;
pub mod freeze_key;
pub mod import_measures;
pub mod make_agreement;
pub mod post_manually;
pub mod read_books;
pub mod read_shared;
mod reader;
pub mod set_weight;
pub mod settlement;
pub mod share_cost_centre;
pub mod what_if;
pub mod why_do_i_pay;
pub mod year_plan;

pub(crate) use collect_cost::{Paid, collect};
pub(crate) use count_case::count;
pub use reader::READERS;

use crate::Refusal;

/// A text somebody must give: 3 to `most` characters, trimmed.
fn text<'a>(field: &str, given: &'a str, most: usize) -> Result<&'a str, Refusal> {
    let given = given.trim();
    match given.chars().count() {
        0..3 => Err(Refusal::at(field, "TEXT_MISSING", "at least 3 characters")),
        n if n > most => Err(Refusal::at(field, "TEXT_TOO_LONG", format!("more than {most} characters"))),
        _ if given.contains('\0') => Err(Refusal::at(field, "TEXT_MISSING", "a NUL is no text")),
        _ => Ok(given),
    }
}

/// A code of a cost kind: capitals, digits and underscores, 2 to 40.
fn cost_kind<'a>(field: &str, given: &'a str) -> Result<&'a str, Refusal> {
    let fits = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    if (2..=40).contains(&given.len()) && given.bytes().all(fits) {
        Ok(given)
    } else {
        Err(Refusal::at(field, "COST_KIND_INVALID", "2 to 40 capitals, digits, underscores"))
    }
}
