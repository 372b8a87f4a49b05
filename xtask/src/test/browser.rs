//! Chromium and its driver: found, or installed from the system's packages.

use std::env;
use std::path::PathBuf;

use super::system::{install, on_path};
use crate::{Outcome, output};

/// Where the two programs are.
pub(super) struct Browser {
    pub(super) chromium: PathBuf,
    pub(super) chromedriver: PathBuf,
}

const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];
const CHROMEDRIVER: [&str; 1] = ["chromedriver"];
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Finds both, or installs them where `apt-get` may be used.
pub(super) fn find_or_install() -> Outcome<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    output::line("Chromium or its driver is missing; installing both with apt-get")?;
    install(&PACKAGES).map_err(|reason| {
        format!(
            "the browser tests need Chromium and chromedriver, which could not be installed: {reason}\n\
             Install them (Debian: apt-get install {}), or set CHROMIUM and CHROMEDRIVER to their paths, \
             or leave these tests out: cargo xtask test --without-browser",
            PACKAGES.join(" ")
        )
    })?;
    find().ok_or_else(|| {
        "apt-get installed its packages, but there is still no chromium or chromedriver".into()
    })
}

fn find() -> Option<Browser> {
    Some(Browser {
        chromium: program("CHROMIUM", &CHROMIUM)?,
        chromedriver: program("CHROMEDRIVER", &CHROMEDRIVER)?,
    })
}

/// The program that the variable names, else the first of the names on the search path.
fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(named) = env::var_os(variable).filter(|named| !named.is_empty()) {
        return Some(PathBuf::from(named)).filter(|path| path.is_file());
    }
    on_path(names)
}
