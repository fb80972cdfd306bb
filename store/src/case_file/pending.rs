//! What a change of a case leaves behind, gathered while it is decided and written at once with the case row.
//!
//! Journal entries, texts, outbox rows and announcements of one change belong together, and a round trip for
//! each is what a busy clerk waits for. PostgreSQL takes them as one statement; SQLite as one text of several.

use crate::db::together;
use crate::entity::{announcement, case_file, journal_entry, journal_text, outbox};
use crate::tasks::lanes::Values;
use crate::{Error, Tx};
use sea_orm::Value;

/// Rows not yet written.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub journal: Vec<journal_entry::Model>,
    pub texts: Vec<journal_text::Model>,
    pub outbox: Vec<outbox::Model>,
    pub announcements: Vec<announcement::Model>,
}

impl Pending {
    /// Writes everything with the case row, which the caller holds locked.
    pub async fn write(self, tx: &Tx, case: &case_file::Model) -> Result<(), Error> {
        let mut values = Values::default();
        let mut inserts = Vec::new();
        let mut insert = |into: &str, rows: Vec<Vec<Value>>| {
            let tuples: Vec<_> = rows.into_iter().map(|row| format!("({})", values.list(row))).collect();
            if !tuples.is_empty() {
                inserts.push(format!("INSERT INTO {into} VALUES {}", tuples.join(", ")));
            }
        };
        insert(
            "journal_entry (case_id, no, body_id, at, event, content, hash)",
            self.journal.into_iter().map(entry).collect(),
        );
        insert(
            "journal_text (case_id, entry_no, body_id, person_id, field, salt, text)",
            self.texts.into_iter().map(text).collect(),
        );
        insert(
            "outbox (case_id, no, body_id, kind, payload, created_at, not_before, attempts)",
            self.outbox.into_iter().map(message).collect(),
        );
        insert(
            "announcement (body_id, topic, subject_id, case_id, version, at)",
            self.announcements.into_iter().map(news).collect(),
        );
        let update = update(case, &mut values);
        let sql = together(tx.backend(), &inserts, &update);
        tx.execute(sql, values.0).await?;
        Ok(())
    }
}

fn update(case: &case_file::Model, values: &mut Values) -> String {
    let mut set = |column: &str, value: Value| format!("{column} = {}", values.push(value));
    let columns = [
        set("subject", case.subject.clone().into()),
        set("phase", case.phase.clone().into()),
        set("pending_interrupt", case.pending_interrupt.clone().into()),
        set("restart_wanted", case.restart_wanted.into()),
        set("ended_at", case.ended_at.into()),
        set("outbox_no", case.outbox_no.into()),
        set("journal_no", case.journal_no.into()),
        set("journal_head", case.journal_head.clone().into()),
        set("version", case.version.into()),
    ];
    format!("UPDATE case_file SET {} WHERE id = {}", columns.join(", "), values.push(case.id))
}

fn entry(row: journal_entry::Model) -> Vec<Value> {
    vec![
        row.case_id.into(),
        row.no.into(),
        row.body_id.into(),
        row.at.into(),
        row.event.into(),
        row.content.into(),
        row.hash.into(),
    ]
}

fn text(row: journal_text::Model) -> Vec<Value> {
    let (person, text) = (row.person_id.into(), row.text.into());
    vec![row.case_id.into(), row.entry_no.into(), row.body_id.into(), person, row.field.into(), row.salt.into(), text]
}

fn message(row: outbox::Model) -> Vec<Value> {
    let (created, from) = (row.created_at.into(), row.not_before.into());
    vec![
        row.case_id.into(),
        row.no.into(),
        row.body_id.into(),
        row.kind.into(),
        row.payload.into(),
        created,
        from,
        row.attempts.into(),
    ]
}

fn news(row: announcement::Model) -> Vec<Value> {
    vec![
        row.body_id.into(),
        row.topic.into(),
        row.subject_id.into(),
        row.case_id.into(),
        row.version.into(),
        row.at.into(),
    ]
}
