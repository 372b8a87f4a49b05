//! What WhatsApp wants to hear: the body of a `POST {graph}/{version}/{number}/messages`.
//!
//! Only the shape is decided here, and what has no shape is refused with what to do. Whether a message may go is
//! policy's business. Lengths are in Unicode scalar values, as Meta's reference gives them.

use serde::Serialize;
use transom_domain::channel::ProductPolicy;
use transom_domain::delivery::Outgoing;
use transom_domain::id::MessageId;
use transom_domain::message::{Content, Extra};
use transom_policy::Route;

use super::Rendered;

mod extra;
mod interactive;
mod limits;
mod media;
mod template;

use extra::{Cards, LocationBody, ReactionBody};
use interactive::Interactive;
pub use limits::{CannotRender, Part};
use media::{Media, Named};
use template::Template;

#[derive(Serialize)]
struct Request<'a> {
    messaging_product: &'static str,
    recipient_type: &'static str,
    #[serde(flatten)]
    recipient: Recipient<'a>,
    #[serde(flatten)]
    body: Body<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<Context<'a>>,
    biz_opaque_callback_data: MessageId,
    #[serde(flatten)]
    marketing: Option<Marketing>,
}

/// What only the interface for marketing messages is told.
#[derive(Serialize)]
struct Marketing {
    product_policy: &'static str,
    message_activity_sharing: bool,
}

/// A customer is named by an id made of their number, or by one made for this business, which goes elsewhere.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Recipient<'a> {
    To(&'a str),
    Recipient(&'a str),
}

#[derive(Serialize)]
struct Context<'a> {
    message_id: &'a str,
}

/// What a message says, under the name of its type.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "type")]
enum Body<'a> {
    Text { text: Text<'a> },
    Image { image: Media<'a> },
    Video { video: Media<'a> },
    Audio { audio: Media<'a> },
    Document { document: Media<'a> },
    Sticker { sticker: Media<'a> },
    Location { location: LocationBody<'a> },
    Contacts { contacts: Cards },
    Reaction { reaction: ReactionBody<'a> },
    Interactive { interactive: Box<Interactive<'a>> },
    Template { template: Template<'a> },
}

#[derive(Serialize)]
struct Text<'a> {
    body: &'a str,
    preview_url: bool,
}

#[derive(Serialize)]
struct ReadRequest<'a> {
    messaging_product: &'static str,
    status: &'static str,
    message_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    typing_indicator: Option<Typing>,
}

#[derive(Serialize)]
struct Typing {
    #[serde(rename = "type")]
    kind: &'static str,
}

/// Whether a customer is named by an id made of their number, not by one made for the business.
pub(crate) fn is_phone_id(customer: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'+';
    customer.bytes().all(is_part)
}

/// The request that sends a message by the route it was given.
pub fn render(outgoing: &Outgoing) -> Result<Rendered, CannotRender> {
    let is_template = matches!(outgoing.content.extra, Some(Extra::Template(_)));
    match (outgoing.route, is_template) {
        (Route::Standard, false) | (Route::Template, true) => {}
        (route, _) => return Err(CannotRender::Route(route)),
    }
    let marketing = outgoing.marketing.filter(|_| is_template);
    let recipient = outgoing.recipient.as_str();
    let reply_to = outgoing.reply_to.as_deref();
    let rendered = rendered(&Request {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        recipient: if is_phone_id(recipient) {
            Recipient::To(recipient)
        } else {
            Recipient::Recipient(recipient)
        },
        body: body(&outgoing.content)?,
        context: reply_to.map(|message_id| Context { message_id }),
        biz_opaque_callback_data: outgoing.message_id,
        marketing: marketing.map(|way| Marketing {
            product_policy: match way.product_policy {
                ProductPolicy::Fallback => "CLOUD_API_FALLBACK",
                ProductPolicy::Strict => "STRICT",
            },
            message_activity_sharing: way.shares_activity,
        }),
    });
    Ok(match marketing {
        Some(_) => Rendered {
            path: "marketing_messages",
            ..rendered
        },
        None => rendered,
    })
}

/// The request that marks a customer's message, and all before it, as read; with `typing`, it also shows that somebody
/// writes, for about 25 seconds or until a message arrives.
pub fn render_read(external_id: &str, typing: bool) -> Rendered {
    rendered(&ReadRequest {
        messaging_product: "whatsapp",
        status: "read",
        message_id: external_id,
        typing_indicator: typing.then_some(Typing { kind: "text" }),
    })
}

fn rendered(request: &impl Serialize) -> Rendered {
    let body = serde_json::to_vec(request).expect("texts, names and numbers have a JSON form");
    Rendered {
        path: "messages",
        body,
    }
}

fn body(content: &Content) -> Result<Body<'_>, CannotRender> {
    if !content.announcement.is_usual() {
        return Err(CannotRender::Announced);
    }
    if content.hand_over.is_some() {
        return Err(CannotRender::HandOver);
    }
    let text = content.text.as_deref().filter(|text| !text.is_empty());
    let interactive = match &content.extra {
        None if !content.quick_replies.is_empty() => Some(interactive::buttons(content)?),
        Some(Extra::List(list)) => Some(interactive::list(content, list)?),
        Some(Extra::Link(link)) => Some(interactive::link(content, link)?),
        Some(Extra::LocationRequest) => Some(interactive::location_request(content)?),
        Some(Extra::Shop(shop)) => Some(interactive::shop(content, shop)?),
        Some(Extra::Flow(flow)) => Some(interactive::flow(content, flow)?),
        Some(Extra::Carousel(carousel)) => Some(interactive::carousel(content, carousel)?),
        _ => None,
    };
    if let Some(interactive) = interactive {
        return Ok(Body::Interactive {
            interactive: Box::new(interactive),
        });
    }
    match &content.extra {
        None => plain(content, text),
        // The text of a template is the platform's; ours beside it is for people to read.
        Some(Extra::Template(template)) if !has_more(content) => Ok(Body::Template {
            template: template::template(template)?,
        }),
        Some(alone) if text.is_some() || has_more(content) => {
            Err(CannotRender::Alone(extra::name(alone)))
        }
        Some(Extra::Location(place)) => Ok(Body::Location {
            location: extra::location(place)?,
        }),
        Some(Extra::Contacts(cards)) => Ok(Body::Contacts {
            contacts: extra::cards(cards)?,
        }),
        Some(Extra::Reaction { to, emoji }) => Ok(Body::Reaction {
            reaction: ReactionBody {
                message_id: to,
                emoji: emoji.as_deref().unwrap_or_default(),
            },
        }),
        Some(foreign @ Extra::Structured(_)) => Err(CannotRender::NotHere(extra::name(foreign))),
        Some(theirs) => Err(CannotRender::CustomersOnly(extra::name(theirs))),
    }
}

fn has_more(content: &Content) -> bool {
    !content.attachments.is_empty()
        || !content.quick_replies.is_empty()
        || content.heading.is_some()
        || content.footer.is_some()
}

/// A text, or one file with a text below it.
fn plain<'a>(content: &'a Content, text: Option<&'a str>) -> Result<Body<'a>, CannotRender> {
    if content.heading.is_some() || content.footer.is_some() {
        return Err(CannotRender::HeadingWithoutButtons);
    }
    let attachment = match content.attachments.as_slice() {
        [] => {
            let body = text.ok_or(CannotRender::Empty)?;
            let has_link = body.contains("http://") || body.contains("https://");
            let preview_url = has_link && content.link_preview.is_shown();
            return Ok(Body::Text {
                text: Text {
                    body: Part::Text.fits(body)?,
                    preview_url,
                },
            });
        }
        [one] => one,
        _ => return Err(CannotRender::SeveralAttachments),
    };
    Ok(match media::media(attachment, text)? {
        Named::Image(image) => Body::Image { image },
        Named::Video(video) => Body::Video { video },
        Named::Audio(audio) => Body::Audio { audio },
        Named::Document(document) => Body::Document { document },
        Named::Sticker(sticker) => Body::Sticker { sticker },
    })
}
