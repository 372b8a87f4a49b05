//! Files that apps hand over to be sent by their ids.

use jiff::{SignedDuration, Timestamp};

use super::World;

/// How long an id is good.
const LASTS: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A file that an app handed over.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) outlet: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) at: Timestamp,
}

impl World {
    /// Takes a file over; gives its id.
    pub(crate) fn keep_upload(&self, upload: Upload) -> String {
        let id = self.ids().number();
        self.lock().uploads.insert(id.clone(), upload);
        id
    }

    /// Where the platform has a file, as what it was handed over and by the outlet that did.
    pub(crate) fn uploaded(&self, outlet: &str, id: &str, kind: &str) -> Option<String> {
        let now = self.now();
        let state = self.lock();
        let upload = state.uploads.get(id)?;
        let is_good =
            upload.outlet == outlet && upload.kind == kind && now.duration_since(upload.at) < LASTS;
        is_good.then(|| format!("https://scontent.example/uploads/{id}/{}", upload.name))
    }

    /// How many files apps have handed over.
    pub fn uploads(&self) -> usize {
        self.lock().uploads.len()
    }
}
