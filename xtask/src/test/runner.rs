//! Runs the built tests: by cargo-nextest where it is (a process per test, so one that dies harms no
//! other), else by cargo's own runner. Neither is required beyond what Rust brings.
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use test_servers::found::{on_path, workspace_root};

use super::Args;
use super::counts::Counts;
use crate::cargo::cargo;

/// The crate in `tests/`: real Temporal, real databases, faults. Slow, so last.
const SYSTEM: &str = "package(system-tests)";

pub struct Part {
    pub name: &'static str,
    command: Vec<String>,
    nextest: bool,
}

/// The calls to make, in order.
pub fn parts(args: &Args) -> Vec<Part> {
    let scope = match &args.package {
        Some(package) => vec!["--package".to_owned(), package.clone()],
        None => vec!["--workspace".to_owned()],
    };
    let whole = args.package.is_none() && args.filter.is_empty();
    match on_path("cargo-nextest").is_some() {
        true if whole => vec![
            nextest("unit and interface tests", &scope, &["-E".to_owned(), format!("not {SYSTEM}")]),
            nextest("system tests", &scope, &["-E".to_owned(), SYSTEM.to_owned()]),
            // nextest leaves these out
            plain("examples in the documentation", &scope, &["--doc".to_owned()]),
        ],
        true => vec![nextest("tests", &scope, &args.filter)],
        // One call: leaving packages out would change features and build much of it again.
        false => {
            let mut more = vec!["--".to_owned()];
            more.extend(args.filter.iter().cloned());
            vec![plain("tests", &scope, &more)]
        }
    }
}

fn nextest(name: &'static str, scope: &[String], more: &[String]) -> Part {
    let fixed = ["nextest", "run", "--no-fail-fast", "--no-tests=pass"].map(str::to_owned);
    Part { name, command: [&fixed, scope, more].concat(), nextest: true }
}

fn plain(name: &'static str, scope: &[String], more: &[String]) -> Part {
    let fixed = ["test", "--no-fail-fast"].map(str::to_owned);
    Part { name, command: [&fixed, scope, more].concat(), nextest: false }
}

impl Part {
    /// Whether all were green, and how many there were.
    pub fn run(&self, environment: &[(&'static str, OsString)]) -> Result<(bool, Counts)> {
        let mut command = cargo(&self.command.iter().map(String::as_str).collect::<Vec<_>>());
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        if self.nextest { by_nextest(command) } else { by_cargo(command) }
    }
}

/// nextest writes the figures into a file (`.config/nextest.toml`), so its output stays as it is.
fn by_nextest(mut command: Command) -> Result<(bool, Counts)> {
    let file = workspace_root().join("target/nextest/default/junit.xml");
    let _ = std::fs::remove_file(&file); // the one of an earlier run
    let green = command.status().context("starting cargo nextest")?.success();
    Ok((green, Counts::of_junit(&std::fs::read_to_string(&file).unwrap_or_default())))
}

/// cargo's runner only prints them: passed on line by line and read on the way.
fn by_cargo(mut command: Command) -> Result<(bool, Counts)> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("starting cargo test")?;
    let mut counts = Counts::default();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line?;
            println!("{line}");
            counts += Counts::of_cargo_line(&line);
        }
    }
    Ok((child.wait()?.success(), counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_runs_nothing_but_tests() {
        let args = Args { filter: vec!["four_eyes".into()], package: Some("domain".into()) };
        let parts = parts(&args);
        assert_eq!(parts.len(), 1);
        assert!(parts[0].command.iter().any(|word| word == "four_eyes"));
        assert!(parts[0].command.iter().any(|word| word == "domain"));
    }
}
