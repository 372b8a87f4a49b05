//! All rulebooks of a build.

use std::sync::LazyLock;

use jiff::Timestamp;

use super::load::{self, File};
use super::{LoadError, Rulebook};
use crate::Channel;

/// A file below `rulebooks/`, by its path there.
macro_rules! file {
    ($path:literal) => {
        ($path, include_str!(concat!("../../rulebooks/", $path)))
    };
}

/// The files of this build, by channel, from the oldest to the newest.
const FILES: &[&[File<'static>]] = &[
    &[
        file!("messenger/2016-04-12.toml"),
        file!("messenger/2020-03-04.toml"),
        file!("messenger/2022-05-19.toml"),
        file!("messenger/2024-07-31.toml"),
        file!("messenger/2025-07-29.toml"),
        file!("messenger/2026-02-10.toml"),
        file!("messenger/2026-04-01.toml"),
        file!("messenger/2026-04-27.toml"),
        file!("messenger/2026-09-28.toml"),
    ],
    &[
        file!("instagram/2020-03-04.toml"),
        file!("instagram/2026-09-28.toml"),
    ],
    &[
        file!("whatsapp/2018-08-01.toml"),
        file!("whatsapp/2025-04-01.toml"),
        file!("whatsapp/2025-07-01.toml"),
        file!("whatsapp/2025-10-07.toml"),
        file!("whatsapp/2026-10-01.toml"),
    ],
    &[file!("email/1982-08-13.toml")],
    &[file!("sms/1992-12-03.toml")],
    &[file!("webchat/1995-01-01.toml")],
];

/// Every edition of every channel of this build.
#[derive(Clone, Debug)]
pub struct Rulebooks {
    editions: [Vec<Rulebook>; Channel::ALL.len()],
}

impl Rulebooks {
    /// The rulebooks compiled into this build.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Rulebooks> = LazyLock::new(|| {
            FILES
                .iter()
                .try_fold(Rulebooks::empty(), |rulebooks, files| rulebooks.with(files))
                .expect("the embedded rulebooks are loaded by a test of this crate")
        });
        &EMBEDDED
    }

    /// No rulebook.
    pub const fn empty() -> Self {
        Self {
            editions: [const { Vec::new() }; Channel::ALL.len()],
        }
    }

    /// Adds the editions of one channel: `(path, text)` of each file, from the oldest to the newest. The path is that
    /// below `rulebooks/`: `messenger/2026-09-28.toml`.
    pub fn with(mut self, files: &[(&str, &str)]) -> Result<Self, LoadError> {
        let editions = load::load(files)?;
        if let Some(first) = editions.first() {
            let channel = first.channel();
            if !self.editions(channel).is_empty() {
                let twice = format!("{channel} has its editions already");
                return Err(LoadError::new(files[0].0, 1, twice));
            }
            self.editions[channel as usize] = editions;
        }
        Ok(self)
    }

    /// These rulebooks with a draft edition laid over them, to see what it would change.
    ///
    /// `text` is a file as those below `rulebooks/`, its channel and `valid_from` inside it; `path` is only named in errors.
    /// Like any edition it holds what it changes of the one before. From its first day on it replaces whatever editions its
    /// channel has, and has no `valid_until`; lay a second draft over the first for what comes after it.
    ///
    /// ```
    /// use transom_policy::{Channel, Rulebooks};
    ///
    /// let draft = r#"
    ///     channel = "messenger"
    ///     valid_from = 2027-02-01
    ///     summary = "What if people could no longer answer after the window?"
    ///     source = "Nobody said so"
    ///     confidence = "low"
    ///     retires = ["human_agent"]
    /// "#;
    /// let rulebooks = Rulebooks::embedded().with_draft("what-if.toml", draft)?;
    /// let last = rulebooks.editions(Channel::Messenger).last().expect("the draft");
    /// assert_eq!(last.id().to_string(), "messenger/2027-02-01");
    /// # Ok::<(), transom_policy::LoadError>(())
    /// ```
    pub fn with_draft(&self, path: &str, text: &str) -> Result<Self, LoadError> {
        let editions = load::lay(|channel| self.editions(channel), &(path, text))?;
        let mut rulebooks = self.clone();
        if let Some(first) = editions.first() {
            let channel = first.channel();
            rulebooks.editions[channel as usize] = editions;
        }
        Ok(rulebooks)
    }

    /// The edition of `channel` that governs at `now`.
    pub fn governing(&self, channel: Channel, now: Timestamp) -> Option<&Rulebook> {
        self.editions(channel)
            .iter()
            .rev()
            .find(|edition| edition.valid_from() <= now)
    }

    /// The editions of `channel`, from the oldest to the newest.
    pub fn editions(&self, channel: Channel) -> &[Rulebook] {
        &self.editions[channel as usize]
    }
}
