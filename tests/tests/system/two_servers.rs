//! Two `serve` processes over one PostgreSQL: what is done through one is seen at once through the other.
use std::time::Duration;

use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use system_tests::client::global;
use system_tests::forms::{BUYER_ARS, Purchase};
use system_tests::{Database, House, Office, Part, Person, documents};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn subscribe(person: &Person, document: &str, variables: Value) -> Socket {
    let url = format!("{}/graphql/ws", person.site.base).replace("http", "ws");
    let mut request = url.into_client_request().unwrap();
    let headers = request.headers_mut();
    headers.insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
    headers.insert("authorization", format!("Bearer {}", person.token).parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();
    let payload = json!({ "authorization": format!("Bearer {}", person.token) });
    send(&mut socket, json!({ "type": "connection_init", "payload": payload })).await;
    assert_eq!(next(&mut socket).await["type"], "connection_ack");
    let payload = json!({ "query": document, "variables": variables });
    send(&mut socket, json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
    socket
}

async fn send(socket: &mut Socket, message: Value) {
    socket.send(Message::text(message.to_string())).await.unwrap();
}

async fn next(socket: &mut Socket) -> Value {
    loop {
        let message = tokio::time::timeout(Duration::from_secs(20), socket.next()).await.expect("an event in time");
        match message.expect("the socket stays open").unwrap() {
            Message::Text(text) => return serde_json::from_str(&text).unwrap(),
            Message::Close(frame) => panic!("closed: {frame:?}"),
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_subscription_at_one_server_sees_what_is_done_through_the_other() {
    let house = House::build(Database::Postgres).await;
    let (_one, here) = house.serve().await;
    let (_two, there) = house.serve().await;
    let (_work, _relay) = (house.start(Part::Work), house.start(Part::Relay));
    let (office, elsewhere) = (Office::at(&here), Office::at(&there));
    let purchase = Purchase::of(&house.app(), BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    let task = office.next(case, Duration::from_secs(60)).await.unwrap().open.unwrap();

    let watcher = elsewhere.person("erika.sommer").await.unwrap();
    let mut socket = subscribe(&watcher, documents::CASE_CHANGED, json!({ "id": global("Case", case) })).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    office.forward(&purchase, &task).await.unwrap();
    let event = next(&mut socket).await;
    assert_eq!(event["type"], "next", "{event}");
    assert!(event["payload"]["errors"].is_null(), "{event}");
    let standing = elsewhere.next(case, Duration::from_secs(60)).await.unwrap();
    assert_ne!(standing.open.unwrap().id, task.id, "the done task is done everywhere");
}

#[tokio::test]
async fn a_stranger_hears_nothing_of_a_case_of_others() {
    let house = House::build(Database::Postgres).await;
    let (_serve, site) = house.serve().await;
    let office = Office::at(&site);
    let purchase = Purchase::of(&house.app(), BUYER_ARS, 1).await;
    let case = office.begin(&purchase).await.unwrap();
    let stranger = office.person("mara.stein").await.unwrap();
    let mut socket = subscribe(&stranger, documents::CASE_CHANGED, json!({ "id": global("Case", case) })).await;
    let lead = office.person_for(domain::tasks::TaskKind::ReviseRequest).await.unwrap();
    let input = json!({ "caseId": global("Case", case), "reason": "Der Bedarf ist entfallen." });
    lead.change("withdrawProcurement", documents::WITHDRAW, input).await.unwrap().unwrap();
    let heard = tokio::time::timeout(Duration::from_secs(3), next(&mut socket)).await;
    if let Ok(event) = heard {
        assert!(event["payload"]["data"]["caseChanged"].is_null(), "{event}");
    }
}
