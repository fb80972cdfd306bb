//! A case for the auditors: everything in it, the look itself logged, and an export of a published shape.

use crate::walk::Walk;
use crate::world::{World, codes};
use app::journal::audit_case::{Purpose, open, schema};
use domain::cooperation::Role;
use domain::procurement::phase::Phase;
use std::path::Path;
use testkit::databases::both;

#[tokio::test]
async fn an_audit_shows_every_step_with_its_rule_and_is_itself_a_step() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("11100.01", 500_000).await;
        let mut walk = Walk::new(&world, 90_000, line).await;
        walk.to(Phase::Receipt).await;
        app::journal::seal_heads::seal(&world.app).await.unwrap();
        let auditor = world.with_roles(world.person(Role::Lead), &[Role::Auditor]);
        let record = open(&world.app, &auditor, walk.case, Purpose::View).await.unwrap();
        let numbers: Vec<_> = record.steps.iter().map(|s| s.number).collect();
        assert_eq!(numbers, (1..=record.chain.entries).collect::<Vec<_>>(), "{}", world.test.name);
        assert!(record.chain.holds && record.chain.sealed_up_to == Some(record.chain.entries), "{:?}", record.chain);
        assert_eq!(record.steps.last().unwrap().hash, record.chain.head);
        let choice = record.steps.iter().find(|s| s.event == "PROCEDURE_CHOSEN").unwrap();
        assert!(choice.rules.iter().all(|key| record.rules.iter().any(|r| r.key == *key && !r.source.is_empty())));
        assert!(!choice.rules.is_empty() && choice.actor.as_ref().unwrap().name.is_some());

        let again = open(&world.app, &auditor, walk.case, Purpose::Json).await.unwrap();
        let look = again.steps.last().unwrap();
        assert_eq!((look.event.as_str(), &look.facts["purpose"]), ("CASE_AUDITED", &"VIEW".into()));
        assert_eq!(look.actor.as_ref().unwrap().id, auditor.person().0);
        world.journal_holds(walk.case).await;

        let json = serde_json::to_value(&again).unwrap();
        let errors: Vec<_> =
            jsonschema::validator_for(&schema()).unwrap().iter_errors(&json).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[tokio::test]
async fn only_auditors_and_supervisors_of_the_body_may_audit() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let case = world.start(90_000).await;
        for role in [Role::Buyer, Role::Lead, Role::Treasury1] {
            assert_eq!(codes(open(&world.app, &world.who(role), case, Purpose::View).await), ["NO_RIGHT"], "{role}");
        }
        assert_eq!(codes(open(&world.app, &world.stranger(), case, Purpose::Pdf).await), ["NOT_FOUND"]);
        let before = world.case(case).await.journal_no;
        let supervisor = world.with_roles(world.person(Role::Lead), &[Role::Supervisor]);
        open(&world.app, &supervisor, case, Purpose::View).await.unwrap();
        assert_eq!(world.case(case).await.journal_no, before + 1, "a refused look leaves nothing, a look one entry");
    }
}

#[test]
fn the_shape_of_the_export_is_the_published_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/audit-record.schema.json");
    let made = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    // for a look at the difference
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit-record.schema.json"), &made).unwrap();
    assert!(std::fs::read_to_string(path).unwrap_or_default() == made, "docs/audit-record.schema.json is stale");
}
