//! Poppler's `pdftotext`, from Debian's packages: tests read with it what our PDFs say.
use anyhow::Result;
use test_servers::found::on_path;

use super::debian;

/// Who may not install it is told how; the tests that need it then say that they are skipped.
pub fn ensure() -> Result<()> {
    if on_path("pdftotext").is_some() {
        return Ok(());
    }
    if !debian::can_install() {
        eprintln!("pdftotext is missing; `apt-get install poppler-utils` (as root) brings it");
        return Ok(());
    }
    debian::install("poppler-utils", &["poppler-utils"])
}
