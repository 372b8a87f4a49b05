//! By which interface the marketing of a WhatsApp number goes: a form of its own on the number's page.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect};
use serde::Deserialize;
use transom_domain::agent::Permission;
use transom_domain::channel::{MarketingMessages, ProductPolicy};
use transom_policy::Channel as Platform;

use super::form::{ChannelForm, Kept};
use super::page;
use crate::app::App;
use crate::channels::marketing;
use crate::error::Error;
use crate::web::refused::Refused;
use crate::web::session::{Answer, Form};

/// What the form holds.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct MarketingForm {
    /// Ticked: marketing goes by the interface for it.
    #[serde(default)]
    pub(crate) enabled: Option<String>,
    #[serde(default)]
    pub(crate) product_policy: String,
    #[serde(default)]
    pub(crate) shares_activity: Option<String>,
}

impl MarketingForm {
    pub(super) fn of(way: Option<MarketingMessages>) -> Self {
        let ticked = |is: bool| is.then(|| "on".to_owned());
        let own = way.unwrap_or_default();
        Self {
            enabled: ticked(way.is_some()),
            product_policy: own.product_policy.as_str().to_owned(),
            shares_activity: ticked(own.shares_activity),
        }
    }

    fn way(&self) -> Option<MarketingMessages> {
        self.enabled.as_ref()?;
        let mut policies = ProductPolicy::ALL.into_iter();
        let policy = policies.find(|policy| policy.as_str() == self.product_policy);
        Some(MarketingMessages {
            product_policy: policy.unwrap_or_default(),
            shares_activity: self.shares_activity.is_some(),
        })
    }

    /// The policies, with the keys of their names.
    pub(crate) fn policies() -> [(&'static str, &'static str); 2] {
        ProductPolicy::ALL.map(|policy| {
            let key = match policy {
                ProductPolicy::Fallback => "marketing-way-fallback",
                ProductPolicy::Strict => "marketing-way-strict",
            };
            (policy.as_str(), key)
        })
    }
}

/// `POST /settings/channels/{channel}/marketing`
pub(crate) async fn save(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form { reader, fields }: Form<MarketingForm>,
) -> Answer {
    let saved = async {
        reader.require(Permission::ManageChannels)?;
        let kept = Kept::load(&app, &reader, &id).await?;
        let workspace_id = reader.signed_in.agent.workspace_id;
        let channel_id = kept.channel().id;
        if kept.channel().platform != Platform::WhatsApp {
            return Err(Error::NotFound("channel"));
        }
        match marketing::set(&app, workspace_id, channel_id, fields.way()).await {
            Ok(()) => Ok(Redirect::to("/settings/channels?done=connected").into_response()),
            Err(error @ (Error::Invalid { .. } | Error::NotYet { .. })) => {
                let refused = match error {
                    Error::NotYet { .. } => Refused::because(error, &reader.viewer)?,
                    _ => Refused {
                        status: error.status(),
                        sentence: reader.viewer.text("marketing-way-refused").to_string(),
                    },
                };
                let mut form = ChannelForm::of(&kept);
                form.way = fields;
                page(&app, &reader, &headers, Some(&kept), form, Some(&refused)).await
            }
            Err(error) => Err(error),
        }
    };
    saved.await.map_err(|error: Error| reader.problem(error))
}
