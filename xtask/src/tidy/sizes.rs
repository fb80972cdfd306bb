//! How long files and functions are. What no longer fits on two screens usually does two things.
use proc_macro2::Span;
use syn::visit::{self, Visit};

use super::source::Source;
use super::{Finding, Weight};

const FILE_LINES_ASK: usize = 300;
const FILE_LINES_MAX: usize = 500;
const FUNCTION_LINES_ASK: usize = 70;
const FUNCTION_LINES_MAX: usize = 100;

pub fn check(file: &Source) -> Vec<Finding> {
    let lines = file.text.lines().count();
    let mut findings: Vec<Finding> = weigh(lines, FILE_LINES_ASK, FILE_LINES_MAX)
        .map(|weight| Finding {
            weight,
            place: file.path.clone(),
            what: format!("{lines} lines (at most {FILE_LINES_ASK}, never above {FILE_LINES_MAX})"),
            mend: "does it do two things? split it along them",
        })
        .into_iter()
        .collect();
    let Ok(syntax) = syn::parse_file(&file.text) else {
        findings.push(Finding {
            weight: Weight::Failure,
            place: file.path.clone(),
            what: "is not Rust that can be read".into(),
            mend: "`cargo check` says where",
        });
        return findings;
    };
    let mut functions = Functions { path: &file.path, findings };
    functions.visit_file(&syntax);
    functions.findings
}

fn weigh(lines: usize, ask: usize, max: usize) -> Option<Weight> {
    if lines > max { Some(Weight::Failure) } else { (lines > ask).then_some(Weight::Warning) }
}

struct Functions<'a> {
    path: &'a str,
    findings: Vec<Finding>,
}

impl Functions<'_> {
    fn measure(&mut self, name: &syn::Ident, whole: Span) {
        let (first, last) = (name.span().start().line, whole.end().line);
        let lines = last.saturating_sub(first) + 1;
        if let Some(weight) = weigh(lines, FUNCTION_LINES_ASK, FUNCTION_LINES_MAX) {
            self.findings.push(Finding {
                weight,
                place: format!("{}:{first}", self.path),
                what: format!(
                    "fn {name} has {lines} lines (at most {FUNCTION_LINES_ASK}, never above {FUNCTION_LINES_MAX})"
                ),
                mend: "give its steps names of their own",
            });
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig.ident, function.block.brace_token.span.close());
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.sig.ident, function.block.brace_token.span.close());
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.measure(&function.sig.ident, block.brace_token.span.close());
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(text: String) -> Vec<Weight> {
        check(&Source { path: "a.rs".into(), text }).into_iter().map(|finding| finding.weight).collect()
    }

    fn function_of(lines: usize) -> String {
        format!("impl A {{\n/// Said at length.\nfn long() {{\n{}}}\n}}\n", "f();\n".repeat(lines - 2))
    }

    #[test]
    fn functions_are_asked_about_at_seventy_and_refused_at_a_hundred() {
        assert_eq!(weights(function_of(70)), []);
        assert_eq!(weights(function_of(71)), [Weight::Warning]);
        assert_eq!(weights(function_of(100)), [Weight::Warning]);
        assert_eq!(weights(function_of(101)), [Weight::Failure]);
    }

    #[test]
    fn files_are_asked_about_at_three_hundred_and_refused_at_five() {
        assert_eq!(weights("//\n".repeat(300)), []);
        assert_eq!(weights("//\n".repeat(301)), [Weight::Warning]);
        assert_eq!(weights("//\n".repeat(501)), [Weight::Failure]);
    }

    #[test]
    fn what_is_not_rust_fails() {
        assert_eq!(weights("fn {".into()), [Weight::Failure]);
    }
}
