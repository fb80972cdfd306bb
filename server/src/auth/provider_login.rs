//! Signing in at the OIDC provider: authorization code flow with PKCE (RFC 7636), for browsers.
//!
//! What a login under way must remember (state, nonce, verifier, where to go back) travels in a short-lived
//! HttpOnly cookie of that browser, so any number of `serve` processes can finish it. What must stay true:
//! the answer is only taken by the browser that asked (state), for the login it asked for (nonce), and the
//! id token passes the same checks as any token, with our client id as audience.

use std::time::Duration;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointNotSet, EndpointSet,
    ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    StandardTokenResponse, TokenUrl, basic,
};
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::return_path::ReturnPath;
use super::verifier::{self, Verifier};
use super::{cookies, jwks};

/// Time for passwords, second factors and a phone call.
const LOGIN_MINUTES: u64 = 15;
const TIME_LIMIT: Duration = Duration::from_secs(10);
const MAX_ANSWER_BYTES: usize = 256 << 10;

/// Why a login at the provider came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no login is under way in this browser")]
    NotUnderWay,
    #[error("the answer belongs to another login")]
    OtherLogin,
    #[error("the provider refused: {0}")]
    Refused(String),
    #[error("the provider cannot be reached: {0}")]
    Unreachable(String),
    #[error("an address of the provider cannot be used: {0}")]
    Address(String),
    #[error("the provider gave no id token")]
    NoIdToken,
    #[error(transparent)]
    Token(#[from] verifier::Error),
    #[error(transparent)]
    Keys(#[from] jwks::Error),
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUnderWay | Self::OtherLogin => "LOGIN_NOT_UNDER_WAY",
            Self::Refused(_) => "LOGIN_REFUSED",
            Self::Unreachable(_) => "LOGIN_KEYS_UNREACHABLE",
            Self::Address(_) | Self::NoIdToken => "LOGIN_PROVIDER_UNUSABLE",
            Self::Token(error) => error.code(),
            Self::Keys(error) => error.code(),
        }
    }
}

/// What of the settings it needs.
pub struct Client {
    /// Exactly as in the tokens.
    pub issuer: String,
    pub client_id: String,
    /// Without one we are a public client; PKCE holds either way.
    pub client_secret: Option<SecretString>,
    /// How browsers reach us, without a slash at the end.
    pub public_url: String,
    pub https: bool,
}

/// Logins at one provider.
pub struct ProviderLogin {
    client: Client,
    verifier: Verifier,
    http: reqwest::Client,
    endpoints: tokio::sync::OnceCell<Endpoints>,
}

#[derive(Debug, Clone, Deserialize)]
struct Endpoints {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
}

/// What a browser keeps while its person is at the provider.
#[derive(Serialize, Deserialize)]
struct UnderWay {
    state: String,
    nonce: String,
    verifier: String,
    to: String,
}

/// How the provider answers, in the query.
#[derive(Debug, Default, Deserialize)]
pub struct Answer {
    pub code: Option<String>,
    pub state: Option<String>,
    pub error: Option<String>,
}

/// Who came back, and where that person was going.
#[derive(Debug)]
pub struct CameBack {
    pub subject: String,
    pub to: ReturnPath,
}

#[derive(Debug, Serialize, Deserialize)]
struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

type TokenAnswer = StandardTokenResponse<IdToken, basic::BasicTokenType>;
type Oauth = oauth2::Client<
    basic::BasicErrorResponse,
    TokenAnswer,
    oauth2::StandardTokenIntrospectionResponse<EmptyExtraTokenFields, basic::BasicTokenType>,
    oauth2::StandardRevocableToken,
    basic::BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl ProviderLogin {
    /// `verifier` takes the client id as audience. Asks nobody yet.
    pub fn new(client: Client, verifier: Verifier) -> Result<Self, Error> {
        let http = reqwest::Client::builder()
            .timeout(TIME_LIMIT)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| Error::Address(error.to_string()))?;
        Ok(Self { client, verifier, http, endpoints: tokio::sync::OnceCell::new() })
    }

    /// Where to send the browser, and the cookie that remembers the login.
    pub async fn begin(&self, to: &ReturnPath) -> Result<(Url, HeaderMap), Error> {
        let oauth = self.oauth().await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let nonce = CsrfToken::new_random();
        let (url, state) = oauth
            .authorize_url(CsrfToken::new_random)
            .add_scope(Scope::new("openid".to_owned()))
            .set_pkce_challenge(challenge)
            .add_extra_param("nonce", nonce.secret())
            .url();
        let under_way = UnderWay {
            state: state.into_secret(),
            nonce: nonce.into_secret(),
            verifier: verifier.into_secret(),
            to: to.as_str().to_owned(),
        };
        let kept = serde_json::to_vec(&under_way).map_err(|error| Error::Address(error.to_string()))?;
        Ok((url, self.cookie(&URL_SAFE_NO_PAD.encode(kept), LOGIN_MINUTES * 60)))
    }

    /// Takes the provider's answer in the browser that began.
    pub async fn finish(&self, headers: &HeaderMap, answer: Answer) -> Result<CameBack, Error> {
        let under_way = self.under_way(headers).ok_or(Error::NotUnderWay)?;
        let state = answer.state.unwrap_or_default();
        if verify_slices_are_equal(state.as_bytes(), under_way.state.as_bytes()).is_err() {
            return Err(Error::OtherLogin);
        }
        let code = match (answer.code, answer.error) {
            (Some(code), None) => code,
            (_, said) => return Err(Error::Refused(said.unwrap_or_else(|| "without a code".to_owned()))),
        };
        let id_token = self.redeem(code, under_way.verifier).await?.ok_or(Error::NoIdToken)?;
        let token = self.verifier.verify(&id_token).await?;
        if token.nonce.as_deref() != Some(under_way.nonce.as_str()) {
            return Err(Error::OtherLogin);
        }
        Ok(CameBack { subject: token.subject, to: ReturnPath::or_start(Some(&under_way.to)) })
    }

    /// Headers that make the browser forget the login under way.
    pub fn forget(&self) -> HeaderMap {
        self.cookie("", 0)
    }

    /// The id token for a code. Boxed: the borrow checker cannot see through the library's own future.
    fn redeem(&self, code: String, verifier: String) -> BoxFuture<'_, Result<Option<String>, Error>> {
        async move {
            let oauth = self.oauth().await?;
            let http = self.http.clone();
            let send = move |request| send(http.clone(), request);
            let request =
                oauth.exchange_code(AuthorizationCode::new(code)).set_pkce_verifier(PkceCodeVerifier::new(verifier));
            let tokens = request.request_async(&send).await.map_err(|error| Error::Refused(error.to_string()))?;
            Ok(tokens.extra_fields().id_token.clone())
        }
        .boxed()
    }

    async fn oauth(&self) -> Result<Oauth, Error> {
        let endpoints = self.endpoints.get_or_try_init(|| self.discover()).await?;
        let address = |error: &dyn std::fmt::Display| Error::Address(error.to_string());
        let authorize = AuthUrl::new(endpoints.authorization_endpoint.clone()).map_err(|e| address(&e))?;
        let token = TokenUrl::new(endpoints.token_endpoint.clone()).map_err(|e| address(&e))?;
        let back = format!("{}/auth/callback", self.client.public_url);
        let back = RedirectUrl::new(back).map_err(|e| address(&e))?;
        let mut oauth = oauth2::Client::new(ClientId::new(self.client.client_id.clone()));
        if let Some(secret) = &self.client.client_secret {
            oauth = oauth.set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()));
        }
        Ok(oauth.set_auth_uri(authorize).set_token_uri(token).set_redirect_uri(back))
    }

    async fn discover(&self) -> Result<Endpoints, Error> {
        let url = format!("{}/.well-known/openid-configuration", self.client.issuer.trim_end_matches('/'));
        let unreachable = |error: reqwest::Error| Error::Unreachable(error.to_string());
        let answer = self.http.get(jwks::safe_url(&url)?).send().await.map_err(unreachable)?;
        let found: Endpoints = answer.error_for_status().map_err(unreachable)?.json().await.map_err(unreachable)?;
        if found.issuer != self.client.issuer {
            return Err(jwks::Error::OtherIssuer { expected: self.client.issuer.clone(), found: found.issuer }.into());
        }
        for url in [&found.authorization_endpoint, &found.token_endpoint] {
            jwks::safe_url(url)?;
        }
        Ok(found)
    }

    fn cookie(&self, value: &str, max_age_seconds: u64) -> HeaderMap {
        let secure = if self.client.https { "; Secure" } else { "" };
        let name = self.cookie_name();
        let line = format!("{name}={value}; Path=/; SameSite=Lax; HttpOnly; Max-Age={max_age_seconds}{secure}");
        let mut headers = HeaderMap::new();
        if let Ok(mut line) = HeaderValue::from_str(&line) {
            line.set_sensitive(true);
            headers.append(header::SET_COOKIE, line);
        }
        headers
    }

    fn cookie_name(&self) -> &'static str {
        if self.client.https { "__Host-verbund_login" } else { "verbund_login" }
    }

    fn under_way(&self, headers: &HeaderMap) -> Option<UnderWay> {
        let value = cookies::value_of(headers, self.cookie_name())?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
    }
}

async fn send(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, Error> {
    let request = request.map(reqwest::Body::from).try_into().map_err(failed)?;
    let mut answer = http.execute(request).await.map_err(failed)?;
    let mut body = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(failed)? {
        body.extend_from_slice(&piece);
        if body.len() > MAX_ANSWER_BYTES {
            return Err(Error::Unreachable("the answer is too large".to_owned()));
        }
    }
    let mut response = HttpResponse::new(body);
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    Ok(response)
}

fn failed(error: reqwest::Error) -> Error {
    Error::Unreachable(error.to_string())
}
