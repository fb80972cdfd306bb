//! `verbund`: one binary, one command per way of using it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use server::commands::doctor;
use server::config::Settings;

/// The engine with which municipalities run their back office together.
#[derive(Parser)]
#[command(name = "verbund", version)]
struct Cli {
    /// Settings file; without it verbund.toml, when there is one
    #[arg(long, global = true, env = "VERBUND_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say in plain words what is wrong with settings, documents and login
    Doctor,
}

#[tokio::main]
async fn main() -> ExitCode {
    server::install_crypto();
    let cli = Cli::parse();
    match run(cli).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("verbund: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let settings = Settings::load(cli.config.as_deref())?;
    server::telemetry::start(&settings.log);
    match cli.command {
        Command::Doctor => {
            let findings = [
                doctor::documents(&settings).await,
                doctor::login(&settings).await,
            ];
            Ok(if doctor::print(&findings) {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
    }
}
