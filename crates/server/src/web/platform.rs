//! Platforms as the pages show them: a mark and a proper name.

use transom_policy::Channel;

/// A platform, for templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Platform(pub(crate) Channel);

/// Stands for platforms without a mark of their own.
const UNMARKED: &str = "message-circle";

impl Platform {
    /// The word for addresses, forms and style sheets.
    pub(crate) fn code(self) -> &'static str {
        self.0.as_str()
    }

    /// The name, which is the same in every language.
    pub(crate) fn name(self) -> &'static str {
        match self.0 {
            Channel::Messenger => "Messenger",
            Channel::Instagram => "Instagram",
            Channel::WhatsApp => "WhatsApp",
            Channel::Email => "E-mail",
            Channel::Sms => "SMS",
            Channel::Webchat => "Webchat",
        }
    }

    /// The mark, see [`Viewer::icon`](super::viewer::Viewer::icon).
    pub(crate) fn icon(self) -> &'static str {
        match self.0 {
            Channel::Messenger => "messenger",
            Channel::Instagram => "instagram",
            Channel::WhatsApp => "whatsapp",
            Channel::Email | Channel::Sms | Channel::Webchat => UNMARKED,
        }
    }

    /// Whether customers find something there before they write: a greeting, a menu, questions on offer.
    pub(crate) fn has_profile(self) -> bool {
        matches!(self.0, Channel::Messenger | Channel::Instagram)
    }

    /// Whether customers carry labels there.
    pub(crate) fn has_labels(self) -> bool {
        transom_domain::label::has_labels(self.0)
    }

    /// Whether texts are approved there.
    pub(crate) fn has_templates(self) -> bool {
        matches!(self.0, Channel::Messenger | Channel::WhatsApp)
    }

    /// The key of what stands before a message that was sent outside of this desk.
    pub(crate) fn sender(self) -> &'static str {
        match self.0 {
            Channel::Messenger => "sender-page",
            _ => "sender-account",
        }
    }
}
