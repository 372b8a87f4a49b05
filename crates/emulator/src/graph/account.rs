//! The nodes of Instagram: the account, seen by itself or from the page it is linked to.

use axum::http::Method;
use serde_json::{Value, json};

use super::request::GraphRequest;
use super::{node, select};
use crate::error::GraphError;
use crate::world::World;
use crate::world::view::OutletView;

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
            profile(world, request, &account.id)
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

/// `/messenger_profile`: the ice breakers and the menu. Ice breakers may come as a plain list of questions, too.
fn profile(world: &World, request: &GraphRequest, account: &str) -> Result<Value, GraphError> {
    match request.method {
        Method::GET => {
            let mut fields = request.list("fields");
            if fields.is_empty() {
                fields = ["ice_breakers", "persistent_menu"]
                    .map(str::to_owned)
                    .into();
            }
            Ok(world.profile_of(account, &fields))
        }
        Method::POST => {
            let mut body = request.body.clone();
            let plain = body["ice_breakers"]
                .as_array()
                .is_some_and(|list| list.iter().any(|one| one.get("question").is_some()));
            if plain {
                let questions = body["ice_breakers"].take();
                body["ice_breakers"] =
                    json!([{ "locale": "default", "call_to_actions": questions }]);
            }
            world.set_profile(account, &body)
        }
        Method::DELETE => world.delete_profile(account, &request.list("fields")),
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}
