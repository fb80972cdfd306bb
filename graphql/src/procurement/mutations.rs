//! Starting, withdrawing, claiming back, reopening; adding firms.

use super::inputs::{
    AddSupplierInput, ClaimRefundInput, ReopenCaseInput, StartProcurementInput, WithdrawProcurementInput,
};
use super::suppliers::Supplier;
use crate::efile::Case;
use crate::fault::{UserError, answer, salt};
use crate::loaders::Loaders;
use crate::node::{self, Kind};
use crate::viewer::viewer;
use app::procurement::{claim_refund, list_suppliers, reopen_case, start_procurement, withdraw_procurement};
use async_graphql::{Context, ID, Object, SimpleObject};
use domain::ids::{BodyId, CaseId};

macro_rules! case_payloads {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(SimpleObject)]
        pub struct $name {
            /// The case as it stands now; null when it was refused.
            case: Option<Case>,
            /// What to correct; empty: done.
            user_errors: Vec<UserError>,
        }

        impl From<(Option<Case>, Vec<UserError>)> for $name {
            fn from((case, user_errors): (Option<Case>, Vec<UserError>)) -> Self {
                Self { case, user_errors }
            }
        }
    )+};
}

case_payloads! {
    /// What starting a procurement gave.
    StartProcurementPayload,
    /// What withdrawing gave.
    WithdrawProcurementPayload,
    /// What claiming back gave.
    ClaimRefundPayload,
    /// What opening again gave.
    ReopenCasePayload,
}

/// What adding a firm gave.
#[derive(SimpleObject)]
pub struct AddSupplierPayload {
    /// The firm; null when it was refused.
    supplier: Option<Supplier>,
    /// What to correct; empty: done.
    user_errors: Vec<UserError>,
}

fn case_id(id: &ID) -> CaseId {
    CaseId(node::number(Kind::Case, id))
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

/// What people do with procurements beside tasks.
#[derive(Default)]
pub struct ProcurementMutations;

#[Object]
impl ProcurementMutations {
    /// Asks for something to be bought: a case with file reference and process begins.
    async fn start_procurement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is needed.")] input: StartProcurementInput,
    ) -> async_graphql::Result<StartProcurementPayload> {
        let viewer = viewer(ctx)?;
        let body = BodyId(node::number(Kind::Body, &input.body_id));
        let started =
            start_procurement::start_form(viewer.app(), &viewer.session(), body, &input.request.0, input.request_key)
                .await;
        Ok(outcome_of(ctx, started).await?.into())
    }

    /// Withdraws a procurement: freely before the order, by the firm's leave after it, no longer once paid.
    async fn withdraw_procurement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to withdraw, why.")] input: WithdrawProcurementInput,
    ) -> async_graphql::Result<WithdrawProcurementPayload> {
        let (viewer, id) = (viewer(ctx)?, case_id(&input.case_id));
        let salt = salt(viewer.language())?;
        let done = withdraw_procurement::withdraw(viewer.app(), &viewer.session(), id, &input.reason, salt).await;
        Ok(outcome_of(ctx, done.map(|_| id)).await?.into())
    }

    /// Claims money back after payment.
    async fn claim_refund(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How much, why.")] input: ClaimRefundInput,
    ) -> async_graphql::Result<ClaimRefundPayload> {
        let (viewer, id) = (viewer(ctx)?, case_id(&input.case_id));
        let salt = salt(viewer.language())?;
        let done = claim_refund::claim(viewer.app(), &viewer.session(), id, input.gross.0, &input.reason, salt).await;
        Ok(outcome_of(ctx, done.map(|()| id)).await?.into())
    }

    /// Opens a closed file again, within a year.
    async fn reopen_case(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to open, why.")] input: ReopenCaseInput,
    ) -> async_graphql::Result<ReopenCasePayload> {
        let (viewer, id) = (viewer(ctx)?, case_id(&input.case_id));
        let salt = salt(viewer.language())?;
        let done = reopen_case::reopen(viewer.app(), &viewer.session(), id, &input.reason, salt).await;
        Ok(outcome_of(ctx, done.map(|()| id)).await?.into())
    }

    /// Adds a firm to the register all bodies share.
    async fn add_supplier(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The firm.")] input: AddSupplierInput,
    ) -> async_graphql::Result<AddSupplierPayload> {
        let viewer = viewer(ctx)?;
        let added =
            list_suppliers::add(viewer.app(), &viewer.session(), &input.name, &input.region, input.vat_id.as_deref())
                .await;
        Ok(match answer(added, viewer.language())? {
            Ok(row) => AddSupplierPayload { supplier: Some(Supplier(row)), user_errors: Vec::new() },
            Err(user_errors) => AddSupplierPayload { supplier: None, user_errors },
        })
    }
}
