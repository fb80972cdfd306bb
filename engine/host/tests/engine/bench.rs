//! A whole engine on a real server for one test: server, client, relay, worker, desk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{path::Path, sync::Arc, time::Duration};

use host::{
    Client, Codec, Settings,
    binary::Program,
    devserver::{self, DevServer},
    relay::{self, Relay},
    worker::{Spec, Worker},
};
use serde_json::{Value, json};
use temporalio_client::tonic::Request;
use temporalio_common::protos::temporal::api::testservice::v1::SleepRequest;
use temporalio_sdk_core::ephemeral_server::{EphemeralExe, EphemeralServer, TestServerConfig};

use crate::{
    approval::Approval,
    desk::{Desk, DeskActivities, workflow_id},
};

pub const QUEUE: &str = "approvals";

pub struct Bench {
    pub desk: Arc<Desk>,
    pub client: Client,
    pub folder: tempfile::TempDir,
    worker: Option<Worker>,
    relay: Option<Relay>,
    dev: Option<DevServer>,
    _skipping: Option<EphemeralServer>,
}

pub fn spec(desk: &Arc<Desk>) -> Spec {
    let desk = Arc::clone(desk);
    Spec::new(QUEUE, move |worker| {
        let activities = DeskActivities(Arc::clone(&desk));
        Ok(worker.register_workflow::<Approval>()?.register_activities(activities))
    })
}

pub async fn client(address: &str, codec: Codec) -> Client {
    let mut settings = Settings::new(codec);
    settings.address = Some(address.to_owned());
    settings.namespace = Some("default".to_owned());
    host::connect_patiently(&settings).await.unwrap()
}

impl Bench {
    /// On the real dev server.
    pub async fn real(codec: Codec) -> Self {
        Self::real_with_cache(codec, 1000).await
    }

    pub async fn real_with_cache(codec: Codec, cached: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let dev = DevServer::start(devserver::Settings::new(folder.path(), "default")).await.unwrap();
        let client = client(dev.address(), codec).await;
        let mut bench = Self::on(client, folder);
        bench.dev = Some(dev);
        bench.work(cached);
        bench
    }

    /// On the time-skipping test server, its clock locked.
    pub async fn skipping() -> Self {
        let program = Program::TestServer.find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        let program = EphemeralExe::ExistingPath(program.to_string_lossy().into_owned());
        let server = TestServerConfig::builder().exe(program).build().start_server().await.unwrap();
        let client = client(&server.target, Codec::plain()).await;
        let mut bench = Self::on(client, tempfile::tempdir().unwrap());
        bench._skipping = Some(server);
        bench.work(1000);
        bench
    }

    fn on(client: Client, folder: tempfile::TempDir) -> Self {
        let desk = Arc::new(Desk::default());
        Self { desk, client, folder, worker: None, relay: None, dev: None, _skipping: None }
    }

    pub fn work(&mut self, cached: usize) {
        let spec = spec(&self.desk).max_cached_workflows(cached);
        self.worker = Some(Worker::spawn(self.client.clone(), spec).unwrap());
        self.relay();
    }

    pub fn relay(&mut self) {
        let options = relay::Options::new("test", QUEUE);
        let (outbox, wake) = (Arc::clone(&self.desk), Arc::clone(&self.desk.wake));
        self.relay = Some(Relay::spawn(self.client.clone(), outbox, wake, options));
    }

    pub async fn stop_relay(&mut self) {
        if let Some(relay) = self.relay.take() {
            relay.stop().await;
        }
    }

    pub async fn stop_worker(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.stop().await;
        }
    }

    pub fn server(&self) -> &DevServer {
        self.dev.as_ref().unwrap()
    }

    pub async fn stop_server(&mut self) {
        self.dev.take().unwrap().stop().await;
    }

    pub async fn start_server_on(&mut self, port: u16) {
        let settings =
            devserver::Settings { port: Some(port), ..devserver::Settings::new(self.folder.path(), "default") };
        self.dev = Some(DevServer::start(settings).await.unwrap());
    }

    pub async fn result(&self, case_id: i64) -> Vec<String> {
        let handle = self.client.get_workflow_handle::<Approval>(workflow_id(case_id));
        let ended = tokio::time::timeout(Duration::from_secs(30), handle.get_result(Default::default()));
        match ended.await {
            Ok(result) => result.unwrap(),
            Err(_) => {
                let inner = self.desk.inner.lock().await;
                panic!(
                    "case {case_id} never ended\ntasks {:?}\nincidents {:?}\nrows {:?}\nstates {:?}",
                    inner.tasks, inner.incidents, inner.rows, inner.states
                )
            }
        }
    }

    pub async fn skip(&self, span: Duration) {
        let request = SleepRequest { duration: Some(span.try_into().unwrap()) };
        let mut service = self.client.connection().test_service();
        service.unlock_time_skipping_with_sleep(Request::new(request)).await.unwrap();
    }

    pub async fn stop(mut self) {
        self.stop_relay().await;
        self.stop_worker().await;
        if let Some(dev) = self.dev.take() {
            dev.stop().await;
        }
        if let Some(mut server) = self._skipping.take() {
            server.shutdown().await.unwrap();
        }
    }
}

/// A fresh case.
pub fn fresh(case_id: i64) -> Value {
    json!({ "caseId": case_id, "lastNo": 1, "state": {} })
}
