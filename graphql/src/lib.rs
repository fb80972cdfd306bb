//! The API: shape only. A resolver reads its arguments, asks one use case of `app`, and gives its answer a form;
//! no rule lives here.
//!
//! One folder per noun with its types, queries and mutations. What must stay true: every answer is made with the
//! rights of this moment ([`Viewer`]); what another municipality owns is `null` or `NOT_FOUND`; what a person can
//! correct is data (`userErrors`), everything else an opaque id that the log explains ([`fault`]).
// the API is one large type: its layout is deeper than the compiler's usual limit
#![recursion_limit = "256"]

mod budget;
mod cooperation;
mod cost_sharing;
mod efile;
mod fault;
mod hub;
mod incident;
mod journal;
mod limits;
mod loaders;
mod node;
mod per_request;
mod persisted;
mod procurement;
mod scalars;
mod schema;
mod tasks;
mod viewer;
pub mod words;

pub use hub::Hub;
pub use journal::{audit_finding, audit_sentence};
pub use persisted::Manifest;
pub use schema::{Mutation, Query, Schema, Settings, Subscription, schema, sdl};
pub use viewer::Viewer;
pub use words::Language;

/// The global id of a task, for links to it.
#[must_use]
pub fn task_id(number: i64) -> async_graphql::ID {
    node::id(node::Kind::Task, number)
}
