//! `verbund`: one binary, one command per way of using it.
// the API is one large type: its layout is deeper than the compiler's usual limit
#![recursion_limit = "256"]

/// The system's allocator keeps what many threads freed and costs a tenth of the work under load.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use domain::calc::Kind;
use server::commands::{
    calc, demo, doctor, invoice, journal, migrate, person, rebuild, relay, schema, serve, up, work,
};
use server::config::Settings;
use server::listen;
use server::wiring::{Parts, parts::open_database};

/// The engine with which municipalities run their back office together.
#[derive(Parser)]
#[command(name = "verbund", version)]
struct Cli {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Command,
}

#[derive(Args)]
struct Places {
    /// Settings file; without it verbund.toml, when there is one
    #[arg(long, global = true, env = "VERBUND_CONFIG")]
    config: Option<PathBuf>,
    /// Temporal's address; without it by TEMPORAL_ADDRESS and its other variables
    #[arg(long, global = true)]
    temporal: Option<String>,
}

#[derive(Subcommand)]
enum Command {
    /// Everything in one process, with Temporal's dev server and a demo cooperation; goes on where it stood
    Up {
        /// Delete the demo's data and begin anew
        #[arg(long)]
        fresh: bool,
    },
    /// Serve the API for pages and machines
    Serve,
    /// Run the processes and carry out their steps
    Work,
    /// Put the demo cooperation into an empty database
    Demo,
    /// Look after persons
    #[command(subcommand)]
    Person(Person),
    /// Carry outbox rows to Temporal and find what has stopped moving
    Relay,
    /// Bring the database schema up to date
    Migrate,
    /// Say in plain words what is wrong with settings, database, Temporal, documents and login
    Doctor,
    /// Start all running cases again when Temporal's store is gone
    Rebuild,
    /// Look at the journal of all cases
    #[command(subcommand)]
    Journal(Journal),
    /// Print the GraphQL schema
    Schema,
    /// Check the machine's arithmetic: JSON lines in, JSON lines out
    #[command(subcommand)]
    Calc(Calc),
    /// Look at invoices
    #[command(subcommand)]
    Invoice(Invoice),
}

#[derive(Subcommand)]
enum Calc {
    /// When a period ends
    Deadline,
    /// Which procurement procedures are allowed
    Procedure,
    /// Which bid is best by the published formula
    Scoring,
    /// Who pays what of a common cost
    Allocation,
}

#[derive(Subcommand)]
enum Person {
    /// Erase a person's name, free texts, drafts and rights; the journal keeps verifying
    Erase {
        /// Subject as it stands in the tokens
        subject: String,
    },
}

#[derive(Subcommand)]
enum Journal {
    /// Verify every chain and seal; name the first broken link and the tail not yet sealed
    Verify {
        /// File with the seals kept outside the database; without it the data folder's
        #[arg(long)]
        seals: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum Invoice {
    /// Check XRechnung files: one JSON line each; exit 1 if one is invalid
    Check {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

/// Answers are polled as deep as a document may be nested; the usual 2 MB are short of that in a debug build.
const STACK_BYTES: usize = 8 << 20;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK_BYTES).build();
    match runtime {
        Ok(runtime) => runtime.block_on(begin()),
        Err(error) => {
            eprintln!("Verbund kann nicht starten: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn begin() -> ExitCode {
    server::install_crypto();
    match run(parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("verbund: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The long help of `calc` lists the closed enums of the very code that answers.
fn parse() -> Cli {
    let command = Cli::command().mut_subcommand("calc", |calc| {
        calc.mut_subcommand("deadline", |c| c.after_help(Kind::Deadline.help()))
            .mut_subcommand("procedure", |c| c.after_help(Kind::Procedure.help()))
            .mut_subcommand("scoring", |c| c.after_help(Kind::Scoring.help()))
            .mut_subcommand("allocation", |c| c.after_help(ledger::calc::allocation::help()))
    });
    Cli::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
}

/// False: what was looked at is not in order.
async fn run(cli: Cli) -> anyhow::Result<bool> {
    match cli.command {
        Command::Calc(Calc::Deadline) => calc::run(Kind::Deadline)?,
        Command::Calc(Calc::Procedure) => calc::run(Kind::Procedure)?,
        Command::Calc(Calc::Scoring) => calc::run(Kind::Scoring)?,
        Command::Calc(Calc::Allocation) => calc::run_allocation()?,
        Command::Invoice(Invoice::Check { files }) => return Ok(invoice::check(&files)?),
        Command::Schema => schema::print()?,
        command => return with_settings(command, cli.places).await,
    };
    Ok(true)
}

async fn with_settings(command: Command, places: Places) -> anyhow::Result<bool> {
    let mut settings = Settings::load(places.config.as_deref())?;
    if matches!(command, Command::Up { .. }) && settings.log.filter == Settings::default().log.filter {
        // whoever tries it out wants to see the address, not every request
        settings.log.filter = "warn".to_owned();
    }
    server::telemetry::start(&settings.log);
    let temporal = places.temporal;
    match command {
        Command::Migrate => {
            settings.check_database()?;
            let steps = migrate::up(&open_database(&settings).await?).await?;
            println!("Schema ist aktuell ({steps} neue Schritte).");
        }
        Command::Doctor => return Ok(examine(&settings, temporal).await),
        Command::Up { fresh } => {
            settings.check(true)?;
            up::run(&settings, fresh, listen::stop_signal()?).await?;
        }
        Command::Work => {
            settings.check(false)?;
            let parts = Parts::open(&settings).await?;
            work::run(&parts, temporal, listen::stop_signal()?).await?;
        }
        Command::Demo => {
            settings.check(false)?;
            demo::run(&Parts::open(&settings).await?.app).await?;
        }
        Command::Person(Person::Erase { subject }) => {
            settings.check(false)?;
            return person::run_erase(&Parts::open(&settings).await?.app, &subject).await;
        }
        Command::Relay => {
            settings.check(false)?;
            let parts = Parts::open(&settings).await?;
            relay::run(&settings, &parts, temporal, listen::stop_signal()?).await?;
        }
        Command::Rebuild => {
            settings.check(false)?;
            let parts = Parts::open(&settings).await?;
            let counts = rebuild::run(&parts, temporal).await?;
            println!("{} gestartet, {} liefen schon.", counts.started, counts.already_running);
            for (case, cause) in &counts.failed {
                println!("Vorgang {case} nicht gestartet: {cause}");
            }
            return Ok(counts.failed.is_empty());
        }
        Command::Serve => {
            settings.check(true)?;
            let parts = Parts::open(&settings).await?;
            let told = |address| println!("Verbund läuft: http://{address}/");
            serve::run(&settings, &parts, listen::stop_signal()?, told).await?;
        }
        Command::Journal(Journal::Verify { seals }) => {
            settings.check(false)?;
            let parts = Parts::open(&settings).await?;
            let seals = seals.unwrap_or_else(|| journal::seal_file(&settings));
            return journal::verify(&parts.app, &seals).await;
        }
        Command::Calc(_) | Command::Invoice(_) | Command::Schema => {}
    }
    Ok(true)
}

async fn examine(settings: &Settings, temporal: Option<String>) -> bool {
    let findings = [
        doctor::settings(settings),
        doctor::database(settings).await,
        doctor::temporal(settings, temporal).await,
        doctor::documents(settings).await,
        doctor::login(settings).await,
    ];
    doctor::print(&findings)
}
