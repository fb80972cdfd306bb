//! A long step shows that it goes on, and what it said if it fails.
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

/// Runs `command` under a spinner; its output appears only when it fails. Without a terminal: one line.
pub fn quietly(label: &str, command: &mut Command) -> Result<()> {
    let spinner = ProgressBar::new_spinner();
    if spinner.is_hidden() {
        eprintln!("{label} …");
    }
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        spinner.set_style(style);
    }
    spinner.set_message(label.to_owned());
    spinner.enable_steady_tick(Duration::from_millis(120));
    let output = command.stdin(Stdio::null()).output();
    spinner.finish_and_clear();
    let output = output.with_context(|| format!("starting {:?} ({label})", command.get_program()))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("{label}: {}\n{}", output.status, String::from_utf8_lossy(&said).trim_end());
    }
    Ok(())
}
