//! An object store whose disk is full after the first part, and which counts clean-ups.

use std::fmt;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use futures::FutureExt;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, PutMultipartOptions, PutOptions,
    PutResult, Result, UploadPart,
};

use super::*;

#[derive(Debug, Default)]
struct FullDisk {
    inner: InMemory,
    aborted: Arc<AtomicUsize>,
}

impl fmt::Display for FullDisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("full disk")
    }
}

fn no_space() -> object_store::Error {
    let source = io::Error::from(io::ErrorKind::StorageFull).into();
    object_store::Error::Generic { store: "folder", source }
}

#[derive(Debug)]
struct Parts {
    written: usize,
    aborted: Arc<AtomicUsize>,
}

#[async_trait]
impl MultipartUpload for Parts {
    fn put_part(&mut self, _: PutPayload) -> UploadPart {
        self.written += 1;
        let full = self.written > 1;
        async move { if full { Err(no_space()) } else { Ok(()) } }.boxed()
    }
    async fn complete(&mut self) -> Result<PutResult> {
        Err(no_space())
    }
    async fn abort(&mut self) -> Result<()> {
        self.aborted.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

#[async_trait]
impl ObjectStore for FullDisk {
    async fn put_opts(&self, _: &Path, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        Err(no_space())
    }
    async fn put_multipart_opts(&self, _: &Path, _: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        Ok(Box::new(Parts { written: 0, aborted: self.aborted.clone() }))
    }
    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.inner.get_opts(location, options).await
    }
    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.inner.delete_stream(locations)
    }
    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }
    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }
    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }
}

#[tokio::test]
async fn a_full_disk_is_named_and_the_parts_are_removed() {
    let store = Arc::new(FullDisk::default());
    let vault = Vault::new(store.clone(), ring());
    let small = vault.put(key(20), pieces(b"abc", 3), 10).await.unwrap_err();
    assert_eq!(small.code(), "DOCUMENT_STORE_FULL");
    for megabytes in [7, 12] {
        let large = pieces(&vec![0; megabytes << 20], 1 << 20);
        let error = vault.put(key(21), large, u64::MAX).await.unwrap_err();
        assert_eq!(error.code(), "DOCUMENT_STORE_FULL");
    }
    tokio::task::yield_now().await;
    assert_eq!(store.aborted.load(Ordering::SeqCst), 2);
}
