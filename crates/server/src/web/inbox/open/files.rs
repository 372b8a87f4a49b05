//! What may be attached in an open conversation.

use transom_policy::FileKind;

use super::Opened;
use crate::web::inbox::message::AttachmentKind;

impl Opened {
    /// What the platform takes as files; stickers are nothing that somebody attaches.
    pub(super) fn files(&self) -> Vec<(AttachmentKind, u64)> {
        let kinds = self.rulebook.files().filter_map(|rule| {
            let kind = match rule.kind {
                FileKind::Image => AttachmentKind::Image,
                FileKind::Video => AttachmentKind::Video,
                FileKind::Audio => AttachmentKind::Audio,
                FileKind::Document => AttachmentKind::File,
                FileKind::Sticker => return None,
            };
            Some((kind, rule.most_bytes))
        });
        kinds.collect()
    }

    /// The media types of these files, where the platform lists those of every kind.
    pub(super) fn accept(&self) -> Option<String> {
        let rules: Vec<_> = self.rulebook.files().collect();
        let is_limited = rules.iter().all(|rule| !rule.types.is_empty());
        let types = rules.iter().flat_map(|rule| rule.types.iter().cloned());
        is_limited.then(|| types.collect::<Vec<_>>().join(","))
    }
}
