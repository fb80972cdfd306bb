//! Sentences for the codes of administration, letters and rule changes, ordered by code.

/// Code, German, English.
pub const SENTENCES: &[(&str, &str, &str)] = &[
    ("ALREADY_DECIDED", "Darüber hat schon jemand entschieden.", "Somebody decided about this already."),
    ("ALREADY_ENDED", "Das ist bereits beendet.", "This has ended already."),
    ("BACKDATED", "Für vergangene Tage lässt sich nichts mehr ändern.", "Days gone by cannot be changed."),
    (
        "DISPATCH_DATE",
        "Versendet wird nicht vor der Freigabe und nicht in der Zukunft.",
        "A letter is not sent before its release, nor in the future.",
    ),
    ("EMAIL_INVALID", "Das ist keine E-Mail-Adresse.", "This is not an e-mail address."),
    ("ENDS_BEFORE_IT_BEGINS", "Der letzte Tag liegt vor dem ersten.", "The last day lies before the first."),
    (
        "LAST_LEAD",
        "Die Kommune hätte dann keine Leitung mehr. Geben Sie die Rolle zuerst jemand anderem.",
        "The body would be left without a lead; grant the role to somebody else first.",
    ),
    (
        "LEAD_BODY",
        "Diese Kommune führt die Kooperation. Bestimmen Sie zuerst eine andere.",
        "This body leads the cooperation; name another one first.",
    ),
    (
        "LETTER_EMPTY",
        "Betreff, Text und Empfänger dürfen nicht leer sein.",
        "Subject, text and recipient must not be empty.",
    ),
    (
        "LETTER_NOT_FOR_FIRM",
        "Dieses Schreiben gibt es nur für eine Firma des Vorgangs, die dafür infrage kommt.",
        "This letter is only for a firm of the case that it fits.",
    ),
    ("LETTER_NOT_RELEASED", "Das Schreiben ist noch nicht freigegeben.", "The letter has not been released yet."),
    (
        "LETTER_PART_MISSING",
        "Ein Teil des Schreibens fehlt: Name, Absender, Empfänger, Betreff oder Text.",
        "A part of the letter is missing: name, return address, recipient, subject or text.",
    ),
    (
        "LETTER_RELEASED",
        "Das Schreiben ist freigegeben und lässt sich nicht mehr ändern.",
        "The letter is released and cannot be changed any more.",
    ),
    (
        "LETTER_TEMPLATE_MISSING",
        "Für diese Art Schreiben gibt es bei der Kommune noch keine Vorlage.",
        "The body has no template for this kind of letter.",
    ),
    ("LETTER_TOO_LONG", "Das Schreiben ist zu lang.", "The letter is too long."),
    (
        "LETTER_TOO_MANY_LINES",
        "Ein Teil des Schreibens hat mehr Zeilen, als Platz ist.",
        "A part of the letter has more lines than there is room for.",
    ),
    (
        "LETTER_VERSION",
        "Jemand hat das Schreiben inzwischen geändert. Bitte laden Sie es neu.",
        "Somebody changed the letter meanwhile; load it again.",
    ),
    (
        "MERGE_FIELD_MALFORMED",
        "Ein Feld mit {{ ist nicht richtig geschrieben.",
        "A field with {{ is not written properly.",
    ),
    (
        "MERGE_FIELD_MISSING",
        "Für ein Feld der Vorlage fehlt im Vorgang noch die Angabe.",
        "The case has no value yet for a field of the template.",
    ),
    (
        "MERGE_FIELD_UNFILLED",
        "Im Text steht noch ein Feld, das nicht ausgefüllt ist.",
        "The text still holds a field that was not filled.",
    ),
    (
        "MERGE_FIELD_UNKNOWN",
        "Die Vorlage nennt ein Feld, das es nicht gibt.",
        "The template names a field that does not exist.",
    ),
    ("NAME_INVALID", "Der Name hat 1 bis 200 Zeichen.", "A name has 1 to 200 characters."),
    (
        "OWN_OFFICE",
        "Eine Kommune ist nicht ihre eigene fremde Verwaltung. Lassen Sie das Feld leer.",
        "A body is not its own office; leave the field empty.",
    ),
    (
        "OWN_RIGHT",
        "Niemand gibt sich selbst ein Recht. Bitte lassen Sie das eine andere Leitung tun.",
        "Nobody grants himself a right; another lead has to do it.",
    ),
    (
        "PDF_NOT_TYPESET",
        "Das Schreiben ließ sich nicht setzen. Der Fehler wurde aufgezeichnet.",
        "The letter could not be typeset.",
    ),
    (
        "POPULATION_INVALID",
        "Das ist keine Einwohnerzahl mit einem vergangenen Stichtag.",
        "This is not a number of inhabitants counted on a day gone by.",
    ),
    ("RANGE_TOO_LONG", "Der Zeitraum ist zu lang.", "The range of days is too long."),
    ("RIGHT_ALREADY_THERE", "Das gilt an einigen dieser Tage schon.", "This holds on some of these days already."),
    (
        "RULES_OVERLAP",
        "Für diese Tage gibt es schon eine Regel. Beenden Sie sie zuerst.",
        "There is a rule for these days already; end it first.",
    ),
    (
        "RULE_DATES",
        "Bitte geben Sie den letzten Tag der Regel an, frühestens heute.",
        "Name the last day of the rule, today at the earliest.",
    ),
    ("RULE_ENDS_BEFORE_IT_BEGINS", "Die Regel endet, bevor sie beginnt.", "The rule ends before it begins."),
    ("RULE_LIMIT_INVALID", "Die Wertgrenze passt nicht zu dieser Regel.", "The limit makes no sense for this rule."),
    ("RULE_NOT_THERE", "Diese Regel gibt es nicht.", "There is no such rule."),
    (
        "RULE_PLACE_UNKNOWN",
        "Regeln gelten für die Europäische Union oder das eigene Land.",
        "Rules hold for the Union or the body's own Land.",
    ),
    (
        "SECOND_PERSON_NEEDED",
        "Das muss eine zweite Person bestätigen, nicht die vorschlagende und nicht die von ihr vertretene.",
        "A second person has to confirm, not the one who proposed nor whom it represented.",
    ),
    (
        "SIGN_NOT_PRINTABLE",
        "Der Text enthält ein Zeichen, das sich nicht drucken lässt.",
        "The text holds a sign that cannot be printed.",
    ),
    (
        "SOURCE_MISSING",
        "Bitte geben Sie an, worauf das beruht (3 bis 500 Zeichen).",
        "Say what it rests on, 3 to 500 characters.",
    ),
    (
        "SUBJECT_INVALID",
        "Der Anmeldename hat 1 bis 200 Zeichen und keine Leerzeichen.",
        "A sign-in name has 1 to 200 characters and no spaces.",
    ),
    (
        "SUBJECT_TAKEN",
        "Dieser Anmeldename gehört schon jemandem mit anderem Namen.",
        "This sign-in name belongs to somebody of another name.",
    ),
    ("TEXT_TOO_LONG", "Der Text ist zu lang.", "The text is too long."),
];
