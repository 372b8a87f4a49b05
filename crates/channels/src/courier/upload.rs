//! Uploading files: once to the platform, which then knows them by an id.
//!
//! Nobody sees an upload, so one of which the answer was lost may be made again.

use std::time::Duration;

use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde_json::json;
use transom_domain::message::AttachmentKind;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class};

pub use reqwest::Body;

/// How long an upload may take: files have up to a hundred megabytes.
pub const LONGEST_UPLOAD: Duration = Duration::from_mins(3);

/// A file on its way to the platform.
#[derive(Debug)]
pub struct Upload<'a> {
    /// What it will be sent as.
    pub kind: AttachmentKind,
    /// What it is, as `image/png`.
    pub media_type: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its bytes.
    pub body: Body,
}

#[derive(Deserialize)]
struct Attached {
    attachment_id: String,
}

#[derive(Deserialize)]
struct Uploaded {
    id: String,
}

impl Courier {
    /// Hands a file to Messenger or Instagram; gives the id by which it is sent.
    pub async fn upload_attachment(
        &self,
        endpoint: &Endpoint,
        upload: Upload<'_>,
    ) -> Result<String, CallFailed> {
        let kind = match upload.kind {
            AttachmentKind::Image | AttachmentKind::Sticker => "image",
            AttachmentKind::Video => "video",
            AttachmentKind::Audio => "audio",
            _ => "file",
        };
        let payload = json!({ "is_reusable": true });
        let message = json!({ "attachment": { "type": kind, "payload": payload } });
        let form = Form::new()
            .text("message", message.to_string())
            .part("filedata", part(upload)?);
        let platform: &[_] = match endpoint.interface() {
            Interface::InstagramOfPage => &[("platform", "instagram")],
            _ => &[],
        };
        let url = endpoint.url(&[endpoint.account(), "message_attachments"], platform);
        let Attached { attachment_id } = self.hand_over(endpoint, Call::form(url, form)).await?;
        Ok(attachment_id)
    }

    /// Hands a file to WhatsApp; gives the id by which it is sent.
    pub async fn upload_media(
        &self,
        endpoint: &Endpoint,
        upload: Upload<'_>,
    ) -> Result<String, CallFailed> {
        let form = Form::new()
            .text("messaging_product", "whatsapp")
            .text("type", upload.media_type.to_owned())
            .part("file", part(upload)?);
        let url = endpoint.url(&[endpoint.account(), "media"], &[]);
        let Uploaded { id } = self.hand_over(endpoint, Call::form(url, form)).await?;
        Ok(id)
    }

    async fn hand_over<T: serde::de::DeserializeOwned>(
        &self,
        endpoint: &Endpoint,
        call: Call,
    ) -> Result<T, CallFailed> {
        let answer = self.ask(endpoint, call.within(LONGEST_UPLOAD)).await;
        answer.map_err(|failed| match failed.class {
            Class::Reconcile => CallFailed {
                class: Class::Retry,
                ..failed
            },
            _ => failed,
        })
    }
}

fn part(upload: Upload<'_>) -> Result<Part, CallFailed> {
    let part =
        Part::stream_with_length(upload.body, upload.bytes).file_name(upload.name.to_owned());
    part.mime_str(upload.media_type)
        .map_err(|_| CallFailed::new(Class::Permanent, "the file has no media type"))
}
