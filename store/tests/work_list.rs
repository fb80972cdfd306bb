//! The work list against the plain meaning of it: for random tasks and rights, the fast query gives what a
//! filter over everything would give.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{NaiveDate, TimeDelta};
use domain::ids::PersonId;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::Scope;
use store::entity::task;
use store::tasks::Who;
use store::tasks::counts;
use store::tasks::work_list::{After, Query, Shelf, Sort, page};
use testkit::databases::{self, TestDb};

const BODIES: i64 = 4;
const ME: i64 = 1;

/// Filters of a page: none, the process of odd bodies, urgent or late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Narrow {
    Nothing,
    Process,
    Urgent,
}

impl Narrow {
    fn fits(self, row: &Row) -> bool {
        match self {
            Self::Nothing => true,
            Self::Process => process_of(row.body) == "P",
            Self::Urgent => row.priority <= 1 && row.due <= 2,
        }
    }

    fn query(self, shelf: Shelf, sort: Sort, first: u32) -> Query {
        Query {
            who: Who { person: PersonId(ME), today: today(), bodies: vec![], roles: vec![] },
            shelf,
            sort,
            kinds: vec![],
            processes: if self == Self::Process { vec!["P".to_owned()] } else { vec![] },
            due_until: (self == Self::Urgent).then(|| today() + TimeDelta::days(2)),
            priority_until: (self == Self::Urgent).then_some(1),
            search: vec![],
            after: None,
            first,
        }
    }
}

#[derive(Debug, Clone)]
struct Row {
    body: i64,
    role_set: i64,
    assignee: Option<i64>,
    priority: i32,
    due: i64,
    excluded: bool,
    open: bool,
    /// Days until it comes back; of held tasks only.
    away: Option<i64>,
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (
        1..=BODIES,
        1i64..=2,
        prop::option::weighted(0.3, 1i64..=2),
        0i32..4,
        -3i64..6,
        prop::bool::weighted(0.2),
        prop::bool::weighted(0.9),
        prop::option::weighted(0.3, -1i64..2),
    )
        .prop_map(|(body, role_set, assignee, priority, due, excluded, open, away)| Row {
            body,
            role_set,
            assignee,
            priority,
            due,
            excluded,
            open,
            away: away.filter(|_| assignee.is_some()),
        });
    prop::collection::vec(row, 0..60)
}

/// Cases of odd bodies follow one process, those of even ones another.
const fn process_of(body: i64) -> &'static str {
    if body % 2 == 1 { "P" } else { "Q" }
}

async fn prepare(test: &TestDb) -> store::Db {
    let db = test.open_worker().await.unwrap();
    let tx = db.write(&Scope::Machine).await.unwrap();
    for sql in [
        "INSERT INTO person (id, subject, created_at) VALUES (1, 'me', '2026-01-01T00:00:00Z'), (2, 'other', '2026-01-01T00:00:00Z')",
        "INSERT INTO role_set (id, key) VALUES (1, '2'), (2, '3,13')",
        "INSERT INTO role_set_member (role, role_set) VALUES (2, 1), (3, 2), (13, 2)",
    ] {
        tx.execute(sql, []).await.unwrap();
    }
    for body in 1..=BODIES {
        tx.execute(format!("INSERT INTO body (id, ars, name, kind, land, population, population_on) VALUES ({body}, '07{body:010}', 'B', 'MUNICIPALITY', 'RP', 1, '2024-12-31')"), []).await.unwrap();
        tx.execute(format!("INSERT INTO case_file (id, body_id, office_body_id, process, file_reference, subject, phase, restart_wanted, started_at, outbox_no, journal_no, journal_head, version) VALUES ({body}, {body}, {body}, '{}', 'R{body}', 'S', 'X', false, '2026-01-01T00:00:00Z', 0, 0, '', 1)", process_of(body)), []).await.unwrap();
    }
    tx.commit().await.unwrap();
    db
}

async fn fill(db: &store::Db, rows: &[Row], grants: &[(i64, i32)]) -> Vec<(Row, i64, NaiveDate)> {
    let tx = db.write(&Scope::Machine).await.unwrap();
    for table in ["task_exclusion", "task", "role_grant"] {
        tx.execute(format!("DELETE FROM {table}"), []).await.unwrap();
    }
    for (body, role) in grants {
        tx.execute(format!("INSERT INTO role_grant (person_id, body_id, role, area, valid_from, valid_to) VALUES ({ME}, {body}, {role}, 0, '2026-01-01', '2026-12-31') ON CONFLICT DO NOTHING"), []).await.unwrap();
    }
    let mut placed = Vec::new();
    for (n, row) in (1_i64..).zip(rows) {
        let due = today() + TimeDelta::days(row.due);
        let assignee = row.assignee.map_or("NULL".into(), |a| a.to_string());
        let state = i32::from(!row.open);
        let away = row.away.map_or("NULL".into(), |days| format!("'{}'", today() + TimeDelta::days(days)));
        tx.execute(format!(
            "INSERT INTO task (id, case_id, body_id, kind, step, round, role_set, state, assignee, priority, due_on, follow_up_on, version, opened_at) \
             VALUES ({n}, {b}, {b}, 2, 'S', {n}, {rs}, {state}, {assignee}, {p}, '{due}', {away}, 1, '2026-01-01T00:00:00Z')",
            b = row.body, rs = row.role_set, p = row.priority), []).await.unwrap();
        if row.excluded && row.open {
            tx.execute(format!("INSERT INTO task_exclusion (person_id, task_id, body_id, role_set, due_on) VALUES ({ME}, {n}, {}, {}, '{due}')", row.body, row.role_set), []).await.unwrap();
        }
        placed.push((row.clone(), n, due));
    }
    tx.commit().await.unwrap();
    placed
}

fn lanes(grants: &[(i64, i32)]) -> Vec<(i64, i64)> {
    grants
        .iter()
        .filter_map(|(b, role)| match role {
            2 => Some((*b, 1)),
            3 | 13 => Some((*b, 2)),
            _ => None,
        })
        .collect()
}

fn expected(
    placed: &[(Row, i64, NaiveDate)],
    grants: &[(i64, i32)],
    shelf: Shelf,
    sort: Sort,
    narrow: Narrow,
) -> Vec<i64> {
    let lanes = lanes(grants);
    let held = |r: &Row| r.open && r.assignee == Some(ME) && lanes.iter().any(|(b, _)| *b == r.body);
    let fits = |r: &Row| match shelf {
        Shelf::Mine => held(r) && r.away.is_none_or(|days| days <= 0),
        Shelf::FollowUp => held(r) && r.away.is_some_and(|days| days > 0),
        Shelf::Unassigned => r.open && !r.excluded && r.assignee.is_none() && lanes.contains(&(r.body, r.role_set)),
        Shelf::AllOpen => r.open && !r.excluded && lanes.contains(&(r.body, r.role_set)),
        Shelf::Closed => !r.open && lanes.contains(&(r.body, r.role_set)),
    };
    let mut found: Vec<_> = placed.iter().filter(|(r, _, _)| fits(r) && narrow.fits(r)).collect();
    match (shelf, sort) {
        (Shelf::Closed, _) => found.sort_by_key(|(_, id, _)| std::cmp::Reverse(*id)),
        (_, Sort::Due) => found.sort_by_key(|(_, id, due)| (*due, *id)),
        (_, Sort::Priority) => found.sort_by_key(|(r, id, due)| (r.priority, *due, *id)),
    }
    found.into_iter().map(|(_, id, _)| *id).collect()
}

async fn walk(db: &store::Db, mut query: Query) -> Vec<i64> {
    let tx = db.read(&Scope::Machine).await.unwrap();
    let mut ids = Vec::new();
    loop {
        let (rows, more): (Vec<task::Model>, bool) = page(&tx, &query).await.unwrap();
        ids.extend(rows.iter().map(|r| r.id));
        let Some(last) = rows.last().filter(|_| more) else { return ids };
        query.after = Some(After { priority: last.priority, due_on: last.due_on, id: last.id });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_and_counts_are_what_a_filter_over_everything_gives() {
    for test in databases::both().await.unwrap() {
        let db = prepare(&test).await;
        let name = test.name;
        tokio::task::spawn_blocking(move || {
            let handle = tokio::runtime::Handle::current();
            let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
            let grants = prop::collection::vec((1..=BODIES, prop_oneof![Just(2i32), Just(3), Just(13), Just(7)]), 0..6);
            runner
                .run(&(rows(), grants, 1u32..7), |(rows, grants, first)| {
                    let placed = handle.block_on(fill(&db, &rows, &grants));
                    for narrow in [Narrow::Nothing, Narrow::Process, Narrow::Urgent] {
                        for shelf in [Shelf::Unassigned, Shelf::Mine, Shelf::FollowUp, Shelf::AllOpen, Shelf::Closed] {
                            for sort in [Sort::Due, Sort::Priority] {
                                let got = handle.block_on(walk(&db, narrow.query(shelf, sort, first)));
                                let wanted = expected(&placed, &grants, shelf, sort, narrow);
                                prop_assert_eq!(&got, &wanted, "{} {:?} {:?} {:?}", name, narrow, shelf, sort);
                            }
                        }
                        let (all, left) = handle.block_on(async {
                            let tx = db.read(&Scope::Machine).await.unwrap();
                            let query = narrow.query(Shelf::Unassigned, Sort::Due, 1);
                            (counts::of(&tx, &query.who).await.unwrap(), counts::of_list(&tx, &query).await.unwrap())
                        });
                        prop_assert!(narrow != Narrow::Nothing || all == left);
                        let of = |shelf| expected(&placed, &grants, shelf, Sort::Due, narrow);
                        let late = |ids: &[i64]| {
                            ids.iter().filter(|id| placed[usize::try_from(**id).unwrap() - 1].2 < today()).count()
                                as i64
                        };
                        let (free, mine) = (of(Shelf::Unassigned), of(Shelf::Mine));
                        prop_assert_eq!((left.unassigned, left.overdue), (free.len() as i64, late(&free)));
                        prop_assert_eq!((left.mine, left.mine_overdue), (mine.len() as i64, late(&mine)));
                        prop_assert_eq!(left.follow_up, of(Shelf::FollowUp).len() as i64);
                    }
                    Ok(())
                })
                .unwrap();
        })
        .await
        .unwrap();
    }
}
