//! Every kind of human task there is: who may do it, by when, with which form and outcomes.
//!
//! A new kind is one variant here; the compiler then names every place that must answer for it.
//! The roles and guards are those of handbook 11.1 and 11.4.

use crate::cooperation::{Area, Role, forms as membership};
use crate::cost_sharing::forms as settlement;
use crate::procurement::forms;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Kind of a human task. The number is stored; never reuse or change one.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
    strum::FromRepr,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
#[repr(i16)]
pub enum TaskKind {
    /// The request came back; its author corrects it or withdraws.
    ReviseRequest = 1,
    /// Funds are reserved on a budget line.
    ReleaseBudget = 2,
    /// The procedure is chosen by the pinned rules.
    ChooseProcedure = 3,
    /// No rule record holds for the day: a person decides with a source.
    DecideWithoutRule = 4,
    /// Firms are invited, quotes recorded, one chosen.
    CollectQuotes = 5,
    /// A second person releases the order.
    ReleaseOrder = 6,
    /// The order goes out.
    PlaceOrder = 7,
    /// The value needs a tender: the case stops here and keeps everything.
    PrepareTender = 8,
    /// Goods or services arrived, wholly or partly.
    RecordReceipt = 9,
    /// An invoice arrived.
    RecordInvoice = 10,
    /// Order, receipt and invoice do not agree.
    ClarifyDifference = 11,
    /// Sachlich richtig.
    CertifyFactual = 12,
    /// Rechnerisch richtig.
    CertifyArithmetic = 13,
    /// Auszahlungsanordnung.
    OrderPayment = 14,
    /// Treasury, first person.
    AcceptPayment = 15,
    /// Treasury, second person.
    ReleasePayment = 16,
    /// The award file is closed (z.d.A.).
    CloseFile = 17,
    /// The supplier was asked whether the order may be withdrawn.
    ConfirmWithdrawal = 18,
    /// Money claimed back is received.
    ReceiveRefund = 19,
    /// Budget and advances of a year of shared costs.
    PlanYear = 100,
    /// What came in of an instalment of the advances.
    RecordAdvances = 101,
    /// All vouchers are there: shares are calculated.
    CompleteCosts = 102,
    /// A correction after closing: shares are calculated.
    EnterCorrection = 103,
    /// A second person approves the settlement.
    ApproveSettlement = 104,
    /// The statements are sent.
    IssueStatements = 105,
    /// A member accepts its statement or objects.
    AnswerStatement = 106,
    /// A member's objection is decided.
    DecideObjection = 107,
    /// Balances paid and paid back.
    RecordBalances = 108,
    /// The settlement is closed.
    CloseSettlement = 109,
    /// The joining body's council has resolved.
    RecordOwnResolution = 150,
    /// All members of the cooperation consent.
    CollectConsents = 151,
    /// The changed agreement is signed.
    SignAgreement = 152,
    /// The supervisory authority has approved.
    RecordApproval = 153,
    /// The agreement is published.
    RecordPublication = 154,
    /// Assets, contracts, staff and grants of a leaving member are settled.
    SettleExit = 155,
    /// Data of a leaving member are handed over.
    HandOverData = 156,
}

/// One allowed outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Stable code.
    pub code: &'static str,
    /// Whether a reason must be given (returns, refusals).
    pub needs_reason: bool,
}

/// When a task is due and when it makes itself heard, in working days from its opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Due.
    pub due_working_days: u32,
    /// Reminder to holder and candidates, before the due date.
    pub remind_working_days: u32,
    /// Escalation to the lead, after the due date.
    pub escalate_working_days: u32,
}

const fn go(code: &'static str) -> Outcome {
    Outcome { code, needs_reason: false }
}

const fn with_reason(code: &'static str) -> Outcome {
    Outcome { code, needs_reason: true }
}

impl TaskKind {
    /// The number the database stores.
    #[must_use]
    pub const fn number(self) -> i16 {
        self as i16
    }

    /// The field of work whose rights and rules it goes by.
    #[must_use]
    pub const fn area(self) -> Area {
        match self {
            Self::RecordOwnResolution
            | Self::CollectConsents
            | Self::SignAgreement
            | Self::RecordApproval
            | Self::RecordPublication
            | Self::SettleExit
            | Self::HandOverData => Area::Cooperation,
            Self::PlanYear
            | Self::RecordAdvances
            | Self::CompleteCosts
            | Self::EnterCorrection
            | Self::ApproveSettlement
            | Self::IssueStatements
            | Self::AnswerStatement
            | Self::DecideObjection
            | Self::RecordBalances
            | Self::CloseSettlement => Area::CostSharing,
            _ => Area::Procurement,
        }
    }

    /// Who may do it (handbook 11).
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ReviseRequest => &[Role::Requester],
            Self::ReleaseBudget => &[Role::Budget],
            Self::ChooseProcedure
            | Self::CollectQuotes
            | Self::PlaceOrder
            | Self::PrepareTender
            | Self::ClarifyDifference
            | Self::ConfirmWithdrawal => &[Role::Buyer],
            Self::DecideWithoutRule | Self::ReleaseOrder => &[Role::Decider],
            Self::RecordReceipt => &[Role::Requester, Role::Clerk],
            Self::RecordInvoice => &[Role::Clerk],
            Self::CertifyFactual => &[Role::CertifierFactual],
            Self::CertifyArithmetic => &[Role::CertifierArithmetic],
            Self::OrderPayment => &[Role::Orderer],
            Self::AcceptPayment => &[Role::Treasury1],
            Self::ReleasePayment => &[Role::Treasury2],
            Self::CloseFile => &[Role::Clerk, Role::Registry],
            Self::ReceiveRefund => &[Role::Treasury1],
            Self::PlanYear | Self::CompleteCosts | Self::EnterCorrection => &[Role::Budget, Role::Lead],
            Self::RecordAdvances | Self::RecordBalances => &[Role::Treasury1],
            Self::ApproveSettlement => &[Role::Lead, Role::Decider, Role::Budget],
            Self::IssueStatements | Self::DecideObjection | Self::CloseSettlement => &[Role::Lead],
            Self::AnswerStatement => &[Role::Member, Role::Lead, Role::Budget],
            Self::RecordOwnResolution => &[Role::Member, Role::Lead],
            Self::CollectConsents => &[Role::Lead],
            Self::SignAgreement => &[Role::Lead, Role::Signer],
            Self::RecordApproval => &[Role::Lead, Role::Supervisor],
            Self::RecordPublication => &[Role::Lead, Role::Clerk],
            Self::SettleExit => &[Role::Lead, Role::Treasury1],
            Self::HandOverData => &[Role::Lead, Role::Registry],
        }
    }

    /// Kinds whose hands are kept off this one, hard (handbook 7.2, 11.1). Asking for something counts as
    /// [`TaskKind::ReviseRequest`], whether it was the first request or a corrected one.
    #[must_use]
    pub const fn excludes(self) -> &'static [Self] {
        match self {
            Self::ReleaseBudget => &[Self::ReviseRequest],
            Self::DecideWithoutRule => &[Self::ChooseProcedure],
            Self::ReleaseOrder => &[Self::ChooseProcedure, Self::CollectQuotes],
            Self::PlaceOrder => &[Self::ReleaseOrder],
            Self::AcceptPayment => &[Self::OrderPayment],
            Self::ReleasePayment => &[Self::OrderPayment, Self::AcceptPayment],
            Self::ApproveSettlement => &[Self::CompleteCosts, Self::EnterCorrection],
            _ => &[],
        }
    }

    /// Closed list of outcomes.
    #[must_use]
    pub const fn outcomes(self) -> &'static [Outcome] {
        match self {
            Self::ReviseRequest => &const { [go("SUBMIT")] },
            Self::ReleaseBudget | Self::ReleaseOrder => &const { [go("RELEASE"), with_reason("RETURN")] },
            Self::ChooseProcedure => &const { [go("CHOSEN"), with_reason("NO_RULE"), with_reason("RETURN")] },
            Self::DecideWithoutRule => &const { [go("CHOSEN"), with_reason("RETURN")] },
            Self::CollectQuotes => &const { [go("CHOSEN"), with_reason("RETURN")] },
            Self::PlaceOrder => &const { [go("ORDERED"), with_reason("RETURN")] },
            Self::PrepareTender => &const { [with_reason("RETURN")] },
            Self::RecordReceipt => &const { [go("PARTIAL"), go("PARTIAL_INVOICED"), go("COMPLETE")] },
            Self::RecordInvoice => &const { [go("RECORDED"), with_reason("REJECTED")] },
            Self::ClarifyDifference => {
                &const { [with_reason("ACCEPT"), with_reason("REJECT"), with_reason("AWAIT_RECEIPT")] }
            }
            Self::CertifyFactual | Self::CertifyArithmetic => &const { [go("CERTIFY"), with_reason("RETURN")] },
            Self::OrderPayment => &const { [go("ORDER"), with_reason("RETURN")] },
            Self::AcceptPayment => &const { [go("ACCEPT"), with_reason("RETURN")] },
            Self::ReleasePayment => &const { [go("RELEASE"), with_reason("RETURN")] },
            Self::CloseFile => &const { [go("CLOSE")] },
            Self::ConfirmWithdrawal => &const { [go("CONFIRMED"), with_reason("REFUSED")] },
            Self::ReceiveRefund => &const { [go("RECEIVED"), with_reason("DROPPED")] },
            Self::PlanYear => &const { [go("PLANNED")] },
            Self::RecordAdvances => &const { [go("RECORDED")] },
            Self::CompleteCosts | Self::EnterCorrection => &const { [go("CALCULATED")] },
            Self::ApproveSettlement => &const { [go("APPROVED"), with_reason("RETURN")] },
            Self::IssueStatements => &const { [go("ISSUED")] },
            Self::AnswerStatement => &const { [go("ACCEPTED"), go("OBJECTED")] },
            Self::DecideObjection => &const { [with_reason("GRANTED"), with_reason("WITHDRAWN")] },
            Self::RecordBalances => &const { [go("RECORDED"), go("PAID")] },
            Self::CloseSettlement => &const { [go("CLOSED")] },
            Self::RecordOwnResolution => &const { [go("RESOLVED"), with_reason("DECLINED")] },
            Self::CollectConsents => &const { [go("CONSENTED"), with_reason("DECLINED")] },
            Self::SignAgreement => &const { [go("SIGNED")] },
            Self::RecordApproval => &const { [go("APPROVED"), with_reason("DECLINED")] },
            Self::RecordPublication => &const { [go("PUBLISHED")] },
            Self::SettleExit => &const { [go("SETTLED")] },
            Self::HandOverData => &const { [go("HANDED_OVER")] },
        }
    }

    /// The outcome with this code, if the kind has it.
    #[must_use]
    pub fn outcome(self, code: &str) -> Option<Outcome> {
        self.outcomes().iter().copied().find(|o| o.code == code)
    }

    /// When it is due. Our own defaults; the payment steps are shorter because a discount may run.
    #[must_use]
    pub const fn timing(self) -> Timing {
        match self {
            Self::AcceptPayment | Self::ReleasePayment => days(2, 1, 3),
            Self::CertifyFactual | Self::CertifyArithmetic | Self::OrderPayment | Self::ClarifyDifference => {
                days(3, 2, 5)
            }
            Self::RecordReceipt | Self::RecordInvoice | Self::PrepareTender => days(20, 15, 30),
            Self::CloseFile => days(10, 8, 20),
            Self::PlanYear | Self::CompleteCosts | Self::AnswerStatement | Self::RecordBalances => days(20, 15, 30),
            // councils meet every few weeks
            Self::RecordOwnResolution | Self::CollectConsents | Self::RecordApproval => days(60, 40, 90),
            Self::SignAgreement | Self::RecordPublication | Self::SettleExit | Self::HandOverData => days(20, 15, 30),
            _ => days(5, 3, 8),
        }
    }

    /// Whether finishing may be undone for ten seconds: never for signing, ordering, paying, sending.
    #[must_use]
    pub const fn undoable(self) -> bool {
        matches!(self, Self::RecordReceipt | Self::CloseFile)
    }

    /// Kinds that may need more than one signature: a decision with one way to agree and a form all can sign alike.
    #[must_use]
    pub const fn approvable(self) -> bool {
        matches!(self, Self::ReleaseBudget | Self::ReleaseOrder)
    }

    /// JSON Schema (draft 2020-12) of the form for one outcome: the same struct the server reads it into.
    #[must_use]
    pub fn form_schema(self, outcome: &str) -> Value {
        if self.outcome(outcome).is_some_and(|o| o.needs_reason) {
            return schema::<forms::Reason>();
        }
        match self {
            Self::ReviseRequest => schema::<forms::Request>(),
            Self::ReleaseBudget => schema::<forms::BudgetRelease>(),
            Self::ChooseProcedure => schema::<forms::ProcedureChoice>(),
            Self::DecideWithoutRule => schema::<forms::DecisionWithoutRule>(),
            Self::CollectQuotes => schema::<forms::Quotes>(),
            Self::PlaceOrder => schema::<forms::Order>(),
            Self::RecordReceipt => schema::<forms::Receipt>(),
            Self::RecordInvoice => schema::<forms::InvoiceEntry>(),
            Self::OrderPayment => schema::<forms::PaymentOrder>(),
            Self::ConfirmWithdrawal => schema::<forms::SupplierConfirmation>(),
            Self::ReceiveRefund => schema::<forms::RefundReceipt>(),
            Self::PlanYear => schema::<settlement::YearPlan>(),
            Self::RecordAdvances | Self::RecordBalances => schema::<settlement::Payments>(),
            Self::EnterCorrection => schema::<settlement::Correction>(),
            Self::IssueStatements => schema::<settlement::Issue>(),
            Self::AnswerStatement if outcome == "OBJECTED" => schema::<settlement::Objection>(),
            Self::RecordOwnResolution => schema::<membership::OwnResolution>(),
            Self::CollectConsents => schema::<membership::Consents>(),
            Self::SignAgreement => schema::<membership::Signature>(),
            Self::RecordApproval => schema::<membership::Approval>(),
            Self::RecordPublication => schema::<membership::Publication>(),
            Self::SettleExit => schema::<membership::ExitSettlement>(),
            Self::HandOverData => schema::<membership::HandOver>(),
            Self::ReleaseOrder
            | Self::PrepareTender
            | Self::ClarifyDifference
            | Self::CertifyFactual
            | Self::CertifyArithmetic
            | Self::AcceptPayment
            | Self::ReleasePayment
            | Self::CloseFile
            | Self::CompleteCosts
            | Self::ApproveSettlement
            | Self::AnswerStatement
            | Self::DecideObjection
            | Self::CloseSettlement => schema::<forms::Note>(),
        }
    }
}

const fn days(due_working_days: u32, remind_working_days: u32, escalate_working_days: u32) -> Timing {
    Timing { due_working_days, remind_working_days, escalate_working_days }
}

fn schema<T: JsonSchema>() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_kind_has_somebody_to_do_it_and_a_way_to_end() {
        for kind in TaskKind::iter() {
            assert!(!kind.roles().is_empty(), "{kind}");
            assert!(!kind.outcomes().is_empty(), "{kind}");
            assert_eq!(TaskKind::from_repr(kind.number()), Some(kind));
            for outcome in kind.outcomes() {
                assert_eq!(kind.form_schema(outcome.code)["type"], "object", "{kind} {}", outcome.code);
            }
        }
    }

    #[test]
    fn reminders_come_before_the_due_date_and_escalations_after() {
        for kind in TaskKind::iter() {
            let t = kind.timing();
            assert!(
                t.remind_working_days < t.due_working_days && t.due_working_days < t.escalate_working_days,
                "{kind}"
            );
        }
    }

    #[test]
    fn who_signs_with_others_has_one_way_to_agree_and_no_undo() {
        for kind in TaskKind::iter().filter(|k| k.approvable()) {
            assert_eq!(kind.outcomes().iter().filter(|o| !o.needs_reason).count(), 1, "{kind}");
            assert!(!kind.undoable(), "{kind}");
        }
    }

    #[test]
    fn signing_ordering_and_paying_cannot_be_undone() {
        for kind in [TaskKind::ReleaseBudget, TaskKind::PlaceOrder, TaskKind::OrderPayment, TaskKind::ReleasePayment] {
            assert!(!kind.undoable(), "{kind}");
        }
    }
}
