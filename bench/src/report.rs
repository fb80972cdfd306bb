//! The table on the terminal and the same as Markdown: what was asked for, what came out, met or not.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;

use crate::machine::Machine;
use crate::measure::{Figure, Target};

/// Writes `figures.md` into `folder` and gives the table for the terminal.
pub fn write(folder: &Path, machine: &Machine, how: &str, figures: &[Figure]) -> Result<String> {
    let date = chrono::Local::now().format("%Y-%m-%d %H:%M");
    let mut text = format!("{date} · {how}\n\n{}.\n\n", machine.sentence());
    text.push_str("| | what | on | measured | target | met | how |\n|---|---|---|---:|---:|---|---|\n");
    for f in figures {
        let (value, target) = (amount(f.value), target(f.target));
        writeln!(
            text,
            "| {} | {} | {} | {value} {} | {target} | {} | {} |",
            f.part,
            f.what,
            f.on,
            f.unit,
            verdict(f),
            f.note
        )?;
    }
    std::fs::write(folder.join("figures.md"), &text)?;
    let mut table = String::new();
    for f in figures {
        let (value, target) = (amount(f.value), target(f.target));
        let unit = f.unit;
        writeln!(table, "({}) {:<54} {:<19} {value:>9} {unit:<13} {target:>8}  {}", f.part, f.what, f.on, verdict(f))?;
    }
    let judged: Vec<bool> = figures.iter().filter_map(Figure::met).collect();
    writeln!(
        table,
        "{} of {} targets met; {}",
        judged.iter().filter(|met| **met).count(),
        judged.len(),
        machine.sentence()
    )?;
    Ok(table)
}

fn amount(value: f64) -> String {
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

fn target(target: Target) -> String {
    match target {
        Target::AtMost(most) => format!("≤ {most}"),
        Target::AtLeast(least) => format!("≥ {least}"),
        Target::None => String::new(),
    }
}

fn verdict(figure: &Figure) -> &'static str {
    match figure.met() {
        Some(true) => "yes",
        Some(false) => "NO",
        None => "",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::measure::Samples;
    use std::time::Duration;

    #[test]
    fn what_falls_short_is_said_so() {
        let folder = tempfile::tempdir().unwrap();
        let mut samples = Samples::default();
        samples.push(Duration::from_millis(9));
        let figures = [
            Figure::p95('a', "first page", "SQLite", &samples, Some(6.0)),
            Figure::p95('a', "told", "SQLite", &samples, None),
        ];
        let table = write(folder.path(), &Machine::here(), "a test", &figures).unwrap();
        assert!(table.contains("NO") && table.contains("0 of 1 targets met"), "{table}");
        let markdown = std::fs::read_to_string(folder.path().join("figures.md")).unwrap();
        assert!(markdown.contains("| a | first page | SQLite | 9.00 ms p95 | ≤ 6 | NO |"), "{markdown}");
    }
}
