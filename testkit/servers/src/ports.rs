//! Free TCP ports on loopback.
//!
//! Asking the system for port 0 and giving it back is a race with every outgoing connection on the
//! machine, so ports come from below the ephemeral range, each process beginning elsewhere in it.
use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Error, Result};

const FIRST: u32 = 20_000;
const COUNT: u32 = 12_000;
static NEXT: AtomicU32 = AtomicU32::new(0);

/// A port nobody listens on now, and which this process has not handed out recently.
pub fn free() -> Result<u16> {
    // Neighbouring process ids must not walk through the same ports in step.
    let start = std::process::id().wrapping_mul(7919);
    for _ in 0..COUNT {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + start.wrapping_add(step) % COUNT;
        if let Ok(port) = u16::try_from(port)
            && TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_ok()
        {
            return Ok(port);
        }
    }
    Err(Error::NoPort)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn two_ports_in_a_row_differ_and_can_be_bound() {
        let (a, b) = (free().unwrap(), free().unwrap());
        assert_ne!(a, b);
        TcpListener::bind((Ipv4Addr::LOCALHOST, a)).unwrap();
        TcpListener::bind((Ipv4Addr::LOCALHOST, b)).unwrap();
    }
}
