//! `verbund calc …`: JSON lines in, JSON lines out, for auditors who want to check the machine.
//! Needs no settings and no database.

use std::io;

use domain::calc::{self, Kind};

/// Answers standard input on standard output.
pub fn run(kind: Kind) -> io::Result<()> {
    ended(calc::run(kind, &mut io::stdin().lock(), &mut io::stdout().lock()))
}

/// The same for shares of a cost, whose rules stand in the ledger.
pub fn run_allocation() -> io::Result<()> {
    ended(ledger::calc::allocation::run(&mut io::stdin().lock(), &mut io::stdout().lock()))
}

fn ended(outcome: io::Result<u64>) -> io::Result<()> {
    match outcome {
        // Whoever reads may stop reading: `verbund calc … | head` is no fault.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map(drop),
    }
}
