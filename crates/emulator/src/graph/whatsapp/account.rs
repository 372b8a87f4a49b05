//! `/{account}` and its edges.

use axum::http::Method;
use serde_json::{Value, json};

use super::super::select;
use super::Caller;
use super::template;
use crate::config::NumberConfig;
use crate::error::GraphError;

/// The answer of a business account.
pub(super) async fn answer(caller: &Caller<'_>, waba: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match (&request.method, request.edge()) {
        (&Method::GET, None) => {
            let object = world
                .waba_object(waba)
                .ok_or_else(|| GraphError::no_object(waba))?;
            let usual = "id,name,timezone_id,message_template_namespace";
            Ok(select(
                object,
                Some(request.text("fields").unwrap_or(usual)),
            ))
        }
        (&Method::POST, None) => {
            if let Some(elsewhere) =
                request.body["disable_marketing_messages_on_cloud_api"].as_bool()
            {
                world.send_marketing_elsewhere(waba, elsewhere);
            }
            Ok(json!({ "success": true, "id": waba }))
        }
        (&Method::GET, Some("phone_numbers")) => {
            let usual = "id,display_phone_number,verified_name,quality_rating,\
                code_verification_status,platform_type,throughput,last_onboarded_time,webhook_configuration";
            let fields = request.text("fields").unwrap_or(usual);
            let numbers = world.numbers_of(waba);
            let objects = numbers.iter().filter_map(|id| world.number_object(id));
            let all: Vec<Value> = objects.map(|object| select(object, Some(fields))).collect();
            Ok(super::template::page(caller, all))
        }
        (&Method::POST, Some("phone_numbers")) => new_number(caller, waba),
        (_, Some("subscribed_apps")) => subscribed_apps(caller, waba).await,
        (_, Some("message_templates")) => template::edge(caller, waba),
        (&Method::POST, Some("upsert_message_templates")) => template::upsert(caller, waba),
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// A number that is there from now on, and still has to be verified and registered.
fn new_number(caller: &Caller<'_>, waba: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    let need = |key: &str| {
        request
            .given(key)
            .ok_or_else(|| GraphError::wa_missing(key))
    };
    let country = request
        .given("cc")
        .or_else(|| request.given("country_code"));
    let country = country.ok_or_else(|| GraphError::wa_missing("cc"))?;
    let phone = format!("{country}{}", need("phone_number")?);
    let config = NumberConfig::new(world.ids().number(), phone, need("verified_name")?);
    let made = world.add_number(waba, config);
    let made = made.map_err(|rejection| GraphError::wa_parameter(rejection.detail))?;
    world.forget_number(&made.id);
    Ok(json!({ "id": made.id }))
}

async fn subscribed_apps(caller: &Caller<'_>, waba: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match request.method {
        Method::GET => {
            let view = world.waba(waba).map_err(|_| GraphError::no_object(waba))?;
            let app = &world.app().id;
            let mut entry = json!({ "whatsapp_business_api_data": {
                "id": app, "name": "Emulated app", "link": format!("https://www.facebook.com/games/?app_id={app}"),
            } });
            if let Some(url) = &view.callback {
                entry["override_callback_uri"] = json!(url);
            }
            let apps: Vec<Value> = view
                .subscribed_fields
                .iter()
                .map(|_| entry.clone())
                .chain(world.other_app_of_whatsapp(waba))
                .collect();
            Ok(json!({ "data": apps }))
        }
        Method::POST => {
            let url = request.text("override_callback_uri").map(str::to_owned);
            let token = request.text("verify_token").map(str::to_owned);
            let set = world
                .override_callback(waba, url.map(|url| (url, token)))
                .await;
            set.map_err(|error| GraphError::wa_callback(&error.to_string()))?;
            world.subscribe_whatsapp(waba, true);
            Ok(json!({ "success": true }))
        }
        Method::DELETE => {
            world.subscribe_whatsapp(waba, false);
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}
