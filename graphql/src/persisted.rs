//! Persisted operations: where an installation wants it, only documents of a manifest built with the page are run.
//!
//! Apollo's automatic registration is not offered: anybody could register.

use crate::fault::server_error;
use crate::words::{Language, sentence};
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest};
use async_graphql::{ErrorExtensions, Request, ServerResult, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Documents by the SHA-256 of their text, hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, String>);

/// Why a manifest is not taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not a JSON object of hash to document.
    #[error("the manifest is not a JSON object of SHA-256 to document: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A hash is not that of its document.
    #[error("the hash {0} is not that of its document")]
    WrongHash(String),
}

impl Manifest {
    /// Reads `{"<sha256>": "<document>"}` and holds every hash against its document.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn read(json: &str) -> Result<Self, Error> {
        let documents: BTreeMap<String, String> = serde_json::from_str(json)?;
        match documents.iter().find(|(hash, text)| **hash != sha256(text)) {
            Some((hash, _)) => Err(Error::WrongHash(hash.clone())),
            None => Ok(Self(documents)),
        }
    }
}

fn sha256(text: &str) -> String {
    hex::encode(domain::journal::sha256(text.as_bytes()))
}

pub struct Persisted(Arc<Manifest>);

impl Persisted {
    pub fn new(manifest: Manifest) -> Self {
        Self(Arc::new(manifest))
    }
}

impl ExtensionFactory for Persisted {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self(Arc::clone(&self.0)))
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Persisted {
    async fn prepare_request(
        &self,
        ctx: &ExtensionContext<'_>,
        mut request: Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<Request> {
        let named = request.extensions.get("persistedQuery").and_then(hash_of);
        let hash = named.unwrap_or_else(|| sha256(&request.query));
        let Some(document) = self.0.0.get(&hash) else {
            let code = "OPERATION_NOT_PERSISTED";
            let error = async_graphql::Error::new(sentence(code, Language::De)).extend_with(|_, e| e.set("code", code));
            return Err(server_error(&error));
        };
        request.query.clone_from(document);
        next.run(ctx, request).await
    }
}

fn hash_of(extension: &Value) -> Option<String> {
    let Value::Object(map) = extension else { return None };
    match map.get("sha256Hash") {
        Some(Value::String(hash)) => Some(hash.to_ascii_lowercase()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_manifest_with_a_foreign_hash_is_refused() {
        let good = serde_json::json!({ sha256("{viewer{id}}"): "{viewer{id}}" }).to_string();
        assert!(Manifest::read(&good).is_ok());
        assert!(matches!(Manifest::read(&good.replace("viewer", "bodies")), Err(Error::WrongHash(_))));
        assert!(matches!(Manifest::read("[]"), Err(Error::Unreadable(_))));
    }
}
