//! Programs on this system, and how those that are missing come from its packages.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The first of the names on the search path.
pub(super) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let places = env::var_os("PATH")?;
    let places: Vec<PathBuf> = env::split_paths(&places).collect();
    names
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .find(|path| path.is_file())
}

/// Installs packages with `apt-get`.
pub(super) fn install(packages: &[&str]) -> Result<(), String> {
    on_path(&["apt-get"]).ok_or("there is no apt-get on this system")?;
    let sudo = if is_root() {
        None
    } else {
        Some(on_path(&["sudo"]).ok_or("this is not root, and there is no sudo")?)
    };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
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
