//! Files on their way to customers: handed over here, and fitted to what the platform takes.

use std::io;

use futures_util::TryStreamExt as _;
use transom_domain::id::{ConversationId, UploadId, WorkspaceId};
use transom_domain::message::{Attachment, AttachmentKind};
use transom_policy::{Channel as Platform, FileFacts, FileKind, Rulebook};
use transom_store::{MediaRow, UploadRow};

use super::blobs::{Chunks, Part};
use super::incoming::Incoming;
use super::kind::{HEADER, moves, sent_as};
use super::redraw::can_be_drawn;
use super::untaken::{Untaken, Why};
use crate::app::App;
use crate::config::Media as Limits;
use crate::error::Error;

/// The longest name of a file that is kept.
const LONGEST_NAME: usize = 200;

/// Takes over a file to be sent.
pub(crate) async fn hand_over(
    app: &App,
    workspace_id: WorkspaceId,
    name: Option<&str>,
    incoming: Incoming,
) -> Result<UploadRow, Error> {
    if incoming.bytes() == 0 {
        return Err(untaken(name, Why::Empty));
    }
    let arrived = incoming.finish().await?;
    let kept = app.media.keep(&arrived, AttachmentKind::File).await?;
    // Some browsers send a path.
    let name = name.map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name).trim());
    let name = name.filter(|name| !name.is_empty());
    let upload = UploadRow {
        id: UploadId::new(app.id()),
        name: name.map(|name| name.chars().take(LONGEST_NAME).collect()),
        file: kept.row.clone(),
    };
    let mut tx = app.db.write().await?;
    tx.add_media(workspace_id, &upload.file).await?;
    tx.add_upload(workspace_id, &upload, app.now()).await?;
    tx.commit().await?;
    Ok(upload)
}

/// A file that nothing here takes.
pub(crate) fn too_large(name: Option<&str>, most: u64) -> Error {
    untaken(name, Why::TooLarge { most })
}

fn untaken(name: Option<&str>, why: Why) -> Error {
    let untaken = Untaken {
        field: "file".to_owned(),
        name: name.map(str::to_owned),
        why,
    };
    untaken.into()
}

impl Limits {
    /// The most bytes of any file.
    pub(crate) fn most(&self) -> u64 {
        [
            AttachmentKind::Image,
            AttachmentKind::Video,
            AttachmentKind::Audio,
            AttachmentKind::File,
        ]
        .map(|kind| self.most_bytes(kind))
        .into_iter()
        .fold(0, u64::max)
    }
}

/// A file that was handed over, in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enclosed {
    /// The field that names it.
    pub(crate) field: String,
    pub(crate) id: UploadId,
    /// As what it is to be sent; what fits best when absent.
    pub(crate) kind: Option<AttachmentKind>,
    /// What it is called there; the name that it came with when absent.
    pub(crate) name: Option<String>,
    /// Spoken into the app, and shown as such.
    pub(crate) is_voice: bool,
}

impl Enclosed {
    /// A file that is sent as what it is, under its own name.
    pub(crate) const fn plain(field: String, id: UploadId) -> Self {
        Self {
            field,
            id,
            kind: None,
            name: None,
            is_voice: false,
        }
    }
}

/// Files that were handed over, as attachments of a message in a conversation.
///
/// # Errors
/// [`Error::Invalid`] when one is not there; [`Error::File`] when it is nothing that the platform takes.
pub(crate) async fn in_conversation(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    files: &[Enclosed],
) -> Result<Vec<Attachment>, Error> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let platform = platform(app, workspace_id, conversation_id).await?;
    attachments(app, workspace_id, platform, files).await
}

/// The platform of a conversation.
pub(crate) async fn platform(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
) -> Result<Platform, Error> {
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, conversation_id).await?;
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    Ok(connected.channel.platform)
}

/// The same, on a platform.
pub(crate) async fn attachments(
    app: &App,
    workspace_id: WorkspaceId,
    platform: Platform,
    files: &[Enclosed],
) -> Result<Vec<Attachment>, Error> {
    let rulebook = app.rulebook(platform, app.now())?;
    let mut read = app.db.read().await?;
    let mut attachments = Vec::with_capacity(files.len());
    for enclosed in files {
        let field = || enclosed.field.clone();
        let upload = match read.load_upload(workspace_id, enclosed.id).await {
            Ok(upload) => upload,
            Err(transom_store::Error::NotFound(_)) => {
                let problem = "there is no such file, or it waited for more than a day";
                return Err(Error::invalid(field(), problem));
            }
            Err(error) => return Err(error.into()),
        };
        let file = &upload.file;
        let name = enclosed.name.clone().or(upload.name);
        let kinds = match (enclosed.kind, sent_as(&file.mime_type)) {
            (Some(kind), _) => vec![kind],
            (None, kind @ AttachmentKind::Image) => {
                vec![kind, AttachmentKind::Sticker, AttachmentKind::File]
            }
            (None, kind) => vec![kind, AttachmentKind::File],
        };
        let facts = FileFacts {
            media_type: &file.mime_type,
            bytes: file.bytes,
            size: file.size,
            moves: does_move(app, file).await?,
        };
        let kind = fitting(rulebook, &kinds, &facts)
            .ok_or_else(|| Untaken::there(rulebook, field(), name.clone(), &kinds, &facts))?;
        attachments.push(Attachment {
            kind,
            title: name,
            mime_type: Some(file.mime_type.clone()),
            is_voice: enclosed.is_voice && kind == AttachmentKind::Audio,
            file: Some(file.digest),
            ..Attachment::default()
        });
    }
    Ok(attachments)
}

/// The first of these kinds as which a platform takes a file, and else as a picture that can be drawn anew.
fn fitting(
    rulebook: &Rulebook,
    kinds: &[AttachmentKind],
    file: &FileFacts<'_>,
) -> Option<AttachmentKind> {
    let fits = |kind: &AttachmentKind| {
        let rule = file_kind(*kind).and_then(|kind| rulebook.file(kind));
        rule.is_some_and(|rule| rule.fault(file).is_none())
    };
    let picture = Some(AttachmentKind::Image);
    let is_picture = |kind: &AttachmentKind| picture.as_ref() == Some(kind);
    kinds.iter().copied().find(fits).or_else(|| {
        picture.filter(|_| kinds.iter().any(is_picture) && can_be_drawn(rulebook, file))
    })
}

/// Whether a picture moves, as its own header says.
async fn does_move(app: &App, file: &MediaRow) -> Result<bool, Error> {
    if file.mime_type != "image/webp" {
        return Ok(false);
    }
    let head = 0..HEADER.min(file.bytes);
    let name = Part::Whole.of(file.digest);
    let (_, head) = app.media.blobs.get(name, Some(head)).await?;
    Ok(moves(&whole(head).await?))
}

/// All bytes of a file that is small enough to be held.
pub(super) async fn whole(mut chunks: Chunks) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.try_next().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The rulebooks' word for a kind.
pub(crate) fn file_kind(kind: AttachmentKind) -> Option<FileKind> {
    Some(match kind {
        AttachmentKind::Image => FileKind::Image,
        AttachmentKind::Video => FileKind::Video,
        AttachmentKind::Audio => FileKind::Audio,
        AttachmentKind::File => FileKind::Document,
        AttachmentKind::Sticker => FileKind::Sticker,
        _ => return None,
    })
}
