//! The history of a case in sentences: one for each journal event, from its facts, with names where people expect
//! names. An event without words is shown by its code, never left out.

use super::events::EVENTS;
use super::{Language, names};
use domain::cooperation::Role;
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
        let template = EVENTS.iter().find(|(event, _, _)| *event == self.event);
        let Some((_, de, en)) = template else { return format!("{actor}: {}", self.event) };
        let mut text = language.pick(de, en).to_owned();
        for (mark, word) in
            [("{wer}", actor)].into_iter().chain(words.iter().map(|(mark, word)| (*mark, word.as_str())))
        {
            text = text.replace(mark, word);
        }
        text
    }

    /// What stands for each mark of the templates.
    fn words(&self, language: Language) -> [(&'static str, String); 11] {
        let text = |key: &str| self.facts.get(key).and_then(Value::as_str).unwrap_or_default();
        let kind: Option<TaskKind> = text("kind").parse().ok();
        let task = kind.map_or_else(|| language.pick("Aufgabe", "task"), |k| names::task(k, language));
        let cents =
            ["grossCents", "amountCents", "payableCents", "netCents"].iter().find_map(|k| self.facts.get(*k)?.as_i64());
        let holder = self.holder.as_deref().unwrap_or(language.pick("jemanden", "somebody"));
        let role: Option<Role> = text("role").parse().ok();
        [
            ("{was}", task.to_owned()),
            ("{ergebnis}", names::outcome(first_of(text("outcome"), text("resolution")), language).to_owned()),
            ("{an}", holder.to_owned()),
            ("{wann}", german_day(text("on"), language)),
            ("{faellig}", german_day(text("dueOn"), language)),
            ("{betrag}", cents.map(|c| euros(c, language)).unwrap_or_default()),
            ("{verfahren}", names::procedure(text("procedure"), language).to_owned()),
            ("{befund}", names::finding(text("result"), language).to_owned()),
            ("{stoerung}", names::incident(text("kind"), language).to_owned()),
            ("{rolle}", role.map_or("", |r| names::role(r, language)).to_owned()),
            ("{stand}", names::phase_of_code(text("phase"), language).unwrap_or_default().to_owned()),
        ]
    }
}

fn first_of<'a>(one: &'a str, other: &'a str) -> &'a str {
    if one.is_empty() { other } else { one }
}

/// Whether an event has a sentence of its own.
#[must_use]
pub fn has_sentence(event: &str) -> bool {
    EVENTS.iter().any(|(known, _, _)| *known == event)
}

fn german_day(day: &str, language: Language) -> String {
    if day.is_empty() {
        return language.pick("kein Termin", "none").to_owned();
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
        assert_eq!(
            said("TASK_OPENED", facts, None, None),
            "Aufgabe „Bestellung auslösen“ steht an, fällig am 30.11.2026."
        );
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
    fn codes_become_words() {
        let said = |event, facts| said(event, facts, Some("A"), None);
        assert_eq!(
            said("INVOICE_MATCHED", json!({ "result": "QTY_DIFF" })),
            "Bestellung, Lieferung und Rechnung wurden abgeglichen: Die Mengen weichen ab."
        );
        assert_eq!(
            said("PROCEDURE_CHOSEN", json!({ "procedure": "DIRECT_ORDER" })),
            "A hat das Verfahren gewählt: Direktauftrag."
        );
        assert_eq!(
            said("INCIDENT_RESOLVED", json!({ "kind": "STEP_FAILED", "resolution": "RETRY" })),
            "A hat über eine Störung entschieden: Erneut versuchen."
        );
        assert_eq!(said("CASE_ENDED", json!({ "phase": "CLOSED" })), "Der Vorgang ist beendet: Abgeschlossen.");
        let invoice = json!({ "netCents": 100, "grossCents": 119, "dueOn": "2026-12-01" });
        assert_eq!(said("INVOICE_RECORDED", invoice), "A hat eine Rechnung über 1,19 € erfasst, fällig am 01.12.2026.");
        assert_eq!(
            said("TASK_FOLLOW_UP_SET", json!({ "on": null })),
            "A hat die Wiedervorlage einer Aufgabe geändert: kein Termin."
        );
    }

    #[test]
    fn no_sentence_keeps_a_mark() {
        for (event, _, _) in EVENTS {
            for language in [Language::De, Language::En] {
                let sentence = Sentence { event, facts: &json!({}), actor: None, holder: None };
                assert!(!sentence.text(language).contains('{'), "{event}");
            }
        }
    }

    #[test]
    fn an_event_without_words_is_shown_by_its_code() {
        assert!(!has_sentence("SOMETHING_NEW"));
        assert_eq!(said("SOMETHING_NEW", json!({}), None, None), "Das System: SOMETHING_NEW");
    }
}
