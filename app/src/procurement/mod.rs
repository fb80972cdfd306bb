//! Procurements: what finishing each task does, and what people may do beside tasks.
//!
//! [`finish`] is called when a person completes a task: the effect of its kind takes place in the same
//! transaction, and the outcome the process goes on with is decided here by facts, not by what was claimed.
//! [`steps`] are what the process does by itself.

mod certify_invoice;
pub mod change_rules;
mod choose_procedure;
pub mod claim_refund;
mod clarify_difference;
mod close_file;
mod collect_quotes;
mod confirm_withdrawal;
mod ending;
mod facts;
mod invoice_chain;
mod invoice_entry;
pub mod list_suppliers;
mod order_payment;
mod pay_invoice;
mod place_order;
mod receive_refund;
mod record_invoice;
mod record_receipt;
mod refusing;
mod release_budget;
mod release_order;
pub mod reopen_case;
mod restart;
mod revise_request;
pub mod start_procurement;
pub mod steps;
pub mod view_money;
pub mod view_procurement;
pub mod withdraw_procurement;

pub(crate) use crate::tasks::finishing::Finishing;
pub(crate) use ending::{abort, close_open_tasks};
pub(crate) use restart::restart;

use crate::Result;
use domain::tasks::TaskKind;
use store::Tx;
use store::case_file::Case;
use store::entity::{procurement, task};

/// Name of the process.
pub const PROCESS: &str = "PROCUREMENT";

/// Cases of another process are not to be found here.
fn is_ours(case: &Case) -> bool {
    case.row.process == PROCESS
}

impl Finishing<'_> {
    async fn row(&self) -> Result<procurement::Model> {
        facts::row(self.tx, self.case).await
    }
}

/// Makes the effect of the task take place and gives the outcome the process goes on with.
///
/// # Errors
/// Refused by the rules of the kind; then the caller writes nothing.
pub(crate) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    match step.kind {
        TaskKind::ReviseRequest => revise_request::finish(step).await,
        TaskKind::ReleaseBudget => release_budget::finish(step).await,
        TaskKind::ChooseProcedure => choose_procedure::finish(step).await,
        TaskKind::DecideWithoutRule => choose_procedure::finish_without_rule(step).await,
        TaskKind::CollectQuotes => collect_quotes::finish(step).await,
        TaskKind::ReleaseOrder | TaskKind::PrepareTender => release_order::finish(step).await,
        TaskKind::PlaceOrder => place_order::finish(step).await,
        TaskKind::RecordReceipt => record_receipt::finish(step).await,
        TaskKind::RecordInvoice => record_invoice::finish(step).await,
        TaskKind::ClarifyDifference => clarify_difference::finish(step).await,
        TaskKind::CertifyFactual | TaskKind::CertifyArithmetic => certify_invoice::finish(step).await,
        TaskKind::OrderPayment => order_payment::finish(step).await,
        TaskKind::AcceptPayment | TaskKind::ReleasePayment => pay_invoice::finish(step).await,
        TaskKind::CloseFile => close_file::finish(step).await,
        TaskKind::ConfirmWithdrawal => confirm_withdrawal::finish(step).await,
        TaskKind::ReceiveRefund => receive_refund::finish(step).await,
        other => Err(store::Error::Damaged(format!("{other} is no task of a procurement")).into()),
    }
}

/// Takes the effect back while the message is still held. Only kinds that are undoable come here.
///
/// # Errors
/// When the database fails.
pub(crate) async fn unfinish(tx: &Tx, case: &mut Case, task: &task::Model, kind: TaskKind) -> Result<()> {
    match kind {
        TaskKind::RecordReceipt => record_receipt::unfinish(tx, case, task).await,
        _ => Ok(()),
    }
}
