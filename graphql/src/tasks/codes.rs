//! The closed lists of `domain::tasks` as GraphQL enums; the compiler keeps both the same.

use app::tasks::list_tasks::work_list;
use async_graphql::Enum;

/// Kind of a human task.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::tasks::TaskKind")]
pub enum TaskKind {
    /// The request came back; its author corrects it or withdraws.
    ReviseRequest,
    /// Funds are reserved on a budget line.
    ReleaseBudget,
    /// The procedure is chosen by the pinned rules.
    ChooseProcedure,
    /// No rule record holds for the day: a person decides with a source.
    DecideWithoutRule,
    /// Firms are invited, quotes recorded, one chosen.
    CollectQuotes,
    /// A second person releases the order.
    ReleaseOrder,
    /// The order goes out.
    PlaceOrder,
    /// The value needs a tender: the case stops here and keeps everything.
    PrepareTender,
    /// Goods or services arrived, wholly or partly.
    RecordReceipt,
    /// An invoice arrived.
    RecordInvoice,
    /// Order, receipt and invoice do not agree.
    ClarifyDifference,
    /// The invoice is certified to be factually right.
    CertifyFactual,
    /// The invoice is certified to be arithmetically right.
    CertifyArithmetic,
    /// The payment is ordered.
    OrderPayment,
    /// Treasury, first person.
    AcceptPayment,
    /// Treasury, second person.
    ReleasePayment,
    /// The award file is closed.
    CloseFile,
    /// The supplier was asked whether the order may be withdrawn.
    ConfirmWithdrawal,
    /// Money claimed back is received.
    ReceiveRefund,
    /// Budget and advances of a year of shared costs.
    PlanYear,
    /// What came in of an instalment of the advances.
    RecordAdvances,
    /// All vouchers are there: shares are calculated.
    CompleteCosts,
    /// A correction after closing: shares are calculated.
    EnterCorrection,
    /// A second person approves the settlement.
    ApproveSettlement,
    /// The statements are sent.
    IssueStatements,
    /// A member accepts its statement or objects.
    AnswerStatement,
    /// A member's objection is decided.
    DecideObjection,
    /// Balances paid and paid back.
    RecordBalances,
    /// The settlement is closed.
    CloseSettlement,
    /// The joining body's council has resolved.
    RecordOwnResolution,
    /// All members of the cooperation consent.
    CollectConsents,
    /// The changed agreement is signed.
    SignAgreement,
    /// The supervisory authority has approved.
    RecordApproval,
    /// The agreement is published.
    RecordPublication,
    /// Assets, contracts, staff and grants of a leaving member are settled.
    SettleExit,
    /// Data of a leaving member are handed over.
    HandOverData,
}

/// Where a task stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::tasks::State")]
pub enum TaskState {
    /// Waits to be finished.
    Open,
    /// Finished by a person.
    Done,
    /// Ended without an outcome of its own.
    Cancelled,
}

/// Which tasks.
#[derive(Enum, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[graphql(remote = "work_list::Shelf")]
pub enum Shelf {
    #[default]
    /// Open, free for you to take: held by nobody, and not kept from you by four eyes.
    Unassigned,
    /// Open, held by you, and not put away for a later day.
    Mine,
    /// Open, held by you, put away until a later day (Wiedervorlage); comes back to `MINE` on that day.
    FollowUp,
    /// Open, whoever holds them.
    AllOpen,
    /// Done or cancelled, latest first.
    Closed,
}

/// A column of the work list.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::tasks::view::Column")]
pub enum WorkListColumn {
    /// What is to be done.
    Title,
    /// What the case is about.
    Subject,
    /// File reference.
    FileReference,
    /// Whose task it is.
    Body,
    /// Due date.
    Due,
    /// Urgency.
    Priority,
    /// Where the case stands.
    Phase,
    /// Which process the case follows.
    Process,
    /// Who holds it.
    Assignee,
    /// Who may do it.
    Roles,
    /// Follow-up date.
    FollowUp,
    /// When it was opened.
    Opened,
}

/// Something a person may want to do with a task.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "app::tasks::explain_actions::Action")]
pub enum TaskActionCode {
    /// Take it: `claimTask`.
    Claim,
    /// Give it back to the lane: `releaseTask`.
    Release,
    /// Hand it to a colleague: `assignTask`.
    Assign,
    /// Let a colleague answer it: `delegateTask`.
    Delegate,
    /// Answer what was delegated: `giveBackTask`.
    GiveBack,
    /// Take back what was delegated: `takeBackTask`.
    TakeBack,
    /// Ask a colleague: `askColleague`.
    Ask,
    /// Put it away for a later day: `setFollowUp`.
    FollowUp,
    /// Finish it, or sign it with others: `completeTask`.
    Complete,
    /// End it without outcome: `cancelTask`.
    Cancel,
}

/// In which order; closed tasks always come latest first.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "work_list::Sort")]
pub enum WorkListSort {
    /// By due date.
    Due,
    /// By priority, then due date.
    Priority,
}
