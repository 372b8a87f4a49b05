//! The forms of the phones. Each does one thing and leads back to where it came from.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::{IntoResponse, Redirect, Response};
use reqwest::Url;
use serde::Deserialize;

use super::{gesture, whatsapp};
use crate::world::file::PHOTO;
use crate::world::input::{
    AdReferral, AttachmentKind, BusinessMessage, CustomerSwitches, Edit, NewAttachment, NewComment,
    NewCustomer, NewMessage, OptIn, Origin, Postback, Reaction, Referral, Special, SurveyAnswer,
};
use crate::world::routing::{AppAct, AppAction, Party};
use crate::world::{Rejection, THUMB, World};

/// Every field that any form of a customer has; each deed looks at its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    pub(super) text: String,
    pub(super) mid: String,
    reply_to: String,
    pub(super) payload: String,
    pub(super) title: String,
    reaction: String,
    origin: String,
    post: String,
    pub(super) name: String,
    pub(super) on: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct NewName {
    name: String,
    page: Option<String>,
}

/// Makes a customer and shows their phone.
pub(super) async fn create(
    State(world): State<World>,
    headers: HeaderMap,
    Form(NewName { name, page }): Form<NewName>,
) -> Response {
    let made = world.create_customer(NewCustomer {
        name,
        page,
        ..NewCustomer::default()
    });
    let customer = made.as_ref().ok().map(|customer| customer.id.clone());
    back(&headers, customer.as_deref(), made.map(drop))
}

/// Something a customer does.
pub(super) async fn act(
    State(world): State<World>,
    headers: HeaderMap,
    Path((customer, deed)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    let on_whatsapp = whatsapp::message(&deed, &fields);
    let done = match deed.as_str() {
        _ if on_whatsapp.is_some() => {
            let message = on_whatsapp.unwrap_or_default();
            world.write(&customer, message).map(drop)
        }
        "write" | "thumb" | "quick-reply" | "ad" | "heart" | "photo" | "story-reply"
        | "mention" | "share" | "view-once" | "unsupported" => {
            let photo = world.file_address(PHOTO);
            world
                .write(&customer, message(&deed, fields, photo))
                .map(drop)
        }
        "switch" => {
            switches(&fields).and_then(|switches| world.switch(&customer, switches).map(drop))
        }
        _ => perform(&world, &customer, &deed, fields),
    };
    let closes = done.is_ok() && matches!(deed.as_str(), "story-reply" | "share");
    lead(&headers, Some(&customer), done, !closes)
}

pub(super) fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn message(deed: &str, fields: Fields, photo: String) -> NewMessage {
    let mut message = NewMessage {
        text: given(fields.text),
        ..NewMessage::default()
    };
    match deed {
        "thumb" => message.sticker_id = Some(THUMB),
        "heart" => message.text = Some("\u{2764}\u{fe0f}".to_owned()),
        "photo" => message.attachments.push(NewAttachment {
            kind: AttachmentKind::Image,
            url: photo,
            title: None,
        }),
        "story-reply" => {
            let story = given(fields.post);
            message.instagram = Some(Special::StoryReply { story });
        }
        "mention" => message.instagram = Some(Special::StoryMention),
        "share" => {
            let post = given(fields.post);
            message.instagram = Some(Special::Share { post });
        }
        "view-once" => message.instagram = Some(Special::ViewOnce),
        "unsupported" => message.instagram = Some(Special::Unsupported),
        "quick-reply" => message.quick_reply = Some(fields.payload),
        "ad" => {
            let (ad_id, title) = ("120210000000001".to_owned(), given(fields.title));
            message.ad = Some(AdReferral {
                ad_id,
                title,
                reference: None,
            });
        }
        _ => message.reply_to = given(fields.reply_to),
    }
    message
}

fn switches(fields: &Fields) -> Result<CustomerSwitches, Rejection> {
    let mut switches = CustomerSwitches::default();
    let switch = match fields.name.as_str() {
        "blocked" => &mut switches.blocked,
        "typing" => &mut switches.typing,
        "auto_delivery" => &mut switches.auto_delivery,
        "auto_read" => &mut switches.auto_read,
        "owned_by_other_app" => &mut switches.owned_by_other_app,
        _ => return Err(Rejection::invalid("switch", "there is no such switch")),
    };
    *switch = Some(fields.on);
    Ok(switches)
}

fn perform(world: &World, customer: &str, deed: &str, fields: Fields) -> Result<(), Rejection> {
    if let Some(change) = whatsapp::change(deed, &fields) {
        return world.change_person(customer, change).map(drop);
    }
    if let Some(done) = gesture::act(world, customer, deed, &fields) {
        return done;
    }
    let Fields {
        text,
        mid,
        payload,
        title,
        reaction,
        origin,
        post,
        ..
    } = fields;
    let done = match deed {
        "tap" => {
            let postback = Postback {
                payload,
                title: given(title),
                referral: None,
                at: None,
            };
            world.tap(customer, postback)
        }
        "notify" => world.opt_in(customer, OptIn::Topic { payload }),
        "subscribe" => world.opt_in(customer, OptIn::Marketing { payload }),
        "stop-marketing" => world.opt_in(customer, OptIn::StopMarketing),
        "resume-marketing" => world.opt_in(customer, OptIn::ResumeMarketing),
        "coupon" => world.take_coupon(customer, &mid),
        "survey" => {
            let score = payload
                .parse()
                .map_err(|_| Rejection::invalid("score", "choose an answer"))?;
            let comment = given(text);
            world.answer_survey(customer, &mid, &SurveyAnswer { score, comment })
        }
        "plugin" => world.opt_in(
            customer,
            OptIn::Plugin {
                reference: "website".to_owned(),
            },
        ),
        "link" => {
            let reference = Some("shared-link".to_owned());
            world.refer(
                customer,
                &Referral {
                    reference,
                    ..Referral::default()
                },
            )
        }
        "react" => world.react(
            customer,
            &mid,
            Reaction {
                reaction: given(reaction),
            },
        ),
        "edit" => world.edit(customer, &mid, Edit { text }),
        "delete" => world.delete(customer, &mid),
        "elsewhere" => {
            let origin = if origin == "other_app" {
                Origin::OtherApp
            } else {
                Origin::PageInbox
            };
            world.write_elsewhere(
                customer,
                BusinessMessage {
                    text,
                    origin,
                    at: None,
                },
            )
        }
        "comment" => {
            return world
                .comment(
                    customer,
                    NewComment {
                        text,
                        post: given(post),
                        parent: None,
                        at: None,
                    },
                )
                .map(drop);
        }
        "inbox-takes" | "bot-takes" | "bot-asks" | "passes" => {
            return hand_over(world, customer, deed, given(text));
        }
        "play" => return world.play(customer, &mid),
        "read" => return world.mark_read(customer),
        "deliver" => return world.mark_delivered(customer),
        _ => return Err(Rejection::invalid("deed", "a phone cannot do this")),
    };
    done.map(drop)
}

/// What another app does about the thread.
fn hand_over(
    world: &World,
    customer: &str,
    deed: &str,
    metadata: Option<String>,
) -> Result<(), Rejection> {
    let (app, action) = match deed {
        "inbox-takes" => (Party::PageInbox, AppAction::Take),
        "bot-takes" => (Party::OtherApp, AppAction::Take),
        "bot-asks" => (Party::OtherApp, AppAction::Request),
        _ => (world.customer(customer)?.controlled_by, AppAction::Pass),
    };
    let act = AppAct {
        app,
        action,
        metadata,
    };
    world.act_as_app(customer, &act)
}

/// Leads back to the page the form stood on, with a notice if nothing came of it.
pub(super) fn back(
    headers: &HeaderMap,
    customer: Option<&str>,
    result: Result<(), Rejection>,
) -> Response {
    lead(headers, customer, result, true)
}

/// The same; what was looked at may be closed.
fn lead(
    headers: &HeaderMap,
    customer: Option<&str>,
    result: Result<(), Rejection>,
    stays_open: bool,
) -> Response {
    let referer = headers.get(REFERER).and_then(|value| value.to_str().ok());
    let referer = referer.and_then(|referer| Url::parse(referer).ok());
    let mut target = Url::parse("http://phones.invalid/").expect("this is an address");
    {
        let mut pairs = target.query_pairs_mut();
        if let Some(customer) = customer {
            pairs.append_pair("customer", customer);
        }
        for (key, value) in referer.iter().flat_map(Url::query_pairs) {
            let stays = key == "panel" || key == "post" && stays_open;
            if stays || (customer.is_none() && matches!(&*key, "customer" | "page")) {
                pairs.append_pair(&key, &value);
            }
        }
        if let Err(rejection) = result {
            pairs.append_pair("notice", &rejection.detail);
        }
    }
    Redirect::to(&format!("/?{}", target.query().unwrap_or_default())).into_response()
}
