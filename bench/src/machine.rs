//! On what was measured: figures without their machine say nothing.

use std::path::Path;

/// The machine as sentences for a table.
#[derive(Clone, Debug)]
pub struct Machine {
    pub cpu: String,
    pub cores: usize,
    pub memory_gb: u64,
    pub kernel: String,
    /// Others at work when we began: the load of the last minute.
    pub load: String,
    pub profile: &'static str,
}

impl Machine {
    pub fn here() -> Self {
        let read = |path: &str| std::fs::read_to_string(Path::new(path)).unwrap_or_default();
        let value = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name));
            line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
        };
        let memory = value(&read("/proc/meminfo"), "MemTotal").unwrap_or_default();
        let kibibytes: u64 = memory.trim_end_matches("kB").trim().parse().unwrap_or_default();
        Self {
            cpu: value(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "unknown".to_owned()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_gb: (kibibytes + 500_000) / 1_000_000,
            kernel: read("/proc/sys/kernel/osrelease").trim().to_owned(),
            load: read("/proc/loadavg").split(' ').next().unwrap_or_default().to_owned(),
            profile: if cfg!(debug_assertions) { "debug build: these figures mean nothing" } else { "release build" },
        }
    }

    pub fn sentence(&self) -> String {
        let Self { cpu, cores, memory_gb, kernel, load, profile } = self;
        format!(
            "{cpu}, {cores} cores, {memory_gb} GB, Linux {kernel}; load {load} at the start; {profile}; clients and servers share the machine"
        )
    }
}
