//! Comments on cases and tasks.

use super::case::Case;
use crate::cooperation::Person;
use crate::fault::{UserError, answer, salt};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::tasks::Task;
use crate::viewer::viewer;
use app::tasks::write_comment::{self, case_comment};
use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::ids::{CaseId, CommentId, TaskId};

/// A comment on a case, or on one of its tasks.
pub struct Comment(case_comment::Model);

/// A comment on a case, or on one of its tasks.
#[Object]
impl Comment {
    /// Opaque global id.
    pub async fn id(&self) -> ID {
        node::id(Kind::Comment, self.0.id)
    }

    /// What was written; null when it was erased.
    async fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// Who wrote it.
    async fn author(&self) -> Person {
        self.0.person_id.into()
    }

    /// When.
    async fn written_at(&self) -> DateTime<Utc> {
        self.0.written_at
    }

    /// The task it is about; null: the case.
    async fn task(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Task>> {
        match self.0.task_id {
            Some(task) => Loaders::of(ctx)?.task(task).await,
            None => Ok(None),
        }
    }
}

/// One comment the viewer may see.
pub async fn comment(ctx: &Context<'_>, number: i64) -> async_graphql::Result<Option<Comment>> {
    let viewer = viewer(ctx)?;
    let row = write_comment::one(viewer.app(), &viewer.session(), CommentId(number)).await;
    Ok(Loaders::of(ctx)?.found(row)?.map(Comment))
}

/// Comments of a case, oldest first.
pub async fn of_case(ctx: &Context<'_>, case: i64) -> async_graphql::Result<Vec<Comment>> {
    let viewer = viewer(ctx)?;
    let rows = write_comment::of_case(viewer.app(), &viewer.session(), CaseId(case)).await;
    let rows = Loaders::of(ctx)?.found(rows)?.unwrap_or_default();
    Ok(rows.into_iter().map(Comment).collect())
}

/// Write a comment.
#[derive(InputObject)]
pub struct WriteCommentInput {
    /// The case.
    case_id: ID,
    /// The task of this case it is about.
    task_id: Option<ID>,
    /// What to write, 1 to 4,000 characters.
    text: String,
}

/// What writing a comment gave.
#[derive(SimpleObject)]
pub struct WriteCommentPayload {
    /// The comment; null when it was refused.
    comment: Option<Comment>,
    /// Its case as it stands now.
    case: Option<Case>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// Writing comments.
#[derive(Default)]
pub struct CommentMutations;

#[Object]
impl CommentMutations {
    /// Writes a comment on a case or one of its tasks.
    async fn write_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to write where.")] input: WriteCommentInput,
    ) -> async_graphql::Result<WriteCommentPayload> {
        let viewer = viewer(ctx)?;
        let case = CaseId(node::number(Kind::Case, &input.case_id));
        let task = input.task_id.as_ref().map(|id| TaskId(node::number(Kind::Task, id)));
        let salt = salt(viewer.language())?;
        let written = write_comment::write(viewer.app(), &viewer.session(), case, task, &input.text, salt).await;
        Ok(match answer(written, viewer.language())? {
            Ok(id) => WriteCommentPayload {
                comment: comment(ctx, id.0).await?,
                case: Loaders::of(ctx)?.case(case.0).await?,
                user_errors: Vec::new(),
            },
            Err(user_errors) => WriteCommentPayload { comment: None, case: None, user_errors },
        })
    }
}
