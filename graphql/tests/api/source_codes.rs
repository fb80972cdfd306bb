//! Every stable code has words: the codes are read out of the source, so that a new one cannot be forgotten.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Codes that never reach a person through the API: command-line tools, rule files, the ledger's own events.
const ELSEWHERE: &[&str] = &[
    "domain/src/calc",
    "domain/src/procurement/rules",
    "domain/src/procurement/rules.rs",
    "ledger/src/account.rs",
    "domain/src/invoice/state.rs",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// String literals in capitals that begin right behind `start`, within `text`.
fn codes_in(text: &str) -> Vec<String> {
    let literal = |piece: &str| {
        piece.len() > 2 && piece.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    text.split('"').skip(1).step_by(2).filter(|piece| literal(piece)).map(ToOwned::to_owned).collect()
}

/// The body of the block that begins at the next `{`.
fn block(text: &str) -> &str {
    let Some(start) = text.find('{') else { return "" };
    let mut depth = 0_i32;
    for (at, c) in text[start..].char_indices() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if depth == 0 {
            return &text[start..start + at];
        }
    }
    ""
}

#[test]
fn every_code_of_domain_ledger_and_app_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for room in ["domain/src", "ledger/src", "app/src"] {
        sources(&root.join(room), &mut files);
    }
    let mut codes = BTreeMap::new();
    for path in files.iter().filter(|p| !ELSEWHERE.iter().any(|e| p.strip_prefix(root).unwrap().starts_with(e))) {
        let text = fs::read_to_string(path).unwrap();
        for (at, _) in text.match_indices("impl Error {") {
            let implementation = block(&text[at..]);
            if let Some(code) = implementation.find("fn code(") {
                codes.extend(codes_in(block(&implementation[code..])).into_iter().map(|c| (c, path.clone())));
            }
        }
        for begin in ["Refusal::new(", "Refusal::at("] {
            for (at, _) in text.match_indices(begin) {
                let call: String = text[at..].chars().take_while(|c| *c != ';').take(160).collect();
                codes.extend(codes_in(&call).into_iter().take(1).map(|c| (c, path.clone())));
            }
        }
    }
    assert!(codes.len() > 60, "the reading of codes is broken: {}", codes.len());
    let silent: Vec<_> = codes.iter().filter(|(code, _)| !graphql::words::has_words(code)).collect();
    assert!(silent.is_empty(), "codes without words in graphql/src/words/sentences.rs: {silent:#?}");
}

#[test]
fn every_event_of_the_journal_has_a_sentence() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    sources(&root.join("app/src"), &mut files);
    let mut events = BTreeMap::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for begin in [".journal(", ".journal_with(", ".note(", ".finish(app,", "let event =", "change_holder(app,"] {
            for (at, _) in text.match_indices(begin) {
                let call: String = text[at..].chars().take_while(|c| *c != ';').take(200).collect();
                let named = codes_in(&call).into_iter().filter(|code| code.contains('_'));
                events.extend(named.map(|code| (code, path.clone())));
            }
        }
    }
    assert!(events.len() > 35, "the reading of events is broken: {events:#?}");
    let silent: Vec<_> = events.iter().filter(|(event, _)| !graphql::words::has_sentence(event)).collect();
    assert!(silent.is_empty(), "events without a sentence in graphql/src/words/events.rs: {silent:#?}");
}
