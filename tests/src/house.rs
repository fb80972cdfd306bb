//! A whole installation for one test: database, Temporal, a data folder, our own processes.
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use app::App;
use testkit::free_port;
use testkit::temporal::DevServer;

use crate::client::Site;
use crate::ground::Ground;
use crate::process::{Process, Recipe};
use crate::turn::Turn;

/// A debug build on a busy machine is slow to start; nothing here measures speed.
const READY_WITHIN: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
    /// A server of its own, which the test may crash.
    OwnPostgres,
}

/// One of the processes of an installation that is split up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Serve,
    Work,
    Relay,
}

impl Part {
    fn command(self) -> &'static str {
        match self {
            Self::Serve => "serve",
            Self::Work => "work",
            Self::Relay => "relay",
        }
    }
}

/// Everything but our own processes. Dropped, it is gone.
#[derive(Debug)]
pub struct House {
    pub temporal: DevServer,
    pub database: Ground,
    folder: tempfile::TempDir,
    _turn: Turn,
}

impl House {
    /// A migrated database with the demo's bodies, persons, budget lines and firms; Temporal running.
    pub async fn build(database: Database) -> Self {
        let turn = Turn::wait().await;
        let folder = tempfile::tempdir().expect("a temporary folder");
        let database = Ground::of(database).await;
        let temporal = DevServer::start(&folder.path().join("temporal")).expect("Temporal starts");
        let house = Self { temporal, database, folder, _turn: turn };
        assert!(server::demo::seed(&house.app()).await.expect("the demo's facts"), "seeded before");
        house
    }

    /// The use cases as a process of the operator has them: to begin and to look afterwards.
    pub fn app(&self) -> App {
        App::new(self.database.people.clone(), self.database.machine.clone(), App::system_clock())
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data_dir(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Starts `serve` on a free port and waits until it is ready.
    pub async fn serve(&self) -> (Process, Site) {
        let (recipe, port) = self.part(Part::Serve);
        let mut process = Process::start(recipe);
        let site = Site::new(port);
        ready(&mut process, &site).await;
        (process, site)
    }

    /// Starts `work` or `relay`.
    pub fn start(&self, part: Part) -> Process {
        Process::start(self.part(part).0)
    }

    /// How one part is started, and its port if it serves.
    pub fn part(&self, part: Part) -> (Recipe, u16) {
        let port = free_port().expect("a free port");
        let mut recipe = self.command(&[part.command()]);
        let url = match part {
            Part::Serve => &self.database.app_url,
            Part::Work | Part::Relay => &self.database.worker_url,
        };
        recipe.env.retain(|(name, _)| name != "VERBUND_DATABASE__URL");
        recipe.env.push(("VERBUND_DATABASE__URL".to_owned(), url.clone()));
        recipe.env.push(("VERBUND_SERVER__BIND".to_owned(), format!("127.0.0.1:{port}")));
        recipe.log = self.folder.path().join(format!("{}-{port}.log", part.command()));
        (recipe, port)
    }

    /// Any command of the operator, with the worker's rights on the database.
    pub fn command(&self, args: &[&str]) -> Recipe {
        let mut env = settings(&self.data_dir(), &self.database.worker_url);
        env.push(("TEMPORAL_ADDRESS".to_owned(), self.temporal.address()));
        env.push(("TEMPORAL_NAMESPACE".to_owned(), self.temporal.namespace().to_owned()));
        Recipe {
            program: verbund(),
            args: args.iter().map(|arg| (*arg).to_owned()).collect(),
            env,
            folder: self.folder.path().to_owned(),
            log: self.folder.path().join(format!("{}.log", args.join("-"))),
            file_limit_bytes: None,
        }
    }
}

/// One master key for all tests: recorded histories must stay readable.
const MASTER_KEY: &str = "746573747320616c6f6e6520757365207468697320323032362d31312d32322e";

/// What encrypts the payloads of the engine in tests.
pub fn payload_codec() -> host::Codec {
    let key = server::keys::MasterKeys {
        current: "t1".to_owned(),
        ring: [("t1".to_owned(), MASTER_KEY.to_owned().into())].into(),
    };
    host::Codec::encrypting(key.for_payloads().expect("a usable key"))
}

/// The environment of every process: embedded, with our own folder and database.
pub fn settings(data_dir: &Path, database_url: &str) -> Vec<(String, String)> {
    let pairs = [
        ("VERBUND_MODE", "embedded"),
        ("VERBUND_DATA_DIR", &data_dir.display().to_string()),
        ("VERBUND_DATABASE__URL", database_url),
        ("VERBUND_KEYS__CURRENT", "t1"),
        ("VERBUND_KEYS__RING__T1", MASTER_KEY),
        ("VERBUND_LOG__FILTER", "info,sqlx=warn,tower_http=warn"),
        ("RUST_BACKTRACE", "1"),
    ];
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

/// Waits for our turn, for tests that start everything themselves.
pub async fn our_turn() -> impl Sized {
    Turn::wait().await
}

/// The use cases over the SQLite file of an installation that runs.
pub async fn app_on(file: &Path) -> App {
    let url = format!("sqlite://{}?mode=rw", file.display());
    let db = store::Db::open(&store::DbSettings { url, max_connections: 2 }).await.expect("the file opens");
    App::new(db.clone(), db, App::system_clock())
}

/// Brings the schema into an empty database by our own command.
pub(crate) fn migrate(owner_url: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let recipe = Recipe {
        program: verbund(),
        args: vec!["migrate".to_owned()],
        env: settings(&folder.path().join("data"), owner_url),
        folder: folder.path().to_owned(),
        log: folder.path().join("migrate.log"),
        file_limit_bytes: None,
    };
    let (done, said) = recipe.run();
    assert!(done, "{said}");
}

/// The program under test, built once per test process.
pub fn verbund() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| testkit::binary::verbund().expect("the program is built")).clone()
}

/// Waits until the site is ready.
///
/// # Panics
/// With the end of the log when the process ended or time is up.
pub async fn ready(process: &mut Process, site: &Site) {
    let end = Instant::now() + READY_WITHIN;
    while !site.is_ready().await {
        let is_lost = process.has_ended() || Instant::now() > end;
        assert!(!is_lost, "it does not serve; its log ends:\n{}", process.log_end());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
