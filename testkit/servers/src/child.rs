//! A child process that cannot outlive us.
//!
//! Linux can send a child a signal when its parent dies, but "parent" means the *thread* that started
//! it, and test threads come and go. So each child is started and waited for by a keeper thread that
//! lives as long as the child. `setpriv` (util-linux, on every Debian) sets that signal and, for root,
//! the user to run as; where it is missing (macOS) the child is started directly.
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::{Error, Result, found};

/// How a child is asked to end. Postgres leaves shared memory behind when it is merely killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// SIGKILL: nothing is tidied up.
    Kill,
    /// SIGQUIT: PostgreSQL's immediate shutdown.
    Quit,
}

impl Ending {
    fn signal(self) -> &'static str {
        match self {
            Self::Kill => "KILL",
            Self::Quit => "QUIT",
        }
    }
}

/// A running child; dropped, it ends.
#[derive(Debug)]
pub struct Kept {
    pid: u32,
    ended: Arc<AtomicBool>,
    tell: Sender<Ending>,
    keeper: Option<JoinHandle<()>>,
    ending: Ending,
}

/// `program args…` as user `user` (only root may name one), bound to our own life.
pub fn bound(program: &std::path::Path, user: Option<&str>, ending: Option<Ending>) -> Command {
    let Some(setpriv) = found::on_path("setpriv") else {
        return Command::new(program);
    };
    let mut command = Command::new(setpriv);
    if let Some(ending) = ending {
        command.arg("--pdeathsig").arg(ending.signal());
    }
    if let Some(user) = user {
        command.args(["--reuid", user, "--regid", user, "--clear-groups"]);
    }
    if ending.is_none() && user.is_none() {
        return Command::new(program);
    }
    command.arg("--").arg(program);
    command
}

impl Kept {
    /// Starts `command` (made by [`bound`]) under a keeper thread.
    pub fn start(mut command: Command, ending: Ending) -> Result<Self> {
        let shown = command.get_program().to_owned();
        let (tell, told) = mpsc::channel();
        let (started, start) = mpsc::channel();
        let ended = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ended);
        let keeper = std::thread::spawn(move || {
            let mut child = match command.stdin(Stdio::null()).spawn() {
                Ok(child) => child,
                Err(error) => {
                    let _ = started.send(Err(error));
                    return;
                }
            };
            let _ = started.send(Ok(child.id()));
            loop {
                match told.recv_timeout(Duration::from_millis(50)) {
                    Ok(Ending::Quit) if signal(child.id(), Ending::Quit) => break,
                    Ok(_) | Err(RecvTimeoutError::Disconnected) => {
                        let _ = child.kill();
                        break;
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        if !matches!(child.try_wait(), Ok(None)) {
                            break;
                        }
                    }
                }
            }
            let _ = child.wait();
            flag.store(true, Ordering::SeqCst);
        });
        let pid = match start.recv() {
            Ok(Ok(pid)) => pid,
            Ok(Err(source)) => {
                return Err(Error::Io { what: shown.into(), source });
            }
            Err(_) => {
                return Err(Error::Io { what: shown.into(), source: std::io::ErrorKind::BrokenPipe.into() });
            }
        };
        Ok(Self { pid, ended, tell, keeper: Some(keeper), ending })
    }

    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// True once the child is gone, by itself or by us.
    pub fn has_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }

    /// Ends the child and returns when it is gone.
    pub fn end(&mut self, ending: Ending) {
        let _ = self.tell.send(ending);
        if let Some(keeper) = self.keeper.take() {
            let _ = keeper.join();
        }
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        self.end(self.ending);
    }
}

/// std can only kill; a gentler signal goes through kill(1). The pid is our own unreaped child's, so it
/// cannot have been given to somebody else.
fn signal(pid: u32, ending: Ending) -> bool {
    Command::new("kill")
        .arg(format!("-{}", ending.signal()))
        .arg(pid.to_string())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::wait::wait_until;

    #[test]
    fn a_dropped_child_is_gone() {
        let mut command = bound(std::path::Path::new("/bin/sleep"), None, Some(Ending::Kill));
        command.arg("600");
        let child = Kept::start(command, Ending::Kill).unwrap();
        let pid = child.pid();
        assert!(!child.has_ended());
        drop(child);
        assert!(!std::path::Path::new(&format!("/proc/{pid}")).exists());
    }

    #[test]
    fn a_child_outlives_the_thread_that_asked_for_it() {
        let child = std::thread::spawn(|| {
            let mut command = bound(std::path::Path::new("/bin/sleep"), None, Some(Ending::Kill));
            command.arg("600");
            Kept::start(command, Ending::Kill).unwrap()
        })
        .join()
        .unwrap();
        std::thread::sleep(Duration::from_millis(150));
        assert!(!child.has_ended());
    }

    #[test]
    fn an_end_of_its_own_is_noticed() {
        let child = Kept::start(Command::new("/bin/true"), Ending::Kill).unwrap();
        assert!(wait_until(|| child.has_ended(), Duration::from_secs(5)));
    }

    #[test]
    fn a_program_that_does_not_exist_is_refused() {
        let refused = Kept::start(Command::new("/nowhere/at-all"), Ending::Kill).unwrap_err();
        assert_eq!(refused.code(), "IO");
    }
}
