//! Accounts on Instagram, in both flavours.

mod acts;
mod control;
mod nodes;
mod send;
mod webhooks;

use serde_json::{Value, json};
use transom_emulator::world::input::{NewCustomer, NewMessage};
use transom_emulator::{AccountConfig, Capability, Login, World};

use crate::shop::{Answer, PAGE, Shop, TOKEN};

pub(crate) const ACCOUNT: &str = "17841400000000001";
pub(super) const USER_TOKEN: &str = "instagram-user-token";
pub(super) const INSTAGRAM_SECRET: &str = "the Instagram app's secret";

/// A shop with an account on Instagram.
pub(crate) struct Gram {
    pub(crate) shop: Shop,
    /// The token that the account is reached with, and the node that stands for it.
    token: &'static str,
    node: &'static str,
}

impl Gram {
    /// With Instagram Login, and an app secret of its own; the app is subscribed to every field.
    pub(crate) async fn open() -> Self {
        Self::open_with(&[]).await
    }

    pub(crate) async fn open_with(capabilities: &[Capability]) -> Self {
        let login = Login::Instagram {
            access_token: USER_TOKEN.into(),
        };
        let gram = Self::add(login, capabilities, USER_TOKEN, ACCOUNT).await;
        let fields = "messages,message_edit,message_reactions,messaging_postbacks,messaging_referral,\
            messaging_seen,comments,live_comments,standby";
        let path = format!("/v26.0/{ACCOUNT}/subscribed_apps?subscribed_fields={fields}");
        let done = gram.graph("POST", &path, json!({})).await;
        assert_eq!(done.body, json!({ "success": true }));
        gram
    }

    /// Linked to the page, which the app is subscribed to.
    pub(crate) async fn linked() -> Self {
        let login = Login::Page {
            page: PAGE.to_owned(),
        };
        Self::add(login, &[], TOKEN, PAGE).await
    }

    async fn add(
        login: Login,
        capabilities: &[Capability],
        token: &'static str,
        node: &'static str,
    ) -> Self {
        let shop = Shop::open().await;
        let own_secret = matches!(login, Login::Instagram { .. });
        let config = AccountConfig {
            id: ACCOUNT.to_owned(),
            username: "atelier.nord".to_owned(),
            name: "Atelier Nord".to_owned(),
            login,
            app_secret: own_secret.then(|| INSTAGRAM_SECRET.into()),
            callback: None,
            capabilities: capabilities.iter().copied().collect(),
            auto_read: false,
            send_limit: None,
        };
        shop.world().add_account(config).unwrap();
        Self { shop, token, node }
    }

    pub(crate) fn world(&self) -> &World {
        self.shop.world()
    }

    /// Somebody who has not written.
    pub(crate) fn stranger(&self) -> String {
        let new = NewCustomer {
            name: "Nina Example".to_owned(),
            username: Some("nina".to_owned()),
            page: Some(ACCOUNT.to_owned()),
            ..NewCustomer::default()
        };
        self.world().create_customer(new).unwrap().id
    }

    /// Somebody who has written just now.
    pub(crate) fn customer(&self) -> String {
        let id = self.stranger();
        self.world()
            .write(&id, NewMessage::text("How much?"))
            .unwrap();
        id
    }

    pub(crate) async fn graph(&self, method: &str, path: &str, body: Value) -> Answer {
        let answer = self.shop.graph_as(self.token, method, path, body).await;
        answer.unwrap()
    }

    pub(crate) async fn send(&self, body: Value) -> Answer {
        let path = format!("/v26.0/{}/messages", self.node);
        self.graph("POST", &path, body).await
    }

    pub(crate) async fn say(&self, customer: &str, text: &str) -> Answer {
        self.send(json!({ "recipient": { "id": customer }, "message": { "text": text } }))
            .await
    }

    /// What the callback got since it had got so many items.
    pub(crate) async fn told_since(&self, before: usize) -> Vec<Value> {
        self.shop.settled_items().await.split_off(before)
    }

    pub(crate) fn post(&self, kind: &str) -> String {
        let posts = self.world().outlet(ACCOUNT).unwrap().posts;
        let mut posts = posts.into_iter();
        posts.find(|post| post.kind == kind).unwrap().id
    }
}
