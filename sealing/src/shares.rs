//! The tender's private key in n parts of which any k make it whole, each sealed to one opener.
//!
//! Shamir's scheme over GF(256) from `blahaj`. Of the crates that are maintained it is the smallest: `sharks`, from
//! which it stems, has biased coefficients (RUSTSEC-2024-0398) and no new release; `blahaj` mends just that. `vsss-rs`
//! brings curves and verifiable schemes that are not needed: that a share is the one dealt is shown by its hash, and
//! that the whole is right by the public key.

use crate::hybrid::{self, PrivateKey, PublicKey, SCALAR_BYTES};
use crate::{Error, receipt};
use blahaj::Sharks;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// Bytes of a share: x, then one y per byte of the secret.
pub(crate) const SHARE_BYTES: usize = 1 + SCALAR_BYTES;
const PURPOSE: &str = "verbund share v1";

/// k of n.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// How many shares open.
    pub needed: u8,
    /// How many there are.
    pub dealt: u8,
}

/// One opener's share, sealed to that opener's key; may lie in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealtShare {
    /// Whose.
    pub opener: String,
    /// x of the share, from 1.
    pub index: u8,
    /// The sealed share.
    pub sealed: Vec<u8>,
    /// SHA-256 of the share, lower-case hex: 32 random bytes cannot be guessed from it.
    pub share_sha256: String,
}

/// A tender's key: public half and sealed shares. The private half is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealt {
    /// Seals the bids.
    pub public_key: PublicKey,
    /// k of n.
    pub threshold: Threshold,
    /// One per opener, in the order given.
    pub shares: Vec<DealtShare>,
}

/// Makes a tender's key pair and deals the private half to `openers` (id, public key); `needed` of them open. The
/// usual rule is 2 of at least 4, deputies included; 1 only where rules allow and the body so configured.
///
/// # Errors
/// [`Error::BadThreshold`], [`Error::BadId`], [`Error::Library`].
pub fn deal(tender: &str, needed: u8, openers: &[(String, PublicKey)]) -> Result<Dealt, Error> {
    let dealt = u8::try_from(openers.len()).map_err(|_| Error::BadThreshold)?;
    let different: BTreeSet<&str> = openers.iter().map(|(opener, _)| opener.as_str()).collect();
    if needed == 0 || needed > dealt || different.len() != openers.len() {
        return Err(Error::BadThreshold);
    }
    let private = PrivateKey::generate()?;
    let public_key = private.public()?;
    let secret = private.scalar()?;
    let mut shares = Vec::with_capacity(openers.len());
    for ((opener, key), share) in openers.iter().zip(Sharks(needed).dealer(&secret)) {
        let bytes = Zeroizing::new(Vec::from(&share));
        let share_sha256 = receipt::sha256(&bytes);
        let index = bytes.first().copied().ok_or(Error::Library)?;
        let context = hybrid::context(PURPOSE, tender, opener)?;
        let sealed = hybrid::encrypt(key, PURPOSE, &context, bytes)?;
        shares.push(DealtShare { opener: opener.clone(), index, sealed, share_sha256 });
    }
    Ok(Dealt { public_key, threshold: Threshold { needed, dealt }, shares })
}

/// What an opener's browser does, for recovery files and tests: the share in the clear.
///
/// # Errors
/// [`Error::Tampered`], [`Error::BadId`].
pub fn open_share(tender: &str, dealt: &DealtShare, key: &PrivateKey) -> Result<Zeroizing<Vec<u8>>, Error> {
    let context = hybrid::context(PURPOSE, tender, &dealt.opener)?;
    let tampered = || Error::Tampered { id: dealt.opener.clone() };
    hybrid::decrypt(key, PURPOSE, &context, &dealt.sealed).ok_or_else(tampered)
}
