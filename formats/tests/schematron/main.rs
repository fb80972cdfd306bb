//! Our recharges against the published Schematron of EN 16931 and XRechnung: an oracle that shares no
//! line with the library that writes them.
//!
//! Saxon runs it, by `schematron.py`; `cargo xtask tools` brings the engine.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../recharges/mod.rs"]
mod recharges;
#[path = "../shared/mod.rs"]
mod shared;

use formats::xrechnung::{Syntax, write};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

type Failed = BTreeMap<String, Vec<(String, String)>>;

/// The rule sets of a syntax: base rules, then national rules.
fn rules(syntax: Syntax) -> Option<[PathBuf; 2]> {
    let (base, national) = (shared::data("en16931-schematron")?, shared::data("xrechnung-schematron")?);
    Some(match syntax {
        Syntax::Ubl => {
            [base.join("EN16931-UBL-validation-preprocessed.sch"), national.join("ubl/XRechnung-UBL-validation.sch")]
        }
        Syntax::Cii => {
            [base.join("EN16931-CII-validation-preprocessed.sch"), national.join("cii/XRechnung-CII-validation.sch")]
        }
    })
}

/// The folder of the library; `None` (said aloud) when it was not fetched.
fn saxonche() -> Option<PathBuf> {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".to_owned());
    let folder = Path::new(&here).join("../.tools/saxonche");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "saxonche is missing: `cargo xtask tools` fetches it");
    eprintln!("skipped: saxonche is missing, `cargo xtask tools` fetches it");
    None
}

/// What fails in which file; flags of mere information left out.
fn failed(library: &Path, rules: &Path, files: &[PathBuf]) -> Failed {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| ".".to_owned());
    let done = Command::new("python3")
        .env("PYTHONPATH", library)
        .arg(Path::new(&here).join("tests/schematron/schematron.py"))
        .arg(rules)
        .args(files)
        .output()
        .expect("python3");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut failed: Failed = serde_json::from_slice(&done.stdout).expect("one JSON object");
    for findings in failed.values_mut() {
        findings.retain(|(_, flag)| flag != "information");
    }
    failed
}

fn written(folder: &Path, syntax: Syntax) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for (name, recharge) in recharges::every_case() {
        let file = folder.join(format!("{}-{}.xml", name.replace(' ', "-"), syntax.code()));
        std::fs::write(&file, write(&recharge, syntax).unwrap()).unwrap();
        files.push(file);
    }
    files
}

#[test]
fn every_recharge_passes_the_published_rules_in_both_syntaxes() {
    let Some(library) = saxonche() else { return };
    let folder = tempfile::tempdir().unwrap();
    for syntax in [Syntax::Ubl, Syntax::Cii] {
        let files = written(folder.path(), syntax);
        for rules in rules(syntax).into_iter().flatten() {
            let found = failed(&library, &rules, &files);
            assert_eq!(found.len(), files.len());
            assert!(found.values().all(Vec::is_empty), "{rules:?}: {found:?}");
        }
    }
}

/// Negative control: an oracle that finds nothing would find nothing here either.
#[test]
fn a_recharge_spoilt_on_purpose_breaks_the_rules_it_should() {
    let Some(library) = saxonche() else { return };
    let folder = tempfile::tempdir().unwrap();
    let xml = String::from_utf8(write(&recharges::taxable(), Syntax::Ubl).unwrap()).unwrap();
    let spoilt = [
        ("no-reference", without(&xml, "cbc:BuyerReference"), "BR-DE-15"),
        ("no-number", without(&xml, "cbc:ID"), "BR-02"),
        ("wrong-sum", xml.replace(">34111.85<", ">34111.86<"), "BR-CO-15"),
        ("wrong-tax", xml.replace(">5446.43<", ">5546.43<"), "BR-S-09"),
    ];
    let Some(rules) = rules(Syntax::Ubl) else { return };
    for (name, text, rule) in spoilt {
        assert_ne!(text, xml, "{name}");
        let file = folder.path().join(format!("{name}.xml"));
        std::fs::write(&file, text).unwrap();
        let found: Vec<String> = rules
            .iter()
            .flat_map(|rules| failed(&library, rules, std::slice::from_ref(&file)).into_values().flatten())
            .map(|(rule, _)| rule)
            .collect();
        assert!(found.iter().any(|r| r == rule), "{name}: {found:?}");
    }
}

/// The first element of that name taken out.
fn without(xml: &str, name: &str) -> String {
    let open = xml.find(&format!("<{name}>")).expect("the element");
    let close = format!("</{name}>");
    let end = open + xml[open..].find(&close).expect("its end") + close.len();
    format!("{}{}", &xml[..open], &xml[end..])
}
