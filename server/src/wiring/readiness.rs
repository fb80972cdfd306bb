//! Ready means: a signed-in person could work now. That needs the database; Temporal may be away,
//! for the outbox waits for it.

use app::App;
use futures::FutureExt;
use futures::future::BoxFuture;
use store::Scope;

use crate::http::health::{Check, Readiness};

/// Looks at the database.
pub struct DatabaseReady(pub App);

impl Readiness for DatabaseReady {
    fn check(&self) -> BoxFuture<'_, Vec<Check>> {
        async move {
            let outcome = look(&self.0).await.map_err(|error| error.to_string());
            vec![Check { name: "database", outcome }]
        }
        .boxed()
    }
}

async fn look(app: &App) -> app::Result<()> {
    let tx = app.people().read(&Scope::SignIn).await?;
    // A table that sign-in needs: an empty, unmigrated database is not ready.
    store::cooperation::sessions::find(&tx, "", app.now()).await?;
    Ok(())
}
