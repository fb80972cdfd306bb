//! Accepts connections until the process is told to stop, then lets running requests end.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long running requests may take to end after the process was told to stop.
const FAREWELL: Duration = Duration::from_secs(20);

/// Binds an address; port 0 takes a free one.
pub async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}

/// Serves until `stopping`, then at most [`FAREWELL`] longer.
pub async fn serve(listener: TcpListener, router: Router, stopping: CancellationToken) -> io::Result<()> {
    let told = stopping.clone();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move { told.cancelled().await });
    let patience = async {
        stopping.cancelled().await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        ended = server => ended,
        () = patience => {
            tracing::warn!("requests still running at the end were cut off");
            Ok(())
        }
    }
}

/// Cancelled by Ctrl-C or SIGTERM.
pub fn stop_signal() -> io::Result<CancellationToken> {
    use tokio::signal::unix::{SignalKind, signal};
    let token = CancellationToken::new();
    let stop = token.clone();
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
        stop.cancel();
    });
    Ok(token)
}
