//! The app by which a channel is connected: one of several that may serve the same page.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What the platform told of our own app on a channel.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnApp {
    /// The platform's id of it, once it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its roles, in the platform's words; empty while none was told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// When they were told last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_at: Option<Timestamp>,
}

/// The platform's word for an app that gets a thread only from another.
const SECONDARY: &str = "secondary_receiver";

impl OwnApp {
    /// After the roles of apps were told, in whatever order: the latest count. Where only one app is named, it is ours:
    /// an app is told of itself.
    #[must_use]
    pub fn told(mut self, roles: &BTreeMap<String, Vec<String>>, at: Timestamp) -> Self {
        let own = match (&self.id, roles.len()) {
            (Some(id), _) => roles.get(id),
            (None, 1) => roles.values().next(),
            (None, _) => None,
        };
        if let Some(own) = own
            && self.told_at <= Some(at)
        {
            self.roles.clone_from(own);
            self.told_at = Some(at);
        }
        self
    }

    /// Whether it gets threads only from another app, so that it may have to ask for them.
    pub fn is_secondary(&self) -> bool {
        self.roles.iter().any(|role| role == SECONDARY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(app: &str, role: &str) -> BTreeMap<String, Vec<String>> {
        [(app.to_owned(), vec![role.to_owned()])].into()
    }

    #[test]
    fn of_roles_told_in_any_order_the_latest_counts() {
        let [one, two] = [1, 2].map(|second| Timestamp::from_second(second).unwrap());
        let (primary, secondary) = (roles("1", "primary_receiver"), roles("1", SECONDARY));
        let forwards = OwnApp::default().told(&primary, one).told(&secondary, two);
        let backwards = OwnApp::default().told(&secondary, two).told(&primary, one);
        assert_eq!(forwards, backwards);
        assert!(forwards.is_secondary());
    }

    #[test]
    fn the_role_of_another_app_is_not_taken_for_ours() {
        let at = Timestamp::from_second(1).unwrap();
        let ours = OwnApp {
            id: Some("1".to_owned()),
            ..OwnApp::default()
        };
        assert_eq!(ours.clone().told(&roles("2", SECONDARY), at), ours);
    }
}
