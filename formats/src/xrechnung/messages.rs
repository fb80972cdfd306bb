//! The rules in German, in words a clerk understands.
//!
//! Why here: a finding goes back to the supplier through a clerk who knows invoices, not business
//! terms. Each text says what is missing or wrong and, where that helps, where it belongs; the
//! term number in brackets lets the supplier's software people find the place.
//!
//! What must stay true: every rule gets a text. Rules without one of ours keep the library's,
//! with the rule in front. Sums (BR-CO, BR-S …) are worded by pattern, so a new VAT category needs
//! one line.

mod texts;

use super::Error;
use crate::xml_gate::{MAX_BYTES, MAX_DEPTH};
use en16931_formats::report::Kind;
use texts::{CORE, NATIONAL, VAT_CATEGORIES};

/// Text for a broken rule; `library` is the library's own wording.
pub(super) fn of_rule(rule: &str, library: &str) -> String {
    if let Some((_, text)) = NATIONAL.iter().chain(CORE).find(|(id, _)| *id == rule) {
        return (*text).to_owned();
    }
    vat_rule(rule).unwrap_or_else(|| match library {
        "" => format!("Die Regel {rule} ist verletzt."),
        text => format!("{rule}: {text}"),
    })
}

/// Text for a file that is no invoice.
pub(super) fn of_error(error: &Error) -> String {
    match error {
        Error::TooLarge { .. } => format!("Die Datei ist größer als {} MB.", MAX_BYTES / 1024 / 1024),
        Error::Empty => "Die Datei ist leer.".to_owned(),
        Error::Encoding { .. } => "Die Datei ist nicht in UTF-8 gespeichert und kann nicht gelesen werden.".to_owned(),
        Error::DtdRefused => {
            "Die Datei enthält eine Dokumenttyp-Deklaration (DTD). Aus Sicherheitsgründen wird sie nicht gelesen."
                .to_owned()
        }
        Error::TooDeep => format!("Die Datei ist tiefer als {MAX_DEPTH} Ebenen verschachtelt und wird nicht gelesen."),
        Error::TooComplex => {
            "Die Datei ist ungewöhnlich umfangreich aufgebaut und wird aus Sicherheitsgründen nicht gelesen.".to_owned()
        }
        Error::NotXml { line, column } => format!("Die Datei ist kein gültiges XML (Zeile {line}, Spalte {column})."),
        Error::NotAnInvoice { .. } => "Die Datei ist keine elektronische Rechnung (weder UBL noch CII).".to_owned(),
        Error::Pdf => "Die Datei ist ein PDF. Benötigt wird die XML-Datei der Rechnung.".to_owned(),
        Error::TermMissing { term } => format!("In der Rechnung fehlt eine Pflichtangabe ({term})."),
        Error::NotRepresentable { term } => {
            format!("Eine Angabe der Rechnung kann nicht genau übernommen werden ({term}).")
        }
        Error::ReaderFailed => "Die Datei konnte nicht gelesen werden.".to_owned(),
    }
}

/// Text for something about the document itself rather than a rule.
pub(super) fn of_entry(kind: Kind, path: &str, term: Option<&str>, value: Option<&str>) -> String {
    let place = term.map_or_else(|| path.to_owned(), |t| format!("{path}, {t}"));
    match (kind, value) {
        (Kind::Malformed, Some(v)) => {
            format!("Der Wert „{}“ ist an dieser Stelle nicht zulässig ({place}).", shortened(v))
        }
        (Kind::Malformed, None) => {
            format!("Der Wert ist an dieser Stelle nicht zulässig ({place}).")
        }
        (Kind::Duplicate | Kind::Repeated, _) => {
            format!(
                "Eine Angabe, die nur einmal vorkommen darf, steht mehrfach in der Datei ({place}); gelesen wurde die erste."
            )
        }
        (Kind::Schema, _) => {
            format!("Der Aufbau der Datei weicht vom vorgeschriebenen Schema ab ({place}).")
        }
        _ => format!("Die Datei ist an dieser Stelle nicht in Ordnung ({place})."),
    }
}

fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

/// The ten rules each VAT category has, by their common numbering.
fn vat_rule(rule: &str) -> Option<String> {
    let (category, number) = rule.strip_prefix("BR-")?.rsplit_once('-')?;
    let (_, name) = VAT_CATEGORIES.iter().find(|(id, _)| *id == category)?;
    let text = match (category, number.trim_start_matches('0')) {
        ("O", "2" | "3" | "4") => "Eine Umsatzsteuer-ID darf dann nicht angegeben sein (BT-31, BT-48, BT-63).",
        (_, "1") => {
            "In der Steueraufschlüsselung fehlt die Zeile für diese Steuerart, oder sie steht zu oft da (BG-23)."
        }
        (_, "2") => {
            "Für Positionen dieser Steuerart fehlt eine verlangte Umsatzsteuer-ID oder Steuernummer (BT-31, BT-32, BT-48, BT-63)."
        }
        (_, "3") => {
            "Für Nachlässe dieser Steuerart fehlt eine verlangte Umsatzsteuer-ID oder Steuernummer (BT-31, BT-32, BT-48, BT-63)."
        }
        (_, "4") => {
            "Für Zuschläge dieser Steuerart fehlt eine verlangte Umsatzsteuer-ID oder Steuernummer (BT-31, BT-32, BT-48, BT-63)."
        }
        (_, "5") => "Der Steuersatz einer Position passt nicht zu dieser Steuerart (BT-152).",
        (_, "6") => "Der Steuersatz eines Nachlasses passt nicht zu dieser Steuerart (BT-96).",
        (_, "7") => "Der Steuersatz eines Zuschlags passt nicht zu dieser Steuerart (BT-103).",
        (_, "8") => {
            "Der Nettobetrag dieser Steuerart ist nicht die Summe ihrer Positionen, Zuschläge und Nachlässe (BT-116)."
        }
        (_, "9") => "Der Steuerbetrag ist nicht Nettobetrag mal Steuersatz (BT-117).",
        (_, "10") => "Die Angabe eines Befreiungsgrundes passt nicht zu dieser Steuerart (BT-120, BT-121).",
        _ => return None,
    };
    Some(format!("{name}: {text}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_rule_without_german_text_keeps_the_librarys_behind_its_name() {
        assert_eq!(of_rule("BR-XY-1", "Some rule."), "BR-XY-1: Some rule.");
    }

    #[test]
    fn sums_of_every_vat_category_are_worded() {
        assert!(of_rule("BR-S-08", "").starts_with("Umsatzsteuer zum Regel"));
        assert!(of_rule("BR-AE-10", "").contains("Befreiungsgrund"));
        assert!(of_rule("BR-O-02", "").contains("darf dann nicht"));
        assert!(of_rule("BR-IC-11", "x").starts_with("BR-IC-11"));
    }

    #[test]
    fn no_rule_has_two_texts() {
        let mut ids: Vec<&str> = NATIONAL.iter().chain(CORE).map(|(id, _)| *id).collect();
        let before = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), before);
    }
}
