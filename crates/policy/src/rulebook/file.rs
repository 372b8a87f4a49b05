//! What a platform takes as files, and for how long it knows an upload: data for whoever sends one. A decision does not
//! look at it.

use jiff::SignedDuration;
use serde::Deserialize;
use toml::Spanned;

use super::edition::Length;
use super::load::Source;
use super::{Confidence, LoadError, Provenance, Rulebook};

/// A kind of file, as platforms tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A recording.
    Audio,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::Document,
        Self::Sticker,
    ];

    /// The name used in the rulebooks.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

/// What a platform takes as a file of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRule {
    /// Of what kind.
    pub kind: FileKind,
    /// The most bytes.
    pub most_bytes: u64,
    /// The most bytes of a picture that moves, where those may have others.
    pub most_bytes_moving: Option<u64>,
    /// How many pixels a picture must have on each of its edges, where that is told.
    pub edge: Option<u32>,
    /// The media types, as `image/png`; any, when there are none.
    pub types: Vec<String>,
    /// Where it is known from.
    pub provenance: Provenance,
}

/// What is known of a file that is to be sent.
#[derive(Clone, Copy, Debug)]
pub struct FileFacts<'a> {
    /// What it is, as `image/png`.
    pub media_type: &'a str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Width and height of a picture that could be read, in pixels.
    pub size: Option<(u32, u32)>,
    /// It is a picture that moves.
    pub moves: bool,
}

/// Why a file is not taken as one of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// It is of another type.
    Type,
    /// It is not this many pixels wide and high.
    Edge(u32),
    /// It has more than these bytes.
    Bytes(u64),
}

impl FileRule {
    /// Why a file is not taken; nothing when it is.
    pub fn fault(&self, file: &FileFacts<'_>) -> Option<FileFault> {
        if !self.types.is_empty() && !self.types.iter().any(|listed| listed == file.media_type) {
            return Some(FileFault::Type);
        }
        if let Some(edge) = self.edge
            && file.size != Some((edge, edge))
        {
            return Some(FileFault::Edge(edge));
        }
        let moving = self.most_bytes_moving.filter(|_| file.moves);
        let most = moving.unwrap_or(self.most_bytes);
        (file.bytes > most).then_some(FileFault::Bytes(most))
    }

    /// All but where it is known from.
    pub(super) fn terms(&self) -> impl PartialEq + use<'_> {
        let most = (self.most_bytes, self.most_bytes_moving);
        (most, self.edge, &self.types)
    }
}

/// For how long a platform knows a file that was uploaded to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploads {
    /// So long.
    pub last: SignedDuration,
    /// Where it is known from.
    pub provenance: Provenance,
}

/// What a platform takes, as it is written. Sizes are in millions of bytes: where a platform means a little more, nothing
/// that fits here is refused there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileTerms {
    most: Size,
    /// Of a picture that moves.
    most_moving: Option<Size>,
    /// Pixels on each edge.
    edge: Option<u32>,
    #[serde(default)]
    types: Vec<String>,
    source: String,
    confidence: Confidence,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Size {
    Megabytes(u16),
    Kilobytes(u16),
}

impl Size {
    fn bytes(self) -> u64 {
        match self {
            Self::Megabytes(most) => u64::from(most) * 1_000_000,
            Self::Kilobytes(most) => u64::from(most) * 1_000,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UploadTerms {
    last: Length,
    source: String,
    confidence: Confidence,
}

impl Source<'_> {
    pub(super) fn add_files(&self, rulebook: &mut Rulebook) -> Result<(), LoadError> {
        for (kind, terms) in &self.edition.files {
            let rule = self.file(*kind, terms)?;
            if rulebook.files.get(kind) == Some(&rule) {
                return Err(self.repeats(terms.span()));
            }
            rulebook.files.insert(*kind, rule);
        }
        if let Some(terms) = &self.edition.uploads {
            let given = terms.as_ref();
            let uploads = Uploads {
                last: given.last.into(),
                provenance: provenance(&given.source, given.confidence),
            };
            if uploads.last.is_zero() {
                return Err(self.fault(terms.span(), "uploads: `last` is no time at all"));
            }
            if rulebook.uploads.as_ref() == Some(&uploads) {
                return Err(self.repeats(terms.span()));
            }
            rulebook.uploads = Some(uploads);
        }
        Ok(())
    }

    fn file(&self, kind: FileKind, terms: &Spanned<FileTerms>) -> Result<FileRule, LoadError> {
        let given = terms.as_ref();
        let fault = |fault: &str| {
            let name = kind.as_str();
            Err(self.fault(terms.span(), format!("file of kind `{name}`: {fault}")))
        };
        let most_bytes = given.most.bytes();
        if most_bytes == 0 {
            return fault("`most` is nothing at all");
        }
        let most_bytes_moving = given.most_moving.map(Size::bytes);
        if most_bytes_moving == Some(0) {
            return fault("`most_moving` is nothing at all");
        }
        if given.edge == Some(0) {
            return fault("`edge` is no pixel at all");
        }
        let is_type = |text: &String| {
            text.split_once('/')
                .is_some_and(|(group, name)| !group.is_empty() && !name.is_empty())
        };
        if !given.types.iter().all(is_type) {
            return fault("a type is written like image/png");
        }
        Ok(FileRule {
            kind,
            most_bytes,
            most_bytes_moving,
            edge: given.edge,
            types: given.types.clone(),
            provenance: provenance(&given.source, given.confidence),
        })
    }
}

fn provenance(source: &str, confidence: Confidence) -> Provenance {
    Provenance {
        source: source.trim().to_owned(),
        confidence,
    }
}
