//! Channels beyond the demo's own, in a real browser: a number of WhatsApp, its templates, its health; and comments.

use e2e::{Browser, Demo, Look, Outcome, REPLY, SEND, stage};
use serde_json::{Value, json};

const NUMBER: &str = "106540000000001";
const ACCOUNT: &str = "102290000000001";
const TOKEN: &str = "EAAsystemuser";

/// A business account at the platform, with one number and one approved template.
async fn at_the_platform(demo: &Demo) {
    let number = json!({ "id": NUMBER, "number": "15550783881", "name": "Atelier Nord Lyon" });
    let account = json!({
        "id": ACCOUNT, "name": "Atelier Nord", "access_token": TOKEN, "numbers": [number],
    });
    demo.emulator("POST", "/whatsapp", account).await;
    let body = json!({
        "type": "BODY", "text": "Your order {{1}} leaves today.",
        "example": { "body_text": [["A-17"]] },
    });
    let template = json!({
        "name": "order_leaves", "language": "en_US", "category": "UTILITY", "components": [body],
    });
    let path = format!("/whatsapp/{ACCOUNT}/templates");
    demo.emulator("POST", &path, json!({ "template": template }))
        .await;
}

/// The same, connected by the API; gives the channel.
async fn connect(demo: &Demo) -> String {
    at_the_platform(demo).await;
    let connection = json!({
        "phone_number_id": NUMBER, "waba_id": ACCOUNT, "access_token": TOKEN,
        "app_secrets": [demo.app_secret], "verify_token": "a-verify-token", "graph_url": demo.emulator_url,
    });
    let channel = demo.api("POST", "/channels/whatsapp", connection).await;
    channel["id"].as_str().expect("it is connected").to_owned()
}

/// Somebody writes to the number.
async fn writes(demo: &Demo, text: &str) -> String {
    let wanda = json!({ "name": "Wanda Brandt", "page": NUMBER });
    let wanda = demo.emulator("POST", "/customers", wanda).await;
    let id = wanda["id"].as_str().expect("a customer").to_owned();
    demo.write(&id, text).await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_is_connected_on_its_page_and_answers() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    at_the_platform(&demo).await;
    browser
        .open(&format!(
            "{}/settings/channels/new?platform=whatsapp",
            demo.url
        ))
        .await;
    for (field, value) in [
        ("phone_number_id", NUMBER),
        ("waba_id", ACCOUNT),
        ("token", "EAAmistyped"),
        ("app_secret", &demo.app_secret),
    ] {
        browser.write(&format!("[name={field}]"), value).await;
    }
    browser.click(".box--folded summary").await;
    browser.see("[name=graph_url]").await.clear().await?;
    browser.write("[name=graph_url]", &demo.emulator_url).await;
    browser.click(".form__foot .button--primary").await;
    // The platform is asked before anything is kept; secrets are typed again.
    browser.see(".problem").await;
    let kept = browser.see("[name=waba_id]").await.value().await?;
    assert_eq!(kept.as_deref(), Some(ACCOUNT));
    for (field, value) in [("token", TOKEN), ("app_secret", &demo.app_secret)] {
        let input = browser.see(&format!("[name={field}]")).await;
        input.clear().await?;
        input.send_keys(value).await?;
    }
    browser.click(".form__foot .button--primary").await;
    browser.read(".row", "Atelier Nord Lyon").await;

    let wanda = writes(&demo, "Do you have the coat in blue?").await;
    browser.open_conversation(&demo, "Wanda Brandt").await;
    browser.write(REPLY, "Yes, in two shades.").await;
    browser.click(SEND).await;
    browser.see(".message--outgoing .ticks--delivered").await;
    let got = demo.phone(&wanda).await;
    assert!(got.contains("Yes, in two shades."), "{got}");
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_the_window_a_template_is_found_filled_in_and_sent() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    connect(&demo).await;
    let wanda = writes(&demo, "When does it leave?").await;
    demo.emulator("POST", "/settle", Value::Null).await;
    demo.emulator("POST", "/clock", json!({ "hours": 25 }))
        .await;
    browser.open_conversation(&demo, "Wanda Brandt").await;
    browser.see(".composer--closed").await;
    browser.click(".picker__open button").await;
    browser
        .write(".picker__find [type=search]", "nothing so named")
        .await;
    browser.miss(".pick").await;
    browser
        .see(".picker__find [type=search]")
        .await
        .clear()
        .await?;
    browser.write(".picker__find [type=search]", "order").await;
    browser.read(".pick", "order_leaves").await;
    browser.click(".pick").await;
    browser.write(".picker__fields .input", "B-42").await;
    browser
        .read(".picker__preview", "Your order B-42 leaves today.")
        .await;
    browser.click(".picker__form .write__send").await;
    browser
        .read(".message--outgoing", "Your order B-42 leaves today.")
        .await;
    browser.see(".message--outgoing .ticks--delivered").await;
    let got = demo.phone(&wanda).await;
    assert!(got.contains("B-42"), "{got}");
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_health_of_a_channel_follows_its_token() -> Outcome {
    let Some((demo, browser)) = stage(Look::PHONE).await else {
        return Ok(());
    };
    let channel = connect(&demo).await;
    let health = format!("{}/settings/channels/{channel}/health", demo.url);
    checked(&browser, &health, "The access token works.").await;
    let account = format!("/whatsapp/{ACCOUNT}");
    demo.emulator("PATCH", &account, json!({ "token_valid": false }))
        .await;
    checked(&browser, &health, "The platform refuses the access token").await;
    browser.read(".remark__next", "Make a new token").await;
    demo.emulator("PATCH", &account, json!({ "token_valid": true }))
        .await;
    checked(&browser, &health, "The access token works.").await;
    browser.close().await;
    Ok(())
}

/// Asks for a check, which takes a moment, and looks again until the page says what came of it.
async fn checked(browser: &Browser, page: &str, sentence: &str) {
    browser.open(page).await;
    browser.click(".checked button").await;
    browser
        .wait(&format!("the page does not say {sentence:?}"), async || {
            browser.open(page).await;
            let text = browser.see(".remarks").await.text().await.ok()?;
            text.contains(sentence).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_answered_in_private_once() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let nadia = json!({ "name": "Nadia Rossi" });
    let nadia = demo.emulator("POST", "/customers", nadia).await;
    let nadia = nadia["id"].as_str().expect("a customer").to_owned();
    let path = format!("/customers/{nadia}/comments");
    let comment = demo
        .emulator("POST", &path, json!({ "text": "Is it waterproof?" }))
        .await;
    let comment = format!("[id='comment-{}']", comment["id"].as_str().expect("an id"));
    demo.emulator("POST", "/settle", Value::Null).await;
    browser.open(&format!("{}/comments", demo.url)).await;
    browser.read(&comment, "Is it waterproof?").await;
    browser.click(&format!("{comment} .card__open")).await;
    browser
        .write(&format!("{comment} textarea"), "Against rain, yes.")
        .await;
    browser.click(&format!("{comment} .write__send")).await;
    browser.miss(&format!("{comment} textarea")).await;
    demo.emulator("POST", "/settle", Value::Null).await;
    browser
        .open(&format!("{}/comments?show=all", demo.url))
        .await;
    browser.read(&comment, "Answered in private").await;
    browser.miss(&format!("{comment} .card__open")).await;

    let got = demo.phone(&nadia).await;
    assert_eq!(got.matches("Against rain, yes.").count(), 1, "{got}");
    browser.click(&format!("{comment} .comment__state a")).await;
    browser
        .read(".message--outgoing", "Against rain, yes.")
        .await;
    browser.close().await;
    Ok(())
}
