//! One case for the auditors, as a file to take away. Each download is itself an entry of the case's journal.
//!
//! ```text
//! GET /audit/cases/{case}/record.json   every step, rule and document, the chain verified; shape: docs/audit-record.schema.json
//! GET /audit/cases/{case}/record.pdf    the same in words, PDF/A and PDF/UA
//! ```

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use chrono::Utc;
use domain::ids::CaseId;
use futures::future::BoxFuture;

use super::Site;
use super::problem::Problem;
use crate::auth::SignedIn;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Json,
    Pdf,
}

/// A file made for one auditor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Letters, digits, `-` and `.` only.
    pub file_name: String,
    pub media_type: &'static str,
    pub bytes: Bytes,
}

/// The use case behind these routes. What the person may not audit is "not found" or `NO_RIGHT`.
pub trait Audits: Send + Sync {
    fn record<'a>(&'a self, who: &'a SignedIn, case: CaseId, form: Form) -> BoxFuture<'a, Result<Record, Problem>>;
}

pub fn routes(site: Site) -> Router {
    Router::new()
        .route("/audit/cases/{case}/record.json", get(json))
        .route("/audit/cases/{case}/record.pdf", get(pdf))
        .with_state(site)
}

type Refusable = Result<Path<i64>, axum::extract::rejection::PathRejection>;

async fn json(State(site): State<Site>, case: Refusable, headers: HeaderMap) -> Result<Response, Problem> {
    hand_out(site, case, headers, Form::Json).await
}

async fn pdf(State(site): State<Site>, case: Refusable, headers: HeaderMap) -> Result<Response, Problem> {
    hand_out(site, case, headers, Form::Pdf).await
}

async fn hand_out(site: Site, case: Refusable, headers: HeaderMap, form: Form) -> Result<Response, Problem> {
    let Path(case) = case.map_err(|_| Problem::new(StatusCode::NOT_FOUND, "NOT_FOUND"))?;
    let who = site.auth.signed_in(&Method::GET, &headers, Utc::now()).await?;
    let record = site.audits.record(&who, CaseId(case), form).await?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", record.file_name))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let about = [
        (header::CONTENT_TYPE, HeaderValue::from_static(record.media_type)),
        (header::CONTENT_DISPOSITION, disposition),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'"),
        ),
        // each look is logged, so none is answered from a cache
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((about, record.bytes).into_response())
}
