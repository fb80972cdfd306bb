//! The master keys that documents and engine payloads are encrypted under.
//!
//! Embedded: one key, made on the first start in the data folder, readable by its owner only.
//! Production: from the environment or a secrets file, never generated: a key that a restart
//! invents would make every document unreadable.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use files::{KeyRing, MasterKey};
use secrecy::{ExposeSecret, SecretString};

/// Why there is no key ring.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no master keys are configured (keys.current and keys.ring)")]
    Missing,
    #[error("keys.current names {0:?}, which keys.ring does not hold")]
    CurrentUnknown(String),
    #[error("master key file {path} cannot be used: {source}")]
    File { path: String, source: io::Error },
    #[error("the machine has no randomness")]
    NoRandomness,
    #[error(transparent)]
    Unusable(#[from] files::Error),
    #[error(transparent)]
    UnusableForPayloads(#[from] host::codec::Error),
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "KEYS_MISSING",
            Self::CurrentUnknown(_) => "KEYS_CURRENT_UNKNOWN",
            Self::File { .. } => "KEYS_FILE",
            Self::NoRandomness => "KEYS_NO_RANDOMNESS",
            Self::Unusable(error) => error.code(),
            Self::UnusableForPayloads(error) => error.code(),
        }
    }
}

/// Keys by id (64 hex digits each) and the one to encrypt with.
#[derive(Debug, Clone)]
pub struct MasterKeys {
    pub current: String,
    pub ring: BTreeMap<String, SecretString>,
}

impl MasterKeys {
    /// The configured keys as they are.
    pub fn from_settings(current: Option<&str>, ring: &BTreeMap<String, SecretString>) -> Result<Self, Error> {
        let current = current.ok_or(Error::Missing)?;
        if !ring.contains_key(current) {
            return Err(Error::CurrentUnknown(current.to_owned()));
        }
        Ok(Self { current: current.to_owned(), ring: ring.clone() })
    }

    /// The key of the data folder, made when there is none.
    pub fn from_data_dir(data_dir: &Path) -> Result<Self, Error> {
        let path = data_dir.join("master-key.hex");
        let failed = |source| Error::File { path: path.display().to_string(), source };
        let hex_key = match std::fs::read_to_string(&path) {
            Ok(text) => SecretString::from(text.trim().to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let made = random_hex()?;
                write_private(&path, |file| file.write_all(made.expose_secret().as_bytes())).map_err(failed)?;
                made
            }
            Err(error) => return Err(failed(error)),
        };
        let id = "local-1".to_owned();
        Ok(Self { current: id.clone(), ring: BTreeMap::from([(id, hex_key)]) })
    }

    /// The ring for the engine's payloads.
    pub fn for_payloads(&self) -> Result<host::KeyRing, Error> {
        let mut current = None;
        let mut older = Vec::new();
        for (id, hex_key) in &self.ring {
            let key = host::Key::new(id.as_str(), &derive(hex_key, b"verbund payloads 1")?)?;
            if *id == self.current {
                current = Some(key);
            } else {
                older.push(key);
            }
        }
        let current = current.ok_or_else(|| Error::CurrentUnknown(self.current.clone()))?;
        Ok(host::KeyRing::new(current, older)?)
    }

    /// The ring for documents.
    pub fn for_documents(&self) -> Result<KeyRing, Error> {
        let mut current = None;
        let mut former = Vec::new();
        for (id, hex_key) in &self.ring {
            let key = MasterKey::from_bytes(id, derive(hex_key, b"verbund documents 1")?)?;
            if *id == self.current { current = Some(key) } else { former.push(key) }
        }
        let current = current.ok_or_else(|| Error::CurrentUnknown(self.current.clone()))?;
        Ok(KeyRing::new(current, former)?)
    }
}

/// A key of its own for each purpose (HKDF-SHA256, RFC 5869), so that no key serves two ends.
fn derive(hex_key: &SecretString, purpose: &[u8]) -> Result<[u8; 32], Error> {
    let mut master = [0u8; 32];
    hex::decode_to_slice(hex_key.expose_secret().trim(), &mut master)
        .map_err(|_| files::Error::BadKey("a key is 64 hex digits"))?;
    let mut derived = [0u8; 32];
    Salt::new(HKDF_SHA256, &[])
        .extract(&master)
        .expand(&[purpose], HKDF_SHA256)
        .and_then(|key| key.fill(&mut derived))
        .map_err(|_| files::Error::Crypto)?;
    Ok(derived)
}

fn random_hex() -> Result<SecretString, Error> {
    let mut bytes = [0u8; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
    Ok(SecretString::from(hex::encode(bytes)))
}

/// Writes a new file that only its owner can read: whole, durable, and never over another.
pub(crate) fn write_private(path: &Path, write: impl FnOnce(&mut std::fs::File) -> io::Result<()>) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension(format!("draft-{}", std::process::id()));
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let outcome = write(&mut file)
        .and_then(|()| file.sync_all())
        // A link, unlike a rename, fails when another process was quicker.
        .and_then(|()| std::fs::hard_link(&draft, path));
    std::fs::remove_file(&draft)?;
    outcome
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_key_of_the_data_folder_stays_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let read = || MasterKeys::from_data_dir(folder.path()).unwrap();
        let (one, two) = (read(), read());
        assert_eq!(one.ring["local-1"].expose_secret(), two.ring["local-1"].expose_secret());
        assert!(one.for_documents().is_ok());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_file_cut_short_is_refused_and_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("master-key.hex"), "abc").unwrap();
        let keys = MasterKeys::from_data_dir(folder.path()).unwrap();
        assert_eq!(keys.for_documents().unwrap_err().code(), "DOCUMENT_KEY_UNUSABLE");
    }

    #[test]
    fn production_without_keys_is_refused() {
        let none = BTreeMap::new();
        assert_eq!(MasterKeys::from_settings(None, &none).unwrap_err().code(), "KEYS_MISSING");
        let unknown = MasterKeys::from_settings(Some("k2"), &none).unwrap_err();
        assert_eq!(unknown.code(), "KEYS_CURRENT_UNKNOWN");
    }
}
