//! `cargo xtask bench`: what Verbund does in a second, on the real parts and at the size of a country.
//!
//! Each part of the measurement has its file; [`report`] writes the table, the figures and the plot. Nothing
//! is judged here but by the targets named beside each figure.

mod claims;
mod clerks;
mod fill;
mod lists_in_store;
mod measure;
mod place;

use std::path::PathBuf;

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
    #[arg(long, default_value = "abcde")]
    parts: String,
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
    let args = Args::parse();
    let today = chrono::Local::now().date_naive();
    let grounds = place::Grounds::open(&args.out, args.postgres.as_deref(), args.only.as_deref()).await?;
    for place in &grounds.places {
        fill::fill(place, fill::Size::with_open(args.tasks), today).await?;
        let mut figures = Vec::new();
        if args.parts.contains('a') {
            figures.extend(lists_in_store::measure(place, today, args.requests).await?);
        }
        if args.parts.contains('b') {
            figures.extend(claims::in_process(place, std::time::Duration::from_secs(args.seconds)).await?);
        }
        for figure in figures {
            println!("{:12} {:60} {:10.2} {} ({})", figure.on, figure.what, figure.value, figure.unit, figure.note);
        }
    }
    Ok(())
}
