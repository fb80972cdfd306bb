//! `cargo xtask bench`: builds the measuring program and `verbund` for speed, then measures. The measuring
//! itself is a crate of its own (`bench/`), for it needs the whole house and this program must not.
use anyhow::Result;
use test_servers::found;

use crate::cargo::{cargo, must_succeed, target_dir};
use crate::tools;

#[derive(clap::Args)]
pub struct Args {
    /// Handed to the measuring program as they are: `--tasks 20000 --parts ab`, or `--help`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub fn run(args: &Args) -> Result<()> {
    tools::ensure(tools::Wanted::Everything)?;
    must_succeed(cargo(&[
        "build",
        "--release",
        "--package",
        "bench",
        "--package",
        "server",
        "--bin",
        "bench",
        "--bin",
        "verbund",
    ]))?;
    let mut bench = std::process::Command::new(target_dir().join("release/bench"));
    bench.current_dir(found::workspace_root()).env("VERBUND_TEMPORAL", found::temporal()?).args(&args.rest);
    must_succeed(bench)
}
