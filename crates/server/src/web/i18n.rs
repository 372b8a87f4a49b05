//! Translations: one Fluent file for each language, embedded and parsed once.
//!
//! English is complete by definition; a test holds the other languages to the same keys and variables.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Lang {
    #[default]
    En,
    Fr,
    It,
    PtBr,
    Es,
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 5]> = LazyLock::new(|| Lang::ALL.map(Lang::parse));

impl Lang {
    /// Every language, in the order in which a choice shows them.
    pub(crate) const ALL: [Lang; 5] = [Lang::En, Lang::Fr, Lang::It, Lang::PtBr, Lang::Es];

    /// The BCP 47 tag, as in `<html lang>` and in an agent's settings.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::It => "it",
            Lang::PtBr => "pt-BR",
            Lang::Es => "es",
        }
    }

    /// The language's name in itself.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
            Lang::It => "Italiano",
            Lang::PtBr => "Português (Brasil)",
            Lang::Es => "Español",
        }
    }

    /// What stands between groups of three digits.
    pub(crate) fn thousands(self) -> char {
        match self {
            Lang::En => ',',
            Lang::Fr => '\u{202f}',
            Lang::It | Lang::PtBr | Lang::Es => '.',
        }
    }

    /// The language with this tag, or with the same primary language.
    pub(crate) fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?;
        Lang::ALL.into_iter().find(|lang| {
            lang.tag()
                .split('-')
                .next()
                .is_some_and(|own| own.eq_ignore_ascii_case(primary))
        })
    }

    /// The best language for an `Accept-Language` header; English when none fits.
    pub(crate) fn negotiate(accept_language: &str) -> Lang {
        let mut best = (0.0, Lang::En);
        for range in accept_language.split(',') {
            let (tag, quality) = range.split_once(';').unwrap_or((range, ""));
            let quality: f32 = quality
                .trim()
                .strip_prefix("q=")
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if let Some(lang) = Lang::from_tag(tag.trim())
                && quality > best.0
            {
                best = (quality, lang);
            }
        }
        best.1
    }

    /// The text of `key`; values may be added to what it returns before it is shown.
    pub(crate) fn text(self, key: &'static str) -> Text {
        Text {
            lang: self,
            key,
            args: FluentArgs::new(),
        }
    }

    fn source(self) -> &'static str {
        match self {
            Lang::En => include_str!("../../locales/en/transom.ftl"),
            Lang::Fr => include_str!("../../locales/fr/transom.ftl"),
            Lang::It => include_str!("../../locales/it/transom.ftl"),
            Lang::PtBr => include_str!("../../locales/pt-BR/transom.ftl"),
            Lang::Es => include_str!("../../locales/es/transom.ftl"),
        }
    }

    fn parse(self) -> Bundle {
        let id: LanguageIdentifier = self.tag().parse().unwrap_or_default();
        let mut bundle = Bundle::new_concurrent(vec![id]);
        // The pages isolate customers' names with `<bdi>`; invisible marks would end up in attributes.
        bundle.set_use_isolating(false);
        // A broken message is left out and its English shown; the tests refuse the file.
        let source = match self {
            Lang::Fr => unbroken(self.source()),
            Lang::En | Lang::It | Lang::PtBr | Lang::Es => self.source().to_owned(),
        };
        let resource = match FluentResource::try_new(source) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        bundle
    }

    fn bundle(self) -> &'static Bundle {
        &BUNDLES[self as usize]
    }
}

/// French sets some marks apart by a space; no line may break there.
fn unbroken(text: &str) -> String {
    let after = [" :", " ;", " ?", " !", " »"].into_iter();
    let text = after.fold(text.to_owned(), |text, mark| {
        text.replace(mark, &mark.replace(' ', "\u{a0}"))
    });
    text.replace("« ", "«\u{a0}")
}

/// A text to be shown: a key, the values it mentions, and the language.
#[derive(Debug)]
pub(crate) struct Text {
    lang: Lang,
    key: &'static str,
    args: FluentArgs<'static>,
}

impl Text {
    /// Gives the text a value to mention.
    pub(crate) fn arg(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args
            .set(name, FluentValue::String(Cow::Owned(value.to_string())));
        self
    }

    /// Gives the text a number, which may choose between its forms.
    pub(crate) fn number(mut self, name: &'static str, value: impl Into<FluentNumber>) -> Self {
        self.args.set(name, FluentValue::Number(value.into()));
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for lang in [self.lang, Lang::En] {
            let bundle = lang.bundle();
            if let Some(pattern) = bundle
                .get_message(self.key)
                .and_then(|message| message.value())
            {
                let mut errors = Vec::new();
                return f.write_str(&bundle.format_pattern(pattern, Some(&self.args), &mut errors));
            }
        }
        f.write_str(self.key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each key of a language with the variables its text mentions.
    fn keys(lang: Lang) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut keys: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut key = "";
        for line in lang.source().lines() {
            let starts_a_message = line.starts_with(|c: char| c.is_ascii_lowercase());
            if starts_a_message && let Some((name, _)) = line.split_once(" =") {
                assert!(
                    keys.insert(name, BTreeSet::new()).is_none(),
                    "{name} stands twice in {lang:?}"
                );
                key = name;
            }
            for rest in line.split('$').skip(1) {
                let end = rest
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                keys.entry(key).or_default().insert(&rest[..end]);
            }
        }
        keys
    }

    #[test]
    fn every_file_parses() {
        for lang in Lang::ALL {
            assert!(
                FluentResource::try_new(lang.source().to_owned()).is_ok(),
                "{lang:?} has an error"
            );
        }
    }

    #[test]
    fn every_language_has_the_keys_and_variables_of_english() {
        let english = keys(Lang::En);
        for lang in Lang::ALL {
            assert_eq!(keys(lang), english, "{lang:?} differs");
        }
    }

    #[test]
    fn a_number_chooses_the_form() {
        let text = |count| {
            Lang::En
                .text("list-unread")
                .number("count", count)
                .to_string()
        };
        assert_eq!(text(1), "1 unread message");
        assert_eq!(text(3), "3 unread messages");
    }

    #[test]
    fn the_browsers_preference_is_weighed() {
        assert_eq!(Lang::negotiate("de-DE, it;q=0.7, fr;q=0.9"), Lang::Fr);
        assert_eq!(Lang::negotiate("pt-PT"), Lang::PtBr);
        assert_eq!(Lang::negotiate("ja, es;q=0"), Lang::En);
        assert_eq!(Lang::negotiate(""), Lang::En);
    }

    #[test]
    fn no_line_of_french_begins_with_a_mark_that_is_set_apart() {
        for key in keys(Lang::Fr).into_keys() {
            let text = Lang::Fr.text(key).to_string();
            let torn = [" :", " ;", " ?", " !", "« ", " »"];
            let torn = torn.iter().find(|mark| text.contains(**mark));
            assert_eq!(torn, None, "{key}: {text}");
        }
        let hint = Lang::Fr.text("template-words-hint").to_string();
        assert!(hint.contains("par nom\u{a0}:"), "{hint}");
    }
}
