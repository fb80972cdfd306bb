//! Master keys: they wrap one data key per document (envelope encryption).
//!
//! Rotation: give a new key as `current`, keep the old ones as `former`. New documents take the
//! current key; old ones name theirs in their header and stay readable. A former key may go when
//! no stored record names its id any more.

use std::collections::BTreeMap;
use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use secrecy::{ExposeSecret, SecretString};

use crate::Error;

/// Length of a data key and of a master key, in bytes.
pub(crate) const KEY_BYTES: usize = 32;
/// A data key as it stands in a header: ciphertext and tag.
pub(crate) const WRAPPED_BYTES: usize = KEY_BYTES + 16;

/// One master key with its id. The key itself can be neither printed nor read back.
pub struct MasterKey {
    id: String,
    key: LessSafeKey,
}

impl MasterKey {
    /// `id`: 1–64 printable ASCII characters. `hex_key`: 32 bytes as 64 hex digits.
    pub fn from_hex(id: &str, hex_key: &SecretString) -> Result<Self, Error> {
        let mut bytes = [0u8; KEY_BYTES];
        hex::decode_to_slice(hex_key.expose_secret().trim(), &mut bytes)
            .map_err(|_| Error::BadKey("a key is 64 hex digits"))?;
        Self::from_bytes(id, bytes)
    }

    /// As [`MasterKey::from_hex`], from raw bytes.
    pub fn from_bytes(id: &str, bytes: [u8; KEY_BYTES]) -> Result<Self, Error> {
        if id.is_empty() || id.len() > 64 || !id.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(Error::BadKey("an id is 1 to 64 printable characters"));
        }
        Ok(Self { id: id.to_owned(), key: aead_key(&bytes)? })
    }

    /// The id that headers and records name.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MasterKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The keys this process may use: one to encrypt with, any number to read with.
#[derive(Debug)]
pub struct KeyRing {
    current: String,
    keys: BTreeMap<String, MasterKey>,
}

impl KeyRing {
    /// Refuses two keys of the same id: it would be unclear which one a header means.
    pub fn new(current: MasterKey, former: Vec<MasterKey>) -> Result<Self, Error> {
        let current_id = current.id.clone();
        let mut keys = BTreeMap::new();
        for key in std::iter::once(current).chain(former) {
            if keys.insert(key.id.clone(), key).is_some() {
                return Err(Error::BadKey("an id is given twice"));
            }
        }
        Ok(Self { current: current_id, keys })
    }

    /// Id of the key new documents are wrapped with.
    pub fn current_id(&self) -> &str {
        &self.current
    }

    /// Wraps a data key under the current master key; `bound_to` must be the same at unwrapping.
    pub(crate) fn wrap(
        &self,
        data_key: &[u8; KEY_BYTES],
        nonce: [u8; NONCE_LEN],
        bound_to: &[u8],
    ) -> Result<[u8; WRAPPED_BYTES], Error> {
        let master = self.keys.get(&self.current).ok_or(Error::Crypto)?;
        let mut wrapped = [0u8; WRAPPED_BYTES];
        let (body, tail) = wrapped.split_at_mut(KEY_BYTES);
        body.copy_from_slice(data_key);
        let tag = master
            .key
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound_to), body)
            .map_err(|_| Error::Crypto)?;
        tail.copy_from_slice(tag.as_ref());
        Ok(wrapped)
    }

    /// The data key of a document, ready to open its segments.
    pub(crate) fn unwrap(
        &self,
        key_id: &str,
        mut wrapped: [u8; WRAPPED_BYTES],
        nonce: [u8; NONCE_LEN],
        bound_to: &[u8],
    ) -> Result<LessSafeKey, Error> {
        let master = self.keys.get(key_id).ok_or_else(|| Error::UnknownKey { key_id: key_id.to_owned() })?;
        let data_key = master
            .key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(bound_to), &mut wrapped)
            .map_err(|_| Error::Damaged("the header does not verify"))?;
        aead_key(data_key)
    }
}

pub(crate) fn aead_key(bytes: &[u8]) -> Result<LessSafeKey, Error> {
    UnboundKey::new(&AES_256_GCM, bytes).map(LessSafeKey::new).map_err(|_| Error::Crypto)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_key_that_is_not_sixty_four_hex_digits_is_refused() {
        for bad in ["", "abc", &"g".repeat(64), &"a".repeat(63), &"a".repeat(66)] {
            assert!(MasterKey::from_hex("k1", &SecretString::from(bad.to_owned())).is_err());
        }
        assert!(MasterKey::from_hex("k1", &SecretString::from("0".repeat(64))).is_ok());
    }

    #[test]
    fn printing_a_key_ring_shows_ids_only() {
        let ring = KeyRing::new(MasterKey::from_bytes("k1", [0xee; 32]).unwrap(), vec![]).unwrap();
        let shown = format!("{ring:?}");
        assert!(shown.contains("k1") && !shown.contains("238") && !shown.contains("ee, ee"));
    }

    #[test]
    fn one_id_names_one_key() {
        let key = |byte| MasterKey::from_bytes("k1", [byte; 32]).unwrap();
        assert!(KeyRing::new(key(1), vec![key(2)]).is_err());
    }
}
