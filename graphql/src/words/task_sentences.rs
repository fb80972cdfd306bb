//! Sentences for the codes of working on tasks with colleagues: one closed table, ordered by code.

/// Code, German, English.
pub const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "ALREADY_SIGNED",
        "Sie haben diese Entscheidung schon gezeichnet. Es fehlt die Unterschrift einer anderen Person.",
        "You have signed this already; another person must sign.",
    ),
    ("ANSWER_EMPTY", "Bitte schreiben Sie eine Antwort.", "Please write an answer."),
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
        "TASK_DELEGATED",
        "Diese Aufgabe ist zur Stellungnahme abgegeben. Erst muss die Antwort vorliegen oder die Aufgabe zurückgeholt werden.",
        "The task was delegated: it must be answered or taken back first.",
    ),
    (
        "TASK_NOT_DELEGATED",
        "Diese Aufgabe ist nicht (oder nicht von Ihnen oder an Sie) zur Stellungnahme abgegeben.",
        "The task is not delegated, or not by or to you.",
    ),
    (
        "TASK_TO_ONESELF",
        "Bitte wählen Sie eine andere Person als sich selbst.",
        "Please choose somebody else than yourself.",
    ),
];
