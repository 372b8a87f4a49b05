//! Who a customer is to the platform.

use serde::{Deserialize, Serialize};

/// What an event tells about the customer besides the id by which it names them.
///
/// A platform may know one customer by several ids, and withhold or change any of them: none of these is a key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name on their profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their public handle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The id that is made of their number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<String>,
    /// The id that is made for this business alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scoped_id: Option<String>,
}

impl Person {
    /// Whether it tells nothing.
    pub const fn is_empty(&self) -> bool {
        self.name.is_none()
            && self.username.is_none()
            && self.phone_id.is_none()
            && self.scoped_id.is_none()
    }
}

/// A change in who a customer is to the platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityChange {
    /// They are reached under other ids from now on.
    Moved {
        /// The new id that is made of their number.
        phone_id: Option<String>,
        /// The new id that is made for this business alone.
        scoped_id: Option<String>,
    },
    /// Their app was set up anew. Who holds it may have changed, so nothing confidential should be said unasked.
    Renewed {
        /// The platform's fingerprint of the new keys.
        fingerprint: Option<String>,
    },
}
