//! Reading what the rules decide on: the procurement row, its pinned rules, order and receipts.

use crate::Result;
use domain::cooperation::Land;
use domain::ids::BudgetLineId;
use domain::procurement::guards::Quantities;
use domain::procurement::phase::Phase;
use domain::procurement::regime::{BuyerKind, Category, Choice, Procedure, Regime, choose};
use domain::procurement::rules::RuleSet;
use std::str::FromStr;
use store::case_file::Case;
use store::entity::{goods_receipt, order_line, procurement};
use store::procurement::{orders, rows, rule_sets};
use store::{Error as StoreError, Tx};

/// Who buys: municipalities, their associations and offices.
pub(super) const BUYER: BuyerKind = BuyerKind::Municipal;

/// The procurement of a case.
pub(super) async fn row(tx: &Tx, case: &Case) -> Result<procurement::Model> {
    let row = rows::find(tx, case.id()).await?;
    Ok(row.ok_or_else(|| StoreError::Damaged(format!("case {} has no procurement", case.id())))?)
}

/// A stored code as its enum.
pub(super) fn code<T: FromStr>(text: &str, what: &str) -> Result<T> {
    Ok(text.parse().map_err(|_| StoreError::Damaged(format!("unknown {what} {text}")))?)
}

/// The phase people see.
pub(super) fn phase(case: &Case) -> Result<Phase> {
    code(&case.row.phase, "phase")
}

/// The Land whose rules bind the case's body.
pub(super) async fn land(tx: &Tx, case: &Case) -> Result<Land> {
    let body = store::cooperation::bodies::find(tx, case.body()).await?;
    let land = body.and_then(|b| b.land.parse().ok());
    Ok(land.ok_or_else(|| StoreError::Damaged(format!("body {} has no Land", case.body())))?)
}

/// What the law left open on the day the case started.
pub(super) struct Pinned {
    pub rules: RuleSet,
    pub land: Land,
    pub category: Category,
    /// The choice, or why there is none.
    pub choice: std::result::Result<Choice, domain::procurement::regime::Error>,
}

/// Holds the estimate against the pinned rules.
pub(super) async fn pinned(tx: &Tx, case: &Case, row: &procurement::Model) -> Result<Pinned> {
    let set = rule_sets::find(tx, row.rule_set_id).await?;
    let set = set.ok_or_else(|| StoreError::Damaged(format!("rule set {} is missing", row.rule_set_id)))?;
    let rules: RuleSet = serde_json::from_str(&set.data)?;
    let land = land(tx, case).await?;
    let category: Category = code(&row.category, "category")?;
    let choice = choose(&rules, land, BUYER, category, row.estimate_net_cents, row.started_on);
    Ok(Pinned { rules, land, category, choice })
}

/// The chosen procedure and the law it is of.
pub(super) fn chosen(row: &procurement::Model) -> Result<Option<(Procedure, Regime)>> {
    match (&row.procedure, &row.regime) {
        (Some(procedure), Some(regime)) => Ok(Some((code(procedure, "procedure")?, code(regime, "regime")?))),
        _ => Ok(None),
    }
}

/// The line money was reserved on.
pub(super) fn budget_line(row: &procurement::Model) -> Result<BudgetLineId> {
    let id = row.budget_line_id.map(BudgetLineId);
    Ok(id.ok_or_else(|| StoreError::Damaged(format!("case {} has no budget line", row.case_id)))?)
}

/// What was ordered, by line.
pub(super) fn ordered(lines: &[order_line::Model]) -> Quantities {
    lines.iter().filter_map(|l| Some((u32::try_from(l.line_no).ok()?, l.quantity_milli))).collect()
}

/// What arrived, by line.
pub(super) fn arrived<'a>(receipts: impl IntoIterator<Item = &'a goods_receipt::Model>) -> Quantities {
    let mut sums = Quantities::new();
    for receipt in receipts {
        if let Ok(line_no) = u32::try_from(receipt.line_no) {
            let sum = sums.entry(line_no).or_default();
            *sum = sum.saturating_add(receipt.quantity_milli);
        }
    }
    sums
}

/// Order lines and receipts of a case.
pub(super) async fn order_and_receipts(
    tx: &Tx,
    case: &Case,
) -> Result<(Vec<order_line::Model>, Vec<goods_receipt::Model>)> {
    Ok((orders::lines(tx, case.id()).await?, orders::receipts(tx, case.id()).await?))
}
