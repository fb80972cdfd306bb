//! Lanes: (body, role set) pairs a clerk may work in, as the head of every work-list query.
//!
//! Each open task lies in exactly one lane, so lists have no duplicates and counts add up.

use chrono::NaiveDate;
use domain::cooperation::Role;
use domain::ids::{BodyId, PersonId};
use sea_orm::{DbBackend, Value};
use std::collections::BTreeSet;

/// Values of one statement, numbered as they are pushed.
#[derive(Debug, Default)]
pub struct Values(pub Vec<Value>);

impl Values {
    /// Adds a value and gives its placeholder.
    pub fn push(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }

    /// Adds values and gives `$1,$2,…`.
    pub fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> String {
        values.into_iter().map(|v| self.push(v)).collect::<Vec<_>>().join(",")
    }
}

/// Whose lanes, narrowed by filters.
#[derive(Clone, Debug)]
pub struct Who {
    /// The clerk; lanes of those it stands in for are its own too.
    pub person: PersonId,
    /// The day its rights count for.
    pub today: NaiveDate,
    /// Only these bodies; empty: all.
    pub bodies: Vec<BodyId>,
    /// Only lanes open to these roles; empty: all.
    pub roles: Vec<Role>,
}

/// `p(person_id)`: the clerk and whom it stands in for; `lane(body_id, role_set)`: what it may work in, by its own
/// rights and by those lent to it; `away(person_id)`: whom it stands in for that is absent. Uses `$1` person, `$2`
/// today.
pub fn cte(who: &Who, values: &mut Values, backend: DbBackend) -> String {
    let person = values.push(who.person.0);
    let today = values.push(who.today);
    let (person, today) = if backend == DbBackend::Postgres {
        (format!("{person}::bigint"), format!("{today}::date"))
    } else {
        (person, today)
    };
    let mut narrow = String::new();
    // each once: a caller may repeat itself, and a statement takes only so many values
    let bodies: BTreeSet<_> = who.bodies.iter().map(|b| b.0).collect();
    let roles: BTreeSet<_> = who.roles.iter().map(|r| i32::from(r.number())).collect();
    if !bodies.is_empty() {
        narrow += &format!(" AND g.body_id IN ({})", values.list(bodies));
    }
    if !roles.is_empty() {
        narrow += &format!(" AND g.role IN ({})", values.list(roles));
    }
    let granted = format!("g.valid_from <= {today} AND g.valid_to >= {today} AND g.area IN (0, 1){narrow}");
    let stands_in = format!("d.deputy_id = {person} AND d.valid_from <= {today} AND d.valid_to >= {today}");
    format!(
        "p(person_id) AS MATERIALIZED (SELECT {person} UNION ALL SELECT d.principal_id FROM deputyship d WHERE {stands_in}), \
         away(person_id) AS MATERIALIZED (SELECT DISTINCT d.principal_id FROM deputyship d JOIN absence a ON a.person_id = d.principal_id \
         WHERE {stands_in} AND a.valid_from <= {today} AND a.valid_to >= {today}), \
         may(body_id, role) AS (SELECT g.body_id, g.role FROM role_grant g WHERE g.person_id = {person} AND {granted} \
         UNION SELECT g.body_id, g.role FROM deputyship d JOIN role_grant g ON g.person_id = d.principal_id \
         WHERE {stands_in} AND {granted} AND {LENT}), \
         lane AS MATERIALIZED (SELECT DISTINCT m.body_id, r.role_set FROM may m JOIN role_set_member r ON r.role = m.role)"
    )
}

/// What a deputyship `d` lends of a grant `g`: the same as `domain::cooperation::Extent::lends`, for procurement.
const LENT: &str = "(d.bodies IS NULL OR d.bodies LIKE '%,' || g.body_id || ',%') \
     AND (d.roles IS NULL OR d.roles LIKE '%,' || g.role || ',%') \
     AND (d.areas IS NULL OR d.areas LIKE '%,0,%' OR d.areas LIKE '%,1,%')";
