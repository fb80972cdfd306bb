//! One bid in one envelope: padded, then sealed to the tender's key on receipt.
//!
//! Name, price and documents are all inside; the envelope's id is random and tells nothing. Sizes are padded so that
//! an envelope of a few pages and one of a few hundred look alike in classes.

use crate::hybrid::{self, PrivateKey, PublicKey};
use crate::{Error, Receipt, receipt};
use zeroize::Zeroizing;

/// Largest bid.
pub const MAX_CONTENT_BYTES: usize = 256 * 1024 * 1024;
/// Smallest plaintext.
const SMALLEST_BYTES: usize = 64 * 1024;
/// From here on sizes grow by this step instead of doubling.
const STEP_BYTES: usize = 16 * 1024 * 1024;
const LENGTH_BYTES: usize = 8;
const PURPOSE: &str = "verbund bid v1";

/// Size of the padded plaintext for `content_bytes`: doubling from 64 KiB to 16 MiB, then multiples of 16 MiB.
#[must_use]
pub const fn padded_len(content_bytes: usize) -> usize {
    let needed = content_bytes.saturating_add(LENGTH_BYTES);
    if needed <= SMALLEST_BYTES {
        SMALLEST_BYTES
    } else if needed <= STEP_BYTES {
        needed.next_power_of_two()
    } else {
        needed.div_ceil(STEP_BYTES).saturating_mul(STEP_BYTES)
    }
}

/// Seals a bid of `tender` as `envelope` and gives its receipt. `received_at`: RFC 3339, UTC, as the receipt shows it.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::BadId`], [`Error::Library`].
pub fn seal(
    key: &PublicKey,
    tender: &str,
    envelope: &str,
    content: &[u8],
    received_at: &str,
) -> Result<(Vec<u8>, Receipt), Error> {
    if content.len() > MAX_CONTENT_BYTES {
        return Err(Error::TooLarge);
    }
    let context = hybrid::context(PURPOSE, tender, envelope)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(padded_len(content.len())));
    padded.extend_from_slice(&(content.len() as u64).to_be_bytes());
    padded.extend_from_slice(content);
    padded.resize(padded_len(content.len()), 0);
    let sealed = hybrid::encrypt(key, PURPOSE, &context, padded)?;
    let receipt = Receipt::given(tender, envelope, received_at, &sealed);
    Ok((sealed, receipt))
}

/// Opens an envelope that is exactly as received.
pub(crate) fn open(key: &PrivateKey, receipt: &Receipt, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let id = || receipt.envelope.clone();
    if receipt::sha256(sealed) != receipt.sha256 {
        return Err(Error::NotAsReceived { id: id() });
    }
    let tampered = || Error::Tampered { id: id() };
    let context = hybrid::context(PURPOSE, &receipt.tender, &receipt.envelope)?;
    let padded = hybrid::decrypt(key, PURPOSE, &context, sealed).ok_or_else(tampered)?;
    let (length, rest) = padded.split_first_chunk::<LENGTH_BYTES>().ok_or_else(tampered)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| tampered())?;
    let content = rest.get(..length).ok_or_else(tampered)?;
    Ok(Zeroizing::new(content.to_vec()))
}
