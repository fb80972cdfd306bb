//! What resolvers find about the one who asks: a session with the rights of this moment.
//!
//! For a socket it is only the beginning: `graphql` reads the rights again for each operation and
//! event, for a socket lives for hours and revoking takes effect on the next one.

use app::App;
use async_graphql::Data;
use futures::FutureExt;
use futures::future::BoxFuture;

use crate::auth::SignedIn;
use crate::http::Prepare;
use crate::http::problem::Problem;

/// Puts [`domain::cooperation::Session`] into every request's context.
pub struct RightsOfNow(pub App);

impl Prepare for RightsOfNow {
    fn data<'a>(&'a self, who: &'a SignedIn) -> BoxFuture<'a, Result<Data, Problem>> {
        async move {
            let session = app::cooperation::sign_in::session_of(&self.0, who.person_id).await?;
            let mut data = Data::default();
            data.insert(session);
            Ok(data)
        }
        .boxed()
    }
}
