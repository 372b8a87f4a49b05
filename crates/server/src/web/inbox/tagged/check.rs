//! What the rules say about a text, as the wizard shows it.

use transom_domain::decide::Refusal;
use transom_policy::{RefusalCode, Verdict, Warning};

use super::alarm;
use crate::web::viewer::Viewer;

/// The answer of the rules.
#[derive(Clone, Debug)]
pub(crate) enum Check {
    /// Nothing is written yet.
    Waiting,
    /// It may be sent, and why.
    Clear(String),
    /// The content check raised an alarm.
    Alarm {
        /// Why, with the words.
        sentence: String,
        /// The key of what to do about it.
        hint: &'static str,
        /// The words, as they are vouched for.
        words: String,
    },
    /// The alarm is vouched to be false: it may be sent.
    Attested { sentence: String, words: String },
    /// It may not be sent, whatever its words.
    Barred(String),
}

impl Check {
    /// The verdict about a draft with this text.
    pub(super) fn of(verdict: &Verdict, text: &str, viewer: &Viewer) -> Self {
        match verdict {
            Verdict::Allow(allowed) => {
                let sentence = viewer.allowed(allowed);
                if allowed.warnings.contains(Warning::ContentAttested) {
                    let words = alarm(text);
                    Self::Attested { sentence, words }
                } else {
                    Self::Clear(sentence)
                }
            }
            Verdict::Refuse(refusal) => Self::of_refusal(refusal, text, viewer),
        }
    }

    /// The refusal of a message with this text.
    pub(super) fn refused(refusal: &Refusal, text: &str, viewer: &Viewer) -> Self {
        match refusal {
            Refusal::Policy(refusal) => Self::of_refusal(refusal, text, viewer),
            other => Self::Barred(super::actions::refusal_sentence(viewer, other)),
        }
    }

    fn of_refusal(refusal: &transom_policy::Refusal, text: &str, viewer: &Viewer) -> Self {
        let sentence = viewer.refused(refusal);
        let hint = match refusal.code {
            RefusalCode::PromotionalContent => "tagged-rephrase-promotional",
            RefusalCode::RecurringContent => "tagged-rephrase-recurring",
            _ => return Self::Barred(sentence),
        };
        Self::Alarm {
            sentence,
            hint,
            words: alarm(text),
        }
    }

    /// The sentence, where there is something to say.
    pub(crate) fn sentence(&self) -> Option<&str> {
        match self {
            Self::Waiting => None,
            Self::Clear(sentence)
            | Self::Alarm { sentence, .. }
            | Self::Attested { sentence, .. }
            | Self::Barred(sentence) => Some(sentence),
        }
    }

    /// The name in class names.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Clear(_) => "clear",
            Self::Alarm { .. } => "alarm",
            Self::Attested { .. } => "attested",
            Self::Barred(_) => "barred",
        }
    }

    pub(super) fn icon(&self) -> &'static str {
        match self {
            Self::Waiting => "scale",
            Self::Clear(_) => "circle-check",
            Self::Alarm { .. } => "triangle-alert",
            Self::Attested { .. } => "shield-check",
            Self::Barred(_) => "ban",
        }
    }

    /// The words to vouch for, and whether somebody does.
    pub(super) fn alarm(&self) -> Option<(&str, bool)> {
        match self {
            Self::Alarm { words, .. } => Some((words, false)),
            Self::Attested { words, .. } => Some((words, true)),
            Self::Waiting | Self::Clear(_) | Self::Barred(_) => None,
        }
    }

    pub(super) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Alarm { hint, .. } => Some(hint),
            _ => None,
        }
    }
}
