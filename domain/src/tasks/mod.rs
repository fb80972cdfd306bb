//! Human tasks: kinds, life cycle, candidates, four eyes.
//!
//! The workflow owns the process, the task table owns the task; this folder owns what may happen to one.

mod four_eyes;
mod kind;
mod life;
mod notice;
pub mod statistics;
pub mod view;

pub use four_eyes::Hands;
pub use kind::{Outcome, TaskKind, Timing};
pub use life::{Change, Error, Holder, State, Task, Verb};
pub use notice::{MailWish, NoticeKind};
pub use view::{Shelf, Sort, View};
