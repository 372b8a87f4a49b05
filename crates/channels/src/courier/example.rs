//! Example files of templates, handed to the app in a way that can be resumed: the platform gives a handle for each, by
//! which a template names it.

use reqwest::Body;
use serde::Deserialize;

use super::exchange::Call;
use super::upload::LONGEST_UPLOAD;
use super::{Courier, Endpoint};
use crate::outcome::{CallFailed, Class};

/// An upload that has begun, by the platform's name of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleUpload(String);

/// What an upload begins with.
const PREFIX: &str = "upload:";

#[derive(Deserialize)]
struct Begun {
    id: String,
}

#[derive(Deserialize)]
struct Progress {
    file_offset: u64,
}

#[derive(Deserialize)]
struct Handle {
    h: String,
}

impl Courier {
    /// Begins to hand over a file of so many bytes.
    pub async fn begin_example(
        &self,
        endpoint: &Endpoint,
        app_id: &str,
        (name, media_type, bytes): (&str, &str, u64),
    ) -> Result<ExampleUpload, CallFailed> {
        let length = bytes.to_string();
        let asked = [
            ("file_name", name),
            ("file_length", length.as_str()),
            ("file_type", media_type),
        ];
        let url = endpoint.url(&[app_id, "uploads"], &asked);
        let Begun { id } = self.ask(endpoint, Call::post(url, None)).await?;
        if !id.starts_with(PREFIX) {
            let detail = "the platform began an upload without a name";
            return Err(CallFailed::new(Class::Permanent, detail));
        }
        Ok(ExampleUpload(id))
    }

    /// How many bytes of it the platform has.
    pub async fn example_offset(
        &self,
        endpoint: &Endpoint,
        upload: &ExampleUpload,
    ) -> Result<u64, CallFailed> {
        let call = Call::get(endpoint.url_of_example(&upload.0)).by_user();
        let Progress { file_offset } = self.ask(endpoint, call).await?;
        Ok(file_offset)
    }

    /// Hands over the bytes from an offset to the end; gives the handle.
    pub async fn hand_over_example(
        &self,
        endpoint: &Endpoint,
        upload: &ExampleUpload,
        offset: u64,
        rest: Body,
    ) -> Result<String, CallFailed> {
        let url = endpoint.url_of_example(&upload.0);
        let call = Call::bytes(url, offset, rest).by_user();
        let Handle { h } = self.ask(endpoint, call.within(LONGEST_UPLOAD)).await?;
        Ok(h)
    }
}
