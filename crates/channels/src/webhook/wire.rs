//! The shapes of a webhook, as far as they are used. Whatever is not named here is skipped.
//!
//! Everything is optional, so that a missing part can be named in a sentence; a part of a wrong type is an error.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

/// An object of this shape. The derived readers would also take a list of its members without their names.
pub(crate) struct Object<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Seen<T> {
            type Value = Object<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        deserializer.deserialize_map(Seen(PhantomData))
    }
}

/// [`Object`] for the value of a field.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Object::deserialize(deserializer).map(|Object(one)| one)
}

/// [`Object`] for each element of a field's list.
pub(crate) fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct Seen<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Seen<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of objects")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
            let mut all = Vec::new();
            while let Some(Object(one)) = list.next_element()? {
                all.push(one);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_seq(Seen(PhantomData))
}

/// One entry of a webhook that holds nothing unexpected on its outer levels.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "C: Deserialize<'de>"))]
pub(super) struct Entry<C> {
    pub(super) id: Id,
    #[serde(default)]
    pub(super) time: Option<Whole>,
    #[serde(default, deserialize_with = "objects")]
    pub(super) messaging: Vec<Event>,
    #[serde(default, deserialize_with = "objects")]
    pub(super) standby: Vec<Event>,
    #[serde(default, deserialize_with = "objects")]
    pub(super) changes: Vec<C>,
    #[serde(default, rename = "hop_context")]
    pub(super) _hop_context: IgnoredAny,
}

/// One item of `messaging` or `standby`. It is of one kind, so that it is large would be for nothing: it is moved as a whole.
#[derive(Deserialize)]
pub(super) struct Event {
    pub(super) sender: Option<Party>,
    pub(super) recipient: Option<Party>,
    pub(super) timestamp: Option<Whole>,
    pub(super) message: Option<Box<Message>>,
    pub(super) message_edit: Option<Box<MessageEdit>>,
    pub(super) postback: Option<Box<Postback>>,
    pub(super) referral: Option<Box<Referral>>,
    pub(super) lead: Option<Lead>,
    pub(super) optin: Option<Box<OptIn>>,
    pub(super) template: Option<Box<Taken>>,
    pub(super) messaging_feedback: Option<Feedback>,
    pub(super) account_linking: Option<Box<AccountLinking>>,
    pub(super) response_feedback: Option<Box<ResponseFeedback>>,
    pub(super) order: Option<Box<Order>>,
    pub(super) reaction: Option<Box<Reaction>>,
    pub(super) delivery: Option<Box<Receipt>>,
    pub(super) read: Option<Box<Receipt>>,
    pub(super) policy_enforcement: Option<Box<PolicyEnforcement>>,
    pub(super) pass_thread_control: Option<Box<Control>>,
    pub(super) take_thread_control: Option<Box<Control>>,
    pub(super) request_thread_control: Option<Box<Control>>,
    pub(super) app_roles: Option<BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
pub(super) struct Party {
    pub(super) id: Option<Id>,
    pub(super) user_ref: Option<Id>,
}

#[derive(Deserialize)]
pub(super) struct Message {
    pub(super) mid: Option<Id>,
    pub(super) text: Option<String>,
    pub(super) attachments: Option<Vec<Attachment>>,
    pub(super) quick_reply: Option<Tapped>,
    pub(super) commands: Option<Vec<Command>>,
    pub(super) reply_to: Option<Reference>,
    pub(super) referral: Option<Referral>,
    pub(super) is_echo: Option<bool>,
    pub(super) is_deleted: Option<bool>,
    pub(super) is_unsupported: Option<bool>,
    pub(super) app_id: Option<Id>,
    pub(super) metadata: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reference {
    pub(super) mid: Option<Id>,
    pub(super) story: Option<Story>,
}

/// A story that is answered. Its address is not read: a story's media must not be kept.
#[derive(Deserialize)]
pub(super) struct Story {}

#[derive(Deserialize)]
pub(super) struct Tapped {
    pub(super) payload: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Command {
    pub(super) name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Attachment {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) payload: Option<AttachmentPayload>,
}

#[derive(Deserialize, Default)]
pub(super) struct AttachmentPayload {
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) sticker_id: Option<Id>,
}

#[derive(Deserialize)]
pub(super) struct MessageEdit {
    pub(super) mid: Option<Id>,
    pub(super) text: Option<String>,
    pub(super) num_edit: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct Postback {
    pub(super) mid: Option<Id>,
    pub(super) title: Option<String>,
    pub(super) payload: Option<String>,
    pub(super) referral: Option<Referral>,
}

#[derive(Deserialize)]
pub(super) struct Referral {
    pub(super) source: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(rename = "ref")]
    pub(super) reference: Option<String>,
    pub(super) ad_id: Option<Id>,
    pub(super) ads_context_data: Option<AdContext>,
}

/// What was answered in the form of an ad, beside the referral.
#[derive(Deserialize)]
pub(super) struct Lead {
    #[serde(default)]
    pub(super) data: Vec<LeadAnswer>,
}

#[derive(Deserialize)]
pub(super) struct LeadAnswer {
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct AdContext {
    pub(super) ad_title: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct OptIn {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    #[serde(rename = "ref")]
    pub(super) reference: Option<String>,
    pub(super) user_ref: Option<Id>,
    pub(super) payload: Option<String>,
    pub(super) title: Option<String>,
    pub(super) one_time_notif_token: Option<Id>,
    pub(super) notification_messages_token: Option<Id>,
    pub(super) notification_messages_status: Option<String>,
    pub(super) token_expiry_timestamp: Option<Whole>,
}

/// Something taken from a message made of parts.
#[derive(Deserialize)]
pub(super) struct Taken {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) payload: Option<String>,
    pub(super) coupon_code: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Feedback {
    #[serde(default)]
    pub(super) feedback_screens: Vec<Screen>,
}

#[derive(Deserialize)]
pub(super) struct Screen {
    #[serde(default)]
    pub(super) questions: BTreeMap<String, Answered>,
}

#[derive(Deserialize)]
pub(super) struct Answered {
    pub(super) payload: Option<Id>,
    pub(super) follow_up: Option<FollowUp>,
}

#[derive(Deserialize)]
pub(super) struct FollowUp {
    pub(super) payload: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct AccountLinking {
    pub(super) status: Option<String>,
    pub(super) authorization_code: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ResponseFeedback {
    pub(super) feedback: Option<String>,
    pub(super) mid: Option<Id>,
}

/// The cart of the page's shop.
#[derive(Deserialize)]
pub(super) struct Order {
    #[serde(default)]
    pub(super) product: Vec<Product>,
    pub(super) note: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Product {
    pub(super) id: Option<Id>,
    pub(super) retailer_id: Option<Id>,
    #[serde(default)]
    pub(super) quantity: Number,
    #[serde(default)]
    pub(super) unit_price: Number,
    pub(super) currency: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Reaction {
    pub(super) mid: Option<Id>,
    pub(super) action: Option<String>,
    #[serde(rename = "reaction")]
    pub(super) word: Option<String>,
    pub(super) emoji: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Receipt {
    pub(super) watermark: Option<Whole>,
    pub(super) mids: Option<Vec<Id>>,
    /// The message that was seen, where the platform tells no watermark.
    pub(super) mid: Option<Id>,
}

#[derive(Deserialize)]
pub(super) struct PolicyEnforcement {
    pub(super) action: Option<String>,
    pub(super) reason: Option<String>,
}

/// The control of a thread, and who wants it or has it.
#[derive(Deserialize)]
pub(super) struct Control {
    pub(super) previous_owner_app_id: Option<Id>,
    pub(super) new_owner_app_id: Option<Id>,
    pub(super) requested_owner_app_id: Option<Id>,
    pub(super) metadata: Option<String>,
}

/// An identifier: text or a number on the wire, opaque text to us, never empty.
pub(crate) struct Id(pub(crate) String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Id, E> {
                if text.is_empty() {
                    return Err(E::invalid_value(Unexpected::Str(""), &self));
                }
                Ok(Id(text.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
        }
        deserializer.deserialize_any(Seen)
    }
}

/// A whole number, which some platforms write as text.
#[derive(Clone, Copy)]
pub(crate) struct Whole(pub(crate) i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Whole;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Whole, E> {
                Ok(Whole(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Whole, E> {
                // Beyond every date, and said so where it is read as one.
                Ok(Whole(i64::try_from(number).unwrap_or(i64::MAX)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Whole, E> {
                text.parse()
                    .map(Whole)
                    .map_err(|_| E::invalid_value(Unexpected::Other("text"), &self))
            }
        }
        deserializer.deserialize_any(Seen)
    }
}

/// A number, also one written as text. Anything else is none: what cannot be counted must not lose what stands beside it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Number(pub(crate) Option<f64>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Seen {
            Number(f64),
            Text(String),
            Else(IgnoredAny),
        }
        let number = match Seen::deserialize(deserializer)? {
            Seen::Number(number) => Some(number),
            Seen::Text(text) => text.trim().parse().ok(),
            Seen::Else(_) => None,
        };
        Ok(Self(number.filter(|number| number.is_finite())))
    }
}

/// The members of an object, in order, doubled ones included, none of them looked into.
pub(crate) struct Members<'a>(pub(crate) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Seen)
    }
}
