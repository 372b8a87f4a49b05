//! The settings: an agent's own, and those of the workspace for owners.

pub(crate) mod channels;
pub(crate) mod people;
pub(crate) mod profile;
pub(crate) mod tokens;

/// The page that is current among the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Profile,
    Channels,
    People,
    Tokens,
}

impl Tab {
    pub(crate) const ALL: [Tab; 4] = [Tab::Profile, Tab::Channels, Tab::People, Tab::Tokens];

    pub(crate) fn path(self) -> &'static str {
        match self {
            Tab::Profile => "/settings/profile",
            Tab::Channels => "/settings/channels",
            Tab::People => "/settings/people",
            Tab::Tokens => "/settings/tokens",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Tab::Profile => "settings-profile",
            Tab::Channels => "settings-channels",
            Tab::People => "settings-people",
            Tab::Tokens => "settings-tokens",
        }
    }

    pub(crate) fn icon(self) -> &'static str {
        match self {
            Tab::Profile => "circle-user",
            Tab::Channels => "cable",
            Tab::People => "users",
            Tab::Tokens => "key-round",
        }
    }

    /// Whether only owners may see it.
    pub(crate) fn is_for_owners(self) -> bool {
        self != Tab::Profile
    }
}

/// The addresses of the settings and of the journal.
pub(crate) fn routes() -> axum::Router<crate::app::App> {
    axum::Router::new()
}
