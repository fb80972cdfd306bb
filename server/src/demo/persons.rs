//! Invented persons, at least one in every role. The first group serves the Südwest-Cluster as a pooled office,
//! the second IKONE-DS members only: neither sees the other's cases.

use super::members::{IKONE_ONLY, SUEDWEST};
use domain::cooperation::Role;

/// A demo person.
#[derive(Debug)]
pub struct Person {
    /// Subject of the token.
    pub subject: &'static str,
    /// Name.
    pub name: &'static str,
    /// Roles.
    pub roles: &'static [Role],
    /// Keys of the bodies it serves.
    pub bodies: &'static [&'static str],
    /// Power to order payments, gross cents.
    pub ordering_limit_cents: Option<i64>,
}

const fn person(
    subject: &'static str,
    name: &'static str,
    roles: &'static [Role],
    bodies: &'static [&'static str],
) -> Person {
    Person { subject, name, roles, bodies, ordering_limit_cents: None }
}

/// Everybody.
pub const PERSONS: &[Person] = &[
    person("erika.sommer", "Erika Sommer", &[Role::Requester], &SUEDWEST),
    person("benedikt.kern", "Benedikt Kern", &[Role::Buyer, Role::Opener], &SUEDWEST),
    person("hanna.vogt", "Hanna Vogt", &[Role::Budget], &SUEDWEST),
    person("dirk.albrecht", "Dirk Albrecht", &[Role::Decider, Role::Evaluator], &SUEDWEST),
    person("clara.neumann", "Clara Neumann", &[Role::Clerk], &SUEDWEST),
    person("fritz.hartmann", "Fritz Hartmann", &[Role::CertifierFactual], &SUEDWEST),
    person("rita.lorenz", "Rita Lorenz", &[Role::CertifierArithmetic], &SUEDWEST),
    Person {
        ordering_limit_cents: Some(5_000_000),
        ..person("olaf.brandt", "Olaf Brandt", &[Role::Orderer], &SUEDWEST)
    },
    person("karin.weiss", "Karin Weiß", &[Role::Treasury1], &SUEDWEST),
    person("konrad.engel", "Konrad Engel", &[Role::Treasury2], &SUEDWEST),
    person("aylin.demir", "Aylin Demir", &[Role::Lead, Role::Steering, Role::Member], &SUEDWEST),
    person("tobias.lang", "Tobias Lang", &[Role::Lead], &SUEDWEST),
    person("paul.richter", "Paul Richter", &[Role::Auditor], &SUEDWEST),
    person("regine.koch", "Regine Koch", &[Role::Registry, Role::Archive, Role::Signer], &SUEDWEST),
    person("ivo.petrov", "Ivo Petrov", &[Role::Operator], &SUEDWEST),
    person("susanne.graf", "Susanne Graf", &[Role::Supervisor], &SUEDWEST),
    person("mara.stein", "Mara Stein", &[Role::Requester, Role::Clerk], &IKONE_ONLY),
    person("jonas.wolf", "Jonas Wolf", &[Role::Buyer], &IKONE_ONLY),
    person("lena.frank", "Lena Frank", &[Role::Budget, Role::Decider], &IKONE_ONLY),
];

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_role_is_held_by_somebody() {
        for role in Role::iter() {
            assert!(PERSONS.iter().any(|p| p.roles.contains(&role)), "{role} is held by nobody");
        }
    }

    #[test]
    fn nobody_serves_both_groups() {
        for person in PERSONS {
            let both = person.bodies.iter().any(|b| SUEDWEST.contains(b))
                && person.bodies.iter().any(|b| IKONE_ONLY.contains(b));
            assert!(!both, "{}", person.subject);
        }
    }
}
