//! What the statistics say of tasks, and that no figure is about one person.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn piece(body: i64, person: i64, tasks: i64) -> Piece {
    let person = (person > 0).then_some(PersonId(person));
    Piece { span: 0, body: BodyId(body), kind: TaskKind::ReleaseBudget, person, tasks, seconds: tasks * 100 }
}

fn by_body(pieces: &[Piece]) -> Vec<Figure> {
    let group = |p: &Piece| Group { span: Some(p.span), body: Some(p.body), kind: None };
    figures(pieces, group, |p| Group { span: Some(p.span), body: None, kind: None })
}

fn shown(figures: &[Figure], body: Option<i64>) -> Option<i64> {
    figures.iter().find(|f| f.group.body == body.map(BodyId)).unwrap().sum.map(|s| s.tasks)
}

#[test]
fn weeks_begin_on_monday_and_days_are_those_of_germany() {
    let weeks = spans(Division::Week, day("2026-11-25"), day("2026-12-01")).unwrap();
    assert_eq!(weeks.iter().map(|s| s.first_on).collect::<Vec<_>>(), [day("2026-11-23"), day("2026-11-30")]);
    let months = spans(Division::Month, day("2026-10-31"), day("2026-11-01")).unwrap();
    assert_eq!(months[0].last_on, day("2026-10-31"));
    // October has the hour of summer time more
    let (from, to) = months[0].instants();
    assert_eq!((to - from).num_hours(), 31 * 24 + 1);
    assert_eq!(from.to_rfc3339(), "2026-09-30T22:00:00+00:00");
    assert_eq!(spans(Division::Week, day("2000-01-01"), day("2026-01-01")), None);
    assert_eq!(spans(Division::Week, day("2026-01-09"), day("2025-01-01")), None);
}

#[test]
fn a_group_of_two_is_hidden_and_so_is_the_total_that_would_give_it_away() {
    let pieces = [piece(1, 1, 5), piece(1, 2, 5), piece(2, 3, 1), piece(2, 4, 1), piece(2, 5, 1)];
    let all = by_body(&pieces);
    assert_eq!((shown(&all, Some(1)), shown(&all, Some(2)), shown(&all, None)), (None, Some(3), None));
}

#[test]
fn two_hidden_groups_of_four_persons_together_do_not_hide_their_total() {
    let pieces = [piece(1, 1, 5), piece(1, 2, 5), piece(2, 3, 1), piece(2, 4, 1)];
    let all = by_body(&pieces);
    assert_eq!((shown(&all, Some(1)), shown(&all, Some(2)), shown(&all, None)), (None, None, Some(12)));
}

#[test]
fn what_nobody_holds_is_nobodys_figure() {
    let all = by_body(&[piece(1, 0, 7)]);
    assert_eq!((shown(&all, Some(1)), shown(&all, None)), (Some(7), Some(7)));
}

proptest! {
    #[test]
    fn nothing_shown_gives_away_fewer_than_three_persons(
        raw in proptest::collection::vec((1i64..5, 0i64..7, 1i64..4), 0..40)
    ) {
        let pieces: Vec<_> = raw.iter().map(|(body, person, tasks)| piece(*body, *person, *tasks)).collect();
        let all = by_body(&pieces);
        let persons = |bodies: &BTreeSet<BodyId>| -> BTreeSet<PersonId> {
            pieces.iter().filter(|p| bodies.contains(&p.body)).filter_map(|p| p.person).collect()
        };
        let mut hidden = BTreeSet::new();
        for figure in &all {
            let Some(body) = figure.group.body else { continue };
            let behind = persons(&BTreeSet::from([body])).len();
            prop_assert_eq!(figure.sum.is_none(), behind == 1 || behind == 2);
            if figure.sum.is_none() { hidden.insert(body); }
        }
        if let Some(total) = all.iter().find(|f| f.group.body.is_none()).and_then(|f| f.sum) {
            // total minus what is shown: what is left is nobody's, or that of three at least
            let left = persons(&hidden).len();
            prop_assert!(left == 0 || left >= FEWEST_PERSONS);
            prop_assert_eq!(total.tasks, pieces.iter().map(|p| p.tasks).sum::<i64>());
        }
    }
}
