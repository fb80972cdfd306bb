//! The journal: append-only, hash-chained per case (architecture, "The journal never changes").
//!
//! An entry's hash covers the one before it and its own content as canonical JSON (RFC 8785). Entries hold
//! person ids; names and free text live in rows of their own and appear here only as salted hashes, so that
//! erasing a person leaves the chain intact.

use crate::tasks::Hands;
use aws_lc_rs::digest;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// SHA-256 of an entry.
pub type Hash = [u8; 32];

/// The hash before the first entry of a chain.
pub const GENESIS: Hash = [0; 32];

/// What is journalled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Case the chain belongs to.
    pub case_id: i64,
    /// Number within the chain, from 1 without gaps.
    pub no: i64,
    /// When, UTC, to the microsecond.
    pub at: DateTime<Utc>,
    /// Whose hands; none: the machine.
    pub hands: Option<Hands>,
    /// What happened: a stable code such as `TASK_COMPLETED`.
    pub event: String,
    /// Facts: ids, codes, amounts; never names or free text.
    pub facts: Value,
}

/// Why an entry could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The facts have no canonical form (a number outside what JSON can carry).
    #[error("the facts have no canonical form: {0}")]
    NotCanonical(#[from] serde_json::Error),
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    let mut out = GENESIS;
    out.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    out
}

/// Hash of `entry` after `previous`.
///
/// # Errors
/// [`Error::NotCanonical`].
pub fn chain(previous: &Hash, entry: &Entry) -> Result<Hash, Error> {
    let mut bytes = previous.to_vec();
    bytes.extend(serde_json_canonicalizer::to_vec(entry)?);
    Ok(sha256(&bytes))
}

/// Salted hash of free text; the text itself can be erased without touching the chain.
#[must_use]
pub fn text_hash(salt: &[u8; 16], text: &str) -> String {
    let mut bytes = salt.to_vec();
    bytes.extend(text.as_bytes());
    hex::encode(sha256(&bytes))
}

/// The first place where a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The number does not follow its predecessor.
    Gap {
        /// Number expected.
        expected: i64,
    },
    /// The stored hash is not the hash of the content.
    Altered {
        /// Number of the entry.
        no: i64,
    },
}

/// Checks entries in order against their stored hashes.
///
/// # Errors
/// The first [`Break`].
pub fn verify<'a>(entries: impl IntoIterator<Item = (&'a Entry, Hash)>) -> Result<Hash, Break> {
    let mut previous = GENESIS;
    for (position, (entry, stored)) in (1_i64..).zip(entries) {
        if entry.no != position {
            return Err(Break::Gap { expected: position });
        }
        match chain(&previous, entry) {
            Ok(hash) if hash == stored => previous = hash,
            _ => return Err(Break::Altered { no: entry.no }),
        }
    }
    Ok(previous)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ids::PersonId;
    use proptest::prelude::*;

    fn chain_of(amounts: &[i64]) -> Vec<(Entry, Hash)> {
        let mut previous = GENESIS;
        let entry = |(no, cents): (i64, &i64)| Entry {
            case_id: 1,
            no,
            at: DateTime::UNIX_EPOCH,
            hands: Some(Hands::own(PersonId(4))),
            event: "X".into(),
            facts: serde_json::json!({"amountCents": cents}),
        };
        (1..)
            .zip(amounts)
            .map(entry)
            .map(|e| {
                previous = chain(&previous, &e).unwrap();
                (e, previous)
            })
            .collect()
    }

    fn check(entries: &[(Entry, Hash)]) -> Result<Hash, Break> {
        verify(entries.iter().map(|(e, h)| (e, *h)))
    }

    proptest! {
        #[test]
        fn an_untouched_chain_verifies_and_one_changed_amount_is_named(
            amounts in proptest::collection::vec(-1_000_000i64..1_000_000, 1..20), at in any::<prop::sample::Index>(),
        ) {
            let mut entries = chain_of(&amounts);
            prop_assert!(check(&entries).is_ok());
            let at = at.index(amounts.len());
            entries[at].0.facts = serde_json::json!({"amountCents": amounts[at] + 1});
            prop_assert_eq!(check(&entries), Err(Break::Altered { no: at as i64 + 1 }));
        }

        #[test]
        fn a_removed_entry_leaves_a_named_gap(count in 2usize..20, at in any::<prop::sample::Index>()) {
            let mut entries = chain_of(&vec![1; count]);
            let at = at.index(count - 1);
            entries.remove(at);
            prop_assert_eq!(check(&entries), Err(Break::Gap { expected: at as i64 + 1 }));
        }
    }
}
