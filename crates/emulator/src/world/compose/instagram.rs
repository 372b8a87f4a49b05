//! What only messages on Instagram carry.

use serde_json::{Map, Value, json};

use crate::world::input::Special;
use crate::world::rejection::Rejection;
use crate::world::state::{Attachment, Message, Outlet, Post, PostKind, StoryCard};

/// Adds to a message, as the phone keeps it and as the wire carries it, what is special in it.
pub(super) fn add(
    special: Special,
    message: &mut Message,
    wire: &mut Map<String, Value>,
    account: &Outlet,
) -> Result<(), Rejection> {
    match special {
        Special::StoryReply { story } => {
            let is_story = |post: &Post| post.kind == PostKind::Story;
            let story = find(account, story, is_story)?;
            if !story.is_shown(message.at) {
                return Err(Rejection::invalid(
                    "story-over",
                    "a story can be answered for 24 hours",
                ));
            }
            let told = json!({ "story": { "id": story.id, "url": media_url(&story.id) } });
            wire.insert("reply_to".to_owned(), told);
            message.story = Some(StoryCard {
                id: story.id.clone(),
                text: story.text.clone(),
            });
        }
        Special::StoryMention => {
            let payload = json!({ "url": media_url(&message.mid) });
            let title = format!("mentioned @{} in a story", name(account));
            attach(message, "story_mention", payload, title);
        }
        Special::Share { post } => {
            message
                .attachments
                .push(share(find(account, post, is_shared)?));
        }
        Special::ViewOnce => {
            attach(
                message,
                "ephemeral",
                Value::Null,
                "Photo to see once".to_owned(),
            );
        }
        Special::Unsupported => {
            wire.insert("is_unsupported".to_owned(), json!(true));
            message.label = Some("shown to no app".to_owned());
        }
    }
    Ok(())
}

/// What needs no words beside it.
pub(super) fn stands_alone(special: &Special) -> bool {
    !matches!(special, Special::StoryReply { .. })
}

/// Where the media of Instagram lies, for a while.
fn media_url(id: &str) -> String {
    format!("https://lookaside.example/ig_messaging_cdn/?asset_id={id}&signature=emulated")
}

fn attach(message: &mut Message, kind: &str, payload: Value, title: String) {
    message.attachments.push(Attachment {
        kind: kind.to_owned(),
        payload,
        title,
        buttons: Vec::new(),
    });
}

fn name(account: &Outlet) -> &str {
    account.username.as_deref().unwrap_or(&account.name)
}

/// A post that the business passes on must be its own; it then arrives as one that a customer passes on.
pub(in crate::world) fn resolve_shares(account: &Outlet, attachments: &mut [Attachment]) -> bool {
    let shares = attachments
        .iter_mut()
        .filter(|one| one.kind == "MEDIA_SHARE");
    for attachment in shares {
        let Ok(post) = find(account, Some(attachment.title.clone()), is_shared) else {
            return false;
        };
        *attachment = share(post);
    }
    true
}

fn is_shared(post: &Post) -> bool {
    matches!(post.kind, PostKind::Feed | PostKind::Reel)
}

fn share(post: &Post) -> Attachment {
    let (kind, key) = match post.kind {
        PostKind::Reel => ("ig_reel", "reel_video_id"),
        _ => ("ig_post", "ig_post_media_id"),
    };
    Attachment {
        kind: kind.to_owned(),
        payload: json!({ key: post.id, "title": post.text, "url": media_url(&post.id) }),
        title: post.text.clone(),
        buttons: Vec::new(),
    }
}

/// The post named, or the newest that fits.
fn find(
    account: &Outlet,
    id: Option<String>,
    fits: impl Fn(&Post) -> bool,
) -> Result<&Post, Rejection> {
    let mut posts = account.posts.iter().filter(|post| fits(post));
    if let Some(id) = id {
        let named = posts.find(|post| post.id == id);
        named.ok_or_else(|| Rejection::unknown("post", &id))
    } else {
        let newest = posts.max_by_key(|post| post.at);
        newest.ok_or_else(|| Rejection::unknown("post", "newest"))
    }
}
