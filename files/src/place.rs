//! Where documents live: a folder (embedded) or an S3-compatible store (production).

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use object_store::ClientOptions;
use object_store::ObjectStore;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use secrecy::{ExposeSecret, SecretString};

use crate::Error;

/// A document store, as the settings name it.
#[derive(Debug, Clone)]
pub enum Place {
    /// A folder on this machine; made when missing.
    Folder(PathBuf),
    /// A bucket.
    S3(S3Place),
}

/// An S3-compatible bucket. Without keys the usual AWS sources (instance role, web identity)
/// apply.
#[derive(Debug, Clone)]
pub struct S3Place {
    pub bucket: String,
    pub region: String,
    /// Base address of a store that is not AWS, for example `https://s3.example.org`.
    pub endpoint: Option<String>,
    pub access_key_id: Option<String>,
    pub secret_access_key: Option<SecretString>,
    /// Folder inside the bucket.
    pub prefix: Option<String>,
    /// Plain HTTP, for a store on the same machine only.
    pub allow_http: bool,
}

/// Opens the store. Does not talk to it yet: [`crate::Vault::check`] does.
pub fn open(place: &Place) -> Result<Arc<dyn ObjectStore>, Error> {
    match place {
        Place::Folder(path) => open_folder(path),
        Place::S3(s3) => open_s3(s3),
    }
}

fn open_folder(path: &PathBuf) -> Result<Arc<dyn ObjectStore>, Error> {
    std::fs::create_dir_all(path)
        .map_err(|error| Error::BadPlace(object_store::Error::Generic { store: "folder", source: error.into() }))?;
    // fsync: what the database records as stored must outlive a power cut.
    let store = LocalFileSystem::new_with_prefix(path).map_err(Error::BadPlace)?.with_fsync(true);
    Ok(Arc::new(store))
}

fn open_s3(s3: &S3Place) -> Result<Arc<dyn ObjectStore>, Error> {
    let timeouts =
        ClientOptions::new().with_connect_timeout(Duration::from_secs(5)).with_timeout(Duration::from_secs(120));
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&s3.bucket)
        .with_region(&s3.region)
        .with_allow_http(s3.allow_http)
        .with_client_options(timeouts.with_allow_http(s3.allow_http));
    if let Some(endpoint) = &s3.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    if let (Some(id), Some(secret)) = (&s3.access_key_id, &s3.secret_access_key) {
        builder = builder.with_access_key_id(id).with_secret_access_key(secret.expose_secret());
    }
    let store = builder.build().map_err(Error::BadPlace)?;
    Ok(match &s3.prefix {
        Some(prefix) => Arc::new(PrefixStore::new(store, prefix.as_str())),
        None => Arc::new(store),
    })
}
