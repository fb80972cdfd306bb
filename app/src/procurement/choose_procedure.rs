//! The choice of procedure by the pinned rules, with the splitting check over the year; or, when there is no rule
//! for the day, by a person who names the source.

use super::facts::{self, BUYER, Pinned};
use super::refusing::at;
use super::{Finishing, ending};
use crate::{Error, Refusal, Result};
use domain::ids::{BodyId, CaseId};
use domain::procurement::forms;
use domain::procurement::guards::by_quotes;
use domain::procurement::regime::{Choice, Error as RegimeError, Procedure, Regime, regime_only};
use domain::procurement::splitting::{self, Request};
use serde_json::json;
use store::entity::procurement;

/// Firms asked at least where a record does not say: a negotiated award asks three (§ 12(2) UVgO).
const USUAL_MIN_QUOTES: u32 = 3;

pub(super) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let mut row = step.row().await?;
    let pinned = facts::pinned(step.tx, step.case, &row).await?;
    match (step.outcome, &pinned.choice) {
        ("RETURN", _) => {
            ending::free(step.tx, step.case, &mut row).await?;
            row.procedure = None;
            store::procurement::rows::save(step.tx, row).await?;
            step.note("BUDGET_FREED", json!({})).await?;
            Ok("RETURN".to_owned())
        }
        ("NO_RULE", Err(RegimeError::NoRule { .. })) => Ok("NO_RULE".to_owned()),
        ("NO_RULE", Ok(_)) => Err(Refusal::new("RULE_EXISTS", "the pinned rules have an answer for this case").into()),
        (_, Err(none)) => Err(none.clone().into()),
        (_, Ok(choice)) => {
            let form: forms::ProcedureChoice = step.read()?;
            check_choice(step, &row, &pinned, choice, &form).await?;
            let least = least_quotes(choice, form.procedure);
            decide(step, row, form.procedure, choice.regime, least).await
        }
    }
}

async fn check_choice(
    step: &Finishing<'_>,
    row: &procurement::Model,
    pinned: &Pinned,
    choice: &Choice,
    form: &forms::ProcedureChoice,
) -> Result<()> {
    if !choice.allowed.contains(&form.procedure) && !choice.with_ground.contains(&form.procedure) {
        let none = domain::procurement::quotes::Error::ProcedureNotAllowed(form.procedure);
        return Err(at("procedure", none.code(), &none));
    }
    if form.splitting_reason.is_some() {
        return Ok(());
    }
    let request = |r: &procurement::Model| -> Result<Request> {
        Ok(Request {
            case_id: CaseId(r.case_id),
            body_id: BodyId(r.body_id),
            category: facts::code(&r.category, "category")?,
            commodity: r.commodity.clone(),
            net_cents: r.estimate_net_cents,
            start: r.started_on,
        })
    };
    let year = store::procurement::rows::of_year(step.tx, step.case.body(), &row.commodity, row.started_on).await?;
    let others = year.iter().filter(|r| r.case_id != row.case_id).map(request).collect::<Result<Vec<_>>>()?;
    let found = match splitting::check(&pinned.rules, pinned.land, BUYER, &request(row)?, &others) {
        Ok(found) => found,
        // alone there is a rule, for the sum there is none: the heavier way is not even known
        Err(none) => return Err(at("splittingReason", "SPLITTING_SUSPECTED", &none)),
    };
    match found {
        Some(finding) if finding.procedures_no_longer_allowed.contains(&form.procedure) => {
            let detail = format!(
                "with {} other requests of the year it is {} net cents; for these {} is not allowed",
                finding.others.len(),
                finding.sum_cents,
                form.procedure
            );
            Err(Refusal::at("splittingReason", "SPLITTING_SUSPECTED", detail).into())
        }
        _ => Ok(()),
    }
}

/// How many firms must be asked: as the record of the procedure says, also when a ground of the law stands in
/// for its limit.
fn least_quotes(choice: &Choice, procedure: Procedure) -> u32 {
    let record = choice.rules.iter().find(|rule| rule.procedure == procedure);
    match (record.and_then(|rule| rule.min_invited), procedure) {
        (Some(least), _) => least,
        (None, Procedure::DirectOrder) => 1,
        (None, _) => USUAL_MIN_QUOTES,
    }
}

/// No rule record: the decider names procedure, number of quotes and source.
pub(super) async fn finish_without_rule(step: &mut Finishing<'_>) -> Result<String> {
    if step.outcome == "RETURN" {
        return Ok("RETURN".to_owned());
    }
    let form: forms::DecisionWithoutRule = step.read()?;
    let row = step.row().await?;
    let pinned = facts::pinned(step.tx, step.case, &row).await?;
    // the Union's thresholds hold whatever a Land leaves open
    let regime = regime_only(&pinned.rules, BUYER, pinned.category, row.estimate_net_cents, row.started_on)
        .unwrap_or(Regime::National);
    let light = matches!(form.procedure, Procedure::DirectOrder | Procedure::NegotiatedAward);
    if regime == Regime::Eu && light {
        let none = domain::procurement::quotes::Error::ProcedureNotAllowed(form.procedure);
        return Err(at("procedure", none.code(), &none));
    }
    decide(step, row, form.procedure, regime, form.min_quotes).await
}

async fn decide(
    step: &mut Finishing<'_>,
    mut row: procurement::Model,
    procedure: Procedure,
    regime: Regime,
    least: u32,
) -> Result<String> {
    row.procedure = Some(procedure.to_string());
    row.regime = Some(regime.to_string());
    row.min_quotes = Some(i32::try_from(least).unwrap_or(i32::MAX));
    let facts = json!({ "procedure": procedure, "regime": regime, "minQuotes": least, "ruleSetId": row.rule_set_id });
    store::procurement::rows::save(step.tx, row).await?;
    step.note("PROCEDURE_CHOSEN", facts).await?;
    let next = if by_quotes(procedure, regime) { "CHOSEN" } else { "TENDER" };
    Ok::<_, Error>(next.to_owned())
}
