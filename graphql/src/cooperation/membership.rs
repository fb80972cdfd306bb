//! Joining and leaving a cooperation.

use crate::efile::Case;
use crate::fault::{UserError, answer, salt};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::cooperation::membership::{start_change, withdraw_notice};
use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::cooperation::forms;
use domain::ids::{BodyId, CaseId, CooperationId};

/// Which way a membership changes.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cooperation::change::Direction")]
pub enum MembershipDirection {
    /// A body joins.
    Join,
    /// A member leaves by notice.
    Leave,
    /// A member leaves at once, for cause.
    ForCause,
}

/// Legal form of a cooperation.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "domain::cost_sharing::LegalForm")]
pub enum LegalForm {
    /// Zweckverband.
    Association,
    /// Zweckvereinbarung.
    PublicLawAgreement,
    /// Kommunale Arbeitsgemeinschaft.
    WorkingGroup,
    /// Gemeinsame kommunale Anstalt.
    JointInstitution,
}

/// Begin joining or leaving.
#[derive(InputObject)]
pub struct StartMembershipChangeInput {
    /// The body that leads the cooperation; it owns the case.
    pub body_id: ID,
    /// The cooperation.
    pub cooperation_id: ID,
    /// Who joins or leaves; sees the case from now on.
    pub party_body_id: ID,
    /// Which way.
    pub direction: MembershipDirection,
    /// Decides which steps the law asks for.
    pub legal_form: LegalForm,
    /// Joining: the agreed first day. Leaving: the last day of membership.
    pub agreed_on: NaiveDate,
    /// Leaving: the day the notice came; today when left out.
    pub notice_on: Option<NaiveDate>,
    /// Leaving: the earliest last day that the agreed notice period allows.
    pub earliest_on: Option<NaiveDate>,
    /// For cause: written reasons.
    pub reasons: Option<String>,
    /// For cause: whether the member was heard.
    pub heard: Option<bool>,
    /// A key of your own: sent again it finds the case of the first time instead of starting another.
    pub request_key: Option<String>,
}

/// A member's consent.
#[derive(InputObject)]
pub struct ConsentInput {
    /// The member.
    pub body_id: ID,
    /// Day of its resolution.
    pub resolved_on: NaiveDate,
    /// Organ, session and agenda item.
    pub reference: String,
}

/// Take a notice of leaving back.
#[derive(InputObject)]
pub struct WithdrawNoticeInput {
    /// The case.
    pub case_id: ID,
    /// Consents of all other members.
    pub consents: Vec<ConsentInput>,
}

/// What beginning a membership change gave.
#[derive(SimpleObject)]
pub struct StartMembershipChangePayload {
    /// The case as it stands now; null when it was refused.
    case: Option<Case>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

/// What taking a notice back gave.
#[derive(SimpleObject)]
pub struct WithdrawNoticePayload {
    /// The case as it stands now; null when it was refused.
    case: Option<Case>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

async fn outcome_of(
    ctx: &Context<'_>,
    result: app::Result<CaseId>,
) -> async_graphql::Result<(Option<Case>, Vec<UserError>)> {
    match answer(result, viewer(ctx)?.language())? {
        Ok(id) => Ok((Loaders::of(ctx)?.case(id.0).await?, Vec::new())),
        Err(user_errors) => Ok((None, user_errors)),
    }
}

/// What people do with memberships beside tasks.
#[derive(Default)]
pub struct MembershipMutations;

#[Object]
impl MembershipMutations {
    /// Begins joining or leaving a cooperation: a case with file reference and process.
    async fn start_membership_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, which way, as of when.")] input: StartMembershipChangeInput,
    ) -> async_graphql::Result<StartMembershipChangePayload> {
        let viewer = viewer(ctx)?;
        let start = start_change::Start {
            body: BodyId(node::number(Kind::Body, &input.body_id)),
            cooperation: CooperationId(node::number(Kind::Cooperation, &input.cooperation_id)),
            party: BodyId(node::number(Kind::Body, &input.party_body_id)),
            direction: input.direction.into(),
            legal_form: input.legal_form.into(),
            agreed_on: input.agreed_on,
            notice_on: input.notice_on,
            earliest_on: input.earliest_on,
            reasons: input.reasons,
            heard: input.heard.unwrap_or(false),
            request_key: input.request_key,
            salt: salt(viewer.language())?,
        };
        let started = start_change::start(viewer.app(), &viewer.session(), start).await;
        let (case, user_errors) = outcome_of(ctx, started).await?;
        Ok(StartMembershipChangePayload { case, user_errors })
    }

    /// Takes a notice of leaving back, with the consent of all other members.
    async fn withdraw_notice(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which case, and the consents.")] input: WithdrawNoticeInput,
    ) -> async_graphql::Result<WithdrawNoticePayload> {
        let viewer = viewer(ctx)?;
        let id = CaseId(node::number(Kind::Case, &input.case_id));
        let consents: Vec<_> = input
            .consents
            .into_iter()
            .map(|consent| forms::Consent {
                body_id: BodyId(node::number(Kind::Body, &consent.body_id)),
                resolved_on: consent.resolved_on,
                reference: consent.reference,
            })
            .collect();
        let done = withdraw_notice::withdraw(viewer.app(), &viewer.session(), id, &consents).await;
        let (case, user_errors) = outcome_of(ctx, done.map(|()| id)).await?;
        Ok(WithdrawNoticePayload { case, user_errors })
    }
}
