//! What may be attached in an open conversation.

use transom_domain::message::AttachmentKind as Kind;
use transom_policy::{FileKind, Subject};

use super::Opened;
use crate::web::inbox::composer::Taken;
use crate::web::inbox::list::attachment_kind;
use crate::web::viewer::Viewer;

impl Opened {
    /// What the platform takes as files; stickers are nothing that somebody attaches.
    pub(in crate::web::inbox) fn files(&self, viewer: &Viewer) -> Vec<Taken> {
        let rules = self.rulebook.rules();
        let files = self.rulebook.files().filter_map(|rule| {
            let kind = match rule.kind {
                FileKind::Image => Kind::Image,
                FileKind::Video => Kind::Video,
                FileKind::Audio => Kind::Audio,
                FileKind::Document => Kind::File,
                FileKind::Sticker => return None,
            };
            let subject = Subject::File(rule.kind);
            let told = rules.iter().find(|rule| rule.subject() == subject);
            Some(Taken {
                label: attachment_kind(kind),
                kind: kind.as_str(),
                most: rule.most_bytes,
                types: rule.types.clone(),
                told: told
                    .map(|told| told.sentence(viewer.lang.policy()))
                    .unwrap_or_default(),
            })
        });
        files.collect()
    }
}
