//! `verbund serve`: the API for pages and machines. Knows nothing of Temporal: a use case writes
//! an outbox row, and relays carry it. Any number may run side by side.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

use crate::auth::jwks::{KeySource, Place};
use crate::auth::local_issuer::LocalIssuer;
use crate::auth::local_login::LocalLogin;
use crate::auth::page_login::Door;
use crate::auth::provider_login::{Client, ProviderLogin};
use crate::auth::{Auth, SessionSettings, Verifier};
use crate::config::{LoginKind, Mode, Settings};
use crate::http::{Site, router};
use crate::listen;
use crate::wiring::Parts;
use crate::wiring::audit::CaseAudits;
use crate::wiring::calendar::CalendarFeeds;
use crate::wiring::documents::CaseDocuments;
use crate::wiring::prepare::RightsOfNow;
use crate::wiring::readiness::DatabaseReady;
use crate::wiring::sign_in::SignInStore;

/// Serves until `stopping`. `told` hears the address, for port 0 takes a free one.
pub async fn run(
    settings: &Settings,
    parts: &Parts,
    stopping: CancellationToken,
    told: impl FnOnce(SocketAddr),
) -> anyhow::Result<()> {
    let listener = listen::bind(settings.server.bind).await?;
    let address = listener.local_addr()?;
    let SignIn { auth, local_login, door } = sign_in(settings, parts, address)?;
    let site = Site {
        auth,
        prepare: Arc::new(RightsOfNow(parts.app.clone())),
        documents: Arc::new(CaseDocuments {
            app: parts.app.clone(),
            vault: parts.vault.clone(),
            max_bytes: settings.documents.max_bytes,
        }),
        audits: Arc::new(CaseAudits { app: parts.app.clone() }),
        calendars: Arc::new(CalendarFeeds { app: parts.app.clone(), public_url: settings.public_url() }),
        readiness: Arc::new(DatabaseReady(parts.app.clone())),
        local_login,
        door,
        stopping: stopping.clone(),
    };
    let api = graphql::Settings {
        introspection: settings.mode == Mode::Embedded,
        persisted_only: persisted(settings.api.persisted_operations.as_deref())?,
        ..graphql::Settings::default()
    };
    let hub = graphql::Hub::spawn(parts.app.clone());
    let router = router(site, graphql::schema(parts.app.clone(), hub, api));
    tracing::info!(%address, "serving");
    told(address);
    Ok(listen::serve(listener, router, stopping).await?)
}

fn persisted(manifest: Option<&Path>) -> anyhow::Result<Option<graphql::Manifest>> {
    let Some(path) = manifest else { return Ok(None) };
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(Some(graphql::Manifest::read(&text).with_context(|| format!("{} is no manifest", path.display()))?))
}

struct SignIn {
    auth: Arc<Auth>,
    local_login: Option<Arc<LocalLogin>>,
    door: Door,
}

fn sign_in(settings: &Settings, parts: &Parts, address: SocketAddr) -> anyhow::Result<SignIn> {
    let store = Arc::new(SignInStore(parts.app.clone()));
    let behaviour =
        SessionSettings { lifetime: TimeDelta::hours(i64::from(settings.session.hours)), https: settings.server.https };
    let audience = &settings.login.audience;
    let begin = |verifier| Arc::new(Auth::new(verifier, store.clone(), store.clone(), behaviour));
    match settings.login.kind {
        LoginKind::Local => {
            let issuer = LocalIssuer::start(&settings.data_dir, address, audience)?;
            let keys = KeySource::new(Place::Fixed(issuer.keys()))?;
            let auth = begin(Verifier::new(keys, issuer.issuer(), audience));
            let login = LocalLogin { issuer, persons: store.clone(), auth: auth.clone() };
            Ok(SignIn { auth, local_login: Some(Arc::new(login)), door: Door::Local })
        }
        LoginKind::Oidc => {
            let issuer = settings.login.issuer.clone().unwrap_or_default();
            let auth = begin(Verifier::new(provider_keys(settings, &issuer)?, &issuer, audience));
            Ok(SignIn { auth, local_login: None, door: provider_door(settings, &issuer)? })
        }
    }
}

fn provider_keys(settings: &Settings, issuer: &str) -> anyhow::Result<KeySource> {
    let place = match &settings.login.jwks_url {
        Some(url) => Place::Url(url.clone()),
        None => Place::Discover { issuer: issuer.to_owned() },
    };
    Ok(KeySource::new(place)?)
}

/// Tokens of browsers are for the client, not for the API: the same keys, another audience.
fn provider_door(settings: &Settings, issuer: &str) -> anyhow::Result<Door> {
    let Some(client_id) = settings.login.client_id.clone() else { return Ok(Door::Closed) };
    let verifier = Verifier::new(provider_keys(settings, issuer)?, issuer, &client_id);
    let client = Client {
        issuer: issuer.to_owned(),
        client_id,
        client_secret: settings.login.client_secret.clone(),
        public_url: settings.public_url(),
        https: settings.server.https,
    };
    Ok(Door::Provider(Arc::new(ProviderLogin::new(client, verifier)?)))
}
