//! The headers that tell an app how much of its limits it has used.

use axum::http::HeaderValue;
use axum::response::Response;
use serde_json::json;

use crate::error::Throttled;
use crate::rules::Platform;
use crate::world::World;

/// Adds the usage headers of the app and of the page or account.
pub(super) fn add_headers(world: &World, outlet: &str, response: &mut Response) {
    let throttled = response.extensions().get::<Throttled>().copied();
    let used = world.usage(outlet);
    let percent = throttled.map_or(used, |_| 100);
    let of_app = throttled.map_or(used, |one| if one.of_app { 100 } else { used.min(99) });
    let minutes = throttled.map_or(u32::from(used >= 100), |one| one.minutes);
    let kind = match world.platform(outlet) {
        Platform::Instagram => "instagram",
        Platform::WhatsApp => "whatsapp",
        _ => "messenger",
    };
    let app =
        json!({ "call_count": of_app, "total_time": of_app / 2, "total_cputime": of_app / 2 });
    let business = json!({ outlet: [{
        "type": kind, "call_count": percent, "total_cputime": percent / 2,
        "total_time": percent / 2, "estimated_time_to_regain_access": minutes,
    }] });
    for (name, value) in [
        ("x-app-usage", app),
        ("x-business-use-case-usage", business),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value.to_string()) {
            response.headers_mut().insert(name, value);
        }
    }
}
