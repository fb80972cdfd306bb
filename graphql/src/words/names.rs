//! Names of task kinds, phases, roles and outcomes; the compiler and a test keep the lists whole.

use super::Language;
use domain::cooperation::Role;
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
        X::DecideWithoutRule => ("Verfahren ohne Regel entscheiden", "Decide without a rule"),
        X::CollectQuotes => ("Angebote einholen", "Collect quotes"),
        X::ReleaseOrder => ("Bestellung freigeben", "Release the order"),
        X::PlaceOrder => ("Bestellen", "Place the order"),
        X::PrepareTender => ("Ausschreibung vorbereiten", "Prepare a tender"),
        X::RecordReceipt => ("Lieferung erfassen", "Record the receipt"),
        X::RecordInvoice => ("Rechnung erfassen", "Record the invoice"),
        X::ClarifyDifference => ("Abweichung klären", "Clarify the difference"),
        X::CertifyFactual => ("Sachlich richtig feststellen", "Certify as factually right"),
        X::CertifyArithmetic => ("Rechnerisch richtig feststellen", "Certify as arithmetically right"),
        X::OrderPayment => ("Auszahlung anordnen", "Order the payment"),
        X::AcceptPayment => ("Auszahlung annehmen (Kasse)", "Accept the payment (treasury)"),
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
        X::RuleDecision => ("Entscheidung ohne Regel", "Decision without rule"),
        X::Quotes => ("Angebote", "Quotes"),
        X::OrderRelease => ("Freigabe der Bestellung", "Release of the order"),
        X::Ordering => ("Bestellung", "Ordering"),
        X::TenderNeeded => ("Ausschreibung nötig", "Tender needed"),
        X::Receipt => ("Lieferung erwartet", "Receipt awaited"),
        X::Invoice => ("Rechnung erwartet", "Invoice awaited"),
        X::Matching => ("Abgleich", "Matching"),
        X::Difference => ("Abweichung", "Difference"),
        X::FactualCertification => ("Sachliche Feststellung", "Factual certification"),
        X::ArithmeticCertification => ("Rechnerische Feststellung", "Arithmetical certification"),
        X::PaymentOrder => ("Auszahlungsanordnung", "Payment order"),
        X::PaymentAcceptance => ("Kasse: Annahme", "Treasury: acceptance"),
        X::PaymentRelease => ("Kasse: Freigabe", "Treasury: release"),
        X::Booking => ("Buchung", "Booking"),
        X::FileClosing => ("Akte schließen", "Closing the file"),
        X::WithdrawalConfirmation => ("Rücknahme wird geklärt", "Withdrawal being cleared"),
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
        X::Budget => ("Haushaltsverantwortung", "Budget"),
        X::Evaluator => ("Angebotswertung", "Evaluator"),
        X::Opener => ("Angebotsöffnung", "Opener"),
        X::Decider => ("Entscheidung", "Decider"),
        X::Auditor => ("Rechnungsprüfung", "Auditor"),
        X::CertifierFactual => ("Feststellung sachlich", "Factual certifier"),
        X::CertifierArithmetic => ("Feststellung rechnerisch", "Arithmetical certifier"),
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

/// Outcome codes: code, German, English.
const OUTCOMES: &[(&str, &str, &str)] = &[
    ("ACCEPT", "Angenommen", "Accepted"),
    ("AWAIT_RECEIPT", "Lieferung abwarten", "Await the receipt"),
    ("CANCELLED", "Abgebrochen", "Cancelled"),
    ("CERTIFY", "Festgestellt", "Certified"),
    ("CHOSEN", "Gewählt", "Chosen"),
    ("CLOSE", "Geschlossen", "Closed"),
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
    ("RETURN", "Zurückgegeben", "Returned"),
    ("SUBMIT", "Eingereicht", "Submitted"),
    ("TENDER", "Ausschreibung nötig", "Tender needed"),
];

/// Title of an outcome; an unknown code stands for itself.
#[must_use]
pub fn outcome(code: &str, language: Language) -> &str {
    OUTCOMES.iter().find(|(known, _, _)| *known == code).map_or(code, |(_, de, en)| language.pick(de, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_outcome_of_every_kind_has_a_title() {
        for kind in TaskKind::iter() {
            for o in kind.outcomes() {
                assert_ne!(outcome(o.code, Language::De), o.code, "{kind}");
            }
        }
    }
}
