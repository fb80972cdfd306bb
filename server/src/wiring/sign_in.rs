//! Persons and browser sessions as `app` keeps them.

use std::collections::{BTreeMap, BTreeSet};

use app::App;
use app::cooperation::sign_in::{self, BrowserSession};
use chrono::{DateTime, Utc};
use domain::cooperation::{Grant, Role};
use domain::ids::PersonId;
use futures::FutureExt;
use futures::future::BoxFuture;
use store::Scope;

use crate::auth::local_login::{DemoPerson, DemoPersons};
use crate::auth::{Fault, Persons, SessionRecord, Sessions, TokenHash};

/// Sign-in over the use cases.
#[derive(Clone)]
pub struct SignInStore(pub App);

impl Persons for SignInStore {
    fn by_subject<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<Option<PersonId>, Fault>> {
        async move { Ok(sign_in::person_of_subject(&self.0, subject).await?) }.boxed()
    }
}

impl Sessions for SignInStore {
    fn create(&self, session: SessionRecord) -> BoxFuture<'_, Result<(), Fault>> {
        async move {
            let kept = BrowserSession {
                id_hash: hex::encode(session.id_hash),
                person: session.person_id,
                csrf_hash: hex::encode(session.csrf_hash),
                expires_at: session.expires_at,
            };
            Ok(sign_in::keep_browser_session(&self.0, &kept).await?)
        }
        .boxed()
    }

    fn find(&self, id_hash: TokenHash, _now: DateTime<Utc>) -> BoxFuture<'_, Result<Option<SessionRecord>, Fault>> {
        async move {
            let found = sign_in::browser_session(&self.0, &hex::encode(id_hash)).await?;
            found.map(|kept| record(id_hash, &kept)).transpose()
        }
        .boxed()
    }

    fn delete(&self, id_hash: TokenHash) -> BoxFuture<'_, Result<(), Fault>> {
        async move { Ok(sign_in::end_browser_session(&self.0, &hex::encode(id_hash)).await?) }.boxed()
    }
}

fn record(id_hash: TokenHash, kept: &BrowserSession) -> Result<SessionRecord, Fault> {
    let mut csrf_hash = TokenHash::default();
    hex::decode_to_slice(&kept.csrf_hash, &mut csrf_hash)?;
    Ok(SessionRecord { id_hash, csrf_hash, person_id: kept.person, expires_at: kept.expires_at })
}

impl DemoPersons for SignInStore {
    fn list(&self) -> BoxFuture<'_, Result<Vec<DemoPerson>, Fault>> {
        async move { Ok(demo_persons(&self.0).await?) }.boxed()
    }
}

/// All persons with their roles of today. For the local login only, where everybody on this
/// machine may be anybody.
async fn demo_persons(app: &App) -> app::Result<Vec<DemoPerson>> {
    let tx = app.machine().read(&Scope::Machine).await?;
    let mut all = Vec::new();
    for (person, name) in store::cooperation::persons::all(&tx).await? {
        let id = PersonId(person.id);
        let grants = store::cooperation::rights::of_person(&tx, id, app.today()).await?;
        let bodies: Vec<i64> = grants.iter().map(|grant| grant.body.0).collect();
        let bodies: BTreeMap<i64, String> = store::cooperation::bodies::find_many(&tx, &bodies)
            .await?
            .into_iter()
            .map(|body| (body.id, body.name))
            .collect();
        let roles = describe(&grants, &bodies);
        let name = name.unwrap_or_else(|| person.subject.clone());
        all.push(DemoPerson { subject: person.subject, name, roles });
    }
    Ok(all)
}

/// Roles that hold for the same bodies are said once: `Vergabestelle, Angebotsöffnung – Kusel, Linz am Rhein`.
fn describe(grants: &[Grant], names: &BTreeMap<i64, String>) -> Vec<String> {
    let mut places: BTreeMap<Role, BTreeSet<&str>> = BTreeMap::new();
    for grant in grants {
        let place = names.get(&grant.body.0).map_or("?", String::as_str);
        places.entry(grant.role).or_default().insert(place);
    }
    let mut roles: BTreeMap<Vec<&str>, Vec<&str>> = BTreeMap::new();
    for (role, places) in places {
        roles.entry(places.into_iter().collect()).or_default().push(role_name(role));
    }
    roles.into_iter().map(|(places, roles)| format!("{} – {}", roles.join(", "), places.join(", "))).collect()
}

/// The role as a clerk calls it.
fn role_name(role: Role) -> &'static str {
    match role {
        Role::Requester => "Bedarfsstelle",
        Role::Buyer => "Vergabestelle",
        Role::Budget => "Haushalt",
        Role::Evaluator => "Wertung",
        Role::Opener => "Angebotsöffnung",
        Role::Decider => "Entscheidung",
        Role::Auditor => "Rechnungsprüfung",
        Role::CertifierFactual => "Sachliche Feststellung",
        Role::CertifierArithmetic => "Rechnerische Feststellung",
        Role::Orderer => "Anordnung",
        Role::Treasury1 => "Kasse, erste Unterschrift",
        Role::Treasury2 => "Kasse, zweite Unterschrift",
        Role::Clerk => "Sachbearbeitung",
        Role::Signer => "Zeichnung",
        Role::Registry => "Registratur",
        Role::Archive => "Archiv",
        Role::Lead => "Leitung",
        Role::Member => "Mitglied",
        Role::Steering => "Lenkungsgruppe",
        Role::Supervisor => "Kommunalaufsicht",
        Role::Operator => "Betrieb",
    }
}
