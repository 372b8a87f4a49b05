//! The outermost level of a webhook in which nothing is unexpected, read entry by entry.
//!
//! Each entry is understood, and let go, before the next is read, so that an item of a large batch costs what it costs
//! alone: what was read of it is still at hand when it is understood.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::wire::Object;

/// Gives the entries of a webhook to `take`, one after the other. Nothing where one is not taken, or is no `E`, or where
/// the webhook is not about this `object`: what was taken until then does not count.
pub(crate) fn entries<'de, E: Deserialize<'de>>(
    text: &'de str,
    object: &str,
    take: impl FnMut(E) -> Option<()>,
) -> Option<()> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let envelope = Envelope {
        object,
        entries: Entries(take, PhantomData),
    };
    deserializer.deserialize_map(envelope).ok()?;
    deserializer.end().ok()
}

/// The members of the outermost object.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Member {
    Object,
    Entry,
    #[serde(other)]
    Other,
}

struct Envelope<'o, T, E> {
    object: &'o str,
    entries: Entries<T, E>,
}

impl<'de, T, E> Visitor<'de> for Envelope<'_, T, E>
where
    T: FnMut(E) -> Option<()>,
    E: Deserialize<'de>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a webhook")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut is_named = false;
        while let Some(member) = map.next_key()? {
            match member {
                Member::Object if is_named => return Err(A::Error::duplicate_field("object")),
                Member::Object => {
                    let object: Word<'_> = map.next_value()?;
                    if object.0 != self.object {
                        return Err(A::Error::custom("a webhook of another platform"));
                    }
                    is_named = true;
                }
                Member::Entry => map.next_value_seed(&mut self.entries)?,
                Member::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if is_named {
            Ok(())
        } else {
            Err(A::Error::missing_field("object"))
        }
    }
}

#[derive(Deserialize)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

/// What takes the elements of `entry`.
struct Entries<T, E>(T, PhantomData<fn(E)>);

impl<'de, T, E> DeserializeSeed<'de> for &mut Entries<T, E>
where
    T: FnMut(E) -> Option<()>,
    E: Deserialize<'de>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, T, E> Visitor<'de> for &mut Entries<T, E>
where
    T: FnMut(E) -> Option<()>,
    E: Deserialize<'de>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(Object(entry)) = list.next_element()? {
            (self.0)(entry).ok_or_else(|| A::Error::custom("an entry that needs care"))?;
        }
        Ok(())
    }
}
