//! What a page does with its customers: it labels them, and keeps them away.

use e2e::{Browser, Demo, Look, Outcome, REPLY, SEND, stage};
use serde_json::{Value, json};

/// The names of the labels that a customer carries on the platform.
async fn carried(demo: &Demo, customer: &str) -> Value {
    let path = format!("/customers/{customer}/labels");
    let labels = demo.emulator("GET", &path, Value::Null).await;
    let labels = labels.as_array().into_iter().flatten();
    labels.map(|label| label["name"].clone()).collect()
}

/// Waits until a customer carries these labels on the platform.
async fn carry(demo: &Demo, browser: &Browser, customer: &str, wanted: Value) {
    browser
        .wait("the platform has other labels", async || {
            (carried(demo, customer).await == wanted).then_some(())
        })
        .await;
}

/// The names on the cards of the list.
async fn listed(browser: &Browser) -> Value {
    let names = "return [...document.querySelectorAll('#cards .card__name')]
        .map((name) => name.textContent.trim()).sort()";
    browser.ask(names).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_label_is_put_on_shown_everywhere_narrows_the_list_and_is_taken_off() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let zoe = demo.customer("Zoé Lemaire").await;
    assert_eq!(carried(&demo, &zoe).await, json!([]));
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    let address = browser.driver().current_url().await?;
    let id = address.path().rsplit('/').next().unwrap_or_default();
    let chip = format!("#cards a[href*='{id}'] .card__labels");

    browser.click(".labels__add summary").await;
    browser
        .read(".labels__offers button", "Repair")
        .await
        .click()
        .await?;
    browser
        .read(".labels__list .label:not(.label--pending)", "Repair")
        .await;
    browser.read(&chip, "Repair").await;
    browser
        .read(".activity", "Ana Duarte added the label “Repair”")
        .await;
    carry(&demo, &browser, &zoe, json!(["Repair"])).await;

    // From the list's own menu: the others are gone.
    let menu = "summary[title='Conversations with a label']";
    browser.click(menu).await;
    browser
        .read(".list .menu__item", "Repair")
        .await
        .click()
        .await?;
    browser.read(".narrowed", "Repair").await;
    assert_eq!(
        listed(&browser).await,
        json!(["Hannah Wolf", "Zoé Lemaire"])
    );
    browser.click(".narrowed a").await;
    browser.miss(".narrowed").await;
    browser.read("#cards a", "Daniel Okafor").await;

    // The customer's phone tells it beside the thread.
    browser
        .open(&format!("{}/?customer={zoe}", demo.emulator_url))
        .await;
    browser.read(".flag", "Repair").await;

    browser.open_conversation(&demo, "Zoé Lemaire").await;
    browser.click(".labels__list .label__remove").await;
    browser
        .read(".activity", "Ana Duarte removed the label “Repair”")
        .await;
    browser.miss(".labels__list").await;
    browser.miss(&chip).await;
    carry(&demo, &browser, &zoe, json!([])).await;
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_kept_away_and_let_back_where_the_reply_was() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let daniel = demo.customer("Daniel Okafor").await;
    browser.open_conversation(&demo, "Daniel Okafor").await;
    browser
        .click(".head summary[title='Keep this person away']")
        .await;
    browser.read(".sure summary", "Block").await.click().await?;
    browser.click(".sure[open] [value=block]").await;
    browser
        .read(".remedy--halt", "You keep this person away")
        .await;
    browser.miss(REPLY).await;

    browser.click(".remedy--halt [value=unblock]").await;
    browser
        .read(".activity", "Ana Duarte unblocked this person")
        .await;
    browser.write(REPLY, "Welcome back, Daniel.").await;
    browser.click(SEND).await;
    browser.see(".message--outgoing .ticks--delivered").await;
    assert!(demo.phone(&daniel).await.contains("Welcome back, Daniel."));
    let complaints = browser.complaints().await;
    assert!(complaints.is_empty(), "{complaints:?}");
    browser.close().await;
    Ok(())
}
