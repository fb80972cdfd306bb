//! (a), first half: page and counts at the store, without HTTP: what the database alone costs.

use std::time::Instant;

use anyhow::Result;
use chrono::NaiveDate;
use domain::cooperation::Session;
use domain::ids::PersonId;
use store::tasks::work_list::{Query, Shelf, Sort, page};
use store::tasks::{Who, counts};
use store::{Db, Scope};

use crate::clerks::Class;
use crate::measure::{Figure, Samples};
use crate::place::Place;

const WARM_UP: usize = 20;

/// Pages and counts for random clerks of each class.
pub async fn measure(place: &Place, today: NaiveDate, requests: usize) -> Result<Vec<Figure>> {
    let db = place.people().await?;
    let mut figures = Vec::new();
    for class in Class::ALL {
        let (mut pages, mut counted) = (Samples::default(), Samples::default());
        for (n, clerk) in class.clerks().take(requests + WARM_UP).enumerate() {
            let (scope, query) = ready(&db, clerk, today).await?;
            let begun = Instant::now();
            let tx = db.read(&scope).await?;
            page(&tx, &query).await?;
            drop(tx);
            let paged = begun.elapsed();
            let begun = Instant::now();
            let tx = db.read(&scope).await?;
            counts::of(&tx, &query.who).await?;
            drop(tx);
            if n >= WARM_UP {
                pages.push(paged);
                counted.push(begun.elapsed());
            }
        }
        figures.push(Figure::p95('a', format!("page in the store, {}", class.name()), place.name, &pages, None));
        figures.push(Figure::p95('a', format!("counts in the store, {}", class.name()), place.name, &counted, None));
    }
    Ok(figures)
}

async fn ready(db: &Db, clerk: u64, today: NaiveDate) -> Result<(Scope, Query)> {
    let person = PersonId(i64::try_from(clerk)?);
    let tx = db.read(&Scope::SignIn).await?;
    let grants = store::cooperation::rights::of_person(&tx, person, today).await?;
    let scope = Scope::of(&Session::new(person, today, grants));
    let who = Who { person, today, bodies: Vec::new(), roles: Vec::new() };
    let query = Query {
        who,
        shelf: Shelf::Unassigned,
        sort: Sort::Due,
        kinds: Vec::new(),
        processes: Vec::new(),
        due_until: None,
        priority_until: None,
        search: vec![],
        after: None,
        first: 50,
    };
    Ok((scope, query))
}
