//! What a customer does on a phone beside writing.

use super::deed::Fields;
use crate::world::input::{AccountLink, NewMention, ResponseRating, VisitorPost};
use crate::world::{Rejection, World};

/// Does it; none when the deed is another.
pub(super) fn act(
    world: &World,
    customer: &str,
    deed: &str,
    fields: &Fields,
) -> Option<Result<(), Rejection>> {
    let mid = &fields.mid;
    let done = match deed {
        "link-account" | "unlink-account" => {
            let link = AccountLink {
                linked: deed == "link-account",
                authorization_code: None,
            };
            world.link_account(customer, mid, link).map(drop)
        }
        "picture" => fields
            .payload
            .parse()
            .map_err(|_| Rejection::invalid("picture", "tap a picture"))
            .and_then(|place| world.tap_picture(customer, mid, place).map(drop)),
        "good" | "bad" => {
            let good = deed == "good";
            let rating = ResponseRating { good };
            world.rate_response(customer, mid, rating).map(drop)
        }
        "mention-comment" | "mention-caption" => {
            let in_comment = deed == "mention-comment";
            let mention = NewMention { in_comment };
            world.mention(customer, mention).map(drop)
        }
        "post" => {
            let text = fields.text.clone();
            world
                .post(customer, VisitorPost { text, at: None })
                .map(drop)
        }
        _ => return None,
    };
    Some(done)
}
