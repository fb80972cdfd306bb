//! Names of task kinds, phases, roles and outcomes; the compiler and a test keep the lists whole.

use super::Language;
use domain::cooperation::{Area, Role};
use domain::procurement::phase::Phase;
use domain::tasks::TaskKind;

/// Title of a task kind.
#[must_use]
pub const fn task(t: TaskKind, language: Language) -> &'static str {
    use TaskKind as X;
    let (de, en) = match t {
        X::ReviseRequest => ("Bedarfsanforderung überarbeiten", "Revise the request"),
        X::ReleaseBudget => ("Haushaltsmittel freigeben", "Release funds"),
        X::ChooseProcedure => ("Vergabeverfahren wählen", "Choose the procedure"),
        X::DecideWithoutRule => ("Verfahren ohne hinterlegte Regel festlegen", "Decide without a rule"),
        X::CollectQuotes => ("Angebote einholen", "Collect quotes"),
        X::ReleaseOrder => ("Bestellung freigeben", "Release the order"),
        X::PlaceOrder => ("Bestellung auslösen", "Place the order"),
        X::PrepareTender => ("Ausschreibung vorbereiten", "Prepare a tender"),
        X::RecordReceipt => ("Lieferung erfassen", "Record the receipt"),
        X::RecordInvoice => ("Rechnung erfassen", "Record the invoice"),
        X::ClarifyDifference => ("Abweichung der Rechnung klären", "Clarify the difference"),
        X::CertifyFactual => ("Sachliche Richtigkeit feststellen", "Certify as factually right"),
        X::CertifyArithmetic => ("Rechnerische Richtigkeit feststellen", "Certify as arithmetically right"),
        X::OrderPayment => ("Auszahlung anordnen", "Order the payment"),
        X::AcceptPayment => ("Auszahlungsanordnung annehmen (Kasse)", "Accept the payment (treasury)"),
        X::ReleasePayment => ("Auszahlung freigeben (Kasse)", "Release the payment (treasury)"),
        X::CloseFile => ("Vergabeakte schließen (z. d. A.)", "Close the file"),
        X::ConfirmWithdrawal => ("Rücknahme mit der Firma klären", "Clear the withdrawal with the firm"),
        X::ReceiveRefund => ("Erstattung vereinnahmen", "Receive the refund"),
    };
    language.pick(de, en)
}

/// Title of a phase.
#[must_use]
pub const fn phase(p: Phase, language: Language) -> &'static str {
    use Phase as X;
    let (de, en) = match p {
        X::Revision => ("In Überarbeitung", "Being revised"),
        X::BudgetRelease => ("Mittelfreigabe", "Release of funds"),
        X::ProcedureChoice => ("Wahl des Verfahrens", "Choice of procedure"),
        X::RuleDecision => ("Entscheidung ohne hinterlegte Regel", "Decision without rule"),
        X::Quotes => ("Angebotseinholung", "Quotes"),
        X::OrderRelease => ("Freigabe der Bestellung", "Release of the order"),
        X::Ordering => ("Bestellung", "Ordering"),
        X::TenderNeeded => ("Ausschreibung nötig", "Tender needed"),
        X::Receipt => ("Lieferung erwartet", "Receipt awaited"),
        X::Invoice => ("Rechnung erwartet", "Invoice awaited"),
        X::Matching => ("Rechnungsabgleich", "Matching"),
        X::Difference => ("Abweichung der Rechnung", "Difference"),
        X::FactualCertification => ("Sachliche Feststellung", "Factual certification"),
        X::ArithmeticCertification => ("Rechnerische Feststellung", "Arithmetical certification"),
        X::PaymentOrder => ("Auszahlungsanordnung", "Payment order"),
        X::PaymentAcceptance => ("Kasse: Annahme", "Treasury: acceptance"),
        X::PaymentRelease => ("Kasse: Freigabe", "Treasury: release"),
        X::Booking => ("Buchung", "Booking"),
        X::FileClosing => ("Akte schließen", "Closing the file"),
        X::WithdrawalConfirmation => ("Rücknahme wird mit der Firma geklärt", "Withdrawal being cleared"),
        X::Refund => ("Erstattung erwartet", "Refund awaited"),
        X::Closed => ("Abgeschlossen", "Closed"),
        X::Withdrawn => ("Zurückgenommen", "Withdrawn"),
        X::Aborted => ("Abgebrochen", "Aborted"),
    };
    language.pick(de, en)
}

/// Title of a role.
#[must_use]
pub const fn role(role: Role, language: Language) -> &'static str {
    use Role as X;
    let (de, en) = match role {
        X::Requester => ("Bedarfsstelle", "Requester"),
        X::Buyer => ("Vergabestelle", "Buyer"),
        X::Budget => ("Mittelbewirtschaftung", "Budget"),
        X::Evaluator => ("Angebotswertung", "Evaluator"),
        X::Opener => ("Angebotsöffnung", "Opener"),
        X::Decider => ("Entscheidungsbefugnis", "Decider"),
        X::Auditor => ("Rechnungsprüfung", "Auditor"),
        X::CertifierFactual => ("Sachliche Feststellung", "Factual certifier"),
        X::CertifierArithmetic => ("Rechnerische Feststellung", "Arithmetical certifier"),
        X::Orderer => ("Anordnungsbefugnis", "Orderer of payments"),
        X::Treasury1 => ("Kasse, erste Unterschrift", "Treasury, first signature"),
        X::Treasury2 => ("Kasse, zweite Unterschrift", "Treasury, second signature"),
        X::Clerk => ("Sachbearbeitung", "Clerk"),
        X::Signer => ("Schlusszeichnung", "Signer"),
        X::Registry => ("Registratur", "Registry"),
        X::Archive => ("Archiv", "Archive"),
        X::Lead => ("Leitung", "Lead"),
        X::Member => ("Mitglied", "Member"),
        X::Steering => ("Lenkungsgruppe", "Steering committee"),
        X::Supervisor => ("Kommunalaufsicht", "Municipal supervision"),
        X::Operator => ("Technischer Betrieb", "Operator"),
    };
    language.pick(de, en)
}

/// Name of a field of work.
#[must_use]
pub const fn area(area: Area, language: Language) -> &'static str {
    use Area as X;
    let (de, en) = match area {
        X::All => ("Alle Bereiche", "Every area"),
        X::Procurement => ("Beschaffung und Rechnungen", "Procurement and invoices"),
        X::JointTender => ("Gemeinsame Vergabe", "Joint tenders"),
        X::Efile => ("Akten und Dokumente", "Files and documents"),
        X::CostSharing => ("Kostenverteilung", "Cost sharing"),
        X::Cooperation => ("Mitglieder, Personen, Rechte", "Members, persons, rights"),
    };
    language.pick(de, en)
}

/// Outcome codes: code, German, English.
const OUTCOMES: &[(&str, &str, &str)] = &[
    ("ABORT", "Vorgang abbrechen", "End the case"),
    ("ACCEPT", "Angenommen", "Accepted"),
    ("AWAIT_RECEIPT", "Lieferung abwarten", "Await the receipt"),
    ("CANCELLED", "Abgebrochen", "Cancelled"),
    ("CERTIFY", "Festgestellt", "Certified"),
    ("CHOSEN", "Ausgewählt", "Chosen"),
    ("CLOSE", "Zu den Akten (z. d. A.)", "Closed"),
    ("COMPLETE", "Vollständig geliefert", "Complete"),
    ("CONFIRMED", "Firma stimmt zu", "The firm agrees"),
    ("DROPPED", "Nicht weiter verfolgt", "Dropped"),
    ("INTERRUPTED", "Unterbrochen", "Interrupted"),
    ("NO_RULE", "Keine Regel vorhanden", "No rule"),
    ("ORDER", "Angeordnet", "Ordered"),
    ("ORDERED", "Bestellt", "Ordered"),
    ("PARTIAL", "Teilweise geliefert", "Partial"),
    ("PARTIAL_INVOICED", "Teilweise geliefert, Rechnung liegt vor", "Partial, invoice at hand"),
    ("RECEIVED", "Eingegangen", "Received"),
    ("RECORDED", "Erfasst", "Recorded"),
    ("REFUSED", "Firma lehnt ab", "The firm refuses"),
    ("REJECT", "Zurückgewiesen", "Rejected"),
    ("REJECTED", "Rechnung zurückgewiesen", "Invoice rejected"),
    ("RELEASE", "Freigegeben", "Released"),
    ("RETRY", "Erneut versuchen", "Try again"),
    ("RETURN", "Zurückgegeben", "Returned"),
    ("SKIP", "Schritt auslassen", "Leave the step out"),
    ("SUBMIT", "Eingereicht", "Submitted"),
    ("TENDER", "Ausschreibung nötig", "Tender needed"),
];

/// Title of an outcome; an unknown code stands for itself.
#[must_use]
pub fn outcome(code: &str, language: Language) -> &str {
    of_list(OUTCOMES, code, language)
}

/// Procedures: code, German, English.
const PROCEDURES: &[(&str, &str, &str)] = &[
    ("DIRECT_ORDER", "Direktauftrag", "direct order"),
    ("NEGOTIATED_AWARD", "Verhandlungsvergabe", "negotiated award"),
    ("RESTRICTED_CALL", "Beschränkte Ausschreibung", "restricted call"),
    ("PUBLIC_CALL", "Öffentliche Ausschreibung", "public call"),
    (
        "RESTRICTED_CALL_TNW",
        "Beschränkte Ausschreibung mit Teilnahmewettbewerb",
        "restricted call with competition for participation",
    ),
    ("OPEN", "Offenes Verfahren", "open procedure"),
    ("RESTRICTED", "Nicht offenes Verfahren", "restricted procedure"),
    ("NEGOTIATED_TNW", "Verhandlungsverfahren mit Teilnahmewettbewerb", "negotiated procedure"),
    ("COMPETITIVE_DIALOGUE", "Wettbewerblicher Dialog", "competitive dialogue"),
    ("INNOVATION_PARTNERSHIP", "Innovationspartnerschaft", "innovation partnership"),
];

/// What the three-way match found: code, German, English.
const FINDINGS: &[(&str, &str, &str)] = &[
    ("MATCHED", "Alles stimmt überein", "all agree"),
    ("QTY_DIFF", "Die Mengen weichen ab", "the quantities differ"),
    ("PRICE_DIFF", "Die Preise weichen ab", "the prices differ"),
    ("NO_ORDER", "Es fehlt die Bestellung", "the order is missing"),
    ("NO_RECEIPT", "Es fehlt die Lieferung", "the receipt is missing"),
    ("DUPLICATE", "Die Rechnung liegt vermutlich doppelt vor", "the invoice seems to be a duplicate"),
    ("ARITHMETIC", "Die Rechnung ist falsch gerechnet", "the invoice does not add up"),
];

/// Incidents: code, German, English.
const INCIDENTS: &[(&str, &str, &str)] = &[
    ("NUDGE_FAILED", "Eine Erinnerung konnte nicht gesetzt werden", "a reminder could not be made"),
    ("OUTBOX_UNDELIVERABLE", "Der Ablauf ist nicht zu erreichen", "the process cannot be reached"),
    ("STEP_FAILED", "Ein Arbeitsschritt des Systems ist gescheitert", "a step of the system failed"),
    ("WORKFLOW_CLOSED", "Der Ablauf wurde vorzeitig beendet", "the process ended early"),
    ("WORKFLOW_NOT_FOUND", "Der Ablauf ist nicht auffindbar", "the process cannot be found"),
    ("WORKFLOW_RESTART_FAILED", "Der Ablauf ließ sich nicht neu starten", "the process could not be started anew"),
    ("WORKFLOW_TASK_FAILING", "Der Ablauf kommt nicht voran", "the process does not get on"),
];

fn of_list<'a>(list: &'static [(&str, &'static str, &'static str)], code: &'a str, language: Language) -> &'a str {
    list.iter().find(|(known, _, _)| *known == code).map_or(code, |(_, de, en)| language.pick(de, en))
}

/// Name of a procedure; an unknown code stands for itself.
#[must_use]
pub fn procedure(code: &str, language: Language) -> &str {
    of_list(PROCEDURES, code, language)
}

/// What the match found, in words; an unknown code stands for itself.
#[must_use]
pub fn finding(code: &str, language: Language) -> &str {
    of_list(FINDINGS, code, language)
}

/// What kind of incident it is; an unknown code stands for itself.
#[must_use]
pub fn incident(code: &str, language: Language) -> &str {
    of_list(INCIDENTS, code, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::procurement::regime::Procedure;
    use strum::IntoEnumIterator;

    #[test]
    fn every_outcome_of_every_kind_has_a_title() {
        for kind in TaskKind::iter() {
            for o in kind.outcomes() {
                assert_ne!(outcome(o.code, Language::De), o.code, "{kind}");
            }
        }
    }

    #[test]
    fn every_procedure_has_a_name() {
        for kind in Procedure::iter() {
            let code = kind.to_string();
            assert_ne!(procedure(&code, Language::De), code);
        }
    }
}
