//! Hosting the durable engine on Temporal: client, payload codec, outbox relay, worker,
//! reconciler, rebuild, recorded histories, and the dev server as a watched child. Here, and not
//! in `process`, because all of this talks to the outside and has a clock. It knows no municipal
//! word: whoever wires it hands in the outbox and the incident store as traits.

pub mod binary;
pub mod codec;
mod connect;
mod deliver;
pub mod devserver;
pub mod histories;
mod outbox;
pub mod rebuild;
pub mod reconciler;
pub mod relay;
pub mod worker;

pub use codec::{Codec, Key, KeyRing};
pub use connect::{Error as ConnectError, Settings, connect, connect_patiently, data_converter};
pub use outbox::{Batch, Fault, Outbox, Row, RowKind};
pub use temporalio_client::Client;
pub use temporalio_sdk::{WorkerOptions, WorkflowRegistrationError, worker_options_builder};
