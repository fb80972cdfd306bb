//! A file does one thing and says so: a name that means something, and a header.
use super::source::Source;
use super::{Finding, Weight};

/// Rooms for whatever nobody placed.
const NAMELESS: [&str; 10] =
    ["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc", "stuff", "shared_utils"];

pub fn check(file: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let nameless = file.path.trim_end_matches(".rs").split('/').find(|part| NAMELESS.contains(part));
    if let Some(part) = nameless {
        findings.push(Finding {
            weight: Weight::Failure,
            place: file.path.clone(),
            what: format!("`{part}` says nothing about what lives there"),
            mend: "name it after the one thing it does, or move each function to what it serves",
        });
    }
    if !has_header(&file.text) {
        findings.push(Finding {
            weight: Weight::Failure,
            place: file.path.clone(),
            what: "has no header".into(),
            mend: "begin with `//!`: what it is, why it is here, what must stay true",
        });
    }
    findings
}

/// `//!` or `#![doc = …]` before anything but inner attributes, comments and blank lines.
fn has_header(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().map(str::trim_start).find(|line| {
        let passes = line.is_empty()
            || (line.starts_with("#![") && !line.starts_with("#![doc"))
            || (line.starts_with("//") && !line.starts_with("//!"));
        !passes
    });
    first.is_some_and(|line| line.starts_with("//!") || line.starts_with("#![doc"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        check(&Source { path: path.into(), text: text.into() }).len()
    }

    #[test]
    fn a_header_comes_first() {
        assert_eq!(findings("a/src/b.rs", "//! What it is.\nfn a() {}"), 0);
        assert_eq!(findings("a/src/b.rs", "#![allow(dead_code)]\n\n//! What it is.\n"), 0);
        assert_eq!(findings("a/src/b.rs", "use std::fmt;\n//! too late"), 1);
        assert_eq!(findings("a/src/b.rs", ""), 1);
    }

    #[test]
    fn a_name_that_says_nothing_is_refused_as_file_and_as_folder() {
        assert_eq!(findings("a/src/utils.rs", "//! x"), 1);
        assert_eq!(findings("a/src/common/mod.rs", "//! x"), 1);
        assert_eq!(findings("a/src/commons.rs", "//! x"), 0);
    }
}
