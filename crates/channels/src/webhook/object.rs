//! Whose webhook it is, read without the rest of it.

use std::fmt;

use serde::de::{Deserializer as _, Error, IgnoredAny, MapAccess, Visitor};

/// The word in a webhook's `object`, by which its platform is known; nothing when it has none.
pub fn object(body: &[u8]) -> Option<String> {
    let mut found = None;
    // Reading stops at the word, which is where the platforms put it: at the beginning. That stop is an error to the
    // reader, and what is wrong behind the word is for those who read the whole.
    let _ = serde_json::Deserializer::from_slice(body).deserialize_map(Search(&mut found));
    found
}

struct Search<'a>(&'a mut Option<String>);

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "object" {
                *self.0 = map.next_value().ok();
                return Err(A::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_is_found_wherever_it_stands() {
        for body in [
            r#"{"object":"instagram","entry":[]}"#,
            r#"{"entry":[{"object":"page"}],"object":"instagram"}"#,
            r#" { "object" : "instagram" , "entry" : "#,
        ] {
            assert_eq!(object(body.as_bytes()).as_deref(), Some("instagram"));
        }
        for body in ["", "[]", "{}", r#"{"object":7}"#, r#"["object","page"]"#] {
            assert_eq!(object(body.as_bytes()), None, "{body}");
        }
    }
}
