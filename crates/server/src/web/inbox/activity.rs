//! Lines of a thread that tell what happened to the conversation.

use jiff::Timestamp;
use transom_domain::inbound::CustomerAct;
use transom_domain::moderation::Moderation;

use super::moderation::label;
use crate::web::i18n::Text;
use crate::web::viewer::Viewer;

/// A line about what happened.
#[derive(Clone, Debug)]
pub(crate) struct Activity {
    pub(crate) id: String,
    pub(crate) at: Timestamp,
    pub(crate) kind: ActivityKind,
}

/// What happened, with the names of who did it.
#[derive(Clone, Debug)]
pub(crate) enum ActivityKind {
    Assigned {
        by: String,
        to: String,
    },
    TookOver {
        by: String,
    },
    Unassigned {
        by: String,
    },
    Closed {
        by: String,
    },
    Reopened {
        by: String,
    },
    /// The customer wrote again.
    ReopenedByCustomer,
    Snoozed {
        by: String,
        until: Timestamp,
    },
    Woken,
    /// Somebody vouched that the content check was wrong about these words.
    Attested {
        by: String,
        words: String,
    },
    /// The customer is reached under another id.
    Moved,
    /// The customer's app was set up anew.
    Renewed,
    /// The customer asked to be written to once about a topic.
    NotificationWanted(String),
    /// The customer wants marketing messages, or wants none.
    MarketingConsent {
        granted: bool,
    },
    /// The customer did something that is no message.
    CustomerActed(CustomerAct),
    /// Something happened to the control of the thread: the key of its sentence, who did it, the other app, and what
    /// that said.
    Control {
        key: &'static str,
        by: String,
        app: String,
        note: Option<String>,
    },
    /// Somebody wants the platform to keep the customer away, or to let them back; it has not answered yet.
    ModerationAsked {
        by: String,
        action: Moderation,
    },
    /// They wanted something else before it answered.
    ModerationDropped {
        by: String,
        action: Moderation,
    },
    /// Somebody had the platform keep the customer away, or let them back.
    Moderated {
        by: String,
        action: Moderation,
    },
    /// The platform did not do that; why.
    ModerationFailed {
        action: Moderation,
        said: String,
    },
    /// A label was put on the customer or taken off: by somebody, or elsewhere.
    Labelled {
        by: Option<String>,
        label: String,
        puts: bool,
    },
    /// The platform did not do that; why.
    LabelFailed {
        label: String,
        puts: bool,
        said: String,
    },
    /// The customer tapped a button.
    Tapped {
        title: String,
        /// The name of the link or ad by which they came to it.
        from: Option<String>,
    },
    /// The customer came through a link or an ad: its name.
    Arrived(String),
}

impl ActivityKind {
    pub(super) fn icon(&self) -> &'static str {
        match self {
            ActivityKind::Assigned { .. } | ActivityKind::TookOver { .. } => "user-check",
            ActivityKind::Unassigned { .. } => "circle-dashed",
            ActivityKind::Closed { .. } => "circle-check",
            ActivityKind::Reopened { .. } | ActivityKind::ReopenedByCustomer => "rotate-cw",
            ActivityKind::Snoozed { .. } | ActivityKind::Woken => "alarm-clock",
            ActivityKind::Attested { .. } => "shield-check",
            ActivityKind::Moved | ActivityKind::Renewed => "smartphone",
            ActivityKind::NotificationWanted(_) => "bell-ring",
            ActivityKind::MarketingConsent { .. } => "megaphone",
            ActivityKind::CustomerActed(act) => match act {
                CustomerAct::AccountLinked { .. } | CustomerAct::AccountUnlinked => "user-check",
                CustomerAct::AnswerRated { .. } => "star",
                CustomerAct::ChatOpened => "message-square",
            },
            ActivityKind::Control { .. } => "shuffle",
            ActivityKind::ModerationAsked { .. } => "hourglass",
            ActivityKind::Moderated { .. } | ActivityKind::ModerationDropped { .. } => "ban",
            ActivityKind::Labelled { .. } => "tag",
            ActivityKind::ModerationFailed { .. } | ActivityKind::LabelFailed { .. } => {
                "circle-alert"
            }
            ActivityKind::Tapped { .. } => "reply",
            ActivityKind::Arrived(_) => "link",
        }
    }

    pub(super) fn text(&self, viewer: &Viewer) -> Text {
        match self {
            ActivityKind::Assigned { by, to } => {
                viewer.text("activity-assigned").arg("by", by).arg("to", to)
            }
            ActivityKind::TookOver { by } => viewer.text("activity-took-over").arg("by", by),
            ActivityKind::Unassigned { by } => viewer.text("activity-unassigned").arg("by", by),
            ActivityKind::Closed { by } => viewer.text("activity-closed").arg("by", by),
            ActivityKind::Reopened { by } => viewer.text("activity-reopened").arg("by", by),
            ActivityKind::ReopenedByCustomer => viewer.text("activity-reopened-by-customer"),
            ActivityKind::Snoozed { by, until } => viewer
                .text("activity-snoozed")
                .arg("by", by)
                .arg("until", viewer.exact(*until)),
            ActivityKind::Woken => viewer.text("activity-woken"),
            ActivityKind::Attested { by, words } => viewer
                .text("activity-attested")
                .arg("by", by)
                .arg("words", words),
            ActivityKind::Moved => viewer.text("activity-identity-moved"),
            ActivityKind::Renewed => viewer.text("activity-identity-renewed"),
            ActivityKind::NotificationWanted(topic) => {
                viewer.text("activity-notify-wanted").arg("topic", topic)
            }
            ActivityKind::MarketingConsent { granted } => viewer.text(if *granted {
                "activity-marketing-wanted"
            } else {
                "activity-marketing-stopped"
            }),
            ActivityKind::CustomerActed(act) => acted(act, viewer),
            ActivityKind::Control { key, by, app, note } => {
                let said = viewer.text(key).arg("by", by).arg("app", app);
                match note {
                    None => said,
                    Some(note) => viewer
                        .text("activity-control-note")
                        .arg("said", said)
                        .arg("note", note),
                }
            }
            ActivityKind::ModerationAsked { by, action } => viewer
                .text("activity-moderation-asked")
                .arg("by", by)
                .arg("what", viewer.text(label(*action))),
            ActivityKind::ModerationDropped { by, action } => viewer
                .text("activity-moderation-dropped")
                .arg("by", by)
                .arg("what", viewer.text(label(*action))),
            ActivityKind::Moderated { by, action } => viewer
                .text(match action {
                    Moderation::Block => "activity-block",
                    Moderation::Unblock => "activity-unblock",
                    Moderation::Ban => "activity-ban",
                    Moderation::Unban => "activity-unban",
                    Moderation::Spam => "activity-spam",
                })
                .arg("by", by),
            ActivityKind::ModerationFailed { action, said } => viewer
                .text(match action {
                    Moderation::Block => "activity-block-failed",
                    Moderation::Unblock => "activity-unblock-failed",
                    Moderation::Ban => "activity-ban-failed",
                    Moderation::Unban => "activity-unban-failed",
                    Moderation::Spam => "activity-spam-failed",
                })
                .arg("said", said),
            ActivityKind::Labelled { by, label, puts } => match by {
                Some(by) => viewer
                    .text(if *puts {
                        "activity-label-put"
                    } else {
                        "activity-label-taken"
                    })
                    .arg("by", by),
                None => viewer.text(if *puts {
                    "activity-label-put-elsewhere"
                } else {
                    "activity-label-taken-elsewhere"
                }),
            }
            .arg("label", label),
            ActivityKind::LabelFailed { label, puts, said } => viewer
                .text(if *puts {
                    "label-not-put"
                } else {
                    "label-not-taken"
                })
                .arg("label", label)
                .arg("said", said),
            ActivityKind::Tapped { title, from: None } => {
                viewer.text("activity-tapped").arg("title", title)
            }
            ActivityKind::Tapped {
                title,
                from: Some(name),
            } => viewer
                .text("activity-arrived-tapped")
                .arg("name", name)
                .arg("title", title),
            ActivityKind::Arrived(name) => viewer.text("activity-arrived").arg("name", name),
        }
    }
}

fn acted(act: &CustomerAct, viewer: &Viewer) -> Text {
    match act {
        CustomerAct::AccountLinked { .. } => viewer.text("activity-account-linked"),
        CustomerAct::AccountUnlinked => viewer.text("activity-account-unlinked"),
        CustomerAct::ChatOpened => viewer.text("activity-chat-opened"),
        CustomerAct::AnswerRated { rating, .. } => match CustomerAct::is_good(rating) {
            Some(true) => viewer.text("activity-answer-good"),
            Some(false) => viewer.text("activity-answer-bad"),
            None => viewer
                .text("activity-answer-rated")
                .arg("rating", rating.as_str()),
        },
    }
}
