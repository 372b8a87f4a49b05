//! What may be attached in an open conversation.

use super::Opened;
use crate::web::inbox::taken::{Taken, taken};
use crate::web::viewer::Viewer;

impl Opened {
    /// What the platform takes as files.
    pub(in crate::web::inbox) fn files(&self, viewer: &Viewer) -> Vec<Taken> {
        taken(self.rulebook, viewer)
    }
}
