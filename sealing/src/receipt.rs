//! What a bidder gets: time and hash of the sealed envelope. It proves what was received and tells nothing of it.

use aws_lc_rs::digest;

/// Proof of receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Tender.
    pub tender: String,
    /// Envelope.
    pub envelope: String,
    /// When, RFC 3339, UTC.
    pub received_at: String,
    /// SHA-256 of the sealed bytes, lower-case hex.
    pub sha256: String,
    /// SHA-256 of tender, envelope, time and the hash above, joined by line feeds: one figure to read out and compare.
    pub receipt_hash: String,
}

impl Receipt {
    pub(crate) fn given(tender: &str, envelope: &str, received_at: &str, sealed: &[u8]) -> Self {
        let sha256 = sha256(sealed);
        let receipt_hash = hash(tender, envelope, received_at, &sha256);
        let (tender, envelope, received_at) = (tender.to_owned(), envelope.to_owned(), received_at.to_owned());
        Self { tender, envelope, received_at, sha256, receipt_hash }
    }

    /// Whether the receipt itself is unchanged: its hash follows from its fields.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        hash(&self.tender, &self.envelope, &self.received_at, &self.sha256) == self.receipt_hash
    }
}

fn hash(tender: &str, envelope: &str, received_at: &str, sha256_hex: &str) -> String {
    sha256(format!("{tender}\n{envelope}\n{received_at}\n{sha256_hex}").as_bytes())
}

/// SHA-256 as lower-case hex.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest::digest(&digest::SHA256, bytes))
}
