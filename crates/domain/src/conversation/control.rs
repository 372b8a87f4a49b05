//! Thread control: which of the apps that serve a page may write into a thread.
//!
//! What is kept are moments by the platform's clock, of each kind the latest, so that the order in which they become
//! known does not matter.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is known of who controls a thread. Nothing at all, where no other app was ever heard of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ThreadControl {
    /// When we had it last. Kept only once another app was heard of: until then it is always ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    ours_at: Option<Timestamp>,
    /// When another app had it last.
    #[serde(skip_serializing_if = "Option::is_none")]
    theirs_at: Option<Timestamp>,
    /// The last of them that was named.
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Named>,
    /// When another app last passed it to us.
    #[serde(skip_serializing_if = "Option::is_none")]
    received_at: Option<Timestamp>,
    /// The last wish of another app to have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<ControlRequest>,
    /// When a wish was last declined.
    #[serde(skip_serializing_if = "Option::is_none")]
    declined_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Named {
    at: Timestamp,
    app_id: String,
}

/// The wish of another app to have a thread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ControlRequest {
    /// When, by the platform's clock.
    pub at: Timestamp,
    /// The platform's id of the app.
    pub app_id: String,
    /// What it said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who controls a thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controller<'a> {
    /// No other app was ever heard of.
    Alone,
    /// We do; others have.
    Ours {
        /// When that was certain last.
        at: Timestamp,
    },
    /// Another app.
    Theirs {
        /// When that was certain last.
        at: Timestamp,
        /// The platform's id of it, where it was named.
        app_id: Option<&'a str>,
    },
}

impl ThreadControl {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Who controls the thread.
    pub fn controller(&self) -> Controller<'_> {
        match (self.ours_at, self.theirs_at) {
            (None, None) => Controller::Alone,
            (Some(at), theirs_at) if theirs_at <= Some(at) => Controller::Ours { at },
            (ours_at, theirs_at) => Controller::Theirs {
                at: theirs_at.or(ours_at).unwrap_or_default(),
                app_id: self
                    .named
                    .as_ref()
                    .filter(|named| Some(named.at) > ours_at)
                    .map(|named| named.app_id.as_str()),
            },
        }
    }

    /// Whether another app controls it, and we stand by.
    pub fn is_standby(&self) -> bool {
        self.theirs_at > self.ours_at
    }

    /// The wish of another app that waits for an answer: an answer is also that it got the thread.
    pub fn pending(&self) -> Option<&ControlRequest> {
        let answered_at = self.declined_at.max(self.theirs_at);
        self.request
            .as_ref()
            .filter(|request| Some(request.at) > answered_at)
    }

    /// When another app last passed it to us.
    pub(crate) const fn received_at(&self) -> Option<Timestamp> {
        self.received_at
    }

    /// What the customer did came to us as to the app that controls the thread.
    pub(crate) fn heard(&mut self, at: Timestamp) {
        if self.theirs_at.is_some() {
            self.ours(at);
        }
    }

    /// It is ours at this moment.
    pub(crate) fn ours(&mut self, at: Timestamp) {
        self.ours_at = self.ours_at.max(Some(at));
    }

    /// Another app passed it to us.
    pub(crate) fn received(&mut self, at: Timestamp) {
        self.ours(at);
        self.received_at = self.received_at.max(Some(at));
    }

    /// It is another app's at this moment; `heard_at` is when we were last told what the customer said.
    pub(crate) fn theirs(
        &mut self,
        at: Timestamp,
        app_id: Option<&str>,
        heard_at: Option<Timestamp>,
    ) {
        if self.theirs_at.is_none() {
            self.ours_at = self.ours_at.max(heard_at);
        }
        self.theirs_at = self.theirs_at.max(Some(at));
        let named = app_id.map(|app_id| Named {
            at,
            app_id: app_id.to_owned(),
        });
        self.named = self.named.take().max(named);
    }

    /// Another app wants it.
    pub(crate) fn requested(&mut self, request: ControlRequest) {
        self.request = self.request.take().max(Some(request));
    }

    /// A wish was declined.
    pub(crate) fn declined(&mut self, at: Timestamp) {
        self.declined_at = self.declined_at.max(Some(at));
    }

    /// What both know; `heard_at` and `other_heard_at` are when we were last told what the customer said in each.
    pub(super) fn merge(
        mut self,
        heard_at: Option<Timestamp>,
        other: Self,
        other_heard_at: Option<Timestamp>,
    ) -> Self {
        match (self.theirs_at, other.theirs_at) {
            (None, Some(_)) => self.ours_at = self.ours_at.max(heard_at),
            (Some(_), None) => self.ours_at = self.ours_at.max(other_heard_at),
            (None, None) | (Some(_), Some(_)) => {}
        }
        self.ours_at = self.ours_at.max(other.ours_at);
        self.theirs_at = self.theirs_at.max(other.theirs_at);
        self.named = self.named.max(other.named);
        self.received_at = self.received_at.max(other.received_at);
        self.request = self.request.max(other.request);
        self.declined_at = self.declined_at.max(other.declined_at);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn where_no_other_app_was_heard_of_nothing_is_kept() {
        let mut control = ThreadControl::default();
        control.heard(at(1));
        assert!(control.is_empty());
        assert_eq!(control.controller(), Controller::Alone);
        assert!(!control.is_standby());
    }

    #[test]
    fn what_was_heard_later_outweighs_standby_that_is_told_late() {
        let mut control = ThreadControl::default();
        control.theirs(at(1), None, Some(at(2)));
        assert_eq!(control.controller(), Controller::Ours { at: at(2) });
        control.theirs(at(3), None, Some(at(2)));
        assert!(control.is_standby());
    }

    #[test]
    fn a_name_is_not_that_of_an_app_that_had_the_thread_before_us() {
        let mut control = ThreadControl::default();
        control.theirs(at(1), Some("222"), None);
        control.ours(at(2));
        control.theirs(at(3), None, None);
        let nameless = Controller::Theirs {
            at: at(3),
            app_id: None,
        };
        assert_eq!(control.controller(), nameless);
    }

    #[test]
    fn a_request_waits_until_it_is_declined_or_the_thread_is_given_away() {
        let request = |second| ControlRequest {
            at: at(second),
            app_id: "222".to_owned(),
            note: None,
        };
        let mut control = ThreadControl::default();
        control.requested(request(2));
        assert_eq!(control.pending(), Some(&request(2)));
        let mut given = control.clone();
        given.theirs(at(3), Some("222"), None);
        assert_eq!(given.pending(), None);
        control.declined(at(3));
        assert_eq!(control.pending(), None);
        control.requested(request(4));
        assert_eq!(control.pending(), Some(&request(4)));
    }
}
