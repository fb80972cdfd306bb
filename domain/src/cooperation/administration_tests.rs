//! Who may change rights and rules: nobody for himself, two for a rule, and the last lead stays.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use crate::ids::BodyId;
use proptest::prelude::*;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
}

fn right(role: Role, holder: i64, from: u32, to: u32) -> Grant {
    Grant { body: BodyId(1), role, area: Area::All, holder: PersonId(holder), valid_from: day(from), valid_to: day(to) }
}

fn deputy(actor: i64, represented: i64) -> Hands {
    Hands { actor: PersonId(actor), represented: PersonId(represented) }
}

#[test]
fn nobody_grants_himself_a_right_not_even_through_a_deputy() {
    let new = right(Role::Orderer, 7, 10, 20);
    for hands in [deputy(7, 7), deputy(3, 7), deputy(7, 3)] {
        assert_eq!(may_grant(hands, &new, &[], day(10)), Err(Error::OwnRight));
    }
    assert_eq!(may_grant(deputy(3, 3), &new, &[], day(10)), Ok(()));
}

#[test]
fn rights_begin_today_at_the_earliest_and_once() {
    let hands = deputy(1, 1);
    assert_eq!(may_grant(hands, &right(Role::Clerk, 2, 9, 20), &[], day(10)), Err(Error::Backdated));
    assert_eq!(may_grant(hands, &right(Role::Clerk, 2, 12, 11), &[], day(10)), Err(Error::EndsBeforeItBegins));
    let there = [right(Role::Clerk, 2, 1, 12)];
    assert_eq!(may_grant(hands, &right(Role::Clerk, 2, 12, 20), &there, day(10)), Err(Error::AlreadyThere));
    assert_eq!(may_grant(hands, &right(Role::Clerk, 2, 13, 20), &there, day(10)), Ok(()));
}

#[test]
fn the_last_lead_stays_and_one_of_two_may_go() {
    let (one, other) = (right(Role::Lead, 1, 1, 28), right(Role::Lead, 2, 1, 28));
    assert_eq!(may_end(&one, &[], day(14), day(15)), Err(Error::LastLead));
    assert_eq!(may_end(&one, &[other], day(14), day(15)), Ok(()));
    // one who leads something else only is no help
    let elsewhere = Grant { area: Area::JointTender, ..other };
    assert_eq!(may_end(&one, &[elsewhere], day(14), day(15)), Err(Error::LastLead));
    assert_eq!(may_deactivate(deputy(2, 2), PersonId(1), &[one], day(15)), Err(Error::LastLead));
    assert_eq!(may_deactivate(deputy(2, 2), PersonId(1), &[one, other], day(15)), Ok(()));
}

#[test]
fn a_right_ends_yesterday_at_the_earliest_and_only_once() {
    let clerk = right(Role::Clerk, 1, 1, 20);
    assert_eq!(may_end(&clerk, &[], day(13), day(15)), Err(Error::Backdated));
    assert_eq!(may_end(&clerk, &[], day(20), day(15)), Err(Error::Ended));
    assert_eq!(may_end(&clerk, &[], day(14), day(15)), Ok(()));
}

#[test]
fn a_rule_needs_two_natural_persons() {
    assert_eq!(second_person(deputy(1, 2), deputy(2, 2)), Err(Error::SamePerson));
    assert_eq!(second_person(deputy(1, 1), deputy(3, 1)), Err(Error::SamePerson));
    assert_eq!(second_person(deputy(1, 2), deputy(3, 4)), Ok(()));
}

#[test]
fn addresses_and_names_are_held_to_a_shape() {
    assert!(["a@b.de", " eva.roth@linz.example "].iter().all(|e| email(e).is_ok()));
    assert!(["", "a", "a@", "@b.de", "a@b", "a@b@c.de", "a b@c.de"].iter().all(|e| email(e).is_err()));
    assert!(["", " ", "a b", "erased:7", "a\u{0}"].iter().all(|s| subject(s).is_err()));
    assert_eq!(subject(" eva.roth "), Ok("eva.roth"));
}

#[derive(Debug, Clone)]
enum Move {
    Grant { by: i64, to: i64, lead: bool },
    End { by: i64, at: prop::sample::Index },
    Deactivate { by: i64, whom: i64 },
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        (0i64..5, 0i64..5, any::<bool>()).prop_map(|(by, to, lead)| Move::Grant { by, to, lead }),
        (0i64..5, any::<prop::sample::Index>()).prop_map(|(by, at)| Move::End { by, at }),
        (0i64..5, 0i64..5).prop_map(|(by, whom)| Move::Deactivate { by, whom }),
    ];
    proptest::collection::vec(one, 0..40)
}

proptest! {
    #[test]
    fn whatever_leads_do_one_lead_is_left_and_nobody_gained_by_his_own_hand(moves in moves()) {
        let today = day(15);
        let mut rights = vec![right(Role::Lead, 0, 1, 28)];
        for step in moves {
            let leads = |rights: &[Grant], who: i64| rights.iter().any(|g| administers(g) && g.holder == PersonId(who) && g.valid_to >= today);
            match step {
                Move::Grant { by, to, lead } if leads(&rights, by) => {
                    let role = if lead { Role::Lead } else { Role::Clerk };
                    let new = right(role, to, 15, 28);
                    if may_grant(deputy(by, by), &new, &rights, today).is_ok() {
                        prop_assert_ne!(by, to);
                        rights.push(new);
                    }
                }
                Move::End { by, at } if leads(&rights, by) => {
                    let at = at.index(rights.len());
                    let mut after = rights.clone();
                    let ending = after.remove(at);
                    if may_end(&ending, &after, day(14), today).is_ok() {
                        rights = after;
                    }
                }
                Move::Deactivate { by, whom }
                    if leads(&rights, by)
                        && may_deactivate(deputy(by, by), PersonId(whom), &rights, today).is_ok() =>
                {
                    rights.retain(|g| g.holder != PersonId(whom));
                }
                _ => {}
            }
            prop_assert!(has_lead(&rights, day(14), today));
        }
    }
}
