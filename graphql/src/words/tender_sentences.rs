//! Sentences for the codes of tendering (`domain/src/joint_tender/`), ordered by code.
//!
//! A table of its own beside `sentences.rs`: the area is large and its words belong together.

/// Code, German, English.
pub const SENTENCES: &[(&str, &str, &str)] = &[
    ("AMOUNT_NOT_POSITIVE", "Der Betrag muss über null liegen.", "The amount must be above zero."),
    (
        "AWARD_BLOCKED",
        "Eine unbeantwortete Rüge oder ein Nachprüfungsverfahren verbietet den Zuschlag.",
        "A complaint or a review forbids the award.",
    ),
    (
        "AWARD_CONSENT_MISSING",
        "Die Zustimmung der Mitglieder zum Zuschlag fehlt.",
        "The members have not consented to the award.",
    ),
    (
        "AWARD_NOTICES_OPEN",
        "Vergabebekanntmachung oder Statistik stehen noch aus.",
        "Award notice or statistics are still open.",
    ),
    (
        "BIDS_STILL_SEALED",
        "Die Angebote bleiben bis zum Ablauf der Frist verschlossen.",
        "Bids stay sealed until the deadline has passed.",
    ),
    ("BID_CHECKS_OPEN", "Noch nicht jedes Angebot ist geprüft.", "Not every bid is checked."),
    ("BID_WITHOUT_ID", "Ein Angebot hat keine Kennung.", "A bid has no id."),
    (
        "CALL_OFF_NOT_NAMED",
        "Diese Kommune ist in der Bekanntmachung nicht genannt und kann nicht abrufen.",
        "This body is not named in the notice.",
    ),
    (
        "CANCELLATION_NO_LOT",
        "Bitte nennen Sie die Lose, oder heben Sie ganz auf.",
        "Name the lots, or cancel as a whole.",
    ),
    (
        "CANCELLATION_REASONS_MISSING",
        "Bitte begründen Sie die Aufhebung; die Bieter werden sofort unterrichtet.",
        "State the reasons; bidders are told at once.",
    ),
    (
        "CANCELLATION_WITHOUT_GROUND",
        "Für die Aufhebung fehlen ein Grund oder die Unterrichtung der Bieter.",
        "Cancelling needs a ground and information of the bidders.",
    ),
    (
        "CHANGE_ABOVE_LIMIT",
        "Die Änderung übersteigt, was ohne neues Vergabeverfahren zulässig ist.",
        "The change is above what is allowed without a new procedure.",
    ),
    (
        "CHANGE_CIRCUMVENTS",
        "Aufeinander folgende Änderungen dürfen kein Vergabeverfahren umgehen.",
        "Successive changes must not avoid a procedure.",
    ),
    (
        "CHANGE_OF_CHARACTER",
        "Die Änderung verändert den Gesamtcharakter des Auftrags.",
        "The change alters the character of the contract.",
    ),
    (
        "CONFLICTS_NOT_DECLARED",
        "Es fehlt eine Erklärung zu Interessenkonflikten (§ 6 VgV).",
        "A declaration on conflicts of interest is missing.",
    ),
    ("CONTRACT_STILL_RUNS", "Der Vertrag läuft noch.", "The contract still runs."),
    (
        "CORRECTION_WITHOUT_NOTICE",
        "Bitte veröffentlichen Sie zuerst die Berichtigung.",
        "Publish the correction first.",
    ),
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
        "CRITERIA_NOT_FROZEN",
        "Bitte legen Sie zuerst Zuschlagskriterien und Wertungsmatrix fest.",
        "Freeze award criteria and matrix first.",
    ),
    (
        "CRITERIA_ORDER_WITHOUT_REASON",
        "Eine Rangfolge statt Gewichten braucht eine Begründung und alle Ränge ab 1.",
        "An order instead of weights needs reasons and all ranks.",
    ),
    (
        "CRITERION_NAME_INVALID",
        "Ein Zuschlagskriterium hat keinen Namen, oder zwei heißen gleich.",
        "A criterion has no name, or two have the same.",
    ),
    (
        "CRITERION_NOT_LINKED",
        "Bei einem Zuschlagskriterium fehlt die Verbindung zum Auftragsgegenstand.",
        "A criterion is not linked to the subject of the contract.",
    ),
    (
        "CRITERION_POINTS_MISSING",
        "Einem Angebot im Schwankungsbereich fehlen die Punkte des Entscheidungskriteriums.",
        "A bid inside the corridor has no points for the criterion that decides.",
    ),
    (
        "CRITERION_WEIGHTS_INVALID",
        "Die Gewichte der Kriterien ergeben zusammen nicht 100 Prozent.",
        "The weights of the criteria do not make a whole.",
    ),
    (
        "DEADLINE_NOT_LATER",
        "Das neue Fristende muss nach dem alten liegen, und das alte darf nicht verstrichen sein.",
        "The new deadline must be later than the old one, which must not have passed.",
    ),
    ("DEADLINE_TOO_SHORT", "Die Frist ist kürzer als die Mindestfrist.", "The deadline is shorter than the minimum."),
    ("DOCUMENTS_INCOMPLETE", "Die Vergabeunterlagen sind nicht vollständig.", "The documents are not complete."),
    ("DUPLICATE_BID", "Ein Angebot ist doppelt aufgeführt.", "A bid is given twice."),
    ("EXCLUSION_EVENT_IN_FUTURE", "Das Ereignis liegt in der Zukunft.", "The event lies in the future."),
    ("EXCLUSION_GROUND_UNKNOWN", "Diesen Ausschlussgrund gibt es nicht.", "There is no such ground for exclusion."),
    (
        "FINAL_BIDS_MISSING",
        "Bitte fordern Sie zuerst endgültige Angebote an; ein Zuschlag auf Erstangebote war nicht vorbehalten.",
        "Call for final bids first.",
    ),
    (
        "FRAMEWORK_INCONSISTENT",
        "Kontingente und Höchstmenge oder die Laufzeit passen nicht zusammen.",
        "Quotas, maximum or term do not fit together.",
    ),
    (
        "FRAMEWORK_MAXIMUM_REACHED",
        "Die Höchstmenge der Rahmenvereinbarung reicht dafür nicht mehr.",
        "The agreement's maximum does not suffice.",
    ),
    (
        "FRAMEWORK_NOT_RUNNING",
        "Die Rahmenvereinbarung läuft an diesem Tag nicht.",
        "The agreement does not run on that day.",
    ),
    (
        "FRAMEWORK_TOO_LONG",
        "Die Laufzeit ist länger als gesetzlich üblich; bitte begründen Sie den Sonderfall.",
        "Longer than the law's maximum; state the special case.",
    ),
    (
        "JOINT_CONDITION_NOT_MET",
        "Für diesen Schritt fehlt noch etwas bei den Mitgliedern.",
        "The condition of this step is not met.",
    ),
    (
        "JOINT_NO_SUCH_STEP",
        "Dieser Schritt ist im jetzigen Stand der gemeinsamen Vergabe nicht möglich.",
        "This step is not possible where the joint tender stands.",
    ),
    (
        "JOINT_WRONG_SIDE",
        "Diesen Schritt geht die andere Seite: federführende Stelle oder Mitglied.",
        "Another side does this step.",
    ),
    (
        "LATE_DOCUMENTS_EXCLUDED",
        "Die Vergabeunterlagen schließen Nachforderungen aus.",
        "The documents exclude requests.",
    ),
    (
        "LATE_DOCUMENTS_NOT_EQUAL",
        "Bitte fordern Sie bei allen nach, denen dieselbe Unterlage fehlt.",
        "Ask every bidder who lacks the same document.",
    ),
    (
        "LATE_DOCUMENTS_NO_DAY",
        "Bitte nennen Sie einen Kalendertag nach der Anforderung.",
        "Name a calendar day after the request.",
    ),
    (
        "LATE_DOCUMENT_EVALUATED",
        "Unterlagen, die gewertet werden, und wesentliche Preise dürfen nicht nachgefordert werden.",
        "What is evaluated may not be asked for.",
    ),
    (
        "LETTER_DATE_TOO_EARLY",
        "Ein Schreiben nennt einen zu frühen Tag für den Vertragsschluss.",
        "A letter names too early a day for the contract.",
    ),
    (
        "LETTER_INCOMPLETE",
        "In einem Schreiben an unterlegene Bieter fehlen der Name des Gewinners oder die Gründe.",
        "A letter lacks the winner's name or the reasons.",
    ),
    (
        "LOSERS_NOT_INFORMED",
        "Noch nicht alle unterlegenen Bieter sind informiert (§ 134 GWB).",
        "Not every loser is informed.",
    ),
    (
        "LOT_COMBINATION_WITHOUT_REASON",
        "Lose dürfen nur aus begründeten wirtschaftlichen oder technischen Gründen zusammen vergeben werden.",
        "Combining lots needs economic or technical reasons.",
    ),
    ("LOT_NOT_OPEN", "Dieses Los ist nicht mehr offen.", "This lot is not open."),
    (
        "LOT_TIME_REASON_NOT_OPEN",
        "Zeitliche Gründe zählen nur bei großen Infrastrukturvorhaben (§ 97a Abs. 3 GWB).",
        "Reasons of time count only for large infrastructure.",
    ),
    (
        "MATRIX_MISSING",
        "Bitte wählen Sie die Wertungsmethode mit Rundung und Regel für Gleichstand.",
        "Choose the formula with rounding and rule for ties.",
    ),
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
        "MEMBERS_NOT_READY",
        "Bei einem Mitglied ist noch nicht alles da: Beschluss, Haushalt oder Unterschrift.",
        "A member's gate is still open.",
    ),
    (
        "METHOD_INADMISSIBLE",
        "Diese Wertungsmethode ist nach der Rechtsprechung unzulässig. Bitte wählen Sie eine andere.",
        "This method is inadmissible; please choose another.",
    ),
    ("NO_BIDS", "Es liegt kein Angebot vor, das gewertet werden kann.", "There is no bid to score."),
    (
        "NO_DEADLINE_RULE",
        "Für dieses Verfahren ist keine Mindestfrist hinterlegt; bitte entscheiden Sie selbst.",
        "No minimum deadline is on record; a person decides.",
    ),
    (
        "NO_SESSION_IN_TIME",
        "Vor dem geplanten Termin liegt keine Sitzung mehr, für die eine Vorlage eingereicht werden kann.",
        "No session in time can still take a draft.",
    ),
    (
        "POINTS_ABOVE_MAX",
        "Ein Angebot hat mehr Punkte, als erreichbar sind.",
        "A bid has more points than can be reached.",
    ),
    ("POINTS_NEGATIVE", "Leistungspunkte dürfen nicht negativ sein.", "Points must not be negative."),
    ("PRICE_NOT_POSITIVE", "Der Wertungspreis muss über null liegen.", "The price must be above zero."),
    (
        "PRIOR_INFORMATION_NOT_QUALIFIED",
        "Die Vorinformation verkürzt nur, wenn sie 35 Tage bis zwölf Monate vor der Bekanntmachung abgesandt wurde.",
        "A prior information shortens only 35 days to 12 months before the notice.",
    ),
    (
        "QUOTA_TRANSFER_WITHOUT_CONSENT",
        "Ein Kontingent wechselt nur mit Zustimmung beider Mitglieder.",
        "A transfer needs the consent of both members.",
    ),
    (
        "QUOTA_USED_UP",
        "Das Kontingent dieses Mitglieds reicht dafür nicht mehr.",
        "This member's quota does not suffice.",
    ),
    (
        "REGISTER_NOT_ASKED",
        "Bitte fragen Sie zuerst das Wettbewerbsregister zum vorgesehenen Gewinner ab.",
        "Ask the competition register first.",
    ),
    ("REVIEW_PENDING", "Das Nachprüfungsverfahren ist noch nicht beendet.", "The review has not ended."),
    (
        "ROUNDING_OUT_OF_RANGE",
        "Die Rundung muss „keine“ oder 0 bis 12 Stellen sein.",
        "Rounding must be none or 0 to 12 digits.",
    ),
    ("SEAL_BAD_ID", "Eine Kennung ist leer oder enthält einen Zeilenumbruch.", "An id is empty or has a line feed."),
    ("SEAL_BAD_PUBLIC_KEY", "Das ist kein gültiger öffentlicher Schlüssel.", "This is no valid public key."),
    (
        "SEAL_BAD_THRESHOLD",
        "Bitte benennen Sie mehr verschiedene öffnende Personen, als zur Öffnung nötig sind.",
        "The number of openers does not fit the threshold.",
    ),
    (
        "SEAL_LIBRARY_FAILED",
        "Die Verschlüsselung ist fehlgeschlagen. Bitte versuchen Sie es noch einmal.",
        "Encryption failed; please try again.",
    ),
    (
        "SEAL_NOT_AS_RECEIVED",
        "Ein gespeichertes Angebot ist nicht das, dessen Eingang bestätigt wurde.",
        "A stored bid is not the one that was received.",
    ),
    (
        "SEAL_SHARE_TWICE",
        "Ihr Schlüsselteil liegt schon vor; es fehlt eine andere Person.",
        "Your share is there already; another person is missing.",
    ),
    (
        "SEAL_TAMPERED",
        "Ein versiegeltes Angebot wurde verändert oder gehört nicht hierher.",
        "A sealed bid was changed or belongs elsewhere.",
    ),
    ("SEAL_TOO_FEW_SHARES", "Zur Öffnung fehlen noch Personen.", "More openers are needed."),
    ("SEAL_TOO_LARGE", "Das Angebot ist größer als 256 MB.", "The bid is larger than 256 MB."),
    (
        "SEAL_WRONG_KEY",
        "Die Schlüsselteile ergeben nicht den Schlüssel dieses Verfahrens.",
        "The shares do not make the key of this tender.",
    ),
    (
        "SEAL_WRONG_SHARE",
        "Das ist nicht Ihr Schlüsselteil zu diesem Verfahren.",
        "This is not your share of this tender's key.",
    ),
    ("SHARES_WITHOUT_PARTS", "Kein Mitglied hat einen Anteil über null.", "No member has a part above zero."),
    (
        "STANDSTILL_RUNS",
        "Die Wartefrist läuft noch; der Vertrag darf noch nicht geschlossen werden.",
        "The standstill still runs.",
    ),
    (
        "TENDER_NO_SUCH_STEP",
        "Dieser Schritt ist im jetzigen Stand des Vergabeverfahrens nicht möglich.",
        "This step is not possible where the tender stands.",
    ),
    ("TENDER_ONLY_TIME", "Dieser Schritt tritt allein durch Zeitablauf ein.", "This step comes by time alone."),
    (
        "TENDER_OWN_WORK",
        "Was Sie selbst vorbereitet haben, muss eine andere Person genehmigen.",
        "Another person must approve what you prepared.",
    ),
    (
        "TENDER_TOO_FEW_PERSONS",
        "Dieser Schritt braucht mehrere verschiedene Personen.",
        "This step needs several different persons.",
    ),
    ("TENDER_WRONG_ROLE", "Für diesen Schritt ist eine andere Rolle zuständig.", "Another role does this step."),
    (
        "TOO_MANY_LOT_CHOICES",
        "Es gibt zu viele kleine Lose, um alle Möglichkeiten aufzulisten. Bitte wählen Sie Lose zur Prüfung aus.",
        "Too many small lots; name a choice to be checked.",
    ),
    ("VOTES_MISSING", "Es fehlt eine Wertung oder das gemeinsame Ergebnis.", "A vote or the consensus is missing."),
    (
        "WEIGHTS_MISSING",
        "Für diese Wertungsmethode fehlen die Gewichte von Leistung und Preis.",
        "This method needs weights for performance and price.",
    ),
];
