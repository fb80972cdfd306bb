//! Papers the machine makes go into the vault as documents of people do.

use activities::{Keep, Kept};
use files::{ObjectKey, Vault};
use futures::stream;
use std::sync::Arc;

/// Longest paper: a statement over thousands of vouchers.
const MAX_BYTES: u64 = 256 << 20;

/// Keeps papers in this vault.
#[must_use]
pub fn keep_in(vault: Vault) -> Keep {
    Arc::new(move |bytes: Vec<u8>| -> Kept {
        let vault = vault.clone();
        Box::pin(async move {
            let mut random = [0_u8; 16];
            aws_lc_rs::rand::fill(&mut random).map_err(|_| "no randomness".to_owned())?;
            let piece = Ok::<_, std::convert::Infallible>(bytes.into());
            let kept = vault.put(ObjectKey::from_random(random), stream::iter([piece]), MAX_BYTES).await;
            kept.map_err(|error| error.to_string())
        })
    })
}
