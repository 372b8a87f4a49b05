//! What is known about a contact on a channel: the only thing, beside the draft and the time, that a decision looks at.
//!
//! Times are the platform's own. Facts later than the moment of decision are ignored, so a caller may pass all it has.

mod country;
mod event;
mod granted;
mod recipients;
mod spendable;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer};

pub use self::country::Country;
pub use self::event::{WindowEvent, WindowEventKind};
pub use self::granted::{Capability, Consent, MarketingConsent, Restriction, RestrictionScope};
pub use self::recipients::Recipients;
pub use self::spendable::{
    Comment, CommentKind, Pause, Template, TemplateCategory, TemplateStatus, Token,
};

/// Everything a decision may look at.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The contact's country, where it is known.
    #[serde(skip)]
    pub region: Option<Country>,
    /// What the customer did, in any order.
    #[serde(default, deserialize_with = "or_default")]
    pub window_events: Vec<WindowEvent>,
    /// When the platform held the window for closed: what the customer did until then holds none open.
    #[serde(default)]
    pub window_refused_at: Option<Timestamp>,
    /// What the platform permits the channel to do.
    #[serde(default, deserialize_with = "or_default")]
    pub capabilities: Vec<Capability>,
    /// What the platform took away from the channel for a time.
    #[serde(default, deserialize_with = "or_default")]
    pub restrictions: Vec<Restriction>,
    /// Tokens the customer gave.
    #[serde(default, deserialize_with = "or_default")]
    pub tokens: Vec<Token>,
    /// The customer's comments.
    #[serde(default, deserialize_with = "or_default")]
    pub comments: Vec<Comment>,
    /// The channel's templates.
    #[serde(default, deserialize_with = "or_default")]
    pub templates: Vec<Template>,
    /// What the customer agreed to.
    #[serde(default, deserialize_with = "or_default")]
    pub consent: Consent,
    /// When the platform last held marketing to the customer back.
    #[serde(default)]
    pub marketing_refused_at: Option<Timestamp>,
    /// How near the business is to the most people to whom it may begin.
    #[serde(default, deserialize_with = "or_default")]
    pub recipients: Recipients,
    /// Whether the contact is blocked, or blocked the business.
    #[serde(default, deserialize_with = "or_default")]
    pub blocked: bool,
    /// Whether sending on the channel is paused.
    #[serde(default, deserialize_with = "or_default")]
    pub channel_paused: bool,
    /// Whether another app controls the thread.
    #[serde(default, deserialize_with = "or_default")]
    pub standby: bool,
    /// Tagged messages sent since the customer's last act.
    #[serde(default, deserialize_with = "or_default")]
    pub consecutive_tagged: u32,
}

/// Reads `null` like a field left out.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
