//! A copy of everything that an installation keeps, made beside a server that may be running.
//!
//! The database first, then the rest: what the database has taken from the journal is then in the copy of the journal, and
//! what that has beyond is taken by whoever starts on the copy. In the other order the database would be ahead, and new
//! webhooks would pass for taken.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::app::DATABASE_FILE;
use crate::media::{INCOMING_DIR, MEDIA_DIR};

/// What a copy came to.
#[derive(Debug, Default)]
pub(crate) struct Made {
    pub(crate) files: u64,
    pub(crate) bytes: u64,
}

/// Why there is no copy, or only a part of one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// Something is there already.
    #[error("{0} is not empty: name a directory that is, or that does not exist yet")]
    NotEmpty(PathBuf),
    /// There is nothing to copy.
    #[error("there is no database in {0}: name the configuration of the server with --config")]
    Nothing(PathBuf),
    /// The copy would copy itself.
    #[error("{0} lies in the data directory: name one beside it")]
    Inside(PathBuf),
    /// A file.
    #[error("{path}: {source}; what was copied until then is no backup")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database.
    #[error("{0}; what was copied until then is no backup")]
    Store(#[from] transom_store::Error),
}

/// Copies the data directory `from` into `to`, which is made, or empty.
pub(crate) async fn make(from: &Path, to: &Path) -> Result<Made, BackupError> {
    let database = from.join(DATABASE_FILE);
    if !database.is_file() {
        return Err(BackupError::Nothing(from.to_owned()));
    }
    prepare(from, to)?;
    let copy = to.join(DATABASE_FILE);
    transom_store::backup(&database, &copy).await?;
    let mut made = Made::default();
    made.count(&copy, settle(&copy))?;
    made.copy(from, to)?;
    Ok(made)
}

fn prepare(from: &Path, to: &Path) -> Result<(), BackupError> {
    let at = |path: &Path| failed(path.to_owned());
    let around = from.canonicalize().map_err(at(from))?;
    let to_be = std::path::absolute(to).map_err(at(to))?;
    // Of what is not there yet, the nearest folder that is.
    let there = to_be.ancestors().find_map(|path| path.canonicalize().ok());
    if there.is_some_and(|there| there.starts_with(around)) {
        return Err(BackupError::Inside(to.to_owned()));
    }
    fs::create_dir_all(to).map_err(at(to))?;
    if fs::read_dir(to).map_err(at(to))?.next().is_some() {
        return Err(BackupError::NotEmpty(to.to_owned()));
    }
    // The key is in it.
    #[cfg(unix)]
    fs::set_permissions(to, std::os::unix::fs::PermissionsExt::from_mode(0o700)).map_err(at(to))?;
    Ok(())
}

/// The database, and what lies beside it while it is open; files that are on their way in, which come again.
fn is_left_out(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(DATABASE_FILE) || path.ends_with(Path::new(MEDIA_DIR).join(INCOMING_DIR))
}

impl Made {
    fn copy(&mut self, from: &Path, to: &Path) -> Result<(), BackupError> {
        let at = |path: &Path| failed(path.to_owned());
        for found in fs::read_dir(from).map_err(at(from))? {
            let path = found.map_err(at(from))?.path();
            if is_left_out(&path) {
                continue;
            }
            let place = to.join(path.file_name().unwrap_or_default());
            if path.is_dir() {
                fs::create_dir(&place).map_err(at(&place))?;
                self.copy(&path, &place)?;
                continue;
            }
            match fs::copy(&path, &place) {
                Ok(_) => self.count(&place, settle(&place))?,
                // Let go of since it was listed: a file nobody holds, a segment that is done with.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(path)(error)),
            }
        }
        settle(to).map(drop).map_err(at(to))
    }

    fn count(&mut self, path: &Path, bytes: io::Result<u64>) -> Result<(), BackupError> {
        self.bytes += bytes.map_err(failed(path.to_owned()))?;
        self.files += 1;
        Ok(())
    }
}

/// Has a file or a folder on the disk; its size.
fn settle(path: &Path) -> io::Result<u64> {
    let file = File::open(path)?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

fn failed(path: PathBuf) -> impl FnOnce(io::Error) -> BackupError {
    move |source| BackupError::File { path, source }
}
