//! Chromium and its driver: found, or installed from the system's packages.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    install().map_err(|reason| {
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

/// The first of the names on the search path.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let places = env::var_os("PATH")?;
    let places: Vec<PathBuf> = env::split_paths(&places).collect();
    names
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .find(|path| path.is_file())
}

fn install() -> Result<(), String> {
    on_path(&["apt-get"]).ok_or("there is no apt-get on this system")?;
    let sudo = if is_root() {
        None
    } else {
        Some(on_path(&["sudo"]).ok_or("this is not root, and there is no sudo")?)
    };
    let install = [
        &["install", "--yes", "--no-install-recommends"],
        &PACKAGES[..],
    ]
    .concat();
    apt_get(sudo.as_deref(), &["update"])?;
    apt_get(sudo.as_deref(), &install)
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn apt_get(sudo: Option<&Path>, arguments: &[&str]) -> Result<(), String> {
    // After sudo, which drops variables that it is given, `env` sets this one.
    let words = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"].map(Path::new);
    let words: Vec<&Path> = sudo.into_iter().chain(words).collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(arguments);
    let status = command
        .status()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?} ended with {status}"))
    }
}
