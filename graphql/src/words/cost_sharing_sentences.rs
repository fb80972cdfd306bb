//! Sentences for the codes of cost sharing and membership: keys, settlements, disputes, VAT, joining and leaving.
//!
//! Apart from the other sentences because they would not fit one file; ordered by code likewise.

/// Code, German, English.
pub const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "AGREEMENT_NOT_PUBLISHED",
        "Die Vereinbarung ist noch nicht öffentlich bekannt gemacht.",
        "The agreement is not published.",
    ),
    (
        "AMOUNTS_EXCEED_TOTAL",
        "Die festen und von Hand gesetzten Beträge sind höher als die Kosten.",
        "Fixed and manual amounts exceed the costs.",
    ),
    (
        "ANSWERS_OUTSTANDING",
        "Mitglieder haben noch nicht geantwortet, und Schweigen gilt hier nicht als Zustimmung.",
        "Members have not answered, and silence does not count as agreed.",
    ),
    (
        "BAD_FALLBACK",
        "Als Ersatz eignet sich nur ein anderer verhältnismäßiger Maßstab.",
        "Only another proportional measure can be the fallback.",
    ),
    (
        "BAD_FRACTION",
        "Bitte geben Sie den Anteil als Bruch an, zum Beispiel 20/100.",
        "Please give a fraction such as 20/100.",
    ),
    ("BAD_PARTY_KEY", "Der Schlüssel eines Mitglieds hat zwölf Ziffern.", "A member's key has twelve digits."),
    ("BAD_YEAR", "Ein Jahr hat 1 bis 366 Tage.", "A year has 1 to 366 days."),
    ("BALANCES_OPEN", "Es sind noch nicht alle Salden ausgeglichen.", "Balances are not paid yet."),
    (
        "CAPS_INFEASIBLE",
        "Die Höchstbeträge lassen einen Teil der Kosten ungedeckt.",
        "The caps leave part of the costs unpaid.",
    ),
    (
        "CAUSE_UNPROVEN",
        "Ein Ausschluss aus wichtigem Grund braucht schriftliche Gründe und eine Anhörung.",
        "Leaving for cause needs written reasons and a hearing.",
    ),
    ("CONSENTS_MISSING", "Es haben noch nicht alle Mitglieder zugestimmt.", "Not all members have consented."),
    (
        "CONTAINED_EXCEEDS_OUTER",
        "Die enthaltenen Mitglieder zählen mehr als das Mitglied, in dem sie liegen. Bitte prüfen Sie die Werte.",
        "The members within exceed the member around them.",
    ),
    (
        "CONTAINMENT_UNDECIDED",
        "Ein Mitglied liegt im Gebiet eines anderen. Bitte entscheiden Sie, ob es dort abgezogen wird.",
        "A member lies within another: decide whether it is deducted there.",
    ),
    ("COST_KIND_UNKNOWN", "Diese Kostenart gibt es in der Abrechnung nicht.", "This cost kind is not in the list."),
    (
        "DEDUCTION_WITHOUT_COST",
        "Förderung oder Einnahme lässt sich nicht abziehen: Es gibt keine Kosten dazu.",
        "There are no costs to deduct from.",
    ),
    (
        "DISPUTE_EXCEEDS_SHARE",
        "Strittig kann höchstens der eigene Anteil sein.",
        "No more than the share can be disputed.",
    ),
    (
        "DISPUTE_NOT_NOW",
        "Das ist im jetzigen Stand der Streitigkeit nicht möglich.",
        "Not possible in this state of the dispute.",
    ),
    ("DISPUTE_TOO_LATE", "Die Frist für Einwendungen ist abgelaufen.", "The objection period has ended."),
    ("DISPUTE_WITHOUT_AMOUNT", "Bitte nennen Sie den strittigen Betrag.", "Please name the disputed amount."),
    ("DUPLICATE_PARTY", "Ein Mitglied ist doppelt aufgeführt.", "A member stands in the list twice."),
    (
        "EXIT_SETTLEMENT_OPEN",
        "Die Auseinandersetzung ist noch nicht abgeschlossen: Zahlungen oder Übergaben stehen aus.",
        "Payments or hand-overs of the exit settlement are open.",
    ),
    (
        "FLOORS_INFEASIBLE",
        "Die Mindestbeiträge sind zusammen höher als die Kosten.",
        "The minimum contributions exceed the costs.",
    ),
    (
        "INSTALMENTS_NOT_WHOLE",
        "Die Abschläge ergeben zusammen nicht den ganzen Betrag.",
        "The instalments do not sum to the whole.",
    ),
    (
        "KEY_FROZEN",
        "Der Schlüssel ist festgeschrieben. Bitte legen Sie eine neue Fassung an.",
        "The key is frozen; make a new version.",
    ),
    ("KEY_NOT_FROZEN", "Der Schlüssel ist noch nicht festgeschrieben.", "The key is not frozen yet."),
    (
        "KEY_SECOND_PERSON_NEEDED",
        "Einen Schlüssel schreiben zwei verschiedene Personen fest.",
        "Two different persons freeze a key.",
    ),
    (
        "KEY_SEGMENTS_INCOMPLETE",
        "Die Zeitabschnitte decken den Zeitraum nicht lückenlos ab.",
        "The segments do not cover the period.",
    ),
    (
        "LIMITS_CONTRADICT",
        "Der Mindestbeitrag liegt über dem Höchstbetrag, oder einer von beiden ist negativ.",
        "Floor and cap contradict each other.",
    ),
    ("MEASURE_MISSING", "Für ein Mitglied fehlt ein Wert des Schlüssels.", "A measure is missing for a member."),
    ("MEASURE_NEGATIVE", "Ein Wert des Schlüssels darf nicht negativ sein.", "A measure must not be negative."),
    ("MEMBERSHIP_DAY_NOT_REACHED", "Der Stichtag ist noch nicht erreicht.", "The effective day has not come."),
    (
        "MEMBERSHIP_NOT_NOW",
        "Das ist im jetzigen Stand der Mitgliedschaft nicht möglich.",
        "Not possible in this state of the membership.",
    ),
    (
        "MIXED_TIME_UNITS",
        "Bitte geben Sie die Zeit für alle Mitglieder in Monaten an oder für alle in Tagen.",
        "Please give months for all members or days for all.",
    ),
    ("NOTICE_TOO_SHORT", "Die Kündigungsfrist ist nicht eingehalten.", "The notice is too short."),
    ("NOT_A_PARTY", "Diese Körperschaft ist an der Abrechnung nicht beteiligt.", "Not a party of this settlement."),
    ("NO_COMPONENTS", "Der Schlüssel hat keinen Bestandteil.", "The key has no component."),
    ("NO_PARTIES", "Es gibt kein Mitglied, auf das verteilt werden kann.", "There is nobody to share among."),
    ("OBJECTION_PERIOD_RUNS", "Die Frist für Einwendungen läuft noch.", "The objection period is still running."),
    ("OBJECTION_REASONS_MISSING", "Bitte begründen Sie die Einwendung.", "An objection needs its reasons."),
    ("OBJECTION_TOO_LATE", "Die Frist für Einwendungen ist abgelaufen.", "The objection period has ended."),
    (
        "REST_UNSHARED",
        "Die festen Beträge decken die Kosten nicht, und kein Bestandteil verteilt den Rest.",
        "Fixed amounts do not make up the costs and nothing shares the rest.",
    ),
    (
        "SERVICE_OUTSIDE_PERIOD",
        "Der Leistungszeitraum liegt außerhalb des Abrechnungszeitraums.",
        "The service period lies outside the settled period.",
    ),
    (
        "SETTLEMENT_NOT_NOW",
        "Das ist im jetzigen Stand der Abrechnung nicht möglich.",
        "Not possible in this state of the settlement.",
    ),
    ("SETTLEMENT_SECOND_PERSON", "Hier muss eine zweite Person entscheiden.", "A second person is needed."),
    ("SHARE_OVERFLOW", "Die Beträge sind zu groß, um sie auf den Cent zu verteilen.", "The amounts are too large."),
    (
        "SUPERVISORY_APPROVAL_MISSING",
        "Die Genehmigung der Kommunalaufsicht fehlt.",
        "The supervisory authority has not approved.",
    ),
    (
        "TIME_BEYOND_YEAR",
        "Die Zeit der Mitgliedschaft ist länger als das Jahr.",
        "The time of membership is longer than the year.",
    ),
    (
        "TRACE_OF_ZERO_TOTAL",
        "Die Kosten heben sich auf; einzelne Zeilen lassen sich dann nicht zuordnen.",
        "The total is zero; no line carries the amounts.",
    ),
    (
        "VAT_DECISIONS_OVERLAP",
        "Für diesen Tag gelten zwei Entscheidungen zur Umsatzsteuer.",
        "Two decisions about VAT hold on this day.",
    ),
    (
        "VAT_EVIDENCE_MISSING",
        "Bitte geben Sie den Nachweis zur Umsatzsteuer an.",
        "A decision about VAT needs its evidence.",
    ),
    (
        "VAT_OLD_LAW_OVER",
        "Das alte Umsatzsteuerrecht gilt nur für Leistungen bis Ende 2026.",
        "The old VAT law covers no supply from 2027-01-01 on.",
    ),
    ("VAT_OVERFLOW", "Der Betrag ist zu groß für die Berechnung der Umsatzsteuer.", "The amount is too large for VAT."),
    (
        "VAT_UNDECIDED",
        "Für diesen Leistungstag ist die Umsatzsteuer noch nicht entschieden.",
        "VAT is not decided for this day of supply.",
    ),
    (
        "VOUCHERS_UNCERTIFIED",
        "Es sind noch nicht alle Belege des Jahres festgestellt.",
        "Vouchers of the year are not certified.",
    ),
    ("WEIGHTS_NOT_ONE", "Die Gewichte des Schlüssels ergeben zusammen nicht genau 1.", "The weights do not sum to 1."),
    ("WEIGHT_MISPLACED", "Ein fester Betrag hat kein Gewicht.", "A fixed amount has no weight."),
    ("WEIGHT_MISSING", "Ein Bestandteil des Schlüssels hat kein Gewicht.", "A component has no weight."),
    (
        "ZERO_TOTAL_MEASURE",
        "Alle Werte eines Bestandteils sind null, und der Schlüssel nennt keinen Ersatz.",
        "All measures of a component are zero and no fallback is declared.",
    ),
];
