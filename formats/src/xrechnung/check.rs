//! Which rules a file breaks: EN 16931 and the national rules, each with its severity.
//!
//! Why here: the rules themselves are the library's (pinned to the published Schematron); this
//! file decides which set applies, adds what the library lacks, and gives every finding words.
//!
//! What must stay true: a file that declares XRechnung, its extension or CVD is checked as that;
//! every other invoice is checked **as XRechnung**, for that is what a municipality is sent. Valid
//! means: no finding is fatal. A wrong Leitweg-ID digit is never fatal (handbook 7.1).

use super::{Error, Syntax, messages, national};
use crate::xml_gate;
use domain::invoice::leitweg;
use en16931_formats::report as layers;
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How much a finding matters; the most severe first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Severity {
    /// The invoice is not valid.
    Fatal,
    /// The supplier should mend it; the invoice may be paid.
    Warning,
    Information,
}

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Rule as published, e.g. `BR-DE-15`, or a code of ours in capitals with underscores.
    pub rule: String,
    pub severity: Severity,
    /// German, for clerks.
    pub message: String,
}

/// The result for one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// `None` when the file is not an invoice at all.
    pub syntax: Option<Syntax>,
    /// Whether nothing found is fatal.
    pub valid: bool,
    /// The most severe first, then by rule.
    pub findings: Vec<Finding>,
}

impl Report {
    fn of(syntax: Option<Syntax>, mut findings: Vec<Finding>) -> Self {
        findings.sort_by(|a, b| (a.severity, &a.rule, &a.message).cmp(&(b.severity, &b.rule, &b.message)));
        // A rule broken on forty lines is told once.
        findings.dedup();
        let valid = findings.iter().all(|f| f.severity != Severity::Fatal);
        Self { syntax, valid, findings }
    }

    fn refused(error: &Error) -> Self {
        let message = messages::of_error(error);
        Self::of(None, vec![Finding { rule: error.code().to_owned(), severity: Severity::Fatal, message }])
    }
}

/// Checks a file. Never fails: what is no invoice comes back as a report that says so.
pub fn check(bytes: &[u8]) -> Report {
    // The library promises not to panic; it is young, and one broken file must not stop a mailbox.
    catch_unwind(AssertUnwindSafe(|| checked(bytes)))
        .unwrap_or(Err(Error::ReaderFailed))
        .unwrap_or_else(|error| Report::refused(&error))
}

fn checked(bytes: &[u8]) -> Result<Report, Error> {
    let text = xml_gate::pass(bytes)?;
    let syntax = Syntax::of(en16931_formats::read(bytes)?.syntax)?;
    let policy =
        en16931_formats::Policy { require: Some(&en16931::profiles::XRECHNUNG), ..en16931_formats::Policy::default() };
    let received = en16931_formats::receive(bytes, &policy);
    let report = match (&received.declared, &received.report_required) {
        (Some(declared), Some(required)) if !is_xrechnung(declared) => required,
        _ => &received.report_declared,
    };
    let mut findings: Vec<Finding> = report.entries().filter_map(of_entry).collect();
    findings.extend(unmapped(report));
    if let Some(semantic) = &report.semantic.report {
        findings.extend(semantic.findings().iter().map(|f| finding(&f.rule, f.severity, &f.message)));
    }
    national::decide(&text, syntax, &mut findings);
    if let Some(invoice) = &received.invoice {
        findings.extend(invoice.buyer_reference.as_deref().and_then(leitweg_digit));
    }
    Ok(Report::of(Some(syntax), findings))
}

fn is_xrechnung(declared: &en16931::profiles::Declaration) -> bool {
    use en16931::profiles::{XRECHNUNG, XRECHNUNG_CVD, XRECHNUNG_EXTENSION};
    declared.profile().is_some_and(|p| [XRECHNUNG.id, XRECHNUNG_CVD.id, XRECHNUNG_EXTENSION.id].contains(&p.id))
}

fn severity(of: en16931::Severity) -> Severity {
    match of {
        en16931::Severity::Fatal => Severity::Fatal,
        en16931::Severity::Warning => Severity::Warning,
        en16931::Severity::Info => Severity::Information,
    }
}

fn finding(rule: &str, level: en16931::Severity, text: &str) -> Finding {
    Finding { rule: rule.to_owned(), severity: severity(level), message: messages::of_rule(rule, text) }
}

/// Entries about the document itself; those that only say "not evaluated" are summed up elsewhere.
fn of_entry(entry: &layers::Entry) -> Option<Finding> {
    if entry.kind == layers::Kind::Unmapped {
        return None;
    }
    let rule = entry.rule.clone().unwrap_or_else(|| format!("SYNTAX_{}", entry.kind.as_str().to_uppercase()));
    let message = messages::of_entry(entry.kind, &entry.path, entry.term.as_deref(), entry.value.as_deref());
    Some(Finding { rule, severity: severity(entry.level()), message })
}

fn unmapped(report: &layers::Report) -> Option<Finding> {
    let count = report.entries().filter(|e| e.kind == layers::Kind::Unmapped).count();
    (count > 0).then(|| Finding {
        rule: "SYNTAX_UNMAPPED".to_owned(),
        severity: Severity::Information,
        message: format!(
            "{count} Angabe(n) der Datei gehören nicht zum Umfang der Norm EN 16931 und wurden nicht ausgewertet."
        ),
    })
}

fn leitweg_digit(buyer_reference: &str) -> Option<Finding> {
    match leitweg::check(buyer_reference) {
        leitweg::Verdict::WrongDigit { id, expected } => Some(Finding {
            rule: "LEITWEG_ID_CHECK_DIGIT".to_owned(),
            severity: Severity::Warning,
            message: format!(
                "Die Prüfziffer der Leitweg-ID {} ist falsch: angegeben ist {}, richtig wäre {expected}.",
                buyer_reference.trim(),
                id.check
            ),
        }),
        leitweg::Verdict::Valid(_) | leitweg::Verdict::Malformed => None,
    }
}
