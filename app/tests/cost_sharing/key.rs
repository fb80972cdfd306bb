//! Agreement and key: who may make them, what they lack, and that nobody changes a frozen one.

use crate::ring::{Ring, codes, day};
use app::cost_sharing::draft_key::draft;
use app::cost_sharing::freeze_key::{Signed, freeze};
use app::cost_sharing::{import_measures, read_shared};
use sea_orm::ConnectionTrait;
use testkit::databases::both;

#[tokio::test]
async fn two_persons_freeze_a_key_and_nobody_changes_it_again() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let app = &ring.app;
        let bare = draft(app, &ring.lena(), &ring.key_draft()).await.unwrap();
        assert_eq!(codes(freeze(app, &ring.lena(), bare).await), ["MEASURE_MISSING"], "{}", ring.test.name);
        import_measures::import(app, &ring.lena(), ring.cooperation, &Ring::population_csv()).await.unwrap();
        assert_eq!(codes(freeze(app, &ring.karla(), bare).await), ["NO_RIGHT"], "a member only reads");
        assert_eq!(codes(freeze(app, &ring.stranger(), bare).await), ["NOT_FOUND"]);
        assert_eq!(freeze(app, &ring.lena(), bare).await.unwrap(), Signed::First);
        assert_eq!(codes(freeze(app, &ring.lena(), bare).await), ["FOUR_EYES"], "{}", ring.test.name);
        assert_eq!(freeze(app, &ring.bernd(), bare).await.unwrap(), Signed::Frozen);
        assert_eq!(codes(freeze(app, &ring.bernd(), bare).await), ["KEY_FROZEN"]);
        let (row, measures) = read_shared::key_version(app, &ring.karla(), bare).await.unwrap();
        assert!(row.frozen_at.is_some());
        assert_eq!(measures.len(), 5, "{}: frozen with the measures of the day", ring.test.name);
        let owner = sea_orm::Database::connect(&ring.test.worker_url).await.unwrap();
        for sql in ["UPDATE key_version SET number = 9", "DELETE FROM key_version", "UPDATE key_measure SET value = 1"]
        {
            owner.execute_unprepared(sql).await.unwrap_err();
        }
    }
}

#[tokio::test]
async fn measures_of_no_member_or_no_kind_are_named_by_their_line() {
    for test in both().await.unwrap() {
        let ring = Ring::new(test).await;
        ring.agree().await;
        let csv = "ars;kind;value;reference_on;source\n071310007077;POPULATION;1;2024-12-31;X Y Z\n073120000000;SHOES;1;2024-12-31;X Y Z\n";
        let refused = import_measures::import(&ring.app, &ring.lena(), ring.cooperation, csv).await;
        let Err(app::Error::Refused(why)) = refused else { panic!("taken") };
        let named: Vec<_> = why.iter().map(|r| (r.field.as_deref().unwrap(), r.code)).collect();
        assert_eq!(named, [("line 2", "NOT_A_MEMBER"), ("line 3", "MEASURE_KIND_UNKNOWN")]);
        let none = read_shared::measures(&ring.app, &ring.lena(), ring.cooperation).await.unwrap();
        assert!(none.is_empty(), "{}: all or none", ring.test.name);
        assert_eq!(
            codes(import_measures::import(&ring.app, &ring.stranger(), ring.cooperation, csv).await),
            ["NOT_FOUND"]
        );
    }
}

#[tokio::test]
async fn a_key_says_where_its_measures_come_from() {
    let ring = Ring::new(testkit::databases::sqlite().await.unwrap()).await;
    ring.agree().await;
    let mut bare = ring.key_draft();
    bare.references.clear();
    assert_eq!(codes(draft(&ring.app, &ring.lena(), &bare).await), ["REFERENCE_MISSING"]);
    let mut heavy = ring.key_draft();
    heavy.key.components[0].weight = Some("1/2".parse().unwrap());
    assert_eq!(codes(draft(&ring.app, &ring.lena(), &heavy).await), ["WEIGHTS_NOT_ONE"]);
    let mut odd = ring.key_draft();
    odd.valid_to = Some(day("2025-01-01"));
    assert_eq!(codes(draft(&ring.app, &ring.lena(), &odd).await), ["VALIDITY_INVALID"]);
}
