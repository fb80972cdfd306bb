//! `cargo xtask test`: everything that must be green, quick things first, system tests last. A failure
//! does not stop the rest: one run tells all that is wrong.
mod counts;
mod page;
mod runner;

use std::ffi::OsString;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;
use counts::Counts;
use test_servers::found;
use test_servers::postgres::{Cluster, Durability, SHARED_CLUSTER_ENV};

use crate::cargo::{cargo, verbund_binary};
use crate::{page as clerks_page, tidy, tools};

#[derive(clap::Args)]
pub struct Args {
    /// Run only tests whose names contain one of these, and none of the other checks
    filter: Vec<String>,
    /// Only tests of this crate; `ui`: only those of the page, in components and in a browser
    #[arg(short, long)]
    package: Option<String>,
}

struct Step {
    name: &'static str,
    green: bool,
    took: Duration,
}

#[derive(Default)]
struct Report {
    steps: Vec<Step>,
    counts: Counts,
}

impl Report {
    fn step(&mut self, name: &'static str, run: impl FnOnce() -> Result<bool>) -> bool {
        eprintln!("\n== {name}");
        let begun = Instant::now();
        let green = run().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            false
        });
        self.steps.push(Step { name, green, took: begun.elapsed() });
        green
    }

    /// The last line is read by machines: `N passed, N failed, N skipped`.
    fn close(&self) -> bool {
        eprintln!();
        for Step { name, green, took } in &self.steps {
            let sign = if *green { "ok    " } else { "FAILED" };
            eprintln!("{sign} {name} ({:.1} s)", took.as_secs_f32());
        }
        let green = self.steps.iter().all(|step| step.green) && self.counts.failed == 0;
        println!(
            "tests: {} passed, {} failed, {} skipped",
            self.counts.passed, self.counts.failed, self.counts.skipped
        );
        green
    }
}

/// True when all is green. Without filter or package: every check there is.
pub fn run(args: &Args) -> Result<bool> {
    let mut report = Report::default();
    let everything = args.filter.is_empty() && args.package.is_none();
    let only_page = args.package.as_deref() == Some("ui");
    if !report.step("tools", || tools::ensure(tools::Wanted::Everything).map(|()| true)) {
        return Ok(report.close());
    }
    // the program holds the page, so the page comes first
    if (everything || only_page) && !report.step("page", || clerks_page::ensure_built().map(|()| true)) {
        return Ok(report.close());
    }
    if everything {
        report.step("tidy", tidy::run);
        report.step("format", || green(cargo(&["fmt", "--all", "--check"]), "`cargo fmt --all` mends it"));
        report.step("clippy", || {
            let lint = cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]);
            green(lint, "if cargo does not know clippy: `rustup component add clippy`")
        });
    }
    if everything || only_page {
        for part in page::quick(&args.filter) {
            report_part(&mut report, part.name, || part.run(&[]));
        }
    }
    let package = if only_page { Some("server") } else { args.package.as_deref() };
    if !report.step("build", || green(build(package, only_page), "")) {
        return Ok(report.close());
    }
    if !only_page && !run_rust(&mut report, args)? {
        return Ok(report.close());
    }
    if everything || only_page {
        let part = page::browser(&args.filter);
        let environment = environment(None, true)?;
        report_part(&mut report, part.name, || part.run(&environment));
    }
    Ok(report.close())
}

/// The tests of the crates; false when they could not begin.
fn run_rust(report: &mut Report, args: &Args) -> Result<bool> {
    let mut cluster = None;
    if !report.step("PostgreSQL", || {
        cluster = Some(Cluster::start(Durability::Careless)?);
        Ok(true)
    }) {
        return Ok(false);
    }
    let environment = environment(cluster.as_ref(), args.package.is_none())?;
    for part in runner::parts(args) {
        report_part(report, part.name, || part.run(&environment));
    }
    Ok(true)
}

fn report_part(report: &mut Report, name: &'static str, run: impl FnOnce() -> Result<(bool, Counts)>) {
    let mut counted = Counts::default();
    report.step(name, || {
        let (green, counts) = run()?;
        counted = counts;
        Ok(green)
    });
    report.counts += counted;
}

/// Tests and programs in one call, so that both are built with the same features. For one crate only its
/// tests: the rest of the house may be in the middle of a change.
fn build(package: Option<&str>, only_program: bool) -> Command {
    match package {
        Some(package) if only_program => cargo(&["build", "--bins", "--package", package]),
        Some(package) => cargo(&["build", "--tests", "--package", package]),
        None => cargo(&["build", "--workspace", "--tests", "--bins"]),
    }
}

/// What tests find by environment instead of by search.
fn environment(cluster: Option<&Cluster>, program_built: bool) -> Result<Vec<(&'static str, OsString)>> {
    let mut environment = vec![
        ("VERBUND_TEMPORAL", found::temporal()?.into()),
        ("VERBUND_TEMPORAL_TEST_SERVER", found::temporal_test_server()?.into()),
    ];
    if let Ok(chromium) = found::chromium() {
        environment.push(("VERBUND_CHROMIUM", chromium.into()));
    }
    if program_built {
        environment.push(("VERBUND_BIN", verbund_binary().into()));
    }
    if let Some(cluster) = cluster {
        environment.push((SHARED_CLUSTER_ENV, cluster.admin_url().into()));
    }
    Ok(environment)
}

fn green(mut command: Command, mend: &str) -> Result<bool> {
    let green = command.status()?.success();
    if !green && !mend.is_empty() {
        eprintln!("{mend}");
    }
    Ok(green)
}
