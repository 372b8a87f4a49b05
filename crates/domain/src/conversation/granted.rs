//! What a customer gave that lets the business write to them later, and what was made of it.
//!
//! Each is spent by a message of ours, and given back when that message did not go out.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{Comment, CommentKind, Consent, MarketingConsent, Token};

use crate::id::MessageId;
use crate::inbound::CommentPlace;

/// How many of the messages that went out with one permission are kept: for the pace, the last ones count.
const KEPT: usize = 4;

/// Everything a customer gave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Granted {
    /// Permissions to write.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
    /// Comments that were answered in private, or are to be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<AnsweredComment>,
}

/// A permission to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    /// The platform's token; the message is addressed to it.
    pub token: String,
    /// For what.
    pub kind: PermissionKind,
    /// What it is about, as the request named it.
    pub topic: String,
    /// When it was given.
    pub issued_at: Timestamp,
    /// When the platform told of it last.
    pub told_at: Timestamp,
    /// When the platform lets it end, where it said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The customer took it back; they may give it again.
    #[serde(default)]
    pub stopped: bool,
    /// Messages that went out with it, oldest first.
    #[serde(default)]
    pub spent: Vec<Spent>,
    /// When the platform last held a message of it back, as one that came too soon after another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<Timestamp>,
}

/// For what a permission is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermissionKind {
    /// One message.
    OneTime,
    /// Marketing messages, one after the other.
    Marketing,
}

/// A message that went out with a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spent {
    /// Which.
    pub by: MessageId,
    /// When.
    pub at: Timestamp,
}

/// A comment and its private answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredComment {
    /// The platform's id of it; the answer is addressed to it.
    pub external_id: String,
    /// When it was written.
    pub at: Timestamp,
    /// Where it stands.
    pub place: CommentPlace,
    /// The answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Spent>,
}

impl Granted {
    /// Whether there is nothing.
    pub const fn is_empty(&self) -> bool {
        self.permissions.is_empty() && self.comments.is_empty()
    }

    /// Takes note of a permission, or of news about one. They come in any order; the latest counts.
    pub fn permitted(&mut self, told: Permission) {
        let known = self
            .permissions
            .iter_mut()
            .find(|known| known.token == told.token);
        let Some(known) = known else {
            self.permissions.push(told);
            self.permissions
                .sort_by(|one, other| one.token.cmp(&other.token));
            return;
        };
        known.issued_at = known.issued_at.min(told.issued_at);
        // It is only ever lengthened, and not every notice tells of its end.
        known.expires_at = known.expires_at.max(told.expires_at);
        known.held_at = known.held_at.max(told.held_at);
        // Of two words at the same moment the one that asks for quiet counts.
        if (told.told_at, told.stopped) > (known.told_at, known.stopped) {
            known.told_at = told.told_at;
            known.stopped = told.stopped;
        }
    }

    /// Takes note of a comment that is to be answered.
    pub fn commented(&mut self, comment: AnsweredComment) {
        let is_known = |known: &AnsweredComment| known.external_id == comment.external_id;
        if !self.comments.iter().any(is_known) {
            self.comments.push(comment);
        }
    }

    /// Spends a permission or a comment, by the platform's name for it.
    pub fn spend(&mut self, name: &str, by: MessageId, at: Timestamp) {
        let spent = Spent { by, at };
        let mut permissions = self.permissions.iter_mut();
        if let Some(permission) = permissions.find(|one| one.token == name) {
            permission.spent.push(spent);
            let excess = permission.spent.len().saturating_sub(KEPT);
            permission.spent.drain(..excess);
        } else if let Some(comment) = self.comments.iter_mut().find(|one| one.external_id == name) {
            comment.answer = Some(spent);
        }
    }

    /// Gives back what a message spent that did not go out.
    pub fn give_back(&mut self, by: MessageId) {
        for permission in &mut self.permissions {
            permission.spent.retain(|spent| spent.by != by);
        }
        for comment in &mut self.comments {
            comment.answer = comment.answer.filter(|spent| spent.by != by);
        }
    }

    /// The platform held back what a message was sent with: the permission rests as if it had been used now.
    pub fn held_back(&mut self, by: MessageId, at: Timestamp) {
        let is_of_it = |one: &&mut Permission| {
            one.kind == PermissionKind::Marketing && one.spent.iter().any(|spent| spent.by == by)
        };
        for permission in self.permissions.iter_mut().filter(is_of_it) {
            permission.held_at = permission.held_at.max(Some(at));
        }
    }

    /// The platform says that the customer stopped what a message was sent with. Whether it was sent with a permission.
    pub fn stopped(&mut self, by: MessageId, at: Timestamp) -> bool {
        let is_of_it = |one: &&mut Permission| one.spent.iter().any(|spent| spent.by == by);
        let Some(permission) = self.permissions.iter_mut().find(is_of_it) else {
            return false;
        };
        permission.told_at = permission.told_at.max(at);
        permission.stopped = true;
        true
    }

    /// What a message spends: the token or the comment that it is addressed to.
    pub fn spent_by(&self, by: MessageId) -> Option<&str> {
        let permission = self
            .permissions
            .iter()
            .find(|one| one.spent.iter().any(|spent| spent.by == by));
        let comment = || {
            let mut comments = self.comments.iter();
            comments.find(|one| one.answer.is_some_and(|spent| spent.by == by))
        };
        permission
            .map(|one| one.token.as_str())
            .or_else(|| comment().map(|one| one.external_id.as_str()))
    }

    /// Whether what a message answers is a post of its own, not a comment.
    pub fn answers_post(&self, by: MessageId) -> bool {
        self.comments.iter().any(|one| {
            one.place == CommentPlace::VisitorPost && one.answer.is_some_and(|spent| spent.by == by)
        })
    }

    /// The permissions, as the policy engine knows them. What one message spends is left out, when it is judged itself.
    pub fn tokens(&self, judged: Option<MessageId>) -> Vec<Token> {
        let live = self.permissions.iter().filter(|one| !one.stopped);
        let token = |one: &Permission| {
            let others = one.spent.iter().filter(|spent| Some(spent.by) != judged);
            let last = others.map(|spent| spent.at).max().max(one.held_at);
            match one.kind {
                PermissionKind::OneTime => Token::OneTime {
                    id: Some(one.token.as_str().into()),
                    topic: Some(one.topic.as_str().into()),
                    issued_at: one.issued_at,
                    used_at: last,
                },
                PermissionKind::Marketing => Token::Marketing {
                    id: Some(one.token.as_str().into()),
                    issued_at: Some(one.issued_at),
                    expires_at: one.expires_at,
                    last_sent_at: last,
                },
            }
        };
        live.map(token).collect()
    }

    /// The comments, as the policy engine knows them; in the same way.
    pub fn comments(&self, judged: Option<MessageId>) -> Vec<Comment> {
        let comment = |one: &AnsweredComment| {
            let kind = match one.place {
                CommentPlace::Feed | CommentPlace::VisitorPost => CommentKind::Post,
                CommentPlace::Reel => CommentKind::Reel,
                CommentPlace::Story => CommentKind::Story,
                CommentPlace::Ad => CommentKind::Ad,
                CommentPlace::Live => CommentKind::Live,
                CommentPlace::Mention => return None,
            };
            Some(Comment {
                id: Some(one.external_id.as_str().into()),
                at: one.at,
                kind,
                // No platform tells when a broadcast ends.
                live_ended_at: None,
                answered_at: one
                    .answer
                    .filter(|spent| Some(spent.by) != judged)
                    .map(|spent| spent.at),
            })
        };
        self.comments.iter().filter_map(comment).collect()
    }

    /// Whether the customer wants marketing messages, by what they said last.
    pub fn consent(&self) -> Consent {
        let marketing = self
            .permissions
            .iter()
            .filter(|one| one.kind == PermissionKind::Marketing)
            .max_by_key(|one| (one.told_at, one.stopped));
        Consent {
            marketing: match marketing {
                None => MarketingConsent::Unknown,
                Some(one) if one.stopped => MarketingConsent::Stopped,
                Some(_) => MarketingConsent::Granted,
            },
        }
    }

    /// Takes over what another identity of the same customer gave.
    pub fn absorb(&mut self, other: Self) {
        for permission in other.permissions {
            self.permitted(permission);
        }
        for comment in other.comments {
            self.comments
                .retain(|known| known.external_id != comment.external_id);
            self.comments.push(comment);
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(3600 * hour).unwrap()
    }

    fn told(hour: i64, stopped: bool) -> Permission {
        Permission {
            token: "nmt_1".to_owned(),
            kind: PermissionKind::Marketing,
            topic: "offers".to_owned(),
            issued_at: at(hour),
            told_at: at(hour),
            expires_at: (!stopped).then(|| at(hour + 1000)),
            stopped,
            spent: Vec::new(),
            held_at: None,
        }
    }

    #[test]
    fn the_latest_word_on_marketing_counts_in_whatever_order_it_is_told() {
        let news = [told(1, false), told(2, true), told(3, false), told(4, true)];
        for count in 1..=news.len() {
            let in_order = news[..count].to_vec();
            let mut backwards = in_order.clone();
            backwards.reverse();
            backwards.extend(in_order.clone());
            let note = |told: Vec<Permission>| {
                let mut granted = Granted::default();
                for one in told {
                    granted.permitted(one);
                }
                granted
            };
            let (one, other) = (note(in_order), note(backwards));
            let word = |granted: &Granted| (granted.consent(), granted.permissions[0].issued_at);
            assert_eq!(word(&one), word(&other));
            let stopped = one.consent().marketing == MarketingConsent::Stopped;
            assert_eq!(stopped, count % 2 == 0);
            assert_eq!(one.tokens(None).is_empty(), stopped);
        }
    }

    #[test]
    fn a_permission_of_which_a_message_was_held_back_rests_for_that_message_too() {
        let mut granted = Granted::default();
        granted.permitted(told(1, false));
        let message = MessageId::new(Uuid::from_u128(7));
        granted.spend("nmt_1", message, at(2));
        granted.held_back(message, at(3));
        granted.give_back(message);
        let last = |granted: &Granted| match granted.tokens(Some(message))[0] {
            Token::Marketing { last_sent_at, .. } => last_sent_at,
            Token::OneTime { .. } => None,
        };
        assert_eq!(last(&granted), Some(at(3)));
        // Later news about the permission do not end its rest.
        granted.permitted(told(4, false));
        assert_eq!(last(&granted), Some(at(3)));
    }

    #[test]
    fn a_token_is_spent_by_one_message_and_given_back_when_that_did_not_go_out() {
        let mut granted = Granted::default();
        granted.permitted(Permission {
            kind: PermissionKind::OneTime,
            ..told(1, false)
        });
        let message = MessageId::new(Uuid::from_u128(7));
        granted.spend("nmt_1", message, at(2));
        assert_eq!(granted.spent_by(message), Some("nmt_1"));
        let is_used = |granted: &Granted, judged| {
            let tokens = granted.tokens(judged);
            matches!(
                tokens[0],
                Token::OneTime {
                    used_at: Some(_),
                    ..
                }
            )
        };
        assert!(is_used(&granted, None));
        assert!(!is_used(&granted, Some(message)), "its own spending");
        // A repeated notice does not make it new.
        granted.permitted(Permission {
            kind: PermissionKind::OneTime,
            ..told(1, false)
        });
        assert!(is_used(&granted, None));
        granted.give_back(message);
        assert!(!is_used(&granted, None));
    }

    #[test]
    fn a_permission_that_the_customer_stopped_is_found_by_the_message_that_spent_it() {
        let mut granted = Granted::default();
        granted.permitted(told(1, false));
        granted.permitted(Permission {
            token: "nmt_2".to_owned(),
            ..told(1, false)
        });
        let [with, without] = [7, 8].map(|id| MessageId::new(Uuid::from_u128(id)));
        granted.spend("nmt_1", with, at(2));
        assert!(!granted.stopped(without, at(3)));
        assert_eq!(granted.tokens(None).len(), 2);
        assert!(granted.stopped(with, at(3)));
        granted.give_back(with);
        assert_eq!(granted.tokens(None).len(), 1, "the other topic goes on");
        // What was told before does not bring it back, and what the customer says later does.
        granted.permitted(told(2, false));
        assert_eq!(granted.tokens(None).len(), 1);
        granted.permitted(told(4, false));
        assert_eq!(granted.tokens(None).len(), 2);
    }

    fn comment(id: &str, place: CommentPlace) -> AnsweredComment {
        AnsweredComment {
            external_id: id.to_owned(),
            at: at(1),
            place,
            answer: None,
        }
    }

    #[test]
    fn a_mention_elsewhere_is_nothing_to_answer_and_a_visitors_post_is() {
        let mut granted = Granted::default();
        granted.commented(comment("mention", CommentPlace::Mention));
        assert!(granted.comments(None).is_empty());
        granted.commented(comment("post", CommentPlace::VisitorPost));
        granted.commented(comment("comment", CommentPlace::Feed));
        assert_eq!(granted.comments(None).len(), 2);
        let [to_post, to_comment] = [1, 2].map(|id| MessageId::new(Uuid::from_u128(id)));
        granted.spend("post", to_post, at(2));
        granted.spend("comment", to_comment, at(2));
        assert!(granted.answers_post(to_post));
        assert!(!granted.answers_post(to_comment));
    }
}
