//! Calls about the control of threads, and about the apps that share a page.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class};
use crate::thread_control::{ConnectedApp, ControlCall, render_control};

#[derive(Deserialize)]
struct Listed<T> {
    #[serde(default = "Vec::new")]
    data: Vec<T>,
}

#[derive(Deserialize)]
struct Owned {
    thread_owner: Option<Owner>,
}

#[derive(Deserialize)]
struct Owner {
    app_id: Option<AppId>,
}

#[derive(Deserialize)]
struct About {
    id: AppId,
}

/// The id of an app, as text or as a number.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum AppId {
    Text(String),
    Number(u64),
}

impl From<AppId> for String {
    fn from(id: AppId) -> Self {
        match id {
            AppId::Text(text) => text,
            AppId::Number(number) => number.to_string(),
        }
    }
}

impl Endpoint {
    /// Whether several apps may share the account, one of which controls each thread.
    pub const fn has_thread_control(&self) -> bool {
        matches!(
            self.interface(),
            Interface::Messenger | Interface::InstagramOfPage
        )
    }

    /// Calls about the account of Instagram go to its page, and say so.
    fn control_query(&self) -> &'static [(&'static str, &'static str)] {
        match self.interface() {
            Interface::InstagramOfPage => &[("platform", "instagram")],
            _ => &[],
        }
    }
}

/// The platform has nothing like it there.
fn has_none() -> CallFailed {
    let detail = "threads are shared with other apps only where a page is behind the channel";
    CallFailed::new(Class::Permanent, detail)
}

impl Courier {
    /// Does something about the control of a thread.
    pub async fn control_thread(
        &self,
        endpoint: &Endpoint,
        customer: &str,
        call: ControlCall<'_>,
        note: Option<&str>,
    ) -> Result<(), CallFailed> {
        if !endpoint.has_thread_control() {
            return Err(has_none());
        }
        let rendered = render_control(customer, call, note);
        let url = endpoint.url(
            &[endpoint.account(), rendered.path],
            endpoint.control_query(),
        );
        let call = Call::post(url, Some(rendered.body));
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }

    /// Which app controls a thread; nothing while none does.
    pub async fn thread_owner(
        &self,
        endpoint: &Endpoint,
        customer: &str,
    ) -> Result<Option<String>, CallFailed> {
        if !endpoint.has_thread_control() {
            return Err(has_none());
        }
        let mut query = vec![("recipient", customer)];
        query.extend_from_slice(endpoint.control_query());
        let url = endpoint.url(&[endpoint.account(), "thread_owner"], &query);
        let Listed { data }: Listed<Owned> = self.ask(endpoint, Call::get(url)).await?;
        let mut owners = data.into_iter().filter_map(|one| one.thread_owner?.app_id);
        Ok(owners.next().map(String::from))
    }

    /// The other apps that a thread may be passed to. The platform tells only the app that the page made its first.
    pub async fn secondary_receivers(
        &self,
        endpoint: &Endpoint,
    ) -> Result<Vec<ConnectedApp>, CallFailed> {
        if !endpoint.has_thread_control() {
            return Err(has_none());
        }
        let mut query = vec![("fields", "id,name")];
        query.extend_from_slice(endpoint.control_query());
        let url = endpoint.url(&[endpoint.account(), "secondary_receivers"], &query);
        let Listed { data } = self.ask(endpoint, Call::get(url)).await?;
        Ok(data)
    }

    /// The app that the token is of.
    pub async fn own_app(&self, endpoint: &Endpoint) -> Result<String, CallFailed> {
        let url = endpoint.url(&["app"], &[("fields", "id")]);
        let About { id } = self.ask(endpoint, Call::get(url)).await?;
        Ok(id.into())
    }
}
