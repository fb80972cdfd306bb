//! The door to the documents: put, get, delete.

use std::error::Error as StdError;
use std::sync::Arc;

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt, TryStreamExt};
use object_store::{ObjectStore, ObjectStoreExt};

use crate::reading::Reading;
use crate::segments::{SEGMENT_BYTES, Sealer, TAG_BYTES};
use crate::writing::Writing;
use crate::{Error, KeyRing, ObjectKey};

/// What the database keeps about a stored document; needed to read it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub object_key: ObjectKey,
    /// SHA-256 of the plaintext, 64 lower-case hex digits.
    pub sha256: String,
    /// Length of the plaintext.
    pub size_bytes: u64,
    /// Id of the master key the document is wrapped with.
    pub key_id: String,
}

/// Encrypts what goes into the object store and verifies what comes out. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Vault {
    store: Arc<dyn ObjectStore>,
    ring: Arc<KeyRing>,
    segment_bytes: usize,
}

impl Vault {
    /// `store` from [`crate::open`]; `ring` must hold the keys of all documents to be read.
    pub fn new(store: Arc<dyn ObjectStore>, ring: KeyRing) -> Self {
        Self { store, ring: Arc::new(ring), segment_bytes: SEGMENT_BYTES }
    }

    #[cfg(test)]
    pub(crate) fn with_segment_bytes(mut self, segment_bytes: usize) -> Self {
        self.segment_bytes = segment_bytes;
        self
    }

    /// Stores a stream of at most `max_bytes` under a key never used before.
    ///
    /// The object appears whole or not at all: on an error, and when this future is dropped
    /// half-way, what was uploaded is removed. Holds a few MiB, whatever the size.
    pub async fn put<S, E>(&self, object_key: ObjectKey, body: S, max_bytes: u64) -> Result<Stored, Error>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let mut writing = Writing::new(self.store.clone(), object_key.path());
        match self.encrypt(&mut writing, &object_key, body, max_bytes).await {
            Ok(stored) => {
                writing.finish().await?;
                Ok(stored)
            }
            Err(error) => {
                writing.abandon().await;
                Err(error)
            }
        }
    }

    /// The plaintext of a stored document, piece by piece, each verified before it is handed out.
    ///
    /// Header and first segment are verified before this returns, so that the usual damage shows
    /// before an answer has begun; damage further on ends the stream with an error.
    pub async fn get(&self, stored: &Stored) -> Result<BoxStream<'static, Result<Bytes, Error>>, Error> {
        let source = self.store.get(&stored.object_key.path()).await?.into_stream();
        let mut reading = Reading::begin(source, &self.ring, stored).await?;
        let Some(first) = reading.next().await? else {
            return Ok(stream::empty().boxed());
        };
        let rest = stream::try_unfold(reading, |mut reading| async move {
            Ok(reading.next().await?.map(|piece| (piece, reading)))
        });
        Ok(stream::once(async move { Ok(first) }).chain(rest).boxed())
    }

    /// Removes an object; one that is already gone is no error.
    pub async fn delete(&self, object_key: &ObjectKey) -> Result<(), Error> {
        match self.store.delete(&object_key.path()).await.map_err(Error::from) {
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Writes, reads and removes a small document: shows that store and keys work.
    /// `probe_key` must be fresh.
    pub async fn check(&self, probe_key: ObjectKey) -> Result<(), Error> {
        let body = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"probe"))]);
        let stored = self.put(probe_key, body, 16).await?;
        let read: Result<Vec<Bytes>, Error> = self.get(&stored).await?.try_collect().await;
        self.delete(&stored.object_key).await?;
        read.map(|_| ())
    }

    async fn encrypt<S, E>(
        &self,
        writing: &mut Writing,
        object_key: &ObjectKey,
        body: S,
        max_bytes: u64,
    ) -> Result<Stored, Error>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let (mut sealer, header) = Sealer::begin(&self.ring, object_key, self.segment_bytes)?;
        writing.push(header.into()).await?;
        let mut digest = Context::new(&SHA256);
        let mut size_bytes = 0u64;
        let mut segment = self.empty_segment();
        let mut body = std::pin::pin!(body);
        while let Some(piece) = body.next().await {
            let mut piece = piece.map_err(|error| Error::SourceBrokeOff(error.into()))?;
            size_bytes = size_bytes.saturating_add(piece.len() as u64);
            if size_bytes > max_bytes {
                return Err(Error::TooLarge { max_bytes });
            }
            digest.update(&piece);
            while !piece.is_empty() {
                // Sealed only when more follows: the last segment carries the last flag.
                if segment.len() == self.segment_bytes {
                    let mut full = std::mem::replace(&mut segment, self.empty_segment());
                    sealer.seal(&mut full, false)?;
                    writing.push(full.into()).await?;
                }
                let room = self.segment_bytes - segment.len();
                segment.extend_from_slice(&piece.split_to(piece.len().min(room)));
            }
        }
        sealer.seal(&mut segment, true)?;
        writing.push(segment.into()).await?;
        Ok(Stored {
            object_key: object_key.clone(),
            sha256: hex::encode(digest.finish()),
            size_bytes,
            key_id: self.ring.current_id().to_owned(),
        })
    }

    fn empty_segment(&self) -> Vec<u8> {
        Vec::with_capacity(self.segment_bytes + TAG_BYTES)
    }
}

#[cfg(test)]
mod tests;
