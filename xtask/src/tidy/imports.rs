//! Which room may import which: the table of ARCHITECTURE.md, held against `cargo metadata`.
//!
//! Dev-dependencies are exempt: tests may look into other rooms. `testkit` is a dev-dependency only.
use anyhow::{Context, Result};
use serde_json::Value;

use super::{Finding, Weight};

/// Crate, the crates of ours it may import, and outside crates its purpose forbids (by prefix).
struct Room {
    name: &'static str,
    may_import: &'static [&'static str],
    never: &'static [&'static str],
}

const fn room(name: &'static str, may_import: &'static [&'static str], never: &'static [&'static str]) -> Room {
    Room { name, may_import, never }
}

/// Pure rules: no I/O, no async, no framework.
const PURE: &[&str] = &["tokio", "async-", "sea-orm", "sqlx", "reqwest", "axum", "temporalio", "tracing", "rand"];
/// Workflow code is replayed: whatever tokio brings would not be.
const REPLAYED: &[&str] = &["tokio", "sea-orm", "sqlx", "reqwest", "axum", "rand"];
/// Bytes in, bytes out.
const NO_IO: &[&str] = &["tokio", "sea-orm", "sqlx", "reqwest", "axum", "temporalio"];
/// SQL is spoken in `store` (and `migrations`) alone.
const NO_SQL: &[&str] = &["sea-orm", "sqlx"];

const ROOMS: &[Room] = &[
    room("domain", &[], PURE),
    room("sealing", &["domain"], NO_IO),
    room("engine-process", &[], REPLAYED),
    room("migrations", &[], &["temporalio"]),
    room("engine-host", &["engine-process"], NO_SQL),
    room("ledger", &["domain"], PURE),
    room("store", &["domain", "ledger"], &["temporalio", "axum"]),
    room("files", &["domain"], NO_SQL),
    room("formats", &["domain"], NO_IO),
    room(
        "app",
        &["domain", "ledger", "sealing", "store", "files", "formats"],
        &["temporalio", "axum", "async-graphql", "sqlx"],
    ),
    room("workflows", &["engine-process", "domain", "ledger"], REPLAYED),
    room("activities", &["workflows", "app", "domain", "ledger"], NO_SQL),
    room("graphql", &["app", "domain", "ledger"], &["sea-orm", "sqlx", "temporalio"]),
    room("testkit", &["test-servers", "domain", "ledger", "store", "migrations"], &[]),
    room("test-servers", &[], &[]),
];

/// They may import all; nobody imports them.
const TOPS: [&str; 4] = ["server", "system-tests", "bench", "xtask"];
/// These drive the whole house from outside and may import all of it.
const FROM_OUTSIDE: [&str; 2] = ["system-tests", "bench"];
/// For tests only, and for what starts tests.
const TEST_ONLY: [&str; 2] = ["testkit", "test-servers"];
const MAY_USE_TEST_ONLY: [&str; 4] = ["system-tests", "bench", "xtask", "testkit"];

/// `metadata`: the output of `cargo metadata --no-deps --format-version 1`.
pub fn check(metadata: &[u8]) -> Result<Vec<Finding>> {
    let metadata: Value =
        serde_json::from_slice(metadata).context("cargo metadata gave no JSON: is a Cargo.toml broken?")?;
    let packages = metadata["packages"].as_array().context("cargo metadata without packages")?;
    let ours: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut findings = Vec::new();
    for package in packages {
        let importer = package["name"].as_str().unwrap_or_default();
        let Some(room) = rules_for(importer) else {
            findings.push(failure(
                importer,
                "is not in the table of rooms".into(),
                "add a row in xtask/src/tidy/imports.rs and in ARCHITECTURE.md",
            ));
            continue;
        };
        let dependencies = package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
        for dependency in dependencies.iter().filter(|dependency| dependency["kind"].as_str() != Some("dev")) {
            let imported = dependency["name"].as_str().unwrap_or_default();
            findings.extend(judge(importer, room, imported, ours.contains(&imported)));
        }
    }
    Ok(findings)
}

#[derive(Clone, Copy)]
enum Rules {
    Top,
    Room(&'static Room),
}

fn rules_for(importer: &str) -> Option<Rules> {
    match TOPS.contains(&importer) {
        true => Some(Rules::Top),
        false => ROOMS.iter().find(|room| room.name == importer).map(Rules::Room),
    }
}

fn judge(importer: &str, rules: Rules, imported: &str, is_ours: bool) -> Option<Finding> {
    if TEST_ONLY.contains(&imported) && !MAY_USE_TEST_ONLY.contains(&importer) {
        return Some(failure(importer, format!("imports {imported} outside tests"), "move it to [dev-dependencies]"));
    }
    if TOPS.contains(&imported) && !FROM_OUTSIDE.contains(&importer) {
        return Some(failure(
            importer,
            format!("imports {imported}, which nobody may"),
            "move what both need into a room below",
        ));
    }
    let Rules::Room(room) = rules else {
        return None;
    };
    if is_ours && !room.may_import.contains(&imported) {
        let allowed = if room.may_import.is_empty() { "none of ours".to_owned() } else { room.may_import.join(", ") };
        let what = format!("imports {imported}; it may import {allowed}");
        return Some(failure(
            importer,
            what,
            "move the code to the room that may, or pass what is needed in from above (ARCHITECTURE.md, Rooms)",
        ));
    }
    let forbidden = !is_ours && room.never.iter().any(|prefix| imported.starts_with(prefix));
    let what = || format!("uses {imported}, which this room's purpose excludes");
    forbidden
        .then(|| failure(importer, what(), "do it in a room above and pass the result in (ARCHITECTURE.md, Rooms)"))
}

fn failure(importer: &str, what: String, mend: &'static str) -> Finding {
    Finding { weight: Weight::Failure, place: format!("crate {importer}"), what, mend }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn house(importer: &str, imported: &str, kind: Option<&str>) -> Vec<Finding> {
        let package = |name: &str, dependencies: Value| serde_json::json!({"name": name, "dependencies": dependencies});
        let known = ["domain", "store", "testkit", "server", "app", "graphql", "workflows"];
        let mut packages: Vec<Value> =
            known.iter().filter(|name| **name != importer).map(|name| package(name, serde_json::json!([]))).collect();
        packages.push(package(importer, serde_json::json!([{"name": imported, "kind": kind}])));
        check(serde_json::json!({ "packages": packages }).to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_resolver_must_not_reach_past_the_use_cases() {
        assert_eq!(house("graphql", "store", None).len(), 1);
        assert_eq!(house("graphql", "app", None).len(), 0);
    }

    #[test]
    fn dev_dependencies_are_exempt_and_testkit_is_nothing_else() {
        assert_eq!(house("graphql", "store", Some("dev")).len(), 0);
        assert_eq!(house("graphql", "testkit", Some("dev")).len(), 0);
        assert!(house("graphql", "testkit", None)[0].what.contains("outside tests"));
        assert_eq!(house("server", "testkit", None).len(), 1);
        assert_eq!(house("system-tests", "testkit", None).len(), 0);
    }

    #[test]
    fn pure_rooms_stay_pure() {
        assert_eq!(house("domain", "tokio", None).len(), 1);
        assert_eq!(house("workflows", "tokio", None).len(), 1);
        assert_eq!(house("domain", "serde", None).len(), 0);
    }

    #[test]
    fn nobody_imports_the_server_and_a_new_crate_needs_a_row() {
        assert!(house("app", "server", None)[0].what.contains("nobody may"));
        assert!(house("attic", "domain", None)[0].mend.contains("add a row"));
    }

    #[test]
    fn broken_metadata_is_an_error_not_a_green_light() {
        assert!(check(b"").is_err());
        assert!(check(b"{}").is_err());
    }
}
