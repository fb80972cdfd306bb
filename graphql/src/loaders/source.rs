//! What each batch reads: one use case of `app` per kind of key.

use crate::Viewer;
use crate::efile::Document;
use app::Refusal;
use app::cooperation::list_bodies::{self, body};
use app::efile::draw_process;
use app::efile::list_cases::{self, case_file};
use app::efile::read_documents;
use app::procurement::list_suppliers::{self, supplier};
use app::procurement::view_procurement::{self, procurement};
use app::tasks::approval_rules::{self, task_signature};
use app::tasks::ask_colleague::{self, task_request};
use app::tasks::explain_task;
use app::tasks::list_tasks::{self, task};
use app::tasks::save_draft::{self, Draft};
use async_graphql::dataloader::Loader;
use domain::ids::{BodyId, CaseId, PersonId, SupplierId, TaskId};
use domain::procurement::picture::Picture;
use domain::tasks::TaskKind;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Batches share one failure.
pub type Failed = Arc<app::Error>;

pub struct Source(pub Viewer);

/// Tasks of a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TasksOf(pub i64);

/// Documents of a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DocumentsOf(pub i64);

/// Procurement of a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ProcurementOf(pub i64);

/// Picture of a case's process.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PictureOf(pub i64);

/// Form of a finished task.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct FormOf(pub i64);

/// Who may do tasks of a kind for a body.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct HoldersOf(pub i64, pub TaskKind);

/// The viewer's own draft of a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DraftOf(pub i64);

/// Questions and delegations about a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct RequestsOf(pub i64);

/// Signatures under a task.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SignaturesOf(pub i64);

/// Why a task cannot be finished.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct WhyNot(pub i64);

impl Loader<BodyId> for Source {
    type Value = body::Model;
    type Error = Failed;

    async fn load(&self, keys: &[BodyId]) -> Result<HashMap<BodyId, body::Model>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let rows = list_bodies::by_ids(self.0.app(), &self.0.session(), &ids).await?;
        Ok(rows.into_iter().map(|row| (BodyId(row.id), row)).collect())
    }
}

impl Loader<PersonId> for Source {
    type Value = String;
    type Error = Failed;

    async fn load(&self, keys: &[PersonId]) -> Result<HashMap<PersonId, String>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let names = list_bodies::names(self.0.app(), &self.0.session(), &ids).await?;
        Ok(names.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
    }
}

impl Loader<CaseId> for Source {
    type Value = case_file::Model;
    type Error = Failed;

    async fn load(&self, keys: &[CaseId]) -> Result<HashMap<CaseId, case_file::Model>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let rows = list_cases::by_ids(self.0.app(), &self.0.session(), &ids).await?;
        Ok(rows.into_iter().map(|row| (CaseId(row.id), row)).collect())
    }
}

impl Loader<TaskId> for Source {
    type Value = task::Model;
    type Error = Failed;

    async fn load(&self, keys: &[TaskId]) -> Result<HashMap<TaskId, task::Model>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let rows = list_tasks::by_ids(self.0.app(), &self.0.session(), &ids).await?;
        Ok(rows.into_iter().map(|row| (TaskId(row.id), row)).collect())
    }
}

impl Loader<TasksOf> for Source {
    type Value = Vec<task::Model>;
    type Error = Failed;

    async fn load(&self, keys: &[TasksOf]) -> Result<HashMap<TasksOf, Vec<task::Model>>, Failed> {
        let cases: Vec<_> = keys.iter().map(|k| k.0).collect();
        let mut by_case: HashMap<_, Vec<_>> = HashMap::new();
        for row in list_tasks::of_cases(self.0.app(), &self.0.session(), &cases).await? {
            by_case.entry(TasksOf(row.case_id)).or_default().push(row);
        }
        Ok(by_case)
    }
}

impl Loader<DocumentsOf> for Source {
    type Value = Vec<Document>;
    type Error = Failed;

    async fn load(&self, keys: &[DocumentsOf]) -> Result<HashMap<DocumentsOf, Vec<Document>>, Failed> {
        let cases: Vec<_> = keys.iter().map(|k| k.0).collect();
        let mut by_case: HashMap<_, Vec<_>> = HashMap::new();
        for document in read_documents::of_cases(self.0.app(), &self.0.session(), &cases).await? {
            let document = Document::from(document);
            by_case.entry(DocumentsOf(document.row.case_id)).or_default().push(document);
        }
        Ok(by_case)
    }
}

impl Loader<FormOf> for Source {
    type Value = Value;
    type Error = Failed;

    async fn load(&self, keys: &[FormOf]) -> Result<HashMap<FormOf, Value>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let rows = list_tasks::forms(self.0.app(), &self.0.session(), &ids).await?;
        let read = |row: list_tasks::task_form::Model| {
            Ok((FormOf(row.task_id), serde_json::from_str(&row.data).map_err(app::Error::from)?))
        };
        rows.into_iter().map(read).collect()
    }
}

impl Loader<HoldersOf> for Source {
    type Value = Vec<PersonId>;
    type Error = Failed;

    async fn load(&self, keys: &[HoldersOf]) -> Result<HashMap<HoldersOf, Vec<PersonId>>, Failed> {
        let bodies: BTreeSet<_> = keys.iter().map(|k| BodyId(k.0)).collect();
        let bodies: Vec<_> = bodies.into_iter().collect();
        let held = list_bodies::holders(self.0.app(), &self.0.session(), &bodies).await?;
        let fits = |key: &HoldersOf, body: BodyId, role| body.0 == key.0 && key.1.roles().contains(&role);
        let of = |key: &HoldersOf| {
            let mut persons: Vec<_> = held.iter().filter(|(b, r, _)| fits(key, *b, *r)).map(|(_, _, p)| *p).collect();
            persons.dedup();
            persons
        };
        Ok(keys.iter().map(|key| (*key, of(key))).collect())
    }
}

impl Loader<DraftOf> for Source {
    type Value = Draft;
    type Error = Failed;

    async fn load(&self, keys: &[DraftOf]) -> Result<HashMap<DraftOf, Draft>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let drafts = save_draft::load_many(self.0.app(), &self.0.session(), &ids).await?;
        Ok(drafts.into_iter().map(|(id, draft)| (DraftOf(id), draft)).collect())
    }
}

impl Loader<WhyNot> for Source {
    type Value = Option<Refusal>;
    type Error = Failed;

    async fn load(&self, keys: &[WhyNot]) -> Result<HashMap<WhyNot, Option<Refusal>>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let session = self.0.session();
        let rows = list_tasks::by_ids(self.0.app(), &session, &ids).await?;
        let why = explain_task::why_not(self.0.app(), &session, &rows).await?;
        Ok(why.into_iter().map(|(id, why)| (WhyNot(id), why)).collect())
    }
}

impl Loader<RequestsOf> for Source {
    type Value = Vec<task_request::Model>;
    type Error = Failed;

    async fn load(&self, keys: &[RequestsOf]) -> Result<HashMap<RequestsOf, Vec<task_request::Model>>, Failed> {
        let tasks: Vec<_> = keys.iter().map(|k| k.0).collect();
        let mut by_task: HashMap<_, Vec<_>> = HashMap::new();
        for row in ask_colleague::of_tasks(self.0.app(), &self.0.session(), &tasks).await? {
            by_task.entry(RequestsOf(row.task_id)).or_default().push(row);
        }
        Ok(by_task)
    }
}

impl Loader<SignaturesOf> for Source {
    type Value = Vec<task_signature::Model>;
    type Error = Failed;

    async fn load(&self, keys: &[SignaturesOf]) -> Result<HashMap<SignaturesOf, Vec<task_signature::Model>>, Failed> {
        let tasks: Vec<_> = keys.iter().map(|k| k.0).collect();
        let mut by_task: HashMap<_, Vec<_>> = HashMap::new();
        for row in approval_rules::signatures(self.0.app(), &self.0.session(), &tasks).await? {
            by_task.entry(SignaturesOf(row.task_id)).or_default().push(row);
        }
        Ok(by_task)
    }
}

impl Loader<ProcurementOf> for Source {
    type Value = procurement::Model;
    type Error = Failed;

    async fn load(&self, keys: &[ProcurementOf]) -> Result<HashMap<ProcurementOf, procurement::Model>, Failed> {
        let cases: Vec<_> = keys.iter().map(|k| k.0).collect();
        let rows = view_procurement::rows_of(self.0.app(), &self.0.session(), &cases).await?;
        Ok(rows.into_iter().map(|row| (ProcurementOf(row.case_id), row)).collect())
    }
}

impl Loader<PictureOf> for Source {
    type Value = Picture;
    type Error = Failed;

    async fn load(&self, keys: &[PictureOf]) -> Result<HashMap<PictureOf, Picture>, Failed> {
        let cases: Vec<_> = keys.iter().map(|k| k.0).collect();
        let pictures = draw_process::draw(self.0.app(), &self.0.session(), &cases).await?;
        Ok(pictures.into_iter().map(|(case, picture)| (PictureOf(case), picture)).collect())
    }
}

impl Loader<SupplierId> for Source {
    type Value = supplier::Model;
    type Error = Failed;

    async fn load(&self, keys: &[SupplierId]) -> Result<HashMap<SupplierId, supplier::Model>, Failed> {
        let ids: Vec<_> = keys.iter().map(|k| k.0).collect();
        let rows = list_suppliers::by_ids(self.0.app(), &self.0.session(), &ids).await?;
        Ok(rows.into_iter().map(|row| (SupplierId(row.id), row)).collect())
    }
}
