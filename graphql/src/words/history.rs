//! The history of a case in sentences: one for each journal event, from its facts, with names where people expect
//! names. An event without words is shown by its code, never left out.

use super::{Language, names};
use domain::tasks::TaskKind;
use serde_json::Value;

/// What a sentence is made of.
pub struct Sentence<'a> {
    /// Event code.
    pub event: &'a str,
    /// Facts of the entry.
    pub facts: &'a Value,
    /// Name of who acted, with "für …" when somebody was represented; none: the machine.
    pub actor: Option<String>,
    /// Name of the person a task was handed to, if the entry has one.
    pub holder: Option<String>,
}

impl Sentence<'_> {
    /// The sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let machine = language.pick("Das System", "The system");
        let actor = self.actor.as_deref().unwrap_or(machine);
        let words = self.words(language);
        let template = TEMPLATES.iter().find(|(event, _, _)| *event == self.event);
        let Some((_, de, en)) = template else { return format!("{actor}: {}", self.event) };
        let mut text = language.pick(de, en).to_owned();
        for (mark, word) in [
            ("{wer}", actor),
            ("{was}", &words.task),
            ("{ergebnis}", &words.outcome),
            ("{an}", &words.holder),
            ("{wann}", &words.day),
            ("{betrag}", &words.amount),
            ("{art}", &words.kind),
        ] {
            text = text.replace(mark, word);
        }
        text
    }

    fn words(&self, language: Language) -> Words {
        let text = |key: &str| self.facts.get(key).and_then(Value::as_str).unwrap_or_default();
        let kind: Option<TaskKind> = text("kind").parse().ok();
        let day = ["on", "dueOn"].iter().map(|k| text(k)).find(|t| !t.is_empty()).unwrap_or_default();
        let cents =
            ["grossCents", "amountCents", "payableCents", "netCents"].iter().find_map(|k| self.facts.get(*k)?.as_i64());
        let nobody = language.pick("jemanden", "somebody");
        Words {
            task: kind
                .map_or_else(|| language.pick("Aufgabe", "task").to_owned(), |k| names::task(k, language).to_owned()),
            outcome: names::outcome(first_of(text("outcome"), text("resolution")), language).to_owned(),
            holder: self.holder.clone().unwrap_or_else(|| nobody.to_owned()),
            day: german_day(day, language),
            amount: cents.map(|c| euros(c, language)).unwrap_or_default(),
            kind: text("kind").to_owned(),
        }
    }
}

struct Words {
    task: String,
    outcome: String,
    holder: String,
    day: String,
    amount: String,
    kind: String,
}

fn first_of<'a>(one: &'a str, other: &'a str) -> &'a str {
    if one.is_empty() { other } else { one }
}

/// Event, German, English.
const TEMPLATES: &[(&str, &str, &str)] = &[
    ("PROCUREMENT_STARTED", "{wer} hat die Beschaffung angefordert.", "{wer} asked for the procurement."),
    ("TASK_OPENED", "Aufgabe „{was}“ steht an, fällig am {wann}.", "Task “{was}” is open, due on {wann}."),
    ("TASK_CLAIMED", "{wer} hat „{was}“ übernommen.", "{wer} took “{was}”."),
    ("TASK_RELEASED", "{wer} hat „{was}“ zurückgelegt.", "{wer} gave “{was}” back."),
    ("TASK_ASSIGNED", "{wer} hat „{was}“ an {an} gegeben.", "{wer} gave “{was}” to {an}."),
    ("TASK_COMPLETED", "{wer} hat „{was}“ erledigt: {ergebnis}.", "{wer} finished “{was}”: {ergebnis}."),
    ("TASK_COMPLETION_UNDONE", "{wer} hat die Erledigung von „{was}“ zurückgenommen.", "{wer} undid “{was}”."),
    ("TASK_CANCELLED", "{wer} hat „{was}“ abgebrochen.", "{wer} cancelled “{was}”."),
    (
        "TASK_FOLLOW_UP_SET",
        "{wer} hat die Wiedervorlage geändert: {wann}.",
        "{wer} changed the follow-up date: {wann}.",
    ),
    ("TASK_REMINDED", "An eine Aufgabe wurde erinnert, fällig am {wann}.", "A task was reminded of, due on {wann}."),
    (
        "TASK_ESCALATED",
        "Eine Aufgabe ist überfällig seit {wann} und wurde hochgestuft.",
        "A task is overdue since {wann} and was escalated.",
    ),
    ("COMMENT_WRITTEN", "{wer} hat einen Kommentar geschrieben.", "{wer} wrote a comment."),
    ("DOCUMENT_STORED", "{wer} hat ein Dokument abgelegt.", "{wer} stored a document."),
    ("INCIDENT_OPENED", "Es ist eine Störung aufgetreten ({art}).", "An incident occurred ({art})."),
    (
        "INCIDENT_RESOLVED",
        "{wer} hat über eine Störung entschieden: {ergebnis}.",
        "{wer} decided about an incident: {ergebnis}.",
    ),
    (
        "WITHDRAWAL_DECLARED",
        "{wer} hat die Rücknahme der Beschaffung erklärt.",
        "{wer} declared the withdrawal of the procurement.",
    ),
    ("REFUND_CLAIMED", "{wer} hat {betrag} zurückgefordert.", "{wer} claimed {betrag} back."),
    ("CASE_REOPENED", "{wer} hat die Akte wieder geöffnet.", "{wer} reopened the file."),
    (
        "INVOICE_MATCHED",
        "Bestellung, Lieferung und Rechnung wurden abgeglichen: {ergebnis}.",
        "Order, receipt and invoice were matched: {ergebnis}.",
    ),
    ("COST_BOOKED", "Die Kosten wurden auf der Kostenstelle gebucht.", "The cost was booked to its cost centre."),
    ("CASE_ENDED", "Der Vorgang ist beendet.", "The case has ended."),
    ("CASE_ABORTED", "Der Vorgang wurde abgebrochen.", "The case was aborted."),
];

/// Events that have a sentence.
#[cfg(test)]
fn knows(event: &str) -> bool {
    TEMPLATES.iter().any(|(known, _, _)| *known == event)
}

fn german_day(day: &str, language: Language) -> String {
    if day.is_empty() {
        return language.pick("keine", "none").to_owned();
    }
    let parsed = day.parse::<chrono::NaiveDate>();
    parsed.map_or_else(|_| day.to_owned(), |d| d.format(language.pick("%d.%m.%Y", "%Y-%m-%d")).to_string())
}

/// Cents as people write them: `1.234,56 €`.
fn euros(cents: i64, language: Language) -> String {
    let (thousands, decimal) = (language.pick(".", ","), language.pick(",", "."));
    let digits = (cents.unsigned_abs() / 100).to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(|g| String::from_utf8_lossy(g).into_owned()).collect();
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}{}{decimal}{:02} €", groups.join(thousands), cents.unsigned_abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(event: &str, facts: Value, actor: Option<&str>, holder: Option<&str>) -> String {
        Sentence { event, facts: &facts, actor: actor.map(Into::into), holder: holder.map(Into::into) }
            .text(Language::De)
    }

    #[test]
    fn people_read_names_titles_days_and_amounts() {
        let facts = json!({"kind": "RELEASE_BUDGET", "outcome": "RETURN"});
        assert_eq!(
            said("TASK_COMPLETED", facts, Some("Eva Roth"), None),
            "Eva Roth hat „Haushaltsmittel freigeben“ erledigt: Zurückgegeben."
        );
        let facts = json!({"kind": "PLACE_ORDER", "dueOn": "2026-11-30"});
        assert_eq!(said("TASK_OPENED", facts, None, None), "Aufgabe „Bestellen“ steht an, fällig am 30.11.2026.");
        assert_eq!(
            said("REFUND_CLAIMED", json!({"grossCents": 123_456_789}), Some("A"), None),
            "A hat 1.234.567,89 € zurückgefordert."
        );
        assert_eq!(
            said("TASK_ASSIGNED", json!({"kind": "CLOSE_FILE"}), Some("A"), Some("B")),
            "A hat „Vergabeakte schließen (z. d. A.)“ an B gegeben."
        );
    }

    #[test]
    fn an_event_without_words_is_shown_by_its_code() {
        assert!(!knows("SOMETHING_NEW"));
        assert_eq!(said("SOMETHING_NEW", json!({}), None, None), "Das System: SOMETHING_NEW");
    }
}
