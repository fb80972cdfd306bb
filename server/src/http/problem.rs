//! Refusals and faults outside GraphQL as `application/problem+json` (RFC 9457): a stable code for
//! machines and German words for people. The one table of these words is here.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::auth::{signed_in, verifier};

/// An answer that is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    /// Stable, SCREAMING_SNAKE.
    pub code: &'static str,
    /// German, for people, beyond what the code's own sentence says.
    pub detail: Option<String>,
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, detail: None }
    }

    /// A fault: the log says what happened, the answer does not.
    pub fn internal(error: &dyn std::fmt::Display) -> Self {
        tracing::error!(%error, "request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL")
    }

    fn title(&self) -> &'static str {
        match self.code {
            "NOT_SIGNED_IN" => "Bitte melden Sie sich an.",
            "SESSION_OVER" | "TOKEN_EXPIRED" => "Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich erneut an.",
            "CSRF_TOKEN_WRONG" => "Die Seite ist veraltet. Bitte laden Sie sie neu und versuchen Sie es noch einmal.",
            "PERSON_UNKNOWN" => "Für diese Anmeldung ist hier keine Person eingetragen.",
            "ORIGIN_REFUSED" => "Die Anfrage kam von einer fremden Seite und wurde abgelehnt.",
            "LOCAL_LOGIN_NOT_LOOPBACK" => "Die lokale Anmeldung gibt es nur auf diesem Rechner.",
            "LOGIN_KEYS_UNREACHABLE" | "LOGIN_ISSUER_DIFFERS" => {
                "Der Anmeldedienst ist gerade nicht erreichbar. Bitte versuchen Sie es später."
            }
            "LOGIN_NOT_SET_UP" => "Die Anmeldung im Browser ist hier nicht eingerichtet.",
            "LOGIN_NOT_UNDER_WAY" => "Diese Anmeldung ist abgelaufen. Bitte beginnen Sie sie noch einmal.",
            "LOGIN_REFUSED" => "Der Anmeldedienst hat die Anmeldung abgelehnt.",
            "LOGIN_PROVIDER_UNUSABLE" => "Der Anmeldedienst hat unverständlich geantwortet.",
            "CONTENT_TYPE_REFUSED" => "Dieser Inhaltstyp wird hier nicht angenommen.",
            "BODY_TOO_LARGE" => "Die Anfrage ist zu groß.",
            "BODY_UNREADABLE" => "Die Anfrage konnte nicht gelesen werden.",
            "DOCUMENT_TOO_LARGE" => "Das Dokument ist zu groß.",
            "DOCUMENT_STORE_FULL" => "Der Dokumentenspeicher ist voll. Das Dokument wurde nicht gespeichert.",
            "DOCUMENT_STORE_UNAVAILABLE" => {
                "Der Dokumentenspeicher ist gerade nicht erreichbar. Bitte versuchen Sie es später."
            }
            "DOCUMENT_UPLOAD_BROKE_OFF" => "Die Übertragung ist abgebrochen. Das Dokument wurde nicht gespeichert.",
            "DOCUMENT_DAMAGED" => "Das gespeicherte Dokument ist beschädigt und wird nicht ausgegeben.",
            "NO_RIGHT" => "Dazu fehlt Ihnen die Berechtigung.",
            "CASE_ENDED" => "Der Vorgang ist abgeschlossen; es kann nichts mehr hinzugefügt werden.",
            "DOCUMENT_NAME" => "Der Dateiname ist nicht verwendbar.",
            "DOCUMENT_MEDIA_TYPE" => "Diese Art von Datei wird nicht angenommen.",
            "DATABASE_DISK_FULL" => "Der Datenträger ist voll. Es wurde nichts gespeichert.",
            "DATABASE_UNAVAILABLE" => "Die Datenbank antwortet gerade nicht. Bitte versuchen Sie es später.",
            "NOT_FOUND" | "DOCUMENT_NOT_FOUND" => "Das gibt es hier nicht.",
            "METHOD_REFUSED" => "Diese Art der Anfrage wird hier nicht angenommen.",
            "FILE_NAME_REFUSED" => "Der Dateiname ist nicht verwendbar.",
            "TIMEOUT" => "Die Anfrage hat zu lange gedauert. Bitte versuchen Sie es noch einmal.",
            "UPGRADE_REQUIRED" => "Hier wird eine WebSocket-Verbindung erwartet.",
            code if code.starts_with("TOKEN_") => "Die Anmeldung ist ungültig.",
            _ if self.status.is_server_error() => "Es ist ein Fehler aufgetreten. Er wurde aufgezeichnet.",
            _ => "Die Anfrage wurde abgelehnt.",
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "status": self.status.as_u16(),
            "title": self.title(),
            "code": self.code,
        });
        if let Some(detail) = &self.detail {
            body["detail"] = json!(detail);
        }
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<signed_in::Error> for Problem {
    fn from(error: signed_in::Error) -> Self {
        use signed_in::Error;
        let status = match &error {
            Error::Csrf | Error::UnknownPerson => StatusCode::FORBIDDEN,
            Error::Token(verifier::Error::Keys(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Error::NoRandomness | Error::Storage(_) => return Self::internal(&error),
            Error::Missing | Error::SessionOver | Error::Token(_) => StatusCode::UNAUTHORIZED,
        };
        // Why sign-in fails must be findable; the text never holds the token.
        tracing::info!(code = error.code(), %error, "sign-in refused");
        Self::new(status, error.code())
    }
}

impl From<files::Error> for Problem {
    fn from(error: files::Error) -> Self {
        let status = match &error {
            files::Error::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            files::Error::SourceBrokeOff(_) => StatusCode::BAD_REQUEST,
            files::Error::NotFound => StatusCode::NOT_FOUND,
            files::Error::StoreFull(_) => StatusCode::INSUFFICIENT_STORAGE,
            files::Error::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        if status.is_server_error() {
            tracing::error!(%error, code = error.code(), "document store failed");
        }
        Self::new(status, error.code())
    }
}

impl From<app::Error> for Problem {
    fn from(error: app::Error) -> Self {
        match &error {
            app::Error::NotFound => Self::new(StatusCode::NOT_FOUND, "NOT_FOUND"),
            app::Error::Refused(refusals) => {
                let code = refusals.first().map_or("REFUSED", |refusal| refusal.code);
                let status = if code == "NO_RIGHT" { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
                Self::new(status, code)
            }
            app::Error::Store(store::Error::DiskFull(_)) => {
                tracing::error!(%error, "the database's disk is full");
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "DATABASE_DISK_FULL")
            }
            app::Error::Store(store::Error::Busy(_) | store::Error::Unreachable(_)) => {
                tracing::error!(%error, "the database cannot answer");
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "DATABASE_UNAVAILABLE")
            }
            app::Error::Store(_) => Self::internal(&error),
        }
    }
}
