//! The era of the message tags, and its end, in a real browser.

use e2e::{Browser, Demo, Look, Outcome, stage, stage_at};
use serde_json::{Value, json};

/// When there were tags.
const ERA: &str = "2023-05-10T08:00:00Z";
const BOX: &str = ".tagged textarea";
const SEND: &str = ".tagged .write__send";
/// Looks like promotion and is none: the name of what was ordered.
const ALARM: &str = "Your order of the film Buy One Get One Free is on its way.";
const WORDS: &str = "Buy One Get One Free";

/// Opens the conversation of a customer whose window is closed for good.
async fn open(demo: &Demo, browser: &Browser, name: &str) {
    browser
        .open_conversation_in(demo, "window-closed", name)
        .await;
    browser.see(".composer--closed").await;
}

/// Opens the wizard and says what the message is about.
async fn choose(browser: &Browser, purpose: &str) {
    browser.click(".tagged:not([open]) summary").await;
    browser
        .click(&format!(".tagged input[value={purpose}]"))
        .await;
}

/// What the platform was asked to send with a tag, and what it held against it.
async fn tagged(demo: &Demo) -> Vec<(Value, Value)> {
    let sends = demo.emulator("GET", "/sends", Value::Null).await;
    let sends = sends["sends"].as_array().into_iter().flatten();
    let tagged = sends.filter(|send| {
        let tag = send["request"]["tag"].as_str();
        tag.is_some_and(|tag| tag != "HUMAN_AGENT")
    });
    tagged
        .map(|send| (send["request"]["tag"].clone(), send["violation"].clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tagged_message_is_checked_rephrased_or_vouched_for_and_sent() -> Outcome {
    let Some((demo, browser)) = stage_at(Look::DESKTOP, ERA).await else {
        return Ok(());
    };
    open(&demo, &browser, "Karin Holm").await;
    choose(&browser, "purchase_update").await;
    browser.read(".tagged__rules", "a coupon").await;

    // An alarm while it is written; the server says the same, and what was written stays.
    browser.write(BOX, ALARM).await;
    browser.read(".content-check--alarm", WORDS).await;
    browser.click(SEND).await;
    browser.read(".content-check--alarm", WORDS).await;
    let kept = browser.see(BOX).await.value().await?;
    assert_eq!(kept.as_deref(), Some(ALARM));
    assert_eq!(tagged(&demo).await, []);

    // Rephrased.
    browser.rewrite(BOX, "Your film is on its way.").await;
    browser.see(".content-check--clear").await;
    browser.click(SEND).await;
    browser
        .read(".message--outgoing .badge--tag", "Purchase update tag")
        .await;
    browser.see(".message--outgoing .ticks--delivered").await;

    // Vouched for, after the advice to merge.
    choose(&browser, "account_update").await;
    browser
        .read(".content-check--merge", "into one message")
        .await;
    browser.write(BOX, ALARM).await;
    browser.click(".content-check--alarm [name=attested]").await;
    browser.see(".content-check--attested").await;
    browser.click(SEND).await;
    browser
        .read(".message--outgoing .badge--tag", "Account update tag")
        .await;
    browser
        .read(
            ".activity",
            "Ana Duarte vouched that the content check is wrong",
        )
        .await;

    // A third in a row is not offered.
    browser.click(".tagged:not([open]) summary").await;
    browser
        .read(
            ".tagged .content-check--barred",
            "Two tagged messages went out",
        )
        .await;
    browser.miss(BOX).await;
    demo.emulator("POST", "/settle", Value::Null).await;
    let sent = tagged(&demo).await;
    let [(second, _), (first, held)] = &sent[..] else {
        panic!("{sent:?}");
    };
    assert_eq!(
        (first, second),
        (&json!("POST_PURCHASE_UPDATE"), &json!("ACCOUNT_UPDATE"))
    );
    assert!(
        held.is_null(),
        "what was rephrased is held against nobody: {held}"
    );
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wizard_works_without_scripts_on_a_phone() -> Outcome {
    let Some((demo, browser)) = stage_at(Look::PHONE, ERA).await else {
        return Ok(());
    };
    browser.run_scripts(false).await;
    browser
        .open(&format!("{}/inbox/window-closed", demo.url))
        .await;
    let card = browser.read("#cards a", "Karin Holm").await;
    card.click().await?;
    choose(&browser, "purchase_update").await;
    browser.write(BOX, ALARM).await;
    browser.click(".tagged .write__check").await;
    browser.read(".content-check--alarm", WORDS).await;
    browser.click(".content-check--alarm [name=attested]").await;
    browser.click(SEND).await;
    browser
        .read(".message--outgoing .badge--tag", "Purchase update tag")
        .await;
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_era_the_tags_are_gone_and_explained() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    open(&demo, &browser, "Karin Holm").await;
    browser.miss(".tagged").await;
    browser.click(".withdrawn summary").await;
    browser
        .read(".withdrawn a", "Account update tag")
        .await
        .click()
        .await?;
    browser
        .read("#tag_account_update", "withdrawn on 27 Apr 2026")
        .await;
    browser
        .wait("the explanation is not the target", async || {
            let target = browser
                .ask("return document.querySelector(':target')?.id ?? ''")
                .await;
            (target == "tag_account_update").then_some(())
        })
        .await;
    browser
        .open(&format!("{}/policy?on=2023-05-10", demo.url))
        .await;
    browser
        .read("#tag_account_update", "available until 27 Apr 2026")
        .await;
    browser.close().await;
    Ok(())
}
