//! The published and synthetic Leitweg-ID vectors, each with the verdict it was published with.
//!
//! The vectors are test data beside the repository (`../shared`, or `VERBUND_SHARED`). Where they
//! are missing the test says that it is skipped, except on CI, where it fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::invoice::leitweg::{Verdict, check};
use std::path::PathBuf;

fn shared() -> Option<PathBuf> {
    // Asked at run time: clones of the repository share compiled tests.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".to_owned());
    let root =
        std::env::var_os("VERBUND_SHARED").map_or_else(|| PathBuf::from(here).join("../../shared"), PathBuf::from);
    if root.is_dir() {
        return Some(root);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the shared test data is missing on CI");
    eprintln!("skipped: the shared test data is missing");
    None
}

#[test]
fn every_vector_has_the_verdict_it_was_published_with() {
    let Some(root) = shared() else { return };
    let mut reader = csv::Reader::from_path(root.join("data/leitweg-id/leitweg_ids.csv")).unwrap();
    let mut counted = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let (text, valid) = (&record[0], &record[1] == "true");
        match check(text) {
            Verdict::Valid(_) => assert!(valid, "{text} passes"),
            Verdict::WrongDigit { .. } => assert!(!valid, "{text} is refused"),
            Verdict::Malformed => panic!("{text} is not recognised"),
        }
        counted += 1;
    }
    assert_eq!(counted, 17);
}
