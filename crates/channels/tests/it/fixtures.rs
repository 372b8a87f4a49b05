//! What is known to come in, as files.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the platforms' webhooks.
pub(crate) const PLATFORMS: [&str; 3] = ["messenger", "instagram", "whatsapp"];

/// The files of a folder, in order.
pub(crate) fn of(folder: &str) -> Vec<PathBuf> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut files: Vec<_> = fs::read_dir(fixtures.join(folder))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files
}

/// The webhooks of all platforms.
pub(crate) fn webhooks() -> Vec<PathBuf> {
    PLATFORMS.into_iter().flat_map(of).collect()
}
