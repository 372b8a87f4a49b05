//! What the libraries of others run on, which are tried against the emulator: Python with `venv`, Node with `npm`.

use std::process::{Command, Stdio};

use super::system::{install, on_path};
use crate::{Outcome, output};

const PACKAGES: [&str; 4] = ["python3", "python3-venv", "nodejs", "npm"];

/// Installs what is missing.
pub(super) fn have_or_install() -> Outcome {
    if are_there() {
        return Ok(());
    }
    output::line("Python with venv or Node with npm is missing; installing them with apt-get")?;
    install(&PACKAGES).map_err(|reason| {
        format!(
            "the tests with the libraries of others need Python 3 with venv and Node with npm, which could not be \
             installed: {reason}\nInstall them (Debian: apt-get install {}), or leave these tests out: \
             cargo xtask test --without-browser",
            PACKAGES.join(" ")
        )
    })?;
    if are_there() {
        return Ok(());
    }
    Err(
        "apt-get installed its packages, but Python with venv or Node with npm is still missing"
            .into(),
    )
}

fn are_there() -> bool {
    let makes_environments = Command::new("python3")
        .args(["-c", "import venv, ensurepip"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    makes_environments && on_path(&["node"]).is_some() && on_path(&["npm"]).is_some()
}
