//! Private replies to comments.

use serde_json::{Value, json};

use crate::table::{NOW, expect};

#[test]
fn a_comment_takes_one_private_reply_within_seven_days() {
    let row = |comments: Value| json!({ "facts": { "comments": comments } });
    let comment = |id: &str, at: &str| json!({ "id": id, "at": at, "kind": "post" });
    let live = |ended_at: Value| json!({ "id": "c", "at": "2026-11-20T10:00:00Z", "kind": "live", "live_ended_at": ended_at });
    expect(
        "auto",
        row(json!([comment("c1", "2026-11-14T10:00:01Z")])),
        json!({ "route": "private_reply", "until": "2026-11-21T10:00:01Z", "uses": "c1", "then": null }),
    );
    expect(
        "too old, under auto",
        row(json!([comment("c1", "2026-11-14T10:00:00Z")])),
        json!({ "code": "window-closed" }),
    );
    let explicit =
        |comments: Value| json!({ "route": "private_reply", "facts": { "comments": comments } });
    expect(
        "none",
        explicit(json!([])),
        json!({ "code": "comment-missing" }),
    );
    expect(
        "too old",
        explicit(json!([comment("c1", "2026-11-14T10:00:00Z")])),
        json!({ "code": "comment-too-old" }),
    );
    expect(
        "answered",
        explicit(
            json!([{ "at": "2026-11-20T10:00:00Z", "kind": "ad", "answered_at": "2026-11-20T11:00:00Z" }]),
        ),
        json!({ "code": "comment-answered" }),
    );
    expect(
        "to be answered later is not answered",
        explicit(
            json!([{ "at": "2026-11-20T10:00:00Z", "kind": "ad", "answered_at": "2026-11-22T11:00:00Z" }]),
        ),
        json!({ "route": "private_reply" }),
    );
    expect(
        "a running broadcast",
        explicit(json!([live(Value::Null)])),
        json!({ "route": "private_reply", "until": "2026-11-27T10:00:00Z" }),
    );
    expect(
        "a broadcast that ends later runs",
        explicit(json!([live(json!("2026-11-21T11:00:00Z"))])),
        json!({ "route": "private_reply", "until": "2026-11-27T10:00:00Z" }),
    );
    expect(
        "an ended broadcast",
        explicit(json!([live(json!(NOW))])),
        json!({ "code": "live-ended" }),
    );
    expect(
        "the end of a broadcast binds live comments only",
        explicit(json!([{ "at": "2026-11-20T10:00:00Z", "kind": "reel", "live_ended_at": NOW }])),
        json!({ "route": "private_reply" }),
    );
    expect(
        "the newest usable one is used",
        explicit(
            json!([comment("old", "2026-11-18T10:00:00Z"), comment("new", "2026-11-19T10:00:00Z"), { "id": "answered", "at": "2026-11-20T10:00:00Z", "kind": "post", "answered_at": "2026-11-20T11:00:00Z" }]),
        ),
        json!({ "uses": "new" }),
    );
    expect(
        "else the code of the newest",
        explicit(
            json!([comment("old", "2026-11-01T10:00:00Z"), { "id": "answered", "at": "2026-11-20T10:00:00Z", "kind": "post", "answered_at": "2026-11-20T11:00:00Z" }]),
        ),
        json!({ "code": "comment-answered" }),
    );
}
