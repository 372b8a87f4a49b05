//! Lines that tell what happened to the conversation.

use jiff::Timestamp;
use serde::Serialize;
use transom_domain::id::{AgentId, MessageId};
use transom_domain::{inbound, message};
use utoipa::ToSchema;

use crate::api::moderation::Moderation;

/// What happened to a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(super) enum Activity {
    /// Somebody took it or was given it; nobody when it was released.
    Assigned {
        #[schema(value_type = Option<String>)]
        to: Option<AgentId>,
    },
    Closed,
    /// Somebody, or the customer by writing, opened it again.
    Reopened,
    Snoozed {
        until: Timestamp,
    },
    /// The time of a snooze is over.
    Woke,
    /// Somebody vouched that the content check was wrong about a message, so it was sent.
    Attested {
        #[schema(value_type = String)]
        message_id: MessageId,
        /// The words that had raised the alarm.
        words: Vec<String>,
    },
    /// The customer is reached under another id, or may be another person.
    IdentityChanged {
        change: IdentityChange,
    },
    /// The customer asked to be written to once about a topic.
    NotificationWanted {
        topic: String,
    },
    /// The customer wants marketing messages, or wants none.
    MarketingConsent {
        granted: bool,
    },
    /// Somebody wants the platform to keep the customer away, or to let them back, and it has not answered yet. The
    /// line becomes one of the following three.
    ModerationAsked {
        action: Moderation,
    },
    /// They wanted something else before the platform answered.
    ModerationDropped {
        action: Moderation,
    },
    /// Somebody had the platform keep the customer away, or let them back.
    Moderated {
        action: Moderation,
    },
    /// The platform did not do that.
    ModerationFailed {
        action: Moderation,
        /// The platform's code.
        code: Option<String>,
        /// Its sentence.
        detail: String,
    },
    /// A label was put on the customer or taken off: by somebody here, or without an agent elsewhere.
    Labelled {
        /// What the label says.
        label: String,
        /// It was put on, or else taken off.
        puts: bool,
    },
    /// The platform did not put a label on, or take it off.
    LabelFailed {
        /// What the label says.
        label: String,
        /// It was to be put on, or else to be taken off.
        puts: bool,
        /// The platform's code.
        code: Option<String>,
        /// Its sentence.
        detail: String,
    },
    /// The customer did something that is no message.
    CustomerActed(CustomerAct),
    /// Something happened to the control of the thread.
    ThreadControl(ThreadControl),
}

/// Something that a customer did and that is no message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "what")]
pub(super) enum CustomerAct {
    /// They signed in to their account at the business, from a button of a message.
    AccountLinked {
        /// What the business's own page of signing in handed over.
        authorization_code: Option<String>,
    },
    /// They signed out of it.
    AccountUnlinked,
    /// They told the platform what they think of an answer.
    AnswerRated {
        /// The platform's id of the answer.
        answer_external_id: Option<String>,
        /// The platform's words for what they think.
        rating: String,
    },
    /// They opened the chat for the first time and have written nothing yet.
    ChatOpened,
}

/// What happened to the control of a thread that several apps share. Apps are named by the platform's ids of them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ThreadControlChange)]
#[serde(rename_all = "snake_case", tag = "change")]
pub(super) enum ThreadControl {
    /// Somebody here took it.
    Taken,
    /// Somebody here passed it to another app.
    PassedTo { app_id: String },
    /// Somebody here gave it back to the platform.
    Released,
    /// Somebody here asked the app that controls it to pass it on.
    AskedFor,
    /// Somebody here declined the wish of another app.
    Declined { app_id: String },
    /// Another app passed it here.
    Received {
        from: Option<String>,
        /// What it said about it.
        note: Option<String>,
    },
    /// Another app has it now.
    Lost { app_id: String },
    /// Another app gave it up, to nobody.
    GivenUp { app_id: String },
    /// Another app wants it.
    Requested {
        app_id: String,
        /// What it said about it.
        note: Option<String>,
    },
}

/// A change in who a customer is to the platform.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(super) enum IdentityChange {
    /// They are reached under other ids from now on.
    Moved {
        /// The new id that is made of their number.
        phone_id: Option<String>,
        /// The new id that is made for this business alone.
        scoped_id: Option<String>,
    },
    /// Their app was set up anew; who holds it may have changed.
    Renewed {
        /// The platform's fingerprint of the new keys.
        fingerprint: Option<String>,
    },
}

impl From<message::Activity> for Activity {
    fn from(activity: message::Activity) -> Self {
        match activity {
            message::Activity::Assigned { to } => Self::Assigned { to },
            message::Activity::Closed => Self::Closed,
            message::Activity::Reopened => Self::Reopened,
            message::Activity::Snoozed { until } => Self::Snoozed { until },
            message::Activity::Woke => Self::Woke,
            message::Activity::Attested { message_id, words } => {
                Self::Attested { message_id, words }
            }
            message::Activity::IdentityChanged { change } => Self::IdentityChanged {
                change: change.into(),
            },
            message::Activity::NotificationWanted { topic } => Self::NotificationWanted { topic },
            message::Activity::MarketingConsent { granted } => Self::MarketingConsent { granted },
            message::Activity::ModerationAsked { action } => Self::ModerationAsked {
                action: action.into(),
            },
            message::Activity::ModerationDropped { action } => Self::ModerationDropped {
                action: action.into(),
            },
            message::Activity::Moderated { action } => Self::Moderated {
                action: action.into(),
            },
            message::Activity::ModerationFailed {
                action,
                code,
                detail,
            } => Self::ModerationFailed {
                action: action.into(),
                code,
                detail,
            },
            message::Activity::Labelled { label, puts } => Self::Labelled { label, puts },
            message::Activity::LabelFailed {
                label,
                puts,
                code,
                detail,
            } => Self::LabelFailed {
                label,
                puts,
                code,
                detail,
            },
            message::Activity::CustomerActed { act } => Self::CustomerActed(act.into()),
            message::Activity::Control(change) => Self::ThreadControl(change.into()),
        }
    }
}

impl From<inbound::CustomerAct> for CustomerAct {
    fn from(act: inbound::CustomerAct) -> Self {
        use inbound::CustomerAct as Known;
        match act {
            Known::AccountLinked { code } => Self::AccountLinked {
                authorization_code: code,
            },
            Known::AccountUnlinked => Self::AccountUnlinked,
            Known::AnswerRated { answer, rating } => Self::AnswerRated {
                answer_external_id: answer,
                rating,
            },
            Known::ChatOpened => Self::ChatOpened,
        }
    }
}

impl From<message::ControlChange> for ThreadControl {
    fn from(change: message::ControlChange) -> Self {
        use message::ControlChange as Known;
        match change {
            Known::Taken => Self::Taken,
            Known::PassedTo { app_id } => Self::PassedTo { app_id },
            Known::Released => Self::Released,
            Known::AskedFor => Self::AskedFor,
            Known::Declined { app_id } => Self::Declined { app_id },
            Known::Received { from, note } => Self::Received { from, note },
            Known::Lost { app_id } => Self::Lost { app_id },
            Known::GivenUp { app_id } => Self::GivenUp { app_id },
            Known::Requested { app_id, note } => Self::Requested { app_id, note },
        }
    }
}

impl From<inbound::IdentityChange> for IdentityChange {
    fn from(change: inbound::IdentityChange) -> Self {
        use inbound::IdentityChange as Known;
        match change {
            Known::Moved {
                phone_id,
                scoped_id,
            } => Self::Moved {
                phone_id,
                scoped_id,
            },
            Known::Renewed { fingerprint } => Self::Renewed { fingerprint },
        }
    }
}
