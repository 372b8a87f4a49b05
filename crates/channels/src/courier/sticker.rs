//! The platform's catalogue of stickers, which is asked in the name of the app and not of a page.
//!
//! Meta's page on it is of June 2026. How an entry names its picture is read in more than one way: the page shows it for
//! packs only.

use serde::Deserialize;

use super::exchange::Call;
use super::{Courier, Endpoint, InvalidEndpoint};
use crate::outcome::CallFailed;

/// A pack of stickers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StickerPack {
    /// The platform's id.
    pub id: String,
    /// Its name, in the words of the locale.
    pub name: String,
    /// What is in it, where the platform tells.
    pub description: Option<String>,
    /// Where a picture of it lies.
    pub picture_url: Option<String>,
    /// How many stickers are in it, where the platform tells.
    pub stickers: Option<u32>,
}

/// A sticker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sticker {
    /// The platform's id, by which it is sent.
    pub id: String,
    /// Its name, in the words of the locale; empty where it has none.
    pub name: String,
    /// Where its picture lies.
    pub picture_url: String,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    data: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: Option<Id>,
    name: Option<String>,
    description: Option<String>,
    preview_image_url: Option<String>,
    image_url: Option<String>,
    url: Option<String>,
    sticker_count: Option<u32>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(u64),
}

impl Entry {
    fn id(&self) -> Option<String> {
        match self.id.as_ref()? {
            Id::Text(text) if text.is_empty() => None,
            Id::Text(text) => Some(text.clone()),
            Id::Number(number) => Some(number.to_string()),
        }
    }

    fn pack(self) -> Option<StickerPack> {
        Some(StickerPack {
            id: self.id()?,
            name: self.name?,
            description: self.description.filter(|words| !words.is_empty()),
            picture_url: self.preview_image_url.or(self.image_url),
            stickers: self.sticker_count,
        })
    }

    fn sticker(self) -> Option<Sticker> {
        Some(Sticker {
            id: self.id()?,
            picture_url: self.image_url.or(self.url).or(self.preview_image_url)?,
            name: self.name.unwrap_or_default(),
        })
    }
}

impl Endpoint {
    /// The same Graph API, asked in the name of the app: its token is made of its id and its secret.
    ///
    /// # Errors
    /// When a token cannot hold them.
    pub fn as_app(&self, app_id: &str, secret: &str) -> Result<Self, InvalidEndpoint> {
        let token = format!("{app_id}|{secret}").parse()?;
        Ok(self.with_token(app_id, token))
    }
}

impl Courier {
    /// The packs there are, in the words of a locale such as `fr_FR`.
    pub async fn sticker_packs(
        &self,
        app: &Endpoint,
        locale: &str,
    ) -> Result<Vec<StickerPack>, CallFailed> {
        let url = app.url(&["sticker_packs"], &[("locale", locale)]);
        let Listed { data }: Listed = self.ask(app, Call::get(url)).await?;
        Ok(data.into_iter().filter_map(Entry::pack).collect())
    }

    /// The stickers of a pack.
    pub async fn stickers_of(
        &self,
        app: &Endpoint,
        pack: &str,
        locale: &str,
    ) -> Result<Vec<Sticker>, CallFailed> {
        let path = ["sticker_packs", pack, "stickers"];
        let url = app.url(&path, &[("locale", locale)]);
        let Listed { data }: Listed = self.ask(app, Call::get(url)).await?;
        Ok(data.into_iter().filter_map(Entry::sticker).collect())
    }

    /// The stickers that some words find.
    pub async fn find_stickers(
        &self,
        app: &Endpoint,
        words: &str,
        locale: &str,
    ) -> Result<Vec<Sticker>, CallFailed> {
        let url = app.url(&["sticker_search"], &[("q", words), ("locale", locale)]);
        let Listed { data }: Listed = self.ask(app, Call::get(url)).await?;
        Ok(data.into_iter().filter_map(Entry::sticker).collect())
    }
}
