//! Who asks: the session of the request, its language, and the use cases it is answered with.
//!
//! The session sits in a cell because a subscription outlives the rights it began with: it reads them again for
//! each event, and the loaders of the same request then use the new ones.

use crate::words::Language;
use app::App;
use async_graphql::{Context, Error, ErrorExtensions};
use domain::cooperation::Session;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Rights are at most this old when an event is told.
const RIGHTS_MAX_AGE: Duration = Duration::from_secs(1);

/// Who asks.
#[derive(Clone)]
pub struct Viewer {
    app: App,
    language: Language,
    session: Arc<RwLock<(Arc<Session>, Instant)>>,
}

impl Viewer {
    /// A viewer with rights read just now.
    #[must_use]
    pub fn new(app: App, session: Session, language: Language) -> Self {
        Self { app, language, session: Arc::new(RwLock::new((Arc::new(session), Instant::now()))) }
    }

    /// The use cases.
    #[must_use]
    pub const fn app(&self) -> &App {
        &self.app
    }

    /// The language its sentences are in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Its rights.
    #[must_use]
    pub fn session(&self) -> Arc<Session> {
        Arc::clone(&self.session.read().unwrap_or_else(PoisonError::into_inner).0)
    }

    /// Its rights, read again unless that happened within the last second.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fresh_session(&self) -> app::Result<Arc<Session>> {
        let (session, read_at) = self.session.read().unwrap_or_else(PoisonError::into_inner).clone();
        if read_at.elapsed() < RIGHTS_MAX_AGE {
            return Ok(session);
        }
        let fresh = Arc::new(app::cooperation::sign_in::session_of(&self.app, session.person()).await?);
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = (Arc::clone(&fresh), Instant::now());
        Ok(fresh)
    }
}

/// The viewer of a request.
///
/// # Errors
/// `UNAUTHENTICATED` when nobody is signed in.
pub fn viewer<'a>(ctx: &Context<'a>) -> async_graphql::Result<&'a Viewer> {
    ctx.data_opt::<Viewer>()
        .ok_or_else(|| Error::new("Bitte melden Sie sich an.").extend_with(|_, e| e.set("code", "UNAUTHENTICATED")))
}
