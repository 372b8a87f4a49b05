//! Files: uploaded by the business or sent by customers, found by id, fetched from an address that lives five minutes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::error::GraphError;
use crate::webhook::signature;
use crate::world::World;

/// What the business uploads is kept for so long.
const UPLOADED: SignedDuration = SignedDuration::from_hours(30 * 24);
/// What customers send, under the id that its webhook carries.
const RECEIVED: SignedDuration = SignedDuration::from_hours(7 * 24);
const ADDRESS: SignedDuration = SignedDuration::from_mins(5);

/// A file.
#[derive(Debug)]
pub(crate) struct Media {
    /// The number it belongs to.
    pub(crate) number: String,
    pub(crate) mime_type: String,
    pub(crate) filename: Option<String>,
    pub(crate) bytes: Bytes,
    pub(crate) expires_at: Timestamp,
}

impl Media {
    pub(crate) fn received(number: &str, mime_type: &str, bytes: Bytes, now: Timestamp) -> Self {
        Self {
            number: number.to_owned(),
            mime_type: mime_type.to_owned(),
            filename: None,
            bytes,
            expires_at: now.checked_add(RECEIVED).unwrap_or(Timestamp::MAX),
        }
    }

    /// The hash as webhooks carry it.
    pub(crate) fn hash(&self) -> String {
        STANDARD.encode(Sha256::digest(&self.bytes))
    }

    fn hex(&self) -> String {
        signature::digits(&Sha256::digest(&self.bytes))
    }
}

/// The largest file of a type, in bytes; none where the platform takes no such type.
pub(crate) fn limit(mime_type: &str) -> Option<usize> {
    const MIB: usize = 1 << 20;
    let kind = mime_type.split(';').next().unwrap_or_default().trim();
    Some(match kind {
        "image/jpeg" | "image/png" => 5 * MIB,
        "image/webp" => 500 << 10,
        "video/mp4" | "video/3gpp" | "audio/aac" | "audio/amr" | "audio/mp4" | "audio/mpeg"
        | "audio/ogg" => 16 * MIB,
        "text/plain"
        | "application/pdf"
        | "application/msword"
        | "application/vnd.ms-excel"
        | "application/vnd.ms-powerpoint" => 100 * MIB,
        _ if kind.starts_with("application/vnd.openxmlformats-officedocument.") => 100 * MIB,
        _ => return None,
    })
}

/// Whether a file of this type can be sent as this kind of message.
pub(crate) fn serves(kind: &str, mime_type: &str) -> bool {
    match kind {
        "image" => matches!(mime_type, "image/jpeg" | "image/png"),
        "sticker" => mime_type == "image/webp",
        "document" => true,
        _ => mime_type.starts_with(kind),
    }
}

impl World {
    /// Keeps a file that the business uploads, and gives its id.
    pub(crate) fn upload(
        &self,
        number: &str,
        mime_type: &str,
        filename: Option<String>,
        bytes: Bytes,
    ) -> Result<String, GraphError> {
        let most = limit(mime_type).ok_or_else(|| GraphError::media_type(mime_type))?;
        if bytes.is_empty() {
            return Err(GraphError::invalid("file is required"));
        }
        if bytes.len() > most {
            return Err(GraphError::media_too_large(most));
        }
        let id = self.ids().number();
        let media = Media {
            number: number.to_owned(),
            mime_type: mime_type.to_owned(),
            filename,
            bytes,
            expires_at: self.now().checked_add(UPLOADED).unwrap_or(Timestamp::MAX),
        };
        let mut state = self.lock();
        let now = self.now();
        state.media.retain(|_, media| now < media.expires_at);
        state.media.insert(id.clone(), media);
        Ok(id)
    }

    /// What `GET /{media}` answers; none where there is no such file any more.
    pub(crate) fn media_object(&self, id: &str, base: &str) -> Option<Value> {
        let now = self.now();
        let state = self.lock();
        let media = state.media.get(id).filter(|media| now < media.expires_at)?;
        Some(json!({
            "messaging_product": "whatsapp", "id": id, "mime_type": media.mime_type,
            "sha256": media.hex(), "file_size": media.bytes.len(),
            "url": self.media_address(id, base, now),
        }))
    }

    /// The number that a file belongs to.
    pub(crate) fn media_owner(&self, id: &str) -> Option<String> {
        let now = self.now();
        let state = self.lock();
        let media = state.media.get(id).filter(|media| now < media.expires_at)?;
        Some(media.number.clone())
    }

    /// The type and bytes of a file, for the phones.
    pub(crate) fn media_bytes(&self, id: &str) -> Option<(String, Bytes)> {
        let state = self.lock();
        let media = state.media.get(id)?;
        Some((media.mime_type.clone(), media.bytes.clone()))
    }

    pub(crate) fn delete_media(&self, id: &str) {
        self.lock().media.remove(id);
    }

    /// Where a file can be fetched from now on for five minutes, with a token.
    pub(crate) fn media_address(&self, id: &str, base: &str, now: Timestamp) -> String {
        let until = now.checked_add(ADDRESS).unwrap_or(now).as_second();
        let hash = self.media_hash(id, until);
        format!(
            "{base}/whatsapp_business/attachments/?mid={id}&source=getMedia&ext={until}&hash={hash}"
        )
    }

    fn media_hash(&self, id: &str, until: i64) -> String {
        let mut hash = signature::hex(
            self.app().secret.expose(),
            format!("{id}:{until}").as_bytes(),
        );
        hash.truncate(32);
        hash
    }

    /// The type and bytes of a file by its address; none where the address is wrong or over.
    pub(crate) fn fetch_media(&self, id: &str, until: &str, hash: &str) -> Option<(String, Bytes)> {
        let until: i64 = until.parse().ok()?;
        if hash != self.media_hash(id, until) || self.now().as_second() >= until {
            return None;
        }
        let state = self.lock();
        let media = state.media.get(id)?;
        Some((media.mime_type.clone(), media.bytes.clone()))
    }
}
