//! `cargo xtask bench`: what Verbund does in a second, on the real parts and at the size of a country.
//!
//! Each part of the measurement has its file; [`report`] writes the table, the figures and the plot. Nothing
//! is judged here but by the targets named beside each figure.

/// The system's allocator keeps what many threads freed and costs a tenth of the work under load.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod bare;
mod claims;
mod claims_over_http;
mod clerks;
mod fill;
mod idle;
mod lists_in_store;
mod lists_over_http;
mod machine;
mod measure;
mod next_task;
mod office;
mod place;
mod plot;
mod procurements;
mod provider;
mod report;
mod serving;
mod shares;
mod usual;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
#[command(name = "bench", about = "Measure Verbund")]
struct Args {
    /// Open tasks in the database
    #[arg(long, default_value_t = 1_000_000)]
    tasks: u64,
    /// Requests measured for each class of clerks
    #[arg(long, default_value_t = 300)]
    requests: usize,
    /// Seconds of work for each rate
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Which parts of the measurement
    #[arg(long, default_value = "abcdef")]
    parts: String,
    /// Steps from task to task that are timed
    #[arg(long, default_value_t = 150)]
    transitions: usize,
    /// Procurements taken from need to payment, and as many by the bare program
    #[arg(long, default_value_t = 128)]
    cases: usize,
    /// Where results go, and the SQLite file
    #[arg(long, default_value = "target/bench")]
    out: PathBuf,
    /// A PostgreSQL cluster by its administrator's URL instead of one of our own
    #[arg(long)]
    postgres: Option<String>,
    /// Only this database: sqlite or postgresql
    #[arg(long)]
    only: Option<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    server::install_crypto();
    let args = Args::parse();
    let today = chrono::Local::now().date_naive();
    std::fs::create_dir_all(&args.out)?;
    let out = args.out.canonicalize()?;
    let machine = machine::Machine::here();
    let wanted = |part| args.parts.contains(part);
    let mut figures = Vec::new();
    if wanted('f') {
        figures.extend(told(shares::measure()?));
    }
    if wanted('e') {
        figures.extend(told(idle::measure(&out).await?));
    }
    if wanted('a') || wanted('b') {
        let grounds = place::Grounds::open(&out, args.postgres.as_deref(), args.only.as_deref()).await?;
        for place in &grounds.places {
            fill::fill(place, fill::Size::with_open(args.tasks), today).await?;
            if wanted('a') {
                figures.extend(told(lists_in_store::measure(place, today, args.requests).await?));
                figures.extend(told(lists_over_http::measure(place, &out, args.requests).await?));
            }
            if wanted('b') {
                let lasting = Duration::from_secs(args.seconds);
                figures.extend(told(claims::in_process(place, lasting).await?));
                figures.extend(told(claims_over_http::measure(place, &out, lasting).await?));
            }
        }
    }
    if wanted('c') || wanted('d') {
        let folder = tempfile::tempdir_in(&out)?;
        let office = Arc::new(office::Office::open(folder.path()).await?);
        if wanted('c') {
            figures.extend(told(next_task::measure(&office, args.transitions).await?));
        }
        if wanted('d') {
            figures.extend(told(procurements::measure(Arc::clone(&office), args.cases).await?));
        }
        if let Some(office) = Arc::into_inner(office) {
            office.close().await;
        }
    }
    let how = format!("{} open tasks, {} requests a class, {} s a rate", args.tasks, args.requests, args.seconds);
    println!("\n{}", report::write(&out, &machine, &how, &figures)?);
    plot::write(&out, &figures)?;
    println!("written to {}: figures.md, figures.svg", out.display());
    Ok(())
}

/// Shows figures as they come.
fn told(figures: Vec<measure::Figure>) -> Vec<measure::Figure> {
    for figure in &figures {
        println!("{:18} {:60} {:10.2} {} ({})", figure.on, figure.what, figure.value, figure.unit, figure.note);
    }
    figures
}
