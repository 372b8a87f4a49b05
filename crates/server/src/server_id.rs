//! Which server this is, of several that may work on one store.

use std::io::{Error, ErrorKind, Result};
use std::path::Path;

use uuid::Uuid;

use crate::secret::{random, write_private};

/// The id of the server whose data directory this is, made when there is none yet. One process at a time serves a data
/// directory, for it locks the journal, so what this id holds in the store is nobody's when such a process starts.
pub(crate) fn load_or_create(path: &Path) -> Result<Uuid> {
    match read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        found => return found,
    }
    let made = Uuid::from_bytes(random::<16>());
    match write_private(path, &format!("{made}\n")) {
        Ok(()) => Ok(made),
        // Another process, such as the command line, was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> Result<Uuid> {
    let text = std::fs::read_to_string(path)?;
    text.trim()
        .parse()
        .map_err(|error| Error::new(ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_the_same_after_it_started_anew() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("server");
        let first = load_or_create(&path).unwrap();
        assert_eq!(load_or_create(&path).unwrap(), first);
        let other = load_or_create(&dir.path().join("other")).unwrap();
        assert_ne!(other, first);
        std::fs::write(&path, "damaged").unwrap();
        assert_eq!(
            load_or_create(&path).unwrap_err().kind(),
            ErrorKind::InvalidData
        );
    }
}
