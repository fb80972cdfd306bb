//! `verbund invoice check FILE…`: one JSON line per file. Needs no settings and no database.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use formats::xrechnung::{MAX_BYTES, json_line};
use serde_json::json;

/// Checks the files in order; true when all are valid.
pub fn check(files: &[PathBuf]) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    let mut all_valid = true;
    for file in files {
        let name = file.display().to_string();
        let (line, valid) = match read(file) {
            Ok(bytes) => json_line(&name, &bytes),
            Err(error) => (unreadable(&name, &error), false),
        };
        all_valid &= valid;
        match writeln!(out, "{line}") {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(false),
            outcome => outcome?,
        }
    }
    Ok(all_valid)
}

/// One byte more than is accepted is enough to be refused: a huge file is never held in memory.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(name: &str, error: &io::Error) -> String {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "Die Datei gibt es nicht.",
        io::ErrorKind::PermissionDenied => "Die Datei darf nicht gelesen werden.",
        _ => "Die Datei kann nicht gelesen werden.",
    };
    json!({"file": name, "valid": false, "error": {"code": "FILE_UNREADABLE", "message": message}}).to_string()
}
