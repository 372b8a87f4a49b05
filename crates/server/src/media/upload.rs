//! What the platforms call our files: each has a file once, and is told its id with every message until that expires.

use axum::body::Bytes;
use futures_util::{StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::{Body, Upload};
use transom_channels::outcome_of_upload;
use transom_domain::channel::Channel;
use transom_domain::delivery::{Outcome, Outgoing, Problem};
use transom_domain::id::{MessageId, WorkspaceId};
use transom_domain::message::{Attachment, AttachmentKind, Content};
use transom_policy::{Channel as Platform, FileKind, FileRule};
use transom_store::{MediaRow, Read, Write};

use super::Media;
use super::blobs::{Chunks, Part};
use super::kind::ending;
use super::outbound::whole;
use super::redraw::{DRAWN_AS, drawn_types, redraw};
use crate::app::App;
use crate::channels::Connected;
use crate::error::Error;

/// What the platform will know for less than this is uploaded anew: the message has yet to be sent.
const SPARE: SignedDuration = SignedDuration::from_hours(1);
/// For how long an upload is good at the least: for the message that waits for it.
const LEAST: SignedDuration = SignedDuration::from_hours(2);

/// What the platform knows of the files of a message.
#[derive(Debug)]
pub(crate) enum Known {
    /// All, by the ids that stand in the content now.
    All(Box<Content>),
    /// Not this one.
    Not(Attachment),
}

/// Looks whether the platform knows the files of a message.
pub(crate) async fn known(
    read: &mut Read,
    workspace_id: WorkspaceId,
    connected: &Connected,
    content: &Content,
    now: Timestamp,
) -> Result<Known, Error> {
    let until = now.saturating_add(SPARE).unwrap_or(Timestamp::MAX);
    let mut content = content.clone();
    for attachment in content.files_mut() {
        let Some(digest) = attachment.file.filter(|_| attachment.media_id.is_none()) else {
            continue;
        };
        let named = (digest, attachment.kind);
        let id = read
            .find_platform_media(workspace_id, connected.channel.id, named, until)
            .await?;
        if id.is_none() {
            return Ok(Known::Not(attachment.clone()));
        }
        attachment.media_id = id;
    }
    Ok(Known::All(Box::new(content)))
}

/// Uploads a file, and notes what the platform calls it.
///
/// # Errors
/// What that means for the message that waits for it: it was not sent.
pub(crate) async fn upload(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    attachment: &Attachment,
) -> Result<(), Outcome> {
    let sent = match stored(app, connected, attachment, 0).await {
        Ok(found) => found,
        Err(Error::NotFound(_)) => {
            return Err(Outcome::Permanent(Problem {
                code: None,
                detail: "the file is not kept here any more: attach it again".to_owned(),
            }));
        }
        Err(error) => return Err(failed(&error)),
    };
    let unnamed = || format!("{}.{}", attachment.kind.as_str(), ending(&sent.media_type));
    let name = attachment.title.clone().unwrap_or_else(unnamed);
    let upload = Upload {
        kind: attachment.kind,
        media_type: &sent.media_type,
        name: &name,
        bytes: sent.bytes,
        body: Body::wrap_stream(sent.rest),
    };
    let endpoint = &connected.endpoint;
    let uploaded = match connected.channel.platform {
        Platform::WhatsApp => app.courier.upload_media(endpoint, upload).await,
        _ => app.courier.upload_attachment(endpoint, upload).await,
    };
    let id = uploaded.map_err(|failed| {
        connected.pace.note_call(&failed, app.now());
        outcome_of_upload(failed)
    })?;
    note(app, workspace_id, connected, attachment, &id)
        .await
        .map_err(|error| failed(&error))
}

/// A file as the platform is given it.
pub(crate) struct Sent {
    pub(crate) media_type: String,
    /// The size of the whole.
    pub(crate) bytes: u64,
    /// From an offset on.
    pub(crate) rest: Chunks,
}

/// A file from an offset on, drawn anew where the platform does not take such pictures.
pub(crate) async fn stored(
    app: &App,
    connected: &Connected,
    attachment: &Attachment,
    offset: u64,
) -> Result<Sent, Error> {
    let channel = &connected.channel;
    let digest = attachment.file.ok_or(Error::NotFound("file"))?;
    let mut read = app.db.read().await?;
    let file = read.load_media(channel.workspace_id, digest).await?;
    drop(read);
    let name = Part::Whole.of(digest);
    let rulebook = app.rulebook(channel.platform, app.now())?;
    if attachment.kind == AttachmentKind::Image
        && let Some(rule) = rulebook.file(FileKind::Image)
        && drawn_types(rulebook).contains(&file.mime_type)
    {
        let (_, whole_file) = app.media.blobs.get(name, None).await?;
        let whole_file = whole(whole_file).await?;
        return app.media.drawn(whole_file, &file, rule, offset).await;
    }
    let rest = (offset > 0).then(|| offset..file.bytes.max(offset + 1));
    let (length, rest) = app.media.blobs.get(name, rest).await?;
    Ok(Sent {
        media_type: file.mime_type,
        bytes: offset + length,
        rest,
    })
}

impl Media {
    async fn drawn(
        &self,
        whole: Vec<u8>,
        file: &MediaRow,
        rule: &FileRule,
        offset: u64,
    ) -> Result<Sent, Error> {
        let (media_type, most) = (file.mime_type.clone(), rule.most_bytes);
        let broken = || Error::Internal("a picture cannot be drawn any more".to_owned());
        let _turn = self.painter.acquire().await.map_err(|_| broken())?;
        let drawn = tokio::task::spawn_blocking(move || redraw(&whole, &media_type, most)).await;
        let drawn = Bytes::from(drawn.ok().flatten().ok_or_else(broken)?);
        let bytes = drawn.len() as u64;
        let rest = drawn.slice(
            usize::try_from(offset)
                .unwrap_or(drawn.len())
                .min(drawn.len())..,
        );
        Ok(Sent {
            media_type: DRAWN_AS.to_owned(),
            bytes,
            rest: stream::once(async { Ok(rest) }).boxed(),
        })
    }
}

/// The store or the disk is to blame: another time it may go.
fn failed(error: &Error) -> Outcome {
    tracing::error!(error = %error, "a file could not be read to be sent");
    Outcome::Retry(Problem {
        code: None,
        detail: "the file could not be read here".to_owned(),
    })
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
    let digest = attachment.file.ok_or(Error::NotFound("file"))?;
    let last = rulebook.uploads().map_or(LEAST, |uploads| uploads.last);
    let expires_at = now
        .saturating_add(last.max(LEAST))
        .unwrap_or(Timestamp::MAX);
    let named = (digest, attachment.kind);
    let mut tx = app.db.write().await?;
    tx.save_platform_media(workspace_id, connected.channel.id, named, id, expires_at)
        .await?;
    Ok(tx.commit().await?)
}

/// The platform reported that it could not take the files of a message: what it calls them is forgotten, inside a
/// transaction of the caller's, so that they are uploaded anew when it is sent again.
pub(crate) async fn doubted(
    tx: &mut Write,
    channel: &Channel,
    message_id: MessageId,
) -> Result<(), Error> {
    let (workspace_id, channel_id) = (channel.workspace_id, channel.id);
    let content = tx
        .load_message(workspace_id, message_id)
        .await?
        .message
        .content;
    for attachment in content.files() {
        let Some(digest) = attachment.file else {
            continue;
        };
        let named = (digest, attachment.kind);
        let known = tx
            .find_platform_media(workspace_id, channel_id, named, Timestamp::MIN)
            .await?;
        if let Some(id) = known {
            tx.forget_platform_media(workspace_id, channel_id, &id)
                .await?;
        }
    }
    Ok(())
}

/// The platform refused a message with files: it may not know them any more by what they were called.
pub(crate) async fn forget(
    app: &App,
    workspace_id: WorkspaceId,
    connected: &Connected,
    outgoing: &Outgoing,
) {
    let has_files = |attachment: &Attachment| attachment.file.is_some();
    if !outgoing.content.files().any(has_files) {
        return;
    }
    let forgotten = async {
        let mut tx = app.db.write().await?;
        for attachment in outgoing.content.files() {
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
