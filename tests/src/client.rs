//! A person at a browser, or a machine with a token: GraphQL over HTTP with what the local issuer signed.
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// A `serve` process as the outside sees it.
#[derive(Clone, Debug)]
pub struct Site {
    /// `http://127.0.0.1:port`
    pub base: String,
    pub http: reqwest::Client,
}

/// Somebody signed in at a site.
#[derive(Clone, Debug)]
pub struct Person {
    pub site: Site,
    pub token: String,
}

/// One GraphQL answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

/// The global id of a thing, as the API makes it.
pub fn global(kind: &str, number: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("{kind}:{number}"))
}

/// The number in a global id of this kind.
pub fn number(kind: &str, id: &Value) -> Result<i64> {
    let text = id.as_str().context("an id is text")?;
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text)?)?;
    let number = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix(':'));
    Ok(number.with_context(|| format!("{text} is no {kind}"))?.parse()?)
}

impl Site {
    pub fn new(port: u16) -> Self {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(120)).build();
        Self { base: format!("http://127.0.0.1:{port}"), http: http.expect("an HTTP client") }
    }

    pub async fn is_ready(&self) -> bool {
        let answer = self.http.get(format!("{}/readyz", self.base)).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// Signs in by the local issuer.
    pub async fn sign_in(&self, subject: &str) -> Result<Person> {
        let url = format!("{}/local/token", self.base);
        let answer = self.http.post(url).header("content-type", "application/x-www-form-urlencoded");
        let answer = answer.body(format!("person={subject}")).send().await?;
        let status = answer.status();
        let body: Value = answer.json().await?;
        let token = body["access_token"].as_str();
        let token = token.with_context(|| format!("no token for {subject}: {status} {body}"))?;
        Ok(Person { site: self.clone(), token: token.to_owned() })
    }
}

impl Person {
    /// Sends any bytes as a GraphQL request.
    pub async fn send(&self, body: impl Into<reqwest::Body>) -> Result<Answer> {
        let request = self.site.http.post(format!("{}/graphql", self.site.base));
        let request = request.header("content-type", "application/json").bearer_auth(&self.token);
        let answer = request.body(body).send().await?;
        let status = answer.status().as_u16();
        let bytes = answer.bytes().await?;
        let body =
            serde_json::from_slice(&bytes).with_context(|| format!("{status}: {}", String::from_utf8_lossy(&bytes)))?;
        Ok(Answer { status, body })
    }

    /// Asks, whatever comes back.
    pub async fn answer(&self, document: &str, variables: Value) -> Result<Answer> {
        self.send(json!({ "query": document, "variables": variables }).to_string()).await
    }

    /// Asks; errors in the answer are an error here.
    pub async fn ask(&self, document: &str, variables: Value) -> Result<Value> {
        let answer = self.answer(document, variables).await?;
        ensure!(answer.body["errors"].is_null(), "{} {}", answer.status, answer.body);
        Ok(answer.body["data"].clone())
    }

    /// Calls the mutation `name`; gives its payload, or the codes of its user errors.
    pub async fn change(&self, name: &str, document: &str, input: Value) -> Result<Result<Value, Vec<String>>> {
        let data = self.ask(document, json!({ "input": input })).await?;
        let payload = &data[name];
        if payload.is_null() {
            bail!("no payload of {name}: {data}");
        }
        let codes: Vec<String> = payload["userErrors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|error| error["code"].as_str().unwrap_or_default().to_owned())
            .collect();
        Ok(if codes.is_empty() { Ok(payload.clone()) } else { Err(codes) })
    }

    /// A request to one of the document routes.
    pub fn documents(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}/documents/{path}", self.site.base);
        self.site.http.request(method, url).bearer_auth(&self.token)
    }
}

impl Answer {
    /// The codes of its faults.
    pub fn codes(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array();
        errors.into_iter().flatten().filter_map(|error| error["extensions"]["code"].as_str()).collect()
    }
}
