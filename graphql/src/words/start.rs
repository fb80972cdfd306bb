//! Words of the start page, and why a figure is not shown.

use super::Language;
use app::tasks::start_page::Count;

/// What is counted.
#[must_use]
pub const fn start_count(count: Count, language: Language) -> &'static str {
    use Count as X;
    let (de, en) = match count {
        X::MineOverdue => ("Meine Aufgaben, überfällig", "My tasks, overdue"),
        X::Mine => ("Meine Aufgaben", "My tasks"),
        X::UnassignedOverdue => ("Freie Aufgaben, überfällig", "Free tasks, overdue"),
        X::Unassigned => ("Freie Aufgaben", "Free tasks"),
        X::AskedRunning => ("Meine Anforderungen sind bei anderen in Arbeit", "My requests, with others"),
        X::DeliveryAwaited => ("Lieferung wird erwartet", "Delivery awaited"),
        X::InvoiceAwaited => ("Rechnung wird erwartet", "Invoice awaited"),
        X::AskedReturned => ("Meine Anforderungen, zur Überarbeitung zurück", "My requests, returned"),
        X::Differences => ("Rechnungen mit Abweichung", "Invoices with a difference"),
        X::Escalated => ("Aufgaben, die liegen geblieben sind", "Tasks that nobody did"),
        X::Incidents => ("Störungen, die auf eine Entscheidung warten", "Incidents that wait for a decision"),
    };
    language.pick(de, en)
}

/// Why a figure is hidden.
#[must_use]
pub const fn hidden_figure(language: Language) -> &'static str {
    language.pick(
        "Ausgeblendet: Dahinter stehen weniger als drei Personen, oder der Wert ließe auf so wenige schließen.",
        "Hidden: fewer than three persons are behind it, or could be reckoned back from it.",
    )
}
