//! Messages that the platform has approved beforehand.

use serde_json::{Value, json};

use crate::table::{NOW, events, expect};

#[test]
fn a_template_has_one_route() {
    let draft = json!({ "kind": "template", "name": "order_update", "language": "en_US" });
    let row = |facts: Value| json!({ "draft": draft, "facts": facts });
    let template = |category: &str, status: &str| json!([{ "name": "order_update", "language": "en_US", "category": category, "status": status }]);
    let able = json!(["utility_messages"]);
    expect(
        "approved, at any time",
        row(json!({ "capabilities": able, "templates": template("utility", "approved") })),
        json!({ "route": "utility_template", "uses": "order_update", "until": null, "then": null, "warnings": [] }),
    );
    expect(
        "in an open window too",
        row(
            json!({ "capabilities": able, "templates": template("utility", "approved"), "window_events": events(&[(NOW, "message")]) }),
        ),
        json!({ "route": "utility_template", "warnings": [] }),
    );
    for status in ["pending", "rejected", "paused", "disabled"] {
        expect(
            status,
            row(json!({ "capabilities": able, "templates": template("utility", status) })),
            json!({ "code": "template-not-approved" }),
        );
    }
    expect(
        "of another category",
        row(json!({ "capabilities": able, "templates": template("marketing", "approved") })),
        json!({ "code": "draft-mismatch" }),
    );
    expect(
        "missing",
        row(json!({ "capabilities": able })),
        json!({ "code": "template-missing" }),
    );
    expect(
        "of another language",
        row(
            json!({ "capabilities": able, "templates": [{ "name": "order_update", "language": "fr_FR", "category": "utility", "status": "approved" }] }),
        ),
        json!({ "code": "template-missing" }),
    );
    expect(
        "without the permission",
        row(json!({ "templates": template("utility", "approved") })),
        json!({ "code": "capability-missing" }),
    );
    expect(
        "not yet",
        json!({ "now": "2023-01-01T00:00:00Z", "draft": draft }),
        json!({ "code": "route-unknown" }),
    );
    expect(
        "by a route for texts",
        json!({ "route": "standard", "draft": draft }),
        json!({ "code": "draft-mismatch" }),
    );
    expect(
        "a text by the route for templates",
        json!({ "route": "utility_template" }),
        json!({ "code": "template-missing" }),
    );
    expect(
        "WhatsApp's route",
        json!({ "route": "template", "draft": draft }),
        json!({ "code": "route-unknown" }),
    );
}
