//! Templates of the demo's bodies for every kind of letter.

use super::members::MEMBERS;
use anyhow::{Context, Result};
use chrono::{DateTime, Utc};
use domain::efile::letter::LetterKind;
use domain::ids::PersonId;
use formats::pdf::{Letterhead, Signature};
use std::collections::BTreeMap;
use store::Tx;
use store::entity::letter_template;

const TEXTS: [(LetterKind, &str, &str); 4] = [
    (
        LetterKind::Order,
        "Bestellung: {{subject}}",
        "Sehr geehrte Damen und Herren,\n\nauf Grundlage Ihres Angebots bestellen wir:\n\n**{{subject}}** zum Preis von \
         {{orderNet}} netto.\n\nBitte geben Sie auf Lieferschein und Rechnung unser Aktenzeichen {{fileReference}} an.",
    ),
    (
        LetterKind::Rejection,
        "Ihr Angebot: {{subject}}",
        "Sehr geehrte Damen und Herren,\n\nwir danken Ihnen für Ihr Angebot über {{quoteNet}} netto. Nach der Wertung \
         aller Angebote haben wir uns für ein anderes entschieden.\n\nWir würden uns freuen, wenn Sie uns auch künftig \
         Angebote machen.",
    ),
    (
        LetterKind::Notice,
        "Mitteilung: {{subject}}",
        "Sehr geehrte Damen und Herren,\n\nzu unserem Vorgang {{fileReference}} teilen wir Ihnen mit:",
    ),
    (
        LetterKind::Statement,
        "Stellungnahme: {{subject}}",
        "Sehr geehrte Damen und Herren,\n\nzu unserem Vorgang {{fileReference}} nehmen wir wie folgt Stellung:",
    ),
];

/// Writes the templates of every body.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &Tx, bodies: &BTreeMap<&str, i64>, by: PersonId, at: DateTime<Utc>) -> Result<()> {
    for member in MEMBERS {
        let body = *bodies.get(member.ars).context("a demo body is missing")?;
        let letterhead = Letterhead {
            body_name: member.name.to_owned(),
            office: "Vergabestelle".to_owned(),
            return_line: format!("{}, Rathaus", member.name),
            footer: vec![vec![member.name.to_owned(), "Rathaus".to_owned()]],
        };
        let signature = Signature {
            greeting: "Mit freundlichen Grüßen".to_owned(),
            authority: "Im Auftrag".to_owned(),
            ..Signature::default()
        };
        for (kind, subject, text) in TEXTS {
            let row = letter_template::Model {
                id: 0, // given by the database
                body_id: body,
                kind: kind.to_string(),
                version: 1,
                letterhead: serde_json::to_string(&letterhead)?,
                signature: serde_json::to_string(&signature)?,
                subject: subject.to_owned(),
                text: text.to_owned(),
                saved_by: by.0,
                saved_at: at,
            };
            store::efile::letters::insert_template(tx, row).await?;
        }
    }
    Ok(())
}
