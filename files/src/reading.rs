//! Bytes on their way out: segment by segment, each verified before it is handed on.
//!
//! The very last segment is held back until size and SHA-256 of the whole agree with the record.

use std::collections::VecDeque;

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures::StreamExt;
use futures::stream::BoxStream;

use crate::segments::{MAX_HEADER_BYTES, Opener};
use crate::{Error, KeyRing, Stored};

type Source = BoxStream<'static, Result<Bytes, object_store::Error>>;

pub(crate) struct Reading {
    source: Source,
    source_ended: bool,
    waiting: VecDeque<Bytes>,
    waiting_bytes: usize,
    opener: Opener,
    digest: Context,
    plain_bytes: u64,
    expected: Stored,
    finished: bool,
}

impl Reading {
    /// Reads and verifies the header.
    pub async fn begin(source: Source, ring: &KeyRing, stored: &Stored) -> Result<Self, Error> {
        let mut source = source;
        let mut head = Vec::new();
        loop {
            if let Some((opener, used)) = Opener::begin(ring, &stored.object_key, &head)? {
                let rest = Bytes::from(head).slice(used..);
                return Ok(Self {
                    source,
                    source_ended: false,
                    waiting_bytes: rest.len(),
                    waiting: VecDeque::from([rest]),
                    opener,
                    digest: Context::new(&SHA256),
                    plain_bytes: 0,
                    expected: stored.clone(),
                    finished: false,
                });
            }
            if head.len() >= MAX_HEADER_BYTES {
                return Err(Error::Damaged("the header has no end"));
            }
            match source.next().await {
                Some(bytes) => head.extend_from_slice(&bytes?),
                None => return Err(Error::Damaged("the header is cut short")),
            }
        }
    }

    /// The next verified piece of plaintext; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        if self.finished {
            return Ok(None);
        }
        // One byte beyond a full segment tells that it is not the last.
        let full = self.opener.sealed_bytes();
        while !self.source_ended && self.waiting_bytes <= full {
            match self.source.next().await {
                Some(bytes) => {
                    let bytes = bytes?;
                    self.waiting_bytes += bytes.len();
                    self.waiting.push_back(bytes);
                }
                None => self.source_ended = true,
            }
        }
        let last = self.waiting_bytes <= full;
        let mut segment = self.take(full);
        self.opener.open(&mut segment, last)?;
        self.digest.update(&segment);
        self.plain_bytes += segment.len() as u64;
        if last {
            self.finished = true;
            self.check_whole()?;
        }
        Ok(if segment.is_empty() { None } else { Some(Bytes::from(segment)) })
    }

    fn check_whole(&self) -> Result<(), Error> {
        let sha256 = hex::encode(self.digest.clone().finish());
        if self.plain_bytes != self.expected.size_bytes || sha256 != self.expected.sha256 {
            return Err(Error::Damaged("size or SHA-256 differ from the record"));
        }
        Ok(())
    }

    fn take(&mut self, at_most: usize) -> Vec<u8> {
        let mut taken = Vec::with_capacity(at_most.min(self.waiting_bytes));
        while let Some(mut bytes) = self.waiting.pop_front() {
            let head = bytes.split_to(bytes.len().min(at_most - taken.len()));
            self.waiting_bytes -= head.len();
            taken.extend_from_slice(&head);
            if !bytes.is_empty() {
                self.waiting.push_front(bytes);
                break;
            }
        }
        taken
    }
}
