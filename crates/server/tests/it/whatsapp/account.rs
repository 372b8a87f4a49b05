//! News of the business account: they concern all of its numbers, or the one that they name.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use transom::channels::{self, NewWhatsapp};
use transom::secret::Secret;
use transom_domain::channel::ChannelState;
use transom_domain::id::ChannelId;
use transom_domain::inbound::AccountChange;
use transom_policy::RestrictionScope;
use transom_testkit::{START, TestApp};

use super::{NUMBER_ID, WABA_ID, change, connect, connection};
use crate::graph::Graph;

const SECOND_ID: &str = "106540352242923";

async fn two_numbers() -> (TestApp, [ChannelId; 2]) {
    let app = TestApp::start().await;
    let graph_url = format!("http://{}", Graph::default().listen().await);
    let workspace_id = app.shop.workspace_id;
    let first = connect(&app.app, workspace_id, &graph_url, NUMBER_ID).await;
    let second = connect(&app.app, workspace_id, "http://127.0.0.1:9", SECOND_ID).await;
    app.app.clock.advance(SignedDuration::from_hours(1));
    (app, [first, second])
}

fn minute(minute: i64) -> Timestamp {
    START.parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minute)
}

#[tokio::test]
async fn a_restriction_of_the_account_bars_each_of_its_numbers_and_one_of_a_number_that_one() {
    let (app, ids) = two_numbers().await;
    let barred = |id: ChannelId| {
        let connected = app.app.channels.find(app.shop.workspace_id, id).unwrap();
        let scopes: Vec<RestrictionScope> = connected
            .channel
            .restrictions
            .iter()
            .filter(|measure| measure.is_in_force(app.app.now()))
            .map(|measure| measure.scope)
            .collect();
        scopes
    };
    let of_number = json!({
        "event": "ACCOUNT_RESTRICTION", "phone_number": "+33 1 84 88 00 00",
        "restriction_info": [{ "restriction_type": "RESTRICTED_UTILITY_TEMPLATES", "expiration": 1_900_000_000 }],
    });
    app.webhook(&change("account_update", &of_number, minute(1)))
        .await;
    app.settle().await;
    assert_eq!(barred(ids[0]), [RestrictionScope::UtilityTemplates]);
    assert!(barred(ids[1]).is_empty(), "it was about the other number");

    let of_all = json!({
        "event": "ACCOUNT_RESTRICTION", "violation_info": { "violation_type": "SPAM" },
        "restriction_info": [{ "restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1_900_000_000 }],
    });
    app.webhook(&change("account_update", &of_all, minute(2)))
        .await;
    let ban = json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": "DISABLE", "waba_ban_date": "November 30, 2026" } });
    app.webhook(&change("account_update", &ban, minute(3)))
        .await;
    app.settle().await;
    assert_eq!(
        barred(ids[1]),
        [RestrictionScope::Templates, RestrictionScope::All]
    );
    assert_eq!(barred(ids[0]).len(), 3);
}

#[tokio::test]
async fn an_account_that_left_is_disconnected_until_it_is_back() {
    let (app, ids) = two_numbers().await;
    let state = |id| {
        let connected = app.app.channels.find(app.shop.workspace_id, id).unwrap();
        connected.channel.state.clone()
    };
    assert_eq!(state(ids[0]), ChannelState::Connected);
    let left = json!({ "event": "PARTNER_REMOVED", "waba_info": { "waba_id": WABA_ID } });
    app.webhook(&change("account_update", &left, minute(1)))
        .await;
    app.settle().await;
    assert!(matches!(state(ids[0]), ChannelState::Disconnected { .. }));
    app.webhook(&change(
        "account_update",
        &json!({ "event": "ACCOUNT_RECONNECTED" }),
        minute(2),
    ))
    .await;
    app.settle().await;
    assert_eq!(state(ids[0]), ChannelState::Connected);
    // Told late, and told twice.
    let left_before = json!({ "event": "ACCOUNT_OFFBOARDED" });
    for late in [&left_before, &left] {
        app.webhook(&change("account_update", late, minute(1)))
            .await;
        app.settle().await;
        assert_eq!(state(ids[0]), ChannelState::Connected);
    }
}

#[tokio::test]
async fn news_that_carry_no_time_are_of_the_moment_at_which_they_came() {
    let (app, ids) = two_numbers().await;
    let mut left = change(
        "account_update",
        &json!({ "event": "PARTNER_REMOVED" }),
        minute(1),
    );
    left["entry"][0].as_object_mut().unwrap().remove("time");
    app.webhook(&left).await;
    app.settle().await;
    let connected = app.app.channels.find(app.shop.workspace_id, ids[0]);
    let ChannelState::Disconnected { since, .. } = connected.unwrap().channel.state else {
        panic!("the news was not used");
    };
    assert_eq!(since.as_second(), app.app.now().as_second());
}

#[tokio::test]
async fn quality_capability_security_and_alerts_are_kept_for_each_number_once() {
    let (app, ids) = two_numbers().await;
    let quality = json!({ "display_phone_number": "33184880000", "event": "FLAGGED", "current_limit": "TIER_2K" });
    let capability =
        json!({ "max_daily_conversations_per_business": 2000, "max_phone_numbers_per_waba": 25 });
    let security = json!({ "display_phone_number": "33184880000", "event": "PIN_RESET_REQUEST", "requester": "61555" });
    for _ in 0..2 {
        for (field, value) in [
            ("phone_number_quality_update", &quality),
            ("business_capability_update", &capability),
            ("security", &security),
        ] {
            app.webhook(&change(field, value, minute(1))).await;
        }
    }
    app.settle().await;
    let mut read = app.app.db.read().await.unwrap();
    let kept = async |read: &mut transom_store::Read, id| {
        read.channel_notices(app.shop.workspace_id, id, 10)
            .await
            .unwrap()
    };
    assert_eq!(kept(&mut read, ids[0]).await.len(), 3);
    let of_second = kept(&mut read, ids[1]).await;
    assert!(
        matches!(&of_second[..], [(at, AccountChange::Standing { numbers: Some(25), .. })] if *at == minute(1)),
        "{of_second:?}"
    );
    drop(read);

    let path = format!("/api/v1/channels/{}/notices", ids[0]);
    let answer = app.get(&path, &app.shop.token).await.json();
    let kinds: Vec<&str> = answer["notices"]
        .as_array()
        .unwrap()
        .iter()
        .map(|notice| notice["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds.len(), 3, "{answer}");
    assert!(
        kinds.contains(&"security") && kinds.contains(&"standing"),
        "{answer}"
    );
}

#[tokio::test]
async fn news_signed_by_one_tenant_reach_no_number_of_another() {
    let (app, ids) = two_numbers().await;
    let other = app.another("Other", "2002").await;
    let mut connection = connection("http://127.0.0.1:9");
    connection.app_secrets = vec![Secret::new(other.app_secret.as_str())];
    // Whoever knows the id of a business account can claim it.
    let claimed = NewWhatsapp {
        phone_number_id: "106540352242999".to_owned(),
        waba_id: WABA_ID.to_owned(),
        connection,
    };
    let claimed = channels::connect_whatsapp(&app.app, other.workspace_id, claimed).await;
    let claimed = claimed.unwrap().channel.id;
    let ban = json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": "DISABLE" } });
    let ban = change("account_update", &ban, minute(1));
    let is_barred = |workspace_id, id| {
        let connected = app.app.channels.find(workspace_id, id).unwrap();
        connected.channel.bar(app.app.now()).is_some()
    };
    app.webhook_to(&other, &ban).await;
    app.settle().await;
    assert!(is_barred(other.workspace_id, claimed));
    assert!(!is_barred(app.shop.workspace_id, ids[0]));
    app.webhook(&ban).await;
    app.settle().await;
    assert!(is_barred(app.shop.workspace_id, ids[0]));
}
