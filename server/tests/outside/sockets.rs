//! Subscriptions over graphql-transport-ws: who gets in, and when the socket ends.

use std::time::Duration;

use chrono::TimeDelta;
use futures::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::house::House;

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn open(house: &House, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
    let mut request = house.url("/graphql/ws").replace("http", "ws").into_client_request().unwrap();
    request.headers_mut().insert("sec-websocket-protocol", "graphql-transport-ws".parse().unwrap());
    for (name, value) in headers {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(other) => panic!("{other}"),
    }
}

async fn send(socket: &mut Socket, text: &str) {
    socket.send(Message::text(text.to_owned())).await.unwrap();
}

/// The next text, or the code the socket was closed with.
async fn next(socket: &mut Socket) -> Result<String, u16> {
    loop {
        let message = tokio::time::timeout(Duration::from_secs(15), socket.next());
        match message.await.expect("an answer in time") {
            Some(Ok(Message::Text(text))) => return Ok(text.to_string()),
            Some(Ok(Message::Close(Some(frame)))) => return Err(frame.code.into()),
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return Err(0),
        }
    }
}

async fn until_closed(socket: &mut Socket) -> u16 {
    loop {
        if let Err(code) = next(socket).await {
            return code;
        }
    }
}

async fn subscribed(socket: &mut Socket, init: &str) {
    send(socket, init).await;
    assert!(next(socket).await.unwrap().contains("connection_ack"));
    send(socket, r#"{"type":"subscribe","id":"1","payload":{"query":"subscription{ticks}"}}"#).await;
    assert!(next(socket).await.unwrap().contains(r#""ticks":0"#));
    assert!(next(socket).await.unwrap().contains(r#""ticks":1"#));
}

const INIT: &str = r#"{"type":"connection_init"}"#;

#[tokio::test]
async fn a_browser_subscribes_by_its_session_and_logout_ends_the_socket() {
    let house = House::start().await;
    let (cookie, csrf) = house.session().await;
    let origin = house.base.clone();
    let mut socket = open(&house, &[("cookie", &cookie), ("origin", &origin)]).await.unwrap();
    subscribed(&mut socket, INIT).await;
    let logout = house.http.post(house.url("/auth/logout"));
    logout.header("cookie", cookie).header("x-csrf-token", csrf).send().await.unwrap();
    assert_eq!(until_closed(&mut socket).await, 4401);
}

#[tokio::test]
async fn a_session_deleted_by_another_process_ends_the_socket() {
    let house = House::start().await;
    let (cookie, _) = house.session().await;
    let mut socket = open(&house, &[("cookie", &cookie)]).await.unwrap();
    subscribed(&mut socket, INIT).await;
    house.memory.sessions.lock().unwrap().clear();
    assert_eq!(until_closed(&mut socket).await, 4401);
}

#[tokio::test]
async fn the_socket_ends_with_the_sessions_time() {
    let house = House::with(TimeDelta::milliseconds(800), false).await;
    let (cookie, _) = house.session().await;
    let mut socket = open(&house, &[("cookie", &cookie)]).await.unwrap();
    subscribed(&mut socket, INIT).await;
    assert_eq!(until_closed(&mut socket).await, 4401);
}

#[tokio::test]
async fn a_machine_signs_in_by_connection_init() {
    let house = House::start().await;
    let mut socket = open(&house, &[]).await.unwrap();
    let bearer = house.bearer();
    let init = format!(r#"{{"type":"connection_init","payload":{{"authorization":"{bearer}"}}}}"#);
    subscribed(&mut socket, &init).await;

    for refused in [INIT, r#"{"type":"connection_init","payload":{"authorization":"Bearer a.b.c"}}"#] {
        let mut socket = open(&house, &[]).await.unwrap();
        send(&mut socket, refused).await;
        assert!(next(&mut socket).await.is_err());
    }
}

#[tokio::test]
async fn nothing_is_answered_before_sign_in() {
    let house = House::start().await;
    let mut socket = open(&house, &[]).await.unwrap();
    send(&mut socket, r#"{"type":"subscribe","id":"1","payload":{"query":"{me}"}}"#).await;
    assert!(next(&mut socket).await.is_err());
}

#[tokio::test]
async fn who_never_says_anything_is_let_go() {
    let house = House::start().await;
    let mut socket = open(&house, &[]).await.unwrap();
    assert_eq!(until_closed(&mut socket).await, 4408);
}

#[tokio::test]
async fn foreign_pages_and_bad_cookies_do_not_get_in() {
    let house = House::start().await;
    let (cookie, _) = house.session().await;
    let foreign = open(&house, &[("cookie", &cookie), ("origin", "https://evil.example")]).await;
    assert_eq!(foreign.err(), Some(403));
    assert_eq!(open(&house, &[("cookie", "verbund_session=x")]).await.err(), Some(401));
    let old = [("sec-websocket-protocol", "graphql-ws")];
    assert_eq!(open(&house, &old).await.err(), Some(400));
    assert_eq!(house.http.get(house.url("/graphql/ws")).send().await.unwrap().status(), 426);
}

#[tokio::test]
async fn a_stopping_server_says_so() {
    let house = House::start().await;
    let (cookie, _) = house.session().await;
    let mut socket = open(&house, &[("cookie", &cookie)]).await.unwrap();
    subscribed(&mut socket, INIT).await;
    house.stopping.cancel();
    assert_eq!(until_closed(&mut socket).await, 1001);
}

#[tokio::test]
async fn garbage_closes_the_socket_and_nothing_else() {
    let house = House::start().await;
    let mut socket = open(&house, &[]).await.unwrap();
    send(&mut socket, "\u{0}{{{").await;
    assert!(next(&mut socket).await.is_err());
    assert!(open(&house, &[]).await.is_ok());
}
