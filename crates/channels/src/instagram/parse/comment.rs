//! Comments under what the account published, those during its live broadcasts, and mentions of it elsewhere.

use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::inbound::{
    Comment, CommentChange, CommentPlace, Inbound, InboundEvent, Person,
};

use crate::webhook::wire::{Id, Whole};
use crate::webhook::{
    Reason, Unhandled, milliseconds, optional_id, required, required_id, seconds, unhandled,
};

/// An element of `changes` in the fields `comments`, `live_comments` and `mentions`.
#[derive(Deserialize)]
pub(crate) struct Change {
    field: Option<String>,
    value: Option<Said>,
}

#[derive(Deserialize)]
struct Said {
    id: Option<Id>,
    from: Option<Commenter>,
    media: Option<Media>,
    text: Option<String>,
    parent_id: Option<Id>,
    /// Of a mention: the post, and the comment when it is in one.
    media_id: Option<Id>,
    comment_id: Option<Id>,
}

#[derive(Deserialize)]
struct Commenter {
    id: Option<Id>,
    username: Option<String>,
}

#[derive(Deserialize)]
struct Media {
    id: Option<Id>,
    media_product_type: Option<String>,
}

/// What the change says. Instagram tells that a comment was written, and nothing of what becomes of it.
pub(super) fn understand(
    account: &str,
    change: Change,
    entry_time: Option<Whole>,
) -> Result<Inbound, Unhandled> {
    let is_live = match change.field.as_deref() {
        Some("comments") => false,
        Some("live_comments") => true,
        Some("mentions") => {
            return mentioned(account, required(change.value, "value")?, entry_time);
        }
        _ => return Err(unhandled(Reason::UnknownField, "field")),
    };
    let said = required(change.value, "value")?;
    let (from_id, from_name) = said
        .from
        .map_or((None, None), |from| (optional_id(from.id), from.username));
    // The account's own words ask for no answer.
    if from_id.as_deref() == Some(account) {
        return Err(unhandled(Reason::OwnAction, "value.from.id"));
    }
    let media = required(said.media, "value.media")?;
    let place = match media.media_product_type.as_deref() {
        _ if is_live => CommentPlace::Live,
        Some("REELS") => CommentPlace::Reel,
        Some("STORY") => CommentPlace::Story,
        Some("AD") => CommentPlace::Ad,
        _ => CommentPlace::Feed,
    };
    let comment = Comment {
        external_id: required_id(said.id, "value.id")?,
        post_id: required_id(media.id, "value.media.id")?,
        parent_id: optional_id(said.parent_id),
        from_id,
        from_name,
        text: said.text.filter(|text| !text.is_empty()),
        change: CommentChange::Added,
        place,
    };
    Ok(Inbound {
        account: account.to_owned(),
        at: time(required(entry_time, "entry.time")?)?,
        person: Person::default(),
        event: InboundEvent::Comment(comment),
    })
}

/// A mention tells where it is and neither who wrote it nor what.
fn mentioned(account: &str, said: Said, entry_time: Option<Whole>) -> Result<Inbound, Unhandled> {
    let post_id = required_id(said.media_id, "value.media_id")?;
    let comment = Comment {
        external_id: optional_id(said.comment_id).unwrap_or_else(|| post_id.clone()),
        post_id,
        parent_id: None,
        from_id: None,
        from_name: None,
        text: None,
        change: CommentChange::Added,
        place: CommentPlace::Mention,
    };
    Ok(Inbound {
        account: account.to_owned(),
        at: time(required(entry_time, "entry.time")?)?,
        person: Person::default(),
        event: InboundEvent::Comment(comment),
    })
}

/// A comment carries no time of its own, and the entry's is told in seconds or in milliseconds. Small numbers are seconds:
/// as milliseconds they would lie before May 1970.
fn time(entry: Whole) -> Result<Timestamp, Unhandled> {
    const LEAST_MILLISECONDS: i64 = 10_000_000_000;
    if entry.0 < LEAST_MILLISECONDS {
        seconds(entry, "entry.time")
    } else {
        milliseconds(entry, "entry.time")
    }
}
