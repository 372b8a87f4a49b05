//! A conversation, from both of its ends.
#![expect(
    clippy::missing_panics_doc,
    reason = "everything here panics when the program does not do what a test expects"
)]

use serde_json::{Value, json};

use crate::{Browser, Demo};

/// Where an answer is written.
pub const REPLY: &str = ".composer__pane--reply textarea";
/// What sends it.
pub const SEND: &str = ".composer__pane--reply .write__send";

impl Demo {
    /// The id of the customer with this name.
    pub async fn customer(&self, name: &str) -> String {
        let all = self.emulator("GET", "/customers", Value::Null).await;
        let found = all["customers"]
            .as_array()
            .and_then(|all| all.iter().find(|one| one["name"] == name));
        found
            .and_then(|one| one["id"].as_str())
            .expect("the demo has this customer")
            .to_owned()
    }

    /// A customer writes.
    pub async fn write(&self, customer: &str, text: &str) {
        let path = format!("/customers/{customer}/messages");
        self.emulator("POST", &path, json!({ "text": text })).await;
    }

    /// What is on a customer's phone.
    pub async fn phone(&self, customer: &str) -> String {
        let path = format!("/customers/{customer}/messages");
        self.emulator("GET", &path, Value::Null).await.to_string()
    }
}

impl Browser {
    /// Opens the conversation of a customer from the list of all, newest first.
    pub async fn open_conversation(&self, demo: &Demo, name: &str) {
        self.open_conversation_in(demo, "all?sort=activity", name)
            .await;
    }

    /// Opens the conversation of a customer from a view.
    pub async fn open_conversation_in(&self, demo: &Demo, view: &str, name: &str) {
        self.open(&format!("{}/inbox/{view}", demo.url)).await;
        let card = self.read("#cards a", name).await;
        card.click().await.expect("a card can be clicked");
        self.read(".head__who h2", name).await;
    }

    /// Waits until news reach the page.
    pub async fn live(&self) {
        self.wait("the page is not live", async || {
            let state = self
                .ask("return document.getElementById('connection')?.dataset.state")
                .await;
            (state == "live").then_some(())
        })
        .await;
    }
}
