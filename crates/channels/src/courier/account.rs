//! Questions about customers and about the connected account itself.

use serde::Deserialize;
use transom_domain::phone;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class};

/// What the platform tells about a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The full name, if the customer lets us see one.
    pub name: Option<String>,
    /// The name in their address, on platforms where people have one.
    pub username: Option<String>,
    /// Where the picture lies; the address expires.
    pub picture_url: Option<String>,
    /// The language and country, as `fr_FR`.
    pub locale: Option<String>,
}

/// What the platform tells about the connected account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The platform's id: of the page, of the Instagram account, of the WhatsApp number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name in its address, if it has one; of a WhatsApp number its digits.
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
    name: Option<String>,
    username: Option<String>,
    profile_pic: Option<String>,
    locale: Option<String>,
}

/// What a page, an Instagram account or a WhatsApp number tells about itself.
#[derive(Deserialize)]
struct About {
    id: String,
    /// The id in webhooks; the other one is the app's own of it.
    user_id: Option<String>,
    name: Option<String>,
    username: Option<String>,
    /// The name of a number that customers see.
    verified_name: Option<String>,
    /// A number as people write it.
    display_phone_number: Option<String>,
}

#[derive(Deserialize)]
struct LinkedPage {
    instagram_business_account: Option<About>,
}

#[derive(Deserialize)]
struct Subscriptions {
    data: Vec<Subscribed>,
}

/// An app in the list of those that receive webhooks; WhatsApp wraps it up and tells no fields.
#[derive(Deserialize)]
#[serde(untagged)]
enum Subscribed {
    Wrapped {
        whatsapp_business_api_data: Subscription,
    },
    Plain(Subscription),
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
        let fields = match endpoint.interface() {
            Interface::Messenger => "first_name,last_name,profile_pic,locale",
            Interface::InstagramOfPage | Interface::Instagram => "name,username,profile_pic",
            Interface::WhatsApp => {
                let detail = "WhatsApp tells a customer's name only with their messages";
                return Err(CallFailed::new(Class::Permanent, detail));
            }
        };
        let url = endpoint.url(&[customer], &[("fields", fields)]);
        let known: Customer = self.ask(endpoint, Call::get(url)).await?;
        let names = [known.first_name, known.last_name].into_iter().flatten();
        let parts: Vec<_> = known.name.into_iter().chain(names).collect();
        Ok(Profile {
            name: filled(parts.join(" ").trim()),
            username: known.username.as_deref().and_then(filled),
            picture_url: known.profile_pic,
            locale: known.locale,
        })
    }

    /// Asks whether the token reaches the account, and which apps receive its webhooks: the platform removes a
    /// subscription silently when webhooks failed for an hour.
    pub async fn check(&self, endpoint: &Endpoint) -> Result<Account, CallFailed> {
        let about = self.about(endpoint).await?;
        let apps = endpoint.url(&[subscriber(endpoint), "subscribed_apps"], &[]);
        let Subscriptions { data } = self.ask(endpoint, Call::get(apps)).await?;
        let number = about.display_phone_number;
        let number = number.map(|number| phone::digits(&number).collect());
        let username = about.username.or(number).as_deref().and_then(filled);
        let name = about.name.or(about.verified_name);
        let name = name.as_deref().and_then(filled);
        let id = about.user_id.unwrap_or(about.id);
        Ok(Account {
            name: name
                .or_else(|| username.clone())
                .unwrap_or_else(|| id.clone()),
            id,
            username,
            subscriptions: data.into_iter().map(Subscription::from).collect(),
        })
    }

    async fn about(&self, endpoint: &Endpoint) -> Result<About, CallFailed> {
        let fields = match endpoint.interface() {
            Interface::Messenger => "name,id,username",
            Interface::InstagramOfPage => "instagram_business_account{id,name,username}",
            Interface::Instagram => "id,user_id,name,username",
            Interface::WhatsApp => "id,display_phone_number,verified_name",
        };
        let call = Call::get(endpoint.url(&[endpoint.account()], &[("fields", fields)]));
        if endpoint.interface() != Interface::InstagramOfPage {
            return self.ask(endpoint, call).await;
        }
        let page: LinkedPage = self.ask(endpoint, call).await?;
        page.instagram_business_account.ok_or_else(|| {
            CallFailed::new(
                Class::Reconnect,
                "the page is not linked to an Instagram account",
            )
        })
    }

    /// Asks the platform to send us webhooks of these fields. On WhatsApp the app's own settings say which fields.
    pub async fn subscribe(&self, endpoint: &Endpoint, fields: &[&str]) -> Result<(), CallFailed> {
        let fields = fields.join(",");
        let query: &[(&str, &str)] = match endpoint.interface() {
            Interface::WhatsApp => &[],
            _ => &[("subscribed_fields", &fields)],
        };
        let url = endpoint.url(&[subscriber(endpoint), "subscribed_apps"], query);
        let Confirmed { success } = self.ask(endpoint, Call::post(url, None)).await?;
        success.then_some(()).ok_or_else(|| {
            CallFailed::new(
                Class::Retry,
                "the platform did not confirm the subscription",
            )
        })
    }
}

/// Who receives webhooks: of a WhatsApp number, its business account.
fn subscriber(endpoint: &Endpoint) -> &str {
    endpoint.parent().unwrap_or_else(|| endpoint.account())
}

impl From<Subscribed> for Subscription {
    fn from(subscribed: Subscribed) -> Self {
        match subscribed {
            Subscribed::Wrapped {
                whatsapp_business_api_data: app,
            }
            | Subscribed::Plain(app) => app,
        }
    }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
