//! A person's deadlines for the calendar it uses anyway: an address with a token that opens them and nothing else.
//!
//! Only the token's hash is kept; who makes a new one, or takes it away, closes the old address at once. What it
//! shows is read with the rights of that moment.

use super::list_tasks::{self, Who};
use crate::cooperation::sign_in;
use crate::{App, Error, Result};
use domain::cooperation::Session;
use store::Scope;
use store::entity::{case_file, task};
use store::tasks::feeds;
use store::tasks::work_list::{Query, Shelf, Sort};

pub use store::entity::calendar_feed;

/// Most deadlines of a feed.
const MOST: u32 = 500;

/// Gives the session a new feed with this token's hash; none: takes it away.
///
/// # Errors
/// When the database fails.
pub async fn set(app: &App, session: &Session, token_hash: Option<&str>) -> Result<()> {
    let tx = app.people().write(&Scope::of(session)).await?;
    match token_hash {
        Some(hash) => feeds::set(&tx, session.person(), hash, app.now()).await?,
        None => feeds::revoke(&tx, session.person()).await?,
    }
    Ok(tx.commit().await?)
}

/// The session's feed, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn own(app: &App, session: &Session) -> Result<Option<calendar_feed::Model>> {
    let tx = app.people().read(&Scope::of(session)).await?;
    Ok(feeds::of_person(&tx, session.person()).await?)
}

/// Open tasks held by the person a token's hash belongs to, each with its case, by due date.
///
/// # Errors
/// Not found for an unknown or revoked token.
pub async fn deadlines(app: &App, token_hash: &str) -> Result<Vec<(task::Model, case_file::Model)>> {
    let person = {
        let tx = app.people().read(&Scope::SignIn).await?;
        feeds::by_hash(&tx, token_hash).await?.ok_or(Error::NotFound)?
    };
    let session = sign_in::session_of(app, person).await?;
    let mut tasks = Vec::new();
    for shelf in [Shelf::Mine, Shelf::FollowUp] {
        let who = Who { person, today: session.today(), bodies: Vec::new(), roles: Vec::new() };
        let query = Query {
            who,
            shelf,
            sort: Sort::Due,
            kinds: Vec::new(),
            processes: Vec::new(),
            due_until: None,
            priority_until: None,
            search: Vec::new(),
            after: None,
            first: MOST,
        };
        tasks.extend(list_tasks::page(app, &session, &query).await?.0);
    }
    let ids: Vec<_> = tasks.iter().map(|t| t.case_id).collect();
    let cases = crate::efile::list_cases::by_ids(app, &session, &ids).await?;
    let with_case = |task: task::Model| {
        let case = cases.iter().find(|c| c.id == task.case_id)?.clone();
        Some((task, case))
    };
    Ok(tasks.into_iter().filter_map(with_case).collect())
}
