//! PDFs as people get them: typeset, conforming, reproducible, and with the figures that were put in.
//!
//! What poppler's `pdftotext` reads must be the figures. It is on every Debian as `poppler-utils`; where
//! it is missing the tests say so and pass, on CI they fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod letters;
mod records;
mod samples;
mod statements;

use std::path::Path;
use std::process::Command;

/// The text of a PDF in reading order; `None` (said aloud) when there is no program to read it.
fn text_of(name: &str, pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("{name}.pdf"));
    std::fs::write(&file, pdf).unwrap();
    keep(name, pdf);
    let read = Command::new("pdftotext").args(["-enc", "UTF-8", "-layout"]).arg(&file).arg("-").output();
    let Ok(read) = read else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "pdftotext is missing: apt-get install poppler-utils");
        eprintln!("skipped: pdftotext is missing");
        return None;
    };
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Some(String::from_utf8(read.stdout).unwrap())
}

/// With `VERBUND_KEEP_PDF=folder` the files stay, to be looked at.
fn keep(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("VERBUND_KEEP_PDF") {
        std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), pdf).unwrap();
    }
}

/// Text with every run of blanks as one.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What both standards ask of the file's metadata.
fn assert_conforming(pdf: &[u8]) {
    let raw = String::from_utf8_lossy(pdf);
    assert!(raw.contains("<pdfuaid:part>1</pdfuaid:part>"), "PDF/UA-1");
    assert!(raw.contains("<pdfaid:part>2</pdfaid:part>"), "PDF/A-2");
    assert!(raw.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "level A");
    assert!(raw.contains("/Lang"), "language");
    assert!(raw.contains("/MarkInfo") || raw.contains("/Marked"), "tagged");
}
