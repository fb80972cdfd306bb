//! The Temporal dev server as a watched child: the real server, one binary, SQLite with WAL and
//! full sync, loopback only. Started, restarted when it dies, stopped by its id.
//!
//! What must stay true: it keeps its ports across restarts (clients reconnect by themselves); an
//! orphan of a process that was killed is stopped before its database is opened a second time.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process, test_kill_process};
use tokio::{
    net::TcpStream,
    process::{Child, Command},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

use crate::binary::{Missing, Program};

const READY_WITHIN: Duration = Duration::from_secs(30);
const STOP_WITHIN: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Missing(#[from] Missing),
    #[error("{path}: {source}")]
    Folder { path: PathBuf, source: std::io::Error },
    #[error("no free port on 127.0.0.1: {0}")]
    NoPort(std::io::Error),
    #[error("{program} cannot be started: {source}")]
    Start { program: PathBuf, source: std::io::Error },
    #[error("the Temporal dev server ended at once ({status}); its words are in {log}")]
    Died { status: String, log: PathBuf },
    #[error("the Temporal dev server was not ready within {} s; its words are in {log}", READY_WITHIN.as_secs())]
    NotReady { log: PathBuf },
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(missing) => missing.code(),
            Self::Folder { .. } => "DEVSERVER_FOLDER",
            Self::NoPort(_) => "DEVSERVER_NO_PORT",
            Self::Start { .. } => "DEVSERVER_START",
            Self::Died { .. } => "DEVSERVER_DIED",
            Self::NotReady { .. } => "DEVSERVER_NOT_READY",
        }
    }
}

/// How to run it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Holds database, log and pid file; created when missing.
    pub folder: PathBuf,
    pub namespace: String,
    /// `None`: searched, see [`Program::find`].
    pub program: Option<PathBuf>,
    /// `None`: a free one.
    pub port: Option<u16>,
}

impl Settings {
    pub fn new(folder: impl Into<PathBuf>, namespace: impl Into<String>) -> Self {
        Self { folder: folder.into(), namespace: namespace.into(), program: None, port: None }
    }

    fn database(&self) -> PathBuf {
        self.folder.join("temporal.sqlite")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("temporal.log")
    }

    fn pid_file(&self) -> PathBuf {
        self.folder.join("temporal.pid")
    }
}

/// A running dev server.
pub struct DevServer {
    address: String,
    settings: Settings,
    stop: CancellationToken,
    watcher: JoinHandle<()>,
}

impl DevServer {
    /// Starts the server and waits until it answers.
    pub async fn start(settings: Settings) -> Result<Self, Error> {
        let launch = Launch::prepare(settings)?;
        launch.stop_orphan().await;
        let mut child = launch.spawn()?;
        launch.ready(&mut child).await?;
        let stop = CancellationToken::new();
        let address = launch.address();
        let settings = launch.settings.clone();
        let watcher = tokio::spawn(watch(launch, child, stop.clone()));
        Ok(Self { address, settings, stop, watcher })
    }

    /// `127.0.0.1:port`, the same for as long as this value lives.
    pub fn address(&self) -> &str {
        &self.address
    }

    pub fn namespace(&self) -> &str {
        &self.settings.namespace
    }

    /// The server's process id at the moment.
    pub fn pid(&self) -> Option<i32> {
        std::fs::read_to_string(self.settings.pid_file()).ok()?.trim().parse().ok()
    }

    /// Ends the server in order.
    pub async fn stop(self) {
        self.stop.cancel();
        let _ = self.watcher.await;
    }
}

struct Launch {
    settings: Settings,
    program: PathBuf,
    ports: [u16; 3],
}

impl Launch {
    fn prepare(mut settings: Settings) -> Result<Self, Error> {
        let path = settings.folder.clone();
        let folder = |source| Error::Folder { path: path.clone(), source };
        std::fs::create_dir_all(&settings.folder).map_err(folder)?;
        settings.folder = settings.folder.canonicalize().map_err(folder)?;
        let program = match &settings.program {
            Some(program) => program.clone(),
            None => Program::Temporal.find(&std::env::current_dir().map_err(folder)?)?,
        };
        let [a, b, c] = free_ports().map_err(Error::NoPort)?;
        let ports = [settings.port.unwrap_or(a), b, c];
        Ok(Self { settings, program, ports })
    }

    fn address(&self) -> String {
        format!("127.0.0.1:{}", self.ports[0])
    }

    fn spawn(&self) -> Result<Child, Error> {
        let [port, http, metrics] = self.ports.map(|port| port.to_string());
        let log_path = self.settings.log();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(&log_path);
        let log = log.map_err(|source| Error::Folder { path: log_path.clone(), source })?;
        let errors = log.try_clone().map_err(|source| Error::Folder { path: log_path, source })?;
        let child = Command::new(&self.program)
            .args(["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", &port])
            .args(["--http-port", &http, "--metrics-port", &metrics])
            .arg("--db-filename")
            .arg(self.settings.database())
            .args(["--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=full"])
            .args(["--namespace", &self.settings.namespace])
            .args(["--search-attribute", "CaseId=Keyword", "--log-level", "error"])
            // a Ctrl-C in the terminal is for us: we stop the worker first, then the server
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .kill_on_drop(true)
            .spawn()
            .map_err(|source| Error::Start { program: self.program.clone(), source })?;
        if let Some(pid) = child.id() {
            let path = self.settings.pid_file();
            std::fs::write(&path, pid.to_string()).map_err(|source| Error::Folder { path, source })?;
        }
        Ok(child)
    }

    async fn ready(&self, child: &mut Child) -> Result<(), Error> {
        let begun = tokio::time::Instant::now();
        loop {
            if let Ok(Some(status)) = child.try_wait() {
                return Err(Error::Died { status: status.to_string(), log: self.settings.log() });
            }
            if answers(&self.address(), &self.settings.namespace).await {
                return Ok(());
            }
            if begun.elapsed() > READY_WITHIN {
                return Err(Error::NotReady { log: self.settings.log() });
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// A server left over from a process that was killed still holds the database.
    async fn stop_orphan(&self) {
        let Ok(text) = std::fs::read_to_string(self.settings.pid_file()) else { return };
        let Some(pid) = text.trim().parse().ok().and_then(Pid::from_raw) else { return };
        if is_server_of(pid, &self.settings.database()) {
            tracing::warn!(pid = pid.as_raw_nonzero().get(), "stopping a dev server left over");
            end(pid, || test_kill_process(pid).is_err()).await;
        }
        let _ = std::fs::remove_file(self.settings.pid_file());
    }
}

/// Waits for the child's end; restarts it unless we are stopping.
async fn watch(launch: Launch, mut child: Child, stop: CancellationToken) {
    let mut pause = Duration::from_millis(100);
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            status = child.wait() => {
                tracing::error!(?status, log = %launch.settings.log().display(), "dev server died, restarting it");
            }
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(pause) => {}
        }
        pause = match restart(&launch, &mut child).await {
            Ok(()) => Duration::from_millis(100),
            Err(error) => {
                tracing::error!(%error, code = error.code(), "dev server cannot be restarted");
                (pause * 2).min(Duration::from_secs(10))
            }
        };
    }
    shut_down(&mut child).await;
    let _ = std::fs::remove_file(launch.settings.pid_file());
}

async fn restart(launch: &Launch, child: &mut Child) -> Result<(), Error> {
    *child = launch.spawn()?;
    launch.ready(child).await
}

async fn shut_down(child: &mut Child) {
    let pid = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
    if let Some(pid) = pid {
        let _ = kill_process(pid, Signal::TERM);
    }
    if tokio::time::timeout(STOP_WITHIN, child.wait()).await.is_err() {
        let _ = child.kill().await;
    }
}

async fn end(pid: Pid, gone: impl Fn() -> bool) {
    let _ = kill_process(pid, Signal::TERM);
    let begun = tokio::time::Instant::now();
    while !gone() {
        if begun.elapsed() > STOP_WITHIN {
            let _ = kill_process(pid, Signal::KILL);
        }
        if begun.elapsed() > STOP_WITHIN * 2 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Ids are reused: only a process that names our database is our server.
fn is_server_of(pid: Pid, database: &Path) -> bool {
    let command = std::fs::read(format!("/proc/{}/cmdline", pid.as_raw_nonzero())).unwrap_or_default();
    let database = database.as_os_str().as_encoded_bytes();
    command.split(|byte| *byte == 0).any(|argument| argument == database)
}

/// The frontend answers and the namespace is there.
async fn answers(address: &str, namespace: &str) -> bool {
    if TcpStream::connect(address).await.is_err() {
        return false;
    }
    let mut settings = crate::Settings::new(crate::Codec::plain());
    settings.address = Some(address.to_owned());
    settings.namespace = Some(namespace.to_owned());
    let Ok(client) = crate::connect(&settings).await else { return false };
    // any word about an unknown workflow shows that the namespace is known
    crate::reconciler::examine(&client, "no-such-workflow").await.is_ok()
}

fn free_ports() -> std::io::Result<[u16; 3]> {
    let bind = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let held = [bind()?, bind()?, bind()?];
    let mut ports = [0; 3];
    for (port, listener) in ports.iter_mut().zip(&held) {
        *port = listener.local_addr()?.port();
    }
    Ok(ports)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[tokio::test]
    async fn a_program_that_is_missing_or_ends_at_once_is_named() {
        let folder = std::env::temp_dir().join(format!("devserver-{}", std::process::id()));
        let with =
            |program: &str| Settings { program: Some(PathBuf::from(program)), ..Settings::new(&folder, "default") };
        let missing = DevServer::start(with("/no/such/temporal")).await.err().unwrap();
        assert_eq!(missing.code(), "DEVSERVER_START");
        assert!(missing.to_string().contains("/no/such/temporal"));
        let died = DevServer::start(with("/bin/false")).await.err().unwrap();
        assert_eq!(died.code(), "DEVSERVER_DIED");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_reused_process_id_is_not_taken_for_our_server() {
        let own = Pid::from_raw(std::process::id() as i32).unwrap();
        assert!(!is_server_of(own, Path::new("/data/temporal.sqlite")));
    }
}
