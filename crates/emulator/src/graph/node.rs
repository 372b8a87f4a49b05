//! The nodes of the graph other than messages: the app, the page, a person; those of Instagram stand
//! in a file of their own.

use axum::http::Method;
use serde_json::{Value, json};

use super::request::GraphRequest;
use super::select;
use crate::error::GraphError;
use crate::rules::Platform;
use crate::webhook::topic;
use crate::world::World;
use crate::world::view::OutletView;

/// `/oauth/access_token`: the token of the app, for its secret.
pub(super) fn app_token(world: &World, request: &GraphRequest) -> Result<Value, GraphError> {
    let app = world.app();
    let known = request.given("client_id").as_deref() == Some(&app.id)
        && request.given("client_secret").as_deref() == Some(app.secret.expose());
    if !known {
        return Err(GraphError::invalid(
            "client_id and client_secret are not those of an app",
        ));
    }
    let token = format!("{}|{}", app.id, app.secret.expose());
    Ok(json!({ "access_token": token, "token_type": "bearer" }))
}

/// `/debug_token`: what can be known of a token.
pub(super) fn about_token(world: &World, request: &GraphRequest) -> Result<Value, GraphError> {
    let asked = request
        .text("input_token")
        .ok_or_else(|| GraphError::invalid("input_token is required"))?;
    if request.method != Method::GET || request.edge().is_some() {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let data = world.about_token(asked).unwrap_or_else(|| {
        json!({
            "is_valid": false, "scopes": [],
            "error": { "code": 190, "message": "The access token could not be decrypted" },
        })
    });
    Ok(json!({ "data": data }))
}

/// `/{app}/subscriptions`: where the webhooks of the app go.
pub(super) async fn app(world: &World, request: &GraphRequest) -> Result<Value, GraphError> {
    match (&request.method, request.edge()) {
        (&Method::POST, Some("subscriptions")) => {
            let callback = request
                .text("callback_url")
                .ok_or_else(|| GraphError::invalid("callback_url is required"))?;
            let token = request.text("verify_token").map(str::to_owned);
            let fields = request.list("fields");
            let whatsapp = request.text("object") == Some("whatsapp_business_account");
            if let (true, Some(field)) = (
                whatsapp,
                fields
                    .iter()
                    .find(|field| !topic::is_field(Platform::WhatsApp, field)),
            ) {
                return Err(GraphError::invalid(&format!(
                    "{field:?} is no field of WhatsApp"
                )));
            }
            let set = world.set_callback(callback.to_owned(), token).await;
            set.map_err(|error| GraphError::invalid(&error.to_string()))?;
            if whatsapp && !fields.is_empty() {
                world.set_whatsapp_fields(fields.into_iter().collect());
            }
            Ok(json!({ "success": true }))
        }
        (&Method::GET, Some("subscriptions")) => Ok(json!({ "data": subscriptions(world) })),
        (&Method::GET, None) => Ok(json!({ "id": world.app().id })),
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// What the app is told of, by platform.
fn subscriptions(world: &World) -> Vec<Value> {
    let Some(callback) = world.callback() else {
        return Vec::new();
    };
    let platforms = [
        ("page", Platform::Messenger),
        ("instagram", Platform::Instagram),
        ("whatsapp_business_account", Platform::WhatsApp),
    ];
    let one = |(object, platform)| {
        let fields =
            topic::fields(platform).map(|name| json!({ "name": name, "version": "v26.0" }));
        json!({
            "object": object, "callback_url": callback, "active": true,
            "fields": fields.collect::<Vec<_>>(),
        })
    };
    platforms.into_iter().map(one).collect()
}

/// `/{page}` and its edges.
pub(super) async fn page(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Result<Value, GraphError> {
    let view = world
        .outlet(page)
        .map_err(|_| GraphError::no_object(page))?;
    match (&request.method, request.edge()) {
        (&Method::GET, None) => {
            let mut object = json!({ "id": view.id, "name": view.name });
            if request.text("fields").is_some() {
                if let Some(username) = view.username {
                    object["username"] = json!(username);
                }
                if let Some(account) = super::account::of_page(world, page, request) {
                    object["instagram_business_account"] = account;
                }
            }
            Ok(select(object, request.text("fields")))
        }
        (_, Some("subscribed_apps")) => subscribed_apps(world, request, &view).await,
        (_, Some("messenger_profile")) if let Err(error) = world.meter_profile(page) => Err(error),
        (&Method::GET, Some("messenger_profile")) => {
            Ok(world.profile_of(page, &request.list("fields")))
        }
        (&Method::POST, Some("messenger_profile")) => world.set_profile(page, &request.body),
        (&Method::DELETE, Some("messenger_profile")) => {
            world.delete_profile(page, &request.list("fields"))
        }
        (&Method::GET, Some("personas")) => Ok(world.personas(page)),
        (&Method::POST, Some("personas")) => world.create_persona(page, &request.body),
        (&Method::GET, Some("page_status")) => Ok(world.page_status(page)),
        (&Method::GET, Some("message_templates")) => {
            let number = |key: &str| request.text(key)?.parse().ok();
            let (after, limit) = (number("after"), number("limit"));
            let (shown, paging) = world.templates(page, after.unwrap_or(0), limit.unwrap_or(25));
            let usual = "id,name,status,category,language,components,parameter_format";
            let fields = request.text("fields").unwrap_or(usual);
            let shown = shown.into_iter().map(|one| select(one, Some(fields)));
            Ok(json!({ "data": shown.collect::<Vec<_>>(), "paging": paging }))
        }
        (&Method::POST, Some("message_templates")) => world.create_template(page, &request.body),
        (&Method::DELETE, Some("message_templates")) => {
            let name = request
                .text("name")
                .ok_or_else(|| GraphError::invalid("name is required"))?;
            world.delete_template(page, name, request.text("hsm_id"));
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{page}/subscribed_apps`, or that of an account.
pub(super) async fn subscribed_apps(
    world: &World,
    request: &GraphRequest,
    outlet: &OutletView,
) -> Result<Value, GraphError> {
    match request.method {
        Method::GET => {
            let fields = outlet.subscribed_fields.iter();
            let own =
                fields.map(|fields| json!({ "id": world.app().id, "subscribed_fields": fields }));
            let apps: Vec<Value> = own.chain(world.other_app(&outlet.id)).collect();
            Ok(json!({ "data": apps }))
        }
        Method::POST => {
            let mut fields = request.list("subscribed_fields");
            if fields.is_empty() {
                fields = match world.platform(&outlet.id) {
                    Platform::Instagram => {
                        return Err(GraphError::invalid("subscribed_fields is required"));
                    }
                    platform => topic::fields(platform).map(str::to_owned).collect(),
                };
            }
            let subscribed = world
                .subscribe(&outlet.id, fields.into_iter().collect())
                .await;
            subscribed.map_err(|error| GraphError::invalid(&error.to_string()))?;
            Ok(json!({ "success": true }))
        }
        Method::DELETE => {
            world.unsubscribe(&outlet.id);
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{person}`: the profile of a customer who has a thread with the page or account.
pub(super) fn person(
    world: &World,
    request: &GraphRequest,
    page: &str,
) -> Result<Value, GraphError> {
    if request.edge().is_none()
        && let Some(template) = world.template(page, request.node())
    {
        return match request.method {
            Method::GET => Ok(select(template, request.text("fields"))),
            Method::POST => world.edit_template(page, request.node(), &request.body),
            _ => Err(GraphError::no_object(request.node())),
        };
    }
    let deletes = request.method == Method::DELETE;
    if request.edge().is_none()
        && let Some(persona) = world.persona(page, request.node(), deletes)
    {
        return Ok(persona);
    }
    if request.method != Method::GET || request.edge().is_some() {
        return Err(GraphError::no_object(request.node()));
    }
    let profile = world.profile(request.node(), page);
    let profile = profile.ok_or_else(|| GraphError::no_object(request.node()))?;
    let usual = if profile.get("username").is_some() {
        "name,username,profile_pic"
    } else {
        "first_name,last_name,profile_pic"
    };
    let fields = request.text("fields").unwrap_or(usual);
    Ok(select(profile, Some(fields)))
}
