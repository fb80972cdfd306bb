//! `cargo xtask up`: from a clone to a running demo. Building is ours; starting, watching and stopping is
//! the program's own (`verbund up`), so that an installed Verbund comes up the same way.
use std::os::unix::process::CommandExt;

use anyhow::Result;
use test_servers::found;

use crate::cargo::{cargo, must_succeed, verbund_binary};
use crate::{page, tools};

#[derive(clap::Args)]
pub struct Args {
    /// Delete the demo's data and begin anew
    #[arg(long)]
    fresh: bool,
    /// Handed to `verbund up` as they are
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

/// Returns only when something fails: the program takes our place, so Ctrl-C reaches it directly.
pub fn run(args: &Args) -> Result<()> {
    tools::ensure(tools::Wanted::ToRun)?;
    page::ensure_built()?;
    must_succeed(cargo(&["build", "--package", "server", "--bin", "verbund"]))?;
    let mut verbund = std::process::Command::new(verbund_binary());
    verbund.arg("up").current_dir(found::workspace_root());
    if std::env::var_os("VERBUND_DATA_DIR").is_none() {
        verbund.env("VERBUND_DATA_DIR", found::workspace_root().join(".verbund"));
    }
    verbund.env("VERBUND_TEMPORAL", found::temporal()?);
    if args.fresh {
        verbund.arg("--fresh");
    }
    let error = verbund.args(&args.rest).exec();
    Err(anyhow::Error::new(error).context(format!("starting {}", verbund_binary().display())))
}
