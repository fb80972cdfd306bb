//! Waiting for something to become true, with an end.
use std::time::{Duration, Instant};

/// Asks every 10 ms; false when `timeout` passed first. Blocks the thread: in async tests use
/// `testkit::wait_until`.
pub fn wait_until(mut condition: impl FnMut() -> bool, timeout: Duration) -> bool {
    let end = Instant::now() + timeout;
    loop {
        if condition() {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_ends_when_it_is_true_and_when_time_is_up() {
        let mut asked = 0;
        assert!(wait_until(
            || {
                asked += 1;
                asked == 3
            },
            Duration::from_secs(1)
        ));
        assert!(!wait_until(|| false, Duration::from_millis(20)));
    }
}
