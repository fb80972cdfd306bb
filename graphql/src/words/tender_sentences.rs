//! Sentences for the codes of tendering (`domain/src/joint_tender/`), ordered by code.
//!
//! A table of its own beside `sentences.rs`: the area is large and its words belong together.

/// Code, German, English.
pub const SENTENCES: &[(&str, &str, &str)] = &[
    ("BID_WITHOUT_ID", "Ein Angebot hat keine Kennung.", "A bid has no id."),
    (
        "CORRIDOR_MISSING",
        "Für die erweiterte Richtwertmethode fehlen der Schwankungsbereich oder das Entscheidungskriterium.",
        "The extended method needs its corridor and the criterion that decides inside.",
    ),
    (
        "CORRIDOR_OUT_OF_RANGE",
        "Der Schwankungsbereich muss von 0 bis unter 100 Prozent reichen.",
        "The corridor must be from 0 to below 100 percent.",
    ),
    (
        "CRITERION_POINTS_MISSING",
        "Einem Angebot im Schwankungsbereich fehlen die Punkte des Entscheidungskriteriums.",
        "A bid inside the corridor has no points for the criterion that decides.",
    ),
    ("DUPLICATE_BID", "Ein Angebot ist doppelt aufgeführt.", "A bid is given twice."),
    (
        "MAX_POINTS_MISSING",
        "Für diese Wertungsmethode fehlt die höchste erreichbare Punktzahl.",
        "This method needs the highest number of points.",
    ),
    (
        "MAX_POINTS_NOT_POSITIVE",
        "Die höchste erreichbare Punktzahl muss über null liegen.",
        "The highest number of points must be above zero.",
    ),
    (
        "MEDIAN_ZERO",
        "Der Median der Leistungspunkte ist null; nach dieser Methode lässt sich nicht werten.",
        "The median of the points is zero; this method cannot be computed.",
    ),
    (
        "METHOD_INADMISSIBLE",
        "Diese Wertungsmethode ist nach der Rechtsprechung unzulässig. Bitte wählen Sie eine andere.",
        "This method is inadmissible; please choose another.",
    ),
    ("NO_BIDS", "Es liegt kein Angebot vor, das gewertet werden kann.", "There is no bid to score."),
    (
        "POINTS_ABOVE_MAX",
        "Ein Angebot hat mehr Punkte, als erreichbar sind.",
        "A bid has more points than can be reached.",
    ),
    ("POINTS_NEGATIVE", "Leistungspunkte dürfen nicht negativ sein.", "Points must not be negative."),
    ("PRICE_NOT_POSITIVE", "Der Wertungspreis muss über null liegen.", "The price must be above zero."),
    (
        "ROUNDING_OUT_OF_RANGE",
        "Die Rundung muss „keine“ oder 0 bis 12 Stellen sein.",
        "Rounding must be none or 0 to 12 digits.",
    ),
    (
        "WEIGHTS_MISSING",
        "Für diese Wertungsmethode fehlen die Gewichte von Leistung und Preis.",
        "This method needs weights for performance and price.",
    ),
    (
        "WEIGHTS_NOT_ONE",
        "Die Gewichte müssen zusammen genau 100 Prozent ergeben und dürfen nicht negativ sein.",
        "The weights must add up to exactly 1 and must not be negative.",
    ),
];
