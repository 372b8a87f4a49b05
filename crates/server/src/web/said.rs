//! What the platform says in code words, in sentences; what nobody has a sentence for stays its own word, in quotes.

use super::viewer::Viewer;

/// The platform's words for why it did something, each with the key of its sentence.
const WHY: [(&str, &str); 18] = [
    ("ABUSIVE_CONTENT", "said-abusive"),
    ("INCORRECT_CATEGORY", "said-category"),
    ("INVALID_FORMAT", "said-format"),
    ("PROMOTIONAL", "said-promotional"),
    ("SCAM", "said-scam"),
    ("TAG_CONTENT_MISMATCH", "said-mismatch"),
    ("FIRST_PAUSE", "said-first-pause"),
    ("SECOND_PAUSE", "said-second-pause"),
    ("RATE_LIMITING_PAUSE", "said-rate-pause"),
    ("SPAM", "said-spam"),
    ("LOW_CALLING_QUALITY", "said-calls"),
    ("RESTRICTED_BIZ_INITIATED_MESSAGING", "said-no-first"),
    ("RESTRICTED_CUSTOMER_INITIATED_MESSAGING", "said-no-answers"),
    ("RESTRICTED_UTILITY_TEMPLATES", "said-no-utility"),
    (
        "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES",
        "said-no-utility",
    ),
    ("RESTRICTED_ADD_PHONE_NUMBER_ACTION", "said-no-numbers"),
    ("RESTRICTED_BUSINESS_INITIATED_CALLING", "said-no-calling"),
    ("RESTRICTED_USER_INITIATED_CALLING", "said-no-calls"),
];

/// Its words for what happened to a number.
const STANDING: [(&str, &str); 6] = [
    ("FLAGGED", "notice-flagged"),
    ("UNFLAGGED", "notice-unflagged"),
    ("UPGRADE", "notice-upgrade"),
    ("DOWNGRADE", "notice-downgrade"),
    ("ONBOARDING", "notice-onboarding"),
    ("THROUGHPUT_UPGRADE", "notice-throughput"),
];

/// Its words for what happened to the PIN of a number.
const SECURITY: [(&str, &str); 3] = [
    ("PIN_CHANGED", "notice-pin-changed"),
    ("PIN_RESET_REQUEST", "notice-pin-asked"),
    ("PIN_RESET_SUCCESS", "notice-pin-reset"),
];

impl Viewer {
    /// Why the platform did something.
    pub(crate) fn said(&self, words: &str) -> String {
        match find(&WHY, words) {
            Some(key) => self.text(key).to_string(),
            None => self.text("remark-said").arg("words", words).to_string(),
        }
    }

    /// What the platform took away.
    pub(crate) fn taken(&self, words: &str) -> String {
        match find(&WHY, words) {
            Some(key) => self.text(key).to_string(),
            None => self.text("notice-others").arg("what", words).to_string(),
        }
    }

    /// What happened to a number.
    pub(crate) fn standing(&self, event: &str) -> String {
        match find(&STANDING, event) {
            Some(key) => self.text(key).to_string(),
            None => self.text("notice-standing").arg("event", event).to_string(),
        }
    }

    /// What happened to what protects a number.
    pub(crate) fn security(&self, event: &str) -> String {
        match find(&SECURITY, event) {
            Some(key) => self.text(key).to_string(),
            None => self.text("notice-security").arg("event", event).to_string(),
        }
    }
}

fn find(known: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    let of = known.iter().find(|(code, _)| *code == word);
    of.map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::web::i18n::Lang;

    #[test]
    fn every_known_word_has_a_sentence_in_every_language_and_others_stay_in_quotes() {
        for lang in Lang::ALL {
            let viewer = Viewer {
                lang,
                time_zone: TimeZone::UTC,
                now: Timestamp::UNIX_EPOCH,
                csrf: String::new(),
            };
            for (word, key) in WHY.iter().chain(&STANDING).chain(&SECURITY) {
                let sentence = viewer.text(key).to_string();
                assert!(
                    sentence.ends_with('.') && !sentence.contains(word),
                    "{lang:?} {key}: {sentence}"
                );
            }
            for sentence in [
                viewer.said("NEW_WORD"),
                viewer.taken("NEW_WORD"),
                viewer.standing("NEW_WORD"),
                viewer.security("NEW_WORD"),
            ] {
                assert!(sentence.contains("NEW_WORD"), "{sentence}");
                assert!(sentence.contains(['“', '«']), "{sentence}");
            }
        }
    }
}
