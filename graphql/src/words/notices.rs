//! What a notice says; the same words in the page and in mail, so no name of anybody stands in them.

use super::Language;
use domain::tasks::NoticeKind;

/// A notice in words.
#[must_use]
pub const fn notice(kind: NoticeKind, language: Language) -> &'static str {
    use NoticeKind as X;
    let (de, en) = match kind {
        X::TaskAssigned => ("Ihnen wurde eine Aufgabe übergeben.", "A task was handed to you."),
        X::TaskDelegated => ("Sie wurden um eine Stellungnahme gebeten.", "You were asked to answer a task."),
        X::DelegationAnswered => (
            "Die Stellungnahme ist da; die Aufgabe ist wieder bei Ihnen.",
            "The answer is here; the task is yours again.",
        ),
        X::QuestionAsked => ("Ihnen wurde eine Frage zu einer Aufgabe gestellt.", "You were asked about a task."),
        X::QuestionAnswered => ("Ihre Frage zu einer Aufgabe wurde beantwortet.", "Your question was answered."),
        X::TaskReminded => ("Eine Ihrer Aufgaben wird bald fällig.", "One of your tasks is due soon."),
        X::TaskEscalated => ("Eine Ihrer Aufgaben ist überfällig.", "One of your tasks is overdue."),
        X::FollowUpDue => ("Wiedervorlage: Eine Aufgabe ist wieder da.", "A task you put away is back."),
        X::TaskReturned => ("Eine Ihrer Anforderungen kam zurück.", "One of your requests came back."),
    };
    language.pick(de, en)
}
