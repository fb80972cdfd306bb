//! Samples and what is read from them; figures and whether they meet their target.

use std::time::Duration;

/// Durations of one thing done many times.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<Duration>);

impl Samples {
    pub fn push(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value that `percent` of the samples do not exceed (nearest rank), in milliseconds.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).map_or(f64::NAN, |took| took.as_secs_f64() * 1000.0)
    }
}

/// What a figure is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    AtMost(f64),
    AtLeast(f64),
    /// Told, not judged.
    None,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Part of the issue: 'a' to 'e'.
    pub part: char,
    pub what: String,
    /// Database or setting.
    pub on: String,
    pub value: f64,
    pub unit: &'static str,
    pub target: Target,
    /// How it came about: samples, p50.
    pub note: String,
}

impl Figure {
    /// `None`: no target.
    pub fn met(&self) -> Option<bool> {
        match self.target {
            Target::AtMost(most) => Some(self.value <= most),
            Target::AtLeast(least) => Some(self.value >= least),
            Target::None => None,
        }
    }

    /// Resident memory, told in MB (10^6 bytes).
    pub fn memory(part: char, what: &str, on: &str, bytes: u64, most_mb: Option<f64>) -> Self {
        Self {
            part,
            what: what.to_owned(),
            on: on.to_owned(),
            value: bytes as f64 / 1e6,
            unit: "MB",
            target: most_mb.map_or(Target::None, Target::AtMost),
            note: "VmRSS".to_owned(),
        }
    }

    /// The p95 of `samples` against `most_ms`, with the p50 in the note.
    pub fn p95(part: char, what: impl Into<String>, on: &str, samples: &Samples, most_ms: Option<f64>) -> Self {
        Self {
            part,
            what: what.into(),
            on: on.to_owned(),
            value: samples.percentile_ms(95),
            unit: "ms p95",
            target: most_ms.map_or(Target::None, Target::AtMost),
            note: format!("p50 {:.2} ms, {} samples", samples.percentile_ms(50), samples.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn of_a_hundred_samples_the_ninety_fifth_is_the_p95() {
        let mut samples = Samples::default();
        (1..=100).rev().for_each(|ms| samples.push(Duration::from_millis(ms)));
        assert!((samples.percentile_ms(95) - 95.0).abs() < 1e-9);
        assert!((samples.percentile_ms(50) - 50.0).abs() < 1e-9);
    }

    #[test]
    fn a_target_is_met_on_its_very_value() {
        let mut samples = Samples::default();
        samples.push(Duration::from_millis(6));
        assert_eq!(Figure::p95('a', "page", "SQLite", &samples, Some(6.0)).met(), Some(true));
        assert_eq!(Figure::p95('a', "page", "SQLite", &samples, Some(5.9)).met(), Some(false));
        assert_eq!(Figure::p95('a', "page", "SQLite", &samples, None).met(), None);
    }
}
