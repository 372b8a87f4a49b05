//! What a platform takes as files, as the forms tell it.

use serde::Serialize;
use transom_domain::message::AttachmentKind as Kind;
use transom_policy::{FileKind, Rulebook, Subject};

use super::list::attachment_kind;
use super::message::AttachmentKind;
use crate::media::redraw::drawn_types;
use crate::web::viewer::Viewer;

/// Files of one kind, as the channel takes them. The desk's script reads it too.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Taken {
    #[serde(skip)]
    pub(crate) label: AttachmentKind,
    /// The first half of its media types; `file` for any.
    pub(crate) kind: &'static str,
    /// The most bytes.
    pub(crate) most: u64,
    /// The same of a picture that moves.
    pub(crate) most_moving: Option<u64>,
    /// How many pixels each edge has.
    pub(crate) edge: Option<u32>,
    /// Types of pictures that are drawn anew as one that is taken, unless they move.
    pub(crate) drawn: Vec<String>,
    /// The media types; any of the kind where there are none.
    pub(crate) types: Vec<String>,
    /// The rule in a sentence.
    pub(crate) told: String,
}

/// What a platform takes by its rulebook.
pub(crate) fn taken(rulebook: &Rulebook, viewer: &Viewer) -> Vec<Taken> {
    let rules = rulebook.rules();
    let files = rulebook.files().map(|rule| {
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
                FileKind::Image => drawn_types(rulebook),
                _ => Vec::new(),
            },
            types: rule.types.clone(),
            told: told.collect::<Vec<_>>().join(" "),
        }
    });
    files.collect()
}

/// What may be attached, and how large: kinds of one size stand together.
pub(crate) fn told(files: &[Taken], viewer: &Viewer) -> String {
    let label = |file: &Taken| {
        let key = match file.label {
            AttachmentKind::Audio => "upload-audio",
            kind => kind.label(),
        };
        viewer.text(key).to_string()
    };
    let sizes = files.chunk_by(|one, next| one.most == next.most);
    let sizes = sizes.filter_map(|kinds| {
        let size = viewer.size(kinds.first()?.most);
        let labels: Vec<_> = kinds.iter().map(label).collect();
        Some(format!("{} {size}", labels.join(", ")))
    });
    sizes.collect::<Vec<_>>().join(" · ")
}

/// The media types that may be chosen, with commas between; nothing where any may.
pub(crate) fn accepted(files: &[Taken]) -> Option<String> {
    let is_limited = files.iter().all(|file| !file.types.is_empty());
    let types = files.iter().flat_map(|file| file.types.iter().cloned());
    is_limited.then(|| types.collect::<Vec<_>>().join(","))
}

/// All of it, for the script.
pub(crate) fn rules(files: &[Taken]) -> String {
    serde_json::to_string(files).unwrap_or_default()
}
