//! `{"id","land","buyerKind","category","estimateCents","start"}` → `{"id","regime","allowed","rules"}`.
//!
//! By the figures Verbund comes with. `rules` names each source once, with its first day: national records first,
//! then the threshold of the Union.

use super::fields::{Fields, Refusal, missing, words};
use crate::cooperation::Land;
use crate::procurement::regime::{self, BuyerKind, Category, Choice, Procedure, Regime};
use crate::procurement::rules::RuleSet;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Body {
    regime: Regime,
    allowed: Vec<Procedure>,
    rules: Vec<Source>,
}

#[derive(Serialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Source {
    source: String,
    valid_from: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_to: Option<NaiveDate>,
}

pub(super) fn answer(fields: &Fields) -> Result<Body, Refusal> {
    let land = fields.required_word::<Land>("land")?;
    let buyer_kind = fields.required_word::<BuyerKind>("buyerKind")?;
    let category = fields.required_word::<Category>("category")?;
    let estimate_cents = fields.whole("estimateCents")?.ok_or_else(|| missing("estimateCents"))?;
    let start = fields.date("start")?;
    regime::choose(RuleSet::builtin(), land, buyer_kind, category, estimate_cents, start)
        .map(body)
        .map_err(|error| Refusal::new(error.code(), error.to_string()))
}

fn body(choice: Choice) -> Body {
    let mut rules: Vec<Source> = Vec::new();
    for rule in choice.rules {
        let source = Source { source: rule.source, valid_from: rule.valid_from, valid_to: rule.valid_to };
        if !rules.contains(&source) {
            rules.push(source);
        }
    }
    Body { regime: choice.regime, allowed: choice.allowed, rules }
}

pub(super) fn help() -> String {
    format!(
        "In:  {{\"id\":\"b\",\"land\":\"RP\",\"buyerKind\":\"MUNICIPAL\",\"category\":\"SUPPLIES_SERVICES\",\
         \"estimateCents\":950000,\"start\":\"2026-11-22\"}}\n\
         Out: {{\"id\":\"b\",\"regime\":\"NATIONAL\",\"allowed\":[\"DIRECT_ORDER\",…],\"rules\":[{{\"source\":\"…\",\"validFrom\":\"…\"}}]}}\n\
         land: {}\nbuyerKind: {}\ncategory: {}\nregime: {}\nallowed: {}",
        words::<Land>(),
        words::<BuyerKind>(),
        words::<Category>(),
        words::<Regime>(),
        words::<Procedure>()
    )
}
