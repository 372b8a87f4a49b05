//! What a message says, by its type.

use transom_domain::message::{
    Attachment, AttachmentKind, ContactCard, Extra, FormReply, Location, Order, OrderItem,
    Quantity, Unreadable,
};

use super::webhook::{Reason, Unhandled, required, unhandled};
use super::wire::{self, Message};
use super::{required_id, said};

/// What a message says.
#[derive(Default)]
pub(super) struct Said {
    pub(super) text: Option<String>,
    pub(super) attachments: Vec<Attachment>,
    /// What the business attached to the button or row that was tapped.
    pub(super) payload: Option<String>,
    pub(super) extra: Option<Extra>,
    pub(super) unsupported: bool,
}

impl Said {
    fn text(text: Option<String>) -> Self {
        Self {
            text: said(text),
            ..Self::default()
        }
    }

    fn extra(extra: Extra) -> Self {
        Self {
            extra: Some(extra),
            ..Self::default()
        }
    }

    fn unreadable(kind: &str, fault: Option<wire::Fault>) -> Self {
        let code = fault.as_ref().and_then(|fault| fault.code);
        let unreadable = Unreadable {
            kind: said(Some(kind.chars().take(60).collect())),
            code: code.map(|code| code.to_string()),
            detail: fault.and_then(wire::Fault::sentence),
        };
        Self {
            unsupported: true,
            ..Self::extra(Extra::Unreadable(unreadable))
        }
    }
}

/// What the message says under the name of its type. A customer who wrote something of a type that we do not know has
/// written all the same, so it is a message, shown as one that cannot be read.
pub(super) fn of(wire: Message<'_>) -> Result<Said, Unhandled> {
    let kind = wire.kind.as_str();
    Ok(match kind {
        "" => return Err(unhandled(Reason::MissingPart, "type")),
        "text" => Said::text(required(wire.text, "text")?.body),
        "image" => media(AttachmentKind::Image, wire.media)?,
        "video" => media(AttachmentKind::Video, wire.media)?,
        "audio" => media(AttachmentKind::Audio, wire.media)?,
        "document" => media(AttachmentKind::File, wire.media)?,
        "sticker" => media(AttachmentKind::Sticker, wire.media)?,
        "location" => Said::extra(Extra::Location(location(*required(
            wire.location,
            "location",
        )?)?)),
        "contacts" => {
            let cards = required(wire.contacts, "contacts")?.into_iter();
            Said::extra(Extra::Contacts(cards.map(ContactCard::from).collect()))
        }
        // Of the business, from its phone; a customer's is no message.
        "reaction" => {
            let reaction = required(wire.reaction, "reaction")?;
            Said::extra(Extra::Reaction {
                to: required_id(reaction.message_id, "reaction.message_id")?,
                emoji: said(reaction.emoji),
            })
        }
        "button" => {
            let button = required(wire.button, "button")?;
            Said {
                payload: button.payload,
                ..Said::text(button.text)
            }
        }
        "interactive" => interactive(*required(wire.interactive, "interactive")?)?,
        "order" => order(*required(wire.order, "order")?)?,
        _ => {
            let named = wire.unsupported.and_then(|unsupported| unsupported.kind);
            // The text that was edited is not passed on: there is nothing new to show, and nothing was written.
            if kind == "unsupported" && named.as_deref() == Some("edit") {
                return Err(unhandled(Reason::NotUsed, "unsupported.type: edit"));
            }
            let fault = wire.errors.into_iter().flatten().next();
            Said::unreadable(named.as_deref().unwrap_or(kind), fault)
        }
    })
}

fn media(kind: AttachmentKind, media: Option<Box<wire::Media>>) -> Result<Said, Unhandled> {
    let media = *required(media, "media")?;
    if media.id.0.is_none() && media.url.is_none() {
        return Err(unhandled(Reason::MissingPart, "media.id"));
    }
    let attachment = Attachment {
        kind,
        url: media.url,
        title: said(media.filename),
        media_id: media.id.0,
        mime_type: media.mime_type,
        sha256: media.sha256,
        is_voice: media.voice == Some(true),
        file: None,
    };
    Ok(Said {
        attachments: vec![attachment],
        ..Said::text(media.caption)
    })
}

fn location(wire: wire::Location) -> Result<Location, Unhandled> {
    Ok(Location {
        latitude: required(wire.latitude, "location.latitude")?,
        longitude: required(wire.longitude, "location.longitude")?,
        name: said(wire.name),
        address: said(wire.address),
        url: said(wire.url),
    })
}

fn interactive(wire: wire::Interactive<'_>) -> Result<Said, Unhandled> {
    Ok(match wire.kind.as_str() {
        "button_reply" => chosen(required(wire.button_reply, "interactive.button_reply")?),
        "list_reply" => chosen(required(wire.list_reply, "interactive.list_reply")?),
        "nfm_reply" => {
            let form = required(wire.nfm_reply, "interactive.nfm_reply")?;
            Said {
                extra: Some(Extra::Form(FormReply {
                    name: said(form.name),
                    answers: form.response_json.unwrap_or_default(),
                })),
                ..Said::text(form.body)
            }
        }
        "call_permission_reply" => {
            let detail = "interactive.type: call_permission_reply";
            return Err(unhandled(Reason::NotUsed, detail));
        }
        kind => Said::unreadable(kind, None),
    })
}

/// A tapped button or row; of a row the customer sees the line below the label too.
fn chosen(wire: wire::Chosen) -> Said {
    let text = match (said(wire.title), said(wire.description)) {
        (Some(title), Some(description)) => Some(format!("{title}\n{description}")),
        (title, description) => title.or(description),
    };
    Said {
        payload: wire.id,
        ..Said::text(text)
    }
}

fn order(wire: wire::Order) -> Result<Said, Unhandled> {
    let items = wire.product_items.into_iter().map(|item| {
        Ok(OrderItem {
            product_id: required_id(
                item.product_retailer_id,
                "order.product_items.product_retailer_id",
            )?,
            quantity: item.quantity.0.map_or_else(Quantity::default, Quantity),
            price: item.item_price.0,
            currency: item.currency,
        })
    });
    Ok(Said {
        extra: Some(Extra::Order(Order {
            catalog_id: wire.catalog_id.0,
            items: items.collect::<Result<_, Unhandled>>()?,
        })),
        ..Said::text(wire.text)
    })
}
