//! Settings: a TOML file, overridden by environment variables `VERBUND_SECTION__NAME`.
//!
//! Every setting has its line in `verbund.example.toml`. Unknown names are refused, for a mistyped
//! setting that is silently ignored is the worst kind. Secrets are never printed.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use config::{Config, Environment, File, FileFormat};
use files::{Place, S3Place};
use secrecy::SecretString;
use serde::Deserialize;

use crate::keys::{self, MasterKeys};

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("settings cannot be read: {0}")]
    Unreadable(#[from] config::ConfigError),
    #[error("{setting} is needed {because}")]
    Needed { setting: &'static str, because: &'static str },
    #[error("login.kind = \"local\" needs server.bind on loopback, not {0}")]
    LocalLoginInPublic(SocketAddr),
    #[error(transparent)]
    Keys(#[from] keys::Error),
}

impl Error {
    /// Stable code for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "CONFIG_UNREADABLE",
            Self::Needed { .. } => "CONFIG_INCOMPLETE",
            Self::LocalLoginInPublic(_) => "LOCAL_LOGIN_NOT_LOOPBACK",
            Self::Keys(error) => error.code(),
        }
    }
}

/// The two ways to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    #[default]
    Embedded,
    Production,
}

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    pub mode: Mode,
    /// Database, documents and keys of the embedded way live here.
    pub data_dir: PathBuf,
    pub server: Server,
    pub api: Api,
    pub database: Database,
    pub documents: Documents,
    pub login: Login,
    pub session: Session,
    pub mail: Mail,
    pub keys: Keys,
    pub log: Log,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            data_dir: PathBuf::from(".verbund"),
            server: Server::default(),
            api: Api::default(),
            database: Database::default(),
            documents: Documents::default(),
            login: Login::default(),
            session: Session::default(),
            mail: Mail::default(),
            keys: Keys::default(),
            log: Log::default(),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    pub bind: SocketAddr,
    /// The page is reached over https (by a proxy in front): cookies become Secure.
    pub https: bool,
    /// How browsers reach the page, without a slash at the end; without it, bind's address.
    pub public_url: Option<String>,
}

impl Default for Server {
    fn default() -> Self {
        Self { bind: SocketAddr::from(([127, 0, 0, 1], 8080)), https: false, public_url: None }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Api {
    /// JSON object of SHA-256 to document, built with the page: only these operations are run then.
    pub persisted_operations: Option<PathBuf>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:…` or `postgres://…`; holds a password. Without it a SQLite file in `data_dir`.
    pub url: Option<SecretString>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    /// Without it `data_dir/documents`.
    pub folder: Option<PathBuf>,
    /// Instead of a folder.
    pub s3: Option<S3>,
    /// The largest document that is accepted.
    pub max_bytes: u64,
}

impl Default for Documents {
    fn default() -> Self {
        Self { folder: None, s3: None, max_bytes: 500 << 20 }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    pub bucket: String,
    pub region: String,
    pub endpoint: Option<String>,
    pub access_key_id: Option<String>,
    pub secret_access_key: Option<SecretString>,
    pub prefix: Option<String>,
    #[serde(default)]
    pub allow_http: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LoginKind {
    #[default]
    Local,
    Oidc,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Login {
    pub kind: LoginKind,
    /// Exactly as it stands in the tokens.
    pub issuer: Option<String>,
    pub audience: String,
    /// Without it, found by the issuer's discovery document.
    pub jwks_url: Option<String>,
    /// As which client persons sign in with their browsers; without it only machines with tokens get in.
    pub client_id: Option<String>,
    /// Of a confidential client.
    pub client_secret: Option<SecretString>,
}

impl Default for Login {
    fn default() -> Self {
        Self {
            kind: LoginKind::default(),
            issuer: None,
            audience: "verbund".to_owned(),
            jwks_url: None,
            client_id: None,
            client_secret: None,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Session {
    /// A browser session ends after this many hours: one working day.
    pub hours: u16,
}

impl Default for Session {
    fn default() -> Self {
        Self { hours: 10 }
    }
}

/// How the connection to the mail server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Begins in the clear and must turn to TLS (usually port 587).
    #[default]
    Starttls,
    /// TLS from the start (usually port 465).
    Tls,
    /// Not at all: only for a relay on the same machine, and without a password.
    None,
}

/// Mail to persons about their tasks. Without a host none is sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    pub host: Option<String>,
    pub port: u16,
    pub encryption: Encryption,
    pub user: Option<String>,
    pub password: Option<SecretString>,
    /// Sender: `Verbund <verbund@example.org>`.
    pub from: Option<String>,
}

impl Default for Mail {
    fn default() -> Self {
        Self { host: None, port: 587, encryption: Encryption::default(), user: None, password: None, from: None }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keys {
    /// Id of the key to encrypt with.
    pub current: Option<String>,
    /// 64 hex digits by id.
    pub ring: BTreeMap<String, SecretString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    pub format: LogFormat,
    /// As tracing-subscriber's `EnvFilter` reads it.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::default(), filter: "info,sqlx=warn,memory_serve=warn".to_owned() }
    }
}

impl Settings {
    /// Reads `file` (which must exist when given, else `verbund.toml` if there is one) and the
    /// process environment. Whether they fit together says [`Settings::check`].
    pub fn load(file: Option<&Path>) -> Result<Self, Error> {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self::read(file, variables)
    }

    /// As [`Settings::load`] with a given environment.
    pub fn read(file: Option<&Path>, variables: HashMap<String, String>) -> Result<Self, Error> {
        let path = file.unwrap_or(Path::new("verbund.toml"));
        let source = File::from(path).format(FileFormat::Toml).required(file.is_some());
        let environment = Environment::with_prefix("VERBUND")
            .prefix_separator("_")
            .separator("__")
            .source(Some(variables.into_iter().filter(|(name, _)| is_setting(name)).collect()));
        let merged = Config::builder().add_source(source).add_source(environment).build()?;
        Ok(merged.try_deserialize()?)
    }

    /// Whether the settings fit together for a process that `serves` pages or only relays and
    /// works.
    pub fn check(&self, serves: bool) -> Result<(), Error> {
        self.check_database()?;
        self.check_mail()?;
        if self.mode == Mode::Production {
            self.master_keys()?;
        }
        if serves { self.check_web() } else { Ok(()) }
    }

    /// The part that migrations need.
    pub fn check_database(&self) -> Result<(), Error> {
        if self.mode == Mode::Production && self.database.url.is_none() {
            return Err(Error::Needed { setting: "database.url", because: "in production" });
        }
        Ok(())
    }

    fn check_mail(&self) -> Result<(), Error> {
        let needed = |setting, because| Err(Error::Needed { setting, because });
        if self.mail.host.is_none() {
            return Ok(());
        }
        if self.mail.from.is_none() {
            return needed("mail.from", "with mail.host");
        }
        if self.server.public_url.is_none() {
            return needed("server.public_url", "with mail.host, for the links in mail");
        }
        if self.mail.encryption == Encryption::None && self.mail.password.is_some() {
            return needed("mail.encryption = \"starttls\" or \"tls\"", "with mail.password");
        }
        Ok(())
    }

    fn check_web(&self) -> Result<(), Error> {
        let needed = |setting, because| Err(Error::Needed { setting, because });
        if self.mode == Mode::Production && self.login.kind == LoginKind::Local {
            return needed("login.kind = \"oidc\"", "in production");
        }
        if self.mode == Mode::Production && !self.server.https {
            return needed("server.https = true", "in production");
        }
        if self.login.kind == LoginKind::Oidc && self.login.issuer.is_none() {
            return needed("login.issuer", "with login.kind = \"oidc\"");
        }
        if self.login.client_id.is_some() && self.server.public_url.is_none() {
            return needed("server.public_url", "with login.client_id: the provider sends browsers back there");
        }
        if self.login.kind == LoginKind::Local && !self.server.bind.ip().is_loopback() {
            return Err(Error::LocalLoginInPublic(self.server.bind));
        }
        if self.session.hours == 0 {
            return needed("session.hours of at least 1", "for anybody to work");
        }
        Ok(())
    }

    /// How browsers reach the page, without a slash at the end.
    pub fn public_url(&self) -> String {
        let url = self.server.public_url.clone().unwrap_or_else(|| format!("http://{}", self.server.bind));
        url.trim_end_matches('/').to_owned()
    }

    /// The master keys: configured ones, else, embedded, those of the data folder.
    pub fn master_keys(&self) -> Result<MasterKeys, Error> {
        if self.keys.current.is_none() && self.mode == Mode::Embedded {
            return Ok(MasterKeys::from_data_dir(&self.data_dir)?);
        }
        Ok(MasterKeys::from_settings(self.keys.current.as_deref(), &self.keys.ring)?)
    }

    /// Where documents live.
    pub fn document_place(&self) -> Place {
        if let Some(s3) = &self.documents.s3 {
            return Place::S3(S3Place {
                bucket: s3.bucket.clone(),
                region: s3.region.clone(),
                endpoint: s3.endpoint.clone(),
                access_key_id: s3.access_key_id.clone(),
                secret_access_key: s3.secret_access_key.clone(),
                prefix: s3.prefix.clone(),
                allow_http: s3.allow_http,
            });
        }
        let folder = self.documents.folder.clone();
        Place::Folder(folder.unwrap_or_else(|| self.data_dir.join("documents")))
    }

    /// Where the database is.
    pub fn database_url(&self) -> SecretString {
        self.database.url.clone().unwrap_or_else(|| {
            let file = self.data_dir.join("verbund.sqlite");
            SecretString::from(format!("sqlite://{}?mode=rwc", file.display()))
        })
    }
}

/// `VERBUND_…` variables that are settings; others of that prefix belong to tests and tools.
fn is_setting(name: &str) -> bool {
    name.strip_prefix("VERBUND_").is_some_and(|rest| rest.contains("__") || matches!(rest, "MODE" | "DATA_DIR"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn from(file: &str, variables: &[(&str, &str)]) -> Result<Settings, Error> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("verbund.toml");
        std::fs::write(&path, file).unwrap();
        let variables = variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        Settings::read(Some(&path), variables)
    }

    #[test]
    fn the_example_file_holds_exactly_the_defaults() {
        let example = from(include_str!("../../verbund.example.toml"), &[]).unwrap();
        assert_eq!(format!("{example:?}"), format!("{:?}", Settings::default()));
        example.check(true).unwrap();
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let settings = from(
            "[server]\nbind = '127.0.0.1:1'",
            &[
                ("VERBUND_SERVER__BIND", "127.0.0.1:2"),
                ("VERBUND_DOCUMENTS__MAX_BYTES", "1000"),
                ("VERBUND_SERVER__HTTPS", "true"),
                ("VERBUND_KEYS__RING__K1", "12e4"),
                ("VERBUND_SHARED", "not a setting"),
            ],
        )
        .unwrap();
        assert_eq!(settings.server.bind.port(), 2);
        assert_eq!(settings.documents.max_bytes, 1000);
        assert!(settings.server.https);
        use secrecy::ExposeSecret as _;
        assert_eq!(settings.keys.ring["k1"].expose_secret(), "12e4");
    }

    #[test]
    fn a_mistyped_setting_is_refused() {
        assert_eq!(from("[server]\nbnid = '127.0.0.1:1'", &[]).unwrap_err().code(), "CONFIG_UNREADABLE");
        assert!(from("", &[("VERBUND_SERVER__BNID", "x")]).is_err());
    }

    #[test]
    fn the_local_login_is_refused_on_a_public_address() {
        let settings = from("[server]\nbind = '0.0.0.0:8080'", &[]).unwrap();
        assert_eq!(settings.check(true).unwrap_err().code(), "LOCAL_LOGIN_NOT_LOOPBACK");
    }

    #[test]
    fn production_names_what_is_missing() {
        let settings = from("mode = 'production'", &[]).unwrap();
        assert!(settings.check(true).unwrap_err().to_string().contains("database.url"));
    }

    #[test]
    fn mail_needs_a_sender_a_page_to_link_to_and_no_password_in_the_clear() {
        let code = |mail: &str| from(mail, &[]).unwrap().check(false).map_err(|e| e.to_string());
        assert!(code("[mail]\nhost = 'm'").unwrap_err().contains("mail.from"));
        assert!(code("[mail]\nhost = 'm'\nfrom = 'a@b.de'").unwrap_err().contains("server.public_url"));
        let open = "[server]\npublic_url = 'https://v.de'\n[mail]\nhost = 'm'\nfrom = 'a@b.de'\nencryption = 'none'";
        assert!(code(open).is_ok());
        assert!(code(&format!("{open}\npassword = 'p'")).unwrap_err().contains("mail.encryption"));
    }

    #[test]
    fn settings_in_a_log_show_no_secret() {
        let settings = from("[database]\nurl = 'postgres://u:geheim@h/d'\n[keys.ring]\nk1 = 'abcdef'", &[]).unwrap();
        let shown = format!("{settings:?}");
        assert!(!shown.contains("geheim") && !shown.contains("abcdef"));
    }
}
