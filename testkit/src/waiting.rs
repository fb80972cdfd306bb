//! Waiting for a condition in async tests: never a bare sleep, always an end.
use std::time::{Duration, Instant};

const PAUSE: Duration = Duration::from_millis(10);

/// Asks every 10 ms; false when `timeout` passed first.
pub async fn wait_until(mut condition: impl FnMut() -> bool, timeout: Duration) -> bool {
    wait_until_async(|| std::future::ready(condition()), timeout).await
}

/// As [`wait_until`], for a condition that has to ask a server.
pub async fn wait_until_async<F: Future<Output = bool>>(mut condition: impl FnMut() -> F, timeout: Duration) -> bool {
    let end = Instant::now() + timeout;
    loop {
        if condition().await {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn waiting_ends_both_ways() {
        let mut asked = 0;
        assert!(
            wait_until(
                || {
                    asked += 1;
                    asked > 2
                },
                Duration::from_secs(1)
            )
            .await
        );
        assert!(!wait_until_async(|| async { false }, Duration::from_millis(20)).await);
    }
}
