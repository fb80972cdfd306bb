//! What the world exchanges with us: bytes in, domain facts and findings out; and back.
//!
//! Why here: formats change by other people's calendars. Nothing of a library's types leaves this
//! crate, so a library can be replaced without anybody noticing. No I/O, no clock.

pub mod bank;
pub mod calendar_file;
pub mod eforms;
pub mod german;
pub mod ocds;
pub mod pdf;
pub mod tables;
mod xml_gate;
pub mod xrechnung;
