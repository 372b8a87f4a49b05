//! The errors of the platforms' table of 2026-06-25 that a switch can cause. Where the platform's words are not known,
//! they are the emulator's own.

use serde::Serialize;
use utoipa::ToSchema;

use super::instagram::INSTAGRAM;
use super::{GraphError, OAUTH};
use crate::rules::Platform;

/// An error that a switch can cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct DocumentedError {
    /// Only pages have it, or only accounts on Instagram; both when absent.
    pub(crate) only: Option<&'static str>,
    /// Its code.
    pub(crate) code: u32,
    /// What tells it from others of the same code.
    pub(crate) subcode: Option<u32>,
    /// Its words.
    pub(crate) message: &'static str,
}

impl DocumentedError {
    fn is_of(&self, platform: Platform) -> bool {
        match platform {
            Platform::Messenger => self.only != Some(INSTAGRAM_ONLY),
            Platform::Instagram => self.only != Some(MESSENGER_ONLY),
            _ => false,
        }
    }
}

impl GraphError {
    /// The error of this code and subcode on a platform, if it has one.
    pub(crate) fn documented(platform: Platform, code: u32, subcode: Option<u32>) -> Option<Self> {
        let mut rows = DOCUMENTED.iter().filter(|row| row.is_of(platform));
        let row = rows.find(|row| (row.code, row.subcode) == (code, subcode))?;
        let is_own = subcode.is_some_and(|subcode| subcode / 1000 == 2534);
        let kind = match platform {
            Platform::Instagram if is_own => INSTAGRAM,
            _ => OAUTH,
        };
        Some(Self::of_type(kind, code, subcode, row.message))
    }
}

const MESSENGER_ONLY: &str = "messenger";
const INSTAGRAM_ONLY: &str = "instagram";

const fn both(code: u32, subcode: u32, message: &'static str) -> DocumentedError {
    DocumentedError {
        only: None,
        code,
        subcode: if subcode == 0 { None } else { Some(subcode) },
        message,
    }
}

const fn page(code: u32, subcode: u32, message: &'static str) -> DocumentedError {
    DocumentedError {
        only: Some(MESSENGER_ONLY),
        ..both(code, subcode, message)
    }
}

const fn account(code: u32, subcode: u32, message: &'static str) -> DocumentedError {
    DocumentedError {
        only: Some(INSTAGRAM_ONLY),
        ..both(code, subcode, message)
    }
}

/// The table.
#[rustfmt::skip]
pub(crate) static DOCUMENTED: [DocumentedError; 61] = [
    both(1, 0, "An unknown error occurred"),
    both(1, 99, "An unknown error occurred"),
    both(1, 1_357_046, "An unknown error occurred. The message may have been sent."),
    both(2, 0, "An unexpected error has occurred. Please retry your request later."),
    page(2, 2_018_344, "(#2) The Page has not accepted the terms of service for contacts."),
    both(4, 0, "(#4) Application request limit reached"),
    page(4, 2_018_354, "(#4) This person got a marketing message from this Page too recently."),
    page(9, 2_018_352, "(#9) Too many requests to opt in were sent to this person."),
    both(10, 0, "(#10) Application does not have permission for this action"),
    page(10, 1_404_170, "(#10) This message cannot be sent."),
    page(10, 1_893_015, "(#10) This person stopped messages on this topic."),
    page(10, 1_893_063, "(#10) This Page is temporarily restricted from sending messages."),
    page(10, 2_018_065, "(#10) This message is sent outside of allowed window. You need page_messaging_subscriptions permission to be able to do it."),
    page(10, 2_018_108, "(#10) This person cannot receive messages right now."),
    page(10, 2_018_278, "(#10) This message is sent outside of allowed window."),
    page(10, 2_018_300, "(#10) Message failed to send because another app is controlling this thread now."),
    page(10, 2_018_336, "(#10) This message cannot be sent."),
    account(10, 2_534_022, "This message is sent outside of allowed window."),
    account(10, 2_534_077, "(#10) Application does not have permission for this action"),
    both(17, 0, "(#17) User request limit reached"),
    both(32, 0, "(#32) Page request limit reached"),
    both(100, 0, "(#100) Invalid parameter"),
    both(100, 33, "Unsupported request. The object does not exist, cannot be loaded due to missing permissions, or does not support this operation."),
    page(100, 2_018_001, "(#100) No matching user found"),
    page(100, 2_018_008, "(#100) Failed to fetch the file from the url"),
    both(100, 2_018_014, "(#100) A sender action cannot be combined with a message"),
    page(100, 2_018_047, "(#100) Upload attachment failure."),
    page(100, 2_018_074, "(#100) Invalid attachment id"),
    page(100, 2_018_109, "(#100) The attachment is too large."),
    page(100, 2_018_164, "(#100) The attachment cannot be used."),
    page(100, 2_018_294, "(#100) The attachment cannot be used."),
    page(100, 2_018_320, "(#100) The attachment cannot be used."),
    page(100, 2_018_328, "(#100) The attachment cannot be used."),
    account(100, 2_534_013, "(#100) The Page is not linked to an Instagram account."),
    account(100, 2_534_014, "(#100) The requested user cannot be found."),
    account(100, 2_534_015, "(#100) The message data is invalid."),
    both(100, 2_534_025, "(#100) The comment is invalid for a private reply."),
    account(100, 2_534_029, "(#100) The business is restricted from messaging on Instagram."),
    both(100, 2_534_037, "(#100) The app is not the owner of this thread."),
    both(190, 0, "Invalid OAuth access token."),
    both(190, 460, "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons."),
    both(190, 463, "Error validating access token: Session has expired."),
    both(190, 467, "Error validating access token: The access token is invalid."),
    both(200, 0, "(#200) Permissions error"),
    page(200, 1_545_041, "(#200) This person isn't available right now."),
    page(200, 2_018_021, "(#200) Requires permission to match customers."),
    page(200, 2_018_027, "(#200) The Page is not approved to match customers."),
    page(200, 2_018_028, "(#200) The app is in development mode."),
    account(200, 2_534_041, "(#200) The account owner has disabled access to Instagram direct messages."),
    both(551, 0, "(#551) This person isn't available right now."),
    both(551, 1_545_041, "(#551) This person isn't available right now."),
    both(613, 0, "(#613) Calls to this api have exceeded the rate limit."),
    page(613, 1_893_016, "(#613) This person was asked to opt in before."),
    page(613, 2_018_338, "(#613) Too many messages were sent with a tag that does not fit them."),
    account(613, 2_534_040, "(#613) Calls to this api have exceeded the rate limit."),
    both(1200, 0, "(#1200) Temporary send message failure. Please try again later."),
    page(2022, 0, "(#2022) This Page is temporarily blocked from sending messages."),
    both(10_303, 0, "(#10303) This object cannot be used any more."),
    both(36_103, 0, "(#36103) This object cannot be used any more."),
    both(80_006, 0, "(#80006) There have been too many calls to this Messenger account. Wait a bit and try again."),
    both(9_000_001, 0, "(#9000001) This object has been deleted."),
];
