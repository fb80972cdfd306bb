//! Invented budget lines and firms.

/// Budget lines of every body and the current year: code, name, cost centre, appropriation in gross cents.
pub const BUDGET_LINES: &[(&str, &str, &str, i64)] = &[
    ("11420-523100", "Unterhaltung der Geräte und Ausstattung", "1142", 4_000_000),
    ("11420-524300", "Geschäftsaufwendungen, Bürobedarf", "1142", 2_500_000),
    ("11470-523800", "Informationstechnik", "1147", 12_000_000),
    ("12600-523500", "Brandschutz, Ausrüstung", "1260", 9_000_000),
];

/// Firms: name, region.
pub const SUPPLIERS: &[(&str, &str)] = &[
    ("Bürowelt Rheinblick GmbH", "Neuwied"),
    ("Schreibhaus Westpfalz KG", "Kaiserslautern"),
    ("Eifel Office Service e. K.", "Bitburg"),
    ("Saar-Systemhaus GmbH", "St. Wendel"),
    ("Datenwerk Mosel AG", "Trier"),
    ("Feuerschutz Hunsrück GmbH", "Simmern"),
];
