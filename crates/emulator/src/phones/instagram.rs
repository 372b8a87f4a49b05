//! What the phones of Instagram have beside a thread: the posts of the account, their comments, its story.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;

use super::deed::back;
use super::words;
use crate::world::input::{AccountSwitches, NewPost, NewPostKind};
use crate::world::view::{CommentView, CustomerView, OutletView, PostView};
use crate::world::{Rejection, World};

/// What lies over the thread: a story, or a post with its comments.
pub(super) struct Sheet {
    pub(super) post: PostView,
    pub(super) remarks: Vec<Remark>,
}

/// A comment as everybody sees it.
pub(super) struct Remark {
    pub(super) comment: CommentView,
    pub(super) username: String,
    pub(super) initials: String,
    pub(super) hue: u32,
    pub(super) ago: String,
    pub(super) mine: bool,
}

/// The sheet of a post; none when the account has none of this number.
pub(super) fn sheet(
    world: &World,
    account: &OutletView,
    customer: &CustomerView,
    post: Option<&str>,
    now: Timestamp,
) -> Result<Option<Sheet>, Rejection> {
    let post = account
        .posts
        .iter()
        .find(|known| post == Some(known.id.as_str()));
    let Some(post) = post else { return Ok(None) };
    let mut comments = world.comments(&account.id)?;
    comments.retain(|comment| comment.post == post.id);
    let remark = |comment: CommentView| {
        let author = world.customer(&comment.customer).ok();
        let name = author.as_ref().map_or("", |author| author.name.as_str());
        Remark {
            initials: words::initials(name),
            hue: words::hue(name),
            ago: words::ago(comment.at, now),
            mine: comment.customer == customer.id,
            username: author
                .as_ref()
                .and_then(|author| author.username.clone())
                .unwrap_or_default(),
            comment,
        }
    };
    Ok(Some(Sheet {
        post: post.clone(),
        remarks: comments.into_iter().map(remark).collect(),
    }))
}

/// Every field that a form of an account has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    kind: String,
    text: String,
    post: String,
    on: bool,
}

/// Something that the account does.
pub(super) async fn act(
    State(world): State<World>,
    headers: HeaderMap,
    Path((account, deed)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    let done = match deed.as_str() {
        "publish" => publish(&world, &account, fields),
        "end" => world.end_live(&account, &fields.post).map(drop),
        "access" => {
            let access_allowed = Some(fields.on);
            let switches = AccountSwitches { access_allowed };
            world.switch_account(&account, switches).map(drop)
        }
        _ => Err(Rejection::invalid("deed", "an account cannot do this")),
    };
    back(&headers, None, done)
}

fn publish(world: &World, account: &str, fields: Fields) -> Result<(), Rejection> {
    let kind: NewPostKind = serde_json::from_value(fields.kind.into())
        .map_err(|_| Rejection::invalid("kind", "nobody can publish this"))?;
    let new = NewPost {
        kind,
        text: fields.text,
        at: None,
    };
    world.publish(account, new).map(drop)
}
