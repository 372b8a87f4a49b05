//! Blanks: `{{1}}` or `{{order}}` in a text.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words that stay.
    Words(&'a str),
    /// The name of a blank.
    Blank(&'a str),
}

/// The pieces of a text in their order. Braces that hold no name are words.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut pending = None;
    std::iter::from_fn(move || {
        if let Some(blank) = pending.take() {
            return Some(Piece::Blank(blank));
        }
        if rest.is_empty() {
            return None;
        }
        let mut from = 0;
        while let Some(open) = rest[from..].find("{{").map(|at| from + at) {
            let inner = &rest[open + 2..];
            let named = inner.find("}}").map(|close| (close, inner[..close].trim()));
            if let Some((close, name)) = named
                && is_name(name)
            {
                let words = &rest[..open];
                rest = &inner[close + 2..];
                if words.is_empty() {
                    return Some(Piece::Blank(name));
                }
                pending = Some(name);
                return Some(Piece::Words(words));
            }
            from = open + 1;
        }
        let words = rest;
        rest = "";
        Some(Piece::Words(words))
    })
}

/// The names of the blanks of a text, each once, in the order in which they are met.
pub fn blanks(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for piece in pieces(text) {
        if let Piece::Blank(name) = piece
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// Whether a blank may be called so: a number, or small letters, digits and underscores.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
