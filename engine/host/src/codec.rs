//! Encrypts every payload that passes through Temporal: AES-256-GCM, a random nonce per payload,
//! the key's id in the metadata and bound to the ciphertext.
//!
//! What must stay true: decoding never falls back. An unknown key, a changed byte, or a payload
//! that was never encrypted (unless configured) is an error, not data. Keys rotate while running:
//! the new one encrypts, older ones go on decrypting what workflows wrote years ago.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use futures::future::BoxFuture;
use prost::Message as _;
use secrecy::{ExposeSecret, SecretString};
use temporalio_common::{
    data_converters::{PayloadCodec, PayloadConversionError, SerializationContextData},
    protos::temporal::api::common::v1::Payload,
};

const ENCODING: &str = "encoding";
const ENCRYPTED: &[u8] = b"binary/encrypted";
const KEY_ID: &str = "encryption-key-id";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("key {id}: expected 32 bytes in base64")]
    BadKey { id: String },
    #[error("key id {id} appears twice in the key ring")]
    DuplicateKey { id: String },
    #[error("payload was encrypted with unknown key {id}")]
    UnknownKey { id: String },
    #[error("payload does not verify: it was changed, or the key is not the one it names")]
    Tampered,
    #[error("payload is not encrypted, and unencrypted payloads are not allowed")]
    Unencrypted,
    #[error("encryption failed")]
    Encrypt,
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadKey { .. } => "CODEC_BAD_KEY",
            Self::DuplicateKey { .. } => "CODEC_DUPLICATE_KEY",
            Self::UnknownKey { .. } => "CODEC_UNKNOWN_KEY",
            Self::Tampered => "CODEC_TAMPERED",
            Self::Unencrypted => "CODEC_UNENCRYPTED",
            Self::Encrypt => "CODEC_ENCRYPT_FAILED",
        }
    }
}

/// One key with the id that payloads name it by.
pub struct Key {
    id: String,
    aead: RandomizedNonceKey,
}

impl Key {
    pub fn new(id: impl Into<String>, secret: &[u8]) -> Result<Self, Error> {
        let id = id.into();
        match RandomizedNonceKey::new(&AES_256_GCM, secret) {
            Ok(aead) => Ok(Self { id, aead }),
            Err(_) => Err(Error::BadKey { id }),
        }
    }

    /// From configuration: 32 bytes in base64.
    pub fn from_base64(id: impl Into<String>, secret: &SecretString) -> Result<Self, Error> {
        let id = id.into();
        match BASE64_STANDARD.decode(secret.expose_secret().trim()) {
            Ok(bytes) => Self::new(id, &bytes),
            Err(_) => Err(Error::BadKey { id }),
        }
    }
}

/// The key that encrypts, and those that still decrypt.
pub struct KeyRing {
    current: Key,
    older: BTreeMap<String, Key>,
}

impl KeyRing {
    pub fn new(current: Key, older: Vec<Key>) -> Result<Self, Error> {
        let mut ring = Self { current, older: BTreeMap::new() };
        for key in older {
            if key.id == ring.current.id || ring.older.contains_key(&key.id) {
                return Err(Error::DuplicateKey { id: key.id });
            }
            ring.older.insert(key.id.clone(), key);
        }
        Ok(ring)
    }

    fn find(&self, id: &str) -> Option<&Key> {
        if self.current.id == id { Some(&self.current) } else { self.older.get(id) }
    }

    fn seal(&self, plain: &Payload) -> Result<Payload, Error> {
        let id = &self.current.id;
        let mut text = plain.encode_to_vec();
        let nonce = self
            .current
            .aead
            .seal_in_place_append_tag(Aad::from(id.as_bytes()), &mut text)
            .map_err(|_| Error::Encrypt)?;
        let mut data = nonce.as_ref().to_vec();
        data.append(&mut text);
        Ok(Payload {
            metadata: [(ENCODING.to_owned(), ENCRYPTED.to_vec()), (KEY_ID.to_owned(), id.as_bytes().to_vec())].into(),
            data,
            ..Payload::default()
        })
    }

    fn open(&self, sealed: &Payload) -> Result<Payload, Error> {
        let id = sealed.metadata.get(KEY_ID).map(|id| String::from_utf8_lossy(id).into_owned());
        let id = id.unwrap_or_default();
        let key = self.find(&id).ok_or_else(|| Error::UnknownKey { id: id.clone() })?;
        let (nonce, text) = sealed.data.split_at_checked(NONCE_LEN).ok_or(Error::Tampered)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| Error::Tampered)?;
        let mut text = text.to_vec();
        let plain = key.aead.open_in_place(nonce, Aad::from(id.as_bytes()), &mut text).map_err(|_| Error::Tampered)?;
        Payload::decode(&*plain).map_err(|_| Error::Tampered)
    }
}

struct Inner {
    ring: RwLock<Option<Arc<KeyRing>>>,
    allow_unencrypted: bool,
}

/// The codec to give to clients, workers and replayers; clones share the key ring.
#[derive(Clone)]
pub struct Codec(Arc<Inner>);

impl Codec {
    /// Encrypts; refuses what is not encrypted.
    pub fn encrypting(ring: KeyRing) -> Self {
        Self::build(Some(ring), false)
    }

    /// Encrypts, and still reads what was written before encryption was switched on.
    pub fn encrypting_from_plain(ring: KeyRing) -> Self {
        Self::build(Some(ring), true)
    }

    /// Passes everything through: tests and recorded histories only.
    pub fn plain() -> Self {
        Self::build(None, true)
    }

    fn build(ring: Option<KeyRing>, allow_unencrypted: bool) -> Self {
        let ring = RwLock::new(ring.map(Arc::new));
        Self(Arc::new(Inner { ring, allow_unencrypted }))
    }

    /// From now on the new ring's current key encrypts. The ring must still hold the keys of
    /// running workflows.
    pub fn rotate(&self, ring: KeyRing) {
        *self.0.ring.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(ring));
    }

    fn ring(&self) -> Option<Arc<KeyRing>> {
        self.0.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn seal(&self, payload: Payload) -> Result<Payload, Error> {
        match self.ring() {
            Some(ring) => ring.seal(&payload),
            None => Ok(payload),
        }
    }

    pub fn open(&self, payload: Payload) -> Result<Payload, Error> {
        let encrypted = payload.metadata.get(ENCODING).is_some_and(|e| e == ENCRYPTED);
        match (encrypted, self.ring()) {
            (true, Some(ring)) => ring.open(&payload),
            (true, None) => {
                let id = payload.metadata.get(KEY_ID).cloned().unwrap_or_default();
                Err(Error::UnknownKey { id: String::from_utf8_lossy(&id).into_owned() })
            }
            (false, _) if self.0.allow_unencrypted => Ok(payload),
            (false, _) => Err(Error::Unencrypted),
        }
    }
}

type Payloads = Result<Vec<Payload>, PayloadConversionError>;

impl PayloadCodec for Codec {
    fn encode(&self, _: &SerializationContextData, payloads: Vec<Payload>) -> BoxFuture<'static, Payloads> {
        let sealed = payloads.into_iter().map(|p| self.seal(p)).collect::<Result<_, _>>();
        Box::pin(std::future::ready(sealed.map_err(conversion)))
    }

    fn decode(&self, _: &SerializationContextData, payloads: Vec<Payload>) -> BoxFuture<'static, Payloads> {
        let opened = payloads.into_iter().map(|p| self.open(p)).collect::<Result<_, _>>();
        Box::pin(std::future::ready(opened.map_err(conversion)))
    }
}

fn conversion(error: Error) -> PayloadConversionError {
    PayloadConversionError::EncodingError(Box::new(error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn key(id: &str) -> Key {
        Key::new(id, &[id.len() as u8; 32]).unwrap()
    }

    fn json(text: &str) -> Payload {
        Payload {
            metadata: [(ENCODING.to_owned(), b"json/plain".to_vec())].into(),
            data: text.as_bytes().to_vec(),
            ..Payload::default()
        }
    }

    #[test]
    fn what_was_written_before_a_rotation_is_read_after_it() {
        let codec = Codec::encrypting(KeyRing::new(key("a"), vec![]).unwrap());
        let old = codec.seal(json("\"before\"")).unwrap();
        codec.rotate(KeyRing::new(key("bb"), vec![key("a")]).unwrap());
        let new = codec.seal(json("\"after\"")).unwrap();
        assert_eq!(codec.open(old.clone()).unwrap(), json("\"before\""));
        assert_eq!(new.metadata[KEY_ID], b"bb");
        codec.rotate(KeyRing::new(key("bb"), vec![]).unwrap());
        assert!(matches!(codec.open(old), Err(Error::UnknownKey { id }) if id == "a"));
    }

    #[test]
    fn unencrypted_payloads_are_refused_unless_configured() {
        let strict = Codec::encrypting(KeyRing::new(key("a"), vec![]).unwrap());
        assert!(matches!(strict.open(json("1")), Err(Error::Unencrypted)));
        let moving = Codec::encrypting_from_plain(KeyRing::new(key("a"), vec![]).unwrap());
        assert_eq!(moving.open(json("1")).unwrap(), json("1"));
        assert_eq!(moving.seal(json("1")).unwrap().metadata[ENCODING], ENCRYPTED);
    }

    #[test]
    fn another_key_under_the_same_id_does_not_open_it() {
        let sealed = Codec::encrypting(KeyRing::new(key("a"), vec![]).unwrap()).seal(json("1")).unwrap();
        let other = Key::new("a", &[9; 32]).unwrap();
        let other = Codec::encrypting(KeyRing::new(other, vec![]).unwrap());
        assert!(matches!(other.open(sealed), Err(Error::Tampered)));
    }

    #[test]
    fn a_short_key_and_a_key_named_twice_are_refused() {
        assert!(matches!(Key::new("a", &[1; 31]), Err(Error::BadKey { .. })));
        assert!(matches!(Key::from_base64("a", &"no base64!".into()), Err(Error::BadKey { .. })));
        assert!(matches!(KeyRing::new(key("a"), vec![key("a")]), Err(Error::DuplicateKey { .. })));
    }

    proptest! {
        #[test]
        fn any_changed_byte_is_noticed(text in ".{0,80}", at in any::<prop::sample::Index>(), flip in 1u8..) {
            let codec = Codec::encrypting(KeyRing::new(key("a"), vec![]).unwrap());
            let mut sealed = codec.seal(json(&text)).unwrap();
            prop_assert_eq!(codec.open(sealed.clone()).unwrap(), json(&text));
            let at = at.index(sealed.data.len());
            sealed.data[at] ^= flip;
            prop_assert!(matches!(codec.open(sealed), Err(Error::Tampered)));
        }

        #[test]
        fn junk_never_panics(data in proptest::collection::vec(any::<u8>(), 0..64), id in ".{0,4}") {
            let codec = Codec::encrypting(KeyRing::new(key("a"), vec![]).unwrap());
            let metadata = [(ENCODING.to_owned(), ENCRYPTED.to_vec()), (KEY_ID.to_owned(), id.into_bytes())];
            let payload = Payload { metadata: metadata.into(), data, ..Payload::default() };
            prop_assert!(codec.open(payload).is_err());
        }
    }
}
