//! One of our own processes: started with an environment, watched by its log, ended by its number.
//!
//! Dropped, it is killed, and its log must hold no panic: that holds for every test without a word.
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use testkit::wait_until;

/// How to start it, kept so that it can be started again.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub program: PathBuf,
    pub args: Vec<String>,
    pub env: Vec<(String, String)>,
    pub folder: PathBuf,
    pub log: PathBuf,
    /// Largest file it may write, bytes; stands for a disk that is full.
    pub file_limit_bytes: Option<u64>,
}

impl Recipe {
    /// The command, bound to our own life where `setpriv` exists.
    pub fn command(&self) -> Command {
        let mut words: Vec<String> = Vec::new();
        if let Some(bytes) = self.file_limit_bytes {
            // over the limit a write shall fail, as on a full disk, instead of ending the process
            let ignoring = ["/bin/sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"];
            words.extend(ignoring.map(str::to_owned));
            words.extend(["/usr/bin/prlimit".to_owned(), format!("--fsize={bytes}"), "--".to_owned()]);
        }
        if Path::new("/usr/bin/setpriv").is_file() {
            words.extend(["/usr/bin/setpriv", "--pdeathsig", "KILL", "--"].map(str::to_owned));
        }
        words.push(self.program.display().to_string());
        words.extend(self.args.iter().cloned());
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).current_dir(&self.folder).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("VERBUND_") || text.starts_with("TEMPORAL_") {
                command.env_remove(&name);
            }
        }
        command.envs(self.env.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs it to its end; gives whether it was content, and all it said.
    pub fn run(&self) -> (bool, String) {
        let output = self.command().output().expect("the command runs");
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(!said.contains("panicked"), "{:?}: {said}", self.args);
        (output.status.success(), said)
    }
}

/// A running process.
#[derive(Debug)]
pub struct Process {
    recipe: Recipe,
    child: Option<Child>,
}

impl Process {
    pub fn start(recipe: Recipe) -> Self {
        let mut process = Self { recipe, child: None };
        process.restart();
        process
    }

    /// Starts it again, killing what still runs. The log goes on.
    pub fn restart(&mut self) {
        self.kill();
        let log = File::options().create(true).append(true).open(&self.recipe.log).expect("a log file");
        let too = log.try_clone().expect("the log file twice");
        let child = self.recipe.command().stdout(log).stderr(too).spawn();
        self.child = Some(child.unwrap_or_else(|error| panic!("{}: {error}", self.recipe.program.display())));
    }

    pub fn pid(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// SIGKILL: nothing is tidied up.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// SIGINT, as Ctrl-C gives it; waits for the end.
    ///
    /// # Panics
    /// When it has not ended after 30 seconds.
    pub async fn interrupt(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("it runs");
        let pid = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw);
        rustix::process::kill_process(pid.expect("a process number"), rustix::process::Signal::INT)
            .expect("Ctrl-C reaches it");
        let mut status = None;
        let ended = wait_until(
            || {
                status = child.try_wait().expect("its status");
                status.is_some()
            },
            Duration::from_secs(30),
        );
        if !ended.await {
            let _ = child.kill();
            let _ = child.wait();
            panic!("Ctrl-C did not end it; its log ends:\n{}", self.log_end());
        }
        status.expect("an exit status")
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.as_mut().is_none_or(|child| !matches!(child.try_wait(), Ok(None)))
    }

    /// Resident memory in KiB (`VmRSS`).
    pub fn resident_kib(&self) -> u64 {
        let pid = self.pid().expect("it runs");
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|rest| rest.split_whitespace().next());
        number.and_then(|text| text.parse().ok()).expect("a number of KiB")
    }

    pub fn log(&self) -> String {
        let bytes = std::fs::read(&self.recipe.log).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The last thirty lines.
    pub fn log_end(&self) -> String {
        let text = self.log();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        let name = self.recipe.args.join(" ");
        if std::thread::panicking() {
            eprintln!("--- the log of `verbund {name}` ends:\n{}", self.log_end());
            return;
        }
        let log = self.log();
        let panicked: Vec<&str> = log.lines().filter(|line| line.contains("panicked")).collect();
        assert!(panicked.is_empty(), "`verbund {name}` panicked: {panicked:?}");
    }
}
