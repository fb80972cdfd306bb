//! Documents that name a path which is gone mislead: every path that our documents put in backticks exists.
use std::path::Path;

use anyhow::Result;

use super::source::NOT_OURS;
use super::{Finding, Weight};

const DOCUMENTS: [&str; 3] = ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md"];
const ENDINGS: [&str; 12] = ["rs", "md", "toml", "graphql", "yaml", "yml", "json", "csv", "sql", "sh", "ts", "tsx"];

pub fn check(root: &Path) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for document in DOCUMENTS {
        let file = root.join(document);
        if !file.exists() {
            continue; // that a document is missing is seen by people
        }
        for (line, path) in named_paths(&std::fs::read_to_string(&file)?, |first| root.join(first).exists()) {
            if !root.join(&path).exists() {
                findings.push(Finding {
                    weight: Weight::Failure,
                    place: format!("{document}:{line}"),
                    what: format!("names `{path}`, which does not exist"),
                    mend: "name the path where it lives now",
                });
            }
        }
    }
    Ok(findings)
}

/// Paths in inline code, with their line. Fenced blocks are examples and not looked at.
fn named_paths(text: &str, is_top_level: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut fenced = false;
    let mut paths = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let spans = line.split('`').skip(1).step_by(2);
            paths.extend(spans.filter(|span| is_path(span, &is_top_level)).map(|span| (index + 1, span.to_owned())));
        }
    }
    paths
}

/// `a/b.rs`, `a/b/` and whatever begins with one of our folders; not `application/json`, `query/mutation`,
/// `a/<name>.rs`, `/var/lib` or what is made while running.
fn is_path(span: &str, is_top_level: &impl Fn(&str) -> bool) -> bool {
    let plain = span.bytes().all(|c| c.is_ascii_alphanumeric() || b"_.-/".contains(&c));
    let Some((first, _)) = span.split_once('/') else {
        return false;
    };
    if !plain || first.is_empty() || first == ".." || NOT_OURS.contains(&first) {
        return false;
    }
    let ending = span.rsplit('/').next().and_then(|last| last.rsplit_once('.')).map(|(_, ending)| ending);
    span.ends_with('/') || ending.is_some_and(|ending| ENDINGS.contains(&ending)) || is_top_level(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        named_paths(text, |first| first == "domain").into_iter().map(|(_, path)| path).collect()
    }

    #[test]
    fn paths_in_backticks_are_found() {
        assert_eq!(
            paths("see `domain/src/tasks` and `old/gone.rs` and `attic/`"),
            ["domain/src/tasks", "old/gone.rs", "attic/"]
        );
    }

    #[test]
    fn other_code_is_left_alone() {
        assert!(paths("`application/json` `GET /graphql` `/var/lib` `a::b` `domain/<area>.rs` `.verbund/x.md` `../shared/a.md`").is_empty());
        assert!(paths("```\n`gone/a.rs`\n```").is_empty());
    }

    #[test]
    fn the_line_is_named() {
        assert_eq!(named_paths("one\n\n`a/b.md`", |_| false), [(3, "a/b.md".to_owned())]);
    }
}
