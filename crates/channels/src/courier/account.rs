//! Questions about customers and about the connected account itself.

use serde::Deserialize;

use super::exchange::Call;
use super::{Courier, Endpoint};
use crate::messenger::{CallFailed, Class};

/// What the platform tells about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The full name, if the customer lets us see one.
    pub name: Option<String>,
    /// Where the picture lies; the address expires.
    pub picture_url: Option<String>,
    /// The language and country, as `fr_FR`.
    pub locale: Option<String>,
}

/// What the platform tells about the connected account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The platform's id.
    pub id: String,
    /// The page's name.
    pub name: String,
    /// The name in its address, if it has one.
    pub username: Option<String>,
    /// The apps that receive its webhooks.
    pub subscriptions: Vec<Subscription>,
}

/// An app that receives an account's webhooks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Subscription {
    /// The app's id.
    #[serde(rename = "id")]
    pub app_id: String,
    /// The app's name.
    #[serde(rename = "name", default)]
    pub app_name: String,
    /// The fields it receives.
    #[serde(rename = "subscribed_fields", default)]
    pub fields: Vec<String>,
}

#[derive(Deserialize)]
struct Customer {
    first_name: Option<String>,
    last_name: Option<String>,
    profile_pic: Option<String>,
    locale: Option<String>,
}

#[derive(Deserialize)]
struct Page {
    id: String,
    name: String,
    username: Option<String>,
}

#[derive(Deserialize)]
struct Subscriptions {
    data: Vec<Subscription>,
}

#[derive(Deserialize)]
struct Confirmed {
    success: bool,
}

impl Courier {
    /// Asks who a customer is.
    pub async fn profile(
        &self,
        endpoint: &Endpoint,
        customer: &str,
    ) -> Result<Profile, CallFailed> {
        let url = endpoint.url(
            &[customer],
            &[("fields", "first_name,last_name,profile_pic,locale")],
        );
        let known: Customer = self.ask(endpoint, Call::get(url)).await?;
        let names: Vec<_> = [known.first_name, known.last_name]
            .into_iter()
            .flatten()
            .collect();
        Ok(Profile {
            name: Some(names.join(" ").trim().to_owned()).filter(|name| !name.is_empty()),
            picture_url: known.profile_pic,
            locale: known.locale,
        })
    }

    /// Asks whether the token reaches the account, and which apps receive its webhooks: the platform removes a
    /// subscription silently when webhooks failed for an hour.
    pub async fn check(&self, endpoint: &Endpoint) -> Result<Account, CallFailed> {
        let page = endpoint.url(&[endpoint.account()], &[("fields", "name,id,username")]);
        let Page { id, name, username } = self.ask(endpoint, Call::get(page)).await?;
        let apps = endpoint.url(&[endpoint.account(), "subscribed_apps"], &[]);
        let Subscriptions { data } = self.ask(endpoint, Call::get(apps)).await?;
        Ok(Account {
            id,
            name,
            username,
            subscriptions: data,
        })
    }

    /// Asks the platform to send us webhooks of these fields.
    pub async fn subscribe(&self, endpoint: &Endpoint, fields: &[&str]) -> Result<(), CallFailed> {
        let fields = fields.join(",");
        let url = endpoint.url(
            &[endpoint.account(), "subscribed_apps"],
            &[("subscribed_fields", &fields)],
        );
        let Confirmed { success } = self.ask(endpoint, Call::post(url, None)).await?;
        success.then_some(()).ok_or_else(|| {
            CallFailed::new(
                Class::Retry,
                "the platform did not confirm the subscription",
            )
        })
    }
}
