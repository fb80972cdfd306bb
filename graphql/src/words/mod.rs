//! Words for people: a sentence for every code, a name for every closed list. German unless asked otherwise.

mod administration_sentences;
mod cost_sharing_sentences;
mod events;
mod history;
mod letters;
mod names;
mod notices;
mod pictures;
mod sentences;
mod start;
mod task_sentences;
mod tender_sentences;

pub use history::{Sentence, has_sentence};
pub use letters::letter_kind;
pub use names::{area, outcome, phase, phase_of_code, procedure, role, task};
pub use notices::notice;
pub use pictures::{money_event, step_state};
pub use start::{hidden_figure, start_count};

/// The language of an answer; the server reads it from `Accept-Language`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    /// The better of both for an `Accept-Language` header; German when neither is named.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        let named = header.split(',').filter_map(|part| {
            let mut pieces = part.split(';');
            let tag = pieces.next()?.trim().to_ascii_lowercase();
            let weight: f32 = pieces.next().and_then(|q| q.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            let language = match tag.split('-').next()? {
                "de" => Self::De,
                "en" => Self::En,
                _ => return None,
            };
            (weight > 0.0).then_some((language, weight))
        });
        // of equal weights the first one named wins
        named.reduce(|best, next| if next.1 > best.1 { next } else { best }).map_or(Self::De, |(language, _)| language)
    }

    /// Picks the words of this language.
    pub(crate) const fn pick<'a>(self, de: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::De => de,
            Self::En => en,
        }
    }
}

/// The sentence for a code. A code without words gets a general one, which says that the facts stand beside it.
#[must_use]
pub fn sentence(code: &str, language: Language) -> &'static str {
    let found = all_sentences().find(|(known, _, _)| *known == code);
    found.map_or(
        language.pick("Das wurde abgelehnt; die Einzelheiten stehen dabei.", "This was refused; see the details."),
        |(_, de, en)| language.pick(de, en),
    )
}

/// Whether a code has words of its own.
#[must_use]
pub fn has_words(code: &str) -> bool {
    all_sentences().any(|(known, _, _)| *known == code)
}

/// A code and its words, German and English.
type Words = (&'static str, &'static str, &'static str);

/// Every table of sentences, each ordered by code; a code stands in one of them only.
const TABLES: [&[Words]; 5] = [
    sentences::SENTENCES,
    task_sentences::SENTENCES,
    tender_sentences::SENTENCES,
    administration_sentences::SENTENCES,
    cost_sharing_sentences::SENTENCES,
];

fn all_sentences() -> impl Iterator<Item = &'static Words> {
    TABLES.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_language_wins_and_german_is_the_default() {
        for (header, expected) in [
            ("", Language::De),
            ("fr", Language::De),
            ("en", Language::En),
            ("de,en", Language::De),
            ("en;q=0.3, de-DE;q=0.9", Language::De),
            ("en-GB,de;q=0.5", Language::En),
            (";;q=,,", Language::De),
        ] {
            assert_eq!(Language::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn every_code_stands_once_and_in_order() {
        assert!(TABLES.into_iter().all(|table| table.is_sorted_by(|a, b| a.0 < b.0)));
        let mut codes: Vec<_> = all_sentences().map(|(code, _, _)| code).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
    }
}
