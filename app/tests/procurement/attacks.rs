//! What somebody with a valid login, bad luck with the network, or two tries at once must not bring about.

use crate::walk::Walk;
use crate::world::{World, codes, reason};
use app::engine::begin_step::StepRef;
use app::engine::deliver_outbox::{self, RowKind};
use app::engine::resolve_incidents::{Decision, resolve};
use app::engine::{deliver_outbox::lease, open_incident::from_outside};
use app::procurement::claim_refund::claim;
use app::procurement::withdraw_procurement::withdraw;
use app::tasks::nudge_task::{Nudge, nudge};
use app::tasks::open_task::open;
use app::tasks::undo_completion::undo;
use chrono::TimeDelta;
use domain::cooperation::Role;
use domain::ids::{CaseId, IncidentId};
use domain::procurement::phase::Phase;
use domain::tasks::TaskKind;
use domain::wake::Resolution;
use serde_json::json;
use store::Scope;
use testkit::databases::both;

const WHY: &str = "so kann es nicht bleiben";

async fn deliver_all(world: &World, case: CaseId) {
    for batch in lease(&world.app, "relay", 10).await.unwrap() {
        let last = batch.rows.last().unwrap().no;
        deliver_outbox::delivered(&world.app, case, "relay", last).await.unwrap();
    }
}

#[tokio::test]
async fn undoing_an_earlier_task_does_not_take_back_what_a_later_one_said() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Receipt).await;
        let first = walk.open().await;
        walk.person(Role::Requester, "PARTIAL", walk.receipt(2_000)).await;
        world.wait(TimeDelta::seconds(11));
        deliver_all(&world, walk.case).await;
        walk.person(Role::Requester, "PARTIAL", walk.receipt(1_000)).await;
        let who = world.who(Role::Requester);
        assert_eq!(codes(undo(&world.app, &who, first).await), ["UNDO_TOO_LATE"], "{}", world.test.name);
        let received: i64 = world.view(walk.case).await.receipts.iter().map(|r| r.quantity_milli).sum();
        assert_eq!(received, 3_000);
    }
}

#[tokio::test]
async fn what_was_tried_once_is_not_taken_back_for_it_may_have_arrived() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Receipt).await;
        deliver_all(&world, walk.case).await;
        let task = walk.open().await;
        walk.person(Role::Requester, "COMPLETE", walk.receipt(5_000)).await;
        world.wait(TimeDelta::seconds(11));
        let batches = lease(&world.app, "relay", 10).await.unwrap();
        let no = batches[0].rows[0].no;
        for _ in 0..4 {
            deliver_outbox::failed(&world.app, walk.case, "relay", no, "timeout", false).await.unwrap();
            lease(&world.app, "relay", 10).await.unwrap();
        }
        let who = world.who(Role::Requester);
        assert_eq!(codes(undo(&world.app, &who, task).await), ["UNDO_TOO_LATE"], "{}", world.test.name);
    }
}

#[tokio::test]
async fn the_process_does_not_hear_by_asking_what_may_still_be_taken_back() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Receipt).await;
        let task = walk.open().await;
        walk.person(Role::Requester, "COMPLETE", walk.receipt(5_000)).await;
        let state = json!({});
        let at = StepRef { case: walk.case, step: "RECEIPT", round: 1, last_no: 1, snapshot_no: 99, state: &state };
        let asked = || open(&world.app, &at, TaskKind::RecordReceipt);
        assert_eq!(asked().await.unwrap().closed, None, "{}", world.test.name);
        assert_eq!(nudge(&world.app, &at, task, Nudge::Remind).await.unwrap(), None);
        world.wait(TimeDelta::seconds(11));
        assert_eq!(asked().await.unwrap().closed.as_deref(), Some("COMPLETE"));
        assert_eq!(nudge(&world.app, &at, task, Nudge::Remind).await.unwrap().as_deref(), Some("COMPLETE"));
        let report = app::journal::verify_journal::verify(&world.app, &[]).await.unwrap();
        assert_eq!((report.broken, report.cases), (None, 1));
    }
}

#[tokio::test]
async fn a_restart_wished_while_rows_are_under_way_is_not_forgotten() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let case = world.start(50_000).await;
        let batches = lease(&world.app, "relay", 10).await.unwrap();
        let incident = from_outside(&world.app, case, "WORKFLOW_TASK_FAILING", "x").await.unwrap();
        decide(&world, incident, Resolution::Retry).await;
        deliver_outbox::delivered(&world.app, case, "relay", batches[0].rows[0].no).await.unwrap();
        assert!(world.case(case).await.restart_wanted, "{}", world.test.name);
        let again = lease(&world.app, "relay", 10).await.unwrap();
        assert_eq!(again[0].rows[0].kind, RowKind::Restart);
        deliver_outbox::failed(&world.app, case, "relay", again[0].rows[0].no, "never", true).await.unwrap();
        assert!(!world.case(case).await.restart_wanted, "an incident waits instead");
        let open = app::engine::resolve_incidents::list(&world.app, &world.who(Role::Lead), true, None, None, 9).await;
        let open = open.unwrap();
        assert_eq!(open.iter().map(|i| i.kind.as_str()).collect::<Vec<_>>(), ["WORKFLOW_RESTART_FAILED"]);
        decide(&world, IncidentId(open[0].id), Resolution::Retry).await;
        assert!(world.case(case).await.restart_wanted);
        deliver_outbox::restarted(&world.app, case).await.unwrap();
        assert!(!world.case(case).await.restart_wanted);
    }
}

async fn decide(world: &World, incident: IncidentId, resolution: Resolution) {
    let decision = Decision { resolution, reason: Some(WHY), salt: [3; 16] };
    let refused = resolve(&world.app, &world.who(Role::Lead), &[incident], &decision).await.unwrap();
    assert!(refused.is_empty(), "{refused:?}");
}

#[tokio::test]
async fn an_aborted_case_is_begun_anew_at_its_end_so_that_nothing_of_it_runs_on() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let case = world.start(50_000).await;
        let incident = from_outside(&world.app, case, "WORKFLOW_TASK_FAILING", "x").await.unwrap();
        decide(&world, incident, Resolution::Abort).await;
        assert_eq!(world.case(case).await.phase, "ABORTED");
        let batches = lease(&world.app, "relay", 10).await.unwrap();
        let kinds: Vec<_> = batches[0].rows.iter().map(|r| r.kind).collect();
        assert_eq!(kinds, [RowKind::Restart], "{}", world.test.name);
        let state = deliver_outbox::start_input(&world.app, case).await.unwrap();
        assert_eq!((&state["state"]["phase"], &state["lastNo"]), (&json!("ABORTED"), &json!(1)));
    }
}

#[tokio::test]
async fn a_row_left_out_keeps_its_number_for_the_process_counts() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        deliver_all(&world, walk.case).await;
        walk.to(Phase::ProcedureChoice).await;
        let batches = lease(&world.app, "relay", 10).await.unwrap();
        let no = batches[0].rows[0].no;
        deliver_outbox::failed(&world.app, walk.case, "relay", no, "never", true).await.unwrap();
        world.wait(TimeDelta::seconds(60));
        assert!(lease(&world.app, "relay", 10).await.unwrap().is_empty(), "held");
        let open = app::engine::resolve_incidents::list(&world.app, &world.who(Role::Lead), true, None, None, 9).await;
        decide(&world, IncidentId(open.unwrap()[0].id), Resolution::Skip).await;
        let batches = lease(&world.app, "relay", 10).await.unwrap();
        assert_eq!((batches[0].rows[0].no, &batches[0].rows[0].payload["type"]), (no, &json!("LEFT_OUT")));
    }
}

#[tokio::test]
async fn who_releases_an_order_does_not_place_it() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Ordering).await;
        let releaser = world.with_roles(world.person(Role::Decider), &[Role::Decider, Role::Buyer]);
        let (_, outcome, form) = walk.usual();
        assert_eq!(codes(walk.attempt(&releaser, outcome, form).await), ["FOUR_EYES"], "{}", world.test.name);
        walk.to(Phase::Receipt).await;
    }
}

#[tokio::test]
async fn no_refund_is_claimed_on_a_file_that_is_being_closed() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.to(Phase::Closed).await;
        let who = world.who(Role::Buyer);
        assert_eq!(codes(claim(&world.app, &who, walk.case, 100, WHY, [0; 16]).await), ["CASE_ENDED"]);
        walk.machine().await;
        assert!(world.case(walk.case).await.ended_at.is_some());
    }
}

#[tokio::test]
async fn an_erased_person_s_reasons_stand_nowhere_in_clear() {
    for test in both().await.unwrap() {
        let world = World::new(test).await;
        let line = world.budget("1", 1_000_000).await;
        let mut walk = Walk::new(&world, 50_000, line).await;
        walk.person(Role::Budget, "RETURN", reason()).await;
        withdraw(&world.app, &world.who(Role::Requester), walk.case, WHY, [0; 16]).await.unwrap();
        for subject in ["budget", "requester"] {
            app::cooperation::erase_person::erase(&world.app, subject).await.unwrap();
        }
        assert_eq!(world.view(walk.case).await.procurement.withdrawal_reason, None, "{}", world.test.name);
        let tx = world.app.machine().read(&Scope::Machine).await.unwrap();
        let tasks = store::tasks::rows::of_cases(&tx, &[walk.case.0]).await.unwrap();
        let ids: Vec<_> = tasks.iter().map(|t| t.id).collect();
        let forms = store::tasks::rows::forms(&tx, &ids).await.unwrap();
        assert!(!forms.is_empty() && forms.iter().all(|f| !f.data.contains("Dienstanweisung")), "{forms:?}");
        drop(tx);
        world.journal_holds(walk.case).await;
    }
}
