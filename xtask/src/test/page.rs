//! The page's own checks: lint, component tests, and the browser tests against the real program.
//!
//! Both kinds of tests are vitest's; it writes its figures into a file, so its output stays as it is.
use std::ffi::OsString;
use std::process::Command;

use anyhow::{Context, Result};
use test_servers::found::workspace_root;

use super::counts::Counts;
use crate::page;

/// One call of npm.
pub struct Part {
    pub name: &'static str,
    args: Vec<String>,
    figures: Option<&'static str>,
}

/// Quick checks, before anything of ours is built.
pub fn quick(filter: &[String]) -> Vec<Part> {
    let mut parts = vec![tests("page: component tests", "vitest-components.json", &[], filter)];
    if filter.is_empty() {
        parts.insert(0, Part { name: "page: lint", args: vec!["run".into(), "lint".into()], figures: None });
    }
    parts
}

/// In a real browser, against the built program.
pub fn browser(filter: &[String]) -> Part {
    tests("browser tests", "vitest-browser.json", &["--config", "browser/vitest.config.ts"], filter)
}

fn tests(name: &'static str, figures: &'static str, more: &[&str], filter: &[String]) -> Part {
    let file = figures_file(figures).display().to_string();
    let mut args: Vec<String> =
        ["exec", "--", "vitest", "run", "--passWithNoTests", "--reporter=default", "--reporter=json"]
            .map(str::to_owned)
            .into();
    args.push(format!("--outputFile.json={file}"));
    args.extend(more.iter().map(|word| (*word).to_owned()));
    if !filter.is_empty() {
        // our filters are written like names of Rust tests; here tests are sentences
        args.extend(["-t".to_owned(), filter.join("|").replace('_', " ")]);
    }
    Part { name, args, figures: Some(figures) }
}

fn figures_file(name: &str) -> std::path::PathBuf {
    workspace_root().join("target").join(name)
}

impl Part {
    /// Whether all were green, and how many there were.
    pub fn run(&self, environment: &[(&'static str, OsString)]) -> Result<(bool, Counts)> {
        let file = self.figures.map(figures_file);
        if let Some(file) = &file {
            let _ = std::fs::remove_file(file); // the one of an earlier run
        }
        let mut command = Command::new(page::npm()?);
        command.args(&self.args).current_dir(page::folder());
        command.envs(environment.iter().map(|(name, value)| (name, value)));
        let green = command.status().context("starting npm")?.success();
        let counts = file.map(|file| Counts::of_vitest(&std::fs::read_to_string(file).unwrap_or_default()));
        Ok((green, counts.unwrap_or_default()))
    }
}
