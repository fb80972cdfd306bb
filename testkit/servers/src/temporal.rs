//! Temporal's two servers: the real one (dev server: durable, SQLite) and the time-skipping test server.
//!
//! The dev server is what the embedded mode runs, with the same flags: without WAL it is unusable and
//! without full sync it forgets. The test server is in memory, one per test (it degrades when reused),
//! and listens on all interfaces (it has no bind option): never run it on an open machine.
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::child::{Ending, Kept, bound};
use crate::preparing::tail;
use crate::wait::wait_until;
use crate::{Error, Result, found, ports};

/// Created with the server's database; a later start cannot add one.
pub const NAMESPACE: &str = "verbund";
const SEARCH_ATTRIBUTE: &str = "CaseId=Keyword";
const READY_WITHIN: Duration = Duration::from_secs(60);

/// The real Temporal server on loopback, with its database in a folder of the caller's.
#[derive(Debug)]
pub struct DevServer {
    folder: PathBuf,
    grpc_port: u16,
    http_port: u16,
    metrics_port: u16,
    server: Option<Kept>,
}

impl DevServer {
    /// Starts in `folder` (made if missing) and returns when the namespace answers; about 1 s. A folder
    /// used before goes on with what it holds. Blocks the thread.
    pub fn start(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
        let mut last = Error::NoPort;
        for _ in 0..3 {
            let mut server = Self {
                folder: folder.to_path_buf(),
                grpc_port: ports::free()?,
                http_port: ports::free()?,
                metrics_port: ports::free()?,
                server: None,
            };
            match server.run() {
                Ok(()) => return Ok(server),
                Err(error @ Error::Missing { .. }) => return Err(error),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// `127.0.0.1:port` for gRPC clients (`TEMPORAL_ADDRESS`).
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.grpc_port)
    }

    pub fn namespace(&self) -> &'static str {
        NAMESPACE
    }

    pub fn pid(&self) -> Option<u32> {
        self.server.as_ref().map(Kept::pid)
    }

    /// SIGKILL, as a power cut would. The database stays.
    pub fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.end(Ending::Kill);
        }
    }

    /// Kills it if it still runs, starts it on the same ports with the same database.
    pub fn restart(&mut self) -> Result<()> {
        self.kill();
        self.run()
    }

    /// Kills it and deletes its database: the day Temporal's store is lost. [`DevServer::restart`] begins empty.
    pub fn wipe(&mut self) -> Result<()> {
        self.kill();
        for ending in ["", "-wal", "-shm", "-journal"] {
            let file = self.folder.join(format!("temporal.sqlite{ending}"));
            match std::fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(Error::Io { what: file, source: error });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self) -> Result<()> {
        let log = self.folder.join("temporal.log");
        let mut command = bound(&found::temporal()?, None, Some(Ending::Kill));
        command.args(["server", "start-dev", "--headless", "--ip", "127.0.0.1"]);
        command.args(["--port", &self.grpc_port.to_string(), "--http-port", &self.http_port.to_string()]);
        command.args(["--metrics-port", &self.metrics_port.to_string()]);
        command.arg("--db-filename").arg(self.folder.join("temporal.sqlite"));
        command.args(["--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=full"]);
        command.args(["--namespace", NAMESPACE, "--search-attribute", SEARCH_ATTRIBUTE, "--log-level", "error"]);
        log_to(&mut command, &log)?;
        let server = Kept::start(command, Ending::Kill)?;
        let ready = || namespace_answers(self.http_port);
        if wait_until(|| server.has_ended() || ready(), READY_WITHIN) && !server.has_ended() {
            self.server = Some(server);
            return Ok(());
        }
        Err(Error::NotReady { program: "temporal", log: tail(&log) })
    }
}

/// The in-memory server whose clock tests may move.
#[derive(Debug)]
pub struct TestServer {
    port: u16,
    _server: Kept,
    _folder: LogFolder,
}

impl TestServer {
    /// With the clock locked until a test unlocks it. Blocks the thread.
    pub fn start() -> Result<Self> {
        let program = found::temporal_test_server()?;
        let folder = LogFolder::new()?;
        let log = folder.0.join("log");
        for _ in 0..3 {
            let port = ports::free()?;
            let mut command = bound(&program, None, Some(Ending::Kill));
            command.arg(port.to_string());
            log_to(&mut command, &log)?;
            let server = Kept::start(command, Ending::Kill)?;
            let ready = || TcpStream::connect(("127.0.0.1", port)).is_ok();
            if wait_until(|| server.has_ended() || ready(), READY_WITHIN) && !server.has_ended() {
                return Ok(Self { port, _server: server, _folder: folder });
            }
        }
        Err(Error::NotReady { program: "temporal-test-server", log: tail(&log) })
    }

    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

#[derive(Debug)]
struct LogFolder(PathBuf);

impl LogFolder {
    fn new() -> Result<Self> {
        let port_like = ports::free()?; // unique enough within this process, and pids differ
        let folder = std::env::temp_dir().join(format!("verbund-tts-{}-{port_like}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for LogFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn log_to(command: &mut Command, log: &Path) -> Result<()> {
    let file = std::fs::File::create(log).map_err(Error::io(log))?;
    let too = file.try_clone().map_err(Error::io(log))?;
    command.stdout(Stdio::from(file)).stderr(Stdio::from(too));
    Ok(())
}

/// A listening port is not yet a namespace, and a client that comes too early fails for good; so ask.
fn namespace_answers(http_port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(("127.0.0.1", http_port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(stream, "GET /api/v1/namespaces/{NAMESPACE} HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
        let mut head = [0_u8; 15];
        stream.read_exact(&mut head)?;
        Ok(head.windows(4).any(|part| part == b" 200"))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn the_real_server_starts_survives_a_kill_and_begins_anew_after_a_wipe() {
        let folder = std::env::temp_dir().join(format!("verbund-dev-server-{}", std::process::id()));
        let mut server = match DevServer::start(&folder) {
            Err(Error::Missing { .. }) if std::env::var_os("CI").is_none() => {
                return eprintln!("skipped: no temporal");
            }
            other => other.unwrap(),
        };
        let database = folder.join("temporal.sqlite");
        assert!(namespace_answers(server.http_port));
        server.kill();
        assert!(!namespace_answers(server.http_port) && database.exists());
        server.restart().unwrap();
        server.wipe().unwrap();
        assert!(!database.exists());
        server.restart().unwrap();
        assert!(namespace_answers(server.http_port));
        drop(server);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_test_server_answers() {
        let server = match TestServer::start() {
            Err(Error::Missing { .. }) if std::env::var_os("CI").is_none() => {
                return eprintln!("skipped: no test server");
            }
            other => other.unwrap(),
        };
        assert!(TcpStream::connect(server.address()).is_ok());
    }
}
