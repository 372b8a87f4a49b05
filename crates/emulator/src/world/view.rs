//! What the world shows of itself; the answers of the control API.

mod outlet;
mod template;
mod whatsapp;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::card::Card;
use super::file::FILES;
use super::permission;
use super::routing::{self, Party};
use super::state::{Button, Comment, Customer, Message, Outlet, Target};
pub use outlet::{OutletView, PostView};
pub use template::{CardView, GridImageView, RowView, StructuredView, SurveyView};
pub(crate) use whatsapp::category_name;
pub use whatsapp::{NumberView, PersonView, TemplateView, WabaView};

/// A customer, without the thread.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub struct CustomerView {
    /// Their number towards this page or account.
    pub id: String,
    /// The page or account.
    pub page: String,
    /// First and last name.
    pub name: String,
    /// Their name on Instagram.
    pub username: Option<String>,
    /// How WhatsApp knows them.
    pub whatsapp: Option<PersonView>,
    /// Language and country.
    pub locale: String,
    /// They blocked the business.
    pub blocked: bool,
    /// The labels that they carry.
    pub labels: Vec<String>,
    /// They are typing.
    pub typing: bool,
    /// The business is typing.
    pub business_typing: bool,
    /// Their phone confirms delivery at once.
    pub auto_delivery: bool,
    /// They read at once.
    pub auto_read: bool,
    /// Another app owns the thread.
    pub owned_by_other_app: bool,
    /// The app that controls the thread.
    pub controlled_by: Party,
    /// What the app under test said when it asked for the thread.
    pub wished_for: Option<String>,
    /// When the business can no longer answer freely; absent when it never could.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub window_until: Option<Timestamp>,
    /// How far the business has seen the thread.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub seen_by_business_at: Option<Timestamp>,
    /// Messages of the business they have not read.
    pub unread: usize,
    /// The newest message.
    pub last_message: Option<MessageView>,
    /// The newest act or message.
    #[schema(value_type = String, format = DateTime)]
    pub active_at: Timestamp,
}

/// A message on a phone.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MessageView {
    /// Its id.
    pub mid: String,
    /// Its time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The business wrote it, by whatever app.
    pub from_business: bool,
    /// Its words.
    pub text: Option<String>,
    /// What hangs on it.
    pub attachments: Vec<AttachmentView>,
    /// Quick replies on offer.
    pub quick_replies: Vec<QuickReplyView>,
    /// The message it quotes.
    pub reply_to: Option<String>,
    /// The words of the story it answers.
    pub story: Option<String>,
    /// Type and tag with which it was sent.
    pub label: Option<String>,
    /// The name it is said under, where that is not the page's.
    pub persona: Option<String>,
    /// The customer's reaction.
    pub customer_reaction: Option<String>,
    /// The business's reaction.
    pub business_reaction: Option<String>,
    /// How often it was edited.
    pub edits: u8,
    /// The customer took it back.
    pub deleted: bool,
    /// When the phone had it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub delivered_at: Option<Timestamp>,
    /// When it was read.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub read_at: Option<Timestamp>,
    /// When a voice note was listened to.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub played_at: Option<Timestamp>,
    /// Header, footer, buttons and list of a message on WhatsApp.
    pub card: Option<Card>,
}

/// Something that hangs on a message.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AttachmentView {
    /// `image`, `template`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it lies.
    pub url: Option<String>,
    /// Words that stand for it.
    pub title: String,
    /// Id of the file on WhatsApp.
    pub media: Option<String>,
    /// More about a place, a contact card or an order.
    pub detail: Option<String>,
    /// Buttons of a template.
    pub buttons: Vec<ButtonView>,
    /// How a template looks.
    pub template: Option<StructuredView>,
}

/// A button.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ButtonView {
    /// What stands on it.
    pub title: String,
    /// What comes back when it is tapped.
    pub payload: Option<String>,
    /// Where it leads.
    pub url: Option<String>,
    /// What a tap does: `postback`, `link`, `notify`, `subscribe`, `call`, `coupon`, `survey`,
    /// `link-account`, `unlink-account`, `elsewhere`.
    pub kind: &'static str,
}

/// A quick reply.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct QuickReplyView {
    /// What stands on it.
    pub title: String,
    /// What comes back when it is tapped.
    pub payload: String,
}

/// A comment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CommentView {
    /// Its number.
    pub id: String,
    /// The post it stands under.
    pub post: String,
    /// The customer who wrote it.
    pub customer: String,
    /// Its words.
    pub text: String,
    /// Its time.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The business answered it privately.
    pub answered: bool,
}

impl CustomerView {
    pub(crate) fn new(outlet: &Outlet, customer: &Customer, now: Timestamp) -> Self {
        let unread = |message: &&Message| message.is_from_business() && message.read_at.is_none();
        Self {
            id: customer.id.clone(),
            page: customer.outlet.clone(),
            name: customer.name(),
            username: customer.username.clone(),
            whatsapp: customer.person.as_deref().map(PersonView::new),
            locale: customer.locale.clone(),
            blocked: customer.blocked,
            labels: outlet
                .labels
                .iter()
                .filter(|label| customer.labels.contains(&label.id))
                .map(|label| label.name.clone())
                .collect(),
            typing: customer.is_typing,
            business_typing: customer
                .business_types_until
                .is_some_and(|until| now < until),
            auto_delivery: customer.auto_delivery.unwrap_or(outlet.auto_delivery),
            auto_read: customer.auto_read.unwrap_or(outlet.auto_read),
            owned_by_other_app: routing::controller(outlet, customer, now) != Party::Own,
            controlled_by: routing::controller(outlet, customer, now),
            wished_for: customer.routing.wish.clone(),
            window_until: permission::window_end(outlet, customer, now),
            seen_by_business_at: customer.seen_by_business,
            unread: customer.thread.iter().filter(unread).count(),
            last_message: customer.thread.last().map(MessageView::new),
            active_at: customer.active_at,
        }
    }
}

impl MessageView {
    pub(crate) fn new(message: &Message) -> Self {
        let attachments = message.attachments.iter().map(|attachment| AttachmentView {
            kind: attachment.kind.clone(),
            url: attachment.payload["url"].as_str().map(str::to_owned),
            title: attachment.title.clone(),
            media: attachment.payload["media_id"].as_str().map(str::to_owned),
            detail: detail(&attachment.payload),
            buttons: attachment.buttons.iter().map(ButtonView::new).collect(),
            template: StructuredView::new(attachment),
        });
        Self {
            mid: message.mid.clone(),
            at: message.at,
            from_business: message.is_from_business(),
            text: message.text.clone(),
            attachments: attachments.collect(),
            quick_replies: message
                .quick_replies
                .iter()
                .map(|reply| QuickReplyView {
                    title: reply.title.clone(),
                    payload: reply.payload.clone(),
                })
                .collect(),
            reply_to: message.reply_to.clone(),
            story: message.story.as_ref().map(|story| story.text.clone()),
            label: message.label.clone(),
            persona: message.persona.clone(),
            customer_reaction: message.customer_reaction.clone(),
            business_reaction: message.business_reaction.clone(),
            edits: message.edits,
            deleted: message.deleted,
            delivered_at: message.delivered_at,
            read_at: message.read_at,
            played_at: message
                .passage
                .as_ref()
                .and_then(|passage| passage.played_at),
            card: message.card.as_deref().cloned(),
        }
    }
}

impl AttachmentView {
    /// The path of a picture that lies here; none where it lies elsewhere.
    pub(crate) fn picture(&self) -> Option<&str> {
        let path = own_path(self.url.as_deref()?);
        path.filter(|_| matches!(self.kind.as_str(), "image" | "sticker"))
    }

    /// The end of a file's name, in capitals.
    pub(crate) fn extension(&self) -> String {
        let end = self.title.rsplit_once('.').map_or("file", |(_, end)| end);
        end.to_uppercase()
    }
}

/// The path of a file that lies here.
fn own_path(url: &str) -> Option<&str> {
    url.find(FILES).map(|place| &url[place..])
}

/// The second line of a place, a contact card or an order.
fn detail(payload: &Value) -> Option<String> {
    let line = &payload["address"];
    let phone = &payload[0]["phones"][0]["phone"];
    let said = [line, phone].into_iter().find_map(Value::as_str);
    said.map(str::to_owned)
}

impl ButtonView {
    /// An entry of a page's menu.
    pub(crate) fn of_menu(item: &Value) -> Self {
        let text = |key: &str| item[key].as_str().map(str::to_owned);
        let url = text("url");
        Self {
            title: text("title").unwrap_or_default(),
            payload: text("payload"),
            kind: if url.is_some() { "link" } else { "postback" },
            url,
        }
    }

    fn new(button: &Button) -> Self {
        let (kind, payload, url) = match &button.target {
            Target::Postback(payload) => ("postback", Some(payload.clone()), None),
            Target::NotifyMe(payload) => ("notify", Some(payload.clone()), None),
            Target::Subscribe(payload) => ("subscribe", Some(payload.clone()), None),
            Target::Link(url) => ("link", None, Some(url.clone())),
            Target::Call(number) => ("call", None, Some(format!("tel:{number}"))),
            Target::Coupon => ("coupon", None, None),
            Target::Survey => ("survey", None, None),
            Target::Account { link: true } => ("link-account", None, None),
            Target::Account { link: false } => ("unlink-account", None, None),
            Target::Elsewhere => ("elsewhere", None, None),
        };
        Self {
            title: button.title.clone(),
            payload,
            url,
            kind,
        }
    }
}

impl CommentView {
    pub(crate) fn new(comment: &Comment) -> Self {
        Self {
            id: comment.id.clone(),
            post: comment.post.clone(),
            customer: comment.customer.clone(),
            text: comment.text.clone(),
            at: comment.at,
            answered: comment.answered,
        }
    }
}
