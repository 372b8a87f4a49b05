//! The forms of the phones. Each does one thing and leads back to where it came from.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::SignedDuration;
use reqwest::Url;
use serde::Deserialize;

use crate::fault::{Faults, GraphFault, GraphFaultKind, WebhookFaults};
use crate::world::input::{
    AdReferral, BusinessMessage, CustomerSwitches, Edit, Enforcement, NewComment, NewCustomer,
    NewMessage, OptIn, Origin, Postback, Reaction, Referral,
};
use crate::world::{Rejection, World};

/// Every field that any form of a customer has; each deed looks at its own.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    text: String,
    mid: String,
    reply_to: String,
    payload: String,
    title: String,
    reaction: String,
    origin: String,
    post: String,
    name: String,
    on: bool,
}

/// Makes a customer and shows their phone.
pub(super) async fn create(
    State(world): State<World>,
    headers: HeaderMap,
    Form(new): Form<NewName>,
) -> Response {
    let made = world.create_customer(NewCustomer {
        name: new.name,
        page: new.page,
        ..NewCustomer::default()
    });
    let customer = made.as_ref().ok().map(|customer| customer.id.clone());
    back(&headers, customer.as_deref(), made.map(drop))
}

#[derive(Debug, Deserialize)]
pub(super) struct NewName {
    name: String,
    page: Option<String>,
}

/// Something a customer does.
pub(super) async fn act(
    State(world): State<World>,
    headers: HeaderMap,
    Path((customer, deed)): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Response {
    back(
        &headers,
        Some(&customer),
        perform(&world, &customer, &deed, fields),
    )
}

fn perform(world: &World, customer: &str, deed: &str, fields: Fields) -> Result<(), Rejection> {
    let Fields {
        text,
        mid,
        reply_to,
        payload,
        title,
        reaction,
        origin,
        post,
        name,
        on,
    } = fields;
    let given = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    match deed {
        "write" => {
            let reply_to = given(reply_to);
            world
                .write(
                    customer,
                    NewMessage {
                        reply_to,
                        ..NewMessage::text(text)
                    },
                )
                .map(drop)
        }
        "thumb" => {
            let sticker_id = Some(369_239_263_222_822);
            world
                .write(
                    customer,
                    NewMessage {
                        sticker_id,
                        ..NewMessage::default()
                    },
                )
                .map(drop)
        }
        "quick-reply" => {
            let quick_reply = Some(payload);
            world
                .write(
                    customer,
                    NewMessage {
                        quick_reply,
                        ..NewMessage::default()
                    },
                )
                .map(drop)
        }
        "ad" => {
            let ad = AdReferral {
                ad_id: "120210000000001".to_owned(),
                title: given(title),
                reference: None,
            };
            world
                .write(
                    customer,
                    NewMessage {
                        ad: Some(ad),
                        ..NewMessage::text(text)
                    },
                )
                .map(drop)
        }
        "tap" => {
            let postback = Postback {
                payload,
                title: given(title),
                referral: None,
                at: None,
            };
            world.tap(customer, postback).map(drop)
        }
        "notify" => world.opt_in(customer, OptIn::Topic { payload }).map(drop),
        "plugin" => world
            .opt_in(
                customer,
                OptIn::Plugin {
                    reference: "website".to_owned(),
                },
            )
            .map(drop),
        "link" => {
            let reference = given(text).or_else(|| Some("shared-link".to_owned()));
            world
                .refer(
                    customer,
                    &Referral {
                        reference,
                        ..Referral::default()
                    },
                )
                .map(drop)
        }
        "react" => world
            .react(
                customer,
                &mid,
                Reaction {
                    reaction: given(reaction),
                },
            )
            .map(drop),
        "edit" => world.edit(customer, &mid, Edit { text }).map(drop),
        "delete" => world.delete(customer, &mid).map(drop),
        "comment" => {
            let comment = NewComment {
                text,
                post: given(post),
                at: None,
            };
            world.comment(customer, comment).map(drop)
        }
        "read" => world.mark_read(customer),
        "deliver" => world.mark_delivered(customer),
        "switch" => {
            let mut switches = CustomerSwitches::default();
            match name.as_str() {
                "blocked" => switches.blocked = Some(on),
                "typing" => switches.typing = Some(on),
                "auto_delivery" => switches.auto_delivery = Some(on),
                "auto_read" => switches.auto_read = Some(on),
                "owned_by_other_app" => switches.owned_by_other_app = Some(on),
                _ => return Err(Rejection::invalid("switch", "there is no such switch")),
            }
            world.switch(customer, switches).map(drop)
        }
        "elsewhere" => {
            let origin = if origin == "other_app" {
                Origin::OtherApp
            } else {
                Origin::PageInbox
            };
            world
                .write_elsewhere(
                    customer,
                    BusinessMessage {
                        text,
                        origin,
                        at: None,
                    },
                )
                .map(drop)
        }
        _ => Err(Rejection::invalid("deed", "phones cannot do this")),
    }
}

/// What the platform does to a page.
#[derive(Debug, Deserialize)]
pub(super) struct EnforcementFields {
    action: String,
    #[serde(default)]
    reason: String,
    /// Length of a bar; without end when empty.
    #[serde(default)]
    days: String,
}

/// Warns, bars or forgives a page.
pub(super) async fn enforce(
    State(world): State<World>,
    headers: HeaderMap,
    Path(page): Path<String>,
    Form(fields): Form<EnforcementFields>,
) -> Response {
    let reason = fields.reason;
    let days = fields
        .days
        .parse::<u32>()
        .ok()
        .filter(|days| (1..=3650).contains(days));
    let enforcement = match fields.action.as_str() {
        "warning" => Ok(Enforcement::Warning { reason }),
        "block" => Ok(Enforcement::Block {
            reason,
            until: days.map(|days| world.now() + SignedDuration::from_hours(i64::from(days) * 24)),
        }),
        "unblock" => Ok(Enforcement::Unblock),
        "revoke_token" => Ok(Enforcement::RevokeToken),
        "restore_token" => Ok(Enforcement::RestoreToken),
        _ => Err(Rejection::invalid("action", "there is no such action")),
    };
    back(
        &headers,
        None,
        enforcement.and_then(|enforcement| world.enforce(&page, enforcement)),
    )
}

/// The fault switches as the form has them.
#[derive(Debug, Deserialize)]
pub(super) struct FaultFields {
    #[serde(default)]
    duplicate: u8,
    #[serde(default)]
    reorder: bool,
    #[serde(default)]
    delay_ms: u64,
    batch: usize,
    lanes: usize,
    #[serde(default)]
    paused: bool,
    #[serde(default)]
    slow_ms: u64,
    #[serde(default)]
    graph: String,
    #[serde(default)]
    times: String,
}

/// Replaces the fault switches of a page.
pub(super) async fn set_faults(
    State(world): State<World>,
    headers: HeaderMap,
    Path(page): Path<String>,
    Form(fields): Form<FaultFields>,
) -> Response {
    let FaultFields {
        duplicate,
        reorder,
        delay_ms,
        batch,
        lanes,
        paused,
        slow_ms,
        graph,
        times,
    } = fields;
    let kind: Option<GraphFaultKind> = serde_json::from_value(graph.into()).ok();
    let graph = kind.map(|kind| GraphFault {
        kind,
        times: times.parse().ok(),
    });
    let faults = Faults {
        webhooks: WebhookFaults {
            duplicate,
            reorder,
            delay_ms,
            batch,
            lanes,
            paused,
        },
        graph: graph.into_iter().collect(),
        slow_ms,
    };
    back(&headers, None, world.set_faults(&page, faults))
}

/// Leads back to the page the form stood on, with a notice if nothing came of it.
pub(super) fn back(
    headers: &HeaderMap,
    customer: Option<&str>,
    result: Result<(), Rejection>,
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
            if key == "panel" || (customer.is_none() && matches!(&*key, "customer" | "page")) {
                pairs.append_pair(&key, &value);
            }
        }
        if let Err(rejection) = &result {
            pairs.append_pair("notice", &rejection.detail);
        }
    }
    Redirect::to(&format!("/?{}", target.query().unwrap_or_default())).into_response()
}
