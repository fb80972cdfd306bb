//! What the work list is narrowed by: the same words for asking and for keeping a view.

use super::codes::{Shelf, TaskKind, WorkListSort};
use crate::Viewer;
use crate::cooperation::Role;
use crate::node::{self, Kind};
use crate::words;
use app::procurement::PROCESS;
use app::tasks::list_tasks::{Who, work_list};
use async_graphql::{ID, InputObject, SimpleObject};
use chrono::{Days, NaiveDate};
use domain::ids::BodyId;
use domain::tasks::view;
use strum::IntoEnumIterator;

/// Most words of a search.
const MAX_WORDS: usize = 8;

/// Which tasks of your work list; what is left out narrows nothing.
#[derive(InputObject, SimpleObject, Clone, Default)]
#[graphql(input_name = "WorkListFilter", name = "WorkListViewFilter")]
pub struct WorkListFilter {
    /// Only of these bodies. Bodies you have no right for give nothing.
    body_ids: Option<Vec<ID>>,
    /// Only of cases that follow these processes; today there is `PROCUREMENT`.
    processes: Option<Vec<Process>>,
    /// Only what these roles may do.
    roles: Option<Vec<Role>>,
    /// Only these kinds.
    kinds: Option<Vec<TaskKind>>,
    /// Due on or before this day; not kept in a view, use `dueWithinDays` there.
    #[graphql(skip_output)]
    due_until: Option<NaiveDate>,
    /// Due within so many days from today; 0: today or earlier, -1: overdue.
    due_within_days: Option<i32>,
    /// At least this urgent: this number or a smaller one.
    priority_until: Option<i32>,
    /// Words that must all be found in subject, file reference or title; at most 8 are looked for.
    search: Option<String>,
    /// Which shelf.
    #[graphql(default_with = "Shelf::Unassigned")]
    shelf: Shelf,
}

/// Which rows of the list.
pub struct Page {
    pub sort: WorkListSort,
    pub after: Option<work_list::After>,
    pub first: u32,
}

/// A process that cases follow.
#[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Process {
    /// Procurement, from need to payment.
    Procurement,
}

impl Process {
    /// The code a case carries.
    const fn code(self) -> &'static str {
        match self {
            Self::Procurement => PROCESS,
        }
    }

    fn of(code: &str) -> Option<Self> {
        (code == PROCESS).then_some(Self::Procurement)
    }
}

impl WorkListFilter {
    /// The same with bodies and roles named beside it.
    pub fn with(self, body_ids: Option<Vec<ID>>, roles: Option<Vec<Role>>) -> Self {
        Self { body_ids: body_ids.or(self.body_ids), roles: roles.or(self.roles), ..self }
    }

    /// What to ask the store for; none when a list of the filter leaves nothing.
    pub fn query(self, viewer: &Viewer, page: Page) -> Option<work_list::Query> {
        let empty =
            self.processes.as_ref().is_some_and(Vec::is_empty) || self.kinds.as_ref().is_some_and(Vec::is_empty);
        let who = who(viewer, self.body_ids.as_deref(), self.roles.as_deref()).filter(|_| !empty)?;
        let within = self.due_within_days.map(|days| day_in(who.today, days));
        Some(work_list::Query {
            shelf: self.shelf.into(),
            sort: page.sort.into(),
            kinds: self.kinds.unwrap_or_default().into_iter().map(Into::into).collect(),
            processes: self.processes.unwrap_or_default().into_iter().map(|p| p.code().to_owned()).collect(),
            due_until: [self.due_until, within].into_iter().flatten().min(),
            priority_until: self.priority_until,
            search: words_of(self.search.as_deref().unwrap_or_default()),
            after: page.after,
            first: page.first,
            who,
        })
    }

    /// As it is kept in a view.
    pub fn kept(self) -> view::Filter {
        view::Filter {
            bodies: self.body_ids.unwrap_or_default().iter().map(|id| BodyId(node::number(Kind::Body, id))).collect(),
            processes: self.processes.unwrap_or_default().into_iter().map(|p| p.code().to_owned()).collect(),
            roles: self.roles.unwrap_or_default().into_iter().map(Into::into).collect(),
            kinds: self.kinds.unwrap_or_default().into_iter().map(Into::into).collect(),
            due_within_days: self.due_within_days,
            priority_until: self.priority_until,
            search: self.search.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()),
            shelf: self.shelf.into(),
        }
    }
}

impl From<view::Filter> for WorkListFilter {
    fn from(kept: view::Filter) -> Self {
        fn list<T, U: From<T>>(items: Vec<T>) -> Option<Vec<U>> {
            (!items.is_empty()).then(|| items.into_iter().map(Into::into).collect())
        }
        let bodies: Vec<ID> = kept.bodies.iter().map(|b| node::id(Kind::Body, b.0)).collect();
        let processes: Vec<Process> = kept.processes.iter().filter_map(|p| Process::of(p)).collect();
        Self {
            body_ids: list(bodies),
            processes: list(processes),
            roles: list(kept.roles),
            kinds: list(kept.kinds),
            due_until: None,
            due_within_days: kept.due_within_days,
            priority_until: kept.priority_until,
            search: kept.search,
            shelf: kept.shelf.into(),
        }
    }
}

/// The day so many days from `today`; far beyond any calendar: its end.
fn day_in(today: NaiveDate, days: i32) -> NaiveDate {
    let distance = Days::new(u64::from(days.unsigned_abs()));
    let day = if days < 0 { today.checked_sub_days(distance) } else { today.checked_add_days(distance) };
    day.unwrap_or(if days < 0 { NaiveDate::MIN } else { store_end() })
}

/// The last day both databases can hold.
const fn store_end() -> NaiveDate {
    match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    }
}

/// The words of a search with the kinds whose German or English title contains them.
fn words_of(search: &str) -> Vec<work_list::Word> {
    let searched: String = search.chars().filter(|c| *c != '\0').take(view::MAX_SEARCH).collect();
    let named = |kind: &domain::tasks::TaskKind, word: &str| {
        [words::Language::De, words::Language::En].iter().any(|l| words::task(*kind, *l).to_lowercase().contains(word))
    };
    let word = |text: &str| {
        let small = text.to_lowercase();
        let kinds = domain::tasks::TaskKind::iter().filter(|kind| named(kind, &small)).collect();
        work_list::Word { text: text.to_owned(), kinds }
    };
    searched.split_whitespace().take(MAX_WORDS).map(word).collect()
}

/// Whose lanes; none when bodies are named and not one of them is the viewer's.
fn who(viewer: &Viewer, bodies: Option<&[ID]>, roles: Option<&[Role]>) -> Option<Who> {
    let session = viewer.session();
    let own = session.bodies();
    let bodies: Option<Vec<BodyId>> = bodies.map(|ids| {
        ids.iter().map(|id| BodyId(node::number(Kind::Body, id))).filter(|body| own.contains(body)).collect()
    });
    let roles: Option<Vec<_>> = roles.map(|roles| roles.iter().copied().map(Into::into).collect());
    let nothing_left = bodies.as_ref().is_some_and(Vec::is_empty) || roles.as_ref().is_some_and(Vec::is_empty);
    (!nothing_left).then(|| Who {
        person: session.person(),
        today: session.today(),
        bodies: bodies.unwrap_or_default(),
        roles: roles.unwrap_or_default(),
    })
}
