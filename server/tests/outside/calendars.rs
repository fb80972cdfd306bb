//! Calendar feeds over HTTP: a token opens one, anything else is not there.

use crate::house::{CALENDAR_TOKEN, House};

#[tokio::test]
async fn a_calendar_reads_its_feed_without_a_session_and_guesses_find_nothing() {
    let house = House::start().await;
    let get = |name: String| house.http.get(format!("{}/calendar/{name}", house.base)).send();
    let feed = get(format!("{CALENDAR_TOKEN}.ics")).await.unwrap();
    assert_eq!(feed.status(), 200);
    assert_eq!(feed.headers()["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(feed.headers()["cache-control"], "private, no-store");
    let other = CALENDAR_TOKEN.replace('A', "B");
    for name in [CALENDAR_TOKEN.to_owned(), format!("{other}.ics"), ".ics".to_owned(), format!("{CALENDAR_TOKEN}x.ics")]
    {
        assert_eq!(get(name.clone()).await.unwrap().status(), 404, "{name}");
    }
}
