//! Documents over REST: large ones in constant memory, versions, hashes, other people's, and bad ones.
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use futures::{StreamExt, stream};
use reqwest::{Method, StatusCode};
use serde_json::Value;
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::{Database, House, Office, Person};

const MIB: usize = 1 << 20;
const LARGE_MIB: usize = 100;

/// Bytes that do not compress and differ from piece to piece.
fn piece(number: usize) -> Bytes {
    let mut chance = system_tests::chaos::Chance::quiet(number as u64);
    let words = (0..MIB / 8).flat_map(|_| chance.draw().to_le_bytes());
    words.collect::<Vec<u8>>().into()
}

async fn upload(person: &Person, path: &str, body: impl Into<reqwest::Body>) -> (StatusCode, Value) {
    let request = person.documents(Method::POST, path).header("content-type", "application/pdf");
    let answer = request.body(body).send().await.unwrap();
    let status = answer.status();
    (status, answer.json().await.unwrap_or_default())
}

async fn a_case(house: &House, office: &Office) -> (i64, Person) {
    let purchase = Purchase::of(&house.app(), BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    (case, office.person("erika.sommer").await.unwrap())
}

#[tokio::test]
async fn a_hundred_megabytes_go_in_and_come_out_in_constant_memory() {
    let house = House::build(Database::Sqlite).await;
    let (serve, site) = house.serve().await;
    let office = Office::at(&site);
    let (case, person) = a_case(&house, &office).await;
    // what is allocated once on first use does not count as growth
    let (status, said) = upload(&person, &format!("cases/{case}?name=klein.pdf"), piece(0)).await;
    assert_eq!(status, StatusCode::CREATED, "{said}");
    let before_kib = serve.resident_kib();
    let mut most_kib = before_kib;

    let mut sent = Context::new(&SHA256);
    for number in 0..LARGE_MIB {
        sent.update(&piece(number));
    }
    let sent = hex::encode(sent.finish());
    let pieces = stream::iter((0..LARGE_MIB).map(|number| Ok::<_, std::io::Error>(piece(number))));
    let body = reqwest::Body::wrap_stream(pieces);
    let path = format!("cases/{case}?name=plan.pdf");
    let sending = upload(&person, &path, body);
    tokio::pin!(sending);
    let (status, said) = loop {
        tokio::select! {
            done = &mut sending => break done,
            () = tokio::time::sleep(std::time::Duration::from_millis(50)) => most_kib = most_kib.max(serve.resident_kib()),
        }
    };
    assert_eq!(status, StatusCode::CREATED, "{said}");
    assert_eq!(said["sha256"], sent.as_str());

    let answer = person.documents(Method::GET, said["documentId"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.headers()["etag"], format!("\"{sent}\"").as_str());
    let (mut received, mut size) = (Context::new(&SHA256), 0);
    let mut pieces = answer.bytes_stream();
    while let Some(some) = pieces.next().await {
        let some = some.unwrap();
        size += some.len();
        received.update(&some);
        most_kib = most_kib.max(serve.resident_kib());
    }
    assert_eq!((size, hex::encode(received.finish())), (LARGE_MIB * MIB, sent));
    let growth_mib = most_kib.saturating_sub(before_kib) / 1024;
    assert!(growth_mib < 40, "grew by {growth_mib} MiB");
}

#[tokio::test]
async fn versions_stay_apart_and_other_peoples_documents_do_not_exist() {
    let house = House::build(Database::Postgres).await;
    let (_serve, site) = house.serve().await;
    let office = Office::at(&site);
    let (case, person) = a_case(&house, &office).await;
    let (_, first) = upload(&person, &format!("cases/{case}?name=angebot.pdf"), "eins").await;
    let id = first["documentId"].as_str().unwrap();
    let (status, second) = upload(&person, &format!("{id}/versions?name=angebot.pdf"), "zwei").await;
    assert_eq!((status, &second["version"]), (StatusCode::CREATED, &Value::from(2)));
    for (path, text) in
        [(id.to_owned(), "zwei"), (format!("{id}/versions/1"), "eins"), (format!("{id}/versions/2"), "zwei")]
    {
        let answer = person.documents(Method::GET, &path).send().await.unwrap();
        assert_eq!(answer.text().await.unwrap(), text, "{path}");
    }
    let stranger = office.person("mara.stein").await.unwrap();
    for path in [id.to_owned(), format!("{id}/versions/1"), "99999".to_owned(), "-1".to_owned(), "x".to_owned()] {
        let answer = stranger.documents(Method::GET, &path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let (status, said) = upload(&stranger, &format!("cases/{case}?name=fremd.pdf"), "drei").await;
    assert_eq!((status, &said["code"]), (StatusCode::NOT_FOUND, &Value::from("NOT_FOUND")));
    let nobody = Person { token: String::new(), ..person };
    let answer = nobody.documents(Method::GET, id).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_upload_over_the_limit_or_broken_off_leaves_nothing_behind() {
    let house = House::build(Database::Sqlite).await;
    let (mut recipe, port) = house.part(system_tests::Part::Serve);
    recipe.env.push(("VERBUND_DOCUMENTS__MAX_BYTES".to_owned(), "3000000".to_owned()));
    let mut serve = system_tests::Process::start(recipe);
    let site = system_tests::Site::new(port);
    system_tests::house::ready(&mut serve, &site).await;
    let office = Office::at(&site);
    let (case, person) = a_case(&house, &office).await;
    let path = format!("cases/{case}?name=gross.pdf");
    // a little over: the whole request arrives and is answered
    let pieces = stream::iter((0..3).map(|number| Ok::<_, std::io::Error>(piece(number))));
    let (status, said) = upload(&person, &path, reqwest::Body::wrap_stream(pieces)).await;
    assert_eq!((status, &said["code"]), (StatusCode::PAYLOAD_TOO_LARGE, &Value::from("DOCUMENT_TOO_LARGE")));
    // far over: nobody reads on; the sender may see the line cut before it sees why
    let pieces = stream::iter((0..60).map(|number| Ok::<_, std::io::Error>(piece(number))));
    let request = person.documents(Method::POST, &path).body(reqwest::Body::wrap_stream(pieces));
    assert!(request.send().await.map_or(true, |answer| answer.status() == StatusCode::PAYLOAD_TOO_LARGE));
    let broken = stream::iter([Ok(piece(0)), Err(std::io::Error::other("the line is cut"))]);
    let request = person.documents(Method::POST, &path).body(reqwest::Body::wrap_stream(broken));
    assert!(request.send().await.is_err() || site.is_ready().await);
    let kept = testkit::wait_until(
        || files_below(&house.data_dir().join("documents")) == 0,
        std::time::Duration::from_secs(10),
    );
    assert!(kept.await, "half a document stayed in the store");
}

fn files_below(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files_below(&entry.path()) } else { 1 }).sum()
}

#[tokio::test]
async fn an_xml_bomb_is_stored_as_what_it_is_and_never_becomes_an_invoice() {
    let house = House::build(Database::Sqlite).await;
    let (_serve, site) = house.serve().await;
    let (_work, _relay) = (house.start(system_tests::Part::Work), house.start(system_tests::Part::Relay));
    let (office, app) = (Office::at(&site), house.app());
    let purchase = Purchase::of(&app, BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    let until = Some(domain::tasks::TaskKind::RecordInvoice);
    office.work(case, &purchase, until, std::time::Duration::from_secs(90)).await.unwrap();
    let clerk = office.person_for(domain::tasks::TaskKind::RecordInvoice).await.unwrap();
    let task = office.look(case).await.unwrap().open.unwrap();
    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;\">]><Invoice>&b;&b;</Invoice>",
        "a".repeat(5_000)
    );
    let deep = "<Invoice>".repeat(200_000);
    for (name, xml) in
        [("bombe.xml", bomb.as_str()), ("tief.xml", &deep), ("kaputt.xml", "<Invoice>"), ("leer.xml", " ")]
    {
        let request = clerk
            .documents(Method::POST, &format!("cases/{case}?name={name}"))
            .header("content-type", "application/xml");
        let answer = request.body(xml.to_owned()).send().await.unwrap();
        let (status, said) = (answer.status(), answer.json::<Value>().await.unwrap_or_default());
        if status != StatusCode::CREATED {
            assert!(status.is_client_error(), "{name}: {status} {said}");
            continue;
        }
        let document: i64 = said["documentId"].as_str().unwrap().parse().unwrap();
        let form = serde_json::json!({ "receivedOn": purchase.today, "documentId": document });
        let refused = office.complete_as(&clerk, &task, "RECORDED", form).await.unwrap().unwrap_err();
        assert!(!refused.is_empty(), "{name}");
    }
    assert!(system_tests::books::case(&app, case).await.invoices.is_empty());
    // the process goes on as if nothing had been
    office.work(case, &purchase, None, std::time::Duration::from_secs(90)).await.unwrap();
}
