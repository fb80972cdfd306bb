//! Documents over REST: raw bytes in and out, streamed, under the same permissions as GraphQL.
//!
//! ```text
//! POST /documents/cases/{case}?name=…        first version of a new document on a case
//! POST /documents/{document}/versions?name=… next version
//! GET  /documents/{document}                 newest version
//! GET  /documents/{document}/versions/{n}    a certain version
//! ```
//! Downloads are always attachments: what somebody uploaded must never run as a page of ours.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use bytes::Bytes;
use chrono::Utc;
use domain::ids::{CaseId, DocumentId};
use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use serde::Deserialize;
use serde_json::json;
use tower_http::timeout::{RequestBodyTimeoutLayer, ResponseBodyTimeoutLayer};

use super::Site;
use super::problem::Problem;
use crate::auth::SignedIn;

/// A transfer may take long, but not stand still this long.
const IDLE_LIMIT: Duration = Duration::from_secs(30);
const MAX_NAME_CHARS: usize = 200;

/// Where an upload goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    NewOnCase(CaseId),
    NewVersionOf(DocumentId),
}

/// A document on its way in.
pub struct Upload {
    pub target: Target,
    /// Free of path separators and control characters.
    pub file_name: String,
    /// `type/subtype`, as the sender says; not to be believed.
    pub media_type: String,
    pub body: BoxStream<'static, Result<Bytes, axum::Error>>,
}

/// What was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    pub document_id: DocumentId,
    pub version: i32,
    pub sha256: String,
    pub size_bytes: u64,
}

/// A document on its way out.
pub struct Download {
    pub file_name: String,
    pub media_type: String,
    pub sha256: String,
    pub size_bytes: u64,
    pub body: BoxStream<'static, Result<Bytes, files::Error>>,
}

/// The use cases behind these routes: permit, then store or open, then record.
pub trait Documents: Send + Sync {
    /// Permission is checked before the first byte is read.
    fn upload<'a>(&'a self, who: &'a SignedIn, upload: Upload) -> BoxFuture<'a, Result<Kept, Problem>>;
    /// Without `version` the newest. What the person may not see is "not found".
    fn download<'a>(
        &'a self,
        who: &'a SignedIn,
        document_id: DocumentId,
        version: Option<i32>,
    ) -> BoxFuture<'a, Result<Download, Problem>>;
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/documents/cases/{case}", post(add))
        .route("/documents/{document}/versions", post(add_version))
        .route("/documents/{document}", get(newest))
        .route("/documents/{document}/versions/{version}", get(certain))
        .layer(RequestBodyTimeoutLayer::new(IDLE_LIMIT))
        .layer(ResponseBodyTimeoutLayer::new(IDLE_LIMIT))
        .with_state(site)
}

type Refusable<T> = Result<T, axum::extract::rejection::PathRejection>;
type Named = Result<Query<Name>, axum::extract::rejection::QueryRejection>;

async fn add(
    State(site): State<Site>,
    case: Refusable<Path<i64>>,
    name: Named,
    request: Request,
) -> Result<Response, Problem> {
    let Path(case) = case.map_err(|_| not_found())?;
    take_in(site, Target::NewOnCase(CaseId(case)), name, request).await
}

async fn add_version(
    State(site): State<Site>,
    document: Refusable<Path<i64>>,
    name: Named,
    request: Request,
) -> Result<Response, Problem> {
    let Path(document) = document.map_err(|_| not_found())?;
    take_in(site, Target::NewVersionOf(DocumentId(document)), name, request).await
}

async fn newest(
    State(site): State<Site>,
    document: Refusable<Path<i64>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Path(document) = document.map_err(|_| not_found())?;
    hand_out(site, DocumentId(document), None, headers).await
}

async fn certain(
    State(site): State<Site>,
    place: Refusable<Path<(i64, i32)>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Path((document, version)) = place.map_err(|_| not_found())?;
    hand_out(site, DocumentId(document), Some(version), headers).await
}

fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND")
}

async fn take_in(site: Site, target: Target, name: Named, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let who = site.auth.signed_in(&parts.method, &parts.headers, Utc::now()).await?;
    let name_refused = || Problem::new(StatusCode::BAD_REQUEST, "FILE_NAME_REFUSED");
    let Query(Name { name }) = name.map_err(|_| name_refused())?;
    if !is_plain_name(&name) {
        return Err(name_refused());
    }
    let media_type = media_type(&parts.headers);
    let body = body.into_data_stream().boxed();
    let upload = Upload { target, file_name: name, media_type, body };
    let kept = site.documents.upload(&who, upload).await?;
    let body = json!({
        "documentId": kept.document_id.to_string(),
        "version": kept.version,
        "sha256": kept.sha256,
        "sizeBytes": kept.size_bytes,
    });
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

async fn hand_out(
    site: Site,
    document_id: DocumentId,
    version: Option<i32>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let who = site.auth.signed_in(&axum::http::Method::GET, &headers, Utc::now()).await?;
    let found = site.documents.download(&who, document_id, version).await?;
    let etag = format!("\"{}\"", found.sha256);
    let has_it = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| list.split(',').any(|one| one.trim() == etag));
    let mut response = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let size = HeaderValue::from(found.size_bytes);
        let kind =
            HeaderValue::from_str(&found.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        let disposition =
            HeaderValue::from_str(&disposition(&found.file_name)).unwrap_or(HeaderValue::from_static("attachment"));
        let about = [
            (header::CONTENT_LENGTH, size),
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, disposition),
            (
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
            ),
        ];
        (about, Body::from_stream(found.body)).into_response()
    };
    let fixed = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        fixed.insert(header::ETAG, etag);
    }
    // Kept by the browser of the one who may see it, and asked for again each time.
    fixed.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

fn is_plain_name(name: &str) -> bool {
    !name.trim().is_empty()
        && name.chars().count() <= MAX_NAME_CHARS
        && !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\'))
        && !matches!(name.trim(), "." | "..")
}

/// The sender's media type when it looks like one, else plain bytes.
fn media_type(headers: &HeaderMap) -> String {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = said.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    let token =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b));
    match essence.split_once('/') {
        Some((kind, sub)) if essence.len() <= 100 && token(kind) && token(sub) => essence.to_ascii_lowercase(),
        _ => "application/octet-stream".to_owned(),
    }
}

/// RFC 6266: a plain name for old clients, the true one in UTF-8.
fn disposition(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    let exact = name.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"._-".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
        out
    });
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_the_header() {
        let line = disposition("Angebot \"Müller\"\r\nSet-Cookie: x.pdf");
        assert!(!line.contains('\r') && !line.contains('\n'));
        assert_eq!(line.matches('"').count(), 2);
        assert!(line.contains("filename*=UTF-8''Angebot%20%22M%C3%BCller%22"));
    }

    #[test]
    fn names_that_are_paths_are_refused() {
        for bad in ["", " ", "..", "a/b", "a\\b", "a\u{0}b", "a\nb"] {
            assert!(!is_plain_name(bad), "{bad:?}");
        }
        assert!(is_plain_name("Angebot Müller & Söhne (2).pdf"));
    }
}
