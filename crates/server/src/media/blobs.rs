//! The bytes of files, by their names: on disk, or in a bucket of an S3-compatible service.
//!
//! Each write is whole and durable or did not happen: on disk a file is written beside its place, flushed and renamed.

use std::io;
use std::ops::Range;
use std::path::Path as FilePath;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::aws::AmazonS3Builder;
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt as _, PutPayload};
use tokio::io::AsyncWriteExt as _;
use transom_domain::media::Digest;

use crate::config::S3;

/// Files up to this size are written in one piece.
const ONE_PIECE: u64 = 8 * 1024 * 1024;

/// Why the place of files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be made or read.
    #[error("the folder of files {path} cannot be used: {source}")]
    Folder {
        /// Which.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The service's configuration does not fit together.
    #[error("the bucket of files cannot be used: {0}; see `media.s3` in the configuration")]
    Bucket(object_store::Error),
}

impl OpenError {
    pub(super) fn of(path: &FilePath, source: io::Error) -> Self {
        Self::Folder {
            path: path.display().to_string(),
            source,
        }
    }
}

/// The bytes of a file, as they come.
pub(crate) type Chunks = BoxStream<'static, io::Result<Bytes>>;

/// A file, or the small picture made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    pub(crate) digest: Digest,
    pub(crate) part: Part,
}

/// Which of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Whole,
    Thumbnail,
}

impl Part {
    pub(super) const ALL: [Self; 2] = [Self::Whole, Self::Thumbnail];

    const fn folder(self) -> &'static str {
        match self {
            Self::Whole => "files",
            Self::Thumbnail => "thumbnails",
        }
    }

    pub(super) const fn of(self, digest: Digest) -> Name {
        Name { digest, part: self }
    }
}

impl Name {
    /// Spread over folders, so that none has too many files.
    fn path(self) -> Path {
        let digest = self.digest.to_string();
        Path::from_iter([self.part.folder(), &digest[..2], &digest])
    }

    fn parse(path: &Path) -> Option<Self> {
        let parts: Vec<_> = path.parts().collect();
        let [folder, _, digest] = parts.as_slice() else {
            return None;
        };
        let part = Part::ALL
            .into_iter()
            .find(|part| part.folder() == folder.as_ref())?;
        Some(part.of(digest.as_ref().parse().ok()?))
    }
}

/// The place of files.
#[derive(Debug)]
pub(super) struct Blobs(Arc<dyn ObjectStore>);

impl Blobs {
    pub(super) fn open(s3: &S3, dir: &FilePath) -> Result<Self, OpenError> {
        let Some(bucket) = &s3.bucket else {
            let folder = LocalFileSystem::new_with_prefix(dir);
            let folder = folder.map_err(|error| OpenError::of(dir, io::Error::other(error)))?;
            return Ok(Self(Arc::new(folder.with_fsync(true))));
        };
        // Whoever was first has installed the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&s3.region)
            // Not every service that speaks S3 deletes many at once, and one by one is often enough here.
            .with_disable_bulk_delete(true);
        if let Some(endpoint) = &s3.endpoint {
            builder = builder
                .with_endpoint(endpoint)
                .with_allow_http(endpoint.starts_with("http://"));
        }
        if let (Some(id), Some(secret)) = (&s3.access_key_id, &s3.secret_access_key) {
            builder = builder
                .with_access_key_id(id)
                .with_secret_access_key(secret.expose());
        }
        let bucket = builder.build().map_err(OpenError::Bucket)?;
        Ok(Self(match &s3.prefix {
            Some(prefix) => Arc::new(PrefixStore::new(bucket, prefix.as_str())),
            None => Arc::new(bucket),
        }))
    }

    pub(super) async fn put(&self, name: Name, bytes: Vec<u8>) -> io::Result<()> {
        self.0.put(&name.path(), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// Takes a copy of a file.
    pub(super) async fn put_file(&self, name: Name, file: &FilePath, bytes: u64) -> io::Result<()> {
        if bytes <= ONE_PIECE {
            return self.put(name, tokio::fs::read(file).await?).await;
        }
        let mut from = tokio::fs::File::open(file).await?;
        let mut to = BufWriter::new(Arc::clone(&self.0), name.path());
        let copied = match tokio::io::copy(&mut from, &mut to).await {
            Ok(_) => to.shutdown().await,
            Err(error) => Err(error),
        };
        if copied.is_err() {
            // Whether the rest of it can be taken away or not, the copy has failed.
            let _ = to.abort().await;
        }
        copied
    }

    pub(super) async fn has(&self, name: Name) -> io::Result<bool> {
        match self.0.head(&name.path()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The bytes, or those of a range of it, and how many they are.
    pub(super) async fn get(
        &self,
        name: Name,
        range: Option<Range<u64>>,
    ) -> io::Result<(u64, Chunks)> {
        let options = GetOptions {
            range: range.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let found = self.0.get_opts(&name.path(), options).await?;
        let length = found.range.end - found.range.start;
        Ok((length, found.into_stream().map_err(io::Error::from).boxed()))
    }

    /// Deletes; what is not there needs no deleting.
    pub(super) async fn delete(&self, name: Name) -> io::Result<()> {
        match self.0.delete(&name.path()).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Everything that is there and has a name of ours.
    pub(super) fn all(&self) -> BoxStream<'static, io::Result<Name>> {
        let folders = Part::ALL.map(|part| self.0.list(Some(&Path::from(part.folder()))));
        futures_util::stream::iter(folders)
            .flatten()
            .map_err(io::Error::from)
            .try_filter_map(async |found| Ok(Name::parse(&found.location)))
            .boxed()
    }
}
