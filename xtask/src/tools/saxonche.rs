//! The XSLT engine that holds our invoices against the published Schematron: a Python library, into a
//! folder of its own, pinned by version and by the SHA-256 of each platform's file.
use std::process::Command;

use anyhow::{Context, Result};
use test_servers::found::{on_path, workspace_root};

use crate::progress::quietly;

const VERSION: &str = "13.1.1";
/// CPython 3.10 to 3.15 on x86_64 and aarch64, manylinux.
const SHA256: [&str; 12] = [
    "4bc869a67d2281260a235822dd484777a21d7a2708eda8ee8ef724b7afad3b70",
    "51b4dc6e7955c70dabc456830d8672cf59cc74928ab30691b407e75ad64acab8",
    "a9216b3230e09b5368d9bd7212d4d0cc42fd8f741ee4ac20fd1fe03b0790bbf5",
    "ff8ccb67f122994ca9da18077a953d43692d8302975d449d1931ba6eb9f92f45",
    "c70f4acbea5207662ccf3503c44bc9794203ac73a5d1e59a767049dab96f7310",
    "879f7b36eb5cc49f82a1a38b9f75eb5c87d68234b9ea3fd85d29e8c9d3933a4a",
    "4764f64e4c964ecf47193eda67f4f66d3ab27f7c41a8147e540bc86c9dda811d",
    "ba88baddefcb1702dc83aeff38a7ad57d384066bbec0645ec03973dd3a239076",
    "a424520ec53d0f3b4714c26f44432f8ede7ab17fc89b73e2301640159657b2e9",
    "3c25f51ae65dfe6cf3f71f5b7440db4826f7f1bd15d969d4f3d903f32e517dcf",
    "e736e8b8ebf3b17e195d418765d9b9d1a9d0c81ea6fe66d8e65ae13c597e048b",
    "cccc1de424c61bac7d23a138c818613399a8428caabb43986648b77f02bd6e2e",
];

/// Installs saxonche into `.tools/saxonche` unless this version is there.
pub fn ensure() -> Result<()> {
    let tools = workspace_root().join(".tools");
    let (folder, stamp) = (tools.join("saxonche"), tools.join("saxonche.version"));
    if folder.is_dir() && std::fs::read_to_string(&stamp).is_ok_and(|text| text.trim() == VERSION) {
        return Ok(());
    }
    let python = on_path("python3")
        .context("python3 is not on this machine; `apt-get install python3 python3-pip` brings it")?;
    let work = tools.join(format!("saxonche-{}", std::process::id()));
    std::fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    let requirements = work.join("requirements.txt");
    let hashes: String = SHA256.iter().map(|sha256| format!(" --hash=sha256:{sha256}")).collect();
    std::fs::write(&requirements, format!("saxonche=={VERSION}{hashes}\n"))?;
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--root-user-action"]);
    pip.args(["ignore", "--only-binary", ":all:", "--require-hashes", "--requirement"]).arg(&requirements);
    pip.arg("--target").arg(work.join("library"));
    let done = quietly(&format!("Fetching saxonche {VERSION}"), &mut pip)
        .context("if pip itself is missing, `apt-get install python3-pip` brings it")
        .and_then(|()| {
            if folder.exists() {
                std::fs::remove_dir_all(&folder)?;
            }
            // Renamed into place: whoever looks sees the whole library or none.
            std::fs::rename(work.join("library"), &folder)?;
            Ok(std::fs::write(&stamp, VERSION)?)
        });
    std::fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))?;
    done
}
