//! `verbund serve` as a process of its own, asked over HTTP with real tokens.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};
use test_servers::child::{Ending, Kept, bound};
use test_servers::ports;

use crate::provider::Provider;

const READY_WITHIN: Duration = Duration::from_secs(30);

/// The program beside this one: built by the same call, in the same profile.
pub fn verbund() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let program = here.parent().context("a program lies in a folder")?.join("verbund");
    ensure!(program.is_file(), "{} is missing: `cargo xtask bench` builds it", program.display());
    Ok(program)
}

/// A running server.
pub struct Serving {
    server: Kept,
    pub base: String,
    /// From the start of the process to the first "ready".
    pub ready_after: Duration,
}

impl Serving {
    /// Starts it on `database_url` and waits until it is ready. What it says goes to a file in `folder`.
    pub async fn start(database_url: &str, folder: &Path, provider: &Provider) -> Result<Self> {
        let port = ports::free()?;
        let mut command = command(database_url, folder, provider)?;
        command.env("VERBUND_SERVER__BIND", format!("127.0.0.1:{port}")).arg("serve");
        let base = format!("http://127.0.0.1:{port}");
        let begun = Instant::now();
        let server = Kept::start(command, Ending::Kill)?;
        let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).build()?;
        while begun.elapsed() < READY_WITHIN {
            if server.has_ended() {
                break;
            }
            if client.get(format!("{base}/readyz")).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(Self { server, base, ready_after: begun.elapsed() });
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bail!("`verbund serve` did not become ready; see {}", folder.join("serve.log").display())
    }

    /// Resident memory in bytes (`VmRSS`).
    pub fn resident_bytes(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.server.pid()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kibibytes * 1024)
    }
}

/// `verbund` with the settings of a measurement; the subcommand is the caller's.
pub fn command(database_url: &str, folder: &Path, provider: &Provider) -> Result<Command> {
    std::fs::create_dir_all(folder)?;
    let mut command = bound(&verbund()?, None, Some(Ending::Kill));
    let log = std::fs::File::create(folder.join("serve.log"))?;
    let set = [
        ("VERBUND_DATABASE__URL", database_url),
        ("VERBUND_LOGIN__KIND", "oidc"),
        ("VERBUND_LOGIN__ISSUER", &provider.issuer),
        ("VERBUND_LOGIN__JWKS_URL", &provider.jwks_url()),
        ("VERBUND_LOG__FILTER", "warn"),
    ];
    command.envs(set).env("VERBUND_DATA_DIR", folder).current_dir(folder);
    command.stdout(Stdio::from(log.try_clone()?)).stderr(Stdio::from(log));
    Ok(command)
}

/// One person at one keep-alive connection.
pub struct Asking {
    client: reqwest::Client,
    url: String,
}

impl Asking {
    pub fn new(serving: &Serving) -> Result<Self> {
        let client = reqwest::Client::builder()
            .pool_max_idle_per_host(1)
            .tcp_nodelay(true)
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(Self { client, url: format!("{}/graphql", serving.base) })
    }

    /// Sends an operation and gives its data; errors in the answer are errors here.
    pub async fn ask(&self, token: &str, query: &str, variables: Value) -> Result<Value> {
        let body = serde_json::to_vec(&json!({ "query": query, "variables": variables }))?;
        let request = self
            .client
            .post(&self.url)
            .header(AUTHORIZATION, format!("Bearer {token}"))
            .header(CONTENT_TYPE, "application/json");
        let answer = request.body(body).send().await?;
        let status = answer.status();
        let text = answer.bytes().await?;
        ensure!(status.is_success(), "{status}: {}", String::from_utf8_lossy(&text));
        let mut answer: Value = serde_json::from_slice(&text)?;
        ensure!(answer.get("errors").is_none(), "refused: {}", answer["errors"]);
        Ok(answer["data"].take())
    }
}
