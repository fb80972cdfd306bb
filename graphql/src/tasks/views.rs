//! Saved views of the work list.

use super::codes::{WorkListColumn, WorkListSort};
use super::filter::WorkListFilter;
use crate::cooperation::{Body, Person};
use crate::fault::{UserError, answer};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::tasks::save_view::{self, Kept, Wanted};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::ids::{BodyId, ViewId};
use domain::tasks::View;

/// A saved view of the work list: filter, columns and order under a name.
pub struct WorkListView(pub Kept);

/// A saved view of the work list: filter, columns and order under a name.
#[Object]
impl WorkListView {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::WorkListView, self.0.row.id)
    }

    /// Version: send it when you change the view.
    async fn version(&self) -> i64 {
        self.0.row.version
    }

    /// Name.
    async fn name(&self) -> &str {
        &self.0.row.name
    }

    /// What the list is narrowed by.
    async fn filter(&self) -> WorkListFilter {
        self.0.view.filter.clone().into()
    }

    /// Columns from left to right; empty: the usual ones.
    async fn columns(&self) -> Vec<WorkListColumn> {
        self.0.view.columns.iter().copied().map(Into::into).collect()
    }

    /// Order.
    async fn sort(&self) -> WorkListSort {
        self.0.view.sort.into()
    }

    /// Who made it; only this person changes it.
    async fn owner(&self) -> Person {
        self.0.row.owner_id.into()
    }

    /// Whether you made it.
    async fn is_mine(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(self.0.row.owner_id == viewer(ctx)?.session().person().0)
    }

    /// The body whose people see it too; null: nobody else.
    async fn shared_with(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Body>> {
        match self.0.row.shared_with {
            Some(body) => Loaders::of(ctx)?.body(body).await,
            None => Ok(None),
        }
    }

    /// Whether your list opens with it.
    async fn is_default(&self) -> bool {
        self.0.is_default
    }
}

/// Keep a view of the work list, or change your own.
#[derive(InputObject)]
pub struct SaveWorkListViewInput {
    /// The view to change; left out: a new one.
    id: Option<ID>,
    /// The version you saw, with `id`.
    version: Option<i64>,
    /// Name, 1 to 80 characters.
    name: String,
    /// What the list is narrowed by.
    filter: WorkListFilter,
    /// Columns from left to right; empty: the usual ones.
    columns: Vec<WorkListColumn>,
    /// Order.
    sort: WorkListSort,
    /// The body whose people shall see it too.
    shared_with_body_id: Option<ID>,
    /// Whether your list shall open with it.
    #[graphql(default)]
    is_default: bool,
}

/// Take your own view away, for everybody it is shared with too.
#[derive(InputObject)]
pub struct DeleteWorkListViewInput {
    /// The view.
    id: ID,
}

/// Choose the view your list opens with.
#[derive(InputObject)]
pub struct SetDefaultWorkListViewInput {
    /// The view; left out: the usual list.
    id: Option<ID>,
}

macro_rules! view_payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $name {
            /// The view as it is kept now; null when it was refused or is gone.
            view: Option<WorkListView>,
            /// What to correct; empty: done.
            user_errors: Vec<UserError>,
        }
    )+};
}

view_payloads! {
    /// What keeping a view gave.
    SaveWorkListViewPayload,
    /// What choosing a view gave.
    SetDefaultWorkListViewPayload,
}

/// What taking a view away gave.
#[derive(SimpleObject)]
pub struct DeleteWorkListViewPayload {
    /// The id that is gone; null when it was refused.
    deleted_id: Option<ID>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// A view the viewer may use.
pub async fn view(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<WorkListView>> {
    let viewer = viewer(ctx)?;
    let found = save_view::one(viewer.app(), &viewer.session(), ViewId(number)).await;
    Ok(Loaders::of(ctx)?.found(found)?.map(WorkListView))
}

/// Queries about views.
#[derive(Default)]
pub struct ViewQueries;

#[Object]
impl ViewQueries {
    /// Views of the work list that you made or that are shared with you, by name.
    #[graphql(complexity = "20 * child_complexity + 1")]
    async fn work_list_views(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<WorkListView>> {
        let viewer = viewer(ctx)?;
        let all = save_view::all(viewer.app(), &viewer.session()).await;
        let all = Loaders::of(ctx)?.found(all)?.unwrap_or_default();
        Ok(all.into_iter().map(WorkListView).collect())
    }
}

/// Verbs on views.
#[derive(Default)]
pub struct ViewMutations;

#[Object]
impl ViewMutations {
    /// Keeps a view of the work list, or changes your own.
    async fn save_work_list_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to keep.")] input: SaveWorkListViewInput,
    ) -> async_graphql::Result<SaveWorkListViewPayload> {
        let viewer = viewer(ctx)?;
        let over =
            input.id.map(|id| (ViewId(node::number(Kind::WorkListView, &id)), input.version.unwrap_or_default()));
        let wanted = Wanted {
            over,
            name: input.name,
            view: View {
                filter: input.filter.kept(),
                columns: input.columns.into_iter().map(Into::into).collect(),
                sort: input.sort.into(),
            },
            shared_with: input.shared_with_body_id.map(|id| BodyId(node::number(Kind::Body, &id))),
            as_default: input.is_default,
        };
        let saved = save_view::save(viewer.app(), &viewer.session(), wanted).await;
        Ok(match answer(saved, viewer.language())? {
            Ok(id) => SaveWorkListViewPayload { view: view(ctx, id.0).await?, user_errors: Vec::new() },
            Err(user_errors) => SaveWorkListViewPayload { view: None, user_errors },
        })
    }

    /// Takes your own view away.
    async fn delete_work_list_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which view.")] input: DeleteWorkListViewInput,
    ) -> async_graphql::Result<DeleteWorkListViewPayload> {
        let viewer = viewer(ctx)?;
        let number = ViewId(node::number(Kind::WorkListView, &input.id));
        let gone = save_view::delete(viewer.app(), &viewer.session(), number).await;
        Ok(match answer(gone, viewer.language())? {
            Ok(()) => DeleteWorkListViewPayload { deleted_id: Some(input.id), user_errors: Vec::new() },
            Err(user_errors) => DeleteWorkListViewPayload { deleted_id: None, user_errors },
        })
    }

    /// Chooses the view your list opens with.
    async fn set_default_work_list_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which view.")] input: SetDefaultWorkListViewInput,
    ) -> async_graphql::Result<SetDefaultWorkListViewPayload> {
        let viewer = viewer(ctx)?;
        let number = input.id.map(|id| ViewId(node::number(Kind::WorkListView, &id)));
        let set = save_view::set_default(viewer.app(), &viewer.session(), number).await;
        Ok(match answer(set, viewer.language())? {
            Ok(()) => {
                let chosen = match number {
                    Some(id) => view(ctx, id.0).await?,
                    None => None,
                };
                SetDefaultWorkListViewPayload { view: chosen, user_errors: Vec::new() }
            }
            Err(user_errors) => SetDefaultWorkListViewPayload { view: None, user_errors },
        })
    }
}
