//! Files that customers of Messenger and Instagram hang on messages: they lie at an address, which webhooks tell.

use bytes::Bytes;

use super::World;
use super::compose::THUMB;
use super::sticker;
use super::whatsapp::sample;

/// A file, with its type.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) media_type: String,
    pub(crate) bytes: Bytes,
}

/// The path below which they lie.
pub(crate) const FILES: &str = "/_emulator/files/";
/// The sample that is sent when nobody brings a photo or a sticker.
pub(crate) const PHOTO: &str = "photo.jpg";
pub(crate) const STICKER: &str = "sticker.webp";
/// The picture of the thumb, which is a sticker too.
const THUMB_STICKER: &str = "thumb.png";
const THUMB_PICTURE: &[u8] = include_bytes!("file/thumb.png");

impl World {
    /// Keeps a file and tells where it lies.
    pub fn keep_file(&self, media_type: &str, bytes: Bytes) -> String {
        let id = self.ids().number();
        let file = File {
            media_type: media_type.to_owned(),
            bytes,
        };
        self.lock().files.insert(id.clone(), file);
        self.file_address(&id)
    }

    /// Where a file lies: beside the Graph API. While nothing listens, at an address that leads nowhere.
    pub(crate) fn file_address(&self, id: &str) -> String {
        let base = self.base().unwrap_or("https://scontent.example");
        format!("{base}{FILES}{id}")
    }

    /// Where the picture of a sticker lies.
    pub(super) fn sticker_address(&self, number: u64) -> String {
        if number == THUMB {
            return self.file_address(THUMB_STICKER);
        }
        let own = sticker::picture_of(number);
        self.file_address(own.as_deref().unwrap_or(STICKER))
    }

    /// A file by its id, or a sample by its name.
    pub(crate) fn file(&self, id: &str) -> Option<File> {
        let sample = |kind| {
            let (media_type, bytes) = sample::sample(kind);
            File {
                media_type: media_type.to_owned(),
                bytes: Bytes::from_static(bytes),
            }
        };
        match id {
            PHOTO => Some(sample("image")),
            STICKER => Some(sample("sticker")),
            THUMB_STICKER => Some(File {
                media_type: "image/png".to_owned(),
                bytes: Bytes::from_static(THUMB_PICTURE),
            }),
            _ => match sticker::picture(id) {
                Some(picture) => Some(File {
                    media_type: "image/png".to_owned(),
                    bytes: Bytes::from_static(picture),
                }),
                None => self.lock().files.get(id).cloned(),
            },
        }
    }
}
