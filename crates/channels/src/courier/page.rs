//! What a page has besides messages: its profile, its personas, and reactions to what customers wrote.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};
use transom_policy::Channel as Platform;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::CallFailed;
use crate::profile::PageProfile;
use crate::send::render_reaction;

/// A face and a name under which a page answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Persona {
    /// The platform's id.
    pub id: String,
    /// What customers read.
    pub name: String,
    /// Where its picture lies.
    #[serde(default)]
    pub profile_picture_url: Option<String>,
}

#[derive(Deserialize)]
struct Listed<T> {
    #[serde(default = "Vec::new")]
    data: Vec<T>,
}

#[derive(Deserialize)]
struct Created {
    id: String,
}

fn platform(endpoint: &Endpoint) -> Platform {
    match endpoint.interface() {
        Interface::Messenger => Platform::Messenger,
        _ => Platform::Instagram,
    }
}

/// How many calls [`Courier::set_page_profile`] makes at the most.
pub const CALLS_TO_SET: u32 = 3;

impl Endpoint {
    fn profile_url(&self, query: &[(&str, &str)]) -> reqwest::Url {
        let mut query = query.to_vec();
        if self.interface() == Interface::InstagramOfPage {
            query.push(("platform", "instagram"));
        }
        self.url(&[self.account(), "messenger_profile"], &query)
    }
}

impl Courier {
    /// What customers find before they write.
    pub async fn page_profile(&self, endpoint: &Endpoint) -> Result<PageProfile, CallFailed> {
        Ok(PageProfile::read(&self.profile_there(endpoint).await?))
    }

    async fn profile_there(&self, endpoint: &Endpoint) -> Result<Value, CallFailed> {
        let fields = PageProfile::parts(platform(endpoint)).join(",");
        let call = Call::get(endpoint.profile_url(&[("fields", &fields)]));
        let Listed { data }: Listed<Value> = self.ask(endpoint, call).await?;
        // Some versions answer with one object for each part.
        let mut whole = json!({});
        for part in data {
            if let (Value::Object(whole), Value::Object(part)) = (&mut whole, part) {
                whole.extend(part);
            }
        }
        Ok(whole)
    }

    /// Makes it this, for everybody: what is there for single locales stays.
    pub async fn set_page_profile(
        &self,
        endpoint: &Endpoint,
        profile: &PageProfile,
    ) -> Result<(), CallFailed> {
        let there = self.profile_there(endpoint).await?;
        let (set, gone) = profile.changes(platform(endpoint), &there);
        // The menu needs the button of which it may have to be rid first.
        if !gone.is_empty() {
            let body = json!({ "fields": gone }).to_string().into_bytes();
            let call = Call::delete(endpoint.profile_url(&[]), Some(body));
            self.ask::<IgnoredAny>(endpoint, call).await?;
        }
        if set != json!({}) {
            let body = set.to_string().into_bytes();
            let call = Call::post(endpoint.profile_url(&[]), Some(body));
            self.ask::<IgnoredAny>(endpoint, call).await?;
        }
        Ok(())
    }

    /// The personas of a page.
    pub async fn personas(&self, endpoint: &Endpoint) -> Result<Vec<Persona>, CallFailed> {
        let url = endpoint.url(&[endpoint.account(), "personas"], &[]);
        let Listed { data } = self.ask(endpoint, Call::get(url)).await?;
        Ok(data)
    }

    /// Makes a persona; gives its id.
    pub async fn create_persona(
        &self,
        endpoint: &Endpoint,
        name: &str,
        picture_url: &str,
    ) -> Result<String, CallFailed> {
        let url = endpoint.url(&[endpoint.account(), "personas"], &[]);
        let body = json!({ "name": name, "profile_picture_url": picture_url });
        let call = Call::post(url, Some(body.to_string().into_bytes()));
        let Created { id } = self.ask(endpoint, call).await?;
        Ok(id)
    }

    /// Removes a persona; what was said with it stays as it is.
    pub async fn delete_persona(&self, endpoint: &Endpoint, id: &str) -> Result<(), CallFailed> {
        let call = Call::delete(endpoint.url(&[id], &[]), None);
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }

    /// Puts a heart to a customer's message, or takes it away.
    pub async fn react(
        &self,
        endpoint: &Endpoint,
        customer: &str,
        message: &str,
        reacts: bool,
    ) -> Result<(), CallFailed> {
        let rendered = render_reaction(customer, message, reacts);
        let url = endpoint.url(&[endpoint.account(), rendered.path], &[]);
        let call = Call::post(url, Some(rendered.body));
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }
}
