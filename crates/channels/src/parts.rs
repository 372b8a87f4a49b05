//! What is said at once at the desk, and may be several messages on the platform.

use transom_domain::message::{AttachmentKind, Content};
use transom_policy::Channel as Platform;

/// The messages that say it, in order: the files, then the text, which stands below a file where the platform has a
/// place for it there.
pub fn parts(platform: Platform, content: Content) -> Vec<Content> {
    let Content {
        text,
        attachments,
        quick_replies,
        ..
    } = content;
    let mut text = text.filter(|text| !text.is_empty());
    if attachments.is_empty() {
        return vec![Content {
            text,
            quick_replies,
            ..Content::default()
        }];
    }
    let mut parts: Vec<Content> = attachments
        .into_iter()
        .map(|attachment| Content {
            attachments: vec![attachment],
            ..Content::default()
        })
        .collect();
    if let Some(last) = parts.last_mut() {
        let takes_text = platform == Platform::WhatsApp
            && last.attachments.iter().all(|one| has_caption(one.kind));
        if takes_text {
            last.text = text.take();
        }
    }
    if let Some(text) = text {
        parts.push(Content::text(text));
    }
    if let Some(last) = parts.last_mut() {
        last.quick_replies = quick_replies;
    }
    parts
}

/// Whether WhatsApp shows a text below a file of this kind.
const fn has_caption(kind: AttachmentKind) -> bool {
    matches!(
        kind,
        AttachmentKind::Image | AttachmentKind::Video | AttachmentKind::File
    )
}

#[cfg(test)]
mod tests {
    use transom_domain::message::Attachment;

    use super::*;

    fn said(text: &str, kinds: &[AttachmentKind]) -> Content {
        Content {
            text: Some(text.to_owned()),
            attachments: kinds
                .iter()
                .map(|kind| Attachment {
                    kind: *kind,
                    ..Attachment::default()
                })
                .collect(),
            ..Content::default()
        }
    }

    fn shape(platform: Platform, content: Content) -> Vec<(usize, Option<String>)> {
        parts(platform, content)
            .into_iter()
            .map(|part| (part.attachments.len(), part.text))
            .collect()
    }

    #[test]
    fn a_text_alone_is_one_message_everywhere() {
        for platform in Platform::ALL {
            let one = [(0, Some("Hello".to_owned()))];
            assert_eq!(shape(platform, said("Hello", &[])), one);
        }
    }

    #[test]
    fn files_go_one_by_one_and_the_text_where_it_fits() {
        use AttachmentKind::{Audio, File, Image};
        let hello = || Some("Hello".to_owned());
        for platform in [Platform::Messenger, Platform::Instagram] {
            let all = shape(platform, said("Hello", &[Image, File]));
            assert_eq!(all, [(1, None), (1, None), (0, hello())]);
        }
        let all = shape(Platform::WhatsApp, said("Hello", &[Audio, Image]));
        assert_eq!(all, [(1, None), (1, hello())]);
        let all = shape(Platform::WhatsApp, said("Hello", &[Audio]));
        assert_eq!(all, [(1, None), (0, hello())]);
        assert_eq!(shape(Platform::WhatsApp, said("", &[Image])), [(1, None)]);
    }
}
