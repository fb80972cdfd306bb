//! Throughput, age and bottlenecks for leads: sums and groups only (`domain::tasks::statistics` says which are hidden).

use crate::{App, Refusal, Result};
use chrono::NaiveDate;
use domain::cooperation::{Area, Role, Session};
use domain::ids::BodyId;
use domain::tasks::statistics::{self, Division, Figure, Group, Piece, Span};
use store::{Scope, tasks};

/// What a lead sees.
#[derive(Debug)]
pub struct Statistics {
    /// The range, divided.
    pub spans: Vec<Span>,
    /// Finished tasks by span and step, each span's total in front.
    pub finished: Vec<Figure>,
    /// Finished tasks of the whole range by body, the total in front.
    pub finished_by_body: Vec<Figure>,
    /// Open tasks by step, with their age, the total in front.
    pub open: Vec<Figure>,
    /// Open tasks by body, with their age, the total in front.
    pub open_by_body: Vec<Figure>,
}

/// Which range, how divided.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    /// First day.
    pub first_on: NaiveDate,
    /// Last day.
    pub last_on: NaiveDate,
    /// Weeks or months; both ends are widened to whole ones.
    pub division: Division,
}

/// The statistics of the bodies the session leads; of these only `bodies`, when any are named.
///
/// # Errors
/// `NO_RIGHT` when it leads none of them; `RANGE_TOO_LONG`; when the database fails.
pub async fn read(app: &App, session: &Session, bodies: &[BodyId], range: Range) -> Result<Statistics> {
    let led = |body: &BodyId| session.act_as(*body, Area::Procurement, &[Role::Lead]).is_ok();
    let wanted = |body: &BodyId| bodies.is_empty() || bodies.contains(body);
    let own: Vec<_> = session.bodies().into_iter().filter(|b| led(b) && wanted(b)).collect();
    if own.is_empty() {
        return Err(domain::cooperation::Error::NoRight.into());
    }
    let spans = statistics::spans(range.division, range.first_on, range.last_on)
        .ok_or_else(|| Refusal::new("RANGE_TOO_LONG", "at most sixty weeks or months, the first day first"))?;
    let instants: Vec<_> = spans.iter().map(Span::instants).collect();
    let tx = app.people().read(&Scope::of(session)).await?;
    let finished = tasks::statistics::finished(&tx, &own, &instants).await?;
    let open = tasks::statistics::open(&tx, &own, app.now()).await?;
    let all = |_: &Piece| Group { span: None, body: None, kind: None };
    let body = |p: &Piece| Group { span: None, body: Some(p.body), kind: None };
    let step = |p: &Piece| Group { span: None, body: None, kind: Some(p.kind) };
    let span = |p: &Piece| Group { span: Some(p.span), body: None, kind: None };
    Ok(Statistics {
        finished: statistics::figures(&finished, |p| Group { kind: Some(p.kind), ..span(p) }, span),
        finished_by_body: statistics::figures(&finished, body, all),
        open: statistics::figures(&open, step, all),
        open_by_body: statistics::figures(&open, body, all),
        spans,
    })
}
