//! What may be attached in an open conversation.

use transom_domain::message::AttachmentKind as Kind;
use transom_policy::{FileKind, Subject};

use super::Opened;
use crate::media::redraw::drawn_types;
use crate::web::inbox::composer::Taken;
use crate::web::inbox::list::attachment_kind;
use crate::web::viewer::Viewer;

impl Opened {
    /// What the platform takes as files.
    pub(in crate::web::inbox) fn files(&self, viewer: &Viewer) -> Vec<Taken> {
        let rules = self.rulebook.rules();
        let files = self.rulebook.files().map(|rule| {
            let kind = match rule.kind {
                FileKind::Image => Kind::Image,
                FileKind::Video => Kind::Video,
                FileKind::Audio => Kind::Audio,
                FileKind::Document => Kind::File,
                FileKind::Sticker => Kind::Sticker,
            };
            let subject = Subject::File(rule.kind);
            let told = rules.iter().find(|rule| rule.subject() == subject);
            let told = told.map(|told| told.sentence(viewer.lang.policy()));
            let advice = rule.edge.map(|_| viewer.text("upload-sticker-moving"));
            let told = told.into_iter().chain(advice.map(|text| text.to_string()));
            Taken {
                label: attachment_kind(kind),
                kind: kind.as_str(),
                most: rule.most_bytes,
                most_moving: rule.most_bytes_moving,
                edge: rule.edge,
                drawn: match rule.kind {
                    FileKind::Image => drawn_types(self.rulebook),
                    _ => Vec::new(),
                },
                types: rule.types.clone(),
                told: told.collect::<Vec<_>>().join(" "),
            }
        });
        files.collect()
    }
}
