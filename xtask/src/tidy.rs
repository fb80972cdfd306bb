//! `cargo xtask tidy`: the rules of the house that no compiler holds. Each finding says where, what and
//! how to mend it; a warning asks, a failure decides.
mod imports;
mod names;
mod paths;
mod sizes;
mod source;

use anyhow::Result;
use test_servers::found::workspace_root;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Warning,
    Failure,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub weight: Weight,
    /// File (with line where there is one) or crate.
    pub place: String,
    pub what: String,
    pub mend: &'static str,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let weight = match self.weight {
            Weight::Warning => "warning",
            Weight::Failure => "FAILURE",
        };
        write!(f, "{weight}: {}: {}\n         mend: {}", self.place, self.what, self.mend)
    }
}

/// True when nothing failed. Findings go to the error output.
pub fn run() -> Result<bool> {
    let root = workspace_root();
    let mut findings =
        imports::check(&crate::cargo::cargo(&["metadata", "--no-deps", "--format-version", "1"]).output()?.stdout)?;
    for file in source::rust_files(&root)? {
        findings.extend(names::check(&file));
        findings.extend(sizes::check(&file));
    }
    findings.extend(paths::check(&root)?);
    findings.sort_by(|a, b| (a.weight, &a.place).cmp(&(b.weight, &b.place)));
    for finding in &findings {
        eprintln!("{finding}");
    }
    let failures = findings.iter().filter(|finding| finding.weight == Weight::Failure).count();
    eprintln!("tidy: {failures} failures, {} warnings", findings.len() - failures);
    Ok(failures == 0)
}
