//! Names of task kinds, phases, roles and outcomes; the compiler and a test keep the lists whole.

use super::Language;
use domain::cooperation::{Area, Role, change};
use domain::cost_sharing::year;
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
        X::PlanYear => ("Haushaltsansatz und Abschläge festlegen", "Plan the year and its advances"),
        X::RecordAdvances => ("Eingang der Abschläge erfassen", "Record the advances"),
        X::CompleteCosts => ("Kosten abschließen und Anteile berechnen", "Complete the costs and calculate the shares"),
        X::EnterCorrection => ("Berichtigung erfassen und berechnen", "Enter and calculate the correction"),
        X::ApproveSettlement => ("Abrechnung prüfen und freigeben", "Approve the settlement"),
        X::IssueStatements => ("Abrechnungen versenden", "Issue the statements"),
        X::AnswerStatement => ("Abrechnung anerkennen oder Einwendung erheben", "Accept the statement or object"),
        X::DecideObjection => ("Über die Einwendung entscheiden", "Decide the objection"),
        X::RecordBalances => ("Ausgleich der Abrechnung erfassen", "Record the balances paid"),
        X::CloseSettlement => ("Abrechnungsjahr schließen", "Close the year"),
        X::RecordOwnResolution => ("Beitrittsbeschluss erfassen", "Record the own resolution"),
        X::CollectConsents => ("Zustimmung aller Mitglieder erfassen", "Collect the consents of all members"),
        X::SignAgreement => ("Geänderte Vereinbarung unterzeichnen", "Sign the changed agreement"),
        X::RecordApproval => ("Genehmigung der Kommunalaufsicht erfassen", "Record the supervisory approval"),
        X::RecordPublication => ("Öffentliche Bekanntmachung erfassen", "Record the publication"),
        X::SettleExit => ("Auseinandersetzung abschließen", "Complete the exit settlement"),
        X::HandOverData => ("Unterlagen und Daten übergeben", "Hand over files and data"),
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

/// Title of a phase of a membership change.
#[must_use]
pub const fn membership_phase(p: change::Phase, language: Language) -> &'static str {
    use change::Phase as X;
    let (de, en) = match p {
        X::Opening => ("Eröffnung", "Opening"),
        X::OwnResolution => ("Beschluss der beitretenden Kommune", "Own resolution"),
        X::Consents => ("Zustimmung der Mitglieder", "Consents of the members"),
        X::Signing => ("Unterzeichnung", "Signing"),
        X::Approval => ("Genehmigung der Kommunalaufsicht", "Supervisory approval"),
        X::Publication => ("Öffentliche Bekanntmachung", "Publication"),
        X::EffectiveDay => ("Warten auf den ersten Tag", "Waiting for the first day"),
        X::LastDay => ("Warten auf den letzten Tag", "Waiting for the last day"),
        X::Ending => ("Ende der Mitgliedschaft", "End of the membership"),
        X::ExitSettlement => ("Auseinandersetzung", "Exit settlement"),
        X::HandOver => ("Übergabe", "Hand-over"),
        X::Joined => ("Beigetreten", "Joined"),
        X::Left => ("Ausgetreten", "Left"),
        X::Withdrawn => ("Zurückgenommen", "Withdrawn"),
        X::Aborted => ("Abgebrochen", "Aborted"),
    };
    language.pick(de, en)
}

/// Title of a phase of a settlement's year.
#[must_use]
pub const fn settlement_phase(p: year::Phase, language: Language) -> &'static str {
    use year::Phase as X;
    let (de, en) = match p {
        X::SettlementOpening => ("Eröffnung", "Opening"),
        X::YearPlanning => ("Haushaltsansatz und Abschläge", "Budget and advances"),
        X::AdvanceDay => ("Warten auf den nächsten Abschlag", "Waiting for the next instalment"),
        X::AdvancePayments => ("Eingang der Abschläge", "Advances coming in"),
        X::YearEnd => ("Warten auf das Jahresende", "Waiting for the end of the year"),
        X::CostCompletion => ("Kosten werden gesammelt", "Costs being collected"),
        X::CorrectionEntry => ("Berichtigung", "Correction"),
        X::SettlementApproval => ("Freigabe der Abrechnung", "Approval of the settlement"),
        X::StatementIssue => ("Versand der Abrechnungen", "Issue of the statements"),
        X::StatementDelivery => ("Abrechnungen werden erstellt", "Statements being made"),
        X::MemberAnswers => ("Einwendungsfrist", "Objection period"),
        X::ObjectionDecision => ("Einwendung wird geprüft", "Objection being decided"),
        X::ShareBooking => ("Buchung der Anteile", "Booking of the shares"),
        X::BalancePayments => ("Ausgleich der Salden", "Balances being paid"),
        X::YearClosing => ("Abschluss des Jahres", "Closing of the year"),
        X::YearClosed => ("Abgeschlossen", "Closed"),
        X::SettlementAborted => ("Abgebrochen", "Aborted"),
    };
    language.pick(de, en)
}

/// Title of a phase by its code, whatever the process.
#[must_use]
pub fn phase_of_code(code: &str, language: Language) -> Option<&'static str> {
    let procurement = code.parse().ok().map(|p| phase(p, language));
    let membership = || code.parse().ok().map(|p| membership_phase(p, language));
    let settlement = || code.parse().ok().map(|p| settlement_phase(p, language));
    procurement.or_else(membership).or_else(settlement)
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
    ("ACCEPTED", "Anerkannt", "Accepted"),
    ("APPROVED", "Genehmigt", "Approved"),
    ("AWAIT_RECEIPT", "Lieferung abwarten", "Await the receipt"),
    ("CANCELLED", "Abgebrochen", "Cancelled"),
    ("CALCULATED", "Berechnet", "Calculated"),
    ("CERTIFY", "Festgestellt", "Certified"),
    ("CHOSEN", "Ausgewählt", "Chosen"),
    ("CLOSE", "Zu den Akten (z. d. A.)", "Closed"),
    ("CLOSED", "Abgeschlossen", "Closed"),
    ("COMPLETE", "Vollständig geliefert", "Complete"),
    ("CONFIRMED", "Firma stimmt zu", "The firm agrees"),
    ("CONSENTED", "Alle stimmen zu", "All consent"),
    ("DECLINED", "Abgelehnt", "Declined"),
    ("DROPPED", "Nicht weiter verfolgt", "Dropped"),
    ("GRANTED", "Stattgegeben", "Granted"),
    ("GRANTED_CORRECTION", "Stattgegeben", "Granted"),
    ("HANDED_OVER", "Übergeben", "Handed over"),
    ("INTERRUPTED", "Unterbrochen", "Interrupted"),
    ("ISSUED", "Versandt", "Issued"),
    ("NO_RULE", "Keine Regel vorhanden", "No rule"),
    ("OBJECTED", "Einwendung erhoben", "Objected"),
    ("ORDER", "Angeordnet", "Ordered"),
    ("ORDERED", "Bestellt", "Ordered"),
    ("PAID", "Alles ausgeglichen", "All paid"),
    ("PARTIAL", "Teilweise geliefert", "Partial"),
    ("PARTIAL_INVOICED", "Teilweise geliefert, Rechnung liegt vor", "Partial, invoice at hand"),
    ("PLANNED", "Festgelegt", "Planned"),
    ("PUBLISHED", "Bekannt gemacht", "Published"),
    ("RECEIVED", "Eingegangen", "Received"),
    ("RECORDED", "Erfasst", "Recorded"),
    ("REFUSED", "Firma lehnt ab", "The firm refuses"),
    ("REJECT", "Zurückgewiesen", "Rejected"),
    ("REJECTED", "Rechnung zurückgewiesen", "Invoice rejected"),
    ("RELEASE", "Freigegeben", "Released"),
    ("RESOLVED", "Beschlossen", "Resolved"),
    ("RETRY", "Erneut versuchen", "Try again"),
    ("RETURN", "Zurückgegeben", "Returned"),
    ("RETURN_CORRECTION", "Zurückgegeben", "Returned"),
    ("SETTLED", "Auseinandergesetzt", "Settled"),
    ("SIGNED", "Unterzeichnet", "Signed"),
    ("SIGNED_FREELY", "Unterzeichnet, genehmigungsfrei", "Signed, without approval"),
    ("SKIP", "Schritt auslassen", "Leave the step out"),
    ("SUBMIT", "Eingereicht", "Submitted"),
    ("TENDER", "Ausschreibung nötig", "Tender needed"),
    ("WITHDRAWN", "Zurückgenommen", "Withdrawn"),
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
