//! Files that are not taken to be sent, and why: for programs in English, at the desk in the reader's language.

use std::fmt;

use transom_policy::{Change, FileFacts, FileFault, FileKind, Language, Rulebook, Subject};

use super::outbound::file_kind;
use transom_domain::message::AttachmentKind;

/// A file that is not taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Untaken {
    /// The field that named it.
    pub field: String,
    /// Its name, when it has one.
    pub name: Option<String>,
    /// Why.
    pub why: Why,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// There is nothing in it.
    Empty,
    /// It is larger than any file may be here.
    TooLarge {
        /// The most, in bytes.
        most: u64,
    },
    /// There are too many at once.
    TooMany {
        /// The most.
        most: usize,
    },
    /// The platform does not take such a file.
    NotThere {
        /// What it takes in its place, as its rulebook says.
        wanted: Option<Box<Change>>,
    },
    /// It is a picture that the platform takes as a sticker only, and not like this.
    NoSticker {
        /// What is wrong with it as a sticker.
        fault: FileFault,
        /// Its width and height, where it could be read.
        size: Option<(u32, u32)>,
        /// It moves.
        moves: bool,
    },
}

impl Untaken {
    /// A file that a platform does not take, with what it takes of the first of these kinds that it takes at all.
    pub(super) fn there(
        rulebook: &Rulebook,
        field: String,
        name: Option<String>,
        kinds: &[AttachmentKind],
        file: &FileFacts<'_>,
    ) -> Self {
        if kinds.contains(&AttachmentKind::Sticker)
            && let Some(rule) = rulebook.file(FileKind::Sticker)
            && let Some(fault @ (FileFault::Edge(_) | FileFault::Bytes(_))) = rule.fault(file)
        {
            let why = Why::NoSticker {
                fault,
                size: file.size,
                moves: file.moves,
            };
            return Self { field, name, why };
        }
        let rules = rulebook.rules();
        let wanted = kinds.iter().find_map(|kind| {
            let subject = Subject::File(file_kind(*kind)?);
            rules.iter().find(|rule| rule.subject() == subject).cloned()
        });
        Self {
            field,
            name,
            why: Why::NotThere {
                wanted: wanted.map(Box::new),
            },
        }
    }
}

impl fmt::Display for Untaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_deref().unwrap_or("the file");
        match &self.why {
            Why::Empty => write!(f, "there is nothing in {name}"),
            Why::TooLarge { most } => {
                let mib = most / (1024 * 1024);
                write!(
                    f,
                    "{name} has more than the {mib} MiB that a file may have here"
                )
            }
            Why::TooMany { most } => write!(f, "send {most} files at a time at the most"),
            Why::NotThere { wanted } => {
                write!(f, "{name} cannot be sent on this platform")?;
                match wanted {
                    Some(wanted) => write!(f, ". {}", wanted.sentence(Language::English)),
                    None => Ok(()),
                }
            }
            Why::NoSticker { fault, size, moves } => {
                write!(f, "{name} cannot be sent as a sticker: ")?;
                match (fault, size) {
                    (FileFault::Edge(edge), Some((width, height))) => write!(
                        f,
                        "it has {width} × {height} pixels, and a sticker {edge} × {edge}"
                    )?,
                    (FileFault::Edge(_) | FileFault::Type, _) => {
                        f.write_str("it could not be read as a picture")?;
                    }
                    (FileFault::Bytes(most), _) => {
                        let how = if *moves { "moves" } else { "stands still" };
                        let most = most / 1000;
                        write!(f, "one that {how} has {most} kB at the most")?;
                    }
                }
                f.write_str(if *moves {
                    ". Change it so that it fits, or send it as a video"
                } else {
                    ". Change it so that it fits, or send it as an image"
                })
            }
        }
    }
}
