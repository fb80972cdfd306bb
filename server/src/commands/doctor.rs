//! `verbund doctor`: says in plain words what is wrong, and what to do about it.

use crate::auth::Verifier;
use crate::auth::jwks::{KeySource, Place};
use crate::auth::local_issuer::LocalIssuer;
use crate::commands::migrate;
use crate::config::{LoginKind, Mode, Settings};
use crate::wiring::Parts;
use crate::wiring::parts::{database_code, open_database};
use files::{ObjectKey, Vault};

/// One thing looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// German, as shown.
    pub subject: &'static str,
    /// `Err`: code, and German words on what is wrong and what helps.
    pub outcome: Result<(), (&'static str, String)>,
}

impl Finding {
    pub fn new(subject: &'static str, outcome: Result<(), (&'static str, String)>) -> Self {
        Self { subject, outcome }
    }
}

/// Looks at the database: reachable, and its schema up to date.
pub async fn database(settings: &Settings) -> Finding {
    let outcome = probe_database(settings).await;
    Finding::new("Datenbank", outcome)
}

async fn probe_database(settings: &Settings) -> Result<(), (&'static str, String)> {
    let wrong = |code: &'static str, reason: String| {
        let advice = match code {
            "DATABASE_UNREACHABLE" => "Die Datenbank ist nicht erreichbar. Prüfen Sie database.url und ob sie läuft.",
            "DATABASE_DISK_FULL" => "Der Datenträger ist voll. Schaffen Sie Platz.",
            "DATABASE_BUSY" => "Die Datenbank ist von einem anderen Programm gesperrt.",
            _ => "Die Datenbank arbeitet nicht.",
        };
        (code, format!("{advice} ({reason})"))
    };
    let db = open_database(settings).await.map_err(|e| wrong(e.code(), e.to_string()))?;
    let pending = migrate::pending(&db).await.map_err(|e| wrong(database_code(&e), e.to_string()))?;
    if pending > 0 {
        let words = format!("Es fehlen {pending} Schritte des Schemas. Führen Sie `verbund migrate` aus.");
        return Err(("DATABASE_NOT_MIGRATED", words));
    }
    Ok(())
}

/// Looks at Temporal.
pub async fn temporal(settings: &Settings, address: Option<String>) -> Finding {
    let outcome = async {
        if settings.mode == Mode::Embedded && address.is_none() && std::env::var_os("TEMPORAL_ADDRESS").is_none() {
            return dev_server(&settings.data_dir);
        }
        let parts = Parts::open(settings).await.map_err(|e| (e.code(), e.to_string()))?;
        let reached = host::connect(&parts.temporal(address, "doctor")).await;
        reached.map(drop).map_err(|error| {
            let advice = "Temporal ist nicht erreichbar. Prüfen Sie TEMPORAL_ADDRESS und ob es läuft; \
                          eingebettet startet `verbund up` es selbst.";
            (error.code(), format!("{advice} ({error})"))
        })
    };
    Finding::new("Temporal", outcome.await)
}

/// Embedded, `verbund up` starts Temporal itself: what it needs is the program.
fn dev_server(from: &std::path::Path) -> Result<(), (&'static str, String)> {
    host::binary::Program::Temporal.find(from).map(drop).map_err(|missing| {
        let words = "Temporals Programm fehlt; `cargo xtask tools` holt es, oder VERBUND_TEMPORAL nennt es.";
        (missing.code(), format!("{words} ({missing})"))
    })
}

/// Looks at the document store: writes, reads and removes a probe.
pub async fn documents(settings: &Settings) -> Finding {
    let outcome = probe_documents(settings).await.map_err(|error| {
        let code = error.code();
        let advice = match code {
            "DOCUMENT_STORE_FULL" => "Der Speicherplatz ist erschöpft. Schaffen Sie Platz.",
            "DOCUMENT_STORE_MISCONFIGURED" => {
                "Ordner oder Bucket lassen sich nicht öffnen. Prüfen Sie den Abschnitt [documents]."
            }
            "DOCUMENT_KEY_UNUSABLE" => {
                "Ein Hauptschlüssel ist unbrauchbar. Er muss aus 64 Hexadezimalziffern bestehen."
            }
            "DOCUMENT_STORE_UNAVAILABLE" => {
                "Der Speicher antwortet nicht oder verweigert den Zugriff. \
                 Prüfen Sie Adresse und Zugangsdaten im Abschnitt [documents]."
            }
            _ => "Der Dokumentenspeicher arbeitet nicht.",
        };
        (code, format!("{advice} ({error})"))
    });
    Finding::new("Dokumentenspeicher", outcome)
}

async fn probe_documents(settings: &Settings) -> Result<(), files::Error> {
    let keys = settings.master_keys().map_err(|error| match error {
        crate::config::Error::Keys(crate::keys::Error::Unusable(error)) => error,
        _ => files::Error::BadKey("the master keys cannot be read"),
    })?;
    let ring = keys.for_documents().map_err(|error| match error {
        crate::keys::Error::Unusable(error) => error,
        _ => files::Error::BadKey("the master keys cannot be read"),
    })?;
    let mut random = [0u8; 16];
    aws_lc_rs::rand::fill(&mut random).map_err(|_| files::Error::Crypto)?;
    let vault = Vault::new(files::open(&settings.document_place())?, ring);
    vault.check(ObjectKey::from_random(random)).await
}

/// Looks at the login: the local key file, or the provider's keys.
pub async fn login(settings: &Settings) -> Finding {
    let outcome = match settings.login.kind {
        LoginKind::Local => LocalIssuer::start(&settings.data_dir, settings.server.bind, &settings.login.audience)
            .map(drop)
            .map_err(|error| (error.code(), format!("Die lokale Anmeldung startet nicht. ({error})"))),
        LoginKind::Oidc => probe_provider(settings).await.map_err(|(code, reason)| {
            let advice = "Die Schlüssel des Anmeldedienstes sind nicht zu bekommen. \
                          Prüfen Sie login.issuer und login.jwks_url.";
            (code, format!("{advice} ({reason})"))
        }),
    };
    Finding::new("Anmeldung", outcome)
}

async fn probe_provider(settings: &Settings) -> Result<(), (&'static str, String)> {
    let issuer = settings.login.issuer.clone().unwrap_or_default();
    let place = match &settings.login.jwks_url {
        Some(url) => Place::Url(url.clone()),
        None => Place::Discover { issuer: issuer.clone() },
    };
    let keys = KeySource::new(place).map_err(|error| (error.code(), error.to_string()))?;
    let verifier = Verifier::new(keys, &issuer, &settings.login.audience);
    verifier.check_keys().await.map_err(|error| (error.code(), error.to_string()))
}

/// Prints the findings; true when all is well.
pub fn print(findings: &[Finding]) -> bool {
    for finding in findings {
        match &finding.outcome {
            Ok(()) => println!("✓ {}", finding.subject),
            Err((code, words)) => println!("✗ {}: {words} [{code}]", finding.subject),
        }
    }
    findings.iter().all(|finding| finding.outcome.is_ok())
}

/// Looks at whether the settings fit together.
pub fn settings(settings: &Settings) -> Finding {
    let outcome = settings
        .check(true)
        .map_err(|error| (error.code(), format!("Die Einstellungen passen nicht zusammen. ({error})")));
    Finding::new("Einstellungen", outcome)
}
