//! `cargo xtask …`: what people and the automatic check do with this repository, in one program.
//!
//! It needs nothing but Rust and Python to begin with, brings the rest, and says for everything it cannot
//! bring which command does.
mod bench;
mod cargo;
mod page;
mod progress;
mod test;
mod tidy;
mod tools;
mod up;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Bring up, test and keep tidy")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing: Temporal into .tools/, the page's packages, PostgreSQL's server and Chromium
    /// through apt
    Tools,
    /// Build and start Verbund with a demo cooperation; Ctrl-C stops it, the next `up` goes on
    Up(up::Args),
    /// Everything that must be green: tidy, format, clippy and every test on both databases.
    /// With a filter: only the tests whose names contain it
    Test(test::Args),
    /// Measure speed and memory on the real parts; a table and a plot go to target/bench/
    Bench(bench::Args),
    /// Check rooms and imports, sizes, names and the paths our documents name
    Tidy,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Tools => tools::ensure(tools::Wanted::Everything).map(|()| true),
        Command::Up(args) => up::run(&args).map(|()| true),
        Command::Test(args) => test::run(&args),
        Command::Bench(args) => bench::run(&args).map(|()| true),
        Command::Tidy => tidy::run(),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
