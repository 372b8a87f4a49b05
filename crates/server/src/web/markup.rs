//! Small pieces of markup that templates cannot make: icons, and customers' texts with their links.

use std::fmt::{self, Write as _};

use askama::filters::{HtmlSafe, Safe};

use super::assets;
use super::viewer::Viewer;

impl Viewer {
    /// `{{ viewer.icon("clock") }}`: an icon, hidden from screen readers because text stands beside it.
    #[expect(
        clippy::unused_self,
        reason = "templates reach what they need through the viewer"
    )]
    pub(crate) fn icon(&self, name: &'static str) -> Icon {
        Icon(name)
    }

    /// `{{ viewer.prose(text) }}`: text escaped, its `http(s)` addresses made links that do not say where they stood.
    #[expect(
        clippy::unused_self,
        reason = "templates reach what they need through the viewer"
    )]
    pub(crate) fn prose(&self, text: &str) -> Safe<String> {
        Safe(link(text))
    }
}

/// An icon of the vendored sprite, or one of our own marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Icon(&'static str);

impl HtmlSafe for Icon {}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_ours = matches!(self.0, "transom" | "messenger" | "instagram" | "whatsapp");
        let sprite = if is_ours {
            "img/marks.svg"
        } else {
            "vendor/icons.svg"
        };
        let (url, name) = (assets::url(sprite), self.0);
        write!(
            f,
            "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{url}#{name}\"></use></svg>"
        )
    }
}

/// The text, when it is one web address and nothing else.
pub(crate) fn web_address(text: &str) -> Option<&str> {
    let text = text.trim();
    let is_one = find_address(text) == Some(0) && !text.contains(char::is_whitespace);
    is_one.then_some(text)
}

fn link(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(start) = find_address(rest) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .unwrap_or(from.len());
        // Punctuation that ends a sentence is not part of an address.
        let address = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
        escape(&mut html, before);
        html.push_str("<a href=\"");
        escape(&mut html, address);
        html.push_str("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
        escape(&mut html, address);
        html.push_str("</a>");
        rest = &from[address.len()..];
    }
    escape(&mut html, rest);
    html
}

/// Where an address with a host begins.
fn find_address(text: &str) -> Option<usize> {
    text.match_indices("http")
        .map(|(start, _)| start)
        .find(|&start| {
            let from = &text[start..];
            from.strip_prefix("https://")
                .or_else(|| from.strip_prefix("http://"))
                .is_some_and(|host| host.starts_with(char::is_alphanumeric))
        })
}

fn escape(html: &mut String, text: &str) {
    let Ok(Safe(escaped)) = askama::filters::escape(text, askama::filters::Html);
    // Writing into a String cannot fail.
    let _ = write!(html, "{escaped}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customers_markup_is_text() {
        assert_eq!(
            link("<b onclick=\"x\">&"),
            "&#60;b onclick=&#34;x&#34;&#62;&#38;"
        );
    }

    #[test]
    fn an_address_becomes_a_link_without_the_punctuation_after_it() {
        assert_eq!(
            link("see https://shop.example/a?b=1&c=2."),
            "see <a href=\"https://shop.example/a?b=1&#38;c=2\" target=\"_blank\" \
             rel=\"noopener noreferrer nofollow\">https://shop.example/a?b=1&#38;c=2</a>."
        );
    }

    #[test]
    fn a_web_address_is_nothing_else() {
        let address = "https://shop.example/a?b=1";
        assert_eq!(web_address(address), Some(address));
        for text in [
            "javascript:alert(1)//http://x.example",
            "https://a b",
            "https://",
            "",
            "ftp://x",
        ] {
            assert_eq!(web_address(text), None, "{text}");
        }
    }

    #[test]
    fn only_web_addresses_are_linked() {
        for text in ["javascript:alert(1)", "http:// x", "https", "xhttp"] {
            assert_eq!(link(text), text);
        }
    }
}
