//! Letters: filled templates, refused gaps, harmless text.

use super::samples::{day, sheet, strings};
use super::{assert_conforming, squeezed, text_of};
use formats::pdf::{Error, Letter, check_text, fields, fill, letter};
use std::collections::BTreeMap;

const ORDER: &str = "Sehr geehrte Damen und Herren,

auf Ihr Angebot vom {{offer.date}} erteilen wir Ihnen den **Auftrag** über

- {{subject}}
- zum Preis von **{{net}} Euro** ohne Umsatzsteuer

## Lieferung
Bitte liefern Sie bis zum {{delivery.date}} an:
{{delivery.place}}

## Rechnung
1. Senden Sie die Rechnung als *XRechnung*.
2. Nennen Sie die Leitweg-ID {{leitweg}} und die Auftragsnummer {{order.number}}.";

fn values() -> BTreeMap<String, Option<String>> {
    [
        ("offer.date", "4. Mai 2026"),
        ("subject", "120 t Streusalz *lose*, #1 {{evil}} $x$ @ref <tag> \\end"),
        ("net", "14.280,00"),
        ("delivery.date", "1. Oktober 2026"),
        ("delivery.place", "Bauhof Linz\nIm Rosengarten 1\n53545 Linz am Rhein"),
        ("leitweg", "071385004000-001-59"),
        ("order.number", "4711/2026"),
    ]
    .map(|(k, v)| (k.to_owned(), Some(v.to_owned())))
    .into()
}

fn order(text: String) -> Letter {
    let mut sheet = sheet("Auftrag 4711/2026: Lieferung von Streusalz");
    sheet.remarks = strings(&["Einschreiben"]);
    sheet.enclosures = strings(&["Zusätzliche Vertragsbedingungen", "Leistungsverzeichnis"]);
    Letter { sheet, dated_on: day("2026-05-11"), text }
}

#[test]
fn a_filled_order_is_a_conforming_letter_with_its_text() {
    let filled = fill(ORDER, &values()).unwrap();
    let pdf = letter(&order(filled)).unwrap();
    assert_conforming(&pdf);
    let Some(text) = text_of("order", &pdf) else { return };
    let text = squeezed(&text);
    for part in [
        "Auftrag 4711/2026: Lieferung von Streusalz",
        "Verbandsgemeinde Linz am Rhein",
        "120 t Streusalz *lose*, #1 {{evil}} $x$ @ref <tag> \\end",
        "zum Preis von 14.280,00 Euro",
        "Einschreiben",
        "Im Auftrag",
        "Ayşe Öztürk-Großmann",
        "Leistungsverzeichnis",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let make = || letter(&order("Sehr geehrte Damen und Herren,".to_owned())).unwrap();
    assert_eq!(make(), make());
}

#[test]
fn text_of_people_is_never_a_command() {
    let evil = "#panic(\"x\") #read(\"/etc/passwd\") #import \"@preview/x:1.0.0\" $ x $ `code` <label> @ref // weg";
    let pdf = letter(&order(evil.to_owned())).unwrap();
    let Some(text) = text_of("evil", &pdf) else { return };
    assert!(squeezed(&text).contains(evil), "{text}");
}

#[test]
fn gaps_and_what_does_not_fit_are_refused_by_code() {
    assert_eq!(fields(ORDER).unwrap().len(), 7);
    let mut known = values();
    known.insert("net".to_owned(), None);
    assert_eq!(fill(ORDER, &known).unwrap_err().code(), "MERGE_FIELD_MISSING");
    known.remove("net");
    assert_eq!(fill(ORDER, &known).unwrap_err().code(), "MERGE_FIELD_UNKNOWN");
    assert_eq!(letter(&order(ORDER.to_owned())).unwrap_err().code(), "MERGE_FIELD_UNFILLED");
    assert_eq!(letter(&order("  \n".to_owned())).unwrap_err().code(), "LETTER_PART_MISSING");
    assert_eq!(check_text("gut"), Ok(()));
    let mut long = order("Text".to_owned());
    long.sheet.recipient = strings(&["Zeile"; 7]);
    assert_eq!(letter(&long).unwrap_err().code(), "LETTER_TOO_MANY_LINES");
    long.sheet.recipient = Vec::new();
    assert_eq!(letter(&long).unwrap_err(), Error::PartMissing { part: "recipient" });
}

#[test]
fn a_sign_without_a_shape_is_named_and_invisible_ones_do_not_matter() {
    let refused = letter(&order("Danke 🎉".to_owned())).unwrap_err();
    assert_eq!(refused, Error::SignNotPrintable { sign: '🎉' });
    let marks = "Weich\u{ad}trennung, Null\u{200b}breite, schmal\u{202f}geschützt\ttab";
    let pdf = letter(&order(marks.to_owned())).unwrap();
    let Some(text) = text_of("marks", &pdf) else { return };
    assert!(squeezed(&text).contains("Weichtrennung, Nullbreite, schmal geschützt tab"), "{text}");
}

#[test]
fn a_letter_of_many_pages_counts_them() {
    let pdf = letter(&order("Ein Absatz, der eine Zeile füllt.\n\n".repeat(90))).unwrap();
    let Some(text) = text_of("long", &pdf) else { return };
    assert!(text.contains("Seite 1 von 3") && text.contains("Seite 3 von 3"), "{text}");
}
