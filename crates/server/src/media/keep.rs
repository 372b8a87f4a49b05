//! Keeping a file that has arrived: what it is, its small picture, and its place.

use std::io;

use tokio::sync::RwLockReadGuard;
use transom_domain::message::AttachmentKind;
use transom_store::MediaRow;

use super::Media;
use super::blobs::Part;
use super::incoming::Arrived;
use super::kind::media_type;
use super::office::{self, ARCHIVE};
use super::thumbnail::{self, Picture};

/// A file that lies in its place. Nobody deletes it until this is dropped: by then somebody must hold it.
#[derive(Debug)]
pub(crate) struct Kept<'a> {
    pub(crate) row: MediaRow,
    _gate: RwLockReadGuard<'a, ()>,
}

impl Media {
    /// Puts a file in its place.
    pub(crate) async fn keep(
        &self,
        arrived: &Arrived,
        claimed: AttachmentKind,
    ) -> io::Result<Kept<'_>> {
        let media_type = look_into(arrived, media_type(&arrived.head, claimed)).await;
        let picture = self.look(arrived, media_type).await;
        let gate = self.gate.read().await;
        let whole = Part::Whole.of(arrived.digest);
        if !self.blobs.has(whole).await? {
            self.blobs
                .put_file(whole, arrived.path(), arrived.bytes)
                .await?;
        }
        let (size, thumbnail) = match picture {
            Some(Picture { size, thumbnail }) => {
                let name = Part::Thumbnail.of(arrived.digest);
                self.blobs.put(name, thumbnail.bytes).await?;
                (Some(size), Some(thumbnail.media_type.to_owned()))
            }
            None => (None, None),
        };
        Ok(Kept {
            row: MediaRow {
                digest: arrived.digest,
                bytes: arrived.bytes,
                mime_type: media_type.to_owned(),
                size,
                thumbnail,
            },
            _gate: gate,
        })
    }

    async fn look(&self, arrived: &Arrived, media_type: &str) -> Option<Picture> {
        let format = thumbnail::format(media_type)?;
        let path = arrived.path().to_owned();
        let _turn = self.painter.acquire().await.ok()?;
        tokio::task::spawn_blocking(move || thumbnail::look(&path, format))
            .await
            .ok()?
    }
}

/// What a file is that begins like an archive.
async fn look_into(arrived: &Arrived, begins_like: &'static str) -> &'static str {
    if !office::may_be(begins_like) {
        return begins_like;
    }
    let path = arrived.path().to_owned();
    let looked = tokio::task::spawn_blocking(move || {
        office::media_type(std::io::BufReader::new(std::fs::File::open(path)?))
    });
    match looked.await {
        Ok(Ok(Some(document))) => document,
        _ => ARCHIVE,
    }
}
