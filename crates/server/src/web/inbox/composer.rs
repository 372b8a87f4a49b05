//! The composer: it always ends in a legal action. Where no text may be sent there is no text box, only what
//! may be done instead; a note can be written at any time.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use jiff::civil::Date;
use transom_domain::moderation::Moderation;
use transom_policy::{RefusalCode, Route};

use super::compose::MOST_FILES;
use super::control::Control;
use super::moderation;
use super::permitted::Offer;
use super::tagged::{Wizard, Written};
use super::taken::{self, Taken};
use super::template::{Open, Picker};
use crate::web::i18n::Text;
use crate::web::viewer::Viewer;

/// The composer of one conversation.
#[derive(Clone, Debug)]
pub(crate) struct Composer {
    /// `conv_…`
    pub(crate) conversation: String,
    pub(crate) state: State,
    /// Which app may write into the thread.
    pub(crate) control: Control,
    /// The most that the channel takes in one message.
    pub(crate) limit: u32,
    /// The limit is one of bytes, not of characters.
    pub(crate) counts_bytes: bool,
    /// What the channel takes as files; nothing where it takes none.
    pub(crate) files: Vec<Taken>,
    /// The platform's stickers can be looked up.
    pub(crate) stickers: bool,
    /// The permissions that the customer may be asked for.
    pub(crate) asks: Vec<&'static str>,
    /// Open on the note instead of the reply.
    pub(crate) mode: Mode,
    /// Why the last attempt was refused; what was typed stays in [`Composer::text`].
    pub(crate) refusal: Option<Refusal>,
    /// What the box holds at first: empty, or the text that was refused.
    pub(crate) text: String,
    /// Templates, where the platform has them and nothing bars everything.
    pub(crate) picker: Option<Picker>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    #[default]
    Reply,
    Note,
}

/// What may be sent now.
#[derive(Clone, Debug)]
pub(crate) enum State {
    /// The standard window is open.
    Open {
        opened_at: Timestamp,
        closes_at: Timestamp,
        /// A person may still answer afterwards, until then.
        human_until: Option<Timestamp>,
    },
    /// The window is closed; a person may answer.
    Human {
        opened_at: Timestamp,
        until: Timestamp,
        /// An update may go by a tag besides, where the governing rulebook has tags.
        tagged: Option<Wizard>,
    },
    /// No text may be sent: the legal ways, most useful first, and what the platform has withdrawn.
    Closed {
        code: RefusalCode,
        /// A message may go by a tag, where the governing rulebook has tags.
        tagged: Option<Wizard>,
        remedies: Vec<Remedy>,
        withdrawn: Vec<Withdrawn>,
    },
    /// Nothing may be sent, whatever the window says.
    Halted(Halt),
}

/// A legal way out of a closed window.
#[derive(Clone, Debug)]
pub(crate) enum Remedy {
    /// Send a text with a permission that the customer gave.
    Permitted(Offer),
    /// Ask the customer to write, with the page's chat link.
    AskToWrite { link: String },
    /// The platform would let a person answer until then, had the page its permission. Settings are for owners.
    HumanPermission {
        until: Timestamp,
        settings: Option<String>,
    },
}

/// A route that earlier rulebooks had.
#[derive(Clone, Debug)]
pub(crate) struct Withdrawn {
    pub(crate) route: Route,
    pub(crate) on: Date,
}

/// Why nothing may be sent.
#[derive(Clone, Debug)]
pub(crate) enum Halt {
    Disconnected {
        settings: Option<String>,
    },
    Restricted {
        until: Option<Timestamp>,
        reason: Option<String>,
    },
    /// The customer blocked the page or cannot be reached.
    Unreachable,
    /// Another app, of this name, may write into the thread.
    Standby {
        app: String,
        /// It can be taken from here.
        is_shared: bool,
        /// The platform may want us to ask first.
        is_secondary: bool,
    },
    /// The platform is being asked to keep the customer away.
    Barring,
    /// The business keeps the customer away.
    Barred {
        /// What lets them back, where the platform can be asked for it.
        undo: Option<Moderation>,
    },
}

/// A send that was not allowed.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    /// Why, in the reader's language.
    pub(crate) sentence: String,
}

/// What was tried to be sent and came back: shown again with the reason.
#[derive(Clone, Debug)]
pub(crate) enum Tried {
    /// A reply, with its text.
    Reply { refusal: Refusal, text: String },
    /// A tagged message.
    Tagged(Written),
    /// A template.
    Template(Box<Open>),
}

/// How much of the time is left, for the bar.
struct Bar {
    seconds: i64,
    left: i64,
    ends_ms: i64,
}

impl State {
    fn code(&self) -> &'static str {
        match self {
            State::Open { .. } => "open",
            State::Human { .. } => "human",
            State::Closed { .. } => "closed",
            State::Halted(_) => "halted",
        }
    }

    /// The tag wizard, where there is one.
    pub(super) fn wizard(&mut self) -> Option<&mut Wizard> {
        match self {
            State::Human { tagged, .. } | State::Closed { tagged, .. } => tagged.as_mut(),
            State::Open { .. } | State::Halted(_) => None,
        }
    }

    /// What is still possible after the standard window.
    fn then(&self, viewer: &Viewer) -> Option<Text> {
        match self {
            State::Open {
                human_until: Some(until),
                ..
            } => Some(viewer.text("composer-then").arg("at", viewer.exact(until))),
            _ => None,
        }
    }

    fn bar(&self, viewer: &Viewer) -> Option<Bar> {
        let (start, end) = match *self {
            State::Open {
                opened_at,
                closes_at,
                ..
            } => (opened_at, closes_at),
            State::Human {
                opened_at, until, ..
            } => (opened_at, until),
            _ => return None,
        };
        Some(Bar {
            seconds: end.duration_since(start).as_secs().max(1),
            left: end.duration_since(viewer.now).as_secs().max(0),
            ends_ms: end.as_millisecond(),
        })
    }
}

impl Halt {
    fn icon(&self) -> &'static str {
        match self {
            Halt::Disconnected { .. } => "wifi-off",
            Halt::Restricted { .. } | Halt::Barring | Halt::Barred { .. } => "ban",
            Halt::Unreachable => "circle-x",
            Halt::Standby { .. } => "shuffle",
        }
    }

    fn tone(&self) -> &'static str {
        match self {
            Halt::Standby { .. } => "standby",
            Halt::Disconnected { .. }
            | Halt::Restricted { .. }
            | Halt::Unreachable
            | Halt::Barring
            | Halt::Barred { .. } => "halt",
        }
    }

    /// What happened, and what to do.
    fn texts(&self, viewer: &Viewer) -> (String, Text) {
        match self {
            Halt::Disconnected { .. } => (
                viewer.text("halt-disconnected").to_string(),
                viewer.text("halt-disconnected-hint"),
            ),
            Halt::Restricted { until, .. } => (
                viewer.restriction(*until),
                viewer.text("halt-restricted-hint"),
            ),
            Halt::Unreachable => (
                viewer.text("halt-unreachable").to_string(),
                viewer.text("halt-unreachable-hint"),
            ),
            Halt::Standby { app, is_shared, .. } => (
                viewer.text("control-theirs").arg("app", app).to_string(),
                if *is_shared {
                    viewer.text("halt-standby-hint")
                } else {
                    viewer.text("control-elsewhere")
                },
            ),
            Halt::Barring => (
                viewer.text("halt-barring").to_string(),
                viewer.text("halt-barring-hint"),
            ),
            Halt::Barred { .. } => (
                viewer.text("halt-barred").to_string(),
                viewer.text("halt-barred-hint"),
            ),
        }
    }

    fn settings(&self) -> Option<&str> {
        match self {
            Halt::Disconnected { settings } => settings.as_deref(),
            Halt::Restricted { .. }
            | Halt::Unreachable
            | Halt::Barring
            | Halt::Barred { .. }
            | Halt::Standby { .. } => None,
        }
    }

    /// What lets the customer back: its code, and the key of its name.
    fn undo(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Halt::Barred { undo } => {
                undo.map(|action| (action.as_str(), moderation::label(action)))
            }
            _ => None,
        }
    }
}

impl Composer {
    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> ComposerFragment<'a> {
        ComposerFragment {
            viewer,
            composer: self,
        }
    }
}

impl ComposerFragment<'_> {
    /// What may be attached, and how large.
    fn files(&self) -> String {
        taken::told(&self.composer.files, self.viewer)
    }

    /// The media types that may be chosen; nothing where any may.
    fn accept(&self) -> Option<String> {
        taken::accepted(&self.composer.files)
    }

    /// The same for the script.
    fn rules(&self) -> String {
        taken::rules(&self.composer.files)
    }
}

impl HtmlSafe for ComposerFragment<'_> {}

/// The composer as a fragment: replace `composer-<conversation>`. What an agent is typing is kept by the browser.
#[derive(Debug, Template)]
#[template(path = "inbox/composer.html")]
pub(crate) struct ComposerFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) composer: &'a Composer,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::i18n::Lang;
    use crate::web::inbox::control::Holder;
    use crate::web::inbox::message::AttachmentKind;

    fn viewer() -> Viewer {
        Viewer {
            lang: Lang::En,
            time_zone: jiff::tz::TimeZone::UTC,
            now: "2026-11-21T10:00:00Z".parse().unwrap(),
            csrf: "t".to_owned(),
        }
    }

    fn taken(label: AttachmentKind, most: u64) -> Taken {
        Taken {
            label,
            kind: "image",
            most,
            most_moving: None,
            edge: None,
            drawn: Vec::new(),
            types: vec!["image/png".to_owned()],
            told: "Sent as a picture: PNG".to_owned(),
        }
    }

    fn composer(state: State) -> Composer {
        Composer {
            conversation: "conv_1".to_owned(),
            state,
            control: Control {
                conversation: "conv_1".to_owned(),
                is_shared: true,
                is_secondary: false,
                holder: Holder::Alone,
                request: None,
                targets: Vec::new(),
            },
            asks: Vec::new(),
            stickers: false,
            limit: 2000,
            counts_bytes: false,
            files: vec![taken(AttachmentKind::Image, 8_000_000)],
            mode: Mode::Reply,
            refusal: None,
            text: String::new(),
            picker: None,
        }
    }

    fn render(state: State) -> String {
        composer(state).show(&viewer()).render().unwrap()
    }

    fn closed() -> State {
        let link = "https://m.me/1".to_owned();
        State::Closed {
            code: RefusalCode::WindowClosed,
            tagged: None,
            remedies: vec![Remedy::AskToWrite { link }],
            withdrawn: Vec::new(),
        }
    }

    #[test]
    fn a_closed_window_offers_what_may_be_done_and_no_box_for_a_reply() {
        let html = render(closed());
        assert!(!html.contains("id=\"reply-conv_1\""));
        assert!(html.contains("https://m.me/1"));
    }

    #[test]
    fn a_halted_channel_has_no_box_for_a_reply() {
        assert!(!render(State::Halted(Halt::Unreachable)).contains("id=\"reply-conv_1\""));
    }

    #[test]
    fn kinds_of_files_that_may_be_of_one_size_share_it() {
        let mut composer = composer(closed());
        composer.files = vec![
            taken(AttachmentKind::Image, 5_000_000),
            taken(AttachmentKind::Video, 16_000_000),
            taken(AttachmentKind::Audio, 16_000_000),
        ];
        let told = composer.show(&viewer()).files();
        assert_eq!(told, "Image 5 MB · Video, Audio 16 MB");
    }

    #[test]
    fn whoever_is_kept_away_is_let_back_where_the_reply_was() {
        let barred = |undo| render(State::Halted(Halt::Barred { undo }));
        assert!(barred(Some(Moderation::Unban)).contains("name=\"action\" value=\"unban\""));
        assert!(
            !barred(None).contains("/moderation"),
            "it is asked for already"
        );
    }

    #[test]
    fn a_thread_of_another_app_is_read_only_and_can_be_taken() {
        let standby = |is_shared| {
            render(State::Halted(Halt::Standby {
                app: "<b>Bot".to_owned(),
                is_shared,
                is_secondary: false,
            }))
        };
        let html = standby(true);
        assert!(!html.contains("id=\"reply-conv_1\""));
        assert!(html.contains("value=\"take\""));
        assert!(html.contains("&#60;b&#62;Bot"));
        assert!(!standby(false).contains("value=\"take\""));
    }

    #[test]
    fn a_note_can_always_be_written() {
        for state in [closed(), State::Halted(Halt::Unreachable)] {
            assert!(render(state).contains("id=\"note-conv_1\""));
        }
    }
}
