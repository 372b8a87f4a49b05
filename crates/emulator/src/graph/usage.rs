//! The headers that tell an app how much of its limits it has used.

use axum::http::HeaderValue;
use axum::response::Response;
use serde_json::json;

use crate::error::Throttled;
use crate::rules::Platform;
use crate::world::World;

/// Adds the usage headers of the app and of the page or account.
pub(super) fn add_headers(world: &World, outlet: &str, response: &mut Response) {
    let throttled = response.extensions().get::<Throttled>().is_some();
    let percent = if throttled { 100 } else { world.usage(outlet) };
    let kind = match world.platform(outlet) {
        Platform::Instagram => "instagram",
        Platform::WhatsApp => "whatsapp",
        _ => "messenger",
    };
    let app =
        json!({ "call_count": percent, "total_time": percent / 2, "total_cputime": percent / 2 });
    let business = json!({ outlet: [{
        "type": kind, "call_count": percent, "total_cputime": percent / 2,
        "total_time": percent / 2, "estimated_time_to_regain_access": u8::from(percent >= 100),
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
