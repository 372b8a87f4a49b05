//! Example files of templates: handed over in pieces, and named by a handle once they are whole.

use std::collections::HashMap;

use crate::world::World;

/// A file that is being handed over, or was.
#[derive(Debug)]
pub(crate) struct Example {
    /// What it is, as `image/png`.
    kind: String,
    length: usize,
    bytes: usize,
    /// What a template names it by.
    handle: Option<String>,
}

/// Why a piece of a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// Nobody began such an upload, or it ended.
    Unknown,
    /// It does not begin where the last one ended.
    Offset(usize),
    /// There is more than was announced.
    TooLong,
    /// More is to come.
    Part(usize),
}

impl World {
    /// Somebody begins to hand over a file; gives the name of the upload.
    pub(crate) fn begin_example(&self, kind: String, length: usize) -> String {
        let name = format!("upload:{}", self.ids().trace());
        let example = Example {
            kind,
            length,
            bytes: 0,
            handle: None,
        };
        self.lock().examples.insert(name.clone(), example);
        name
    }

    /// How much of a file is here.
    pub(crate) fn example_offset(&self, name: &str) -> Option<usize> {
        self.lock().examples.get(name).map(|example| example.bytes)
    }

    /// A piece of it comes; gives the handle with the last one.
    pub(crate) fn take_example(
        &self,
        name: &str,
        offset: usize,
        bytes: usize,
    ) -> Result<String, Unfit> {
        let handle = format!("4::{}", self.ids().trace());
        let mut state = self.lock();
        let example = state.examples.get_mut(name).ok_or(Unfit::Unknown)?;
        if example.handle.is_some() {
            return Err(Unfit::Unknown);
        }
        if offset != example.bytes {
            return Err(Unfit::Offset(example.bytes));
        }
        if offset + bytes > example.length {
            return Err(Unfit::TooLong);
        }
        example.bytes += bytes;
        if example.bytes < example.length {
            return Err(Unfit::Part(example.bytes));
        }
        example.handle = Some(handle.clone());
        Ok(handle)
    }

    /// What the file of each handle is.
    pub(super) fn examples(&self) -> Examples {
        let state = self.lock();
        let whole = state.examples.values();
        let named = whole.filter_map(|one| Some((one.handle.clone()?, one.kind.clone())));
        Examples::Known(named.collect())
    }
}

/// Which handles a template may name.
#[derive(Debug)]
pub(super) enum Examples {
    /// These, each with what its file is.
    Known(HashMap<String, String>),
    /// Any: whoever speaks is no app.
    Any,
}

impl Examples {
    /// Whether a header of this format may have this example.
    pub(super) fn fit(&self, handle: &str, format: &str) -> bool {
        let Self::Known(known) = self else {
            return !handle.is_empty();
        };
        let kinds: &[&str] = match format {
            "IMAGE" => &["image/jpeg", "image/png"],
            "VIDEO" => &["video/mp4"],
            "DOCUMENT" => &["application/pdf"],
            _ => &["image/gif", "video/mp4"],
        };
        let kind = known.get(handle);
        kind.is_some_and(|kind| kinds.contains(&kind.as_str()))
    }
}
