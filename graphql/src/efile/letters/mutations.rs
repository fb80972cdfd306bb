//! Templates saved, letters drafted, edited, released and sent.

use super::inputs::{
    DraftLetterInput, EditLetterInput, RecordDispatchInput, ReleaseLetterInput, SaveLetterTemplateInput,
};
use super::types::{Letter, LetterTemplate};
use crate::fault::{UserError, answer, salt};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::{Viewer, viewer};
use app::efile::letters::draft_letter::{self, Draft};
use app::efile::letters::edit_letter::{self, Content};
use app::efile::letters::save_template::{self, new_template};
use app::efile::letters::{list_letters, record_dispatch, release_letter};
use async_graphql::{Context, Object, SimpleObject};
use domain::ids::{BodyId, CaseId, SupplierId};

/// What a verb on a letter gave.
#[derive(SimpleObject)]
pub struct LetterPayload {
    /// The letter as it stands now; null when it was refused.
    letter: Option<Letter>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What saving a template gave.
#[derive(SimpleObject)]
pub struct SaveLetterTemplatePayload {
    /// The template; null when it was refused.
    template: Option<LetterTemplate>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

async fn payload(
    ctx: &Context<'_>,
    viewer: &Viewer,
    answered: Result<i64, Vec<UserError>>,
) -> async_graphql::Result<LetterPayload> {
    Ok(match answered {
        Ok(id) => {
            let letter = list_letters::one(viewer.app(), &viewer.session(), id).await;
            LetterPayload { letter: Loaders::of(ctx)?.found(letter)?.map(Letter), user_errors: Vec::new() }
        }
        Err(user_errors) => LetterPayload { letter: None, user_errors },
    })
}

/// Letters of a case and the templates of a body.
#[derive(Default)]
pub struct LetterMutations;

#[Object]
impl LetterMutations {
    /// Saves a template as the next version of its kind; letters already made keep theirs. Leads only.
    async fn save_letter_template(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The template.")] input: SaveLetterTemplateInput,
    ) -> async_graphql::Result<SaveLetterTemplatePayload> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &input.body_id));
        let mut new = new_template(input.kind.into(), input.subject, input.text);
        new.letterhead.body_name = input.body_name;
        new.letterhead.office = input.office;
        new.letterhead.return_line = input.return_line;
        new.letterhead.footer = input.footer;
        new.signature.greeting = input.greeting;
        new.signature.authority = input.authority;
        new.signature.name = input.signer;
        new.signature.function = input.function;
        let saved = save_template::save(viewer.app(), &viewer.session(), body, &new).await;
        Ok(match answer(saved, viewer.language())? {
            Ok(row) => SaveLetterTemplatePayload { template: Some(LetterTemplate(row)), user_errors: Vec::new() },
            Err(user_errors) => SaveLetterTemplatePayload { template: None, user_errors },
        })
    }

    /// Drafts a letter of a case from its body's template, with the merge fields filled.
    async fn draft_letter(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which letter.")] input: DraftLetterInput,
    ) -> async_graphql::Result<LetterPayload> {
        let viewer = viewer(ctx)?;
        let new = Draft {
            case: CaseId(node::number(Kind::Case, &input.case_id)),
            kind: input.kind.into(),
            firm: input.supplier.map(|firm| SupplierId(firm.0)),
        };
        let made = draft_letter::draft(viewer.app(), &viewer.session(), new).await;
        payload(ctx, viewer, answer(made, viewer.language())?).await
    }

    /// Changes a draft; every version is kept.
    async fn edit_letter(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it shall say.")] input: EditLetterInput,
    ) -> async_graphql::Result<LetterPayload> {
        let viewer = viewer(ctx)?;
        let content = Content {
            letter: input.letter.0,
            version: input.version,
            recipient: &input.recipient,
            subject: &input.subject,
            text: &input.text,
        };
        let done = edit_letter::edit(viewer.app(), &viewer.session(), &content).await;
        payload(ctx, viewer, answer(done, viewer.language())?.map(|()| input.letter.0)).await
    }

    /// Releases a letter: it becomes a PDF/UA file among the documents of its case and is not changed any more.
    async fn release_letter(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which version of which letter.")] input: ReleaseLetterInput,
    ) -> async_graphql::Result<LetterPayload> {
        let viewer = viewer(ctx)?;
        let key = salt(viewer.language())?;
        let done = release_letter::release(viewer.app(), &viewer.session(), input.letter.0, input.version, key).await;
        payload(ctx, viewer, answer(done, viewer.language())?.map(|_| input.letter.0)).await
    }

    /// Records how and when a released letter went out.
    async fn record_dispatch(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How and when.")] input: RecordDispatchInput,
    ) -> async_graphql::Result<LetterPayload> {
        let viewer = viewer(ctx)?;
        let sent_at = input.sent_at.unwrap_or_else(|| viewer.app().now());
        let channel = input.channel.into();
        let done = record_dispatch::record(viewer.app(), &viewer.session(), input.letter.0, channel, sent_at).await;
        payload(ctx, viewer, answer(done, viewer.language())?.map(|()| input.letter.0)).await
    }
}
