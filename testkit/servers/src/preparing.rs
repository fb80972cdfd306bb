//! Short commands before a server starts, and the end of its log when it does not.
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Error, Result};

/// Runs it without input; what it said becomes the error when it fails.
pub(crate) fn run_to_end(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output().map_err(Error::io(command.get_program()))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(Error::Command { command: format!("{command:?}"), output: String::from_utf8_lossy(&said).into_owned() })
}

/// Runs it with `input`. PostgreSQL's single-user mode ends well even after an ERROR, so its words decide.
pub(crate) fn feed(command: &mut Command, input: &str) -> Result<()> {
    use std::io::Write;
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Error::io(command.get_program()))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(input.as_bytes()).map_err(Error::io(command.get_program()))?;
    }
    let output = child.wait_with_output().map_err(Error::io(command.get_program()))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.success() && !said.contains("ERROR") {
        true => Ok(()),
        false => Err(Error::Command { command: format!("{command:?}"), output: said }),
    }
}

/// The last twenty lines of a log.
pub(crate) fn tail(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}
