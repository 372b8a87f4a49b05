//! Translation keys: the same in every language, and each of them used.

use std::collections::BTreeSet;

use super::File;

const LOCALES: &str = "crates/server/locales/";
const PAGES: &str = "crates/server/src/web/";
/// The language the others are compared with.
const REFERENCE: &str = "crates/server/locales/en/";

/// Complains about keys that a language lacks or has too much, that no page uses, and that a page uses but do not exist.
pub(super) fn check(files: &[File]) -> Vec<String> {
    let locales = || {
        files
            .iter()
            .filter(|file| file.path.starts_with(LOCALES) && file.has_extension(&["ftl"]))
    };
    let reference: BTreeSet<&str> = locales()
        .filter(|file| file.path.starts_with(REFERENCE))
        .flat_map(|file| keys(&file.text))
        .collect();
    let mut complaints = Vec::new();
    for file in locales().filter(|file| !file.path.starts_with(REFERENCE)) {
        let own: BTreeSet<&str> = keys(&file.text).collect();
        complaints.extend(
            reference
                .difference(&own)
                .map(|key| format!("{}: `{key}` is missing", file.path)),
        );
        complaints.extend(
            own.difference(&reference)
                .map(|key| format!("{}: `{key}` is not in English", file.path)),
        );
    }
    let mut used = BTreeSet::new();
    for page in files
        .iter()
        .filter(|file| file.path.starts_with(PAGES) && file.has_extension(&["rs", "html"]))
    {
        for literal in literals(&page.text) {
            used.insert(literal.text);
            if literal.names_a_key(&reference) && !reference.contains(literal.text) {
                complaints.push(format!(
                    "{}: the key `{}` does not exist",
                    page.path, literal.text
                ));
            }
        }
    }
    complaints.extend(
        reference
            .difference(&used)
            .map(|key| format!("{REFERENCE}: `{key}` is not used")),
    );
    complaints
}

/// The keys of a Fluent file: what begins a line and is followed by `=`.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim_end()))
}

/// A word in double quotes, as a key would stand in Rust or in a template.
struct Literal<'a> {
    text: &'a str,
    /// The code that stands before it.
    before: &'a str,
}

/// Keys are words of small letters, digits and hyphens; other quoted texts cannot be one.
fn literals(text: &str) -> impl Iterator<Item = Literal<'_>> {
    text.match_indices('"').filter_map(|(start, _)| {
        let rest = &text[start + 1..];
        let end =
            rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))?;
        let is_quoted = end > 0 && rest[end..].starts_with('"');
        is_quoted.then(|| Literal {
            text: &rest[..end],
            before: text[..start].trim_end(),
        })
    })
}

impl Literal<'_> {
    /// Whether it must be a key: as the argument of `text`, or as what an arm of a match gives, where other keys begin
    /// with the same word.
    fn names_a_key(&self, keys: &BTreeSet<&str>) -> bool {
        if self.before.ends_with(".text(") {
            return true;
        }
        let Some((group, _)) = self.text.split_once('-') else {
            return false;
        };
        let begins_alike =
            |key: &&str| key.split_once('-').is_some_and(|(other, _)| other == group);
        self.before.ends_with("=>") && keys.iter().any(begins_alike)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(english: &str, french: &str, page: &str) -> Vec<String> {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
            bytes: text.len(),
        };
        check(&[
            file("crates/server/locales/en/transom.ftl", english),
            file("crates/server/locales/fr/transom.ftl", french),
            file("crates/server/src/web/page.html", page),
        ])
    }

    const TEXTS: &str =
        "# A note\nview-mine = Mine\nview-day = { $day ->\n    [1] one\n   *[other] x = y\n}\n";
    const PAGE: &str =
        "{{ viewer.text(\"view-mine\") }} Day => \"view-day\", <a class=\"view-none\">";

    #[test]
    fn keys_that_exist_everywhere_and_are_used_are_fine() {
        assert_eq!(complaints(TEXTS, TEXTS, PAGE), Vec::<String>::new());
    }

    #[test]
    fn a_language_with_other_keys_is_refused() {
        let found = complaints(TEXTS, "view-mine = A moi\nview-extra = x\n", PAGE);
        assert_eq!(
            found,
            [
                "crates/server/locales/fr/transom.ftl: `view-day` is missing",
                "crates/server/locales/fr/transom.ftl: `view-extra` is not in English"
            ]
        );
    }

    #[test]
    fn a_key_that_no_page_names_is_refused() {
        let found = complaints(TEXTS, TEXTS, "viewer.text(\n    \"view-mine\")");
        assert_eq!(found, ["crates/server/locales/en/: `view-day` is not used"]);
    }

    #[test]
    fn a_page_that_names_no_key_is_refused() {
        let page =
            format!("{PAGE} viewer.text(\"typo\") Mine => \"view-mien\", Icon => \"alarm-clock\"");
        let found = complaints(TEXTS, TEXTS, &page);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with("the key `typo` does not exist"));
        assert!(found[1].ends_with("the key `view-mien` does not exist"));
    }
}
