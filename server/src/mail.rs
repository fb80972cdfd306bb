//! Mail to persons about their tasks: a link and a line, never a name or a content.
//!
//! Runs in the relay's process, which wakes whenever something was committed there and looks every few seconds for
//! what other processes wrote. Any number of relays may run: each letter is taken by one.

use std::time::{Duration, Instant};

use app::App;
use app::tasks::mail_notices::{self, Letter};
use graphql::words::{self, Language};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;
use tokio_util::sync::CancellationToken;

use crate::config::{Encryption, Settings};

/// How often to look for what other processes wrote.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often to look for tasks whose follow-up day has come.
const REMEMBER_EVERY: Duration = Duration::from_secs(60);
/// How long one conversation with the mail server may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why mail cannot be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("mail.from is no address: {0}")]
    Sender(#[from] lettre::address::AddressError),
    #[error("mail.host cannot be used: {0}")]
    Host(#[from] lettre::transport::smtp::Error),
}

/// Sends letters.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
}

impl Mailer {
    /// As the settings say; none: no mail.
    pub fn new(settings: &Settings) -> Result<Option<Self>, Error> {
        let mail = &settings.mail;
        let (Some(host), Some(from), Some(url)) = (&mail.host, &mail.from, &settings.server.public_url) else {
            return Ok(None);
        };
        type Transport = AsyncSmtpTransport<Tokio1Executor>;
        let mut builder = match mail.encryption {
            Encryption::Starttls => Transport::starttls_relay(host)?,
            Encryption::Tls => Transport::relay(host)?,
            Encryption::None => Transport::builder_dangerous(host),
        };
        if let (Some(user), Some(password)) = (&mail.user, &mail.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
        }
        let transport = builder.port(mail.port).timeout(Some(PATIENCE)).build();
        Ok(Some(Self { transport, from: from.parse()?, public_url: url.trim_end_matches('/').to_owned() }))
    }

    /// Sends one letter. `Err(true)`: it will never go out.
    async fn send(&self, letter: &Letter) -> Result<(), bool> {
        let message = self.message(letter).ok_or(true)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                // the address stays out of the log: it names a person
                tracing::warn!(status = ?error.status(), permanent = error.is_permanent(), "a mail could not be sent");
                Err(error.is_permanent())
            }
        }
    }

    fn message(&self, letter: &Letter) -> Option<Message> {
        let to: Mailbox = letter.to.parse().ok()?;
        let host = self.public_url.split("://").last()?.split(['/', ':']).next()?;
        let subject = match letter.notices.as_slice() {
            [(kind, _)] => format!("Verbund: {}", words::notice(*kind, Language::De)),
            many => format!("Verbund: {} neue Hinweise", many.len()),
        };
        let line = |(kind, task): &(domain::tasks::NoticeKind, domain::ids::TaskId)| {
            let id = graphql::task_id(task.0);
            format!("{}\n{}/aufgaben/{}\n", words::notice(*kind, Language::De), self.public_url, id.as_str())
        };
        let lines: Vec<_> = letter.notices.iter().map(line).collect();
        let body = format!(
            "Guten Tag,\n\n{}\nOb und wann Sie solche Nachrichten bekommen, legen Sie unter {}/einstellungen fest.\n",
            lines.join("\n"),
            self.public_url
        );
        // the same letter has the same id, however often it is tried
        let id = format!("<hinweis-{}-{}@{host}>", letter.ids.first()?, letter.ids.len());
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .ok()
    }
}

/// Sends until `stopping`; without a mailer only remembers follow-ups.
pub async fn keep_mailing(app: App, mailer: Option<Mailer>, stopping: CancellationToken) {
    let changed = app.changed();
    let mut remembered: Option<Instant> = None;
    loop {
        let rung = changed.notified();
        if remembered.is_none_or(|at| at.elapsed() > REMEMBER_EVERY) {
            remembered = Some(Instant::now());
            if let Err(error) = mail_notices::remember_follow_ups(&app).await {
                tracing::warn!(%error, "follow-ups cannot be looked for; trying again");
            }
        }
        if let Some(Err(error)) = match &mailer {
            Some(mailer) => Some(round(&app, mailer).await),
            None => None,
        } {
            tracing::warn!(%error, "notices cannot be mailed; trying again");
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = rung => {
                // what belongs together is often written together
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

/// Sends every letter that is due. Gives how many went out.
///
/// # Errors
/// When the database fails.
pub async fn round(app: &App, mailer: &Mailer) -> app::Result<usize> {
    let mut out = 0;
    for letter in mail_notices::take(app).await? {
        match mailer.send(&letter).await {
            Ok(()) => {
                mail_notices::sent(app, &letter).await?;
                out += 1;
            }
            Err(permanent) => mail_notices::failed(app, &letter, permanent).await?,
        }
    }
    Ok(out)
}
