//! What a platform tells of a customer besides the id by which it names them. It comes in any order and may change: of
//! each part the latest counts.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::id::MessageId;
use crate::inbound::Person;
use crate::moderation::{Barred, Moderation};

/// Something with the moment for which it was told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Told<T> {
    /// When it was so.
    pub at: Timestamp,
    /// What was told.
    pub value: T,
}

/// What a platform told of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// The id that is made of their number; nothing after they gave it up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_id: Option<Told<Option<String>>>,
    /// The id that is made for this business alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scoped_id: Option<Told<String>>,
    /// The name on their profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Told<String>>,
    /// Their public handle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<Told<String>>,
    /// Whether they stopped marketing messages; nothing while they said nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_stopped: Option<Told<bool>>,
    /// The business keeps them away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub barred: Option<Barred>,
    /// What the platform is being asked about them, and the line that tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<(Moderation, MessageId)>,
    /// When the platform last held marketing to them back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_refused_at: Option<Timestamp>,
    /// The platform held the window for closed although they had acted: their last act by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window_refused_at: Option<Timestamp>,
}

/// Keeps what was told last; of two at the same moment the greater, so that their order makes no difference. Whether the
/// value is another now.
fn keep<T: Ord>(known: &mut Option<Told<T>>, told: Option<Told<T>>) -> bool {
    if told <= *known {
        return false;
    }
    let value = |told: &Option<Told<T>>, other: &Option<Told<T>>| {
        told.as_ref().map(|told| &told.value) != other.as_ref().map(|told| &told.value)
    };
    let changed = value(&told, known);
    *known = told;
    changed
}

impl Profile {
    /// Whether nothing was told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The id made of their number, while they have one.
    pub fn phone_id(&self) -> Option<&str> {
        self.phone_id.as_ref()?.value.as_deref()
    }

    /// The id made for this business.
    pub fn scoped_id(&self) -> Option<&str> {
        self.scoped_id.as_ref().map(|told| told.value.as_str())
    }

    /// The id by which they are reached: a platform that knows them by both takes the one made of their number first.
    pub fn reached_by(&self) -> Option<&str> {
        self.phone_id().or_else(|| self.scoped_id())
    }

    /// Learns what an event tells of its customer. Whether what they are called is another now.
    pub(crate) fn learn(&mut self, person: &Person, at: Timestamp) -> bool {
        let told = |value: &Option<String>| value.clone().map(|value| Told { at, value });
        let phone_id = told(&person.phone_id).map(|Told { at, value }| Told {
            at,
            value: Some(value),
        });
        keep(&mut self.phone_id, phone_id);
        keep(&mut self.scoped_id, told(&person.scoped_id));
        self.learn_names(person, at)
    }

    /// Learns what they are called. Whether that is something else now.
    pub(crate) fn learn_names(&mut self, person: &Person, at: Timestamp) -> bool {
        let told = |value: &Option<String>| value.clone().map(|value| Told { at, value });
        let renamed = keep(&mut self.name, told(&person.name));
        keep(&mut self.username, told(&person.username)) || renamed
    }

    /// They are reached under other ids from then on, and no longer under `left`: what was told of that later was already
    /// of whom has it now.
    pub(crate) fn moved(
        &mut self,
        left: &str,
        phone_id: Option<&str>,
        scoped_id: Option<&str>,
        at: Timestamp,
    ) {
        if ![phone_id, scoped_id].contains(&Some(left)) {
            self.phone_id
                .take_if(|told| told.value.as_deref() == Some(left));
            self.scoped_id.take_if(|told| told.value == left);
        }
        // The platform tells seconds: of what else was told in the same one, the move counts.
        let at = at
            .saturating_add(SignedDuration::from_micros(1))
            .unwrap_or(at);
        let phone_id = Told {
            at,
            value: phone_id.map(str::to_owned),
        };
        let scoped_id = scoped_id.map(|id| Told {
            at,
            value: id.to_owned(),
        });
        keep(&mut self.phone_id, Some(phone_id));
        keep(&mut self.scoped_id, scoped_id);
    }

    /// They stopped marketing messages, or want them again; of both at the same moment the wish for quiet counts.
    pub(crate) fn marketing(&mut self, granted: bool, at: Timestamp) {
        let value = !granted;
        keep(&mut self.marketing_stopped, Some(Told { at, value }));
    }

    /// The platform held marketing to them back.
    pub(crate) fn marketing_refused(&mut self, at: Option<Timestamp>) {
        self.marketing_refused_at = self.marketing_refused_at.max(at);
    }

    /// The platform held the window for closed, after this last act of theirs.
    pub(crate) fn window_refused(&mut self, acted_at: Option<Timestamp>) {
        self.window_refused_at = self.window_refused_at.max(acted_at);
    }

    /// What is known when two turn out to be one.
    pub(crate) fn merge(&mut self, other: Self) {
        keep(&mut self.phone_id, other.phone_id);
        keep(&mut self.scoped_id, other.scoped_id);
        keep(&mut self.name, other.name);
        keep(&mut self.username, other.username);
        keep(&mut self.marketing_stopped, other.marketing_stopped);
        let later = |one: Barred, two: Barred| if two.since > one.since { two } else { one };
        self.barred = match (self.barred, other.barred) {
            (Some(one), Some(two)) => Some(later(one, two)),
            (one, two) => one.or(two),
        };
        // Of two wishes that of the other is asked.
        self.asked = other.asked.or(self.asked);
        self.marketing_refused(other.marketing_refused_at);
        self.window_refused(other.window_refused_at);
    }
}
