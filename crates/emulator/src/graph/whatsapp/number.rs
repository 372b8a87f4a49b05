//! `/{number}` and its edges, but for messages.

use axum::http::Method;
use serde_json::{Value, json};

use super::super::select;
use super::{Caller, media};
use crate::error::GraphError;
use crate::world::input::NumberSwitches;
use crate::world::whatsapp::node::Drawer;

/// The answer of a number.
pub(super) async fn answer(caller: &Caller<'_>, number: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    let done = || Ok(json!({ "success": true }));
    match (&request.method, request.edge()) {
        (&Method::GET, None) => {
            let object = world
                .number_object(number)
                .ok_or_else(|| GraphError::no_object(number))?;
            let usual = "id,display_phone_number,verified_name,quality_rating,\
                code_verification_status,platform_type,throughput,webhook_configuration";
            Ok(select(
                object,
                Some(request.text("fields").unwrap_or(usual)),
            ))
        }
        (&Method::POST, None) => {
            if let Some(name) = request.given("new_display_name") {
                let switches = NumberSwitches {
                    name: Some(name),
                    ..NumberSwitches::default()
                };
                let renamed = world.switch_number(number, switches);
                renamed.map_err(|_| GraphError::no_object(number))?;
            }
            let hook = &request.body["webhook_configuration"];
            if hook.is_object() {
                let url = hook["override_callback_uri"]
                    .as_str()
                    .filter(|url| !url.is_empty());
                let token = hook["verify_token"].as_str().map(str::to_owned);
                let to = url.map(|url| (url.to_owned(), token));
                let set = world.override_callback(number, to).await;
                set.map_err(|error| GraphError::wa_callback(&error.to_string()))?;
            }
            done()
        }
        (&Method::POST, Some("media")) => media::upload(caller, number),
        (_, Some("whatsapp_business_profile")) => profile(caller, number),
        (_, Some("settings")) => drawer(caller, number, Drawer::Settings),
        (_, Some("whatsapp_commerce_settings")) => {
            let answer = drawer(caller, number, Drawer::Commerce)?;
            Ok(if request.method == Method::GET {
                json!({ "data": [answer] })
            } else {
                answer
            })
        }
        (&Method::POST, Some("conversational_automation")) => {
            drawer(caller, number, Drawer::Automation)
        }
        (&Method::POST, Some("register")) => {
            let pin = request
                .text("pin")
                .ok_or_else(|| GraphError::wa_missing("pin"))?;
            world.register(number, pin)?;
            done()
        }
        (&Method::POST, Some("deregister")) => {
            world.deregister(number);
            done()
        }
        (&Method::POST, Some("request_code")) => {
            for key in ["code_method", "language"] {
                request
                    .given(key)
                    .ok_or_else(|| GraphError::wa_missing(key))?;
            }
            done()
        }
        (&Method::POST, Some("verify_code")) => {
            let code = request
                .given("code")
                .ok_or_else(|| GraphError::wa_missing("code"))?;
            world.verify_number(number, &code)?;
            done()
        }
        (&Method::POST, Some("whatsapp_business_encryption")) => {
            let key = request.text("business_public_key").map(str::to_owned);
            world.public_key(
                number,
                Some(key.ok_or_else(|| GraphError::wa_missing("business_public_key"))?),
            );
            done()
        }
        (&Method::GET, Some("whatsapp_business_encryption")) => Ok(json!({ "data": [{
            "business_public_key": world.public_key(number, None),
            "business_public_key_signature_status": "VALID",
        }] })),
        (_, Some("block_users")) => block(caller, number),
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

fn profile(caller: &Caller<'_>, number: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match request.method {
        Method::GET => {
            let mut profile = world.drawer(number, Drawer::Profile);
            profile["messaging_product"] = json!("whatsapp");
            let fields = request.text("fields");
            if let (Some(fields), Some(map)) = (fields, profile.as_object_mut()) {
                let asked: Vec<&str> = fields.split(',').map(str::trim).collect();
                map.retain(|key, _| key == "messaging_product" || asked.contains(&key.as_str()));
            }
            Ok(json!({ "data": [profile] }))
        }
        Method::POST => {
            if request.body["messaging_product"] != "whatsapp" {
                return Err(GraphError::wa_missing("messaging_product"));
            }
            for (key, limit) in [
                ("about", 139),
                ("address", 256),
                ("description", 512),
                ("email", 128),
            ] {
                let given = request.body[key].as_str().unwrap_or_default();
                if given.chars().count() > limit {
                    return Err(GraphError::wa_parameter(format!(
                        "{key}: at most {limit} characters"
                    )));
                }
            }
            world.put_in_drawer(number, Drawer::Profile, &request.body);
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

fn drawer(caller: &Caller<'_>, number: &str, drawer: Drawer) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    match request.method {
        Method::GET => {
            let mut content = world.drawer(number, drawer);
            if drawer == Drawer::Commerce {
                content["id"] = json!(number);
            }
            Ok(content)
        }
        Method::POST => {
            world.put_in_drawer(number, drawer, &request.body);
            if let Some(query) = request.given("is_catalog_visible") {
                world.put_in_drawer(
                    number,
                    drawer,
                    &json!({ "is_catalog_visible": query == "true" }),
                );
            }
            if let Some(query) = request.given("is_cart_enabled") {
                world.put_in_drawer(
                    number,
                    drawer,
                    &json!({ "is_cart_enabled": query == "true" }),
                );
            }
            Ok(json!({ "success": true }))
        }
        _ => Err(GraphError::UNKNOWN_PATH),
    }
}

/// `/{number}/block_users`: only who wrote within the last day can be blocked.
fn block(caller: &Caller<'_>, number: &str) -> Result<Value, GraphError> {
    let Caller { world, request, .. } = caller;
    if request.method == Method::GET {
        let blocked = world.blocked_by_business(number);
        let data = blocked.iter().map(|(wa_id, user_id)| {
            json!({
                "messaging_product": "whatsapp", "input": wa_id, "wa_id": wa_id, "user_id": user_id,
            })
        });
        return Ok(super::template::page(caller, data.collect()));
    }
    let on = match request.method {
        Method::POST => true,
        Method::DELETE => false,
        _ => return Err(GraphError::UNKNOWN_PATH),
    };
    let users = request.body["block_users"].as_array();
    let users = users.ok_or_else(|| GraphError::wa_missing("block_users"))?;
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for user in users {
        let input = user["user"]
            .as_str()
            .or(user["user_id"].as_str())
            .unwrap_or_default();
        let who: String = match user["user"].as_str() {
            Some(phone) => phone.chars().filter(char::is_ascii_digit).collect(),
            None => input.to_owned(),
        };
        let may = !on || world.has_window(number, &who);
        match may.then(|| world.block_by_business(number, &who, on)).flatten() {
            Some((wa_id, user_id)) => {
                done.push(json!({ "input": input, "wa_id": wa_id, "user_id": user_id }));
            }
            None => failed.push(json!({ "input": input, "wa_id": who, "errors": [{
                "message": "Re-engagement required", "code": 131_047,
                "error_data": { "details": "Message failed to send because more than 24 hours have passed." },
            }] })),
        }
    }
    let key = if on { "added_users" } else { "removed_users" };
    let mut outcome = json!({ key: done });
    if failed.is_empty() {
        return Ok(json!({ "messaging_product": "whatsapp", "block_users": outcome }));
    }
    outcome["failed_users"] = json!(failed);
    Err(GraphError::wa_block(&outcome))
}
