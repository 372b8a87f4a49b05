//! The nodes of Instagram: the account, seen by itself or from the page it is linked to.

use axum::http::Method;
use serde_json::{Value, json};

use super::request::GraphRequest;
use super::{node, select};
use crate::error::GraphError;
use crate::world::World;
use crate::world::state::IceBreaker;
use crate::world::view::{OutletView, QuickReplyView};

/// `/{account}` and its edges, or those of the page it is linked to with `platform=instagram`.
pub(super) async fn answer(
    world: &World,
    request: &GraphRequest,
    account: &OutletView,
) -> Result<Value, GraphError> {
    match (&request.method, request.edge()) {
        (&Method::GET, None) => Ok(shown(account, request.text("fields"))),
        (_, Some("subscribed_apps")) if account.linked_page.is_none() => {
            node::subscribed_apps(world, request, account).await
        }
        (_, Some("messenger_profile")) => {
            world.meter_profile(&account.id)?;
            profile(world, request, account)
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{account}` with the token of the page it is linked to.
pub(super) fn seen_from_page(
    world: &World,
    request: &GraphRequest,
    account: &str,
) -> Result<Value, GraphError> {
    let missing = || GraphError::no_object(account);
    if request.method != Method::GET || request.edge().is_some() {
        return Err(missing());
    }
    let view = world.outlet(account).map_err(|_| missing())?;
    Ok(shown(&view, request.text("fields")))
}

/// What the page's field `instagram_business_account` holds: its number, and more where more is asked for.
pub(super) fn of_page(world: &World, page: &str, request: &GraphRequest) -> Option<Value> {
    let view = world.outlet(&world.linked_account(page)?).ok()?;
    let asked = request.text("fields").unwrap_or_default();
    if asked.contains("instagram_business_account{") {
        Some(object(&view))
    } else {
        Some(json!({ "id": view.id }))
    }
}

/// `/refresh_access_token`: the token of an account with Instagram Login lives on.
pub(super) fn refresh(
    world: &World,
    request: &GraphRequest,
    owner: &str,
) -> Result<Value, GraphError> {
    let is_account = world
        .outlet(owner)
        .is_ok_and(|view| view.platform == "instagram");
    let asked = request.text("grant_type") == Some("ig_refresh_token");
    match request.token() {
        Some(token) if is_account && asked && request.method == Method::GET => {
            let seconds = world.renew_token(owner).ok_or_else(|| {
                GraphError::invalid("a token can be refreshed once it is 24 hours old")
            })?;
            Ok(json!({
                "access_token": token, "token_type": "bearer", "expires_in": seconds,
            }))
        }
        _ => Err(GraphError::invalid("grant_type must be ig_refresh_token")),
    }
}

fn object(account: &OutletView) -> Value {
    let mut object = json!({
        "id": account.id, "name": account.name, "username": account.username,
        "profile_picture_url": format!("https://scontent.example/accounts/{}.jpg", account.id),
        "followers_count": 4210, "follows_count": 87, "media_count": account.posts.len(),
    });
    if account.linked_page.is_none() {
        object["user_id"] = json!(account.id);
        object["account_type"] = json!("BUSINESS");
        // Its own id is scoped to the app; the number that webhooks carry is the one of the user.
        object["id"] = json!(scoped(&account.id));
    }
    object
}

fn shown(account: &OutletView, fields: Option<&str>) -> Value {
    select(object(account), Some(fields.unwrap_or("id")))
}

/// The id that an app with Instagram Login sees beside the number of the account.
fn scoped(id: &str) -> String {
    let tail = &id[id.len().saturating_sub(13)..];
    format!("2468{tail:0>13}")
}

/// `/messenger_profile`: the ice breakers.
fn profile(
    world: &World,
    request: &GraphRequest,
    account: &OutletView,
) -> Result<Value, GraphError> {
    match request.method {
        Method::GET => {
            let own: Vec<Value> = account.ice_breakers.iter().map(question).collect();
            let data = if own.is_empty() {
                json!([])
            } else {
                json!([{ "ice_breakers": [{ "call_to_actions": own, "locale": "default" }] }])
            };
            Ok(json!({ "data": data }))
        }
        Method::POST => {
            let given = &request.body["ice_breakers"];
            let breakers = breakers(given)
                .ok_or_else(|| GraphError::invalid("ice_breakers need questions and payloads"))?;
            if world.set_ice_breakers(&account.id, breakers) {
                Ok(json!({ "result": "success" }))
            } else {
                Err(GraphError::invalid("at most 4 ice breakers"))
            }
        }
        Method::DELETE => {
            if request
                .list("fields")
                .iter()
                .any(|field| field == "ice_breakers")
            {
                world.set_ice_breakers(&account.id, Vec::new());
            }
            Ok(json!({ "result": "success" }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

fn question(breaker: &QuickReplyView) -> Value {
    json!({ "question": breaker.title, "payload": breaker.payload })
}

/// Either a list of questions, or one such list for each locale, of which the first serves.
fn breakers(value: &Value) -> Option<Vec<IceBreaker>> {
    let list = value.as_array()?;
    let list = match list
        .first()
        .and_then(|first| first["call_to_actions"].as_array())
    {
        Some(questions) => questions,
        None => list,
    };
    let one = |value: &Value| {
        Some(IceBreaker {
            question: value["question"].as_str()?.to_owned(),
            payload: value["payload"].as_str()?.to_owned(),
        })
    };
    list.iter().map(one).collect()
}
