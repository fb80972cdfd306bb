//! What happens in a case, one sentence for each journal event: a closed table, ordered as a case goes. A test reads
//! the events out of the source of `app` and fails when one has no sentence.
//!
//! `{wer}` who acted, `{was}` the task, `{ergebnis}` its outcome, `{an}` to whom, `{wann}` a day, `{betrag}` an
//! amount, `{verfahren}` a procedure, `{befund}` what the match found, `{stoerung}` an incident, `{stand}` a phase, `{rolle}` a role.

/// Event, German, English.
pub const EVENTS: &[(&str, &str, &str)] = &[
    ("PROCUREMENT_STARTED", "{wer} hat die Beschaffung angefordert.", "{wer} asked for the procurement."),
    ("REQUEST_REVISED", "{wer} hat die Anforderung überarbeitet.", "{wer} revised the request."),
    ("BUDGET_RESERVED", "{wer} hat {betrag} im Haushalt vorgemerkt.", "{wer} set {betrag} aside in the budget."),
    ("BUDGET_FREED", "Die vorgemerkten Haushaltsmittel sind wieder frei.", "The funds set aside are free again."),
    ("PROCEDURE_CHOSEN", "{wer} hat das Verfahren gewählt: {verfahren}.", "{wer} chose the procedure: {verfahren}."),
    (
        "QUOTE_CHOSEN",
        "{wer} hat ein Angebot über {betrag} (netto) ausgewählt.",
        "{wer} chose a quote of {betrag} (net).",
    ),
    ("ORDER_RELEASED", "{wer} hat die Bestellung freigegeben.", "{wer} released the order."),
    ("ORDER_PLACED", "{wer} hat für {betrag} (brutto) bestellt.", "{wer} ordered for {betrag} (gross)."),
    ("GOODS_RECEIVED", "{wer} hat die Lieferung vom {wann} erfasst.", "{wer} recorded the receipt of {wann}."),
    (
        "INVOICE_RECORDED",
        "{wer} hat eine Rechnung über {betrag} erfasst, fällig am {faellig}.",
        "{wer} recorded an invoice of {betrag}, due on {faellig}.",
    ),
    (
        "INVOICE_MATCHED",
        "Bestellung, Lieferung und Rechnung wurden abgeglichen: {befund}.",
        "Order, receipt and invoice were matched: {befund}.",
    ),
    (
        "DIFFERENCE_CLARIFIED",
        "{wer} hat über die Abweichung der Rechnung entschieden.",
        "{wer} decided about the difference of the invoice.",
    ),
    (
        "INVOICE_CERTIFIED_FACTUAL",
        "{wer} hat die sachliche Richtigkeit der Rechnung über {betrag} festgestellt.",
        "{wer} certified the invoice of {betrag} as factually right.",
    ),
    (
        "INVOICE_CERTIFIED_ARITHMETIC",
        "{wer} hat die rechnerische Richtigkeit der Rechnung über {betrag} festgestellt.",
        "{wer} certified the invoice of {betrag} as arithmetically right.",
    ),
    ("PAYMENT_ORDERED", "{wer} hat die Auszahlung von {betrag} angeordnet.", "{wer} ordered the payment of {betrag}."),
    (
        "PAYMENT_ACCEPTED",
        "{wer} hat die Auszahlungsanordnung über {betrag} in der Kasse angenommen.",
        "{wer} accepted the payment order of {betrag} in the treasury.",
    ),
    ("INVOICE_PAID", "{wer} hat {betrag} ausgezahlt.", "{wer} paid {betrag}."),
    ("COST_BOOKED", "Die Kosten wurden auf die Kostenstelle gebucht.", "The cost was booked to its cost centre."),
    (
        "WITHDRAWAL_DECLARED",
        "{wer} hat die Rücknahme der Beschaffung erklärt.",
        "{wer} declared the withdrawal of the procurement.",
    ),
    (
        "WITHDRAWAL_CONFIRMED",
        "Die Firma hat der Rücknahme am {wann} zugestimmt; erfasst hat das {wer}.",
        "The firm agreed to the withdrawal on {wann}; recorded by {wer}.",
    ),
    (
        "WITHDRAWAL_REFUSED",
        "Die Firma hat die Rücknahme abgelehnt; erfasst hat das {wer}.",
        "The firm refused the withdrawal; recorded by {wer}.",
    ),
    ("REFUND_CLAIMED", "{wer} hat {betrag} zurückgefordert.", "{wer} claimed {betrag} back."),
    (
        "REFUND_RECEIVED",
        "{wer} hat eine Erstattung von {betrag} vereinnahmt, eingegangen am {wann}.",
        "{wer} recorded a refund of {betrag}, received on {wann}.",
    ),
    ("CASE_ENDED", "Der Vorgang ist beendet: {stand}.", "The case has ended: {stand}."),
    ("CASE_REOPENED", "{wer} hat die Akte wieder geöffnet.", "{wer} reopened the file."),
    ("TASK_OPENED", "Aufgabe „{was}“ steht an, fällig am {faellig}.", "Task “{was}” is open, due on {faellig}."),
    ("TASK_CLAIMED", "{wer} hat „{was}“ übernommen.", "{wer} took “{was}”."),
    ("TASK_RELEASED", "{wer} hat „{was}“ zurückgelegt.", "{wer} gave “{was}” back."),
    ("TASK_ASSIGNED", "{wer} hat „{was}“ an {an} gegeben.", "{wer} gave “{was}” to {an}."),
    ("TASK_DELEGATED", "{wer} hat „{was}“ an {an} zur Stellungnahme abgegeben.", "{wer} delegated “{was}” to {an}."),
    (
        "TASK_GIVEN_BACK",
        "{wer} hat zu „{was}“ Stellung genommen; die Aufgabe ist wieder bei {an}.",
        "{wer} answered; “{was}” is with {an} again.",
    ),
    ("TASK_TAKEN_BACK", "{wer} hat „{was}“ zurückgeholt.", "{wer} took “{was}” back."),
    ("TASK_PUT_BACK", "{wer} hat „{was}“ wieder für alle freigegeben.", "{wer} put “{was}” back for everybody."),
    (
        "TASK_SIGNED",
        "{wer} hat „{was}“ gezeichnet; weitere Unterschriften fehlen noch.",
        "{wer} signed “{was}”; more signatures are missing.",
    ),
    ("QUESTION_ASKED", "{wer} hat {an} etwas zu „{was}“ gefragt.", "{wer} asked {an} about “{was}”."),
    (
        "QUESTION_ANSWERED",
        "{wer} hat {an} eine Frage zu „{was}“ beantwortet.",
        "{wer} answered a question of {an} about “{was}”.",
    ),
    ("TASK_COMPLETED", "{wer} hat „{was}“ erledigt: {ergebnis}.", "{wer} finished “{was}”: {ergebnis}."),
    ("TASK_COMPLETION_UNDONE", "{wer} hat die Erledigung von „{was}“ zurückgenommen.", "{wer} undid “{was}”."),
    ("TASK_CANCELLED", "{wer} hat „{was}“ abgebrochen.", "{wer} cancelled “{was}”."),
    (
        "TASK_FOLLOW_UP_SET",
        "{wer} hat die Wiedervorlage einer Aufgabe geändert: {wann}.",
        "{wer} changed the follow-up date of a task: {wann}.",
    ),
    ("TASK_REMINDED", "Erinnerung: Eine Aufgabe ist am {faellig} fällig.", "A reminder: a task is due on {faellig}."),
    (
        "TASK_ESCALATED",
        "Eine Aufgabe war am {faellig} fällig, ist noch offen und wurde auf die höchste Dringlichkeit gesetzt.",
        "A task was due on {faellig}, is still open and was made most urgent.",
    ),
    (
        "CASE_PARTY_JOINED",
        "Eine weitere Kommune liest den Vorgang ab dem {wann} mit.",
        "Another municipality reads the case from {wann} on.",
    ),
    (
        "CASE_PARTY_LEFT",
        "Eine beteiligte Kommune scheidet zum {wann} aus dem Vorgang aus.",
        "A municipality that took part leaves the case on {wann}.",
    ),
    (
        "DEPUTY_SET",
        "{wer} hat {an} vom {wann} bis {faellig} zur Vertretung bestimmt.",
        "{wer} made {an} a deputy from {wann} to {faellig}.",
    ),
    ("DEPUTY_ENDED", "{wer} hat die Vertretung durch {an} beendet.", "{wer} ended the deputyship of {an}."),
    ("COMMENT_WRITTEN", "{wer} hat einen Kommentar geschrieben.", "{wer} wrote a comment."),
    ("DOCUMENT_STORED", "{wer} hat ein Dokument abgelegt.", "{wer} stored a document."),
    ("INCIDENT_OPENED", "Es ist eine Störung aufgetreten: {stoerung}.", "An incident occurred: {stoerung}."),
    (
        "INCIDENT_RESOLVED",
        "{wer} hat über eine Störung entschieden: {ergebnis}.",
        "{wer} decided about an incident: {ergebnis}.",
    ),
    ("PERSON_ADDED", "{wer} hat eine Person aufgenommen.", "{wer} added a person."),
    ("PERSON_DEACTIVATED", "{wer} hat {an} alle Rechte entzogen.", "{wer} took every right from {an}."),
    (
        "ROLE_GRANTED",
        "{wer} hat {an} die Rolle „{rolle}“ gegeben, gültig bis {wann}.",
        "{wer} gave {an} the role “{rolle}”, valid until {wann}.",
    ),
    (
        "ROLE_REVOKED",
        "{wer} hat die Rolle „{rolle}“ von {an} zum {wann} beendet.",
        "{wer} ended the role “{rolle}” of {an} on {wann}.",
    ),
    (
        "ORDERING_LIMIT_SET",
        "{wer} hat {an} die Anordnungsbefugnis bis {betrag} gegeben, ab {wann}.",
        "{wer} let {an} order payments up to {betrag} from {wann}.",
    ),
    (
        "ORDERING_LIMIT_ENDED",
        "{wer} hat die Anordnungsbefugnis von {an} zum {wann} beendet.",
        "{wer} ended the power of {an} to order payments on {wann}.",
    ),
    ("BODY_CHANGED", "{wer} hat die Stammdaten der Kommune geändert.", "{wer} changed the master data of the body."),
    (
        "COOPERATION_CHANGED",
        "{wer} hat die Angaben zur Kooperation geändert.",
        "{wer} changed the facts of the cooperation.",
    ),
    (
        "MEMBER_ADDED",
        "{wer} hat ein Mitglied in die Kooperation aufgenommen, ab {wann}.",
        "{wer} added a member to the cooperation, from {wann}.",
    ),
    (
        "MEMBER_ENDED",
        "{wer} hat eine Mitgliedschaft in der Kooperation zum {wann} beendet.",
        "{wer} ended a membership of the cooperation on {wann}.",
    ),
    (
        "RULE_PROPOSED",
        "{wer} hat eine Änderung der Vergaberegeln vorgeschlagen.",
        "{wer} proposed a change of the procurement rules.",
    ),
    (
        "RULE_CONFIRMED",
        "{wer} hat eine Änderung der Vergaberegeln bestätigt.",
        "{wer} confirmed a change of the procurement rules.",
    ),
    (
        "RULE_REJECTED",
        "{wer} hat eine Änderung der Vergaberegeln abgelehnt.",
        "{wer} rejected a change of the procurement rules.",
    ),
    ("CASE_AUDITED", "{wer} hat den Vorgang zur Prüfung eingesehen.", "{wer} looked at the case for an audit."),
    ("LETTER_DRAFTED", "{wer} hat ein Schreiben entworfen.", "{wer} drafted a letter."),
    ("LETTER_CHANGED", "{wer} hat den Entwurf eines Schreibens geändert.", "{wer} changed the draft of a letter."),
    ("LETTER_RELEASED", "{wer} hat ein Schreiben freigegeben.", "{wer} released a letter."),
    (
        "LETTER_DISPATCHED",
        "{wer} hat den Versand eines Schreibens vermerkt.",
        "{wer} recorded the dispatch of a letter.",
    ),
    (
        "LETTER_TEMPLATE_SAVED",
        "{wer} hat eine Vorlage für Schreiben gespeichert.",
        "{wer} saved a template for letters.",
    ),
];
