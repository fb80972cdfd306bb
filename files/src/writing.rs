//! Bytes on their way into the object store: one put for small objects, a multipart upload for
//! large ones, and no trace of an upload that did not finish.
//!
//! Why not object_store's own buffered writer: it does not abort on S3 when it is dropped, and a
//! broken-off browser upload is exactly a dropped future.

use std::sync::Arc;

use bytes::Bytes;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, ObjectStoreExt, PutPayload};

use crate::Error;

/// S3 wants parts of at least 5 MiB, and some stores want all of one size.
const PART_BYTES: usize = 5 << 20;

pub(crate) struct Writing {
    store: Arc<dyn ObjectStore>,
    path: Path,
    waiting: Vec<Bytes>,
    waiting_bytes: usize,
    upload: Option<Box<dyn MultipartUpload>>,
}

impl Writing {
    pub fn new(store: Arc<dyn ObjectStore>, path: Path) -> Self {
        Self { store, path, waiting: Vec::new(), waiting_bytes: 0, upload: None }
    }

    /// Takes bytes over; writes whole parts as they fill.
    pub async fn push(&mut self, bytes: Bytes) -> Result<(), Error> {
        self.waiting_bytes += bytes.len();
        self.waiting.push(bytes);
        while self.waiting_bytes >= PART_BYTES {
            let part = self.take(PART_BYTES);
            self.write_part(part).await?;
        }
        Ok(())
    }

    /// Makes the object visible, all at once.
    pub async fn finish(mut self) -> Result<(), Error> {
        let rest = self.take(usize::MAX);
        if self.upload.is_none() {
            self.store.put(&self.path, rest).await?;
            return Ok(());
        }
        if rest.content_length() > 0 {
            self.write_part(rest).await?;
        }
        if let Some(upload) = self.upload.as_mut() {
            upload.complete().await?;
        }
        self.upload = None;
        Ok(())
    }

    /// Removes what was written so far; waits for it, unlike `drop`.
    pub async fn abandon(mut self) {
        if let Some(upload) = self.upload.take() {
            abort(upload, &self.path).await;
        }
    }

    async fn write_part(&mut self, part: PutPayload) -> Result<(), Error> {
        if self.upload.is_none() {
            self.upload = Some(self.store.put_multipart(&self.path).await?);
        }
        if let Some(upload) = self.upload.as_mut() {
            upload.put_part(part).await?;
        }
        Ok(())
    }

    /// The first `at_most` waiting bytes, without copying.
    fn take(&mut self, at_most: usize) -> PutPayload {
        let mut taken = Vec::new();
        let mut room = at_most;
        let mut rest = Vec::new();
        for mut bytes in std::mem::take(&mut self.waiting) {
            if room == 0 {
                rest.push(bytes);
                continue;
            }
            let head = bytes.split_to(bytes.len().min(room));
            room -= head.len();
            self.waiting_bytes -= head.len();
            taken.push(head);
            if !bytes.is_empty() {
                rest.push(bytes);
            }
        }
        self.waiting = rest;
        taken.into_iter().collect()
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let Some(upload) = self.upload.take() else {
            return;
        };
        let path = self.path.clone();
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move { abort(upload, &path).await })),
            Err(_) => tracing::warn!(%path, "unfinished upload left to the store's own clean-up"),
        }
    }
}

async fn abort(mut upload: Box<dyn MultipartUpload>, path: &Path) {
    if let Err(error) = upload.abort().await {
        tracing::warn!(%path, %error, "unfinished upload could not be removed");
    }
}
