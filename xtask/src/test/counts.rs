//! How many tests passed, failed and were skipped, from what the runners say.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl Counts {
    /// The root element of nextest's report: `<testsuites … tests="12" failures="1" errors="0" …>`.
    pub fn of_junit(xml: &str) -> Self {
        let root =
            xml.split_once("<testsuites").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(root, _)| root);
        let number = |name: &str| -> u64 {
            let value = root.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            value.and_then(|(value, _)| value.parse().ok()).unwrap_or_default()
        };
        let failed = number("failures") + number("errors");
        Self { passed: number("tests").saturating_sub(failed + number("skipped")), failed, skipped: number("skipped") }
    }

    /// vitest's JSON report; what it does not say counts nothing.
    pub fn of_vitest(json: &str) -> Self {
        let report: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
        let number = |name: &str| report[name].as_u64().unwrap_or_default();
        Self {
            passed: number("numPassedTests"),
            failed: number("numFailedTests"),
            skipped: number("numPendingTests") + number("numTodoTests"),
        }
    }

    /// `test result: ok. 12 passed; 0 failed; 1 ignored; …`; any other line counts nothing.
    pub fn of_cargo_line(line: &str) -> Self {
        let Some(figures) = line.strip_prefix("test result: ") else {
            return Self::default();
        };
        let number = |name: &str| -> u64 {
            let words: Vec<&str> = figures.split([' ', ';']).collect();
            let pair = words.windows(2).find(|pair| pair[1] == name);
            pair.and_then(|pair| pair[0].parse().ok()).unwrap_or_default()
        };
        Self { passed: number("passed"), failed: number("failed"), skipped: number("ignored") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_all_runners_are_read() {
        let json = r#"{"numTotalTests":6,"numPassedTests":3,"numFailedTests":1,"numPendingTests":2,"numTodoTests":0}"#;
        assert_eq!(Counts::of_vitest(json), Counts { passed: 3, failed: 1, skipped: 2 });
        let xml = r#"<?xml version="1.0"?><testsuites name="n" tests="12" failures="1" errors="1" time="0.1"><testsuite tests="9"/>"#;
        assert_eq!(Counts::of_junit(xml), Counts { passed: 10, failed: 2, skipped: 0 });
        let line = "test result: FAILED. 7 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.87s";
        assert_eq!(Counts::of_cargo_line(line), Counts { passed: 7, failed: 2, skipped: 1 });
    }

    #[test]
    fn anything_else_counts_nothing() {
        assert_eq!(Counts::of_junit(""), Counts::default());
        assert_eq!(Counts::of_vitest(""), Counts::default());
        assert_eq!(Counts::of_cargo_line("test a::b ... ok"), Counts::default());
    }
}
