//! What durable execution keeps in our own database: saved states, outbox, incidents, announcements.

pub mod announcements;
pub mod incidents;
pub mod outbox;
pub mod states;
