//! `verbund calc …`: JSON lines in, JSON lines out, for auditors who want to check the machine.
//! Needs no settings and no database.

use std::io;

use domain::calc::{self, Kind};

/// Answers standard input on standard output.
pub fn run(kind: Kind) -> io::Result<()> {
    match calc::run(kind, &mut io::stdin().lock(), &mut io::stdout().lock()) {
        // Whoever reads may stop reading: `verbund calc … | head` is no fault.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        outcome => outcome.map(drop),
    }
}
