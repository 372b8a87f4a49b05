//! One item of `messaging` or `standby`.
//!
//! An item is of one kind. Should it ever carry two, the first one here is taken: what the customer wrote.

use jiff::Timestamp;
use transom_domain::inbound::{
    CustomerAct, Enforcement, EnforcementAction, Inbound, InboundEvent, Lead, LeadAnswer, OptIn,
    Person, Referral, Response, SurveyAnswer,
};
use transom_domain::message::{Order, OrderItem, Quantity};

use super::wire::{self, Event, Party};
use super::{
    Reason, Unhandled, control, message, milliseconds, optional_id, required, required_id,
    unhandled,
};

/// What the item says about a thread that we may answer.
pub(super) fn understand(account: &str, event: Event) -> Result<Inbound, Unhandled> {
    let watermark = event
        .delivery
        .as_ref()
        .or(event.read.as_ref())
        .and_then(|receipt| receipt.watermark);
    let at = milliseconds(
        required(event.timestamp.or(watermark), "timestamp")?,
        "timestamp",
    )?;
    let what = if let Some(message) = event.message {
        let is_echo = message.is_echo == Some(true);
        let customer = if is_echo {
            required_id(party(event.recipient), "recipient.id")?
        } else {
            customer(account, event.sender)?
        };
        match message.is_deleted {
            Some(true) => message::taken_back(customer, *message)?,
            _ if is_echo => message::echo(customer, *message)?,
            _ => message::written(customer, *message)?,
        }
    } else if let Some(edit) = event.message_edit {
        edited(customer(account, event.sender)?, *edit)?
    } else if let Some(postback) = event.postback {
        tapped(customer(account, event.sender)?, *postback)
    } else if let Some(wire) = event.referral {
        InboundEvent::Referral {
            customer: customer(account, event.sender)?,
            referral: with_answers(referral(*wire), event.lead),
        }
    } else if let Some(wire) = event.optin {
        opted_in(event.sender, *wire)?
    } else if let Some(taken) = event.template {
        took(customer(account, event.sender)?, *taken)?
    } else if let Some(feedback) = event.messaging_feedback {
        answered(customer(account, event.sender)?, feedback)?
    } else if let Some(linking) = event.account_linking {
        InboundEvent::Acted {
            customer: customer(account, event.sender)?,
            external_id: None,
            act: linked(*linking)?,
        }
    } else if let Some(feedback) = event.response_feedback {
        InboundEvent::Acted {
            customer: customer(account, event.sender)?,
            external_id: None,
            act: CustomerAct::AnswerRated {
                answer: optional_id(feedback.mid),
                rating: required(feedback.feedback, "response_feedback.feedback")?,
            },
        }
    } else if let Some(order) = event.order {
        ordered(customer(account, event.sender)?, *order)?
    } else if let Some(reaction) = event.reaction {
        reacted(customer(account, event.sender)?, *reaction)?
    } else if let Some(delivery) = event.delivery {
        delivered(customer(account, event.sender)?, *delivery)?
    } else if let Some(read) = event.read {
        InboundEvent::Read {
            customer: customer(account, event.sender)?,
            until: seen_until(&read, at)?,
        }
    } else if let Some(enforcement) = event.policy_enforcement {
        enforced(*enforcement)?
    } else if let Some(control) = event.pass_thread_control {
        control::passed(customer(account, event.sender)?, *control)?
    } else if let Some(control) = event.take_thread_control {
        control::taken(customer(account, event.sender)?, *control)?
    } else if let Some(control) = event.request_thread_control {
        control::requested(customer(account, event.sender)?, *control)?
    } else if let Some(roles) = event.app_roles {
        InboundEvent::AppRoles(roles)
    } else {
        return Err(unhandled(Reason::UnknownItem, ""));
    };
    Ok(Inbound {
        account: account.to_owned(),
        at,
        person: Person::default(),
        event: what,
    })
}

/// What the item says about a thread that another app controls.
pub(super) fn understand_standby(account: &str, event: Event) -> Result<Inbound, Unhandled> {
    let inbound = understand(account, event)?;
    Ok(Inbound {
        event: InboundEvent::Standby(Box::new(inbound.event)),
        ..inbound
    })
}

fn party(party: Option<Party>) -> Option<wire::Id> {
    party.and_then(|party| party.id)
}

/// The sender, who must be a customer and not the account itself.
fn customer(account: &str, sender: Option<Party>) -> Result<String, Unhandled> {
    let sender = required_id(party(sender), "sender.id")?;
    if sender == account {
        return Err(unhandled(Reason::OwnAction, "sender.id"));
    }
    Ok(sender)
}

fn edited(customer: String, edit: wire::MessageEdit) -> Result<InboundEvent, Unhandled> {
    let number = required(edit.num_edit, "message_edit.num_edit")?;
    if number == 0 {
        return Err(unhandled(Reason::Malformed, "message_edit.num_edit"));
    }
    Ok(InboundEvent::Edited {
        customer,
        external_id: required_id(edit.mid, "message_edit.mid")?,
        number,
        text: required(edit.text, "message_edit.text")?,
    })
}

fn tapped(customer: String, postback: wire::Postback) -> InboundEvent {
    InboundEvent::Postback {
        customer,
        external_id: optional_id(postback.mid),
        title: postback.title,
        payload: postback.payload,
        referral: postback.referral.map(referral),
    }
}

pub(super) fn referral(wire: wire::Referral) -> Referral {
    Referral {
        source: wire.source.unwrap_or_default(),
        reference: wire.reference,
        ad_id: optional_id(wire.ad_id),
        ad_title: wire.ads_context_data.and_then(|ad| ad.ad_title),
        lead: wire
            .kind
            .filter(|kind| kind.starts_with("LEAD_"))
            .map(|kind| Lead {
                is_complete: kind == "LEAD_COMPLETE",
                answers: Vec::new(),
            }),
        ..Referral::default()
    }
}

/// The answers of a form lie beside the referral that names it.
fn with_answers(mut referral: Referral, wire: Option<wire::Lead>) -> Referral {
    if let (Some(lead), Some(wire)) = (&mut referral.lead, wire) {
        let answered = wire.data.into_iter().filter_map(|one| {
            let answer = one.answer.filter(|answer| !answer.trim().is_empty())?;
            let question = one.question.unwrap_or_default();
            Some(LeadAnswer { question, answer })
        });
        lead.answers.extend(answered);
    }
    referral
}

fn opted_in(sender: Option<Party>, wire: wire::OptIn) -> Result<InboundEvent, Unhandled> {
    let (customer, sender_ref) = sender.map_or((None, None), |sender| (sender.id, sender.user_ref));
    let customer = optional_id(customer);
    let topic = wire.payload.or(wire.title).unwrap_or_default();
    let opt_in = match wire.kind.as_deref() {
        None => {
            let user_ref = optional_id(wire.user_ref.or(sender_ref));
            if customer.is_none() && user_ref.is_none() {
                return Err(unhandled(Reason::MissingPart, "sender.id"));
            }
            return Ok(InboundEvent::OptIn {
                customer,
                opt_in: OptIn::Plugin {
                    reference: wire.reference,
                    user_ref,
                },
            });
        }
        Some("one_time_notif_req") => OptIn::OneTime {
            topic,
            token: required_id(wire.one_time_notif_token, "optin.one_time_notif_token")?,
        },
        Some("notification_messages") => OptIn::Marketing {
            topic,
            token: required_id(
                wire.notification_messages_token,
                "optin.notification_messages_token",
            )?,
            expires_at: wire
                .token_expiry_timestamp
                .map(|time| milliseconds(time, "optin.token_expiry_timestamp"))
                .transpose()?,
            stopped: wire
                .notification_messages_status
                .is_some_and(|status| status.starts_with("STOP")),
        },
        Some(_) => return Err(unhandled(Reason::UnknownItem, "optin.type")),
    };
    Ok(InboundEvent::OptIn {
        customer: Some(required(customer, "sender.id")?),
        opt_in,
    })
}

/// Of what can be taken from a message made of parts only the code of a coupon is told.
fn took(customer: String, taken: wire::Taken) -> Result<InboundEvent, Unhandled> {
    if taken.kind.as_deref() != Some("coupon") {
        return Err(unhandled(Reason::UnknownItem, "template.type"));
    }
    let response = Response::Coupon {
        code: taken.coupon_code,
        payload: taken.payload,
    };
    Ok(InboundEvent::Responded { customer, response })
}

fn answered(customer: String, feedback: wire::Feedback) -> Result<InboundEvent, Unhandled> {
    let questions = feedback
        .feedback_screens
        .into_iter()
        .flat_map(|screen| screen.questions);
    let answers: Vec<SurveyAnswer> = questions
        .map(|(question, answered)| SurveyAnswer {
            question,
            choice: optional_id(answered.payload).unwrap_or_default(),
            comment: answered
                .follow_up
                .and_then(|follow_up| follow_up.payload)
                .filter(|comment| !comment.trim().is_empty()),
        })
        .collect();
    if answers.is_empty() {
        return Err(unhandled(Reason::MissingPart, "messaging_feedback"));
    }
    let response = Response::Survey(answers);
    Ok(InboundEvent::Responded { customer, response })
}

fn linked(linking: wire::AccountLinking) -> Result<CustomerAct, Unhandled> {
    match linking.status.as_deref() {
        Some("linked") => Ok(CustomerAct::AccountLinked {
            code: linking.authorization_code,
        }),
        Some("unlinked") => Ok(CustomerAct::AccountUnlinked),
        Some(_) => Err(unhandled(Reason::Malformed, "account_linking.status")),
        None => Err(unhandled(Reason::MissingPart, "account_linking.status")),
    }
}

fn ordered(customer: String, order: wire::Order) -> Result<InboundEvent, Unhandled> {
    let items = order.product.into_iter().map(|item| {
        Ok(OrderItem {
            product_id: required_id(item.retailer_id.or(item.id), "order.product.id")?,
            quantity: item.quantity.0.map_or_else(Quantity::default, Quantity),
            price: item.unit_price.0,
            currency: item.currency,
        })
    });
    let items: Vec<_> = items.collect::<Result<_, Unhandled>>()?;
    if items.is_empty() {
        return Err(unhandled(Reason::MissingPart, "order.product"));
    }
    let response = Response::Order {
        order: Order {
            catalog_id: None,
            items,
        },
        note: order.note.filter(|note| !note.trim().is_empty()),
    };
    Ok(InboundEvent::Responded { customer, response })
}

fn reacted(customer: String, reaction: wire::Reaction) -> Result<InboundEvent, Unhandled> {
    let emoji = match reaction.action.as_deref() {
        Some("react") => {
            let named = || {
                reaction
                    .word
                    .as_deref()
                    .and_then(emoji_of)
                    .map(str::to_owned)
            };
            Some(required(reaction.emoji.or_else(named), "reaction.emoji")?)
        }
        Some("unreact") => None,
        Some(_) => return Err(unhandled(Reason::Malformed, "reaction.action")),
        None => return Err(unhandled(Reason::MissingPart, "reaction.action")),
    };
    let external_id = required_id(reaction.mid, "reaction.mid")?;
    Ok(InboundEvent::Reaction {
        customer,
        external_id,
        emoji,
    })
}

/// Meta's words for reactions; `other` has no emoji of its own.
fn emoji_of(word: &str) -> Option<&'static str> {
    match word {
        "love" => Some("❤"),
        "like" => Some("👍"),
        "dislike" => Some("👎"),
        "smile" => Some("😆"),
        "wow" => Some("😮"),
        "sad" => Some("😢"),
        "angry" => Some("😠"),
        _ => None,
    }
}

fn delivered(customer: String, delivery: wire::Receipt) -> Result<InboundEvent, Unhandled> {
    Ok(InboundEvent::Delivered {
        customer,
        until: milliseconds(
            required(delivery.watermark, "delivery.watermark")?,
            "delivery.watermark",
        )?,
        external_ids: delivery
            .mids
            .unwrap_or_default()
            .into_iter()
            .map(|wire::Id(mid)| mid)
            .collect(),
    })
}

/// Instagram names the message that was seen and tells no watermark: at that moment the whole thread before it was seen.
fn seen_until(read: &wire::Receipt, at: Timestamp) -> Result<Timestamp, Unhandled> {
    match (read.watermark, &read.mid) {
        (Some(watermark), _) => milliseconds(watermark, "read.watermark"),
        (None, Some(_)) => Ok(at),
        (None, None) => Err(unhandled(Reason::MissingPart, "read.watermark")),
    }
}

fn enforced(wire: wire::PolicyEnforcement) -> Result<InboundEvent, Unhandled> {
    let action = match wire.action.as_deref() {
        Some("warning") => EnforcementAction::Warning,
        Some("block") => EnforcementAction::Block,
        Some("unblock") => EnforcementAction::Unblock,
        Some(_) => return Err(unhandled(Reason::Malformed, "policy_enforcement.action")),
        None => return Err(unhandled(Reason::MissingPart, "policy_enforcement.action")),
    };
    Ok(InboundEvent::Enforcement(Enforcement {
        action,
        reason: wire.reason,
    }))
}
