//! `cargo xtask check`: what the compiler does not see, in the documents, the translations and the files.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Outcome, output};

mod documents;
mod files;
mod translations;

/// A file that belongs to the repository.
struct File {
    /// From the root of the repository.
    path: String,
    /// Lossless where the file is text.
    text: String,
    bytes: usize,
}

/// Runs every check; an error when one complained.
pub(crate) fn run(root: &Path) -> Outcome {
    let files = list(root)?;
    let mut complaints = documents::check(&files);
    complaints.extend(translations::check(&files));
    complaints.extend(files::check(&files));
    for complaint in &complaints {
        output::line(complaint)?;
    }
    match complaints.len() {
        0 => Ok(output::line(format_args!(
            "{} files checked, nothing to complain about",
            files.len()
        ))?),
        1 => Err("1 complaint".into()),
        count => Err(format!("{count} complaints").into()),
    }
}

/// The files that git tracks or would track.
fn list(root: &Path) -> Outcome<Vec<File>> {
    let listed = Command::new("git")
        .current_dir(root)
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .output()
        .map_err(|error| format!("git, which lists the files, cannot be started: {error}"))?;
    if !listed.status.success() {
        return Err(format!(
            "git cannot list the files: {}",
            String::from_utf8_lossy(&listed.stderr)
        )
        .into());
    }
    let mut files = Vec::new();
    for path in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        // A file that was deleted but not yet committed so is listed as well.
        if let Ok(content) = fs::read(root.join(path)) {
            files.push(File {
                path: path.to_owned(),
                bytes: content.len(),
                text: String::from_utf8_lossy(&content).into_owned(),
            });
        }
    }
    Ok(files)
}

impl File {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        self.path
            .rsplit_once('.')
            .is_some_and(|(_, extension)| extensions.contains(&extension))
    }
}
