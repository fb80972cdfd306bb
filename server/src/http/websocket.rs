//! GraphQL subscriptions: graphql-transport-ws on `/graphql/ws`.
//!
//! A browser signs in by its cookie, which a foreign page could make it send: hence the check of
//! `Origin`. A machine sends `{"authorization": "Bearer …"}` in `connection_init`. The socket ends
//! when the sign-in does; the client comes back and fetches anew.

use std::borrow::Cow;
use std::time::Duration;

use async_graphql::http::{WebSocket as Protocol, WebSocketProtocols, WsMessage};
use async_graphql::{Data, Executor};
use axum::Router;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::Utc;
use futures::{SinkExt, StreamExt, future};
use tokio::sync::oneshot;

use super::Site;
use super::graphql::MAX_BODY_BYTES;
use super::origin;
use super::problem::Problem;
use crate::auth::{SignedIn, signed_in};

const PROTOCOL: &str = "graphql-transport-ws";
/// A client that never says `connection_init` is let go.
const INIT_LIMIT: Duration = Duration::from_secs(10);
/// Keeps proxies from closing a quiet socket, and notices dead peers.
const PING_EVERY: Duration = Duration::from_secs(30);
/// Close codes of the protocol, and one of ours in the same spirit.
const INIT_TIMEOUT: (u16, &str) = (4408, "Connection initialisation timeout");
const SIGN_IN_OVER: (u16, &str) = (4401, "Sign-in is over");
const GOING_AWAY: (u16, &str) = (1001, "Server is stopping");

#[derive(Clone)]
struct Door<E> {
    site: Site,
    executor: E,
}

pub fn routes<E: Executor>(site: Site, executor: E) -> Router {
    Router::new().route("/graphql/ws", get(open::<E>)).with_state(Door { site, executor })
}

async fn open<E: Executor>(
    State(door): State<Door<E>>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let upgrade = upgrade.map_err(|_| Problem::new(StatusCode::UPGRADE_REQUIRED, "UPGRADE_REQUIRED"))?;
    if !origin::is_own(&headers) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "ORIGIN_REFUSED"));
    }
    let upgrade = upgrade.protocols([PROTOCOL]).max_message_size(MAX_BODY_BYTES);
    if upgrade.selected_protocol().is_none() {
        return Err(Problem::new(StatusCode::BAD_REQUEST, "SUBPROTOCOL_REFUSED"));
    }
    let who = match door.site.auth.signed_in(&Method::GET, &headers, Utc::now()).await {
        Ok(who) => Some(who),
        // Machines say who they are in connection_init; only what is wrong is refused here.
        Err(signed_in::Error::Missing) if !headers.contains_key(header::AUTHORIZATION) => None,
        Err(error) => return Err(error.into()),
    };
    Ok(upgrade.on_upgrade(move |socket| serve(door, socket, who)).into_response())
}

async fn serve<E: Executor>(door: Door<E>, socket: WebSocket, who: Option<SignedIn>) {
    let (mut out, incoming) = socket.split();
    let (told, heard) = oneshot::channel();
    let input = incoming
        .take_while(|message| future::ready(message.is_ok()))
        .filter_map(|message| {
            future::ready(match message {
                Ok(message @ (Message::Text(_) | Message::Binary(_))) => Some(message.into_data()),
                _ => None,
            })
        })
        .map(Vec::from);
    let site = door.site.clone();
    let init = move |payload| sign_in(site, who, payload, told);
    let answers = Protocol::new(door.executor, input, WebSocketProtocols::GraphQLWS).on_connection_init(init);
    let mut answers = std::pin::pin!(answers);
    let mut over = std::pin::pin!(until_over(&door.site, heard));
    let mut ping = tokio::time::interval(PING_EVERY);
    loop {
        let message = tokio::select! {
            biased;
            (code, reason) = &mut over => close(code, reason.into()),
            answer = answers.next() => match answer {
                Some(WsMessage::Text(text)) => Message::Text(text.into()),
                Some(WsMessage::Close(code, reason)) => close(code, reason.into()),
                None => break,
            },
            _ = ping.tick() => Message::Ping(axum::body::Bytes::new()),
        };
        let last = matches!(message, Message::Close(_));
        if out.send(message).await.is_err() || last {
            break;
        }
    }
}

fn close(code: u16, reason: Cow<'static, str>) -> Message {
    Message::Close(Some(CloseFrame { code, reason: reason.as_ref().into() }))
}

async fn sign_in(
    site: Site,
    by_cookie: Option<SignedIn>,
    payload: serde_json::Value,
    told: oneshot::Sender<SignedIn>,
) -> async_graphql::Result<Data> {
    let refused = |problem: Problem| async_graphql::Error::new(problem.code);
    let who = match by_cookie {
        Some(who) => who,
        None => {
            let authorization = payload.get("authorization").and_then(|value| value.as_str());
            let who = site.auth.by_bearer(authorization.unwrap_or_default()).await;
            who.map_err(|error| refused(error.into()))?
        }
    };
    let data = site.prepare.data(&who).await.map_err(refused)?;
    // The other end is gone only when the socket is.
    drop(told.send(who));
    Ok(data)
}

/// Completes when the socket must end, saying why.
async fn until_over(site: &Site, heard: oneshot::Receiver<SignedIn>) -> (u16, &'static str) {
    let sign_in_over = async {
        match tokio::time::timeout(INIT_LIMIT, heard).await {
            Ok(Ok(who)) => {
                site.auth.until_over(&who).await;
                SIGN_IN_OVER
            }
            // Sign-in was refused: the protocol closes by itself.
            Ok(Err(_)) => future::pending().await,
            Err(_) => INIT_TIMEOUT,
        }
    };
    tokio::select! {
        why = sign_in_over => why,
        () = site.stopping.cancelled() => GOING_AWAY,
    }
}
