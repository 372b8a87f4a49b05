//! What surrounds every page: the document head, the rail, the notice after an action.

use askama::Template;
use askama::filters::HtmlSafe;

use super::i18n::Lang;
use super::person::Person;
use super::viewer::Viewer;

/// The frame of a page. Signed-out pages have no account and are drawn as a card in the middle.
#[derive(Debug)]
pub(crate) struct Shell {
    pub(crate) viewer: Viewer,
    /// The nonce of this response's Content-Security-Policy.
    pub(crate) nonce: String,
    pub(crate) theme: Theme,
    pub(crate) account: Option<Account>,
    pub(crate) section: Section,
    /// How many conversations are closing soon, shown in the rail.
    pub(crate) closing_soon: u64,
    /// How many webhooks were not understood, shown to owners in the rail.
    pub(crate) unhandled: u64,
    pub(crate) notice: Option<Notice>,
}

/// The agent who is signed in.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) person: Person,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) workspace: String,
    /// The agent's own choice of time zone; when there is none the browser's is used.
    pub(crate) has_time_zone: bool,
}

/// What an agent may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Owner,
    Agent,
}

impl Role {
    pub(crate) const ALL: [Role; 2] = [Role::Agent, Role::Owner];

    /// The value in forms and in the database.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Agent => "agent",
        }
    }

    /// The key of the role's name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Role::Owner => "role-owner",
            Role::Agent => "role-agent",
        }
    }

    /// The key of the sentence that says what the role may do.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Role::Owner => "role-owner-hint",
            Role::Agent => "role-agent-hint",
        }
    }
}

/// Light or dark, or what the device prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    pub(crate) const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The value in forms, in the database and in `<html data-theme>`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a form's value; what is absent is the device's to choose.
    pub(crate) fn from_code(code: &str) -> Option<Theme> {
        match code {
            "" | "system" => Some(Theme::System),
            "light" => Some(Theme::Light),
            "dark" => Some(Theme::Dark),
            _ => None,
        }
    }

    /// The content of `<meta name="color-scheme">`.
    pub(crate) fn color_scheme(self) -> &'static str {
        match self {
            Theme::System => "light dark",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The key of the theme's name.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Theme::System => "theme-system",
            Theme::Light => "theme-light",
            Theme::Dark => "theme-dark",
        }
    }
}

/// The entry of the rail that is current.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Inbox,
    Comments,
    Policy,
    Journal,
    Settings,
    /// Outside of the rail: signing in, setting up, errors.
    None,
}

impl Section {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Section::Inbox => "inbox",
            Section::Comments => "comments",
            Section::Policy => "policy",
            Section::Journal => "journal",
            Section::Settings => "settings",
            Section::None => "",
        }
    }
}

/// One sentence about what just happened; goes away by itself unless it is a problem.
#[derive(Clone, Debug)]
pub(crate) struct Notice {
    pub(crate) tone: NoticeTone,
    pub(crate) text: String,
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeTone {
    Done,
    Problem,
}

impl Shell {
    pub(crate) fn lang(&self) -> Lang {
        self.viewer.lang
    }

    pub(crate) fn clock(&self) -> ClockFragment<'_> {
        ClockFragment {
            viewer: &self.viewer,
        }
    }

    pub(crate) fn rail_count(&self) -> RailCount {
        RailCount {
            closing_soon: self.closing_soon,
        }
    }

    pub(crate) fn is_owner(&self) -> bool {
        self.account
            .as_ref()
            .is_some_and(|account| account.role == Role::Owner)
    }
}

impl Notice {
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> NoticeFragment<'a> {
        NoticeFragment {
            viewer,
            notice: self,
        }
    }
}

impl HtmlSafe for NoticeFragment<'_> {}
impl HtmlSafe for ClockFragment<'_> {}
impl HtmlSafe for RailCount {}

/// The notice as a fragment: append it to `notices`.
#[derive(Debug, Template)]
#[template(path = "notice.html")]
pub(crate) struct NoticeFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) notice: &'a Notice,
}

/// The element that sets the browser's clock by the program's: replace `server-clock` when the clock was moved.
#[derive(Debug, Template)]
#[template(path = "clock.html")]
pub(crate) struct ClockFragment<'a> {
    pub(crate) viewer: &'a Viewer,
}

/// The count beside *Closing soon* in the rail: replace `rail-closing-soon`.
#[derive(Debug, Template)]
#[template(path = "rail_count.html")]
pub(crate) struct RailCount {
    pub(crate) closing_soon: u64,
}
