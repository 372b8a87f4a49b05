//! Verdicts in words. The sentences are data, one file for each language, keyed by route, code and event.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde::Deserialize;

use crate::rulebook::Phrases;
use crate::{
    Allowed, Basis, Channel, Language, Refusal, RefusalCode, Remedy, Route, Warning,
    WindowEventKind,
};

/// The files of this build, in the order of [`Language::ALL`].
const FILES: [&str; Language::ALL.len()] = [
    include_str!("../messages/en.toml"),
    include_str!("../messages/fr.toml"),
    include_str!("../messages/it.toml"),
    include_str!("../messages/pt-BR.toml"),
    include_str!("../messages/es.toml"),
];

/// The sentences of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentences {
    until: String,
    then: String,
    basis: String,
    restricted_until: String,
    free_from: String,
    possible_until: String,
    words: String,
    unlimited: String,
    route: BTreeMap<Route, String>,
    allow: BTreeMap<Route, String>,
    refuse: BTreeMap<RefusalCode, String>,
    needs: BTreeMap<Route, String>,
    event: BTreeMap<WindowEventKind, String>,
    warning: BTreeMap<Warning, String>,
    /// Refusals that need other words on one channel.
    on: BTreeMap<Channel, BTreeMap<RefusalCode, String>>,
    /// The phrases for changes of the rules.
    pub(crate) rules: Phrases,
}

impl Sentences {
    pub(crate) fn of(language: Language) -> &'static Self {
        static SENTENCES: LazyLock<[Sentences; Language::ALL.len()]> = LazyLock::new(|| {
            FILES.map(|file| {
                toml::from_str(file).expect("the sentences are read by a test of this crate")
            })
        });
        &SENTENCES[language as usize]
    }

    pub(crate) fn route(&self, route: Route) -> &str {
        &self.route[&route]
    }

    pub(crate) fn event(&self, event: WindowEventKind) -> &str {
        &self.event[&event]
    }

    fn refusal(&self, code: RefusalCode, channel: Channel) -> &str {
        let own = self.on.get(&channel).and_then(|own| own.get(&code));
        own.unwrap_or(&self.refuse[&code])
    }
}

impl<R: Copy + Into<Route>> Allowed<R> {
    /// Why it may be sent, in English.
    pub fn explanation(&self) -> String {
        self.explanation_in(Language::English)
    }

    /// Why it may be sent.
    pub fn explanation_in(&self, language: Language) -> String {
        self.explanation_dated(language, &readable)
    }

    /// Why it may be sent, with moments as `date` writes them: a day and a time, such as `22 Nov, 10:00`.
    pub fn explanation_dated(
        &self,
        language: Language,
        date: &dyn Fn(Timestamp) -> String,
    ) -> String {
        let sentences = Sentences::of(language);
        let route = self.route.into();
        let first = match (route, self.until) {
            (Route::Standard, None) => &sentences.unlimited,
            _ => &sentences.allow[&route],
        };
        let mut text = Text::new(first, date);
        text.basis(sentences, self.basis);
        text.instant(&sentences.until, self.until);
        if let Some(next) = self.then {
            text.add(
                &sentences
                    .then
                    .replace("{route}", &sentences.route[&next.route.into()]),
            );
        }
        text.warnings(sentences, self.warnings.iter());
        text.words
    }
}

impl Refusal {
    /// Why it may not be sent, in English.
    pub fn explanation(&self) -> String {
        self.explanation_in(Language::English)
    }

    /// Why it may not be sent.
    pub fn explanation_in(&self, language: Language) -> String {
        self.explanation_dated(language, &readable)
    }

    /// Why it may not be sent, with moments as `date` writes them: a day and a time, such as `22 Nov, 10:00`.
    pub fn explanation_dated(
        &self,
        language: Language,
        date: &dyn Fn(Timestamp) -> String,
    ) -> String {
        let sentences = Sentences::of(language);
        let first = sentences.refusal(self.code, self.rulebook.channel());
        let mut text = Text::new(first, date);
        if !self.matches.is_empty() {
            let words = self.matches.join(", ");
            // The sentence ends by itself.
            let words = words.trim_end_matches(['!', '?', '.', '…']);
            text.add(&sentences.words.replace("{words}", words));
        }
        if self.code == RefusalCode::WindowClosed {
            text.basis(sentences, self.basis);
        }
        let end = match self.code {
            RefusalCode::Restricted => &sentences.restricted_until,
            _ => &sentences.free_from,
        };
        text.instant(end, self.restricted_until);
        text.instant(&sentences.possible_until, self.possible_until);
        text.words
    }
}

impl Remedy {
    /// What it takes to go this way, in English.
    pub fn needs(&self) -> String {
        self.needs_in(Language::English)
    }

    /// What it takes to go this way.
    pub fn needs_in(&self, language: Language) -> String {
        Sentences::of(language).needs[&self.route].clone()
    }
}

impl RefusalCode {
    /// The refusal in a sentence that holds on every channel.
    pub fn sentence(self, language: Language) -> &'static str {
        &Sentences::of(language).refuse[&self]
    }

    /// The refusal in a sentence for `channel`: that with which [`Refusal::explanation_in`] begins.
    pub fn sentence_on(self, channel: Channel, language: Language) -> &'static str {
        Sentences::of(language).refusal(self, channel)
    }
}

impl Warning {
    /// The warning in a sentence.
    pub fn sentence(self, language: Language) -> &'static str {
        &Sentences::of(language).warning[&self]
    }
}

/// Sentences one after the other.
struct Text<'a> {
    words: String,
    date: &'a dyn Fn(Timestamp) -> String,
}

impl<'a> Text<'a> {
    fn new(first: &str, date: &'a dyn Fn(Timestamp) -> String) -> Self {
        Self {
            words: first.to_owned(),
            date,
        }
    }

    fn add(&mut self, sentence: &str) {
        self.words.push(' ');
        self.words.push_str(sentence);
    }

    fn instant(&mut self, sentence: &str, until: Option<Timestamp>) {
        if let Some(until) = until {
            self.add(&sentence.replace("{until}", &(self.date)(until)));
        }
    }

    fn basis(&mut self, sentences: &Sentences, basis: Basis) {
        if let Basis {
            event: Some(event),
            at: Some(at),
        } = basis
        {
            let sentence = sentences.basis.replace("{event}", &sentences.event[&event]);
            self.add(&sentence.replace("{at}", &(self.date)(at)));
        }
    }

    fn warnings(&mut self, sentences: &Sentences, warnings: impl Iterator<Item = Warning>) {
        for warning in warnings {
            self.add(&sentences.warning[&warning]);
        }
    }
}

fn readable(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
