//! A private PostgreSQL cluster: own folder, own port, own life.
//!
//! The roles are those of production: `verbund_owner` owns the schema and migrates, `verbund_app` and
//! `verbund_worker` work; none of them is superuser or passes row-level security. The administrator of
//! the cluster is `postgres`. Loopback and a socket in the cluster's own folder only, so `trust` is safe.
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::child::{Ending, Kept, bound};
use crate::preparing::{feed, run_to_end, tail};
use crate::wait::wait_until;
use crate::{Error, Result, found, ports};

pub const OWNER: &str = "verbund_owner";
pub const APP: &str = "verbund_app";
pub const WORKER: &str = "verbund_worker";

/// Names a cluster that is already running, by its administrator's URL; set by `cargo xtask test`.
pub const SHARED_CLUSTER_ENV: &str = "VERBUND_TEST_POSTGRES";

const FOLDER_PREFIX: &str = "verbund-pg-";

/// What survives when the machine stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// fsync off: three times as fast, for tests that do not pull plugs.
    Careless,
    /// As in production: for tests that kill, and for measuring.
    Full,
}

#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    bin: PathBuf,
    durability: Durability,
    server: Option<Kept>,
}

impl Cluster {
    /// initdb, roles, start; 2 to 3 s. Blocks the thread.
    pub fn start(durability: Durability) -> Result<Self> {
        let bin = found::postgres_bin()?;
        sweep_left_behind();
        let folder = new_folder()?;
        let mut cluster = Self { folder, port: 0, bin, durability, server: None };
        cluster.initialise()?;
        let mut last = Error::NoPort;
        // Another process may take the port between our looking and PostgreSQL's binding.
        for _ in 0..3 {
            cluster.port = ports::free()?;
            match cluster.run() {
                Ok(()) => return Ok(cluster),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// `postgres://role@127.0.0.1:port/database`
    pub fn url(&self, role: &str, database: &str) -> String {
        format!("postgres://{role}@127.0.0.1:{}/{database}", self.port)
    }

    /// The administrator's URL, database `postgres`.
    pub fn admin_url(&self) -> String {
        self.url("postgres", "postgres")
    }

    pub fn pid(&self) -> Option<u32> {
        self.server.as_ref().map(Kept::pid)
    }

    /// Ends the server at once, without a checkpoint; its files stay.
    pub fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.end(Ending::Quit);
        }
    }

    /// After [`Cluster::stop`]: the same files, the same port.
    pub fn restart(&mut self) -> Result<()> {
        self.stop();
        self.run()
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    fn initialise(&self) -> Result<()> {
        let mut initdb = bound(&self.bin.join("initdb"), other_user(), None);
        initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"]);
        run_to_end(initdb.arg(self.data()))?;
        // Single-user mode needs no client program and no port.
        let mut single = bound(&self.bin.join("postgres"), other_user(), None);
        single.arg("--single").arg("-F").arg("-D").arg(self.data()).arg("postgres").current_dir("/");
        let sql: String = [OWNER, APP, WORKER]
            .iter()
            .map(|role| format!("CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;\n"))
            .collect();
        feed(&mut single, &sql)
    }

    fn run(&mut self) -> Result<()> {
        let log = std::fs::File::create(self.log()).map_err(Error::io(self.log()))?;
        let too = log.try_clone().map_err(Error::io(self.log()))?;
        let mut command = bound(&self.bin.join("postgres"), other_user(), Some(Ending::Quit));
        command.arg("-D").arg(self.data()).arg("-k").arg(&self.folder);
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string()]).current_dir("/");
        for setting in settings(self.durability) {
            command.args(["-c", setting]);
        }
        command.stdout(Stdio::from(log)).stderr(Stdio::from(too));
        let server = Kept::start(command, Ending::Quit)?;
        // The last line of postmaster.pid says "ready" once connections are let in.
        let state = self.data().join("postmaster.pid");
        let ready = || {
            std::fs::read_to_string(&state).is_ok_and(|text| text.lines().nth(7).is_some_and(|l| l.trim() == "ready"))
        };
        let ended = || server.has_ended();
        if wait_until(|| ready() || ended(), Duration::from_secs(60)) && !server.has_ended() {
            self.server = Some(server);
            return Ok(());
        }
        Err(Error::NotReady { program: "PostgreSQL", log: tail(&self.log()) })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn settings(durability: Durability) -> &'static [&'static str] {
    match durability {
        Durability::Careless => &[
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=400",
            "shared_buffers=128MB",
            "max_wal_size=4GB",
        ],
        Durability::Full => &["max_connections=400", "shared_buffers=256MB", "max_wal_size=4GB"],
    }
}

/// PostgreSQL refuses to run as root; then it runs as Debian's `postgres`, or `nobody` elsewhere.
fn other_user() -> Option<&'static str> {
    use std::os::unix::fs::MetadataExt;
    let root = std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    let known = |name: &str| {
        std::fs::read_to_string("/etc/passwd")
            .is_ok_and(|users| users.lines().any(|line| line.starts_with(&format!("{name}:"))))
    };
    match root {
        false => None,
        true if known("postgres") => Some("postgres"),
        true => Some("nobody"),
    }
}

/// Directly below /tmp: the other user must be able to walk there, and a socket path has only 107 bytes.
fn new_folder() -> Result<PathBuf> {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let folder = Path::new("/tmp").join(format!("{FOLDER_PREFIX}{}-{count}", std::process::id()));
    std::fs::create_dir(&folder).map_err(Error::io(&folder))?;
    if let Some(user) = other_user() {
        run_to_end(Command::new("chown").arg(user).arg(&folder))?;
    }
    Ok(folder)
}

/// Removes the folders of processes that were killed before they could tidy up (their servers ended
/// with them). A folder whose process lives is left alone.
fn sweep_left_behind() {
    let Ok(entries) = std::fs::read_dir("/tmp") else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let pid =
            name.to_str().and_then(|name| name.strip_prefix(FOLDER_PREFIX)).and_then(|rest| rest.split('-').next());
        if let Some(pid) = pid.and_then(|pid| pid.parse::<u32>().ok())
            && !Path::new(&format!("/proc/{pid}")).exists()
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_cluster_starts_stops_restarts_and_leaves_nothing() {
        let mut cluster = Cluster::start(Durability::Careless).unwrap();
        let folder = cluster.folder.clone();
        let answers = |cluster: &Cluster| std::net::TcpStream::connect(("127.0.0.1", cluster.port)).is_ok();
        assert!(answers(&cluster));
        cluster.stop();
        assert!(!answers(&cluster));
        cluster.restart().unwrap();
        assert!(answers(&cluster));
        let pid = cluster.pid().unwrap();
        drop(cluster);
        assert!(!folder.exists());
        assert!(!Path::new(&format!("/proc/{pid}")).exists());
    }
}
