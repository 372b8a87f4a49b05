//! What does not work without a permission or a webhook.

/// Something that does not work, or does not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lost {
    /// Nothing can be sent.
    Sending,
    /// What customers write.
    Messages,
    /// What was answered elsewhere.
    Echoes,
    /// That messages arrived and were read.
    Receipts,
    /// What customers change, take back, or react to.
    Changes,
    /// What customers tap, and by which link they came.
    Taps,
    /// Permissions that customers give to be written to later.
    OptIns,
    /// Comments.
    Comments,
    /// The list of message templates and their review.
    Templates,
    /// Warnings and restrictions of the platform.
    Measures,
    /// The subscription to webhooks, which cannot be renewed.
    Webhooks,
    /// Names of customers.
    Names,
    /// Who may answer, where several programs share conversations.
    Control,
    /// Labels that were changed elsewhere.
    Labels,
}

impl Lost {
    /// The word used in the API and for its sentence.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Messages => "messages",
            Self::Echoes => "echoes",
            Self::Receipts => "receipts",
            Self::Changes => "changes",
            Self::Taps => "taps",
            Self::OptIns => "opt-ins",
            Self::Comments => "comments",
            Self::Templates => "templates",
            Self::Measures => "measures",
            Self::Webhooks => "webhooks",
            Self::Names => "names",
            Self::Control => "control",
            Self::Labels => "labels",
        }
    }

    /// What does not work without a permission, by the platform's word for it.
    pub fn of_right(right: &str) -> Vec<Self> {
        match right {
            "pages_messaging"
            | "instagram_manage_messages"
            | "instagram_business_manage_messages"
            | "whatsapp_business_messaging" => vec![Self::Sending, Self::Messages],
            "pages_manage_metadata" => vec![Self::Measures, Self::Webhooks],
            "instagram_basic" | "instagram_business_basic" => vec![Self::Names],
            "instagram_manage_comments" | "instagram_business_manage_comments" => {
                vec![Self::Comments]
            }
            "whatsapp_business_management" => vec![Self::Templates, Self::Webhooks],
            _ => Vec::new(),
        }
    }

    /// What does not arrive without webhooks, by the platform's words for those; each once.
    pub fn of_fields(fields: &[String]) -> Vec<Self> {
        let mut lost: Vec<Self> = fields
            .iter()
            .filter_map(|field| Self::of_field(field))
            .collect();
        lost.sort_unstable();
        lost.dedup();
        lost
    }

    fn of_field(field: &str) -> Option<Self> {
        Some(match field {
            "messages" => Self::Messages,
            "message_echoes" | "smb_message_echoes" => Self::Echoes,
            "message_deliveries" | "message_reads" | "messaging_seen" => Self::Receipts,
            "message_edits" | "message_edit" | "message_reactions" => Self::Changes,
            "messaging_postbacks"
            | "messaging_referrals"
            | "messaging_referral"
            | "messaging_feedback"
            | "messaging_account_linking"
            | "response_feedback"
            | "send_cart" => Self::Taps,
            "messaging_optins" | "user_preferences" => Self::OptIns,
            "feed" | "comments" | "live_comments" | "mentions" => Self::Comments,
            "messaging_policy_enforcement"
            | "business_integrity"
            | "account_update"
            | "account_alerts"
            | "account_review_update"
            | "phone_number_quality_update"
            | "business_capability_update"
            | "security" => Self::Measures,
            "message_template_status_update"
            | "message_template_quality_update"
            | "message_template_components_update"
            | "template_category_update" => Self::Templates,
            "standby" | "messaging_handovers" | "messaging_handover" => Self::Control,
            "inbox_labels" => Self::Labels,
            _ => return None,
        })
    }
}
