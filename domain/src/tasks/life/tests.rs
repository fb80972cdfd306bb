//! The life of a task under every order of verbs: four eyes, delegation, absence, several signatures.
#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

fn task(holder: Holder, excluded: &[i64]) -> Task {
    Task {
        state: State::Open,
        holder,
        version: 3,
        excluded: excluded.iter().map(|p| Hands::own(PersonId(*p))).collect(),
        delegator: None,
        holder_absent: false,
        needed: 1,
        signed: vec![],
    }
}

fn verbs() -> impl Strategy<Value = Verb> {
    prop_oneof![
        Just(Verb::Claim),
        Just(Verb::Release),
        Just(Verb::Complete),
        Just(Verb::Cancel),
        Just(Verb::Edit),
        (0i64..4).prop_map(|p| Verb::Assign(PersonId(p))),
        Just(Verb::SendBack),
        Just(Verb::GiveBack),
        Just(Verb::TakeBack),
        Just(Verb::Unassign),
        (0i64..4).prop_map(|p| Verb::Delegate(PersonId(p))),
    ]
}

fn own(person: i64) -> Hands {
    Hands::own(PersonId(person))
}

/// The task after a verb, as the database would keep it.
fn after(now: &Task, verb: Verb, hands: Hands) -> Result<Task, Error> {
    let change = now.decide(verb, hands, now.version)?;
    let mut next = Task {
        state: change.state,
        holder: change.holder,
        delegator: change.delegator,
        version: now.version + 1,
        ..now.clone()
    };
    if verb == Verb::Complete {
        next.signed.push(hands);
    }
    Ok(next)
}

#[test]
fn a_delegate_answers_and_the_owner_decides() {
    let held = task(Holder::Person(PersonId(1)), &[]);
    let delegated = after(&held, Verb::Delegate(PersonId(2)), own(1)).unwrap();
    assert_eq!((delegated.holder, delegated.delegator), (Holder::Person(PersonId(2)), Some(PersonId(1))));
    for verb in [Verb::Complete, Verb::Release, Verb::Delegate(PersonId(3))] {
        assert_eq!(after(&delegated, verb, own(2)), Err(Error::Delegated), "{verb:?}");
    }
    assert_eq!(after(&delegated, Verb::Assign(PersonId(3)), own(3)), Err(Error::Delegated));
    assert_eq!(after(&delegated, Verb::GiveBack, own(3)), Err(Error::NotDelegated));
    let back = after(&delegated, Verb::GiveBack, own(2)).unwrap();
    assert_eq!((back.holder, back.delegator), (Holder::Person(PersonId(1)), None));
    let taken = after(&delegated, Verb::TakeBack, own(1)).unwrap();
    assert_eq!(taken.holder, Holder::Person(PersonId(1)));
    assert_eq!(after(&held, Verb::Delegate(PersonId(1)), own(1)), Err(Error::ToOneself));
}

#[test]
fn who_stands_in_for_an_absent_holder_goes_on_and_nobody_else() {
    let away = Task { holder_absent: true, ..task(Holder::Person(PersonId(1)), &[]) };
    let deputy = Hands { actor: PersonId(2), represented: PersonId(1) };
    assert_eq!(after(&away, Verb::Claim, deputy).unwrap().holder, Holder::Person(PersonId(2)));
    assert_eq!(after(&away, Verb::Claim, own(2)), Err(Error::HeldByOther));
    let back = Task { holder_absent: false, ..away };
    assert_eq!(after(&back, Verb::Claim, deputy), Err(Error::HeldByOther));
}

#[test]
fn one_refusal_ends_what_several_must_sign() {
    let wanted = Task { needed: 3, ..task(Holder::Free, &[]) };
    assert_eq!(after(&wanted, Verb::SendBack, own(1)).unwrap().state, State::Done);
}

#[test]
fn two_clerks_cannot_both_finish_what_they_saw() {
    let seen = task(Holder::Free, &[]);
    let changed = Task { version: 4, ..seen };
    assert_eq!(changed.decide(Verb::Complete, Hands::own(PersonId(1)), 3), Err(Error::Stale { seen: 3, actual: 4 }));
}

#[test]
fn the_requester_cannot_release_the_own_budget_not_even_through_a_deputy() {
    let release = task(Holder::Free, &[1]);
    assert_eq!(release.decide(Verb::Complete, Hands::own(PersonId(1)), 3), Err(Error::FourEyes));
    let deputy = Hands { actor: PersonId(2), represented: PersonId(1) };
    assert_eq!(release.decide(Verb::Claim, deputy, 3), Err(Error::FourEyes));
}

proptest! {
    #[test]
    fn no_sequence_of_verbs_leads_out_of_a_closed_task_or_past_four_eyes(
        steps in proptest::collection::vec((verbs(), 0i64..4), 1..20), excluded in 0i64..4,
    ) {
        let mut now = task(Holder::Free, &[excluded]);
        for (verb, actor) in steps {
            let before = now.clone();
            if let Ok(change) = now.decide(verb, Hands::own(PersonId(actor)), now.version) {
                prop_assert_eq!(before.state, State::Open);
                now = Task { state: change.state, holder: change.holder, delegator: change.delegator, version: now.version + 1, ..now };
                prop_assert!(now.state != State::Done || now.holder != Holder::Person(PersonId(excluded)));
                prop_assert!(now.holder != Holder::Person(PersonId(excluded)));
                prop_assert!(now.delegator != Some(PersonId(excluded)));
            }
        }
    }

    #[test]
    fn a_task_is_agreed_to_by_as_many_distinct_natural_persons_as_it_needs(
        needed in 1u32..4, steps in proptest::collection::vec((0i64..5, 0i64..5), 1..30),
    ) {
        let mut now = Task { needed, ..task(Holder::Free, &[]) };
        for (actor, represented) in steps {
            let hands = Hands { actor: PersonId(actor), represented: PersonId(represented) };
            if let Ok(next) = after(&now, Verb::Complete, hands) {
                now = next;
            }
        }
        let mut persons: Vec<_> = now.signed.iter().flat_map(|h| {
            if h.actor == h.represented { vec![h.actor] } else { vec![h.actor, h.represented] }
        }).collect();
        let all = persons.len();
        persons.sort_unstable();
        persons.dedup();
        prop_assert_eq!(persons.len(), all, "a natural person stands in two signatures");
        if now.state == State::Done {
            prop_assert!(now.signed.len() == needed as usize && persons.len() >= needed as usize);
        } else {
            prop_assert!(now.signed.len() < needed as usize);
        }
    }
}
