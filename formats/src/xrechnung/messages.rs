//! The rules in German, in words a clerk understands.
//!
//! Why here: a finding goes back to the supplier through a clerk who knows invoices, not business
//! terms. Each text says what is missing or wrong and, where that helps, where it belongs; the
//! term number in brackets lets the supplier's software people find the place.
//!
//! What must stay true: every rule gets a text. Rules without one of ours keep the library's,
//! with the rule in front. Sums (BR-CO, BR-S …) are worded by pattern, so a new VAT category needs
//! one line.

use super::Error;
use super::gate::{MAX_BYTES, MAX_DEPTH};
use en16931_formats::report::Kind;

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
            "Die Datei enthält eine Dokumenttyp-Deklaration (DTD). Aus Sicherheitsgründen wird sie nicht gelesen.".to_owned()
        }
        Error::TooDeep => format!("Die Datei ist tiefer als {MAX_DEPTH} Ebenen verschachtelt und wird nicht gelesen."),
        Error::TooComplex => "Die Datei ist ungewöhnlich umfangreich aufgebaut und wird aus Sicherheitsgründen nicht gelesen.".to_owned(),
        Error::NotXml { line, column } => format!("Die Datei ist kein gültiges XML (Zeile {line}, Spalte {column})."),
        Error::NotAnInvoice { .. } => "Die Datei ist keine elektronische Rechnung (weder UBL noch CII).".to_owned(),
        Error::Pdf => "Die Datei ist ein PDF. Benötigt wird die XML-Datei der Rechnung.".to_owned(),
        Error::TermMissing { term } => format!("In der Rechnung fehlt eine Pflichtangabe ({term})."),
        Error::NotRepresentable { term } => format!("Eine Angabe der Rechnung kann nicht genau übernommen werden ({term})."),
        Error::ReaderFailed => "Die Datei konnte nicht gelesen werden.".to_owned(),
    }
}

/// Text for something about the document itself rather than a rule.
pub(super) fn of_entry(kind: Kind, path: &str, term: Option<&str>, value: Option<&str>) -> String {
    let place = term.map_or_else(|| path.to_owned(), |t| format!("{path}, {t}"));
    match (kind, value) {
        (Kind::Malformed, Some(v)) => format!("Der Wert „{}“ ist an dieser Stelle nicht zulässig ({place}).", shortened(v)),
        (Kind::Malformed, None) => format!("Der Wert ist an dieser Stelle nicht zulässig ({place})."),
        (Kind::Duplicate | Kind::Repeated, _) => {
            format!("Eine Angabe, die nur einmal vorkommen darf, steht mehrfach in der Datei ({place}); gelesen wurde die erste.")
        }
        (Kind::Schema, _) => format!("Der Aufbau der Datei weicht vom vorgeschriebenen Schema ab ({place})."),
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
        (_, "1") => "In der Steueraufschlüsselung fehlt die Zeile für diese Steuerart, oder sie steht zu oft da (BG-23).",
        (_, "2") => "Für Positionen dieser Steuerart fehlt eine verlangte Umsatzsteuer-ID oder Steuernummer (BT-31, BT-32, BT-48, BT-63).",
        (_, "3") => "Für Nachlässe dieser Steuerart fehlt eine verlangte Umsatzsteuer-ID oder Steuernummer (BT-31, BT-32, BT-48, BT-63).",
        (_, "4") => "Für Zuschläge dieser Steuerart fehlt eine verlangte Umsatzsteuer-ID oder Steuernummer (BT-31, BT-32, BT-48, BT-63).",
        (_, "5") => "Der Steuersatz einer Position passt nicht zu dieser Steuerart (BT-152).",
        (_, "6") => "Der Steuersatz eines Nachlasses passt nicht zu dieser Steuerart (BT-96).",
        (_, "7") => "Der Steuersatz eines Zuschlags passt nicht zu dieser Steuerart (BT-103).",
        (_, "8") => "Der Nettobetrag dieser Steuerart ist nicht die Summe ihrer Positionen, Zuschläge und Nachlässe (BT-116).",
        (_, "9") => "Der Steuerbetrag ist nicht Nettobetrag mal Steuersatz (BT-117).",
        (_, "10") => "Die Angabe eines Befreiungsgrundes passt nicht zu dieser Steuerart (BT-120, BT-121).",
        _ => return None,
    };
    Some(format!("{name}: {text}"))
}

const VAT_CATEGORIES: &[(&str, &str)] = &[
    ("S", "Umsatzsteuer zum Regel- oder ermäßigten Satz"),
    ("Z", "Umsatzsteuer zum Nullsatz"),
    ("E", "Steuerbefreite Leistung"),
    ("AE", "Steuerschuldnerschaft des Empfängers"),
    ("IC", "Innergemeinschaftliche Lieferung"),
    ("G", "Ausfuhr"),
    ("O", "Nicht steuerbare Leistung"),
    ("AF", "Steuer der Kanarischen Inseln"),
    ("AG", "Steuer von Ceuta und Melilla"),
];

/// National rules.
const NATIONAL: &[(&str, &str)] = &[
    ("BR-DE-1", "Es fehlt, wie bezahlt werden soll (Zahlungsanweisungen, BG-16)."),
    ("BR-DE-2", "Es fehlt ein Ansprechpartner des Rechnungsstellers (BG-6)."),
    ("BR-DE-3", "Der Ort des Rechnungsstellers fehlt (BT-37)."),
    ("BR-DE-4", "Die Postleitzahl des Rechnungsstellers fehlt (BT-38)."),
    ("BR-DE-5", "Der Name des Ansprechpartners beim Rechnungssteller fehlt (BT-41)."),
    ("BR-DE-6", "Die Telefonnummer des Ansprechpartners fehlt (BT-42)."),
    ("BR-DE-7", "Die E-Mail-Adresse des Ansprechpartners fehlt (BT-43)."),
    ("BR-DE-8", "Der Ort des Rechnungsempfängers fehlt (BT-52)."),
    ("BR-DE-9", "Die Postleitzahl des Rechnungsempfängers fehlt (BT-53)."),
    ("BR-DE-10", "In der Lieferanschrift fehlt der Ort (BT-77)."),
    ("BR-DE-11", "In der Lieferanschrift fehlt die Postleitzahl (BT-78)."),
    ("BR-DE-14", "In der Steueraufschlüsselung fehlt ein Steuersatz (BT-119)."),
    ("BR-DE-15", "Die Leitweg-ID fehlt (Käuferreferenz, BT-10)."),
    ("BR-DE-16", "Es fehlt die Umsatzsteuer-ID oder Steuernummer des Rechnungsstellers (BT-31, BT-32) oder sein Steuervertreter (BG-11)."),
    ("BR-DE-17", "Die Rechnungsart ist ungewöhnlich (BT-3); üblich sind 326, 380, 381, 384, 389, 875, 876 und 877."),
    ("BR-DE-18", "Die Skontoangabe ist nicht lesbar (BT-20). Richtig wäre zum Beispiel #SKONTO#TAGE=14#PROZENT=2.00# mit anschließendem Zeilenumbruch."),
    ("BR-DE-19", "Die IBAN für die Überweisung fehlt oder ist falsch (BT-84)."),
    ("BR-DE-20", "Die IBAN, von der abgebucht werden soll, fehlt oder ist falsch (BT-91)."),
    ("BR-DE-21", "Die Rechnung ist nicht als XRechnung gekennzeichnet (Spezifikationskennung, BT-24)."),
    ("BR-DE-22", "Zwei Anlagen haben denselben Dateinamen (BT-125)."),
    ("BR-DE-23-a", "Es soll überwiesen werden, aber die Bankverbindung fehlt (BG-17)."),
    ("BR-DE-23-b", "Es soll überwiesen werden; Angaben zu Kartenzahlung oder Lastschrift dürfen dann nicht dabeistehen (BG-18, BG-19)."),
    ("BR-DE-24-a", "Es soll mit Karte bezahlt werden, aber die Kartenangaben fehlen (BG-18)."),
    ("BR-DE-24-b", "Es soll mit Karte bezahlt werden; Angaben zu Überweisung oder Lastschrift dürfen dann nicht dabeistehen (BG-17, BG-19)."),
    ("BR-DE-25-a", "Es soll abgebucht werden, aber die Angaben zur Lastschrift fehlen (BG-19)."),
    ("BR-DE-25-b", "Es soll abgebucht werden; Angaben zu Überweisung oder Kartenzahlung dürfen dann nicht dabeistehen (BG-17, BG-18)."),
    ("BR-DE-26", "Die Rechnung ist eine Korrektur, nennt aber die berichtigte Rechnung nicht (BG-3)."),
    ("BR-DE-27", "Die Telefonnummer des Ansprechpartners hat weniger als drei Ziffern (BT-42)."),
    ("BR-DE-28", "Die E-Mail-Adresse des Ansprechpartners ist nicht richtig aufgebaut (BT-43)."),
    ("BR-DE-30", "Für die Lastschrift fehlt die Gläubiger-Identifikationsnummer (BT-90)."),
    ("BR-DE-31", "Für die Lastschrift fehlt das Konto, von dem abgebucht wird (BT-91)."),
    ("BR-DE-TMP-32", "Das Liefer- oder Leistungsdatum fehlt (BT-72, BG-14 oder in jeder Position BG-26)."),
    ("BR-DE-CVD-01", "Die Vertragsnummer fehlt (BT-12); sie ist bei Fahrzeugbeschaffungen anzugeben."),
    ("BR-DE-CVD-02", "Die Vergabe- oder Losnummer fehlt (BT-17); sie ist bei Fahrzeugbeschaffungen anzugeben."),
    ("BR-DE-CVD-03", "Keine Position nennt Fahrzeugklasse und Antriebsart, wie es bei Fahrzeugbeschaffungen verlangt ist (BT-158, BT-160)."),
    ("BR-DE-CVD-04", "Die Fahrzeugklasse ist nicht zulässig (BT-158): M1, M2, M3, N1, N2 oder N3."),
    ("BR-DE-CVD-05", "Die Antriebsart ist nicht zulässig (BT-161): clean, zero-emission oder other."),
    ("BR-DE-CVD-06-a", "Zu einer Fahrzeugklasse fehlt in derselben Position die Antriebsart (BT-160)."),
    ("BR-DE-CVD-06-b", "Zu einer Antriebsart fehlt in derselben Position die Fahrzeugklasse (BT-158)."),
    ("BR-TMP-2", "Der Verweis auf ein externes Dokument ist keine vollständige Internetadresse (BT-124)."),
    ("EN-SEPA-01", "Die Gläubiger-Identifikationsnummer ist nicht richtig aufgebaut (BT-90)."),
];

/// Rules of EN 16931 met most often.
const CORE: &[(&str, &str)] = &[
    ("BR-01", "Die Spezifikationskennung fehlt (BT-24)."),
    ("BR-02", "Die Rechnungsnummer fehlt (BT-1)."),
    ("BR-03", "Das Rechnungsdatum fehlt (BT-2)."),
    ("BR-04", "Die Rechnungsart fehlt (BT-3)."),
    ("BR-05", "Die Währung fehlt (BT-5)."),
    ("BR-06", "Der Name des Rechnungsstellers fehlt (BT-27)."),
    ("BR-07", "Der Name des Rechnungsempfängers fehlt (BT-44)."),
    ("BR-08", "Die Anschrift des Rechnungsstellers fehlt (BG-5)."),
    ("BR-09", "Das Land des Rechnungsstellers fehlt (BT-40)."),
    ("BR-10", "Die Anschrift des Rechnungsempfängers fehlt (BG-8)."),
    ("BR-11", "Das Land des Rechnungsempfängers fehlt (BT-55)."),
    ("BR-12", "Die Summe der Positionen fehlt (BT-106)."),
    ("BR-13", "Der Gesamtbetrag ohne Umsatzsteuer fehlt (BT-109)."),
    ("BR-14", "Der Gesamtbetrag mit Umsatzsteuer fehlt (BT-112)."),
    ("BR-15", "Der fällige Betrag fehlt (BT-115)."),
    ("BR-16", "Die Rechnung hat keine Position (BG-25)."),
    ("BR-21", "Eine Position hat keine Nummer (BT-126)."),
    ("BR-22", "In einer Position fehlt die Menge (BT-129)."),
    ("BR-23", "In einer Position fehlt die Mengeneinheit (BT-130)."),
    ("BR-24", "In einer Position fehlt der Nettobetrag (BT-131)."),
    ("BR-25", "In einer Position fehlt die Bezeichnung (BT-153)."),
    ("BR-26", "In einer Position fehlt der Preis (BT-146)."),
    ("BR-27", "Der Preis einer Position ist negativ (BT-146)."),
    ("BR-49", "Es fehlt die Art der Zahlung (BT-81)."),
    ("BR-50", "Es fehlt die Kontonummer für die Überweisung (BT-84)."),
    ("BR-61", "Es soll überwiesen werden, aber die Kontonummer fehlt (BT-84)."),
    ("BR-62", "Die elektronische Adresse des Rechnungsstellers hat keine Kennung ihrer Art (BT-34)."),
    ("BR-63", "Die elektronische Adresse des Rechnungsempfängers hat keine Kennung ihrer Art (BT-49)."),
    ("BR-CL-01", "Die Rechnungsart ist kein bekannter Schlüssel (BT-3)."),
    ("BR-CL-04", "Die Währung ist kein bekannter Schlüssel (BT-5)."),
    ("BR-CL-14", "Ein Land ist kein bekannter Schlüssel."),
    ("BR-CL-23", "Eine Mengeneinheit ist kein bekannter Schlüssel (BT-130)."),
    ("BR-CL-10", "Die Art einer Kennung ist kein bekannter Schlüssel."),
    ("BR-CL-13", "Die Art einer Artikelklassifizierung ist kein bekannter Schlüssel (BT-158)."),
    ("BR-CL-21", "Die Art einer Artikelkennung ist kein bekannter Schlüssel (BT-157)."),
    ("BR-CO-03", "Steuerzeitpunkt und Schlüssel des Steuerzeitpunkts dürfen nicht beide angegeben sein (BT-7, BT-8)."),
    ("BR-CO-04", "Eine Position hat keine Steuerart (BT-151)."),
    ("BR-CO-09", "Eine Umsatzsteuer-ID beginnt nicht mit dem Länderkürzel (BT-31, BT-48, BT-63)."),
    ("BR-CO-10", "Die Summe der Positionen stimmt nicht (BT-106)."),
    ("BR-CO-11", "Die Summe der Nachlässe stimmt nicht (BT-107)."),
    ("BR-CO-12", "Die Summe der Zuschläge stimmt nicht (BT-108)."),
    ("BR-CO-13", "Der Gesamtbetrag ohne Umsatzsteuer stimmt nicht (BT-109)."),
    ("BR-CO-14", "Die Summe der Umsatzsteuer stimmt nicht (BT-110)."),
    ("BR-CO-15", "Gesamtbetrag ohne Umsatzsteuer plus Umsatzsteuer ergibt nicht den Gesamtbetrag (BT-112)."),
    ("BR-CO-16", "Der fällige Betrag stimmt nicht (BT-115)."),
    ("BR-CO-17", "Ein Steuerbetrag ist nicht Nettobetrag mal Steuersatz (BT-117)."),
    ("BR-CO-18", "Die Aufschlüsselung der Umsatzsteuer fehlt (BG-23)."),
    ("BR-CO-25", "Es fehlt, bis wann zu zahlen ist: Fälligkeit oder Zahlungsbedingungen (BT-9, BT-20)."),
    ("BR-CO-26", "Der Rechnungssteller ist nicht eindeutig benannt: Kennung, Register- oder Umsatzsteuernummer fehlt (BT-29, BT-30, BT-31)."),
    ("PEPPOL-EN16931-R061", "Für die Lastschrift fehlt die Mandatsreferenz (BT-89)."),
];

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
