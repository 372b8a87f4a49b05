//! JSON as the platform writes it: every character beyond ASCII as `\u00e4`, every slash as `\/`.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (index, character) in fragment.char_indices() {
            if character.is_ascii() && character != '/' {
                continue;
            }
            CompactFormatter.write_string_fragment(writer, &fragment[plain..index])?;
            plain = index + character.len_utf8();
            if character == '/' {
                writer.write_all(b"\\/")?;
            } else {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
        CompactFormatter.write_string_fragment(writer, &fragment[plain..])
    }
}

/// Serialises a value the platform's way.
pub(crate) fn to_vec(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(512);
    let mut serializer = Serializer::with_formatter(&mut bytes, Escaping);
    value
        .serialize(&mut serializer)
        .expect("values of our own making have text keys, and a Vec takes every byte");
    bytes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn slashes_and_everything_beyond_ascii_are_escaped() {
        let bytes = super::to_vec(&json!({ "ä/": "\"é\"\n😀" }));
        let expected = r#"{"\u00e4\/":"\"\u00e9\"\n\ud83d\ude00"}"#;
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
