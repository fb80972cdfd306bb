//! Mail over real SMTP: a small server of our own takes it, refuses it, or is gone.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use app::App;
use chrono::{DateTime, Utc};
use domain::ids::{CaseId, PersonId, TaskId};
use domain::tasks::{MailWish, NoticeKind};
use server::config::{Encryption, Settings};
use server::mail::{Mailer, round};
use store::Scope;
use store::tasks::notices::{self, NewNotice};
use testkit::databases::{TestDb, both};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Takes letters; the first `refuse` of them it asks to send again later.
struct PostOffice {
    port: u16,
    letters: Arc<Mutex<Vec<String>>>,
    refuse: Arc<AtomicUsize>,
}

impl PostOffice {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (letters, refuse) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (kept, left) = (letters.clone(), refuse.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, kept.clone(), left.clone()));
            }
        });
        Self { port, letters, refuse }
    }

    fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

async fn converse(stream: TcpStream, letters: Arc<Mutex<Vec<String>>>, refuse: Arc<AtomicUsize>) {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    writing.write_all(b"220 sink\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "DATA" => {
                writing.write_all(b"354 go on\r\n").await.unwrap();
                let mut letter = String::new();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    letter += &line;
                    letter.push('\n');
                }
                letters.lock().unwrap().push(letter);
                "250 kept"
            }
            "MAIL" if refuse.load(Ordering::Relaxed) > 0 => {
                refuse.fetch_sub(1, Ordering::Relaxed);
                "451 try again later"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        if writing.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

/// One person with an address, a clock that the test moves, and a mailer.
struct Desk {
    app: App,
    now: Arc<AtomicI64>,
    person: PersonId,
    mailer: Mailer,
}

impl Desk {
    async fn new(test: &TestDb, office: &PostOffice) -> Self {
        let machine = test.open_worker().await.unwrap();
        let now = Arc::new(AtomicI64::new("2026-11-23T11:00:00Z".parse::<DateTime<Utc>>().unwrap().timestamp()));
        let seen = now.clone();
        let clock: app::Clock = Arc::new(move || DateTime::from_timestamp(seen.load(Ordering::Relaxed), 0).unwrap());
        let app = App::new(test.db.clone(), machine, clock);
        let tx = app.machine().write(&Scope::Machine).await.unwrap();
        let address = Some("clara@example.org");
        let person =
            store::cooperation::persons::insert(&tx, "clara", "Clara Neumann", address, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut settings = Settings { data_dir: PathBuf::from("unused"), ..Settings::default() };
        settings.server.public_url = Some("https://verbund.example.org/".into());
        settings.mail.host = Some("127.0.0.1".into());
        settings.mail.port = office.port;
        settings.mail.encryption = Encryption::None;
        settings.mail.from = Some("Verbund <verbund@example.org>".into());
        settings.check(false).unwrap();
        let mailer = Mailer::new(&settings).unwrap().unwrap();
        Self { app, now, person, mailer }
    }

    async fn told(&self, kind: NoticeKind, key: &str) -> bool {
        let tx = self.app.machine().write(&Scope::Machine).await.unwrap();
        let notice =
            NewNotice { person: self.person, kind, case: CaseId(1), task: TaskId(7), key: Some(key.to_owned()) };
        let written = notices::insert(&tx, &notice, self.app.now()).await.unwrap();
        tx.commit().await.unwrap();
        written
    }

    async fn wishes(&self, wish: MailWish, hour: i32) {
        let tx = self.app.machine().write(&Scope::Machine).await.unwrap();
        notices::set(&tx, self.person, wish, hour).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn read_all(&self) {
        let tx = self.app.machine().write(&Scope::Machine).await.unwrap();
        notices::mark_read(&tx, self.person, None, self.app.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn round(&self) -> usize {
        round(&self.app, &self.mailer).await.unwrap()
    }

    fn wait(&self, minutes: i64) {
        self.now.fetch_add(minutes * 60, Ordering::Relaxed);
    }
}

#[tokio::test]
async fn a_notice_is_mailed_once_with_a_link_and_nobodys_name() {
    for test in both().await.unwrap() {
        let office = PostOffice::open().await;
        let desk = Desk::new(&test, &office).await;
        assert!(desk.told(NoticeKind::TaskAssigned, "a").await);
        assert!(!desk.told(NoticeKind::TaskAssigned, "a").await, "the same key is told once");
        assert_eq!((desk.round().await, desk.round().await), (1, 0), "{}", test.name);
        let letter = office.letters().remove(0).replace("=\n", "");
        assert!(letter.contains("To: clara@example.org"), "{letter}");
        assert!(letter.contains("https://verbund.example.org/aufgaben/VGFzazo3"), "{letter}");
        assert!(!letter.contains("Neumann"), "{letter}");
    }
}

#[tokio::test]
async fn a_refused_letter_is_tried_again_as_the_same_letter() {
    for test in both().await.unwrap() {
        let office = PostOffice::open().await;
        let desk = Desk::new(&test, &office).await;
        office.refuse.store(2, Ordering::Relaxed);
        desk.told(NoticeKind::QuestionAsked, "a").await;
        assert_eq!((desk.round().await, desk.round().await), (0, 0), "{}", test.name);
        desk.wait(2);
        assert_eq!(desk.round().await, 0);
        desk.wait(5);
        assert_eq!((desk.round().await, office.letters().len()), (1, 1));
    }
}

#[tokio::test]
async fn a_digest_comes_at_its_hour_once_and_not_for_what_was_read() {
    for test in both().await.unwrap() {
        let office = PostOffice::open().await;
        let desk = Desk::new(&test, &office).await;
        desk.wishes(MailWish::Digest, 7).await;
        desk.told(NoticeKind::TaskAssigned, "a").await;
        assert_eq!(desk.round().await, 0, "{}", test.name);
        desk.wait(60);
        desk.told(NoticeKind::TaskReminded, "b").await;
        assert_eq!(desk.round().await, 0);
        desk.wait(18 * 60);
        assert_eq!((desk.round().await, desk.round().await), (1, 0));
        assert!(office.letters()[0].contains("2 neue Hinweise"), "{:?}", office.letters());
        desk.told(NoticeKind::TaskEscalated, "c").await;
        assert_eq!(desk.round().await, 0);
        desk.read_all().await;
        desk.wait(24 * 60);
        assert_eq!((desk.round().await, office.letters().len()), (0, 1), "what was read is no news");
    }
}

#[tokio::test]
async fn who_wants_no_mail_gets_none_and_old_notices_are_no_news() {
    for test in both().await.unwrap() {
        let office = PostOffice::open().await;
        let desk = Desk::new(&test, &office).await;
        desk.wishes(MailWish::Off, 7).await;
        desk.told(NoticeKind::TaskAssigned, "a").await;
        assert_eq!(desk.round().await, 0, "{}", test.name);
        desk.wishes(MailWish::AtOnce, 7).await;
        assert_eq!(desk.round().await, 0, "what was not wanted then is not sent later");
        desk.told(NoticeKind::TaskAssigned, "b").await;
        desk.wait(3 * 24 * 60);
        assert_eq!((desk.round().await, office.letters().len()), (0, 0));
    }
}
