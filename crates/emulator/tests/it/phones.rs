//! The phones without a script: plain forms and links.

use serde_json::Value;

use crate::shop::{PAGE, Shop};

async fn page(shop: &Shop, path: &str) -> String {
    shop.client
        .get(shop.url(path))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
}

/// Sends a form as a browser does, from the page of this address, and gives the page it leads to.
async fn form(shop: &Shop, path: &str, from: &str, body: &str) -> (String, String) {
    let request = shop
        .client
        .post(shop.url(path))
        .header("referer", shop.url(from));
    let request = request
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.to_owned());
    let response = request.send().await.unwrap();
    let url = response.url();
    let place = format!("{}?{}", url.path(), url.query().unwrap_or_default());
    (place, response.text().await.unwrap())
}

#[tokio::test]
async fn a_new_customer_writes_and_sees_the_answer_with_its_type() {
    let shop = Shop::open().await;
    let (place, html) = form(
        &shop,
        "/phones/customers",
        "/?panel=sends",
        "name=Nora+%3Cb%3E&page=104200000000001",
    )
    .await;
    assert!(
        html.contains("Nora &#60;b&#62;"),
        "names are text, not HTML"
    );
    let customer = place.split(['=', '&']).nth(1).unwrap().to_owned();
    assert_eq!(place, format!("/?customer={customer}&panel=sends"));
    let (_, html) = form(
        &shop,
        &format!("/phones/customers/{customer}/write"),
        &place,
        "text=Is+it+blue%3F",
    )
    .await;
    assert!(html.contains("Is it blue?"));
    shop.say(&customer, "Yes, it is").await;
    let html = page(&shop, &format!("/?customer={customer}&panel=sends")).await;
    assert!(html.contains("Yes, it is") && html.contains("RESPONSE · delivered"));
    form(
        &shop,
        &format!("/phones/customers/{customer}/read"),
        &place,
        "",
    )
    .await;
    assert!(
        page(&shop, &format!("/?customer={customer}"))
            .await
            .contains("RESPONSE · read")
    );
}

#[tokio::test]
async fn a_form_that_does_nothing_says_why() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let (place, html) = form(
        &shop,
        &format!("/phones/customers/{customer}/write"),
        "/",
        "text=+",
    )
    .await;
    assert!(place.contains("notice="));
    assert!(html.contains("a message needs words, a file or a sticker"));
}

#[tokio::test]
async fn the_clock_the_bar_and_the_faults_have_forms() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let before = shop.world().now();
    form(&shop, "/phones/clock", "/", "minutes=1380").await;
    assert_eq!(shop.world().now().duration_since(before).as_hours(), 23);
    form(&shop, "/phones/clock", "/", "set=2026-12-01T08%3A00").await;
    assert!(
        shop.world()
            .now()
            .to_string()
            .starts_with("2026-12-01T08:00:0")
    );
    let enforcement = format!("/phones/pages/{PAGE}/enforcement");
    let (place, html) = form(
        &shop,
        &enforcement,
        &format!("/?customer={customer}&panel=page"),
        "action=block&reason=Spam&days=3",
    )
    .await;
    assert_eq!(place, format!("/?customer={customer}&panel=page"));
    assert!(html.contains("The page may not send until 4 Dec 2026, 08:00"));
    let faults = "batch=2&lanes=1&duplicate=1&graph=drop_after&times=2";
    form(&shop, &format!("/phones/pages/{PAGE}/faults"), "/", faults).await;
    let set = shop.world().outlet(PAGE).unwrap().faults;
    assert_eq!(
        (
            set.webhooks.batch,
            set.webhooks.duplicate,
            set.graph[0].times
        ),
        (2, 1, Some(2))
    );
}

#[tokio::test]
async fn every_answer_forbids_foreign_scripts_and_foreign_forms_are_refused() {
    let shop = Shop::open().await;
    let response = shop.client.get(shop.url("/")).send().await.unwrap();
    let policy = response.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    let html = response.text().await.unwrap();
    assert!(!html.contains("<script>") && !html.contains(" onclick=") && !html.contains(" style="));
    let request = shop
        .client
        .post(shop.url("/phones/clock"))
        .header("sec-fetch-site", "cross-site");
    let request = request
        .header("content-type", "application/x-www-form-urlencoded")
        .body("minutes=60");
    assert_eq!(request.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn open_pages_are_told_of_changes() {
    let shop = Shop::open().await;
    let mut events = shop
        .client
        .get(shop.url("/phones/events"))
        .send()
        .await
        .unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    shop.customer();
    let chunk = events.chunk().await.unwrap().unwrap();
    assert!(
        chunk.starts_with(b"event: change\ndata: 17952"),
        "{chunk:?}"
    );
}

#[tokio::test]
async fn a_phone_of_instagram_answers_a_story_comments_and_sees_what_the_business_sends() {
    let gram = crate::instagram::Gram::open().await;
    let shop = &gram.shop;
    let customer = gram.customer();
    let (story, post) = (gram.post("story"), gram.post("post"));
    let here = format!("/?customer={customer}&post={story}");
    let html = page(shop, &here).await;
    assert!(html.contains("Today at Atelier Nord") && html.contains("Send message…"));
    let deed = |name: &str| format!("/phones/customers/{customer}/{name}");
    let body = format!("text=wow&post={story}");
    let (place, html) = form(shop, &deed("story-reply"), &here, &body).await;
    assert_eq!(place, format!("/?customer={customer}"), "the story closes");
    assert!(html.contains("You replied to their story") && html.contains("<p>wow</p>"));
    let here = format!("/?customer={customer}&post={post}");
    let body = format!("text=Price%3F&post={post}");
    let (place, html) = form(shop, &deed("comment"), &here, &body).await;
    assert_eq!(place, here, "the comments stay open");
    assert!(html.contains("nina") && html.contains("Price?") && html.contains("yours"));
    gram.say(&customer, "59 euros").await;
    let thread = format!("/?customer={customer}");
    assert!(
        page(shop, &thread)
            .await
            .contains("RESPONSE · not seen yet")
    );
    form(shop, &deed("read"), &thread, "").await;
    assert!(page(shop, &thread).await.contains("RESPONSE · seen "));
    let mid = gram.world().thread(&customer).unwrap()[0].mid.clone();
    let (_, html) = form(shop, &deed("delete"), &thread, &format!("mid={mid}")).await;
    assert!(html.contains("You unsent a message"));
    for name in [
        "heart",
        "photo",
        "mention",
        "share",
        "view-once",
        "unsupported",
        "link",
    ] {
        let (place, _) = form(shop, &deed(name), &thread, "").await;
        assert!(!place.contains("notice="), "{name}: {place}");
    }
}

#[tokio::test]
async fn an_account_publishes_ends_its_broadcast_and_keeps_its_messages_by_forms() {
    let gram = crate::instagram::Gram::open().await;
    let customer = gram.customer();
    let from = format!("/?customer={customer}&panel=page");
    let deed = |name: &str| format!("/phones/accounts/{}/{name}", crate::instagram::ACCOUNT);
    let (place, html) = form(
        &gram.shop,
        &deed("publish"),
        &from,
        "kind=live&text=In+the+workshop",
    )
    .await;
    assert_eq!(place, from);
    assert!(html.contains("End “In the workshop”"));
    let body = format!("post={}", gram.post("live"));
    let (_, html) = form(&gram.shop, &deed("end"), &from, &body).await;
    assert!(!html.contains("End “In the workshop”"));
    let (_, html) = form(&gram.shop, &deed("access"), &from, "on=false").await;
    assert!(html.contains("The account keeps its messages from connected tools."));
    let refused = gram.say(&customer, "Hi").await;
    assert_eq!(refused.error(), (200, Some(2_534_041)));
}

#[tokio::test]
async fn who_has_not_written_is_offered_the_ice_breakers_of_the_account() {
    let gram = crate::instagram::Gram::open().await;
    let customer = gram.stranger();
    let offer = serde_json::json!({ "platform": "instagram", "ice_breakers": [
        { "question": "Opening hours?", "payload": "HOURS" },
    ] });
    gram.graph("POST", "/v26.0/me/messenger_profile", offer)
        .await;
    let thread = format!("/?customer={customer}");
    assert!(page(&gram.shop, &thread).await.contains("Opening hours?"));
    let deed = format!("/phones/customers/{customer}/tap");
    let body = "payload=HOURS&title=Opening+hours%3F";
    form(&gram.shop, &deed, &thread, body).await;
    let told = gram.told_since(0).await;
    assert_eq!(told[0]["postback"]["payload"], "HOURS");
    assert_eq!(gram.say(&customer, "From nine to six").await.status, 200);
}

#[tokio::test]
async fn the_menu_of_an_account_is_there_at_any_time_and_what_is_tapped_comes_back() {
    let gram = crate::instagram::Gram::open().await;
    let customer = gram.customer();
    let thread = format!("/?customer={customer}");
    assert!(!page(&gram.shop, &thread).await.contains("page-menu"));
    let menu = serde_json::json!({ "platform": "instagram", "persistent_menu": [{ "locale": "default",
        "call_to_actions": [
            { "type": "postback", "title": "Track an order", "payload": "TRACK" },
            { "type": "web_url", "title": "The shop", "url": "https://shop.example" },
        ] }] });
    gram.graph("POST", "/v26.0/me/messenger_profile", menu)
        .await;
    let html = page(&gram.shop, &thread).await;
    assert!(html.contains("page-menu") && html.contains("href=\"https://shop.example\""));
    let since = gram.told_since(0).await.len();
    let deed = format!("/phones/customers/{customer}/tap");
    let body = "payload=TRACK&title=Track+an+order";
    form(&gram.shop, &deed, &thread, body).await;
    let told = gram.told_since(since).await;
    assert_eq!(told[0]["postback"]["payload"], "TRACK");
    assert_eq!(told[0]["postback"]["title"], "Track an order");
}

#[tokio::test]
async fn the_panel_causes_an_error_by_its_code() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let faults = format!("/phones/pages/{PAGE}/faults");
    let place = format!("/?customer={customer}&panel=faults");
    let body = "graph=error&error=10%2F1893063&times=1&batch=1&lanes=1";
    let (_, html) = form(&shop, &faults, &place, body).await;
    assert!(html.contains("value=\"10/1893063\""));
    let sent = shop.say(&customer, "Hi").await;
    assert_eq!(sent.error(), (10, Some(1_893_063)));
    let wrong = "graph=error&error=ten&batch=1&lanes=1";
    let (place, _) = form(&shop, &faults, &place, wrong).await;
    assert!(place.contains("notice="));
}

#[tokio::test]
async fn a_phone_rates_an_answer_and_posts_on_the_page() {
    let shop = Shop::open().await;
    let customer = shop.customer();
    let sent = shop.say(&customer, "Ships tomorrow").await;
    let mid = sent.body["message_id"].as_str().unwrap();
    let place = format!("/?customer={customer}");
    assert!(page(&shop, &place).await.contains("Bad response"));
    let deed = |name: &str| format!("/phones/customers/{customer}/{name}");
    form(&shop, &deed("bad"), &place, &format!("mid={mid}")).await;
    form(&shop, &deed("post"), &place, "text=Are+you+open").await;
    let items = shop.settled_items().await;
    let has = |test: &dyn Fn(&Value) -> bool| items.iter().any(test);
    assert!(has(
        &|item| item["response_feedback"]["feedback"] == "Bad response"
    ));
    assert!(has(&|item| item["value"]["item"] == "post"));
}
