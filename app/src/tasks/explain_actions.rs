//! What a person may do with a task now, and why not; who else may do it, and why others may not.
//!
//! The same rules as the verbs themselves, asked without doing anything; the verbs decide again under the lock.

use super::explain_task::facts_of;
use super::loading::kind_of;
use crate::{App, Error, Refusal, Result};
use domain::cooperation::{Role, Session};
use domain::ids::{BodyId, PersonId};
use domain::tasks::{Hands, State, TaskKind, Verb};
use std::collections::{BTreeMap, BTreeSet};
use store::entity::task;
use store::tasks::{approvals, rows};
use store::{Scope, cooperation::deputies};

/// Something a person may want to do with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumIter)]
pub enum Action {
    /// Take it.
    Claim,
    /// Give it back to the lane.
    Release,
    /// Hand it to a colleague.
    Assign,
    /// Let a colleague answer it.
    Delegate,
    /// Answer what was delegated.
    GiveBack,
    /// Take back what was delegated.
    TakeBack,
    /// Ask a colleague.
    Ask,
    /// Put it away for a later day.
    FollowUp,
    /// Finish it, or sign it with others.
    Complete,
    /// End it without outcome.
    Cancel,
}

/// For every action why the session cannot do it with this task now; none: it can.
///
/// # Errors
/// When the database fails.
pub async fn actions(app: &App, session: &Session, row: &task::Model) -> Result<Vec<(Action, Option<Refusal>)>> {
    use strum::IntoEnumIterator;
    let tx = app.people().read(&Scope::of(session)).await?;
    let facts = facts_of(&tx, session, std::slice::from_ref(row)).await?;
    let Some(facts) = facts.get(&row.id) else { return Ok(Vec::new()) };
    let body = BodyId(row.body_id);
    let kind = kind_of(row)?;
    let as_candidate: Vec<_> = session.all_acting(body, kind.area(), kind.roles()).iter().map(|a| a.hands()).collect();
    let as_lead: Vec<_> = session.all_acting(body, kind.area(), &[Role::Lead]).iter().map(|a| a.hands()).collect();
    let both: Vec<_> = as_candidate.iter().chain(&as_lead).copied().collect();
    let own = [Hands::own(session.person())];
    // somebody who does not exist: only the rules about the one who asks are left
    let nobody = PersonId(0);
    let why = |action: Action| -> Option<Error> {
        let (verb, hands): (Verb, &[Hands]) = match action {
            Action::Claim => (Verb::Claim, &as_candidate),
            Action::Release => (Verb::Release, &as_candidate),
            Action::Assign => (Verb::Assign(nobody), &both),
            Action::Delegate => (Verb::Delegate(nobody), &as_candidate),
            Action::GiveBack => (Verb::GiveBack, &own),
            Action::TakeBack => (Verb::TakeBack, &as_candidate),
            Action::Ask => (Verb::Cancel, &both),
            Action::FollowUp => (Verb::Edit, &as_candidate),
            Action::Complete => (Verb::Complete, &as_candidate),
            Action::Cancel => (Verb::Cancel, &as_lead),
        };
        let decided = hands.iter().map(|h| facts.decide(verb, *h, row.version)).reduce(|one, other| one.or(other));
        match decided {
            Some(Ok(_)) => None,
            Some(Err(why)) => Some(why.into()),
            None if facts.state != State::Open => Some(domain::tasks::Error::Closed.into()),
            None => Some(domain::cooperation::Error::NoRight.into()),
        }
    };
    Action::iter().map(|action| Ok((action, why(action).map(first).transpose()?.flatten()))).collect()
}

fn first(error: Error) -> Result<Option<Refusal>> {
    match error {
        Error::Refused(mut why) => Ok(why.pop()),
        fault => Err(fault),
    }
}

/// A person who holds a role for a task, and what stands in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub roles: Vec<Role>,
    /// Why four eyes keep it off; none: they do not.
    pub refusal: Option<Refusal>,
    /// The step of this case it had its hands on, if that is why.
    pub because_of: Option<TaskKind>,
    /// Whether it is absent today.
    pub absent: bool,
}

/// Who may do a task by its role, each with what stands in its way.
///
/// # Errors
/// When the database fails.
pub async fn candidates(app: &App, session: &Session, row: &task::Model) -> Result<Vec<Candidate>> {
    let kind = kind_of(row)?;
    let tx = app.people().read(&Scope::of(session)).await?;
    let held = store::cooperation::rights::holders_of(&tx, &[row.body_id], session.today()).await?;
    let mut roles: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
    for (_, role, person) in held.into_iter().filter(|(_, role, _)| kind.roles().contains(role)) {
        let of_person = roles.entry(person).or_default();
        if !of_person.contains(&role) {
            of_person.push(role);
        }
    }
    let persons: BTreeSet<_> = roles.keys().map(|p| p.0).collect();
    let absent = deputies::absent(&tx, &persons, session.today()).await?;
    let excluded = rows::exclusions(&tx, &[row.id]).await?;
    let signed: Vec<_> = approvals::signatures(&tx, &[row.id]).await?.iter().map(approvals::hands).collect();
    let earlier = rows::hands(&tx, domain::ids::CaseId(row.case_id), kind.excludes()).await?;
    let candidate = |(person, roles): (PersonId, Vec<Role>)| {
        let own = Hands::own(person);
        let why = if signed.iter().any(|s| s.overlaps(&own)) {
            Some(domain::tasks::Error::AlreadySigned)
        } else if excluded.iter().any(|(_, p)| *p == person) {
            Some(domain::tasks::Error::FourEyes)
        } else {
            None
        };
        let because_of = earlier.iter().find(|(_, hands)| hands.overlaps(&own)).map(|(kind, _)| *kind);
        Candidate {
            person,
            roles,
            because_of: because_of.filter(|_| why == Some(domain::tasks::Error::FourEyes)),
            refusal: why.map(|w| Refusal::new(w.code(), w.to_string())),
            absent: absent.contains(&person.0),
        }
    };
    Ok(roles.into_iter().map(candidate).collect())
}
