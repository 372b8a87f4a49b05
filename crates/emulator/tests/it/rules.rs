//! Windows and tags by date.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use transom_emulator::Capability;
use transom_emulator::rules::{Act, Breach, Content, Known, Request, Way, judge};
use transom_emulator::world::input::{AdReferral, NewMessage, OptIn, Postback, Reaction, Referral};

use crate::shop::Shop;

const OUTSIDE: (u64, Option<u64>) = (10, Some(2_018_278));
const INVALID: (u64, Option<u64>) = (100, None);

#[tokio::test]
async fn the_window_closes_24_hours_after_the_message() {
    let shop = Shop::open().await;
    let customer = shop.customer_who_wrote_at("2026-11-21T09:00:00Z");
    shop.set_clock("2026-11-22T08:59:50Z");
    assert_eq!(shop.say(&customer, "In time").await.status, 200);
    shop.set_clock("2026-11-22T09:00:00Z");
    let late = shop.say(&customer, "Too late").await;
    assert_eq!(late.error(), OUTSIDE);
    assert_eq!(late.status, 403);
    assert_eq!(late.body["error"]["type"], "OAuthException");
    assert!(
        late.body["error"]["message"]
            .as_str()
            .unwrap()
            .starts_with("(#10) This message is sent outside of allowed window.")
    );
    assert!(late.body["error"]["fbtrace_id"].is_string());
}

#[tokio::test]
async fn what_the_business_sends_does_not_prolong_the_window() {
    let shop = Shop::open().await;
    let customer = shop.customer_who_wrote_at("2026-11-21T09:00:00Z");
    shop.set_clock("2026-11-22T08:00:00Z");
    assert_eq!(shop.say(&customer, "Hello").await.status, 200);
    shop.set_clock("2026-11-22T09:30:00Z");
    assert_eq!(shop.say(&customer, "Hello again").await.error(), OUTSIDE);
}

#[tokio::test]
async fn buttons_links_plugins_and_reactions_open_the_window_but_receipts_and_topics_do_not() {
    let shop = Shop::open().await;
    let world = shop.world();
    for (what, opens) in [
        ("tap", true),
        ("link", true),
        ("plugin", true),
        ("react", true),
        ("unreact", false),
        ("read", false),
        ("topic", false),
    ] {
        shop.set_clock("2026-11-21T10:00:00Z");
        let customer = shop.customer();
        let mid = shop.say(&customer, "Hello").await.body["message_id"]
            .as_str()
            .unwrap()
            .to_owned();
        shop.set_clock("2026-11-23T10:00:00Z");
        match what {
            "tap" => drop(
                world
                    .tap(
                        &customer,
                        Postback {
                            payload: "P".into(),
                            title: None,
                            referral: None,
                            at: None,
                        },
                    )
                    .unwrap(),
            ),
            "link" => drop(world.refer(&customer, &Referral::default()).unwrap()),
            "plugin" => drop(
                world
                    .opt_in(
                        &customer,
                        OptIn::Plugin {
                            reference: "r".into(),
                        },
                    )
                    .unwrap(),
            ),
            "react" => drop(
                world
                    .react(
                        &customer,
                        &mid,
                        Reaction {
                            reaction: Some("love".into()),
                        },
                    )
                    .unwrap(),
            ),
            "unreact" => drop(
                world
                    .react(&customer, &mid, Reaction { reaction: None })
                    .unwrap(),
            ),
            "read" => world.mark_read(&customer).unwrap(),
            _ => drop(
                world
                    .opt_in(
                        &customer,
                        OptIn::Topic {
                            payload: "restock".into(),
                        },
                    )
                    .unwrap(),
            ),
        }
        let answer = shop.say(&customer, "May I?").await;
        assert_eq!(answer.status == 200, opens, "{what}: {}", answer.body);
    }
}

#[tokio::test]
async fn an_ad_opens_seven_days_only_where_granted_and_only_under_the_newer_policy() {
    for (granted, now, opens) in [
        (&[][..], "2026-11-24T10:00:00Z", false),
        (&[Capability::AdWindow], "2026-11-24T10:00:00Z", true),
        (&[Capability::AdWindow], "2026-11-28T10:00:00Z", false),
        (&[Capability::AdWindow], "2026-09-20T10:00:00Z", false),
    ] {
        let shop = Shop::open_at("2026-08-01T10:00:00Z", granted).await;
        let customer = shop.stranger();
        let opened = if now < "2026-10" {
            "2026-09-18T10:00:00Z"
        } else {
            "2026-11-21T10:00:00Z"
        };
        shop.set_clock(opened);
        let ad = Some(AdReferral {
            ad_id: "6045".into(),
            title: None,
            reference: None,
        });
        shop.world()
            .write(
                &customer,
                NewMessage {
                    ad,
                    ..NewMessage::text("Hi")
                },
            )
            .unwrap();
        shop.set_clock(now);
        let answer = shop.say(&customer, "Hello").await;
        assert_eq!(
            answer.status == 200,
            opens,
            "{granted:?} at {now}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn a_human_agent_has_seven_days_from_the_message_and_needs_the_approval() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::HumanAgent]).await;
    let customer = shop.customer_who_wrote_at("2026-11-21T09:00:00Z");
    shop.set_clock("2026-11-28T08:59:50Z");
    assert_eq!(shop.tag(&customer, "HUMAN_AGENT").await.status, 200);
    shop.set_clock("2026-11-28T09:00:00Z");
    assert_eq!(shop.tag(&customer, "HUMAN_AGENT").await.error(), OUTSIDE);
    // A button opens the window, but is no message.
    let postback = Postback {
        payload: "P".into(),
        title: None,
        referral: None,
        at: None,
    };
    shop.world().tap(&customer, postback).unwrap();
    assert_eq!(shop.tag(&customer, "HUMAN_AGENT").await.error(), OUTSIDE);

    let without = Shop::open().await;
    let customer = without.customer();
    assert_eq!(
        without.tag(&customer, "HUMAN_AGENT").await.error(),
        (10, None)
    );
}

#[tokio::test]
async fn the_three_tags_live_from_march_2020_until_april_2026() {
    for tag in [
        "CONFIRMED_EVENT_UPDATE",
        "POST_PURCHASE_UPDATE",
        "ACCOUNT_UPDATE",
    ] {
        for (now, alive) in [
            ("2020-03-03T23:59:00Z", false),
            ("2020-03-04T00:00:00Z", true),
            ("2026-04-26T23:59:00Z", true),
            ("2026-04-27T00:00:00Z", false),
        ] {
            let shop = Shop::open_at("2020-01-01T00:00:00Z", &[]).await;
            let customer = shop.customer();
            shop.set_clock(now);
            let answer = shop.tag(&customer, tag).await;
            assert_eq!(
                answer.status == 200,
                alive,
                "{tag} at {now}: {}",
                answer.body
            );
            if !alive {
                assert_eq!(answer.error(), INVALID);
                assert_eq!(answer.body["error"]["message"], "(#100) Invalid parameter");
            }
        }
    }
}

#[tokio::test]
async fn the_many_tags_of_old_died_in_march_2020() {
    let shop = Shop::open_at("2020-01-01T00:00:00Z", &[]).await;
    let customer = shop.customer();
    shop.set_clock("2020-03-01T00:00:00Z");
    assert_eq!(shop.tag(&customer, "SHIPPING_UPDATE").await.status, 200);
    shop.set_clock("2020-03-04T00:00:00Z");
    assert_eq!(
        shop.tag(&customer, "SHIPPING_UPDATE").await.error(),
        INVALID
    );
    assert_eq!(shop.tag(&customer, "NEVER_WAS").await.error(), INVALID);
}

#[tokio::test]
async fn the_news_tag_needs_a_news_page() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let refused = shop.tag(&customer, "NON_PROMOTIONAL_SUBSCRIPTION").await;
    assert_eq!(refused.error(), (10, Some(2_018_065)));
    let news = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::NewsPage]).await;
    let customer = news.customer();
    news.set_clock("2026-12-24T10:00:00Z");
    assert_eq!(
        news.tag(&customer, "NON_PROMOTIONAL_SUBSCRIPTION")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_utility_template_goes_at_any_time_with_permission_and_approval() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::UtilityMessages]).await;
    let customer = shop.customer();
    shop.set_clock("2026-12-21T10:00:00Z");
    let template = json!({
        "recipient": { "id": customer }, "messaging_type": "UTILITY",
        "message": { "template": { "name": "delivery_update", "language": { "code": "en_US" },
            "components": [{ "type": "body", "parameters": [{ "type": "text", "text": "A-17" }] }] } },
    });
    assert_eq!(shop.send(template.clone()).await.error(), INVALID);
    let made = shop
        .graph(
            "POST",
            "/v26.0/me/message_templates",
            json!({
                "name": "delivery_update", "language": "en_US", "category": "UTILITY",
                "components": [{
                    "type": "BODY", "text": "Order {{1}} arrives.", "example": { "body_text": [["A-17"]] },
                }],
            }),
        )
        .await;
    assert_eq!(made.body["status"], "APPROVED");
    assert_eq!(shop.send(template.clone()).await.status, 200);
    let thread = shop.world().thread(&customer).unwrap();
    assert_eq!(
        thread.last().unwrap().text.as_deref(),
        Some("Order A-17 arrives.")
    );

    let without = Shop::open().await;
    let customer = without.customer();
    let mut template = template;
    template["recipient"]["id"] = json!(customer);
    assert_eq!(without.send(template).await.error(), (200, None));
}

#[tokio::test]
async fn a_comment_may_be_answered_once_within_seven_days_and_opens_no_window() {
    let shop = Shop::open().await;
    let comment = |text: &str| {
        let customer = shop.stranger();
        let new = serde_json::from_value(json!({ "text": text })).unwrap();
        (shop.world().comment(&customer, new).unwrap().id, customer)
    };
    let (first, customer) = comment("Price?");
    let (second, _) = comment("Size?");
    let reply = async |id: &str| {
        shop.send(
            json!({ "recipient": { "comment_id": id }, "message": { "text": "Details inside" } }),
        )
        .await
    };
    let answer = reply(&first).await;
    assert_eq!(answer.body["recipient_id"], json!(customer));
    assert_eq!(reply(&first).await.error(), (100, Some(2_534_025)));
    assert_eq!(shop.say(&customer, "And another").await.error(), OUTSIDE);
    shop.set_clock("2026-11-28T10:00:05Z");
    assert_eq!(reply(&second).await.error(), (100, Some(2_534_025)));
}

#[tokio::test]
async fn a_notify_me_token_buys_one_message_within_a_year() {
    let shop = Shop::open_at("2026-11-21T10:00:00Z", &[Capability::OneTimeNotification]).await;
    let customer = shop.customer();
    for _ in 0..2 {
        shop.world()
            .opt_in(
                &customer,
                OptIn::Topic {
                    payload: "restock".into(),
                },
            )
            .unwrap();
    }
    let items = shop.settled_items().await;
    let tokens: Vec<_> = items
        .iter()
        .filter_map(|item| item["optin"]["one_time_notif_token"].as_str())
        .collect();
    let send = async |token: &str| {
        shop.send(json!({ "recipient": { "one_time_notif_token": token }, "message": { "text": "It is back" } })).await
    };
    shop.set_clock("2027-11-21T09:00:00Z");
    assert_eq!(send(tokens[0]).await.status, 200);
    assert_eq!(send(tokens[0]).await.error(), INVALID);
    shop.set_clock("2027-11-21T11:00:00Z");
    assert_eq!(send(tokens[1]).await.error(), INVALID);
}

#[test]
fn every_limit_is_half_open_to_the_microsecond() {
    let at: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
    let granted = [Capability::HumanAgent].into();
    let known = Known {
        acts: &[(at, Act::Message)],
        granted: &granted,
        ..Known::default()
    };
    let tick = SignedDuration::from_micros(1);
    for (way, hours) in [(Way::Window, 24), (Way::Tag("HUMAN_AGENT"), 7 * 24)] {
        let request = Request {
            way,
            content: Content::Text("Hello"),
        };
        let end = at + SignedDuration::from_hours(hours);
        assert_eq!(judge(&request, &known, end - tick), Ok(()));
        assert_eq!(judge(&request, &known, end), Err(Breach::OutsideWindow));
        assert_eq!(judge(&request, &known, at), Ok(()));
        assert_eq!(
            judge(&request, &known, at - tick),
            Err(Breach::OutsideWindow)
        );
    }
}
