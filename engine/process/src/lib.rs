//! What a workflow may use: human task, step, incident, absolute dates, numbered messages and the
//! state that survives. Here, and not in the host, because everything in this crate runs inside a
//! workflow and must replay: no clock, no tokio, no randomness, no I/O, and no municipal word.
//!
//! A workflow implements [`CaseWorkflow`] and then reads like its procedure:
//!
//! ```ignore
//! match human_task(ctx, HumanTask::new("APPROVE", "approve", round).args(json!({ "amountCents": 9 }))).await? {
//!     Ending::Done(outcome) => …,
//!     Ending::Interrupted(body) => …,
//!     Ending::Skipped => …,
//! }
//! let order_id = step(ctx, contracts::PlaceOrder, "place_order", round, args).await?;
//! ```

#![deny(clippy::expect_used, clippy::panic)]

mod case;
pub mod contract;
mod incident;
mod mailbox;
mod message;
mod step;
mod task;
mod wait;

pub use case::{CaseState, CaseWorkflow, Stopped};
pub use contract::{
    IncidentReply, IncidentRequest, Nudge, NudgeOrder, NudgeReply, NudgeTask, OpenIncident, OpenTask, OpenTaskReply,
    StepInput, StepKey, TaskOrder, TaskOutcome,
};
pub use incident::raise;
pub use mailbox::{Mailbox, Received};
pub use message::{EngineMessage, Message, Resolution, SIGNAL};
pub use step::{Retries, Stepped, step};
pub use task::{Ending, HumanTask, human_task};
pub use wait::{checkpoint, finish, now, wait_message, wait_until};
