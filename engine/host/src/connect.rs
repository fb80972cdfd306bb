//! The client: address, namespace, TLS, mTLS or API key by Temporal's own environment variables
//! and configuration file (`TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE`, `TEMPORAL_TLS_…`,
//! `TEMPORAL_API_KEY`, …), with our payload codec installed.

use std::time::Duration;

use temporalio_client::{
    Client, ClientOptions, Connection, Url,
    envconfig::{ConfigError, LoadClientConfigProfileOptions},
    errors::{ClientConnectError, ClientNewError},
};
use temporalio_common::data_converters::{DataConverter, DefaultFailureConverter, PayloadConverter};

use crate::codec::Codec;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("Temporal configuration: {0}")]
    Configuration(#[from] ConfigError),
    #[error("Temporal address {address}: {cause}")]
    BadAddress { address: String, cause: String },
    #[error("Temporal at {address} cannot be reached: {source}")]
    Unreachable { address: String, source: ClientConnectError },
    #[error("Temporal client: {0}")]
    Client(#[from] ClientNewError),
}

impl Error {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Configuration(_) => "TEMPORAL_CONFIGURATION",
            Self::BadAddress { .. } => "TEMPORAL_BAD_ADDRESS",
            Self::Unreachable { .. } => "TEMPORAL_UNREACHABLE",
            Self::Client(_) => "TEMPORAL_CLIENT",
        }
    }
}

/// What the wiring decides; what is `None` comes from Temporal's environment variables.
#[derive(Clone)]
pub struct Settings {
    /// `host:port` or URL. The embedded dev server sets this.
    pub address: Option<String>,
    pub namespace: Option<String>,
    /// Shown in Temporal's histories: process kind and machine, no person.
    pub identity: String,
    pub codec: Codec,
    /// How long one attempt to connect may take.
    pub timeout: Duration,
}

impl Settings {
    pub fn new(codec: Codec) -> Self {
        let identity = format!("verbund-{}", std::process::id());
        Self { address: None, namespace: None, identity, codec, timeout: Duration::from_secs(5) }
    }
}

/// Payload conversion of all our clients, workers and replayers. Failure messages are encrypted
/// like payloads: they may quote what was wrong.
pub fn data_converter(codec: &Codec) -> DataConverter {
    DataConverter::new(PayloadConverter::default(), DefaultFailureConverter::new(true), codec.clone())
}

/// Connects once.
pub async fn connect(settings: &Settings) -> Result<Client, Error> {
    let profile = LoadClientConfigProfileOptions::default();
    let (mut connection, mut client) = ClientOptions::load_from_config(profile)?;
    if let Some(address) = &settings.address {
        connection.target = parse(address)?;
    }
    if let Some(namespace) = &settings.namespace {
        client.namespace = namespace.clone();
    }
    connection.identity = settings.identity.clone();
    connection.connect_timeout = Some(settings.timeout);
    client.data_converter = data_converter(&settings.codec);
    let address = connection.target.to_string();
    let connection = Connection::connect(connection).await.map_err(|source| Error::Unreachable { address, source })?;
    Ok(Client::new(connection, client)?)
}

/// Connects, and tries again while the server cannot be reached; other errors end it.
pub async fn connect_patiently(settings: &Settings) -> Result<Client, Error> {
    let mut pause = Duration::from_millis(200);
    loop {
        match connect(settings).await {
            Err(error @ Error::Unreachable { .. }) => {
                tracing::warn!(%error, code = error.code(), "waiting for Temporal");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(10));
            }
            other => return other,
        }
    }
}

fn parse(address: &str) -> Result<Url, Error> {
    let with_scheme = if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    Url::parse(&with_scheme).map_err(|e| Error::BadAddress { address: address.to_owned(), cause: e.to_string() })
}
