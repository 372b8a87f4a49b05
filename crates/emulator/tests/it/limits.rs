//! The limits on the pace of calls, and what their errors say.

use serde_json::{Value, json};
use transom_emulator::world::input::NewComment;

use crate::instagram::{ACCOUNT, Gram};
use crate::shop::{Answer, PAGE, Shop};

/// What the two headers of usage say: how full the app is, how full the page, and when it may call again.
fn usage(answer: &Answer, outlet: &str) -> (u64, u64, u64) {
    let header = |name: &str| -> Value {
        serde_json::from_str(answer.headers[name].to_str().unwrap()).unwrap()
    };
    let page = &header("x-business-use-case-usage")[outlet][0];
    (
        header("x-app-usage")["call_count"].as_u64().unwrap(),
        page["call_count"].as_u64().unwrap(),
        page["estimated_time_to_regain_access"].as_u64().unwrap(),
    )
}

fn comment(shop: &Shop, customer: &str) -> String {
    let new = NewComment {
        text: "Price?".to_owned(),
        post: None,
        parent: None,
        at: None,
    };
    shop.world().comment(customer, new).unwrap().id
}

#[tokio::test]
async fn ten_films_go_out_in_a_second_and_pictures_do_not_count() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let send = async |kind: &str| {
        shop.send(json!({
            "recipient": { "id": customer }, "messaging_type": "RESPONSE",
            "message": { "attachment": {
                "type": kind, "payload": { "url": "https://shop.example/a" },
            } },
        }))
        .await
    };
    // A second may end among them, but not two in so few calls at a time.
    let mut refused = 0;
    for _ in 0..40 {
        let answer = send("video").await;
        match answer.error() {
            (0, None) => {}
            error => {
                assert_eq!(error, (613, None));
                refused += 1;
            }
        }
    }
    assert!(refused > 0, "40 films within a second or two are too many");
    for _ in 0..20 {
        assert_eq!(send("image").await.status, 200);
    }
}

#[tokio::test]
async fn an_hour_has_750_private_replies() {
    let shop = Shop::open().await;
    let customer = shop.stranger();
    let comment = comment(&shop, &customer);
    let reply = async || {
        let body = json!({ "recipient": { "comment_id": comment }, "message": { "text": "Hi" } });
        shop.send(body).await
    };
    // The first is answered, all others refused for that; each of them counts.
    assert_eq!(reply().await.status, 200);
    let mut last = reply().await;
    for _ in 2..1000 {
        if last.error().0 == 613 {
            break;
        }
        assert_eq!(last.error(), (100, Some(2_534_025)));
        last = reply().await;
    }
    assert_eq!(last.error(), (613, None));
    let (_, page, minutes) = usage(&last, PAGE);
    assert_eq!(page, 100);
    let sends = shop.world().sends(None, false, 1).total;
    if minutes > 1 {
        assert_eq!((minutes, sends), (60, 751));
        shop.set_clock("2026-11-21T11:05:00Z");
        assert_eq!(reply().await.error(), (100, Some(2_534_025)));
    } else {
        // So many calls within one second that the limit of all sends came first.
        assert!(sends > 300);
    }
}

#[tokio::test]
async fn ten_minutes_have_ten_calls_to_the_profile() {
    let shop = Shop::open().await;
    let path = "/v26.0/me/messenger_profile?fields=get_started";
    let start = json!({ "get_started": { "payload": "START" } });
    let set = shop
        .graph("POST", "/v26.0/me/messenger_profile", start)
        .await;
    assert_eq!(set.status, 200);
    for _ in 0..9 {
        assert_eq!(shop.graph("GET", path, json!({})).await.status, 200);
    }
    let refused = shop.graph("GET", path, json!({})).await;
    assert_eq!(refused.error(), (613, None));
    let (_, page, minutes) = usage(&refused, PAGE);
    assert_eq!((page, minutes), (100, 10));
    // The page is free for everything else.
    let customer = shop.customer();
    assert_eq!(shop.say(&customer, "Hi").await.status, 200);
    shop.set_clock("2026-11-21T10:15:00Z");
    assert_eq!(shop.graph("GET", path, json!({})).await.status, 200);
}

#[tokio::test]
async fn a_day_has_so_many_calls_for_each_person_who_is_engaged() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let view = || shop.world().outlet(PAGE).unwrap();
    assert_eq!(
        view().calls_most,
        Some(2000),
        "no fewer than for ten people"
    );
    let path = format!("/pages/{PAGE}/faults");
    let (status, _) = shop
        .control("PUT", &path, json!({ "calls_per_person": 10 }))
        .await;
    assert_eq!((status, view().calls_most), (200, Some(10)));
    let mut last = shop.say(&customer, "Hi").await;
    while view().calls_made < 9 {
        assert_eq!(last.status, 200);
        last = shop.say(&customer, "Hi").await;
    }
    let (app, page, minutes) = usage(&last, PAGE);
    assert_eq!((app, page, minutes), (90, 90, 0));
    // Whatever is asked counts.
    assert_eq!(shop.graph("GET", "/v26.0/me", json!({})).await.status, 200);
    let refused = shop.graph("GET", "/v26.0/me", json!({})).await;
    assert_eq!(refused.error(), (80_006, None));
    let (_, page, minutes) = usage(&refused, PAGE);
    assert_eq!((page, minutes), (100, 24 * 60));
    assert_eq!(shop.say(&customer, "Hi").await.error(), (80_006, None));
    // A second person brings as many again; a window that has closed takes them away.
    let second = shop.customer();
    assert_eq!(view().calls_most, Some(20));
    assert_eq!(shop.say(&second, "Hi").await.status, 200);
    shop.set_clock("2026-11-22T11:00:00Z");
    assert_eq!((view().calls_most, view().calls_made), (Some(0), 0));
}

#[tokio::test]
async fn every_error_of_the_table_can_be_caused() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/pages/{PAGE}/faults");
    let (_, table) = shop.control("GET", "/errors", json!({})).await;
    let table = table.as_array().unwrap();
    assert!(table.len() > 50);
    for row in table {
        let error = json!({ "code": row["code"], "subcode": row["subcode"] });
        let faults = json!({ "graph": [{ "kind": { "error": error }, "times": 1 }] });
        let (status, _) = shop.control("PUT", &path, faults).await;
        if row["only"] == "instagram" {
            assert_eq!(status, 400, "{row}");
            continue;
        }
        assert_eq!(status, 200, "{row}");
        let answer = shop.say(&customer, "Hi").await;
        let expected = (row["code"].as_u64().unwrap(), row["subcode"].as_u64());
        assert_eq!(answer.error(), expected);
        assert_eq!(answer.body["error"]["message"], row["message"]);
        assert!(answer.status >= 400);
    }
    assert_eq!(shop.say(&customer, "Hi").await.status, 200);
    for error in [json!({ "code": 11 }), json!({ "code": 10, "subcode": 1 })] {
        let faults = json!({ "graph": [{ "kind": { "error": error } }] });
        assert_eq!(shop.control("PUT", &path, faults).await.0, 400);
    }
}

#[tokio::test]
async fn the_headers_tell_whose_limit_it_is_and_until_when() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let path = format!("/pages/{PAGE}/faults");
    for (code, of_app) in [
        (4, true),
        (17, true),
        (32, true),
        (613, true),
        (80_006, false),
    ] {
        let error = json!({ "code": code, "minutes": 7 });
        let faults = json!({ "graph": [{ "kind": { "error": error }, "times": 1 }] });
        assert_eq!(shop.control("PUT", &path, faults).await.0, 200);
        let answer = shop.say(&customer, "Hi").await;
        assert_eq!(answer.error().0, code);
        let (app, page, minutes) = usage(&answer, PAGE);
        assert_eq!((app == 100, page, minutes), (of_app, 100, 7), "{code}");
    }
    // The same codes with a subcode are about one message, not about the pace.
    let error = json!({ "code": 613, "subcode": 2_018_338 });
    let faults = json!({ "graph": [{ "kind": { "error": error }, "times": 1 }] });
    shop.control("PUT", &path, faults).await;
    let warned = shop.say(&customer, "Hi").await;
    assert_eq!(usage(&warned, PAGE).2, 0);
}

#[tokio::test]
async fn an_account_has_errors_of_its_own_type() {
    let gram = Gram::open().await;
    let customer = gram.customer();
    let path = format!("/accounts/{ACCOUNT}/faults");
    for (code, subcode, kind) in [
        (10, Some(2_534_077), "IGApiException"),
        (100, Some(2_534_025), "IGApiException"),
        (190, Some(463), "OAuthException"),
        (80_006, None, "OAuthException"),
    ] {
        let error = json!({ "code": code, "subcode": subcode });
        let faults = json!({ "graph": [{ "kind": { "error": error }, "times": 1 }] });
        assert_eq!(gram.shop.control("PUT", &path, faults).await.0, 200);
        let answer = gram.say(&customer, "Hi").await;
        assert_eq!(answer.error(), (code, subcode));
        assert_eq!(answer.body["error"]["type"], kind);
    }
    let foreign =
        json!({ "graph": [{ "kind": { "error": { "code": 10, "subcode": 1_893_063 } } }] });
    assert_eq!(gram.shop.control("PUT", &path, foreign).await.0, 400);
}
