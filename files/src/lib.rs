//! Documents: stored encrypted in an object store, streamed in and out in constant memory.
//!
//! [`Vault`] is the door. What must stay true: plaintext never touches the store; nothing leaves
//! [`Vault::get`] that was not verified; an upload that does not finish leaves no object behind.
//! This crate knows nothing of cases or permissions: `app` decides who may, and keeps the
//! [`Stored`] record that `put` returns.

mod error;
mod keys;
mod object_key;
mod place;
mod reading;
mod segments;
mod vault;
mod writing;

pub use error::Error;
pub use keys::{KeyRing, MasterKey};
pub use object_key::ObjectKey;
pub use place::{Place, S3Place, open};
pub use segments::SEGMENT_BYTES;
pub use vault::{Stored, Vault};
