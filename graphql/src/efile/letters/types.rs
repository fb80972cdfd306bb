//! A letter and a template as the API shows them.

use super::codes::{Channel, LetterKind};
use crate::cooperation::Person;
use crate::efile::{Document, document};
use crate::loaders::Loaders;
use crate::procurement::Supplier;
use crate::scalars::RowNumber;
use crate::viewer::viewer;
use crate::words;
use app::efile::letters::letter_template;
use app::efile::letters::list_letters::{self, letter_dispatch, letter_version};
use async_graphql::{Context, Object};
use chrono::{DateTime, Utc};
use domain::efile::letter;
use domain::ids::CaseId;
use serde_json::Value;

/// A text field of the stored letterhead or signature, which is JSON of a closed shape.
fn text_of(json: &str, field: &str) -> String {
    let value: Value = serde_json::from_str(json).unwrap_or_default();
    value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn footer_of(json: &str) -> Vec<Vec<String>> {
    let value: Value = serde_json::from_str(json).unwrap_or_default();
    value.get("footer").and_then(|footer| serde_json::from_value(footer.clone()).ok()).unwrap_or_default()
}

/// A letter of a case.
pub struct Letter(pub list_letters::Letter);

/// A letter of a case.
#[Object]
impl Letter {
    /// Its number, to edit, release and record it by.
    async fn number(&self) -> RowNumber {
        RowNumber(self.0.row.id)
    }

    /// Which kind.
    async fn kind(&self) -> Option<LetterKind> {
        self.0.row.kind.parse::<letter::LetterKind>().ok().map(Into::into)
    }

    /// The kind in words.
    async fn title(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&'static str>> {
        let language = viewer(ctx)?.language();
        Ok(self.0.row.kind.parse().ok().map(|kind| words::letter_kind(kind, language)))
    }

    /// To which firm; null: the address was typed.
    async fn supplier(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Supplier>> {
        match self.0.row.supplier_id {
            Some(firm) => Loaders::of(ctx)?.supplier(firm).await,
            None => Ok(None),
        }
    }

    /// Its latest version.
    async fn version(&self) -> i32 {
        self.0.row.version
    }

    /// Every version, oldest first.
    #[graphql(complexity = "5 * child_complexity + 1")]
    async fn versions(&self) -> Vec<LetterVersion> {
        self.0.versions.iter().cloned().map(LetterVersion).collect()
    }

    /// When it was released; null: a draft.
    async fn released_at(&self) -> Option<DateTime<Utc>> {
        self.0.row.released_at
    }

    /// Who released it.
    async fn released_by(&self) -> Option<Person> {
        self.0.row.released_by.map(Into::into)
    }

    /// The file it became; null: a draft.
    #[graphql(complexity = "child_complexity + 10")]
    async fn document(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Document>> {
        match self.0.row.document_id {
            Some(number) => document(ctx, number).await,
            None => Ok(None),
        }
    }

    /// How it went out, oldest first.
    #[graphql(complexity = "3 * child_complexity + 1")]
    async fn dispatches(&self) -> Vec<LetterDispatch> {
        self.0.dispatches.iter().cloned().map(LetterDispatch).collect()
    }
}

/// A version of a letter.
pub struct LetterVersion(letter_version::Model);

/// A version of a letter.
#[Object]
impl LetterVersion {
    /// Version, from 1.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Name and address.
    async fn recipient(&self) -> &str {
        &self.0.recipient
    }

    /// Subject.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Text with light formatting.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Who saved it.
    async fn saved_by(&self) -> Person {
        self.0.saved_by.into()
    }

    /// When.
    async fn saved_at(&self) -> DateTime<Utc> {
        self.0.saved_at
    }
}

/// How and when a letter went out.
pub struct LetterDispatch(letter_dispatch::Model);

/// How and when a letter went out.
#[Object]
impl LetterDispatch {
    /// How.
    async fn channel(&self) -> Option<Channel> {
        self.0.channel.parse::<letter::Channel>().ok().map(Into::into)
    }

    /// When.
    async fn dispatched_at(&self) -> DateTime<Utc> {
        self.0.dispatched_at
    }

    /// Who recorded it.
    async fn recorded_by(&self) -> Person {
        self.0.recorded_by.into()
    }
}

/// A template of a body; each save is a new version.
pub struct LetterTemplate(pub letter_template::Model);

/// A template of a body; each save is a new version.
#[Object]
impl LetterTemplate {
    /// For which letters.
    async fn kind(&self) -> Option<LetterKind> {
        self.0.kind.parse::<letter::LetterKind>().ok().map(Into::into)
    }

    /// Version, from 1.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Who writes, as it stands in the head.
    async fn body_name(&self) -> String {
        text_of(&self.0.letterhead, "bodyName")
    }

    /// Its office; may be empty.
    async fn office(&self) -> String {
        text_of(&self.0.letterhead, "office")
    }

    /// The small line above the address.
    async fn return_line(&self) -> String {
        text_of(&self.0.letterhead, "returnLine")
    }

    /// Foot of the first page, by columns.
    async fn footer(&self) -> Vec<Vec<String>> {
        footer_of(&self.0.letterhead)
    }

    /// E.g. `Mit freundlichen Grüßen`.
    async fn greeting(&self) -> String {
        text_of(&self.0.signature, "greeting")
    }

    /// E.g. `Im Auftrag`; may be empty.
    async fn authority(&self) -> String {
        text_of(&self.0.signature, "authority")
    }

    /// Who signs; empty: whoever releases the letter.
    async fn signer(&self) -> String {
        text_of(&self.0.signature, "name")
    }

    /// Function of who signs; may be empty.
    async fn function(&self) -> String {
        text_of(&self.0.signature, "function")
    }

    /// Subject, with merge fields.
    async fn subject(&self) -> &str {
        &self.0.subject
    }

    /// Text with light formatting and merge fields.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// When it was saved.
    async fn saved_at(&self) -> DateTime<Utc> {
        self.0.saved_at
    }

    /// By whom.
    async fn saved_by(&self) -> Person {
        self.0.saved_by.into()
    }
}

/// Letters of a case the viewer may see.
pub async fn letters_of(ctx: &Context<'_>, case: i64) -> async_graphql::Result<Vec<Letter>> {
    let viewer = viewer(ctx)?;
    let letters = list_letters::of_case(viewer.app(), &viewer.session(), CaseId(case)).await;
    Ok(Loaders::of(ctx)?.found(letters)?.unwrap_or_default().into_iter().map(Letter).collect())
}
