//! Answers offered as buttons below a message.

use serde::{Deserialize, Serialize};

/// An answer offered as a button. It vanishes when one is tapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum QuickReply {
    /// Words of the business.
    Answer {
        /// The label.
        title: String,
        /// What comes back when it is tapped.
        payload: String,
        /// Where a small picture beside the label lies.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        image_url: Option<String>,
    },
    /// A detail of the customer. Their app offers what the platform knows of it, and sends it back when it is tapped.
    Detail {
        /// Which.
        detail: CustomerDetail,
    },
}

/// A detail of a customer that they can send with a tap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerDetail {
    /// Their e-mail address.
    Email,
    /// Their telephone number.
    Phone,
}

impl QuickReply {
    /// An answer without a picture.
    pub fn answer(title: impl Into<String>, payload: impl Into<String>) -> Self {
        Self::Answer {
            title: title.into(),
            payload: payload.into(),
            image_url: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again_as_it_was() {
        let kept = r#"{"title":"M","payload":"SIZE_M"}"#;
        let answer: QuickReply = serde_json::from_str(kept).unwrap();
        assert_eq!(answer, QuickReply::answer("M", "SIZE_M"));
        assert_eq!(serde_json::to_string(&answer).unwrap(), kept);
        let detail = QuickReply::Detail {
            detail: CustomerDetail::Email,
        };
        let text = serde_json::to_string(&detail).unwrap();
        assert_eq!(serde_json::from_str::<QuickReply>(&text).unwrap(), detail);
    }
}
