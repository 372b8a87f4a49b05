//! What a person sees and does at the desk, in a real browser.

use std::time::Duration;

use e2e::{Browser, Demo, Look, Outcome, REPLY, SEND, stage};
use serde_json::{Value, json};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_message_appears_live_is_answered_legally_and_refused_in_a_sentence() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let zoe = demo.customer("Zoé Lemaire").await;
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    browser.live().await;

    demo.write(&zoe, "Est-ce qu’il existe en rouge ?").await;
    browser
        .read(".messages", "Est-ce qu’il existe en rouge ?")
        .await;

    browser.write(REPLY, "Oui, il existe en rouge.").await;
    browser.click(SEND).await;
    browser
        .read(".message--outgoing", "Oui, il existe en rouge.")
        .await;
    browser.read(".message--outgoing", "Standard").await;
    browser.see(".message--outgoing .ticks--delivered").await;
    demo.emulator("POST", &format!("/customers/{zoe}/reads"), Value::Null)
        .await;
    browser.see(".message--outgoing .ticks--read").await;
    let thread = demo
        .emulator("GET", &format!("/customers/{zoe}/messages"), Value::Null)
        .await;
    assert!(
        thread.to_string().contains("Oui, il existe en rouge."),
        "{thread}"
    );

    demo.emulator("POST", "/clock", json!({ "hours": 25 }))
        .await;
    browser.see(".composer--human").await;
    browser.read(".head .pill", "human").await;
    browser
        .write(
            REPLY,
            "-50 % sur toute la boutique ce week-end, code PROMO50 !",
        )
        .await;
    browser.click(SEND).await;
    browser.read(".composer .problem", "promotion").await;
    browser.write(REPLY, "\u{8}").await;

    demo.emulator("POST", "/clock", json!({ "days": 7 })).await;
    browser.see(".composer--closed").await;
    browser.miss(REPLY).await;
    browser.see(".remedy input[value*='m.me']").await;
    let sends = demo.emulator("GET", "/sends", Value::Null).await;
    // Nobody can know that a customer has blocked the page before the platform says so.
    let breaches = sends["sends"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|send| &send["violation"]);
    let breaches: Vec<_> = breaches
        .filter(|one| !one.is_null() && **one != "blocked")
        .collect();
    assert!(breaches.is_empty(), "{breaches:?}");
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_while_the_connection_was_lost_is_there_after_it() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let daniel = demo.customer("Daniel Okafor").await;
    browser.open_conversation(&demo, "Daniel Okafor").await;
    browser.live().await;
    browser.connect(false).await;
    demo.write(&daniel, "Sent while you were away").await;
    demo.emulator("POST", "/settle", Value::Null).await;
    browser.connect(true).await;
    browser.read(".messages", "Sent while you were away").await;
    let twice = "return [...document.querySelectorAll('.message')]
        .filter((line) => line.textContent.includes('Sent while you were away')).length";
    assert_eq!(browser.ask(twice).await, 1);
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_within_reach_of_the_keyboard() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    browser.open(&format!("{}/inbox/all", demo.url)).await;
    browser.see("#cards a").await;
    browser.press("j").await;
    let first = browser.see(".head__who h2").await.text().await?;
    browser.press("j").await;
    browser
        .wait("J does not open the next conversation", async || {
            let now = browser.see(".head__who h2").await.text().await.ok()?;
            (now != first).then_some(())
        })
        .await;
    browser.press("k").await;
    browser.read(".head__who h2", &first).await;

    browser.press("n").await;
    let focus = "return document.activeElement.dataset.mode ?? ''";
    browser
        .wait("N does not lead to the note", async || {
            (browser.ask(focus).await == "note").then_some(())
        })
        .await;
    browser.type_here("Ask the workshop jkwe").await;
    browser.type_here(Key::Control + Key::Enter).await;
    browser
        .read(".message--note", "Ask the workshop jkwe")
        .await;
    browser.type_here(Key::Escape + "").await;

    browser.press("i").await;
    browser.read(".head__assignee", "You").await;
    browser.press("w").await;
    browser.read(".list__title", "Closing soon").await;
    browser.press("?").await;
    browser.see("#keys").await;
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_fits_and_keeps_its_policy_in_every_language_size_and_scheme() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let conversations = demo
        .api("GET", "/conversations?view=all", Value::Null)
        .await;
    let list = conversations["conversations"]
        .as_array()
        .or(conversations["items"].as_array());
    let id = list
        .and_then(|all| all[0]["id"].as_str())
        .expect("the demo has conversations")
        .to_owned();
    let pages = [
        "/inbox/all".to_owned(),
        "/inbox/closing-soon?sort=waiting".to_owned(),
        format!("/inbox/all/{id}"),
        "/policy".to_owned(),
        "/policy?channel=whatsapp&on=2025-01-01".to_owned(),
        "/journal".to_owned(),
        "/settings/profile".to_owned(),
        "/settings/channels".to_owned(),
        "/settings/channels/new".to_owned(),
        "/settings/people".to_owned(),
        "/settings/tokens".to_owned(),
        "/nowhere".to_owned(),
    ];
    for (language, width, dark) in [
        ("en", 1440, false),
        ("fr", 390, false),
        ("it", 768, true),
        ("pt-BR", 390, true),
        ("es", 1024, false),
        ("fr", 1440, true),
    ] {
        choose_language(&demo, &browser, language).await;
        browser
            .resize(Look {
                width,
                height: 844,
                dark,
                language,
            })
            .await;
        for page in &pages {
            browser.open(&format!("{}{page}", demo.url)).await;
            browser.see("main").await;
            let found = browser.ask("return document.documentElement.lang").await;
            assert_eq!(found, language, "{page}");
            let over = "return document.documentElement.scrollWidth - innerWidth";
            let over = browser.ask(over).await;
            assert!(
                over.as_i64().is_some_and(|over| over <= 0),
                "{page} {language} {width}: {over} too wide"
            );
            let complaints = browser.complaints().await;
            assert!(
                complaints.is_empty(),
                "{page} {language} {width}: {complaints:?}"
            );
        }
    }
    browser.close().await;
    Ok(())
}

async fn choose_language(demo: &Demo, browser: &Browser, language: &str) {
    browser
        .open(&format!("{}/settings/profile", demo.url))
        .await;
    browser
        .click(&format!("select[name=language] option[value={language}]"))
        .await;
    browser
        .click("form[action='/settings/profile'] button:not([type])")
        .await;
    browser
        .wait("the language does not change", async || {
            let found = browser.ask("return document.documentElement.lang").await;
            (found == language).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_works_without_scripts() -> Outcome {
    let Some((demo, browser)) = stage(Look::PHONE).await else {
        return Ok(());
    };
    browser.run_scripts(false).await;
    let lea = demo.customer("Léa Fontaine").await;
    browser
        .open(&format!("{}/inbox/all?sort=activity", demo.url))
        .await;
    browser
        .read("#cards a", "Léa Fontaine")
        .await
        .click()
        .await?;
    browser
        .write(REPLY, "Bonjour Léa, oui, de 10 h à 18 h.")
        .await;
    browser.click(SEND).await;
    browser.read(".message--outgoing", "Bonjour Léa").await;
    demo.emulator("POST", "/settle", Value::Null).await;
    for _ in 0..100 {
        let thread = demo
            .emulator("GET", &format!("/customers/{lea}/messages"), Value::Null)
            .await;
        if thread.to_string().contains("Bonjour Léa, oui") {
            browser.close().await;
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err("the reply did not arrive on the customer’s phone".into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_goes_on_and_page_after_page_stays_live() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    // More than a browser has connections for one site: a page that was left holds none.
    for visit in 0..8 {
        browser
            .open(&format!("{}/inbox/all?visit={visit}", demo.url))
            .await;
        browser.live().await;
    }
    let shown = "return document.querySelectorAll('#cards a').length";
    let first = browser.ask(shown).await.as_u64();
    browser
        .ask("document.querySelector('.more__link').scrollIntoView()")
        .await;
    browser
        .wait("the list does not go on", async || {
            (browser.ask(shown).await.as_u64() > first).then_some(())
        })
        .await;
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nine_tabs_are_live_over_one_stream_and_another_takes_it_over_when_its_tab_is_closed()
-> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let zoe = demo.customer("Zoé Lemaire").await;
    let list = format!("{}/inbox/all?sort=activity", demo.url);
    let driver = browser.driver();
    for tab in 0..9 {
        if tab > 0 {
            let tab = driver.new_tab().await?;
            driver.switch_to_window(tab).await?;
        }
        // The seventh stream would never open, nor any page after it.
        browser.open(&list).await;
        browser.see("#cards a").await;
    }
    let tabs = driver.windows().await?;
    assert_eq!(tabs.len(), 9);
    for (closed, words) in [(0, "Seen in every tab jkwx"), (1, "And still jkwy")] {
        for tab in tabs.iter().take(closed) {
            driver.switch_to_window(tab.clone()).await?;
            driver.close_window().await?;
        }
        demo.write(&zoe, words).await;
        for tab in &tabs[closed..] {
            driver.switch_to_window(tab.clone()).await?;
            browser.read("#cards a", words).await;
            browser.live().await;
            let complaints = browser.complaints().await;
            assert!(complaints.is_empty(), "{complaints:?}");
        }
    }
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_what_is_used_seldom_is_behind_one_button_and_within_reach_of_the_keyboard()
-> Outcome {
    let Some((demo, browser)) = stage(Look::PHONE).await else {
        return Ok(());
    };
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    browser.miss(".head summary[data-shortcut=s]").await;
    let whole = "const who = document.querySelector('.head__who h2');
        return who.scrollWidth <= who.clientWidth && who.getBoundingClientRect().width > 150";
    assert_eq!(browser.ask(whole).await, true, "the name has its room");

    browser.click(".head__more").await;
    browser.see(".head summary[data-shortcut=s]").await;
    browser.read(".head__control", "We answer").await;
    browser.type_here(Key::Escape + "").await;
    browser.miss(".head summary[data-shortcut=s]").await;
    let focus = "return document.activeElement.className";
    let focus = browser.ask(focus).await;
    assert!(
        focus
            .as_str()
            .is_some_and(|name| name.contains("head__more")),
        "{focus}"
    );

    browser.press("s").await;
    browser
        .see(".head button[name=until]")
        .await
        .click()
        .await?;
    browser.read(".messages", "snoozed this until").await;
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_that_another_app_answers_is_marked_and_taken_over_by_a_key() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let zoe = demo.customer("Zoé Lemaire").await;
    browser.open_conversation(&demo, "Zoé Lemaire").await;
    browser.live().await;
    let path = format!("/customers/{zoe}/thread-control");
    demo.emulator(
        "POST",
        &path,
        json!({ "app": "other_app", "action": "take" }),
    )
    .await;
    browser.see(".composer--halted").await;
    browser.read("#cards a", "other app").await;
    browser.press("t").await;
    browser.see(REPLY).await;
    browser
        .wait("the mark stays", async || {
            let marks = "return [...document.querySelectorAll('#cards a')]
                .filter((card) => card.textContent.includes('other app')).length";
            (browser.ask(marks).await == 0).then_some(())
        })
        .await;
    browser.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mouse_that_rests_on_the_list_has_read_nothing() -> Outcome {
    let Some((demo, browser)) = stage(Look::DESKTOP).await else {
        return Ok(());
    };
    let zoe = demo.customer("Zoé Lemaire").await;
    demo.write(&zoe, "Est-ce qu’il existe en rouge ?").await;
    browser
        .open(&format!("{}/inbox/all?sort=activity", demo.url))
        .await;
    let card = browser
        .read("#cards a", "Est-ce qu’il existe en rouge ?")
        .await;
    let address = card.attr("href").await?.unwrap_or_default();
    let (path, _) = address.split_once('?').unwrap_or((&address, ""));
    let id = path.rsplit('/').next().unwrap_or_default();
    let unread = async || {
        let path = format!("/conversations/{id}");
        demo.api("GET", &path, Value::Null).await["unread"].clone()
    };
    browser
        .driver()
        .action_chain()
        .move_to_element_center(&card)
        .perform()
        .await?;
    // What fetches ahead begins after a tenth of this.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_ne!(unread().await, 0, "nobody has opened it");

    card.click().await?;
    browser.read(".head__who h2", "Zoé Lemaire").await;
    assert_eq!(unread().await, 0);
    browser.close().await;
    Ok(())
}
