//! The phones of WhatsApp without a script: plain forms and links.

use serde_json::json;

use super::{Line, NUMBER, WABA, accepted};

impl Line {
    async fn page(&self, path: &str) -> String {
        let request = self.shop.client.get(self.shop.url(path));
        request.send().await.unwrap().text().await.unwrap()
    }

    /// Sends a form as a browser does, and gives the page it leads to.
    async fn form(&self, path: &str, body: &str) -> String {
        let request = self.shop.client.post(self.shop.url(path));
        let request = request
            .header("referer", self.shop.url("/?panel=page"))
            .header("content-type", "application/x-www-form-urlencoded");
        let response = request.body(body.to_owned()).send().await.unwrap();
        assert_eq!(response.status(), 200);
        response.text().await.unwrap()
    }

    async fn deed(&self, customer: &str, deed: &str, body: &str) -> String {
        self.form(&format!("/phones/customers/{customer}/{deed}"), body)
            .await
    }
}

#[tokio::test]
async fn what_the_plus_and_the_microphone_send_is_told_and_shown() {
    let line = Line::open().await;
    let customer = line.customer();
    for (deed, kind) in [
        ("image", "image"),
        ("video", "video"),
        ("document", "document"),
        ("sticker", "sticker"),
        ("voice", "audio"),
        ("place", "location"),
        ("contact", "contacts"),
        ("order", "order"),
        ("poll", "unsupported"),
        ("welcome", "request_welcome"),
    ] {
        let html = line.deed(&customer, deed, "payload=J-1&title=55").await;
        assert!(!html.contains("class=\"notice\""), "{deed}");
        assert_eq!(line.messages().await.pop().unwrap()["type"], kind);
    }
    let html = line.page(&format!("/?customer={customer}")).await;
    for part in [
        "/phones/media/",
        "wa-voice",
        "Place Bellecour",
        "Lucía Gómez",
        "Order A-1042.pdf",
        "PDF",
        "Which one do you like best?",
        "shown to no app",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("<p>poll</p>"), "no word of the platform's");
    let media = html
        .split("/phones/media/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let photo = line
        .shop
        .client
        .get(line.shop.url(&format!("/phones/media/{media}")))
        .send()
        .await
        .unwrap();
    assert_eq!(photo.headers()["content-type"], "image/jpeg");
    assert!(photo.bytes().await.unwrap().len() > 1000);
}

#[tokio::test]
async fn buttons_and_lists_are_forms() {
    let line = Line::open().await;
    let customer = line.customer();
    let buttons = json!({ "type": "interactive", "interactive": {
        "type": "button", "header": { "type": "text", "text": "Delivery" }, "body": { "text": "Monday?" },
        "action": { "buttons": [{ "type": "reply", "reply": { "id": "yes", "title": "Yes <3" } }] },
    } });
    let asked = accepted(&line.send(buttons).await);
    let html = line.page(&format!("/?customer={customer}")).await;
    assert!(html.contains("Yes &#60;3") && html.contains("<p class=\"card-head\">Delivery</p>"));
    line.deed(&customer, "choose", &format!("mid={asked}&payload=yes"))
        .await;
    assert_eq!(
        line.messages().await.pop().unwrap()["interactive"]["button_reply"]["id"],
        "yes"
    );
    let list = json!({ "type": "interactive", "interactive": {
        "type": "list", "body": { "text": "When?" }, "action": { "button": "Slots", "sections": [
            { "title": "Monday", "rows": [{ "id": "m9", "title": "09:00" }] },
        ] },
    } });
    let asked = accepted(&line.send(list).await);
    let html = line.page(&format!("/?customer={customer}")).await;
    assert!(html.contains(&format!("id=\"list-{asked}\"")) && html.contains("value=\"m9\""));
    line.deed(&customer, "choose", &format!("mid={asked}&payload=m9"))
        .await;
    assert_eq!(
        line.messages().await.pop().unwrap()["interactive"]["list_reply"]["title"],
        "09:00"
    );
    let html = line
        .deed(&customer, "choose", &format!("mid={asked}&payload=m10"))
        .await;
    assert!(html.contains("this message offers nothing of this id"));
}

#[tokio::test]
async fn ticks_turn_when_the_business_has_read() {
    let line = Line::open().await;
    let customer = line.customer();
    let path = format!("/?customer={customer}");
    assert!(line.page(&path).await.contains("aria-label=\"Delivered\""));
    let mid = line.world().thread(&customer).unwrap()[0].mid.clone();
    let read = json!({ "messaging_product": "whatsapp", "status": "read", "message_id": mid });
    line.graph("POST", &format!("/{NUMBER}/messages"), read)
        .await;
    let html = line.page(&path).await;
    assert!(html.contains("ticks seen") && !html.contains("aria-label=\"Delivered\""));
}

#[tokio::test]
async fn people_stop_marketing_and_get_new_numbers_by_forms() {
    let line = Line::open().await;
    let customer = line.customer();
    line.deed(&customer, "person", "name=stopped_marketing&on=true")
        .await;
    assert_eq!(
        line.told("user_preferences").await[0]["user_preferences"][0]["value"],
        "stop"
    );
    line.deed(&customer, "number", "text=%2B1+219+555+0102")
        .await;
    assert_eq!(
        line.messages().await.pop().unwrap()["system"]["wa_id"],
        "12195550102"
    );
    line.deed(&customer, "elsewhere", "text=From+the+phone+app")
        .await;
    assert_eq!(line.told("smb_message_echoes").await.len(), 1);
}

#[tokio::test]
async fn the_panel_shows_the_number_its_account_and_its_templates() {
    let line = Line::open().await;
    let id = line.template(
        "news",
        "UTILITY",
        &json!([{ "type": "BODY", "text": "Your parcel is here." }]),
    );
    let place = format!("/?page={NUMBER}&panel=page");
    let html = line.page(&place).await;
    assert!(
        html.contains("+15550783881")
            && html.contains("news")
            && html.contains("0 of 2000 people today")
    );
    line.form(&format!("/phones/whatsapp/template/{id}"), "action=RED")
        .await;
    line.form(&format!("/phones/whatsapp/number/{NUMBER}"), "action=RED")
        .await;
    for _ in 0..2 {
        line.form(
            &format!("/phones/whatsapp/account/{WABA}"),
            "action=next&violation=SCAM",
        )
        .await;
    }
    let html = line.page(&place).await;
    assert!(html.contains("paused") && html.contains("no templates until 22 Nov 2026, 10:00"));
    line.form(
        &format!("/phones/whatsapp/account/{WABA}"),
        "action=revoke_token",
    )
    .await;
    assert!(
        line.page(&place)
            .await
            .contains("The token has been revoked.")
    );
}
