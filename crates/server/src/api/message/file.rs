//! The files of a message that a program sends.

use serde::Deserialize;
use transom_domain::id::{ConversationId, UploadId};
use transom_domain::message::{Attachment, AttachmentKind};
use transom_policy::Channel as Platform;
use utoipa::ToSchema;

use crate::app::App;
use crate::error::Error;
use crate::media::outbound::{self, Enclosed};
use crate::sign_in::Program;

/// A file: one that was handed over, by its `media_id`; one that the platform fetches, by its `kind` and `url`; or one that
/// the platform has, by its `kind` and `external_id`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = FileToSend)]
pub(in crate::api) struct File {
    /// The id that `POST /media` gave.
    #[schema(value_type = Option<String>, example = "media_0193b2c4d5e67f8091a2b3c4d5e6f708")]
    media_id: Option<UploadId>,
    /// As what it is sent. With `media_id` it may be left out: then as what it is, or as a document where the platform
    /// takes it only so.
    kind: Option<FileKind>,
    /// Where the platform can fetch it.
    #[schema(example = "https://example.com/receipt.pdf")]
    url: Option<String>,
    /// The platform's id of it, when it was uploaded there.
    external_id: Option<String>,
    /// What a document is called on the customer's device. With `media_id` it may be left out: then as it was handed over.
    #[schema(example = "Receipt.pdf")]
    name: Option<String>,
    /// A recording that is shown as spoken into the app.
    #[serde(default)]
    voice: bool,
}

/// What can be sent along.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FileKind {
    Image,
    Video,
    Audio,
    File,
    Sticker,
}

/// Refuses files that are nowhere, or in two places.
pub(super) fn check(files: &[File]) -> Result<(), Error> {
    let mut files = files.iter().enumerate();
    files.try_for_each(|(index, file)| file.check(index))
}

/// The files as the platform of the conversation takes them.
pub(super) async fn attachments(
    app: &App,
    program: &Program,
    id: ConversationId,
    files: Vec<File>,
) -> Result<Vec<Attachment>, Error> {
    let enclosed = enclosed(&files);
    let taken = outbound::in_conversation(app, program.workspace_id, id, &enclosed).await?;
    Ok(in_order(files, taken))
}

/// The same where there is no conversation yet.
pub(in crate::api) async fn attachments_on(
    app: &App,
    program: &Program,
    platform: Platform,
    files: Vec<File>,
) -> Result<Vec<Attachment>, Error> {
    check(&files)?;
    let enclosed = enclosed(&files);
    let taken = outbound::attachments(app, program.workspace_id, platform, &enclosed).await?;
    Ok(in_order(files, taken))
}

fn enclosed(files: &[File]) -> Vec<Enclosed> {
    let files = files.iter().enumerate();
    files
        .filter_map(|(index, file)| file.enclosed(index))
        .collect()
}

/// All of them, with those that were handed over in their places.
fn in_order(files: Vec<File>, taken: Vec<Attachment>) -> Vec<Attachment> {
    let mut taken = taken.into_iter();
    files
        .into_iter()
        .filter_map(|file| file.elsewhere().or_else(|| taken.next()))
        .collect()
}

impl File {
    fn check(&self, index: usize) -> Result<(), Error> {
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        match (self.media_id, &self.url, &self.external_id) {
            (Some(_), None, None) => return Ok(()),
            (None, Some(url), _) if !is_web(url) => {
                return Err(Error::invalid(
                    format!("attachments[{index}].url"),
                    "give an address that begins with https://, from which the platform can fetch it",
                ));
            }
            (None, None, None) | (Some(_), ..) => {
                return Err(Error::invalid(
                    format!("attachments[{index}]"),
                    "say where it is: by media_id, url or external_id",
                ));
            }
            (None, ..) => {}
        }
        match self.kind {
            Some(_) => Ok(()),
            None => Err(Error::invalid(
                format!("attachments[{index}].kind"),
                "say what it is: only the kind of a file that was handed over is known here",
            )),
        }
    }

    /// As a picture, where it does not say what it is.
    pub(super) fn or_picture(mut self) -> Self {
        self.kind.get_or_insert(FileKind::Image);
        self
    }

    fn enclosed(&self, index: usize) -> Option<Enclosed> {
        Some(Enclosed {
            field: format!("attachments[{index}]"),
            id: self.media_id?,
            kind: self.kind.map(AttachmentKind::from),
            name: self.name.clone(),
            is_voice: self.voice,
        })
    }

    /// A file that is not here.
    fn elsewhere(self) -> Option<Attachment> {
        if self.media_id.is_some() {
            return None;
        }
        Some(Attachment {
            kind: self.kind?.into(),
            url: self.url,
            media_id: self.external_id,
            title: self.name,
            is_voice: self.voice,
            ..Attachment::default()
        })
    }
}

impl From<FileKind> for AttachmentKind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Image => Self::Image,
            FileKind::Video => Self::Video,
            FileKind::Audio => Self::Audio,
            FileKind::File => Self::File,
            FileKind::Sticker => Self::Sticker,
        }
    }
}
