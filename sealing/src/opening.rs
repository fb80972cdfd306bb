//! The opening: openers bring their shares, the key is made whole in memory, all envelopes are opened, the key is wiped.

use crate::hybrid::PrivateKey;
use crate::shares::SHARE_BYTES;
use crate::{Dealt, Error, Receipt, envelope, receipt};
use blahaj::{Share, Sharks};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// An opening in progress. Shares live in it only; dropping it wipes them.
pub struct Ceremony<'a> {
    dealt: &'a Dealt,
    brought: BTreeMap<String, Zeroizing<Vec<u8>>>,
}

/// One envelope's outcome.
pub struct Opened {
    /// Envelope.
    pub envelope: String,
    /// The bid, or why it cannot be read; one bad envelope does not keep the others shut.
    pub content: Result<Zeroizing<Vec<u8>>, Error>,
}

impl<'a> Ceremony<'a> {
    /// Begins. That the deadline has passed is the caller's guard (`domain::joint_tender::phase`).
    #[must_use]
    pub const fn new(dealt: &'a Dealt) -> Self {
        Self { dealt, brought: BTreeMap::new() }
    }

    /// Takes the share an opener unsealed. Returns how many are still missing.
    ///
    /// # Errors
    /// [`Error::WrongShare`], [`Error::ShareTwice`].
    pub fn bring(&mut self, opener: &str, share: Zeroizing<Vec<u8>>) -> Result<u8, Error> {
        let known = self.dealt.shares.iter().find(|dealt| dealt.opener == opener);
        let is_dealt =
            known.is_some_and(|dealt| share.len() == SHARE_BYTES && receipt::sha256(&share) == dealt.share_sha256);
        if !is_dealt {
            return Err(Error::WrongShare { opener: opener.to_owned() });
        }
        if self.brought.contains_key(opener) {
            return Err(Error::ShareTwice { opener: opener.to_owned() });
        }
        self.brought.insert(opener.to_owned(), share);
        Ok(self.dealt.threshold.needed.saturating_sub(self.given()))
    }

    /// Who has brought a share.
    pub fn openers(&self) -> impl Iterator<Item = &str> {
        self.brought.keys().map(String::as_str)
    }

    /// Opens all envelopes, in the order given, and ends the ceremony.
    ///
    /// # Errors
    /// [`Error::TooFewShares`], [`Error::WrongKey`]; a single envelope's error stands at its place.
    pub fn open(self, envelopes: &[(Receipt, &[u8])]) -> Result<Vec<Opened>, Error> {
        let key = self.key()?;
        let open = |(receipt, sealed): &(Receipt, &[u8])| Opened {
            envelope: receipt.envelope.clone(),
            content: envelope::open(&key, receipt, sealed),
        };
        Ok(envelopes.iter().map(open).collect())
    }

    fn given(&self) -> u8 {
        u8::try_from(self.brought.len()).unwrap_or(u8::MAX)
    }

    fn key(&self) -> Result<PrivateKey, Error> {
        let needed = self.dealt.threshold.needed;
        if self.given() < needed {
            return Err(Error::TooFewShares { given: self.given(), needed });
        }
        let mut shares = Vec::with_capacity(self.brought.len());
        for bytes in self.brought.values() {
            shares.push(Share::try_from(bytes.as_slice()).map_err(|_| Error::WrongKey)?);
        }
        let secret = Zeroizing::new(Sharks(needed).recover(&shares).map_err(|_| Error::WrongKey)?);
        let key = PrivateKey::from_scalar(&secret)?;
        if key.public()? == self.dealt.public_key { Ok(key) } else { Err(Error::WrongKey) }
    }
}
