//! Colleagues: whom one can ask, delegate to, or name as a deputy.

use super::codes::Role;
use super::types::{Body, Person};
use crate::loaders::Loaders;
use crate::viewer::viewer;
use app::cooperation::list_bodies;
use async_graphql::{Context, Object, SimpleObject};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who has a right of its own today.
#[derive(SimpleObject)]
pub struct Colleague {
    /// Who.
    person: Person,
    /// For which bodies, by official key.
    bodies: Vec<Body>,
    /// As what, in any of them.
    roles: Vec<Role>,
}

#[derive(Default)]
struct Held {
    bodies: BTreeSet<i64>,
    roles: Vec<Role>,
}

/// Queries about colleagues.
#[derive(Default)]
pub struct DirectoryQueries;

#[Object]
impl DirectoryQueries {
    /// Everybody who has a right of its own today for a body you serve, you too.
    #[graphql(complexity = "50 * child_complexity + 1")]
    async fn colleagues(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            default = false,
            desc = "Also those of the other members of your cooperations: whom you can name as a deputy."
        )]
        in_cooperations: bool,
    ) -> async_graphql::Result<Vec<Colleague>> {
        let viewer = viewer(ctx)?;
        let session = viewer.session();
        let loaders = Loaders::of(ctx)?;
        let held = if in_cooperations {
            list_bodies::holders_in_cooperations(viewer.app(), &session).await
        } else {
            list_bodies::holders(viewer.app(), &session, &session.bodies()).await
        };
        let mut people: BTreeMap<i64, Held> = BTreeMap::new();
        for (body, role, person) in loaders.found(held)?.unwrap_or_default() {
            let of_person = people.entry(person.0).or_default();
            of_person.bodies.insert(body.0);
            let role = Role::from(role);
            if !of_person.roles.contains(&role) {
                of_person.roles.push(role);
            }
        }
        let ids: BTreeSet<_> = people.values().flat_map(|held| held.bodies.iter().copied()).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let rows = list_bodies::by_ids(viewer.app(), &session, &ids).await;
        let rows = loaders.found(rows)?.unwrap_or_default();
        let shown = people.into_iter().map(|(person, held)| Colleague {
            person: person.into(),
            bodies: rows.iter().filter(|row| held.bodies.contains(&row.id)).cloned().map(Body).collect(),
            roles: held.roles,
        });
        Ok(shown.collect())
    }
}
