//! `{"id","totalCents","method","components","parties"}` → `{"id","shares":[{"ars","cents","components"}]}`.
//!
//! Shares by ascending ARS; `components` only for `TWO_STAGE`, `movedByLimits` only where a floor or cap took hold.

use crate::cost_sharing::containment::{self, Choice, Decision};
use crate::cost_sharing::{
    Allocation, Component, ComponentKind, Error, Fraction, Key, Limits, Measures, Method, Party, PartyKey, Plan,
};
use domain::calc::{Fields, Refusal, answer_lines, ask, missing, words};
use serde::Serialize;
use std::io::{self, BufRead, Write};
use strum::IntoEnumIterator;

/// Enough for every municipality of Germany in one line.
const MAX_LINE_BYTES: usize = 32 * 1024 * 1024;

/// Answers every line of `input` on `output`, in order; returns how many.
///
/// # Errors
/// Only when reading or writing itself fails.
pub fn run(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<u64> {
    answer_lines(MAX_LINE_BYTES, &mut line, input, output)
}

/// Answers one line with one line.
#[must_use]
pub fn line(input: &str) -> String {
    ask(input, answer)
}

#[derive(Serialize)]
struct Body {
    shares: Vec<Share>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Share {
    ars: PartyKey,
    cents: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    components: Vec<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_by_limits: Option<i64>,
}

fn refused(error: &Error) -> Refusal {
    // The calculator's field is called `ars`.
    let code = if matches!(error, Error::BadPartyKey) { "BAD_ARS" } else { error.code() };
    Refusal::new(code, error.to_string())
}

fn answer(fields: &Fields) -> Result<Body, Refusal> {
    let total_cents = fields.integer("totalCents")?.ok_or_else(|| missing("totalCents"))?;
    let method = fields.required_word::<Method>("method")?;
    let components = fields.list("components")?.iter().map(component).collect::<Result<_, _>>()?;
    let key = Key { method, components, limits: limits(fields)? };
    let days_in_year = fields.integer("daysInYear")?;
    if days_in_year.is_some_and(|days| !(1..=366).contains(&days)) {
        return Err(Refusal::new("BAD_YEAR", "\"daysInYear\" must be 1 to 366"));
    }
    let given = fields.list("parties")?;
    let in_days = given.first().is_some_and(|party| party.integer("days").is_ok_and(|days| days.is_some()));
    let year = if in_days { days_in_year.unwrap_or(365) } else { 12 };
    let year = u32::try_from(year).unwrap_or(12);
    let mut parties = given.iter().map(|p| party(p, in_days)).collect::<Result<Vec<_>, _>>()?;
    if let Some(choice) = fields.word::<Choice>("containment")? {
        parties = settle(&parties, choice).map_err(|error| refused(&error))?;
    }
    let plan = Plan::new(&key, year, &parties).map_err(|error| refused(&error))?;
    plan.allocate(total_cents).map(|allocation| body(&plan, &allocation)).map_err(|error| refused(&error))
}

fn component(fields: &Fields) -> Result<Component, Refusal> {
    let weight = match fields.integer("weight") {
        Ok(Some(whole)) => Some(whole.to_string()),
        Ok(None) => None,
        Err(_) => fields.text("weight", "a fraction as text, \"20/100\"")?.map(ToOwned::to_owned),
    };
    Ok(Component {
        kind: fields.required_word("kind")?,
        weight: weight.map(|text| text.parse()).transpose().map_err(|error| refused(&error))?,
        fallback: fields.word("fallback")?,
    })
}

fn party(fields: &Fields, in_days: bool) -> Result<Party, Refusal> {
    let ars = fields.text("ars", "twelve digits as text")?.ok_or_else(|| missing("ars"))?;
    let key = PartyKey::parse(ars).map_err(|error| refused(&error))?;
    let (wanted, other, whole) = if in_days { ("days", "months", None) } else { ("months", "days", Some(12)) };
    if fields.integer(other)?.is_some() {
        return Err(Refusal::new("MIXED_TIME_UNITS", "give months for all parties or days for all"));
    }
    let time = fields.integer(wanted)?.or(whole).ok_or_else(|| missing(wanted))?;
    let time = u32::try_from(time)
        .map_err(|_| Refusal::new("TIME_BEYOND_YEAR", format!("\"{wanted}\" must lie within the year")))?;
    let mut measures = Measures::default();
    if let Some(given) = fields.object("measures")? {
        for kind in ComponentKind::iter() {
            if let Some(value) = given.integer(kind.into())? {
                measures.set(kind, value);
            }
        }
    }
    Ok(Party { key, time, measures, limits: limits(fields)? })
}

fn limits(fields: &Fields) -> Result<Limits, Refusal> {
    let fraction = |name: &'static str| -> Result<Option<Fraction>, Refusal> {
        let text = fields.text(name, "a fraction as text, \"5/100\"")?;
        text.map(str::parse).transpose().map_err(|error| refused(&error))
    };
    Ok(Limits {
        minimum_cents: fields.integer("minimumCents")?,
        floor: fraction("floor")?,
        cap_cents: fields.integer("capCents")?,
        cap: fraction("cap")?,
    })
}

fn settle(parties: &[Party], choice: Choice) -> Result<Vec<Party>, Error> {
    let keys: Vec<PartyKey> = parties.iter().map(|party| party.key).collect();
    let decided = |pair: containment::Pair| Decision { outer: pair.outer, inner: pair.inner, choice };
    let decisions: Vec<Decision> = containment::pairs(&keys).into_iter().map(decided).collect();
    containment::settle(parties, &decisions)
}

fn body(plan: &Plan, allocation: &Allocation) -> Body {
    let share = |(place, ars): (usize, &PartyKey)| Share {
        ars: *ars,
        cents: allocation.shares[place],
        components: allocation.components.iter().map(|column| column[place]).collect(),
        moved_by_limits: allocation.moved_by_limits.as_ref().map(|moved| moved[place]),
    };
    Body { shares: plan.parties().iter().enumerate().map(share).collect() }
}

/// What the command's help says about fields and closed lists.
#[must_use]
pub fn help() -> String {
    format!(
        "In:  {{\"id\":\"x\",\"totalCents\":36731642,\"method\":\"TWO_STAGE\",\"components\":[{{\"kind\":\"EQUAL\",\
         \"weight\":\"20/100\"}},{{\"kind\":\"POPULATION\",\"weight\":\"80/100\",\"fallback\":\"EQUAL\"}}],\
         \"parties\":[{{\"ars\":\"071370000000\",\"months\":12,\"measures\":{{\"POPULATION\":217228}}}}]}}\n\
         Out: {{\"id\":\"x\",\"shares\":[{{\"ars\":\"071370000000\",\"cents\":36731642,\"components\":[7346328,29385314]}}]}}\n\
         method: {}\nkind, fallback: {}\n\
         FIXED_AMOUNT and MANUAL without weight are cents of each party, taken off first; weights sum to exactly 1.\n\
         months (left out: 12) or, for all parties, days of daysInYear (left out: 365) scale every measure.\n\
         Optional, for one party or for all: minimumCents, floor, capCents, cap (floor and cap as \"5/100\" of the total).\n\
         containment (left out: measures are taken as given): {}",
        words::<Method>(),
        words::<ComponentKind>(),
        words::<Choice>(),
    )
}

#[cfg(test)]
mod tests;
