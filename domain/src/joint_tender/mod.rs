//! Tendering, by one buyer or by many (handbook 2–6, 11.1, 11.2): the rules, pure.
//!
//! Why one area: a tender of one buyer is a joint tender with one member; the same criteria, deadlines, bids and
//! dates hold. Nothing here asks a clock or a database.

pub mod scoring;
