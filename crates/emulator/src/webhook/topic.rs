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
    Integrity,
    Standby,
    Handover,
    Label,
    /// The review of a page's template.
    Template,
    AccountLink,
    ResponseFeedback,
    /// An account is mentioned in a comment or a caption of somebody else's.
    Mention,
    /// A field of WhatsApp, where fields and things told are the same.
    Field(&'static str),
}

const ALL: [Topic; 22] = [
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
    Topic::Integrity,
    Topic::Standby,
    Topic::Handover,
    Topic::Label,
    Topic::Template,
    Topic::AccountLink,
    Topic::ResponseFeedback,
    Topic::Mention,
];

impl Topic {
    /// The field; none where the platform tells nothing of it.
    pub(crate) fn field(self, platform: Platform) -> Option<&'static str> {
        match platform {
            Platform::Messenger => self.on_messenger(),
            Platform::Instagram => self.on_instagram(),
            Platform::WhatsApp => self.on_whatsapp(),
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
            Self::Integrity => "business_integrity",
            Self::Standby => "standby",
            Self::Handover => "messaging_handovers",
            Self::Label => "inbox_labels",
            Self::Template => "message_template_status_update",
            Self::AccountLink => "messaging_account_linking",
            Self::ResponseFeedback => "response_feedback",
            Self::Deletion | Self::LiveComment | Self::Mention | Self::Field(_) => return None,
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
            Self::Mention => "mentions",
            Self::Standby => "standby",
            Self::Handover => "messaging_handover",
            Self::OptIn
            | Self::Feedback
            | Self::Delivery
            | Self::Enforcement
            | Self::Integrity
            | Self::Label
            | Self::Template
            | Self::AccountLink
            | Self::ResponseFeedback
            | Self::Field(_) => return None,
        })
    }

    fn on_whatsapp(self) -> Option<&'static str> {
        match self {
            Self::Field(field) => Some(field),
            _ => None,
        }
    }
}

/// Every field that the emulator has events for.
pub(crate) fn fields(platform: Platform) -> impl Iterator<Item = &'static str> {
    let whatsapp = match platform {
        Platform::WhatsApp => ON_WHATSAPP.as_slice(),
        _ => &[],
    };
    ALL.into_iter()
        .filter_map(move |topic| topic.field(platform))
        .chain(whatsapp.iter().copied())
}

/// Whether an app may subscribe to a field, though the emulator may never tell of it.
pub(crate) fn is_field(platform: Platform, field: &str) -> bool {
    let unused = match platform {
        Platform::Instagram => UNUSED_ON_INSTAGRAM.as_slice(),
        Platform::WhatsApp => &UNUSED_ON_WHATSAPP,
        _ => &UNUSED_ON_MESSENGER,
    };
    fields(platform).any(|known| known == field) || unused.contains(&field)
}

const UNUSED_ON_MESSENGER: [&str; 5] = [
    "messaging_customer_information",
    "messaging_game_plays",
    "send_cart",
    "calls",
    "call_permission_reply",
];

const UNUSED_ON_INSTAGRAM: [&str; 3] = ["story_insights", "messaging_optins", "response_feedback"];

const ON_WHATSAPP: [&str; 16] = [
    "messages",
    "smb_message_echoes",
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "account_update",
    "account_alerts",
    "account_review_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "business_capability_update",
    "user_preferences",
    "security",
    "history",
    "smb_app_state_sync",
];

const UNUSED_ON_WHATSAPP: [&str; 14] = [
    "account_settings_update",
    "automatic_events",
    "business_status_update",
    "calls",
    "flows",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "message_echoes",
    "messaging_handovers",
    "partner_solutions",
    "payment_configuration_update",
    "tracking_events",
];

/// The field of this name, as the emulator writes it.
pub(crate) fn whatsapp_field(name: &str) -> Option<&'static str> {
    let mut all = ON_WHATSAPP.iter().chain(&UNUSED_ON_WHATSAPP);
    all.find(|field| **field == name).copied()
}
