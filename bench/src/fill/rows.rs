//! The made-up country as SQL: every row is computed from its number, so that two runs measure the same.
//!
//! A clerk serves 12 bodies (every sixtieth: 300) in 3 of 8 roles; one body has a twentieth of all tasks; one
//! clerk in twenty stands in for another; of the open tasks some are held, some closed to one clerk by four eyes.

use chrono::NaiveDate;
use domain::cooperation::Role;
use domain::tasks::TaskKind;
use sea_orm::DbBackend;

use super::Size;

/// Municipalities; about as many as Germany has.
pub const BODIES: u64 = 11_000;
pub const CLERKS: u64 = 12_000;
/// Every so manieth clerk serves [`WIDE`] bodies.
pub const WIDE_EVERY: u64 = 60;
const WIDE: u64 = 300;
const NARROW: u64 = 12;
/// A clerk's bodies lie this far apart; without a common factor with [`BODIES`].
const STRIDE: u64 = 917;
/// Roles in the order in which clerks get three of them.
const ROLES: [Role; 8] = [
    Role::Buyer,
    Role::Budget,
    Role::Decider,
    Role::CertifierFactual,
    Role::CertifierArithmetic,
    Role::Orderer,
    Role::Treasury1,
    Role::Clerk,
];
const INSTANT: &str = "'2026-01-02T08:00:00+00:00'";

/// Statements in order, each with what it makes.
pub fn all(
    backend: DbBackend,
    size: Size,
    today: NaiveDate,
    role_sets: &[(TaskKind, i64)],
) -> Vec<(&'static str, String)> {
    let country = Country { backend, size, today, role_sets };
    vec![
        ("bodies", country.bodies()),
        ("persons", country.persons()),
        ("names", country.names()),
        ("rights", country.rights()),
        ("deputies", country.deputies()),
        ("cases", country.cases()),
        ("tasks", country.tasks()),
        ("exclusions", country.exclusions()),
        (
            "rules",
            format!(
                "INSERT INTO rule_set (id, name, data, source, loaded_at) VALUES (1, 'bench', '{{}}', 'made up', {INSTANT})"
            ),
        ),
        ("procurements", country.procurements()),
        ("serial", country.serial()),
    ]
}

struct Country<'a> {
    backend: DbBackend,
    size: Size,
    today: NaiveDate,
    role_sets: &'a [(TaskKind, i64)],
}

/// Numbers `1..=last` as `n(i)`.
fn numbers(last: u64) -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {last})")
}

/// 0..65535, scattered: Knuth's multiplicative hash.
fn scattered(expression: &str, salt: u64) -> String {
    format!("((({expression} + {}) * 2654435761) % 4294967296) / 65536", salt * 1_000_003)
}

/// The clerk who serves body `b` as its `j`-th.
fn clerk_of(body: &str, j: &str) -> String {
    format!("((({body}) - 1 + {} - ({j}) * {STRIDE}) % {BODIES}) + 1", BODIES * NARROW)
}

impl Country<'_> {
    fn day(&self, offset: &str) -> String {
        match self.backend {
            DbBackend::Postgres => format!("(DATE '{}' + ({offset})::int)", self.today),
            _ => format!("date('{}', ({offset}) || ' days')", self.today),
        }
    }

    fn never(&self) -> &'static str {
        if self.backend == DbBackend::Postgres { "DATE '9999-12-31'" } else { "'9999-12-31'" }
    }

    fn bodies(&self) -> String {
        let day = self.day("0");
        let n = numbers(BODIES);
        format!(
            "INSERT INTO body (id, ars, name, kind, land, population, population_on) {n} \
             SELECT i, CAST(70000000000 + i AS TEXT), 'Gemeinde ' || i, 'MUNICIPALITY', 'RP', 800 + i % 9000, {day} FROM n"
        )
    }

    fn persons(&self) -> String {
        let n = numbers(CLERKS);
        format!("INSERT INTO person (id, subject, created_at) {n} SELECT i, 'clerk-' || i, {INSTANT} FROM n")
    }

    fn names(&self) -> String {
        let n = numbers(CLERKS);
        format!("INSERT INTO person_name (person_id, display_name) {n} SELECT i, 'Kraft ' || i FROM n")
    }

    fn rights(&self) -> String {
        let roles: Vec<_> =
            ROLES.iter().enumerate().map(|(at, role)| format!("WHEN {at} THEN {}", role.number())).collect();
        let (from, to) = (self.day("-300"), self.day("300"));
        let n = numbers(CLERKS);
        format!(
            "INSERT INTO role_grant (person_id, body_id, role, area, valid_from, valid_to) {n}, \
             j(j) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT j + 1 FROM j WHERE j < {last}), \
             k(k) AS (SELECT 0 UNION ALL SELECT 1 UNION ALL SELECT 3) \
             SELECT i, ((i - 1 + j * {STRIDE}) % {BODIES}) + 1, CASE (i + k) % 8 {roles} END, 0, {from}, {to} \
             FROM n CROSS JOIN j CROSS JOIN k WHERE j < {NARROW} OR i % {WIDE_EVERY} = 0",
            last = WIDE - 1,
            roles = roles.join(" "),
        )
    }

    fn deputies(&self) -> String {
        let (from, to) = (self.day("-3"), self.day("12"));
        let n = numbers(CLERKS);
        format!(
            "INSERT INTO deputyship (principal_id, deputy_id, valid_from, valid_to) {n} \
             SELECT (i + 6000) % {CLERKS} + 1, i, {from}, {to} FROM n WHERE i % 20 = 7"
        )
    }

    fn body_of_task(&self) -> String {
        let big = self.size.open_tasks / 20;
        format!("CASE WHEN i <= {big} THEN 1 ELSE 2 + ({}) % {} END", scattered("i", 1), BODIES - 1)
    }

    fn cases(&self) -> String {
        let n = numbers(self.size.open_tasks + self.size.done_tasks);
        let head = store::journal::hex(&domain::journal::GENESIS);
        let body = self.body_of_task();
        format!(
            "INSERT INTO case_file (id, body_id, office_body_id, process, file_reference, subject, phase, restart_wanted, started_at, \
             outbox_no, journal_no, journal_head, version) {n}, b AS (SELECT i, {body} AS body FROM n) \
             SELECT i, body, body, 'PROCUREMENT', '1.1-' || i || '/2026', 'Beschaffung ' || i, 'REQUESTED', false, {INSTANT}, 0, 0, '{head}', 1 FROM b"
        )
    }

    fn tasks(&self) -> String {
        let Size { open_tasks, done_tasks } = self.size;
        let n = numbers(open_tasks + done_tasks);
        let kinds: Vec<_> = self
            .role_sets
            .iter()
            .enumerate()
            .map(|(at, (kind, _))| format!("WHEN {at} THEN {}", kind.number()))
            .collect();
        let sets: Vec<_> =
            self.role_sets.iter().enumerate().map(|(at, (_, set))| format!("WHEN {at} THEN {set}")).collect();
        let body = self.body_of_task();
        let (what, luck, when) = (scattered("i", 2), scattered("i", 3), scattered("i", 4));
        let holder = clerk_of("body", "luck % 12");
        let due = self.day("due % 140 - 15");
        let never = self.never();
        format!(
            "INSERT INTO task (id, case_id, body_id, kind, step, round, role_set, state, assignee, priority, due_on, version, outcome, \
             opened_at, closed_at, closed_by, closed_for) {n}, \
             b AS (SELECT i, {body} AS body, ({what}) % {k} AS kind, ({luck}) % 1200 AS luck, ({when}) % 1400 AS due FROM n) \
             SELECT i, i, body, CASE kind {kinds} END, 'STEP', 1, CASE kind {sets} END, \
             CASE WHEN i > {open_tasks} THEN 1 ELSE 0 END, CASE WHEN luck < 180 OR i > {open_tasks} THEN {holder} END, 1 + luck % 5, \
             CASE WHEN due % 10 = 0 THEN {never} ELSE {due} END, 1, CASE WHEN i > {open_tasks} THEN 'RELEASE' END, {INSTANT}, \
             {closed}, CASE WHEN i > {open_tasks} THEN {holder} END, CASE WHEN i > {open_tasks} THEN {holder} END FROM b",
            k = self.role_sets.len(),
            kinds = kinds.join(" "),
            sets = sets.join(" "),
            closed = self.instant_if(&format!("i > {open_tasks}")),
        )
    }

    fn instant_if(&self, condition: &str) -> String {
        let kind = if self.backend == DbBackend::Postgres { "TIMESTAMPTZ " } else { "" };
        format!("CASE WHEN {condition} THEN {kind}{INSTANT} END")
    }

    fn exclusions(&self) -> String {
        let person = clerk_of("body_id", "id % 12");
        let luck = scattered("id", 5);
        format!(
            "INSERT INTO task_exclusion (person_id, task_id, body_id, role_set, due_on) \
             SELECT {person}, id, body_id, role_set, due_on FROM task WHERE state = 0 AND ({luck}) % 50 = 0"
        )
    }

    /// For the cases whose task is a release of the order: these are completed when completions are measured.
    fn procurements(&self) -> String {
        let kind = TaskKind::ReleaseOrder.number();
        let day = self.day("-10");
        format!(
            "INSERT INTO procurement (case_id, body_id, request, category, commodity, estimate_net_cents, estimate_gross_cents, cost_centre, \
             started_on, rule_set_id, requester_id, procedure, regime, min_quotes, reserved_cents, committed_cents, spent_cents, \
             refunded_cents, supplier_id, quote_net_cents, receipt_complete, version) \
             SELECT case_id, body_id, '{{}}', 'SUPPLIES_SERVICES', 'Papier', 42000, 49980, '1.1', {day}, 1, 1, 'DIRECT_ORDER', 'NATIONAL', 1, \
             49980, 0, 0, 0, NULL, 41000, false, 1 FROM task WHERE kind = {kind} AND state = 0"
        )
    }

    /// Ids that the database gives next must lie behind ours.
    fn serial(&self) -> String {
        if self.backend != DbBackend::Postgres {
            return "SELECT 1".to_owned();
        }
        let tables = ["body", "person", "case_file", "task", "rule_set", "role_set"];
        let set =
            |t: &&str| format!("setval(pg_get_serial_sequence('{t}', 'id'), (SELECT COALESCE(MAX(id), 1) FROM {t}))");
        format!("SELECT {}", tables.iter().map(set).collect::<Vec<_>>().join(", "))
    }
}
