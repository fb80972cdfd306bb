//! Sealed bids: nobody reads a bid before the opening, and whoever changes one is found out.
//!
//! A tender has a P-256 key pair. Bids are encrypted on receipt with its public key ([`seal`]); the private key is
//! split k-of-n at once ([`deal`]) and exists nowhere until k openers bring their shares ([`Ceremony`]). Each share is
//! encrypted to a key that was made in, and stays in, that opener's browser.
//!
//! # Wire format, version 1
//!
//! Both things sealed, a bid ("envelope") and a key share, are one layout. All numbers are big-endian.
//!
//! ```text
//! offset  bytes  what
//! 0       4      "VBS1"
//! 4       65     ephemeral public key, P-256, uncompressed (0x04 ‖ x ‖ y)
//! 69      12     nonce
//! 81      n      AES-256-GCM ciphertext
//! 81+n    16     GCM tag
//! ```
//!
//! Key: ECDH(ephemeral private, recipient public) gives the x coordinate, 32 bytes. HKDF-SHA-256 with the 65 bytes of
//! the ephemeral public key as salt and the *purpose* below as info gives 32 bytes, the AES key. Additional data of GCM
//! is the *context* below. In WebCrypto: `deriveBits` (ECDH, 256) → `importKey` ("HKDF") → `deriveKey` (HKDF, SHA-256,
//! salt, info, AES-GCM 256) → `decrypt` (`iv`, `additionalData`, `tagLength` 128) of ciphertext ‖ tag.
//!
//! | sealed | purpose (UTF-8) | context (UTF-8, parts joined by one line feed) | plaintext |
//! |---|---|---|---|
//! | envelope | `verbund bid v1` | `verbund bid v1`, tender, envelope | length of the content as u64, content, zeros up to a padded size |
//! | share | `verbund share v1` | `verbund share v1`, tender, opener | 33 bytes: x (1..=n), then 32 bytes y |
//!
//! The secret shared is the private scalar, 32 bytes; y is Shamir's polynomial over GF(256) (the field of AES) per byte.
//! Tender, envelope and opener are opaque ids without line feeds.
//!
//! What must stay true: no plaintext of a bid and no private key leaves this crate except to whoever has k shares;
//! fewer than k tell nothing; sizes are padded so that a stored envelope tells little. What is not covered:
//! `docs/adr` on sealed bids.

mod envelope;
mod error;
mod hybrid;
mod opening;
mod receipt;
mod shares;

pub use envelope::{MAX_CONTENT_BYTES, padded_len, seal};
pub use error::Error;
pub use hybrid::{PUBLIC_KEY_BYTES, PrivateKey, PublicKey};
pub use opening::{Ceremony, Opened};
pub use receipt::{Receipt, sha256};
pub use shares::{Dealt, DealtShare, Threshold, deal, open_share};
