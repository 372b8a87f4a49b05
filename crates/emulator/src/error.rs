//! Error bodies of the Graph API, word for word where the words are known.

mod documented;
mod instagram;
mod whatsapp;

use std::borrow::Cow;
use std::fmt;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Marks the answer to a call that was one too many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Throttled {
    /// The calls of the app are too many, and not those of a business by itself.
    pub(crate) of_app: bool,
    /// When the next call may be made.
    pub(crate) minutes: u32,
}

pub(crate) use documented::{DOCUMENTED, DocumentedError};

use crate::rules::Platform;

/// The type of almost every error.
const OAUTH: &str = "OAuthException";

/// An error as callers get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GraphError {
    kind: &'static str,
    code: u32,
    subcode: Option<u32>,
    message: Cow<'static, str>,
    /// What WhatsApp explains beside the message.
    details: Option<Cow<'static, str>>,
    /// Title and words for people.
    user: Option<Box<(String, String)>>,
    /// What stands beside the error in the body.
    beside: Option<Box<Value>>,
    /// When a limit is free again, in minutes.
    regain: u32,
}

impl fmt::Display for GraphError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.user.as_deref().map(|(_, words)| words.as_str());
        let explained = words.or(self.details.as_deref());
        f.write_str(explained.unwrap_or(&self.message))
    }
}

impl GraphError {
    pub(crate) const OUTSIDE_WINDOW: Self = Self::new(
        10,
        Some(2_018_278),
        "(#10) This message is sent outside of allowed window. Learn more about the new policy here: \
         https://developers.facebook.com/docs/messenger-platform/policy-overview",
    );
    pub(crate) const NOT_A_NEWS_PAGE: Self = Self::new(
        10,
        Some(2_018_065),
        "(#10) This message is sent outside of allowed window. You need page_messaging_subscriptions \
         permission to be able to do it.",
    );
    pub(crate) const PAGE_BARRED: Self = Self::new(
        10,
        Some(1_893_063),
        "(#10) This Page is temporarily restricted from sending messages.",
    );
    pub(crate) const OTHER_APP_CONTROLS: Self = Self::new(
        10,
        Some(2_018_300),
        "(#10) Message failed to send because another app is controlling this thread now.",
    );
    pub(crate) const NO_PERMISSION_10: Self = Self::new(
        10,
        None,
        "(#10) Application does not have permission for this action",
    );
    pub(crate) const NO_PERMISSION_200: Self = Self::new(
        200,
        None,
        "(#200) Requires pages_utility_messaging permission to manage the object",
    );
    pub(crate) const INVALID_PARAMETER: Self = Self::new(100, None, "(#100) Invalid parameter");
    pub(crate) const NO_SUCH_PERSON: Self =
        Self::new(100, Some(2_018_001), "(#100) No matching user found");
    pub(crate) const ACTION_WITH_MESSAGE: Self = Self::new(
        100,
        Some(2_018_014),
        "(#100) A sender action cannot be combined with a message",
    );
    pub(crate) const MEDIA_NOT_FETCHED: Self = Self::new(
        100,
        Some(2_018_008),
        "(#100) Failed to fetch the file from the url",
    );
    pub(crate) const BAD_ATTACHMENT_ID: Self =
        Self::new(100, Some(2_018_074), "(#100) Invalid attachment id");
    pub(crate) const TEMPLATE_BUTTON: Self = Self::new(
        100,
        Some(2_018_416),
        "(#100) A button of a template must be of the type POSTBACK, URL or PHONE_NUMBER",
    );
    pub(crate) const COMMENT_UNUSABLE: Self = Self::new(
        100,
        Some(2_534_025),
        "(#100) This comment cannot be replied to privately, or was replied to already",
    );
    pub(crate) const PERSON_UNAVAILABLE: Self = Self::new(
        551,
        Some(1_545_041),
        "(#551) This person isn't available right now.",
    );
    pub(crate) const MENU_WITHOUT_START: Self = Self::new(
        100,
        None,
        "(#100) You must set a Get Started button if you also wish to use persistent menu",
    );
    pub(crate) const NO_SUCH_PERSONA: Self = Self::new(
        100,
        None,
        "(#100) Param persona_id must be a valid persona of this Page",
    );
    pub(crate) const TOO_MUCH_MARKETING: Self = Self::new(
        4,
        Some(2_018_354),
        "(#4) This person got a marketing message from this Page too recently.",
    );
    pub(crate) const STOPPED_MARKETING: Self = Self::new(
        10,
        Some(1_893_015),
        "(#10) This person stopped messages on this topic.",
    );
    pub(crate) const BAD_TOKEN: Self = Self::new(190, None, "Invalid OAuth access token.");
    pub(crate) const REVOKED_TOKEN: Self = Self::new(
        190,
        Some(460),
        "Error validating access token: The session has been invalidated because the user changed \
         their password or Facebook has changed the session for security reasons.",
    );
    pub(crate) const EXPIRED_TOKEN: Self = Self::new(
        190,
        Some(463),
        "Error validating access token: Session has expired.",
    );
    pub(crate) const NO_TOKEN: Self = Self::new(
        2500,
        None,
        "An active access token must be used to query information about the current user.",
    );
    pub(crate) const BAD_PROOF: Self = Self::new(
        100,
        None,
        "Invalid appsecret_proof provided in the API argument",
    );
    pub(crate) const NEEDS_APP_TOKEN: Self = Self::new(
        15,
        None,
        "(#15) This method must be called with an app access_token.",
    );
    pub(crate) const THROTTLED: Self = Self::new(
        613,
        None,
        "(#613) Calls to this api have exceeded the rate limit.",
    );
    pub(crate) const TOO_MANY_CALLS: Self = Self::new(
        80_006,
        None,
        "(#80006) There have been too many calls to this Messenger account. Wait a bit and try again.",
    );
    pub(crate) const APP_THROTTLED: Self =
        Self::new(4, None, "(#4) Application request limit reached");
    pub(crate) const MAYBE_SENT: Self = Self::new(
        1,
        Some(1_357_046),
        "An unknown error occurred. The message may have been sent.",
    );
    pub(crate) const TEMPORARY: Self = Self::new(
        2,
        None,
        "An unexpected error has occurred. Please retry your request later.",
    );
    pub(crate) const TERMS_NOT_ACCEPTED: Self = Self::new(
        2,
        Some(2_018_344),
        "(#2) The Page has not accepted the terms of service for contacts.",
    );
    pub(crate) const UNKNOWN_PATH: Self = Self::new(2500, None, "Unknown path components");

    const fn new(code: u32, subcode: Option<u32>, message: &'static str) -> Self {
        Self::of_type(OAUTH, code, subcode, message)
    }

    const fn of_type(
        kind: &'static str,
        code: u32,
        subcode: Option<u32>,
        message: &'static str,
    ) -> Self {
        Self {
            kind,
            code,
            subcode,
            message: Cow::Borrowed(message),
            details: None,
            user: None,
            beside: None,
            regain: 1,
        }
    }

    /// A parameter that cannot be right.
    pub(crate) fn invalid(detail: &str) -> Self {
        Self::param(&format!("Invalid parameter: {detail}"))
    }

    /// A parameter that cannot be right, in the platform's plain words.
    pub(crate) fn param(detail: &str) -> Self {
        Self {
            message: Cow::Owned(format!("(#100) {detail}")),
            ..Self::INVALID_PARAMETER
        }
    }

    /// A call that was one too many.
    pub(crate) fn throttled(platform: Platform) -> Self {
        match platform {
            Platform::Instagram => Self::IG_THROTTLED,
            Platform::WhatsApp => Self::WA_THROTTLED,
            _ => Self::THROTTLED,
        }
    }

    /// The same error of a limit that is free again after this time.
    pub(crate) fn regained_in(self, wait: SignedDuration) -> Self {
        let seconds = wait.as_secs().max(1);
        let minutes = u32::try_from(seconds).unwrap_or(u32::MAX).div_ceil(60);
        Self {
            regain: minutes,
            ..self
        }
    }

    /// An object that does not exist or that the token may not see.
    pub(crate) fn no_object(id: &str) -> Self {
        Self {
            subcode: Some(33),
            message: Cow::Owned(format!(
                "Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to \
                 missing permissions, or does not support this operation."
            )),
            ..Self::INVALID_PARAMETER
        }
    }

    pub(crate) fn code(&self) -> u32 {
        self.code
    }

    pub(crate) fn subcode(&self) -> Option<u32> {
        self.subcode
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    pub(crate) fn response(&self, trace: &str) -> Response {
        let status = match self.code {
            190 => StatusCode::UNAUTHORIZED,
            10 | 200 | 4 => StatusCode::FORBIDDEN,
            1 | 2 => StatusCode::INTERNAL_SERVER_ERROR,
            code => StatusCode::from_u16(whatsapp::status(code)).unwrap_or(StatusCode::BAD_REQUEST),
        };
        let mut error = json!({
            "message": self.message,
            "type": self.kind,
            "code": self.code,
            "fbtrace_id": trace,
        });
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        if let Some(details) = &self.details {
            error["error_data"] = json!({ "messaging_product": "whatsapp", "details": details });
        }
        if let Some((title, words)) = self.user.as_deref() {
            error["error_user_title"] = json!(title);
            error["error_user_msg"] = json!(words);
        }
        if matches!(self.code, 1 | 2) {
            error["is_transient"] = json!(self.code == 2);
        }
        let mut body = json!({ "error": error });
        if let (Some(body), Some(Value::Object(beside))) =
            (body.as_object_mut(), self.beside.as_deref().cloned())
        {
            body.extend(beside);
        }
        let mut response = (status, Json(body)).into_response();
        if let Some(of_app) = self.counts() {
            let minutes = self.regain;
            response
                .extensions_mut()
                .insert(Throttled { of_app, minutes });
        }
        response
    }

    /// Whether it is about the calls of the app, or about those of one business alone; none when it is about no limit
    /// on calls.
    fn counts(&self) -> Option<bool> {
        match (self.code, self.subcode) {
            (4 | 17 | 32, None) | (613, None | Some(2_534_040)) | (130_429, _) => Some(true),
            (80_006 | 80_007, _) => Some(false),
            _ => None,
        }
    }
}
