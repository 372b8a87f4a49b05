//! WhatsApp: a business account with a number, its customers and templates.

mod account;
mod acts;
mod media;
mod phones;
mod quality;
mod send;
mod status;
mod template;
mod webhooks;

use serde_json::{Value, json};
use transom_emulator::world::input::{NewCustomer, NewMessage, NewTemplate};
use transom_emulator::{NumberConfig, WhatsAppConfig, World};

use crate::shop::{Answer, Shop};

pub(crate) const WABA: &str = "102290000000001";
pub(crate) const NUMBER: &str = "106540000000001";
pub(crate) const PHONE: &str = "15550783881";
pub(super) const TOKEN: &str = "system-user-token";

/// A shop with a number on WhatsApp, to which the app is subscribed.
pub(crate) struct Line {
    pub(crate) shop: Shop,
}

impl Line {
    pub(crate) async fn open() -> Self {
        Self::open_at("2026-11-21T10:00:00Z").await
    }

    pub(crate) async fn open_at(now: &str) -> Self {
        Self::open_with(now, |_| {}).await
    }

    pub(crate) async fn open_with(now: &str, change: impl FnOnce(&mut WhatsAppConfig)) -> Self {
        let shop = Shop::open_at(now, &[]).await;
        let number = NumberConfig::new(NUMBER, PHONE, "Atelier Nord");
        let mut config = WhatsAppConfig::new(WABA, "Atelier Nord", TOKEN).number(number);
        config.subscribed = true;
        change(&mut config);
        shop.world().add_whatsapp(config).unwrap();
        Self { shop }
    }

    pub(crate) fn world(&self) -> &World {
        self.shop.world()
    }

    /// Somebody who has not written, with this phone.
    pub(crate) fn stranger(&self, phone: &str) -> String {
        let new = NewCustomer {
            name: "Nina Example".to_owned(),
            page: Some(NUMBER.to_owned()),
            wa_id: Some(phone.to_owned()),
            ..NewCustomer::default()
        };
        self.world().create_customer(new).unwrap().id
    }

    /// Somebody who has written just now, from the phone 16505550101.
    pub(crate) fn customer(&self) -> String {
        let id = self.stranger("16505550101");
        self.world().write(&id, NewMessage::text("Hello")).unwrap();
        id
    }

    /// The id that was made for a customer.
    pub(crate) fn user_id(&self, customer: &str) -> String {
        let person = self.world().customer(customer).unwrap().whatsapp;
        person.unwrap().user_id
    }

    pub(crate) async fn graph(&self, method: &str, path: &str, body: Value) -> Answer {
        self.shop.graph_as(TOKEN, method, path, body).await.unwrap()
    }

    /// Sends a body to the phone 16505550101.
    pub(crate) async fn send(&self, body: Value) -> Answer {
        let mut whole = json!({ "messaging_product": "whatsapp", "to": "16505550101" });
        whole
            .as_object_mut()
            .unwrap()
            .extend(body.as_object().unwrap().clone());
        self.graph("POST", &format!("/v23.0/{NUMBER}/messages"), whole)
            .await
    }

    pub(crate) async fn say(&self, text: &str) -> Answer {
        self.send(json!({ "type": "text", "text": { "body": text } }))
            .await
    }

    /// A template that is approved, in English, with these components.
    pub(crate) fn template(&self, name: &str, category: &str, components: &Value) -> String {
        let new = NewTemplate {
            template: json!({
                "name": name, "language": "en_US", "category": category, "components": components,
            }),
            status: None,
        };
        self.world().add_template(WABA, &new).unwrap().id
    }

    /// The values of all webhooks of a field, in the order of arrival.
    pub(crate) async fn told(&self, field: &str) -> Vec<Value> {
        let items = self.shop.settled_items().await;
        let of_field = items.into_iter().filter(|item| item["field"] == field);
        of_field.map(|mut item| item["value"].take()).collect()
    }

    /// All messages of customers that were told.
    pub(crate) async fn messages(&self) -> Vec<Value> {
        self.list("messages").await
    }

    /// All statuses that were told.
    pub(crate) async fn statuses(&self) -> Vec<Value> {
        self.list("statuses").await
    }

    async fn list(&self, key: &str) -> Vec<Value> {
        let told = self.told("messages").await;
        let lists = told.iter().filter_map(|value| value[key].as_array());
        lists.flatten().cloned().collect()
    }
}

/// The id of the message that an answer accepts.
pub(crate) fn accepted(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.body["messages"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned()
}
