//! The shapes of a webhook, as far as they are used. Whatever is not named here is skipped.
//!
//! Everything is optional, so that a missing part can be named in a sentence; a part of a wrong type is an error.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::webhook::wire::{Number, Whole, object, objects};
use crate::whatsapp::card::Card;

mod word;

pub(super) use word::{Id, Mention, Word};

/// One entry of a webhook that holds nothing unexpected on its outer levels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry<'a> {
    #[serde(borrow)]
    pub(super) id: Mention<'a>,
    #[serde(default, rename = "time")]
    pub(super) _time: IgnoredAny,
    #[serde(borrow, deserialize_with = "objects")]
    pub(super) changes: Vec<Change<'a>>,
}

/// A change of a field that speaks of messages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change<'a> {
    #[serde(borrow)]
    pub(super) field: Word<'a>,
    #[serde(borrow, deserialize_with = "object")]
    pub(super) value: Value<'a>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Value<'a> {
    #[serde(default, rename = "messaging_product")]
    pub(super) _messaging_product: IgnoredAny,
    #[serde(borrow, deserialize_with = "object")]
    pub(super) metadata: Metadata<'a>,
    #[serde(default, borrow, deserialize_with = "objects")]
    pub(super) contacts: Vec<Contact<'a>>,
    #[serde(default, borrow, deserialize_with = "objects")]
    pub(super) messages: Vec<Message<'a>>,
    #[serde(default, borrow, deserialize_with = "objects")]
    pub(super) statuses: Vec<Status<'a>>,
    #[serde(default, borrow, deserialize_with = "objects")]
    pub(super) message_echoes: Vec<Message<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Metadata<'a> {
    #[serde(borrow)]
    pub(super) phone_number_id: Mention<'a>,
    #[serde(borrow)]
    pub(super) display_phone_number: Mention<'a>,
}

/// Whom the messages or statuses beside it are from or to.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Contact<'a> {
    #[serde(borrow)]
    pub(super) wa_id: Mention<'a>,
    #[serde(borrow)]
    pub(super) user_id: Mention<'a>,
    #[serde(borrow)]
    pub(super) profile: Option<Profile<'a>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Profile<'a> {
    #[serde(borrow)]
    pub(super) name: Word<'a>,
    #[serde(borrow)]
    pub(super) username: Word<'a>,
}

/// A message of a customer, or an echo of one of the business. What it says lies under the name of its type.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Message<'a> {
    pub(super) from: Id,
    pub(super) from_user_id: Id,
    pub(super) to: Id,
    pub(super) to_user_id: Id,
    pub(super) group_id: Id,
    pub(super) id: Id,
    pub(super) timestamp: Option<Whole>,
    #[serde(rename = "type", borrow)]
    pub(super) kind: Word<'a>,
    pub(super) context: Option<Context>,
    pub(super) referral: Option<Box<Referral>>,
    pub(super) text: Option<Text>,
    #[serde(
        alias = "image",
        alias = "video",
        alias = "audio",
        alias = "document",
        alias = "sticker"
    )]
    pub(super) media: Option<Box<Media>>,
    pub(super) location: Option<Box<Location>>,
    pub(super) contacts: Option<Vec<Card>>,
    pub(super) reaction: Option<Reaction>,
    pub(super) button: Option<Button>,
    #[serde(borrow)]
    pub(super) interactive: Option<Box<Interactive<'a>>>,
    pub(super) order: Option<Box<Order>>,
    #[serde(borrow)]
    pub(super) system: Option<Box<System<'a>>>,
    #[serde(borrow)]
    pub(super) edit: Option<Box<Edit<'a>>>,
    pub(super) revoke: Option<Revoke>,
    pub(super) unsupported: Option<Unsupported>,
    pub(super) errors: Option<Vec<Fault>>,
    /// Only of what was written before the number was connected.
    pub(super) history_context: Option<HistoryContext>,
}

/// How far a message of the past got.
#[derive(Deserialize)]
pub(super) struct HistoryContext {
    pub(super) status: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Context {
    pub(super) id: Id,
    pub(super) forwarded: Option<bool>,
    pub(super) frequently_forwarded: Option<bool>,
    pub(super) referred_product: Option<Product>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Product {
    pub(super) catalog_id: Id,
    pub(super) product_retailer_id: Id,
}

#[derive(Deserialize)]
pub(super) struct Referral {
    pub(super) source_type: Option<String>,
    pub(super) source_id: Option<Id>,
    pub(super) source_url: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) body: Option<String>,
    pub(super) image_url: Option<String>,
    pub(super) video_url: Option<String>,
    pub(super) thumbnail_url: Option<String>,
    pub(super) ctwa_clid: Option<String>,
    pub(super) welcome_message: Option<Greeting>,
}

#[derive(Deserialize)]
pub(super) struct Greeting {
    pub(super) text: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Text {
    pub(super) body: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Media {
    pub(super) id: Id,
    pub(super) mime_type: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) caption: Option<String>,
    pub(super) filename: Option<String>,
    pub(super) url: Option<String>,
    pub(super) voice: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct Location {
    pub(super) latitude: Option<f64>,
    pub(super) longitude: Option<f64>,
    pub(super) name: Option<String>,
    pub(super) address: Option<String>,
    pub(super) url: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Reaction {
    pub(super) message_id: Id,
    pub(super) emoji: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Button {
    pub(super) text: Option<String>,
    pub(super) payload: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Interactive<'a> {
    #[serde(rename = "type", borrow)]
    pub(super) kind: Word<'a>,
    pub(super) button_reply: Option<Chosen>,
    pub(super) list_reply: Option<Chosen>,
    pub(super) nfm_reply: Option<Form>,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Form {
    pub(super) name: Option<String>,
    pub(super) body: Option<String>,
    pub(super) response_json: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Order {
    pub(super) catalog_id: Id,
    pub(super) text: Option<String>,
    pub(super) product_items: Vec<OrderItem>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct OrderItem {
    pub(super) product_retailer_id: Id,
    pub(super) quantity: Number,
    pub(super) item_price: Number,
    pub(super) currency: Option<String>,
}

/// Something that happened to the customer. Older webhooks have `new_wa_id` where newer ones have `wa_id`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct System<'a> {
    #[serde(rename = "type", borrow)]
    pub(super) kind: Word<'a>,
    pub(super) wa_id: Id,
    pub(super) new_wa_id: Id,
    pub(super) user_id: Id,
    pub(super) identity: Id,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Edit<'a> {
    pub(super) original_message_id: Id,
    #[serde(borrow)]
    pub(super) message: Message<'a>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Revoke {
    pub(super) original_message_id: Id,
}

#[derive(Deserialize)]
pub(super) struct Unsupported {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

/// Why something did not work.
#[derive(Deserialize)]
pub(super) struct Fault {
    pub(super) code: Option<i64>,
    pub(super) title: Option<String>,
    pub(super) message: Option<String>,
    pub(super) error_data: Option<FaultDetails>,
}

#[derive(Deserialize)]
pub(super) struct FaultDetails {
    pub(super) details: Option<String>,
}

impl Fault {
    /// The fullest of its sentences.
    pub(super) fn sentence(self) -> Option<String> {
        self.error_data
            .and_then(|data| data.details)
            .or(self.message)
            .or(self.title)
            .filter(|sentence| !sentence.is_empty())
    }
}

/// How far a message got.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Status<'a> {
    pub(super) id: Id,
    #[serde(rename = "status", borrow)]
    pub(super) reached: Word<'a>,
    /// Set when it is about something else than a message, such as a call.
    #[serde(rename = "type", borrow)]
    pub(super) kind: Word<'a>,
    pub(super) timestamp: Option<Whole>,
    pub(super) recipient_id: Id,
    pub(super) recipient_user_id: Id,
    #[serde(borrow)]
    pub(super) recipient_type: Word<'a>,
    pub(super) group_id: Id,
    pub(super) biz_opaque_callback_data: Option<String>,
    pub(super) conversation: Option<Box<Conversation>>,
    pub(super) pricing: Option<Pricing>,
    pub(super) errors: Option<Vec<Fault>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Conversation {
    pub(super) id: Id,
    pub(super) expiration_timestamp: Option<Whole>,
    pub(super) origin: Option<ConversationOrigin>,
}

#[derive(Deserialize)]
pub(super) struct ConversationOrigin {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Pricing {
    pub(super) billable: Option<bool>,
    #[serde(rename = "pricing_model")]
    pub(super) model: Option<String>,
    pub(super) category: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}
