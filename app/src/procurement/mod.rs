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

pub(crate) use ending::abort;

use crate::Result;
use crate::tasks::form;
use chrono::NaiveDate;
use domain::cooperation::Acting;
use domain::tasks::TaskKind;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::Tx;
use store::case_file::Case;
use store::entity::{procurement, task};

/// Name of the process.
pub const PROCESS: &str = "PROCUREMENT";

/// A task being finished: rights, four eyes, version and form schema are checked already.
pub(crate) struct Finishing<'a> {
    pub tx: &'a Tx,
    pub case: &'a mut Case,
    pub task: &'a task::Model,
    pub kind: TaskKind,
    pub acting: Acting,
    pub outcome: &'a str,
    pub form: &'a Value,
    pub today: NaiveDate,
}

impl Finishing<'_> {
    fn read<T: DeserializeOwned>(&self) -> Result<T> {
        form::read(self.form)
    }

    async fn row(&self) -> Result<procurement::Model> {
        facts::row(self.tx, self.case).await
    }

    /// Names what this task moves, for ever.
    fn key(&self) -> String {
        format!("task/{}", self.task.id)
    }

    fn reason(&self) -> Option<&str> {
        self.form.get("reason").and_then(Value::as_str)
    }

    async fn note(&mut self, event: &str, facts: Value) -> Result<()> {
        Ok(self.case.journal(self.tx, Some(self.acting.hands()), event, facts).await?)
    }
}

/// Outcomes that undo or refuse something: their hands are not on the step.
const BACKWARD: &[&str] = &["RETURN", "REJECTED", "REJECT", "REFUSED", "DROPPED"];

/// Makes the effect of the task take place and gives the outcome the process goes on with.
///
/// # Errors
/// Refused by the rules of the kind; then the caller writes nothing.
pub(crate) async fn finish(step: &mut Finishing<'_>) -> Result<String> {
    let outcome = match step.kind {
        TaskKind::ReviseRequest => revise_request::finish(step).await?,
        TaskKind::ReleaseBudget => release_budget::finish(step).await?,
        TaskKind::ChooseProcedure => choose_procedure::finish(step).await?,
        TaskKind::DecideWithoutRule => choose_procedure::finish_without_rule(step).await?,
        TaskKind::CollectQuotes => collect_quotes::finish(step).await?,
        TaskKind::ReleaseOrder | TaskKind::PrepareTender => release_order::finish(step).await?,
        TaskKind::PlaceOrder => place_order::finish(step).await?,
        TaskKind::RecordReceipt => record_receipt::finish(step).await?,
        TaskKind::RecordInvoice => record_invoice::finish(step).await?,
        TaskKind::ClarifyDifference => clarify_difference::finish(step).await?,
        TaskKind::CertifyFactual | TaskKind::CertifyArithmetic => certify_invoice::finish(step).await?,
        TaskKind::OrderPayment => order_payment::finish(step).await?,
        TaskKind::AcceptPayment | TaskKind::ReleasePayment => pay_invoice::finish(step).await?,
        TaskKind::CloseFile => close_file::finish(step).await?,
        TaskKind::ConfirmWithdrawal => confirm_withdrawal::finish(step).await?,
        TaskKind::ReceiveRefund => receive_refund::finish(step).await?,
    };
    if !BACKWARD.contains(&step.outcome) {
        store::tasks::rows::note_hands(step.tx, step.case, step.kind, step.acting.hands()).await?;
    }
    Ok(outcome)
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
