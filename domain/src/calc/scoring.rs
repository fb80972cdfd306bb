//! `{"id","method","weights","maxPoints","rounding","tieBreak","bids":[…]}` → `{"id","ranking":[…],"winner"}`.
//!
//! Rounding and the rule for ties must be given: they are part of the frozen matrix, and a guess would name a
//! winner. Figures come back exact; beside each score a rounded decimal for the eye.

use super::fields::{Fields, Refusal, missing, words};
use crate::joint_tender::scoring::{
    self, Bid, Error, Exact, Inside, Matrix, Method, MethodName, Place, Ranking, Rounding, TieBreak, Weights,
};
use serde::Serialize;

/// Digits of the decimal beside each exact figure.
const EYE_DIGITS: u32 = 6;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body {
    ranking: Vec<Row>,
    winner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    corridor_floor: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    id: String,
    score: String,
    performance: String,
    price: String,
    score_decimal: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    inside: Option<bool>,
}

pub(super) fn answer(fields: &Fields) -> Result<Body, Refusal> {
    let matrix = matrix(fields)?;
    let bids = fields.objects("bids")?.ok_or_else(|| missing("bids"))?;
    let bids: Vec<Bid> = bids.iter().map(bid).collect::<Result<_, _>>()?;
    scoring::score(&matrix, &bids).map(|ranking| body(ranking, matrix.rounding())).map_err(refused)
}

fn refused(error: Error) -> Refusal {
    Refusal::new(error.code(), error.to_string())
}

fn matrix(fields: &Fields) -> Result<Matrix, Refusal> {
    let name = fields.required_word::<MethodName>("method")?;
    if name == MethodName::LinearSpan {
        return Err(refused(Error::MethodInadmissible));
    }
    let weights = match fields.object("weights")? {
        None => None,
        Some(given) => {
            Some(Weights::new(required(&given, "performance")?, required(&given, "price")?).map_err(refused)?)
        }
    };
    let inside = fields.word::<Inside>("insideCriterion")?;
    let corridor = fields.exact("corridorPercent")?.zip(inside);
    let method = Method::named(name, weights, corridor).map_err(refused)?;
    let tie_break = fields.required_word::<TieBreak>("tieBreak")?;
    Matrix::new(method, fields.exact("maxPoints")?, rounding(fields)?, tie_break).map_err(refused)
}

fn rounding(fields: &Fields) -> Result<Rounding, Refusal> {
    if fields.is_text("rounding", "NONE") {
        return Ok(Rounding::None);
    }
    let bad = || refused(Error::RoundingOutOfRange);
    let digits = fields.exact("rounding").map_err(|_| bad())?.ok_or_else(|| missing("rounding"))?;
    digits.to_string().parse().map(Rounding::Digits).map_err(|_| bad())
}

fn bid(fields: &Fields) -> Result<Bid, Refusal> {
    Ok(Bid {
        id: fields.name("id")?.ok_or_else(|| missing("bids[].id"))?,
        points: required(fields, "points")?,
        price_cents: fields.whole("priceCents")?.ok_or_else(|| missing("priceCents"))?,
        criterion_points: fields.exact("criterionPoints")?,
    })
}

fn required(fields: &Fields, name: &'static str) -> Result<Exact, Refusal> {
    fields.exact(name)?.ok_or_else(|| missing(name))
}

fn body(ranking: Ranking, rounding: Rounding) -> Body {
    let winner = ranking.winner().map(str::to_owned);
    let corridor_floor = ranking.corridor_floor.map(|floor| floor.to_string());
    Body { ranking: ranking.places.into_iter().map(|place| row(place, rounding)).collect(), winner, corridor_floor }
}

fn row(place: Place, rounding: Rounding) -> Row {
    let score = match rounding {
        Rounding::None => place.score.to_string(),
        Rounding::Digits(digits) => place.score.decimal(digits),
    };
    Row {
        score,
        performance: place.performance.to_string(),
        price: place.price.to_string(),
        score_decimal: place.score.decimal(EYE_DIGITS),
        inside: place.inside,
        id: place.id,
    }
}

pub(super) fn help() -> String {
    format!(
        "In:  {{\"id\":\"s\",\"method\":\"RATIO\",\"weights\":{{\"performance\":\"60/100\",\"price\":\"40/100\"}},\
         \"maxPoints\":10000,\"rounding\":\"NONE\",\"tieBreak\":\"LOWEST_PRICE\",\
         \"bids\":[{{\"id\":\"A\",\"points\":8200,\"priceCents\":21150000}},{{\"id\":\"B\",\"points\":8000,\"priceCents\":20000000}}]}}\n\
         Out: {{\"id\":\"s\",\"ranking\":[{{\"id\":\"B\",\"score\":\"88\",\"performance\":\"48\",\"price\":\"40\",\
         \"scoreDecimal\":\"88.000000\"}},…],\"winner\":\"B\"}}, best first.\n\
         Figures are exact text: a decimal where the decimals end (\"49.2\"), otherwise the reduced fraction \
         (\"50000/1407\"); a rounded score has just its digits; scoreDecimal is for the eye, {EYE_DIGITS} digits, and \
         decides nothing. Figures in the input: numbers, or text with a decimal or a fraction.\n\
         score is out of 100 and performance + price, each by its weight (UFAB_MEDIAN: price is negative, what is \
         subtracted); for UFAB_SIMPLE and UFAB_EXTENDED score is L/P times a power of ten that gives the best three digits \
         before the point, performance is L and price is P in euros.\n\
         method: {} (LINEAR_SPAN is refused: inadmissible)\n\
         weights: performance and price, together 1; for UFAB_MEDIAN, LINEAR_DOUBLE, RATIO\n\
         maxPoints: needed for LINEAR_DOUBLE and RATIO\n\
         rounding: NONE or digits of the score, half away from zero, before comparing (UFAB_EXTENDED: before the corridor)\n\
         tieBreak: {}, after that the bid's id\n\
         corridorPercent: from 0 to below 100, and insideCriterion: {} (needs criterionPoints on each bid); for UFAB_EXTENDED",
        words::<MethodName>(),
        words::<TieBreak>(),
        words::<Inside>()
    )
}
