//! Comments on the page's posts and the posts of its visitors, which arrive among the `changes` of the field `feed`, with
//! times in seconds.

use jiff::Timestamp;
use serde::Deserialize;
use transom_domain::inbound::{
    Comment, CommentChange, CommentPlace, Inbound, InboundEvent, Person,
};

use crate::webhook::wire::{Id, Whole};
use crate::webhook::{Reason, Unhandled, optional_id, required, required_id, seconds, unhandled};

/// What happened on the page's feed.
#[derive(Deserialize)]
pub(super) struct Story {
    item: Option<String>,
    verb: Option<String>,
    comment_id: Option<Id>,
    post_id: Option<Id>,
    parent_id: Option<Id>,
    from: Option<Commenter>,
    message: Option<String>,
    created_time: Option<Whole>,
}

#[derive(Deserialize)]
struct Commenter {
    id: Option<Id>,
    name: Option<String>,
}

/// The items that are posts. Which of them are a visitor's, their author says.
const POSTS: [&str; 3] = ["post", "status", "photo"];

/// What the change says, if it is about a comment or about a post of a visitor.
pub(super) fn understand(
    account: &str,
    story: Story,
    entry_time: Option<Whole>,
) -> Result<Inbound, Unhandled> {
    let item = required(story.item.as_deref(), "value.item")?;
    let is_post = POSTS.contains(&item);
    if !is_post && item != "comment" {
        return Err(unhandled(Reason::NotUsed, "value.item"));
    }
    let change = match required(story.verb.as_deref(), "value.verb")? {
        "add" => CommentChange::Added,
        "edited" => CommentChange::Edited,
        "remove" => CommentChange::Removed,
        "hide" => CommentChange::Hidden,
        _ => return Err(unhandled(Reason::NotUsed, "value.verb")),
    };
    let at = time(&story, change, entry_time)?;
    let (from_id, from_name) = story
        .from
        .map_or((None, None), |from| (optional_id(from.id), from.name));
    // The page's own words ask for no answer. Who hides or removes a comment need not be who wrote it.
    let is_said = matches!(change, CommentChange::Added | CommentChange::Edited);
    if is_said && from_id.as_deref() == Some(account) {
        return Err(unhandled(Reason::OwnAction, "value.from.id"));
    }
    // Only its author tells a visitor's post from one of the page itself; one that is gone is shown nowhere.
    let is_visitors = from_id.as_deref().is_some_and(|from| from != account);
    if is_post && !is_visitors && change != CommentChange::Removed {
        let reason = match from_id {
            Some(_) => Reason::OwnAction,
            None => Reason::MissingPart,
        };
        return Err(unhandled(reason, "value.from.id"));
    }
    let post_id = required_id(story.post_id, "value.post_id")?;
    let comment = Comment {
        external_id: if is_post {
            post_id.clone()
        } else {
            required_id(story.comment_id, "value.comment_id")?
        },
        post_id,
        parent_id: optional_id(story.parent_id).filter(|_| !is_post),
        from_id,
        from_name,
        text: story.message.filter(|text| !text.is_empty()),
        change,
        place: if is_post {
            CommentPlace::VisitorPost
        } else {
            CommentPlace::Feed
        },
    };
    Ok(Inbound {
        account: account.to_owned(),
        at,
        person: Person::default(),
        event: InboundEvent::Comment(comment),
    })
}

/// `created_time` is when the comment was written, so a later change happened at the entry's time.
fn time(
    story: &Story,
    change: CommentChange,
    entry_time: Option<Whole>,
) -> Result<Timestamp, Unhandled> {
    match (change, story.created_time, entry_time) {
        (CommentChange::Added, Some(created), _) | (_, Some(created), None) => {
            seconds(created, "value.created_time")
        }
        (_, _, Some(entry)) => seconds(entry, "entry.time"),
        (_, None, None) => Err(unhandled(Reason::MissingPart, "value.created_time")),
    }
}
