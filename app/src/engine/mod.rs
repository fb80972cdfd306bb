//! What durable execution asks of us: steps done once, outbox rows handed out, incidents, announcements.
//!
//! All of it runs with the machine's scope, except what operators do, which needs their rights.

pub mod announcements;
pub mod begin_step;
pub mod deliver_outbox;
pub mod open_incident;
pub mod resolve_incidents;
