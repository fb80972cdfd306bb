//! A 100 MB document passes in both directions through a few megabytes of memory.
//! One test alone in its process, for the peak is the process's.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use bytes::Bytes;
use files::{KeyRing, MasterKey, ObjectKey, Place, Vault, open};
use futures::{StreamExt, stream};

const PIECE: usize = 64 << 10;
const PIECES: usize = 1600; // 100 MiB
const LIMIT_KIB: u64 = 24 << 10;

fn status_kib(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn body(pieces: usize) -> impl futures::Stream<Item = Result<Bytes, std::io::Error>> {
    stream::iter(0..pieces).map(|n| Ok(Bytes::from(vec![n as u8; PIECE])))
}

async fn through(vault: &Vault, pieces: usize, key: u8) -> u64 {
    let key = ObjectKey::from_random([key; 16]);
    let stored = vault.put(key, body(pieces), u64::MAX).await.unwrap();
    let mut read = 0;
    let mut stream = vault.get(&stored).await.unwrap();
    while let Some(piece) = stream.next().await {
        read += piece.unwrap().len() as u64;
    }
    read
}

#[tokio::test]
async fn a_hundred_megabytes_pass_in_constant_memory() {
    let folder = tempfile::tempdir().unwrap();
    let ring = KeyRing::new(MasterKey::from_bytes("k1", [1; 32]).unwrap(), Vec::new()).unwrap();
    let vault = Vault::new(open(&Place::Folder(folder.path().into())).unwrap(), ring);
    assert_eq!(through(&vault, 1, 1).await, PIECE as u64);

    let before = status_kib("VmRSS:");
    assert_eq!(through(&vault, PIECES, 2).await, (PIECE * PIECES) as u64);
    let grown = status_kib("VmHWM:").saturating_sub(before);
    println!("peak memory grew by {grown} KiB");
    assert!(grown < LIMIT_KIB, "peak memory grew by {grown} KiB");
}
