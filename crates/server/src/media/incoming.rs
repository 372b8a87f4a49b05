//! A file as it arrives: written beside, hashed and measured on the way.

use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use tempfile::TempPath;
use tokio::fs::File;
use tokio::io::{AsyncWriteExt as _, BufWriter};
use transom_domain::media::Digest;

use super::Media;

/// The beginning that tells what a file is.
const HEAD: usize = 8 * 1024;

/// A file that is arriving.
#[derive(Debug)]
pub(crate) struct Incoming {
    path: TempPath,
    file: BufWriter<File>,
    sha256: Sha256,
    bytes: u64,
    head: Vec<u8>,
}

/// A file that has arrived. It is gone when this is dropped.
#[derive(Debug)]
pub(crate) struct Arrived {
    path: TempPath,
    pub(crate) digest: Digest,
    pub(crate) bytes: u64,
    /// Its beginning.
    pub(crate) head: Vec<u8>,
}

impl Media {
    /// Makes room for a file.
    pub(crate) fn receive(&self) -> io::Result<Incoming> {
        let (file, path) = tempfile::NamedTempFile::new_in(&self.incoming)?.into_parts();
        Ok(Incoming {
            path,
            file: BufWriter::with_capacity(64 * 1024, File::from_std(file)),
            sha256: Sha256::new(),
            bytes: 0,
            head: Vec::new(),
        })
    }
}

impl Incoming {
    /// How much of it is here.
    pub(crate) const fn bytes(&self) -> u64 {
        self.bytes
    }

    pub(crate) async fn write(&mut self, chunk: &[u8]) -> io::Result<()> {
        self.file.write_all(chunk).await?;
        self.sha256.update(chunk);
        self.bytes += chunk.len() as u64;
        let room = HEAD.saturating_sub(self.head.len()).min(chunk.len());
        self.head.extend_from_slice(&chunk[..room]);
        Ok(())
    }

    /// It is all here.
    pub(crate) async fn finish(mut self) -> io::Result<Arrived> {
        self.file.flush().await?;
        Ok(Arrived {
            path: self.path,
            digest: Digest::new(self.sha256.finalize().into()),
            bytes: self.bytes,
            head: self.head,
        })
    }
}

impl Arrived {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}
