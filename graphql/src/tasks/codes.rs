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
    /// Open, held by nobody, and not kept from you by four eyes.
    Unassigned,
    /// Open and held by you.
    Mine,
    /// Open, whoever holds them.
    AllOpen,
    /// Done or cancelled, latest first.
    Closed,
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
