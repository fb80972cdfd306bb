//! Batches: what the fields of one answer need is read together, so that a page of fifty rows costs as many
//! statements as a page of one. Made anew for each request; nothing is kept beyond it.

mod source;

use crate::cooperation::Body;
use crate::efile::{Case, Document};
use crate::fault::{UserError, fault, found};
use crate::procurement::{Procurement, Supplier};
use crate::scalars::Json;
use crate::tasks::{Task, TaskRequest};
use crate::{Language, Viewer};
use app::Refusal;
use app::tasks::approval_rules::task_signature;
use app::tasks::save_draft::Draft;
use async_graphql::Context;
use async_graphql::dataloader::{DataLoader, Loader};
use domain::ids::{BodyId, CaseId, PersonId, SupplierId, TaskId};
use domain::procurement::picture::Picture;
use domain::tasks::TaskKind;
use source::{
    DocumentsOf, DraftOf, Failed, FormOf, HoldersOf, PictureOf, ProcurementOf, RequestsOf, SignaturesOf, Source,
    TasksOf, WhyNot,
};
use std::hash::Hash;
use std::time::Duration;

/// How long a batch waits for further rows before it is read.
#[derive(Clone, Copy, Debug)]
pub struct BatchWait(pub Duration);

/// The loaders of one request.
pub struct Loaders {
    viewer: Viewer,
    source: DataLoader<Source>,
}

impl Loaders {
    /// Loaders that see what `viewer` may see.
    #[must_use]
    pub fn new(viewer: Viewer, wait: BatchWait) -> Self {
        let source = DataLoader::new(Source(viewer.clone()), tokio::spawn).delay(wait.0);
        Self { viewer, source }
    }

    /// Those of a request.
    ///
    /// # Errors
    /// `UNAUTHENTICATED` when nobody is signed in.
    pub fn of<'a>(ctx: &Context<'a>) -> async_graphql::Result<&'a Self> {
        match ctx.data_opt::<Self>() {
            Some(loaders) => Ok(loaders),
            None => Err(crate::viewer::viewer(ctx).err().unwrap_or_else(|| async_graphql::Error::new("no loaders"))),
        }
    }

    fn language(&self) -> Language {
        self.viewer.language()
    }

    async fn one<K>(&self, key: K) -> async_graphql::Result<Option<<Source as Loader<K>>::Value>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Source: Loader<K, Error = Failed>,
    {
        self.source.load_one(key).await.map_err(|err| fault(&err, self.language()))
    }

    /// A body, whoever's: names of bodies are public.
    pub async fn body(&self, id: i64) -> async_graphql::Result<Option<Body>> {
        Ok(self.one(BodyId(id)).await?.map(Body))
    }

    /// A body the viewer has a right for.
    pub async fn own_body(&self, id: i64) -> async_graphql::Result<Option<Body>> {
        if self.viewer.session().bodies().contains(&BodyId(id)) { self.body(id).await } else { Ok(None) }
    }

    /// Display name of a person; none when erased.
    pub async fn name(&self, person: i64) -> async_graphql::Result<Option<String>> {
        self.one(PersonId(person)).await
    }

    /// A case the viewer may see.
    pub async fn case(&self, id: i64) -> async_graphql::Result<Option<Case>> {
        Ok(self.one(CaseId(id)).await?.map(Case))
    }

    /// A task the viewer may see.
    pub async fn task(&self, id: i64) -> async_graphql::Result<Option<Task>> {
        Ok(self.one(TaskId(id)).await?.map(Task))
    }

    /// Tasks of a case, oldest first.
    pub async fn tasks_of(&self, case: i64) -> async_graphql::Result<Vec<Task>> {
        let rows = self.one(TasksOf(case)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Task).collect())
    }

    /// Documents of a case with their versions.
    pub async fn documents_of(&self, case: i64) -> async_graphql::Result<Vec<Document>> {
        Ok(self.one(DocumentsOf(case)).await?.unwrap_or_default())
    }

    /// The procurement of a case.
    pub async fn procurement(&self, case: i64) -> async_graphql::Result<Option<Procurement>> {
        Ok(self.one(ProcurementOf(case)).await?.map(Into::into))
    }

    /// The picture of a case's process.
    pub async fn picture_of(&self, case: i64) -> async_graphql::Result<Option<Picture>> {
        self.one(PictureOf(case)).await
    }

    /// A firm.
    pub async fn supplier(&self, id: i64) -> async_graphql::Result<Option<Supplier>> {
        Ok(self.one(SupplierId(id)).await?.map(Supplier))
    }

    /// The form a task was finished with.
    pub async fn form_of(&self, task: i64) -> async_graphql::Result<Option<Json>> {
        Ok(self.one(FormOf(task)).await?.map(Json))
    }

    /// Persons who may do tasks of this kind for a body, by number.
    pub async fn holders(&self, body: i64, kind: TaskKind) -> async_graphql::Result<Vec<PersonId>> {
        Ok(self.one(HoldersOf(body, kind)).await?.unwrap_or_default())
    }

    /// The viewer's own draft of a task.
    pub async fn draft_of(&self, task: i64) -> async_graphql::Result<Option<Draft>> {
        self.one(DraftOf(task)).await
    }

    /// Questions and delegations about a task, oldest first.
    pub async fn requests_of(&self, task: i64) -> async_graphql::Result<Vec<TaskRequest>> {
        let rows = self.one(RequestsOf(task)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(TaskRequest).collect())
    }

    /// Signatures under a task, in the order they were given.
    pub async fn signatures_of(&self, task: i64) -> async_graphql::Result<Vec<task_signature::Model>> {
        Ok(self.one(SignaturesOf(task)).await?.unwrap_or_default())
    }

    /// Why the viewer cannot finish a task; none: it can.
    pub async fn why_not(&self, task: i64) -> async_graphql::Result<Option<UserError>> {
        let why: Option<Refusal> = self.one(WhyNot(task)).await?.flatten();
        Ok(why.map(|refusal| UserError::of(&refusal, self.language())))
    }

    /// What a use case found, with this viewer's language for its errors.
    pub fn found<T>(&self, result: app::Result<T>) -> async_graphql::Result<Option<T>> {
        found(result, self.language())
    }
}
