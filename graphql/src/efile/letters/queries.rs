//! Reading the templates of a body.

use super::types::LetterTemplate;
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::efile::letters::save_template;
use async_graphql::{Context, ID, Object};
use domain::ids::BodyId;

/// Queries about letters.
#[derive(Default)]
pub struct LetterQueries;

#[Object]
impl LetterQueries {
    /// The latest templates of a body of yours, one a kind at most.
    #[graphql(complexity = "4 * child_complexity + 5")]
    async fn letter_templates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which body.")] body_id: ID,
    ) -> async_graphql::Result<Vec<LetterTemplate>> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &body_id));
        let rows = save_template::list(viewer.app(), &viewer.session(), body).await;
        Ok(Loaders::of(ctx)?.found(rows)?.unwrap_or_default().into_iter().map(LetterTemplate).collect())
    }

    /// Names of the merge fields a template may use, as `{{name}}`.
    async fn letter_fields(&self) -> Vec<&'static str> {
        domain::efile::letter::FIELDS.to_vec()
    }
}
