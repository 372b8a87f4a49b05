//! The keys of what the form says of each platform in other words.

use transom_policy::Channel;

/// The keys of what the form says of each platform in other words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// What is connected.
    pub(crate) account: &'static str,
    pub(crate) account_hint: &'static str,
    pub(crate) name_hint: &'static str,
    pub(crate) token: &'static str,
    pub(crate) token_hint: &'static str,
    pub(crate) webhooks_hint: &'static str,
    pub(crate) secrets_hint: &'static str,
}

impl Words {
    pub(crate) fn of(platform: Channel) -> Self {
        match platform {
            Channel::Instagram => Self {
                account: "channel-account",
                account_hint: "channel-account-hint",
                name_hint: "channel-account-name-hint",
                token: "channel-account-token",
                token_hint: "channel-account-token-hint",
                webhooks_hint: "channel-account-webhooks-hint",
                secrets_hint: "channel-account-secrets-hint",
            },
            Channel::WhatsApp => Self {
                account: "channel-number",
                account_hint: "channel-number-hint",
                name_hint: "channel-number-name-hint",
                token: "channel-account-token",
                token_hint: "channel-number-token-hint",
                webhooks_hint: "channel-number-webhooks-hint",
                secrets_hint: "channel-secrets-hint",
            },
            _ => Self {
                account: "channel-page",
                account_hint: "channel-page-hint",
                name_hint: "channel-name-hint",
                token: "channel-token",
                token_hint: "channel-token-hint",
                webhooks_hint: "channel-webhooks-hint",
                secrets_hint: "channel-secrets-hint",
            },
        }
    }
}
