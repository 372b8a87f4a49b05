//! What webhooks tell of, and the subscription field it comes under on each platform.

use crate::rules::Platform;

/// Something that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Message,
    Echo,
    Edit,
    Deletion,
    Reaction,
    Postback,
    Referral,
    OptIn,
    Feedback,
    Delivery,
    Read,
    Comment,
    LiveComment,
    Enforcement,
    Standby,
}

const ALL: [Topic; 15] = [
    Topic::Message,
    Topic::Echo,
    Topic::Edit,
    Topic::Deletion,
    Topic::Reaction,
    Topic::Postback,
    Topic::Referral,
    Topic::OptIn,
    Topic::Feedback,
    Topic::Delivery,
    Topic::Read,
    Topic::Comment,
    Topic::LiveComment,
    Topic::Enforcement,
    Topic::Standby,
];

impl Topic {
    /// The field; none where the platform tells nothing of it.
    pub(crate) fn field(self, platform: Platform) -> Option<&'static str> {
        match platform {
            Platform::Messenger => self.on_messenger(),
            Platform::Instagram => self.on_instagram(),
            _ => None,
        }
    }

    fn on_messenger(self) -> Option<&'static str> {
        Some(match self {
            Self::Message => "messages",
            Self::Echo => "message_echoes",
            Self::Edit => "message_edits",
            Self::Reaction => "message_reactions",
            Self::Postback => "messaging_postbacks",
            Self::Referral => "messaging_referrals",
            Self::OptIn => "messaging_optins",
            Self::Feedback => "messaging_feedback",
            Self::Delivery => "message_deliveries",
            Self::Read => "message_reads",
            Self::Comment => "feed",
            Self::Enforcement => "messaging_policy_enforcement",
            Self::Standby => "standby",
            Self::Deletion | Self::LiveComment => return None,
        })
    }

    fn on_instagram(self) -> Option<&'static str> {
        Some(match self {
            Self::Message | Self::Echo | Self::Deletion => "messages",
            Self::Edit => "message_edit",
            Self::Reaction => "message_reactions",
            Self::Postback => "messaging_postbacks",
            Self::Referral => "messaging_referral",
            Self::Read => "messaging_seen",
            Self::Comment => "comments",
            Self::LiveComment => "live_comments",
            Self::Standby => "standby",
            Self::OptIn | Self::Feedback | Self::Delivery | Self::Enforcement => return None,
        })
    }
}

/// Every field that the emulator has events for.
pub(crate) fn fields(platform: Platform) -> impl Iterator<Item = &'static str> {
    ALL.into_iter()
        .filter_map(move |topic| topic.field(platform))
}

/// Whether an app may subscribe to a field, though the emulator may never tell of it.
pub(crate) fn is_field(platform: Platform, field: &str) -> bool {
    let unused = match platform {
        Platform::Instagram => UNUSED_ON_INSTAGRAM.as_slice(),
        _ => &UNUSED_ON_MESSENGER,
    };
    fields(platform).any(|known| known == field) || unused.contains(&field)
}

const UNUSED_ON_MESSENGER: [&str; 11] = [
    "messaging_handovers",
    "messaging_account_linking",
    "messaging_customer_information",
    "messaging_game_plays",
    "response_feedback",
    "send_cart",
    "inbox_labels",
    "business_integrity",
    "message_template_status_update",
    "calls",
    "call_permission_reply",
];

const UNUSED_ON_INSTAGRAM: [&str; 5] = [
    "mentions",
    "story_insights",
    "messaging_handover",
    "messaging_optins",
    "response_feedback",
];
