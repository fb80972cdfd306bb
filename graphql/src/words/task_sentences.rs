//! Sentences for the codes of working on tasks, alone and with colleagues: one closed table, ordered by code.

/// Code, German, English.
pub const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "ALREADY_SIGNED",
        "Sie haben diese Entscheidung schon gezeichnet. Es fehlt die Unterschrift einer anderen Person.",
        "You have signed this already; another person must sign.",
    ),
    ("ANSWER_EMPTY", "Bitte schreiben Sie eine Antwort.", "Please write an answer."),
    ("COMMENT_EMPTY", "Der Kommentar ist leer.", "The comment is empty."),
    ("COMMENT_TOO_LONG", "Der Kommentar hat mehr als 4.000 Zeichen.", "The comment has more than 4,000 characters."),
    (
        "DEPUTY_IS_LEADER",
        "Sie können sich nicht selbst zur Vertretung anderer machen.",
        "You cannot make yourself the deputy of others.",
    ),
    ("DEPUTY_SAME_PERSON", "Niemand kann sich selbst vertreten.", "Nobody can stand in for himself."),
    (
        "DEPUTY_UNKNOWN",
        "Diese Person arbeitet für keine Kommune desselben Verbunds.",
        "This person works for no body of the same cooperation.",
    ),
    (
        "DRAFT_CHANGED",
        "Der Entwurf wurde inzwischen in einem anderen Fenster gespeichert.",
        "The draft was saved in another window.",
    ),
    ("FOLLOW_UP_IN_THE_PAST", "Die Wiedervorlage liegt in der Vergangenheit.", "The follow-up date has passed."),
    (
        "FOUR_EYES",
        "Vier-Augen-Prinzip: Sie oder die von Ihnen vertretene Person waren an einem früheren Schritt beteiligt.",
        "Four eyes: you, or the person you stand in for, took part in an earlier step.",
    ),
    ("HOUR_INVALID", "Bitte wählen Sie eine Stunde von 0 bis 23.", "Please choose an hour from 0 to 23."),
    (
        "KIND_NOT_APPROVABLE",
        "Für diese Art von Aufgabe zeichnet eine Person allein.",
        "Tasks of this kind are signed by one person.",
    ),
    (
        "NOBODY_MAY",
        "Keine der gewählten Personen darf diese Aufgabe übernehmen.",
        "None of these persons may do this task.",
    ),
    ("NOTHING_CHOSEN", "Es ist nichts ausgewählt.", "Nothing is chosen."),
    ("NOT_A_CANDIDATE", "Diese Person ist für die Aufgabe nicht berechtigt.", "This person has no right for the task."),
    (
        "NOT_A_COLLEAGUE",
        "Diese Person ist für die Kommune der Aufgabe nicht tätig.",
        "This person does not work for the body of the task.",
    ),
    (
        "PERIOD_INVALID",
        "Der Zeitraum endet, bevor er beginnt, oder liegt in der Vergangenheit.",
        "The period ends before it begins, or has passed.",
    ),
    (
        "QUESTION_CLOSED",
        "Die Frage ist schon beantwortet oder zurückgezogen.",
        "The question was answered or withdrawn before.",
    ),
    ("QUESTION_EMPTY", "Bitte schreiben Sie Ihre Frage.", "Please write your question."),
    (
        "REASON_FOR_CHOICE_NEEDED",
        "Sie haben nicht das günstigste Angebot gewählt. Bitte begründen Sie das.",
        "The chosen quote is not the lowest; please give a reason.",
    ),
    (
        "REASON_NEEDED",
        "Bitte geben Sie eine Begründung mit mindestens drei Zeichen an.",
        "Please give a reason of at least three characters.",
    ),
    ("REASON_REQUIRED", "Dafür ist eine Begründung nötig.", "A reason is needed for this."),
    ("REASON_TOO_LONG", "Die Begründung ist zu lang.", "The reason is too long."),
    (
        "SIGNATURES_INVALID",
        "Es können zwei bis fünf Unterschriften verlangt werden.",
        "Two to five signatures can be asked for.",
    ),
    (
        "SIGNED_DIFFERENTLY",
        "Die anderen haben etwas anderes gezeichnet. Bitte übernehmen Sie deren Angaben oder geben Sie die Aufgabe zurück.",
        "The others signed something else. Please take over what they entered, or send the task back.",
    ),
    (
        "SOURCE_EMPTY",
        "Bitte geben Sie an, wo die Regel steht (höchstens 400 Zeichen).",
        "Please say where the rule is written, in up to 400 characters.",
    ),
    (
        "TASK_CHANGED",
        "Die Aufgabe wurde inzwischen geändert. Bitte laden Sie sie neu.",
        "The task changed meanwhile. Please load it again.",
    ),
    ("TASK_CLOSED", "Die Aufgabe ist nicht mehr offen.", "The task is no longer open."),
    (
        "TASK_DELEGATED",
        "Diese Aufgabe ist zur Stellungnahme abgegeben. Erst muss die Antwort vorliegen oder die Aufgabe zurückgeholt werden.",
        "The task was delegated: it must be answered or taken back first.",
    ),
    ("TASK_HELD_BY_OTHER", "Diese Aufgabe bearbeitet bereits eine andere Person.", "Another person holds the task."),
    (
        "TASK_NOT_DELEGATED",
        "Diese Aufgabe ist nicht (oder nicht von Ihnen oder an Sie) zur Stellungnahme abgegeben.",
        "The task is not delegated, or not by or to you.",
    ),
    ("TASK_NOT_HELD", "Diese Aufgabe hat noch niemand übernommen.", "Nobody holds the task."),
    (
        "TASK_TO_ONESELF",
        "Bitte wählen Sie eine andere Person als sich selbst.",
        "Please choose somebody else than yourself.",
    ),
    ("UNDO_NOT_ALLOWED", "Dieser Schritt kann nicht zurückgenommen werden.", "This step cannot be undone."),
    (
        "UNDO_TOO_LATE",
        "Die zehn Sekunden sind vorbei; der Vorgang ist weitergelaufen.",
        "The ten seconds are over; the case has gone on.",
    ),
    (
        "VIEW_CHANGED",
        "Die Ansicht wurde in einem anderen Fenster gespeichert. Bitte laden Sie sie neu.",
        "Another window saved this view meanwhile.",
    ),
    ("VIEW_COLUMN_TWICE", "Eine Spalte ist doppelt gewählt.", "A column is chosen twice."),
    ("VIEW_NAME_EMPTY", "Bitte geben Sie der Ansicht einen Namen.", "Please give the view a name."),
    ("VIEW_NAME_TOO_LONG", "Der Name der Ansicht hat mehr als 80 Zeichen.", "The name has more than 80 characters."),
    ("VIEW_TOO_LARGE", "Der Filter ist zu umfangreich für eine Ansicht.", "The filter is too large for a view."),
];
