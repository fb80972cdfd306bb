//! Hybrid encryption to a P-256 key: ephemeral ECDH, HKDF-SHA-256, AES-256-GCM (layout: crate documentation).
//!
//! Curve and steps are those every browser's WebCrypto has, so that an opener's private key need not leave it.

use crate::Error;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{self, ECDH_P256, ParsedPublicKey};
use aws_lc_rs::encoding::{AsBigEndian, EcPrivateKeyBin};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use aws_lc_rs::rand;
use zeroize::Zeroizing;

/// Length of an uncompressed point.
pub const PUBLIC_KEY_BYTES: usize = 65;
/// Length of the private scalar.
pub(crate) const SCALAR_BYTES: usize = 32;
const MAGIC: &[u8; 4] = b"VBS1";
const NONCE_BYTES: usize = 12;
const HEADER_BYTES: usize = MAGIC.len() + PUBLIC_KEY_BYTES + NONCE_BYTES;
const TAG_BYTES: usize = 16;

/// A P-256 public key, checked to be a point of the curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; PUBLIC_KEY_BYTES]);

impl PublicKey {
    /// From 65 bytes, as WebCrypto's `exportKey("raw")` gives them.
    ///
    /// # Errors
    /// [`Error::BadPublicKey`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let point: [u8; PUBLIC_KEY_BYTES] = bytes.try_into().map_err(|_| Error::BadPublicKey)?;
        let on_curve = ParsedPublicKey::try_from(&agreement::UnparsedPublicKey::new(&ECDH_P256, bytes)).is_ok();
        if point[0] != 4 || !on_curve {
            return Err(Error::BadPublicKey);
        }
        Ok(Self(point))
    }

    /// The 65 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; PUBLIC_KEY_BYTES] {
        &self.0
    }
}

/// A P-256 private key; the library wipes it when dropped. Not printable, not cloneable.
pub struct PrivateKey(agreement::PrivateKey);

impl PrivateKey {
    /// A new key.
    ///
    /// # Errors
    /// [`Error::Library`].
    pub fn generate() -> Result<Self, Error> {
        Ok(Self(agreement::PrivateKey::generate(&ECDH_P256)?))
    }

    pub(crate) fn from_scalar(scalar: &[u8]) -> Result<Self, Error> {
        agreement::PrivateKey::from_private_key(&ECDH_P256, scalar).map(Self).map_err(|_| Error::WrongKey)
    }

    /// Its public half.
    ///
    /// # Errors
    /// [`Error::Library`].
    pub fn public(&self) -> Result<PublicKey, Error> {
        PublicKey::from_bytes(self.0.compute_public_key()?.as_ref())
    }

    pub(crate) fn scalar(&self) -> Result<Zeroizing<Vec<u8>>, Error> {
        let scalar: EcPrivateKeyBin<'_> = self.0.as_be_bytes()?;
        Ok(Zeroizing::new(scalar.as_ref().to_vec()))
    }
}

/// Encrypts `plaintext`, which is overwritten, to `recipient`.
pub(crate) fn encrypt(
    recipient: &PublicKey,
    purpose: &str,
    context: &str,
    mut plaintext: Zeroizing<Vec<u8>>,
) -> Result<Vec<u8>, Error> {
    let ephemeral = PrivateKey::generate()?;
    let ephemeral_public = ephemeral.public()?;
    let key = derive(&ephemeral, recipient, &ephemeral_public, purpose)?;
    let mut nonce = [0; NONCE_BYTES];
    rand::fill(&mut nonce)?;
    let aad = Aad::from(context.as_bytes());
    let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad, &mut plaintext)?;
    let mut sealed = Vec::with_capacity(HEADER_BYTES + plaintext.len() + TAG_BYTES);
    sealed.extend_from_slice(MAGIC);
    sealed.extend_from_slice(ephemeral_public.as_bytes());
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&plaintext);
    sealed.extend_from_slice(tag.as_ref());
    Ok(sealed)
}

/// Decrypts; `None` for whatever is not exactly as sealed.
pub(crate) fn decrypt(key: &PrivateKey, purpose: &str, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let body = sealed.strip_prefix(MAGIC)?;
    let (ephemeral, body) = body.split_at_checked(PUBLIC_KEY_BYTES)?;
    let (nonce, body) = body.split_at_checked(NONCE_BYTES)?;
    let ephemeral = PublicKey::from_bytes(ephemeral).ok()?;
    let derived = derive(key, &ephemeral, &ephemeral, purpose).ok()?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut buffer = Zeroizing::new(body.to_vec());
    let length = derived.open_in_place(nonce, Aad::from(context.as_bytes()), &mut buffer).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

fn derive(own: &PrivateKey, other: &PublicKey, ephemeral: &PublicKey, purpose: &str) -> Result<LessSafeKey, Error> {
    let other = agreement::UnparsedPublicKey::new(&ECDH_P256, other.as_bytes());
    agreement::agree(&own.0, other, Error::Library, |shared| {
        let extracted = Salt::new(HKDF_SHA256, ephemeral.as_bytes()).extract(shared);
        let info = [purpose.as_bytes()];
        let expanded = extracted.expand(&info, &AES_256_GCM).map_err(Error::from)?;
        Ok(LessSafeKey::new(UnboundKey::from(expanded)))
    })
}

/// Parts joined by line feeds; ids must not have any.
pub(crate) fn context(purpose: &str, tender: &str, id: &str) -> Result<String, Error> {
    if [tender, id].iter().any(|part| part.is_empty() || part.contains('\n')) {
        return Err(Error::BadId);
    }
    Ok(format!("{purpose}\n{tender}\n{id}"))
}
