//! Files on their way to customers: handed over here, fitted to what the platform takes, and uploaded to it once.

use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::{Body, Upload};
use transom_channels::outcome_of_upload;
use transom_domain::delivery::{Outcome, Outgoing, Problem};
use transom_domain::id::{ConversationId, UploadId, WorkspaceId};
use transom_domain::message::{Attachment, AttachmentKind};
use transom_policy::{Channel as Platform, FileKind, Rulebook};
use transom_store::UploadRow;

use super::blobs::Part;
use super::incoming::Incoming;
use super::kind::{ending, sent_as};
use super::untaken::{Untaken, Why};
use crate::app::App;
use crate::channels::Connected;
use crate::config::Media as Limits;
use crate::error::Error;

/// What the platform will know for less than this is uploaded anew: the message has yet to be sent.
const SPARE: SignedDuration = SignedDuration::from_hours(1);
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

/// Files that were handed over, as attachments of a message in a conversation. Each comes with the place it was named at.
///
/// # Errors
/// [`Error::Invalid`] when one is not there, or is nothing that the platform takes.
pub(crate) async fn in_conversation(
    app: &App,
    workspace_id: WorkspaceId,
    conversation_id: ConversationId,
    files: &[(usize, UploadId)],
) -> Result<Vec<Attachment>, Error> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut read = app.db.read().await?;
    let thread = read.load_thread(workspace_id, conversation_id).await?;
    drop(read);
    let connected = app
        .channels
        .find(workspace_id, thread.identity.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    attachments(app, workspace_id, connected.channel.platform, files).await
}

/// The same, on a platform.
pub(crate) async fn attachments(
    app: &App,
    workspace_id: WorkspaceId,
    platform: Platform,
    files: &[(usize, UploadId)],
) -> Result<Vec<Attachment>, Error> {
    let rulebook = app.rulebook(platform, app.now())?;
    let mut read = app.db.read().await?;
    let mut attachments = Vec::with_capacity(files.len());
    for (index, id) in files {
        let field = || format!("attachments[{index}]");
        let upload = match read.load_upload(workspace_id, *id).await {
            Ok(upload) => upload,
            Err(transom_store::Error::NotFound(_)) => {
                let problem = "there is no such file, or it waited for more than a day";
                return Err(Error::invalid(field(), problem));
            }
            Err(error) => return Err(error.into()),
        };
        let file = &upload.file;
        let kind = fitting(rulebook, &file.mime_type, file.bytes).ok_or_else(|| {
            let kind = sent_as(&file.mime_type);
            Untaken::there(rulebook, field(), upload.name.clone(), kind)
        })?;
        attachments.push(Attachment {
            kind,
            title: upload.name,
            mime_type: Some(file.mime_type.clone()),
            file: Some(file.digest),
            ..Attachment::default()
        });
    }
    Ok(attachments)
}

/// As what a platform takes a file: as what it is, or as a document.
fn fitting(rulebook: &Rulebook, media_type: &str, bytes: u64) -> Option<AttachmentKind> {
    [sent_as(media_type), AttachmentKind::File]
        .into_iter()
        .find(|kind| {
            let rule = file_kind(*kind).and_then(|kind| rulebook.file(kind));
            rule.is_some_and(|rule| rule.takes(media_type, bytes))
        })
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

/// Has the platform know the files of a message before it is sent.
///
/// # Errors
/// What that means for the message: it was not sent.
pub(crate) async fn upload(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    outgoing: &mut Outgoing,
) -> Result<(), Outcome> {
    for attachment in &mut outgoing.content.attachments {
        if attachment.file.is_none() || attachment.media_id.is_some() {
            continue;
        }
        let known = known(app, workspace_id, connected, attachment).await;
        attachment.media_id = match known.map_err(|error| failed(&error))? {
            Some(id) => Some(id),
            None => Some(upload_one(app, workspace_id, connected, attachment).await?),
        };
    }
    Ok(())
}

/// The store or the disk is to blame: another time it may go.
fn failed(error: &Error) -> Outcome {
    tracing::error!(error = %error, "a file could not be read to be sent");
    Outcome::Retry(Problem {
        code: None,
        detail: "the file could not be read here".to_owned(),
    })
}

async fn known(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    attachment: &Attachment,
) -> Result<Option<String>, Error> {
    let Some(digest) = attachment.file else {
        return Ok(None);
    };
    let until = app.now().saturating_add(SPARE).unwrap_or(Timestamp::MAX);
    let named = (digest, attachment.kind);
    let mut read = app.db.read().await?;
    Ok(read
        .find_platform_media(workspace_id, connected.channel.id, named, until)
        .await?)
}

async fn upload_one(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    attachment: &Attachment,
) -> Result<String, Outcome> {
    let found = async {
        let digest = attachment.file.ok_or(Error::NotFound("file"))?;
        let mut read = app.db.read().await?;
        let file = read.load_media(workspace_id, digest).await?;
        drop(read);
        let (bytes, stream) = app.media.blobs.get(Part::Whole.of(digest), None).await?;
        Ok((file, bytes, stream))
    };
    let (file, bytes, stream) = match found.await {
        Ok(found) => found,
        Err(Error::NotFound(_)) => {
            return Err(Outcome::Permanent(Problem {
                code: None,
                detail: "the file is not kept here any more: attach it again".to_owned(),
            }));
        }
        Err(error) => return Err(failed(&error)),
    };
    let unnamed = || format!("{}.{}", attachment.kind.as_str(), ending(&file.mime_type));
    let name = attachment.title.clone().unwrap_or_else(unnamed);
    let upload = Upload {
        kind: attachment.kind,
        media_type: &file.mime_type,
        name: &name,
        bytes,
        body: Body::wrap_stream(stream),
    };
    let endpoint = &connected.endpoint;
    let uploaded = match connected.channel.platform {
        Platform::WhatsApp => app.courier.upload_media(endpoint, upload).await,
        _ => app.courier.upload_attachment(endpoint, upload).await,
    };
    let id = uploaded.map_err(outcome_of_upload)?;
    if let Err(error) = note(app, workspace_id, connected, attachment, &id).await {
        // It is uploaded once more the next time.
        error.log();
    }
    Ok(id)
}

async fn note(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    attachment: &Attachment,
    id: &str,
) -> Result<(), Error> {
    let now = app.now();
    let rulebook = app.rulebook(connected.channel.platform, now)?;
    let (Some(digest), Some(uploads)) = (attachment.file, rulebook.uploads()) else {
        return Ok(());
    };
    let expires_at = now.saturating_add(uploads.last).unwrap_or(Timestamp::MAX);
    let named = (digest, attachment.kind);
    let mut tx = app.db.write().await?;
    tx.save_platform_media(workspace_id, connected.channel.id, named, id, expires_at)
        .await?;
    Ok(tx.commit().await?)
}

/// The platform refused a message with files: it may not know them any more by what they were called.
pub(crate) async fn forget(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    outgoing: &Outgoing,
) {
    let has_files = |attachment: &Attachment| attachment.file.is_some();
    if !outgoing.content.attachments.iter().any(has_files) {
        return;
    }
    let forgotten = async {
        let mut tx = app.db.write().await?;
        for attachment in &outgoing.content.attachments {
            if let (Some(_), Some(id)) = (attachment.file, &attachment.media_id) {
                tx.forget_platform_media(workspace_id, connected.channel.id, id)
                    .await?;
            }
        }
        tx.commit().await
    };
    if let Err(error) = forgotten.await {
        tracing::warn!(error = %error, "a file that the platform does not know may be named to it again");
    }
}
