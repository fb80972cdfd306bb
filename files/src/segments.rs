//! The format of an encrypted document; pure, no I/O. The STREAM construction (Hoang, Reyhanitabar,
//! Rogaway, Vizár 2015) with AES-256-GCM.
//!
//! ```text
//! header   "VBD1" | key id length u8 | key id | segment bytes u32 BE | nonce prefix 7
//!          | wrap nonce 12 | wrapped data key 48
//! segments ciphertext and 16-byte tag each; all hold `segment bytes` of plaintext but the last,
//!          which may hold 0 to `segment bytes`
//! nonce    prefix 7 | counter u32 BE | 1 for the last segment, else 0
//! ```
//!
//! The header up to the wrap nonce, and the object key, are authenticated by the wrapping. The
//! data key serves one document only, so counter nonces never repeat. Swapped, missing, repeated
//! or added segments fail to verify because counter and last flag are part of the nonce.

use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce};
use aws_lc_rs::rand;

use crate::keys::{KEY_BYTES, WRAPPED_BYTES, aead_key};
use crate::{Error, KeyRing, ObjectKey};

/// Plaintext bytes per segment: the most that is held unverified in memory.
pub const SEGMENT_BYTES: usize = 1 << 20;
/// Bytes a segment grows by.
pub(crate) const TAG_BYTES: usize = 16;
const MAGIC: &[u8; 4] = b"VBD1";
const PREFIX_BYTES: usize = 7;
const MAX_KEY_ID: usize = 64;
/// A header is never longer: reading more without finding its end means damage.
pub(crate) const MAX_HEADER_BYTES: usize = 4 + 1 + MAX_KEY_ID + 4 + PREFIX_BYTES + NONCE_LEN + WRAPPED_BYTES;

/// Position in the stream; gives each segment its nonce and never gives one twice.
struct Counter {
    prefix: [u8; PREFIX_BYTES],
    next: Option<u32>,
}

impl Counter {
    fn nonce(&mut self, last: bool) -> Result<Nonce, Error> {
        let at = self.next.ok_or(Error::Damaged("segments after the last one"))?;
        self.next = if last { None } else { at.checked_add(1) };
        let mut nonce = [0u8; NONCE_LEN];
        nonce[..PREFIX_BYTES].copy_from_slice(&self.prefix);
        nonce[PREFIX_BYTES..PREFIX_BYTES + 4].copy_from_slice(&at.to_be_bytes());
        nonce[NONCE_LEN - 1] = u8::from(last);
        Ok(Nonce::assume_unique_for_key(nonce))
    }
}

/// Encrypts one document.
pub(crate) struct Sealer {
    key: LessSafeKey,
    counter: Counter,
}

impl Sealer {
    /// A fresh data key and prefix, and the header that must precede the segments.
    pub fn begin(ring: &KeyRing, object_key: &ObjectKey, segment_bytes: usize) -> Result<(Self, Vec<u8>), Error> {
        let mut data_key = [0u8; KEY_BYTES];
        let mut prefix = [0u8; PREFIX_BYTES];
        let mut wrap_nonce = [0u8; NONCE_LEN];
        for target in [&mut data_key[..], &mut prefix[..], &mut wrap_nonce[..]] {
            rand::fill(target).map_err(|_| Error::Crypto)?;
        }
        let id = ring.current_id().as_bytes();
        let mut header = Vec::with_capacity(MAX_HEADER_BYTES);
        header.extend_from_slice(MAGIC);
        header.push(u8::try_from(id.len()).map_err(|_| Error::BadKey("id too long"))?);
        header.extend_from_slice(id);
        let size = u32::try_from(segment_bytes).map_err(|_| Error::Crypto)?;
        header.extend_from_slice(&size.to_be_bytes());
        header.extend_from_slice(&prefix);
        let wrapped = ring.wrap(&data_key, wrap_nonce, &bound(&header, object_key))?;
        header.extend_from_slice(&wrap_nonce);
        header.extend_from_slice(&wrapped);
        let key = aead_key(&data_key)?;
        Ok((Self { key, counter: Counter { prefix, next: Some(0) } }, header))
    }

    /// Encrypts a segment in place and appends its tag.
    pub fn seal(&mut self, segment: &mut Vec<u8>, last: bool) -> Result<(), Error> {
        let nonce = self.counter.nonce(last)?;
        self.key.seal_in_place_append_tag(nonce, Aad::empty(), segment).map_err(|_| Error::Crypto)
    }
}

/// Decrypts one document.
pub(crate) struct Opener {
    key: LessSafeKey,
    counter: Counter,
    segment_bytes: usize,
}

impl Opener {
    /// Reads the header at the start of `bytes`; `None` while it is incomplete. Returns how many
    /// bytes the header took.
    pub fn begin(ring: &KeyRing, object_key: &ObjectKey, bytes: &[u8]) -> Result<Option<(Self, usize)>, Error> {
        let damaged = Error::Damaged("this is not an encrypted document");
        let Some((start, rest)) = bytes.split_at_checked(5) else {
            return Ok(None);
        };
        let id_len = usize::from(start[4]);
        if &start[..4] != MAGIC || id_len == 0 || id_len > MAX_KEY_ID {
            return Err(damaged);
        }
        let bound_len = 5 + id_len + 4 + PREFIX_BYTES;
        let total = bound_len + NONCE_LEN + WRAPPED_BYTES;
        if bytes.len() < total {
            return Ok(None);
        }
        let (id, rest) = rest.split_at(id_len);
        let (size, rest) = rest.split_first_chunk::<4>().ok_or(Error::Crypto)?;
        let (prefix, rest) = rest.split_first_chunk::<PREFIX_BYTES>().ok_or(Error::Crypto)?;
        let (wrap_nonce, rest) = rest.split_first_chunk::<NONCE_LEN>().ok_or(Error::Crypto)?;
        let (wrapped, _) = rest.split_first_chunk::<WRAPPED_BYTES>().ok_or(Error::Crypto)?;
        let key_id = std::str::from_utf8(id).map_err(|_| damaged)?;
        let bound = bound(&bytes[..bound_len], object_key);
        let key = ring.unwrap(key_id, *wrapped, *wrap_nonce, &bound)?;
        let segment_bytes = u32::from_be_bytes(*size) as usize;
        if segment_bytes == 0 || segment_bytes > SEGMENT_BYTES {
            return Err(Error::Damaged("segment size out of range"));
        }
        let counter = Counter { prefix: *prefix, next: Some(0) };
        Ok(Some((Self { key, counter, segment_bytes }, total)))
    }

    /// Bytes of a full segment as it lies in the store.
    pub fn sealed_bytes(&self) -> usize {
        self.segment_bytes + TAG_BYTES
    }

    /// Verifies and decrypts a segment in place; on error the content must not be used.
    pub fn open(&mut self, segment: &mut Vec<u8>, last: bool) -> Result<(), Error> {
        let nonce = self.counter.nonce(last)?;
        let plain_bytes = self
            .key
            .open_in_place(nonce, Aad::empty(), segment)
            .map_err(|_| Error::Damaged("a segment does not verify"))?
            .len();
        segment.truncate(plain_bytes);
        Ok(())
    }
}

/// What the wrapping authenticates beside the data key. The header's own length is inside it, so
/// the boundary to the object key is unambiguous.
fn bound(header: &[u8], object_key: &ObjectKey) -> Vec<u8> {
    [header, object_key.as_str().as_bytes()].concat()
}
