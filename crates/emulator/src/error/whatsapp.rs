//! The errors of WhatsApp: the code and the title in the message, an explanation beside it.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::{GraphError, OAUTH};

impl GraphError {
    pub(crate) const WA_LOCKED: Self = Self::whatsapp(
        131_031,
        "(#131031) Business Account locked",
        "The WhatsApp business account has been locked or disabled for violating a policy.",
    );
    pub(crate) const WA_NOT_REGISTERED: Self = Self::whatsapp(
        133_010,
        "(#133010) Phone number not registered",
        "The phone number is not registered on the platform. Register it before sending.",
    );
    pub(crate) const WA_MAINTENANCE: Self = Self::whatsapp(
        131_057,
        "(#131057) Account in maintenance mode",
        "The business account is in maintenance mode, for instance while its throughput is raised.",
    );
    pub(crate) const WA_RESTRICTED: Self = Self::whatsapp(
        368,
        "(#368) Temporarily blocked for policies violations",
        "The WhatsApp business account has been restricted from messaging for violating a policy.",
    );
    pub(crate) const WA_TEMPLATE_PAUSED: Self = Self::whatsapp(
        132_015,
        "(#132015) Template is Paused",
        "The template is paused due to low quality and cannot be sent in a template message.",
    );
    pub(crate) const WA_TEMPLATE_DISABLED: Self = Self::whatsapp(
        132_016,
        "(#132016) Template is Disabled",
        "The template has been paused too many times due to low quality and is disabled for good.",
    );
    pub(crate) const WA_NO_TEMPLATE: Self = Self::whatsapp(
        132_001,
        "(#132001) Template name does not exist in the translation",
        "The template does not exist in this language, or it has not been approved.",
    );
    pub(crate) const WA_THROTTLED: Self = Self::whatsapp(
        130_429,
        "(#130429) Rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number in a short period \
         of time.",
    );
    pub(crate) const WA_PAIR_THROTTLED: Self = Self::whatsapp(
        131_056,
        "(#131056) (Business Account, Consumer Account) pair rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number to the same phone \
         number in a short period of time.",
    );
    pub(crate) const WA_SPAM: Self = Self::whatsapp(
        131_048,
        "(#131048) Spam rate limit hit",
        "Message failed to send because there are restrictions on how many messages can be sent from this phone \
         number.",
    );
    pub(crate) const WA_TO_SELF: Self = Self::whatsapp(
        131_021,
        "(#131021) Recipient cannot be sender",
        "The recipient's phone number is the one that sends.",
    );
    pub(crate) const WA_NO_USER_ID: Self = Self::whatsapp(
        131_062,
        "(#131062) Business-scoped user ID recipients are not supported for this message",
        "Authentication templates need the phone number of the recipient.",
    );
    pub(crate) const WA_MARKETING_ELSEWHERE: Self = Self::whatsapp(
        131_063,
        "(#131063) Marketing templates are disabled on Cloud API",
        "This business account sends marketing templates by the interface for marketing messages alone.",
    );
    pub(crate) const WA_SOMETHING: Self = Self::whatsapp(
        131_000,
        "(#131000) Something went wrong",
        "Message failed to send due to an unknown error. Try again.",
    );

    pub(crate) const WA_TOO_MANY_CALLS: Self = Self::whatsapp(
        80_007,
        "(#80007) Rate limit issues",
        "The WhatsApp business account has reached its rate limit.",
    );

    const fn whatsapp(code: u32, message: &'static str, details: &'static str) -> Self {
        Self {
            kind: OAUTH,
            code,
            subcode: None,
            message: Cow::Borrowed(message),
            details: Some(Cow::Borrowed(details)),
            user: None,
            beside: None,
            regain: 1,
        }
    }

    pub(crate) fn explained(code: u32, title: &str, details: String) -> Self {
        Self {
            kind: OAUTH,
            code,
            subcode: None,
            message: Cow::Owned(format!("(#{code}) {title}")),
            details: Some(Cow::Owned(details)),
            user: None,
            beside: None,
            regain: 1,
        }
    }

    /// A required parameter is not there.
    pub(crate) fn wa_missing(name: &str) -> Self {
        Self {
            details: None,
            ..Self::explained(
                100,
                &format!("The parameter {name} is required."),
                String::new(),
            )
        }
    }

    /// A parameter that the schema of messages does not allow.
    pub(crate) fn wa_parameter(details: impl Into<String>) -> Self {
        Self::explained(100, "Invalid parameter", details.into())
    }

    /// A value that fits the schema and still cannot be.
    pub(crate) fn wa_value(details: impl Into<String>) -> Self {
        Self::explained(131_009, "Parameter value is not valid", details.into())
    }

    /// A part of a message that must be there.
    pub(crate) fn wa_required(details: impl Into<String>) -> Self {
        Self::explained(131_008, "Required parameter is missing", details.into())
    }

    /// A kind of message that does not exist.
    pub(crate) fn wa_unsupported(kind: &str) -> Self {
        let details = format!("Messages of the type {kind:?} cannot be sent.");
        Self::explained(131_051, "Unsupported message type", details)
    }

    /// More or fewer parameters than the template has variables.
    pub(crate) fn wa_count(part: &str, given: usize, expected: usize) -> Self {
        let details = format!(
            "{part}: number of localizable_params ({given}) does not match the expected number of params ({expected})"
        );
        let title = "Number of parameters does not match the expected number of params";
        Self::explained(132_000, title, details)
    }

    /// A parameter of another kind than the template has.
    pub(crate) fn wa_format(details: impl Into<String>) -> Self {
        let title = "Parameter format does not match format in the created template";
        Self::explained(132_012, title, details.into())
    }

    /// A template that is too long once it is filled.
    pub(crate) fn wa_too_long(part: &str, length: usize, limit: usize) -> Self {
        let details = format!("{part}: text has {length} characters, at most {limit} are allowed");
        Self::explained(132_005, "Translated text too long", details)
    }

    /// The id names no file.
    pub(crate) fn wa_no_media(kind: &str) -> Self {
        let message = format!(
            "(#100) Param {kind}[\"id\"] is not a valid whatsapp business account media attachment ID"
        );
        Self {
            message: Cow::Owned(message),
            details: None,
            ..Self::wa_parameter("")
        }
    }

    /// A file of a type that the platform does not take.
    pub(crate) fn media_type(mime_type: &str) -> Self {
        let message = format!(
            "(#100) Param file must be a file with one of the types of media messages. Received file of type \
             '{mime_type}'."
        );
        Self {
            message: Cow::Owned(message),
            details: None,
            ..Self::wa_parameter("")
        }
    }

    /// A file that is larger than its type may be.
    pub(crate) fn media_too_large(limit: usize) -> Self {
        Self::explained(
            131_053,
            "Media upload error",
            format!("The file is larger than the {limit} bytes that its type may have."),
        )
    }

    /// A callback that did not pass the handshake.
    pub(crate) fn wa_callback(why: &str) -> Self {
        let title = format!("Callback verification failed with the following errors: {why}");
        Self {
            details: None,
            ..Self::explained(2200, &title, String::new())
        }
    }

    /// A PIN that is wrong.
    pub(crate) fn wa_pin(code: u32, title: &'static str) -> Self {
        Self::explained(
            code,
            title,
            "The PIN has six digits and is the one set before.".to_owned(),
        )
    }

    /// Some of those to be blocked were not.
    pub(crate) fn wa_block(outcome: &Value) -> Self {
        let beside = json!({ "messaging_product": "whatsapp", "block_users": outcome });
        Self {
            beside: Some(Box::new(beside)),
            ..Self::explained(
                139_100,
                "Failed to block some users",
                "Not every user could be blocked.".to_owned(),
            )
        }
    }

    /// A template that cannot be made or changed, with the words that people see.
    pub(crate) fn wa_template(subcode: u32, title: &str, words: &str) -> Self {
        Self {
            subcode: Some(subcode),
            message: Cow::Borrowed("Invalid parameter"),
            details: None,
            user: Some(Box::new((title.to_owned(), words.to_owned()))),
            ..Self::wa_parameter("")
        }
    }
}

/// The HTTP status of a code of WhatsApp.
pub(super) fn status(code: u32) -> u16 {
    match code {
        0 => 401,
        368 | 130_497 | 131_005 | 131_031 => 403,
        132_001 => 404,
        131_000 | 131_016 | 131_057 => 500,
        _ => 400,
    }
}
