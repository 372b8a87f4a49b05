//! JSON with line breaks for people, and otherwise to the letter: no number is rounded, no name moved.

/// The text with a line for each member and element. What is not JSON is left as it is.
pub(super) fn indented(text: &str) -> String {
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0;
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            '"' => {
                out.push('"');
                let mut is_escaped = false;
                for letter in rest.by_ref() {
                    out.push(letter);
                    match letter {
                        '"' if !is_escaped => break,
                        _ => is_escaped = letter == '\\' && !is_escaped,
                    }
                }
            }
            '{' | '[' => {
                out.push(letter);
                while rest.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth -= 1;
                new_line(&mut out, depth);
                out.push(letter);
            }
            ',' => {
                out.push(',');
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ if letter.is_ascii_whitespace() => {}
            _ => out.push(letter),
        }
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_and_element_has_a_line() {
        assert_eq!(
            indented(
                r#"{"object":"page", "entry":[{"id":"1","time":1e400},true],"none":[ ],"no":{}}"#
            ),
            r#"{
  "object": "page",
  "entry": [
    {
      "id": "1",
      "time": 1e400
    },
    true
  ],
  "none": [],
  "no": {}
}"#
        );
    }

    #[test]
    fn what_stands_in_a_text_is_not_touched() {
        let text = r#"["a, {b}: \"c\" \\", "\u00e4\/"]"#;
        assert_eq!(
            indented(text),
            "[\n  \"a, {b}: \\\"c\\\" \\\\\",\n  \"\\u00e4\\/\"\n]"
        );
    }

    #[test]
    fn what_is_not_json_is_left_alone() {
        for text in ["", "{", "[1,2", "hello, world", "{\"a\":1}}"] {
            assert_eq!(indented(text), text);
        }
    }
}
