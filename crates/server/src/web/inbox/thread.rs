//! The thread: from rows of the store to entries.

use jiff::{SignedDuration, Timestamp};
use transom_domain::delivery::Problem;
use transom_domain::inbound::IdentityChange;
use transom_domain::message::{
    Activity as Happened, Author, CustomerDetail, Extra as Said, Message as Line, Origin as From,
    QuickReply,
};
use transom_policy::Channel as Platform;
use transom_store::{MessageRow, ReactionRow};

use super::activity::{Activity, ActivityKind};
use super::attachment::File;
use super::control;
use super::delivery::{Delivery, Price};
use super::extra::{Extra, Unsupported};
use super::labels::because;
use super::list::attachment_kind;
use super::message::{Attachment, Content, Entry, Message, Origin, Quote, Reaction, Shown, Side};
use super::names::Names;
use super::provenance::Provenance;
use super::structured::Parts;
use super::template_bubble::TemplateBubble;
use crate::conversations::thread_control::{Held, Standing};
use crate::web::person::Person;
use crate::web::viewer::Viewer;

/// Lines of one sender closer than this are drawn together.
const TOGETHER: SignedDuration = SignedDuration::from_mins(2);

/// What the entries of one thread have in common.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) names: &'a Names,
    /// The customer.
    pub(crate) contact: &'a Person,
    /// The page, for what is sent by nobody we know.
    pub(crate) channel: &'a str,
    /// The platform's id of it.
    pub(crate) account: &'a str,
    pub(crate) platform: Platform,
    /// The apps that share it.
    pub(crate) standing: &'a Standing,
}

impl Room<'_> {
    /// The rows as entries, with the days between them.
    pub(crate) fn entries(&self, rows: &[MessageRow]) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::with_capacity(rows.len() + 8);
        let mut day = None;
        for (index, row) in rows.iter().enumerate() {
            let date = self.viewer.date(row.message.at);
            if day != Some(date) {
                entries.push(Entry::Day(date));
            }
            let before = index
                .checked_sub(1)
                .filter(|_| day == Some(date))
                .map(|before| &rows[before]);
            day = Some(date);
            entries.push(self.entry(row, before, rows));
        }
        entries
    }

    /// One row as an entry; `before` is the one above it, `near` where a quoted message may be found.
    pub(crate) fn entry(
        &self,
        row: &MessageRow,
        before: Option<&MessageRow>,
        near: &[MessageRow],
    ) -> Entry {
        match self.happened(&row.message) {
            Some(kind) => Entry::Activity(Activity {
                id: row.message.id.to_string(),
                at: row.message.at,
                kind,
            }),
            None => Entry::Message(Box::new(self.message(row, before, near))),
        }
    }

    /// What a line tells that is not something said.
    fn happened(&self, line: &Line) -> Option<ActivityKind> {
        if let (Author::Activity(by), Some(activity)) = (line.author, &line.content.activity) {
            let by = by.map(|agent| self.names.agent(agent).name);
            return Some(self.activity(by, activity));
        }
        let content = &line.content;
        let says =
            content.text.is_some() || !content.attachments.is_empty() || content.extra.is_some();
        if line.author != Author::Customer || says || content.unsupported {
            return None;
        }
        let from = content.referral.as_ref().map(|referral| {
            let name = referral.ad_title.as_ref().or(referral.reference.as_ref());
            name.unwrap_or(&referral.source).clone()
        });
        match &content.tapped {
            Some(tap) => Some(ActivityKind::Tapped {
                title: tap
                    .title
                    .clone()
                    .or_else(|| tap.payload.clone())
                    .unwrap_or_default(),
                from,
            }),
            None => from.map(ActivityKind::Arrived),
        }
    }

    fn activity(&self, by: Option<String>, activity: &Happened) -> ActivityKind {
        match (activity, by) {
            (Happened::Reopened, None) => ActivityKind::ReopenedByCustomer,
            (Happened::Woke, _) => ActivityKind::Woken,
            (Happened::Reopened, Some(by)) => ActivityKind::Reopened { by },
            (Happened::Closed, by) => ActivityKind::Closed {
                by: by.unwrap_or_default(),
            },
            (Happened::Snoozed { until }, by) => ActivityKind::Snoozed {
                by: by.unwrap_or_default(),
                until: *until,
            },
            (Happened::Attested { words, .. }, by) => ActivityKind::Attested {
                by: by.unwrap_or_default(),
                words: words.join(", "),
            },
            (Happened::IdentityChanged { change }, _) => match change {
                IdentityChange::Moved { .. } => ActivityKind::Moved,
                IdentityChange::Renewed { .. } => ActivityKind::Renewed,
            },
            (Happened::NotificationWanted { topic }, _) => {
                ActivityKind::NotificationWanted(topic.clone())
            }
            (Happened::MarketingConsent { granted }, _) => {
                ActivityKind::MarketingConsent { granted: *granted }
            }
            (Happened::CustomerActed { act }, _) => ActivityKind::CustomerActed(act.clone()),
            (Happened::Control(change), by) => {
                let by = by.unwrap_or_default();
                control::line(change, by, self.standing, self.viewer)
            }
            (Happened::ModerationAsked { action }, by) => ActivityKind::ModerationAsked {
                by: by.unwrap_or_default(),
                action: *action,
            },
            (Happened::ModerationDropped { action }, by) => ActivityKind::ModerationDropped {
                by: by.unwrap_or_default(),
                action: *action,
            },
            (Happened::Moderated { action }, by) => ActivityKind::Moderated {
                by: by.unwrap_or_default(),
                action: *action,
            },
            (
                Happened::ModerationFailed {
                    action,
                    code,
                    detail,
                },
                _,
            ) => ActivityKind::ModerationFailed {
                action: *action,
                said: match code {
                    Some(code) => format!("{detail} ({code})"),
                    None => detail.clone(),
                },
            },
            (Happened::Labelled { label, puts }, by) => ActivityKind::Labelled {
                by,
                label: label.clone(),
                puts: *puts,
            },
            (
                Happened::LabelFailed {
                    label,
                    puts,
                    code,
                    detail,
                },
                _,
            ) => {
                let problem = Problem {
                    code: code.clone(),
                    detail: detail.clone(),
                };
                ActivityKind::LabelFailed {
                    label: label.clone(),
                    puts: *puts,
                    said: because(self.viewer, &problem),
                }
            }
            (Happened::Assigned { to: None }, by) => ActivityKind::Unassigned {
                by: by.unwrap_or_default(),
            },
            (Happened::Assigned { to: Some(to) }, by) => {
                let (by, to) = (by.unwrap_or_default(), self.names.agent(*to).name);
                if by == to {
                    ActivityKind::TookOver { by }
                } else {
                    ActivityKind::Assigned { by, to }
                }
            }
        }
    }

    fn message(
        &self,
        row: &MessageRow,
        before: Option<&MessageRow>,
        near: &[MessageRow],
    ) -> Message {
        let line = &row.message;
        let quote = line.reply_to.as_ref().and_then(|quoted| {
            near.iter()
                .find(|row| row.message.external_id.as_ref() == Some(quoted))
        });
        Message {
            id: line.id.to_string(),
            at: line.at,
            side: self.side(row),
            sender: self.sender(line),
            continued: before.is_some_and(|before| self.continues(line, &before.message)),
            content: content(row, self.viewer),
            quote: quote.map(|quoted| Quote {
                id: quoted.message.id.to_string(),
                sender: self.sender(&quoted.message).name,
                text: if quoted.message.content.deleted {
                    self.viewer.text("message-deleted-short").to_string()
                } else {
                    quoted.message.content.summary()
                },
            }),
            comment: row.comment.clone(),
            reactions: row
                .reactions
                .iter()
                .map(|reaction| Reaction {
                    emoji: reaction.emoji.clone(),
                    name: if self.is_ours(reaction) {
                        self.channel.to_owned()
                    } else {
                        self.contact.name.clone()
                    },
                })
                .collect(),
            heart: self.heart(row),
        }
    }

    fn is_ours(&self, reaction: &ReactionRow) -> bool {
        reaction.author == self.account
    }

    /// Whether the message has our heart; nothing where it takes none.
    fn heart(&self, row: &MessageRow) -> Option<bool> {
        let takes = matches!(self.platform, Platform::Messenger | Platform::Instagram);
        let message = &row.message;
        let is_theirs = message.author == Author::Customer && message.known_as().is_some();
        // The platform takes none from an app that stands by.
        let stands_by = matches!(self.standing.holder, Held::Theirs(_));
        (takes && is_theirs && !stands_by)
            .then(|| row.reactions.iter().any(|reaction| self.is_ours(reaction)))
    }

    fn continues(&self, line: &Line, before: &Line) -> bool {
        let route = |line: &Line| line.delivery.as_ref().map(|delivery| delivery.route);
        before.author == line.author
            && route(before) == route(line)
            && self.happened(before).is_none()
            && line.at.duration_since(before.at) < TOGETHER
    }

    fn sender(&self, line: &Line) -> Person {
        match line.author {
            Author::Customer => self.contact.clone(),
            Author::Agent(Some(agent)) | Author::Note(agent) | Author::Activity(Some(agent)) => {
                self.names.agent(agent)
            }
            Author::Agent(None) | Author::Automation | Author::Activity(None) => Person {
                name: self.channel.to_owned(),
            },
        }
    }

    fn side(&self, row: &MessageRow) -> Side {
        let line = &row.message;
        match line.author {
            Author::Customer => Side::Incoming,
            Author::Note(_) => Side::Note,
            Author::Agent(_) | Author::Automation | Author::Activity(_) => Side::Outgoing {
                origin: match line.origin {
                    From::Desk | From::Customer => Origin::Desk,
                    From::Api => Origin::Api,
                    From::PlatformInbox if self.platform == Platform::Instagram => {
                        Origin::InstagramApp
                    }
                    From::PlatformInbox => Origin::PageInbox,
                    From::OtherApp => Origin::OtherApp,
                },
                route: line.delivery.as_ref().map(|delivery| delivery.route),
                delivery: Delivery::of(row),
                price: row.price.as_ref().and_then(Price::of),
            },
        }
    }
}

const fn detail_key(detail: CustomerDetail) -> &'static str {
    match detail {
        CustomerDetail::Email => "choice-email",
        CustomerDetail::Phone => "choice-phone",
    }
}

fn content(row: &MessageRow, viewer: &Viewer) -> Content {
    let content = &row.message.content;
    if content.deleted {
        return Content::Deleted;
    }
    if let Some(Said::Structured(parts)) = &content.extra {
        return Content::Parts(Parts((**parts).clone()));
    }
    if content.unsupported && content.text.is_none() && content.attachments.is_empty() {
        return Content::Unsupported(Unsupported::of(content.extra.as_ref()));
    }
    if let Some(Said::Template(template)) = &content.extra
        && let Some(bubble) = TemplateBubble::sent(row.message.id, template)
    {
        return Content::Template(Box::new(bubble));
    }
    if let Some(Said::Carousel(carousel)) = &content.extra {
        let text = content.text.as_deref().unwrap_or_default();
        let bubble = TemplateBubble::carousel(row.message.id, text, carousel);
        return Content::Template(Box::new(bubble));
    }
    Content::Shown(Box::new(Shown {
        provenance: Provenance::of(content),
        heading: content.heading.clone(),
        text: content.text.clone(),
        attachments: content
            .attachments
            .iter()
            .zip(0..)
            .map(|(attachment, number)| Attachment {
                kind: attachment_kind(attachment.kind),
                title: attachment.title.clone(),
                url: attachment
                    .url
                    .clone()
                    .filter(|url| url.starts_with("https://")),
                file: File::find(row, number),
            })
            .collect(),
        extra: content.extra.as_ref().and_then(Extra::of),
        footer: content.footer.clone(),
        choices: content
            .quick_replies
            .iter()
            .map(|choice| match choice {
                QuickReply::Answer { title, .. } => title.clone(),
                QuickReply::Detail { detail } => viewer.text(detail_key(*detail)).to_string(),
            })
            .collect(),
        edited: row.edits > 0,
    }))
}

/// The moment before which earlier entries are asked for, with the id that settles ties.
pub(crate) fn before(rows: &[MessageRow]) -> Option<(Timestamp, String)> {
    rows.first()
        .map(|row| (row.message.at, row.message.id.to_string()))
}
