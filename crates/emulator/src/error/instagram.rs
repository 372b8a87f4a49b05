//! The errors that Instagram alone has. Where its words are not known, they are the emulator's own.

use super::GraphError;

/// The type of errors that Instagram alone has.
pub(super) const INSTAGRAM: &str = "IGApiException";

impl GraphError {
    pub(crate) const IG_OUTSIDE_WINDOW: Self = Self::instagram(
        10,
        Some(2_534_022),
        "This message is sent outside of allowed window.",
    );
    pub(crate) const IG_NO_PERMISSION: Self = Self::instagram(
        10,
        Some(2_534_077),
        "(#10) Application does not have permission for this action",
    );
    pub(crate) const NO_SUCH_USER: Self = Self::instagram(
        100,
        Some(2_534_014),
        "(#100) The requested user cannot be found.",
    );
    pub(crate) const BAD_MESSAGE_DATA: Self =
        Self::instagram(100, Some(2_534_015), "(#100) The message data is invalid.");
    pub(crate) const IG_COMMENT_UNUSABLE: Self = Self::instagram(
        100,
        Some(2_534_025),
        "(#100) The comment is invalid for a private reply.",
    );
    pub(crate) const ACCOUNT_BARRED: Self = Self::instagram(
        100,
        Some(2_534_029),
        "(#100) The business is restricted from messaging on Instagram.",
    );
    pub(crate) const NOT_THREAD_OWNER: Self = Self::instagram(
        100,
        Some(2_534_037),
        "(#100) The app is not the owner of this thread.",
    );
    pub(crate) const ACCESS_OFF: Self = Self::instagram(
        200,
        Some(2_534_041),
        "(#200) The account owner has disabled access to Instagram direct messages.",
    );
    pub(crate) const IG_THROTTLED: Self = Self::instagram(
        613,
        Some(2_534_040),
        "(#613) Calls to this api have exceeded the rate limit.",
    );

    const fn instagram(code: u32, subcode: Option<u32>, message: &'static str) -> Self {
        Self::of_type(INSTAGRAM, code, subcode, message)
    }
}
