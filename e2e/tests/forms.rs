//! Forms when something is in the way: no network, no session any more, a fault far from the button.

use e2e::{Browser, Look, Outcome, REPLY, SEND, stage};
use serde_json::json;

/// What stands in the box of the reply.
async fn written(browser: &Browser) -> serde_json::Value {
    let script = format!("return document.querySelector({REPLY:?})?.value");
    browser.ask(&script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_sent_says_so_and_stays() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    browser.live().await;
    browser.write(REPLY, "Oui, demain.").await;
    browser.connect(false).await;
    browser.click(SEND).await;
    browser
        .read(".composer > .problem:not([hidden])", "could not be reached")
        .await;
    assert_eq!(written(&browser).await, json!("Oui, demain."));

    browser.connect(true).await;
    browser.click(SEND).await;
    browser.read(".message--outgoing", "Oui, demain.").await;
    browser.miss(".composer > .problem:not([hidden])").await;
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_to_sign_in_again_finds_what_they_wrote() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    let conversation = browser.driver().current_url().await?;
    browser.write(REPLY, "Oui, demain.").await;
    let session = browser.driver().get_all_cookies().await?;
    browser.driver().delete_all_cookies().await?;
    browser.click(SEND).await;
    browser.see("form[action='/sign-in']").await;
    let next = browser
        .ask("return document.querySelector('input[name=next]').value")
        .await;
    assert!(
        conversation.as_str().ends_with(next.as_str().unwrap()),
        "{next}"
    );

    // The link of the demo signs in once; a password would bring the same session.
    for cookie in session {
        browser.driver().add_cookie(cookie).await?;
    }
    browser.open(conversation.as_str()).await;
    browser.see(REPLY).await;
    assert_eq!(written(&browser).await, json!("Oui, demain."));
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_is_seen_before_it_is_made_and_its_first_fault_is_brought_into_sight() -> Outcome
{
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let number = demo.api("GET", "/channels", serde_json::Value::Null).await;
    let number = number["channels"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|channel| channel["platform"] == "whatsapp")
        .expect("the demo has a number")["id"]
        .clone();
    let number = number.as_str().expect("it has an id");
    browser
        .open(&format!(
            "{}/settings/channels/{number}/templates/new",
            demo.url
        ))
        .await;
    browser.write("input[name=name]", "pick_up").await;
    browser.write("input[name=language]", "en").await;
    browser
        .write("textarea[name=body]", "Your order {{1}} is ready.")
        .await;
    browser.click("button[value=preview]").await;
    browser.read("#preview", "Your order").await;
    browser.see("input[name=example]").await;

    browser.click("button[value=submit]").await;
    browser.see("main .fault").await;
    browser
        .wait("the fault is out of sight", async || {
            let seen = "const { top, bottom } = document.querySelector('main .fault').getBoundingClientRect()
                return top >= 0 && bottom <= innerHeight && document.activeElement.name === 'example'";
            (browser.ask(seen).await == json!(true)).then_some(())
        })
        .await;
    assert_eq!(browser.complaints().await, [""; 0]);
    browser.close().await;
    Ok(())
}
