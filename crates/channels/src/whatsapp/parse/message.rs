//! One message of a customer, or one echo of what the business sent from its phone.

use transom_domain::inbound::{
    Ad, CustomerAct, CustomerMessage, Echo, IdentityChange, Inbound, InboundEvent, Person, Referral,
};
use transom_domain::message::{Forwarded, Origin, Product};

use super::content::{self, Said};
use super::webhook::{Reason, Unhandled, required, unhandled};
use super::wire::{self, Message};
use super::{Number, Understood, required_id, said, word};

/// What a customer's message says.
pub(super) fn understand(number: &Number<'_>, mut wire: Message<'_>) -> Understood {
    if wire.group_id.0.is_some() {
        return Err(unhandled(Reason::NotUsed, "group_id"));
    }
    if number.is(&wire.from) {
        return Err(unhandled(Reason::OwnAction, "from"));
    }
    let phone_id = std::mem::take(&mut wire.from);
    let scoped_id = std::mem::take(&mut wire.from_user_id);
    let (customer, person) = number.customer(phone_id, scoped_id, "from")?;
    let time = wire.timestamp;
    let event = match wire.kind.as_str() {
        "reaction" => {
            let reaction = required(wire.reaction, "reaction")?;
            InboundEvent::Reaction {
                customer,
                external_id: required_id(reaction.message_id, "reaction.message_id")?,
                emoji: said(reaction.emoji),
            }
        }
        "edit" => edited(customer, time, wire)?,
        "revoke" => revoked(customer, wire)?,
        "system" => system(customer, &person, wire)?,
        "request_welcome" => InboundEvent::Acted {
            customer,
            external_id: std::mem::take(&mut wire.id).0,
            act: CustomerAct::ChatOpened,
        },
        _ => written(customer, wire)?,
    };
    number.inbound(time, person, event)
}

/// What the business sent from its phone.
pub(super) fn understand_echo(
    number: &Number<'_>,
    mut wire: Message<'_>,
) -> Result<Inbound, Unhandled> {
    if wire.group_id.0.is_some() {
        return Err(unhandled(Reason::NotUsed, "group_id"));
    }
    let phone_id = std::mem::take(&mut wire.to);
    let scoped_id = std::mem::take(&mut wire.to_user_id);
    let (customer, person) = number.customer(phone_id, scoped_id, "to")?;
    let time = wire.timestamp;
    let event = match wire.kind.as_str() {
        "edit" => edited(customer, time, wire)?,
        "revoke" => revoked(customer, wire)?,
        "system" => return Err(word(Reason::NotUsed, "type", "system")),
        _ => {
            let external_id = required_id(std::mem::take(&mut wire.id), "id")?;
            let reply_to = wire.context.take().and_then(|context| context.id.0);
            let Said {
                text,
                attachments,
                extra,
                ..
            } = content::of(wire)?;
            InboundEvent::Echo(Echo {
                customer,
                external_id,
                metadata: None,
                origin: Origin::PlatformInbox,
                app_id: None,
                text,
                attachments,
                reply_to,
                extra,
            })
        }
    };
    number.inbound(time, person, event)
}

fn written(customer: String, mut wire: Message<'_>) -> Result<InboundEvent, Unhandled> {
    let external_id = required_id(std::mem::take(&mut wire.id), "id")?;
    let context = wire.context.take().unwrap_or_default();
    let referral = wire
        .referral
        .take()
        .map(|referral| self::referral(*referral));
    let Said {
        text,
        attachments,
        payload,
        extra,
        unsupported,
    } = content::of(wire)?;
    let forwarded = match (context.frequently_forwarded, context.forwarded) {
        (Some(true), _) => Some(Forwarded::Often),
        (_, Some(true)) => Some(Forwarded::Once),
        _ => None,
    };
    let product = context.referred_product.and_then(|product| {
        Some(Product {
            catalog_id: product.catalog_id.0,
            product_id: product.product_retailer_id.0?,
        })
    });
    Ok(InboundEvent::Message(CustomerMessage {
        customer,
        external_id,
        text,
        attachments,
        quick_reply: payload,
        reply_to: context.id.0,
        referral,
        unsupported,
        extra,
        forwarded,
        product,
        commands: Vec::new(),
    }))
}

/// The edits are not counted on the wire, so the second of the edit stands for their number.
fn edited(
    customer: String,
    time: Option<super::webhook::wire::Whole>,
    wire: Message<'_>,
) -> Result<InboundEvent, Unhandled> {
    let edit = *required(wire.edit, "edit")?;
    let seconds = required(time, "timestamp")?.0;
    let number =
        u32::try_from(seconds).map_err(|_| unhandled(Reason::TimeOutOfRange, "timestamp"))?;
    let text = content::of(edit.message)?.text;
    Ok(InboundEvent::Edited {
        customer,
        external_id: required_id(edit.original_message_id, "edit.original_message_id")?,
        number: number.max(1),
        text: text.unwrap_or_default(),
    })
}

fn revoked(customer: String, wire: Message<'_>) -> Result<InboundEvent, Unhandled> {
    let revoke = required(wire.revoke, "revoke")?;
    Ok(InboundEvent::Deleted {
        customer,
        external_id: required_id(revoke.original_message_id, "revoke.original_message_id")?,
    })
}

fn system(customer: String, person: &Person, wire: Message<'_>) -> Result<InboundEvent, Unhandled> {
    let system = *required(wire.system, "system")?;
    let change = match system.kind.as_str() {
        "user_changed_number" | "customer_changed_number" => {
            let phone_id = system.wa_id.0.or(system.new_wa_id.0);
            if phone_id.is_none() && system.user_id.0.is_none() {
                return Err(unhandled(Reason::MissingPart, "system.wa_id"));
            }
            IdentityChange::Moved {
                phone_id,
                scoped_id: system.user_id.0,
            }
        }
        // The number by which the message calls them is still theirs; where it is withheld, nobody knows.
        "user_changed_user_id" => IdentityChange::Moved {
            phone_id: system.wa_id.0.or_else(|| person.phone_id.clone()),
            scoped_id: Some(required_id(system.user_id, "system.user_id")?),
        },
        "customer_identity_changed" | "user_identity_changed" => IdentityChange::Renewed {
            fingerprint: system.identity.0,
        },
        kind => return Err(word(Reason::UnknownItem, "system.type", kind)),
    };
    Ok(InboundEvent::IdentityChanged {
        customer,
        external_id: wire.id.0,
        change,
    })
}

/// Where the customer came from. The word for an ad is the one that all platforms share here.
fn referral(wire: wire::Referral) -> Referral {
    let id = wire.source_id.and_then(|id| id.0);
    let (source, ad_id, reference) = match wire.source_type {
        Some(kind) if kind == "ad" => ("ADS".to_owned(), id, None),
        other => (other.unwrap_or_default(), None, id),
    };
    let ad = Ad {
        click_id: said(wire.ctwa_clid),
        url: said(wire.source_url),
        text: said(wire.body),
        media_url: wire.image_url.or(wire.video_url).or(wire.thumbnail_url),
        greeting: wire
            .welcome_message
            .and_then(|greeting| said(greeting.text)),
    };
    Referral {
        source,
        reference,
        ad_id,
        ad_title: said(wire.headline),
        lead: None,
        ad: Some(Box::new(ad)),
    }
}
