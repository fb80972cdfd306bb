//! What the vault promises, tried with many sizes, every kind of damage and failing stores.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use object_store::memory::InMemory;
use object_store::{PutPayload, path::Path};
use proptest::prelude::*;

use super::*;
use crate::{MasterKey, Place};

mod failing;

const SMALL: usize = 64;

fn ring() -> KeyRing {
    KeyRing::new(MasterKey::from_bytes("k1", [7; 32]).unwrap(), vec![]).unwrap()
}

fn in_memory() -> (Arc<InMemory>, Vault) {
    let store = Arc::new(InMemory::new());
    (store.clone(), Vault::new(store, ring()).with_segment_bytes(SMALL))
}

fn pieces(bytes: &[u8], piece: usize) -> impl Stream<Item = Result<Bytes, std::io::Error>> + use<> {
    let all: Vec<_> = bytes.chunks(piece.max(1)).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
    stream::iter(all)
}

fn key(byte: u8) -> ObjectKey {
    ObjectKey::from_random([byte; 16])
}

/// What was handed out, and how it ended.
async fn read(vault: &Vault, stored: &Stored) -> (Vec<u8>, Result<(), Error>) {
    let mut out = Vec::new();
    let mut stream = match vault.get(stored).await {
        Ok(stream) => stream,
        Err(error) => return (out, Err(error)),
    };
    while let Some(piece) = stream.next().await {
        match piece {
            Ok(piece) => out.extend_from_slice(&piece),
            Err(error) => return (out, Err(error)),
        }
    }
    (out, Ok(()))
}

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

async fn raw(store: &InMemory, key: &ObjectKey) -> Vec<u8> {
    store.get(&key.path()).await.unwrap().bytes().await.unwrap().to_vec()
}

async fn overwrite(store: &InMemory, key: &ObjectKey, bytes: Vec<u8>) {
    store.put(&key.path(), PutPayload::from(bytes)).await.unwrap();
}

async fn objects(store: &dyn ObjectStore) -> Vec<Path> {
    store.list(None).map_ok(|meta| meta.location).try_collect().await.unwrap()
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_come_back_as_they_were(
        bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1usize..200
    ) {
        block_on(async {
            let (_, vault) = in_memory();
            let stored = vault.put(key(1), pieces(&bytes, piece), 1000).await.unwrap();
            assert_eq!(stored.size_bytes, bytes.len() as u64);
            let (out, end) = read(&vault, &stored).await;
            end.unwrap();
            assert_eq!(out, bytes);
        });
    }

    #[test]
    fn any_single_flipped_bit_is_refused_and_nothing_false_is_handed_out(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(),
        bit in 0u8..8
    ) {
        block_on(async {
            let (store, vault) = in_memory();
            let stored = vault.put(key(2), pieces(&bytes, 50), 1000).await.unwrap();
            let mut changed = raw(&store, &stored.object_key).await;
            let at = at.index(changed.len());
            changed[at] ^= 1 << bit;
            overwrite(&store, &stored.object_key, changed).await;
            let (out, end) = read(&vault, &stored).await;
            assert!(end.is_err(), "byte {at} bit {bit}");
            assert!(bytes.starts_with(&out));
        });
    }

    #[test]
    fn a_document_cut_short_anywhere_or_extended_is_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(),
        more in proptest::collection::vec(any::<u8>(), 1..100)
    ) {
        block_on(async {
            let (store, vault) = in_memory();
            let stored = vault.put(key(3), pieces(&bytes, 50), 1000).await.unwrap();
            let whole = raw(&store, &stored.object_key).await;
            overwrite(&store, &stored.object_key, whole[..at.index(whole.len())].to_vec()).await;
            assert!(read(&vault, &stored).await.1.is_err());
            overwrite(&store, &stored.object_key, [whole, more].concat()).await;
            assert!(read(&vault, &stored).await.1.is_err());
        });
    }
}

#[tokio::test]
async fn every_length_around_the_segment_boundaries_comes_back() {
    let (_, vault) = in_memory();
    for segments in 0..4 {
        for off in [-1i64, 0, 1] {
            let Ok(len) = usize::try_from(segments * SMALL as i64 + off) else {
                continue;
            };
            let bytes = vec![0xab; len];
            let stored = vault.put(key(4), pieces(&bytes, 7), 1000).await.unwrap();
            let (out, end) = read(&vault, &stored).await;
            end.unwrap();
            assert_eq!(out, bytes, "length {len}");
        }
    }
}

#[tokio::test]
async fn the_real_segment_size_works_at_its_boundaries_on_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let store = crate::open(&Place::Folder(folder.path().join("documents"))).unwrap();
    let vault = Vault::new(store.clone(), ring());
    // around one segment, and around the size where the multipart upload begins
    for len in [SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 5 << 20, (10 << 20) + 1] {
        let bytes: Vec<u8> = (0..len).map(|n| (n % 251) as u8).collect();
        let stored = vault.put(key(5), pieces(&bytes, 64 << 10), u64::MAX).await.unwrap();
        let (out, end) = read(&vault, &stored).await;
        end.unwrap();
        assert!(out == bytes, "length {len}");
        vault.delete(&stored.object_key).await.unwrap();
    }
    assert!(objects(&store).await.is_empty());
}

#[tokio::test]
async fn exchanged_repeated_and_dropped_segments_are_refused() {
    let (store, vault) = in_memory();
    let bytes = vec![1; 4 * SMALL];
    let stored = vault.put(key(6), pieces(&bytes, 50), 1000).await.unwrap();
    let whole = raw(&store, &stored.object_key).await;
    let sealed = SMALL + TAG_BYTES;
    let (header, body) = whole.split_at(whole.len() - 4 * sealed);
    let parts: Vec<&[u8]> = body.chunks(sealed).collect();
    for order in [vec![1, 0, 2, 3], vec![0, 0, 1, 2, 3], vec![0, 2, 3], vec![0, 1, 2], vec![3]] {
        let forged = order.iter().fold(header.to_vec(), |done, at| [done, parts[*at].to_vec()].concat());
        overwrite(&store, &stored.object_key, forged).await;
        let (_, end) = read(&vault, &stored).await;
        assert_eq!(end.unwrap_err().code(), "DOCUMENT_DAMAGED", "{order:?}");
    }
}

#[tokio::test]
async fn one_document_cannot_stand_in_for_another() {
    let (store, vault) = in_memory();
    let one = vault.put(key(7), pieces(b"one", 3), 10).await.unwrap();
    let two = vault.put(key(8), pieces(b"two", 3), 10).await.unwrap();
    let bytes = raw(&store, &two.object_key).await;
    overwrite(&store, &one.object_key, bytes).await;
    assert_eq!(read(&vault, &one).await.1.unwrap_err().code(), "DOCUMENT_DAMAGED");
}

#[tokio::test]
async fn the_stored_bytes_hold_nothing_of_the_plaintext() {
    let (store, vault) = in_memory();
    let stored = vault.put(key(9), pieces(&[b'A'; 200], 50), 1000).await.unwrap();
    let raw = raw(&store, &stored.object_key).await;
    assert!(!raw.windows(6).any(|w| w == b"AAAAAA"));
}

#[tokio::test]
async fn after_rotation_old_documents_stay_readable_and_new_ones_take_the_new_key() {
    let (store, vault) = in_memory();
    let old = vault.put(key(10), pieces(b"old", 3), 10).await.unwrap();
    let k = |id: &str, byte| MasterKey::from_bytes(id, [byte; 32]).unwrap();
    let rotated = Vault::new(store.clone(), KeyRing::new(k("k2", 9), vec![k("k1", 7)]).unwrap());
    assert_eq!(read(&rotated, &old).await.0, b"old");
    let new = rotated.put(key(11), pieces(b"new", 3), 10).await.unwrap();
    assert_eq!(new.key_id, "k2");
    let without = Vault::new(store, KeyRing::new(k("k2", 9), vec![]).unwrap());
    assert_eq!(read(&without, &old).await.1.unwrap_err().code(), "DOCUMENT_KEY_UNKNOWN");
}

#[tokio::test]
async fn what_is_too_large_is_refused_and_leaves_nothing() {
    let (store, vault) = in_memory();
    vault.put(key(12), pieces(&[0; 100], 10), 100).await.unwrap();
    let error = vault.put(key(13), pieces(&[0; 101], 10), 100).await.unwrap_err();
    assert_eq!(error.code(), "DOCUMENT_TOO_LARGE");
    assert_eq!(objects(store.as_ref()).await, [key(12).path()]);
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(crate::open(&Place::Folder(folder.path().into())).unwrap(), ring());
    let many = pieces(&vec![1; 12 << 20], 1 << 20);
    let broken = many.chain(stream::iter([Err(std::io::Error::other("connection reset"))]));
    let error = vault.put(key(14), broken, u64::MAX).await.unwrap_err();
    assert_eq!(error.code(), "DOCUMENT_UPLOAD_BROKE_OFF");
    assert_eq!(count_files(folder.path()), 0);
}

#[tokio::test]
async fn an_upload_whose_task_is_dropped_leaves_nothing_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(crate::open(&Place::Folder(folder.path().into())).unwrap(), ring());
    let stuck = pieces(&vec![1; 12 << 20], 1 << 20).chain(stream::pending());
    let put = vault.put(key(15), stuck, u64::MAX);
    let waited = tokio::time::timeout(std::time::Duration::from_secs(2), put).await;
    assert!(waited.is_err());
    for _ in 0..100 {
        if count_files(folder.path()) == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("a part of the upload is still there");
}

#[tokio::test]
async fn an_unknown_document_is_not_found() {
    let (_, vault) = in_memory();
    let stored = Stored { object_key: key(16), sha256: String::new(), size_bytes: 0, key_id: "k1".into() };
    assert_eq!(read(&vault, &stored).await.1.unwrap_err().code(), "DOCUMENT_NOT_FOUND");
    vault.delete(&key(16)).await.unwrap();
}

#[tokio::test]
async fn a_record_that_does_not_fit_the_document_is_refused_before_the_last_piece() {
    let (_, vault) = in_memory();
    let mut stored = vault.put(key(17), pieces(b"abc", 3), 10).await.unwrap();
    stored.sha256 = "0".repeat(64);
    let (out, end) = read(&vault, &stored).await;
    assert!(out.is_empty());
    assert_eq!(end.unwrap_err().code(), "DOCUMENT_DAMAGED");
}

#[tokio::test]
async fn the_check_leaves_no_trace() {
    let (store, vault) = in_memory();
    vault.check(key(18)).await.unwrap();
    assert!(objects(store.as_ref()).await.is_empty());
}

fn count_files(folder: &std::path::Path) -> usize {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| if path.is_dir() { count_files(&path) } else { 1 })
        .sum()
}
