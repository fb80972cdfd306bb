//! The German texts, rule by rule: national rules and those of EN 16931 met most often.
//!
//! Why here: a table somebody can read through and correct without touching code.
//!
//! What must stay true: one text a rule; the term in brackets is where the supplier looks.

/// VAT categories, by the letters their rules carry.
pub(super) const VAT_CATEGORIES: &[(&str, &str)] = &[
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
pub(super) const NATIONAL: &[(&str, &str)] = &[
    (
        "BR-DE-1",
        "Es fehlt, wie bezahlt werden soll (Zahlungsanweisungen, BG-16).",
    ),
    (
        "BR-DE-2",
        "Es fehlt ein Ansprechpartner des Rechnungsstellers (BG-6).",
    ),
    ("BR-DE-3", "Der Ort des Rechnungsstellers fehlt (BT-37)."),
    (
        "BR-DE-4",
        "Die Postleitzahl des Rechnungsstellers fehlt (BT-38).",
    ),
    (
        "BR-DE-5",
        "Der Name des Ansprechpartners beim Rechnungssteller fehlt (BT-41).",
    ),
    (
        "BR-DE-6",
        "Die Telefonnummer des Ansprechpartners fehlt (BT-42).",
    ),
    (
        "BR-DE-7",
        "Die E-Mail-Adresse des Ansprechpartners fehlt (BT-43).",
    ),
    ("BR-DE-8", "Der Ort des Rechnungsempfängers fehlt (BT-52)."),
    (
        "BR-DE-9",
        "Die Postleitzahl des Rechnungsempfängers fehlt (BT-53).",
    ),
    ("BR-DE-10", "In der Lieferanschrift fehlt der Ort (BT-77)."),
    (
        "BR-DE-11",
        "In der Lieferanschrift fehlt die Postleitzahl (BT-78).",
    ),
    (
        "BR-DE-14",
        "In der Steueraufschlüsselung fehlt ein Steuersatz (BT-119).",
    ),
    ("BR-DE-15", "Die Leitweg-ID fehlt (Käuferreferenz, BT-10)."),
    (
        "BR-DE-16",
        "Es fehlt die Umsatzsteuer-ID oder Steuernummer des Rechnungsstellers (BT-31, BT-32) oder sein Steuervertreter (BG-11).",
    ),
    (
        "BR-DE-17",
        "Die Rechnungsart ist ungewöhnlich (BT-3); üblich sind 326, 380, 381, 384, 389, 875, 876 und 877.",
    ),
    (
        "BR-DE-18",
        "Die Skontoangabe ist nicht lesbar (BT-20). Richtig wäre zum Beispiel #SKONTO#TAGE=14#PROZENT=2.00# mit anschließendem Zeilenumbruch.",
    ),
    (
        "BR-DE-19",
        "Die IBAN für die Überweisung fehlt oder ist falsch (BT-84).",
    ),
    (
        "BR-DE-20",
        "Die IBAN, von der abgebucht werden soll, fehlt oder ist falsch (BT-91).",
    ),
    (
        "BR-DE-21",
        "Die Rechnung ist nicht als XRechnung gekennzeichnet (Spezifikationskennung, BT-24).",
    ),
    (
        "BR-DE-22",
        "Zwei Anlagen haben denselben Dateinamen (BT-125).",
    ),
    (
        "BR-DE-23-a",
        "Es soll überwiesen werden, aber die Bankverbindung fehlt (BG-17).",
    ),
    (
        "BR-DE-23-b",
        "Es soll überwiesen werden; Angaben zu Kartenzahlung oder Lastschrift dürfen dann nicht dabeistehen (BG-18, BG-19).",
    ),
    (
        "BR-DE-24-a",
        "Es soll mit Karte bezahlt werden, aber die Kartenangaben fehlen (BG-18).",
    ),
    (
        "BR-DE-24-b",
        "Es soll mit Karte bezahlt werden; Angaben zu Überweisung oder Lastschrift dürfen dann nicht dabeistehen (BG-17, BG-19).",
    ),
    (
        "BR-DE-25-a",
        "Es soll abgebucht werden, aber die Angaben zur Lastschrift fehlen (BG-19).",
    ),
    (
        "BR-DE-25-b",
        "Es soll abgebucht werden; Angaben zu Überweisung oder Kartenzahlung dürfen dann nicht dabeistehen (BG-17, BG-18).",
    ),
    (
        "BR-DE-26",
        "Die Rechnung ist eine Korrektur, nennt aber die berichtigte Rechnung nicht (BG-3).",
    ),
    (
        "BR-DE-27",
        "Die Telefonnummer des Ansprechpartners hat weniger als drei Ziffern (BT-42).",
    ),
    (
        "BR-DE-28",
        "Die E-Mail-Adresse des Ansprechpartners ist nicht richtig aufgebaut (BT-43).",
    ),
    (
        "BR-DE-30",
        "Für die Lastschrift fehlt die Gläubiger-Identifikationsnummer (BT-90).",
    ),
    (
        "BR-DE-31",
        "Für die Lastschrift fehlt das Konto, von dem abgebucht wird (BT-91).",
    ),
    (
        "BR-DE-TMP-32",
        "Das Liefer- oder Leistungsdatum fehlt (BT-72, BG-14 oder in jeder Position BG-26).",
    ),
    (
        "BR-DE-CVD-01",
        "Die Vertragsnummer fehlt (BT-12); sie ist bei Fahrzeugbeschaffungen anzugeben.",
    ),
    (
        "BR-DE-CVD-02",
        "Die Vergabe- oder Losnummer fehlt (BT-17); sie ist bei Fahrzeugbeschaffungen anzugeben.",
    ),
    (
        "BR-DE-CVD-03",
        "Keine Position nennt Fahrzeugklasse und Antriebsart, wie es bei Fahrzeugbeschaffungen verlangt ist (BT-158, BT-160).",
    ),
    (
        "BR-DE-CVD-04",
        "Die Fahrzeugklasse ist nicht zulässig (BT-158): M1, M2, M3, N1, N2 oder N3.",
    ),
    (
        "BR-DE-CVD-05",
        "Die Antriebsart ist nicht zulässig (BT-161): clean, zero-emission oder other.",
    ),
    (
        "BR-DE-CVD-06-a",
        "Zu einer Fahrzeugklasse fehlt in derselben Position die Antriebsart (BT-160).",
    ),
    (
        "BR-DE-CVD-06-b",
        "Zu einer Antriebsart fehlt in derselben Position die Fahrzeugklasse (BT-158).",
    ),
    (
        "BR-TMP-2",
        "Der Verweis auf ein externes Dokument ist keine vollständige Internetadresse (BT-124).",
    ),
    (
        "EN-SEPA-01",
        "Die Gläubiger-Identifikationsnummer ist nicht richtig aufgebaut (BT-90).",
    ),
];

/// Rules of EN 16931 met most often.
pub(super) const CORE: &[(&str, &str)] = &[
    ("BR-01", "Die Spezifikationskennung fehlt (BT-24)."),
    ("BR-02", "Die Rechnungsnummer fehlt (BT-1)."),
    ("BR-03", "Das Rechnungsdatum fehlt (BT-2)."),
    ("BR-04", "Die Rechnungsart fehlt (BT-3)."),
    ("BR-05", "Die Währung fehlt (BT-5)."),
    ("BR-06", "Der Name des Rechnungsstellers fehlt (BT-27)."),
    ("BR-07", "Der Name des Rechnungsempfängers fehlt (BT-44)."),
    ("BR-08", "Die Anschrift des Rechnungsstellers fehlt (BG-5)."),
    ("BR-09", "Das Land des Rechnungsstellers fehlt (BT-40)."),
    (
        "BR-10",
        "Die Anschrift des Rechnungsempfängers fehlt (BG-8).",
    ),
    ("BR-11", "Das Land des Rechnungsempfängers fehlt (BT-55)."),
    ("BR-12", "Die Summe der Positionen fehlt (BT-106)."),
    (
        "BR-13",
        "Der Gesamtbetrag ohne Umsatzsteuer fehlt (BT-109).",
    ),
    ("BR-14", "Der Gesamtbetrag mit Umsatzsteuer fehlt (BT-112)."),
    ("BR-15", "Der fällige Betrag fehlt (BT-115)."),
    ("BR-16", "Die Rechnung hat keine Position (BG-25)."),
    ("BR-21", "Eine Position hat keine Nummer (BT-126)."),
    ("BR-22", "In einer Position fehlt die Menge (BT-129)."),
    (
        "BR-23",
        "In einer Position fehlt die Mengeneinheit (BT-130).",
    ),
    ("BR-24", "In einer Position fehlt der Nettobetrag (BT-131)."),
    ("BR-25", "In einer Position fehlt die Bezeichnung (BT-153)."),
    ("BR-26", "In einer Position fehlt der Preis (BT-146)."),
    ("BR-27", "Der Preis einer Position ist negativ (BT-146)."),
    ("BR-49", "Es fehlt die Art der Zahlung (BT-81)."),
    (
        "BR-50",
        "Es fehlt die Kontonummer für die Überweisung (BT-84).",
    ),
    (
        "BR-61",
        "Es soll überwiesen werden, aber die Kontonummer fehlt (BT-84).",
    ),
    (
        "BR-62",
        "Die elektronische Adresse des Rechnungsstellers hat keine Kennung ihrer Art (BT-34).",
    ),
    (
        "BR-63",
        "Die elektronische Adresse des Rechnungsempfängers hat keine Kennung ihrer Art (BT-49).",
    ),
    (
        "BR-CL-01",
        "Die Rechnungsart ist kein bekannter Schlüssel (BT-3).",
    ),
    (
        "BR-CL-04",
        "Die Währung ist kein bekannter Schlüssel (BT-5).",
    ),
    ("BR-CL-14", "Ein Land ist kein bekannter Schlüssel."),
    (
        "BR-CL-23",
        "Eine Mengeneinheit ist kein bekannter Schlüssel (BT-130).",
    ),
    (
        "BR-CL-10",
        "Die Art einer Kennung ist kein bekannter Schlüssel.",
    ),
    (
        "BR-CL-13",
        "Die Art einer Artikelklassifizierung ist kein bekannter Schlüssel (BT-158).",
    ),
    (
        "BR-CL-21",
        "Die Art einer Artikelkennung ist kein bekannter Schlüssel (BT-157).",
    ),
    (
        "BR-CO-03",
        "Steuerzeitpunkt und Schlüssel des Steuerzeitpunkts dürfen nicht beide angegeben sein (BT-7, BT-8).",
    ),
    ("BR-CO-04", "Eine Position hat keine Steuerart (BT-151)."),
    (
        "BR-CO-09",
        "Eine Umsatzsteuer-ID beginnt nicht mit dem Länderkürzel (BT-31, BT-48, BT-63).",
    ),
    (
        "BR-CO-10",
        "Die Summe der Positionen stimmt nicht (BT-106).",
    ),
    ("BR-CO-11", "Die Summe der Nachlässe stimmt nicht (BT-107)."),
    ("BR-CO-12", "Die Summe der Zuschläge stimmt nicht (BT-108)."),
    (
        "BR-CO-13",
        "Der Gesamtbetrag ohne Umsatzsteuer stimmt nicht (BT-109).",
    ),
    (
        "BR-CO-14",
        "Die Summe der Umsatzsteuer stimmt nicht (BT-110).",
    ),
    (
        "BR-CO-15",
        "Gesamtbetrag ohne Umsatzsteuer plus Umsatzsteuer ergibt nicht den Gesamtbetrag (BT-112).",
    ),
    ("BR-CO-16", "Der fällige Betrag stimmt nicht (BT-115)."),
    (
        "BR-CO-17",
        "Ein Steuerbetrag ist nicht Nettobetrag mal Steuersatz (BT-117).",
    ),
    (
        "BR-CO-18",
        "Die Aufschlüsselung der Umsatzsteuer fehlt (BG-23).",
    ),
    (
        "BR-CO-25",
        "Es fehlt, bis wann zu zahlen ist: Fälligkeit oder Zahlungsbedingungen (BT-9, BT-20).",
    ),
    (
        "BR-CO-26",
        "Der Rechnungssteller ist nicht eindeutig benannt: Kennung, Register- oder Umsatzsteuernummer fehlt (BT-29, BT-30, BT-31).",
    ),
    (
        "PEPPOL-EN16931-R061",
        "Für die Lastschrift fehlt die Mandatsreferenz (BT-89).",
    ),
];
