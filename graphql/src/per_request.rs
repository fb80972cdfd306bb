//! What each request gets of its own: a viewer with the rights of this moment, and loaders that forget when it ends.
//!
//! Over HTTP the server has just read the rights. A socket lives longer: its operations read them anew.
//! Errors that async-graphql makes itself get a stable code here.

use crate::fault::{fault, server_error};
use crate::loaders::{BatchWait, Loaders};
use crate::{Language, Viewer};
use app::App;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextPrepareRequest, NextRequest};
use async_graphql::{Request, Response, ServerError, ServerResult};
use domain::cooperation::Session;
use std::any::TypeId;
use std::sync::Arc;

pub struct PerRequest;

impl ExtensionFactory for PerRequest {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for PerRequest {
    async fn request(&self, ctx: &ExtensionContext<'_>, next: NextRequest<'_>) -> Response {
        let mut response = next.run(ctx).await;
        response.errors.iter_mut().for_each(give_code);
        response
    }

    async fn prepare_request(
        &self,
        ctx: &ExtensionContext<'_>,
        mut request: Request,
        next: NextPrepareRequest<'_>,
    ) -> ServerResult<Request> {
        if let Some(viewer) = viewer_of(ctx, &request).await? {
            let wait = ctx.data::<BatchWait>().copied().map_err(|err| err.into_server_error(Default::default()))?;
            request.data.insert(Loaders::new(viewer.clone(), wait));
            request.data.insert(viewer);
        }
        next.run(ctx, request).await
    }
}

async fn viewer_of(ctx: &ExtensionContext<'_>, request: &Request) -> ServerResult<Option<Viewer>> {
    let Some(app) = ctx.data_opt::<App>() else { return Ok(None) };
    let own_language = request.data.get(&TypeId::of::<Language>()).and_then(|l| l.downcast_ref());
    let language = own_language.or_else(|| ctx.data_opt::<Language>()).copied().unwrap_or_default();
    let own = request.data.get(&TypeId::of::<Session>()).and_then(|s| s.downcast_ref::<Session>());
    let session = match (own, ctx.data_opt::<Session>()) {
        (Some(session), _) => session.clone(),
        (None, Some(of_socket)) => {
            let read = app::cooperation::sign_in::session_of(app, of_socket.person()).await;
            read.map_err(|err| server_error(&fault(&err, language)))?
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(Viewer::new(app.clone(), session, language)))
}

/// Parsing and validation say what is wrong but give no code.
pub fn give_code(error: &mut ServerError) {
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_some() {
        return;
    }
    let code = match error.message.as_str() {
        "Query is nested too deep." => "QUERY_TOO_DEEP",
        "Query is too complex." => "QUERY_TOO_COMPLEX",
        _ => "GRAPHQL_INVALID",
    };
    extensions.set("code", code);
}
