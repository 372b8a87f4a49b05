//! The platform's stickers: looked up in the name of the app, kept for a while, and their pictures handed on, so that a
//! desk asks nobody else for anything.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::{Allowance, Endpoint, Place, Sticker, StickerPack};
use transom_channels::messenger::{CallFailed, Class};
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_domain::message::AttachmentKind;
use transom_policy::Channel as Platform;

use crate::app::App;
use crate::channels::{Connected, own_app};
use crate::error::Error;
use crate::media::kind::{Shown, media_type, shown};
use crate::pace::Call;

/// How long a list is shown again without asking.
const KEPT: SignedDuration = SignedDuration::from_hours(1);
/// Lists that are kept; beyond them the oldest is forgotten.
const MOST_LISTS: usize = 200;
/// The longest words to look for, in characters.
const LONGEST_WORDS: usize = 100;
/// A picture is small.
const PICTURE: Allowance = Allowance {
    bytes: 2 << 20,
    time: Duration::from_secs(10),
};

/// Which stickers are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// Those of a pack, by the platform's id of it.
    Pack(String),
    /// Those that some words find.
    Words(String),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    channel_id: ChannelId,
    locale: String,
    /// Nothing for the packs.
    wanted: Option<Wanted>,
}

#[derive(Debug, Clone)]
enum List {
    Packs(Arc<[StickerPack]>),
    Stickers(Arc<[Sticker]>),
}

/// What was looked up lately.
#[derive(Debug, Default)]
pub struct Shelf {
    lists: Mutex<HashMap<Key, (Timestamp, List)>>,
    /// Of one channel one asks at a time: the others find what was answered.
    asking: Mutex<HashMap<ChannelId, Arc<tokio::sync::Mutex<()>>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shelf {
    fn find(&self, key: &Key, now: Timestamp) -> Option<List> {
        let lists = locked(&self.lists);
        let (at, list) = lists.get(key)?;
        (now.duration_since(*at) < KEPT).then(|| list.clone())
    }

    fn keep(&self, key: Key, list: List, now: Timestamp) {
        let mut lists = locked(&self.lists);
        lists.insert(key, (now, list));
        if lists.len() > MOST_LISTS {
            let oldest = lists.iter().min_by_key(|(_, (at, _))| *at);
            if let Some(oldest) = oldest.map(|(key, _)| key.clone()) {
                lists.remove(&oldest);
            }
        }
    }

    fn line(&self, channel_id: ChannelId) -> Arc<tokio::sync::Mutex<()>> {
        Arc::clone(locked(&self.asking).entry(channel_id).or_default())
    }
}

/// The packs there are.
///
/// # Errors
/// [`Error::Conflict`] while it is not known as which app to ask.
pub async fn packs(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    locale: &str,
) -> Result<Arc<[StickerPack]>, Error> {
    match list(app, workspace_id, id, locale, None).await? {
        List::Packs(packs) => Ok(packs),
        List::Stickers(_) => Err(Error::Internal("a list of packs holds stickers".to_owned())),
    }
}

/// Some stickers.
///
/// # Errors
/// As of [`packs`], and [`Error::Invalid`] for words that find nothing anywhere.
pub async fn stickers(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    locale: &str,
    wanted: Wanted,
) -> Result<Arc<[Sticker]>, Error> {
    if let Wanted::Words(words) = &wanted
        && (words.trim().is_empty() || words.chars().count() > LONGEST_WORDS)
    {
        return Err(Error::invalid(
            "q",
            "say in at most 100 characters what to look for",
        ));
    }
    match list(app, workspace_id, id, locale, Some(wanted)).await? {
        List::Stickers(stickers) => Ok(stickers),
        List::Packs(_) => Err(Error::Internal("a list of stickers holds packs".to_owned())),
    }
}

/// The picture of a pack, or of a sticker among some, with its media type.
///
/// # Errors
/// As of [`packs`], and [`Error::NotFound`] when it cannot be had.
pub async fn picture(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    locale: &str,
    (sticker, among): (&str, Option<Wanted>),
) -> Result<(&'static str, Bytes), Error> {
    let missing = || Error::NotFound("picture");
    let url = match list(app, workspace_id, id, locale, among).await? {
        List::Packs(packs) => {
            let pack = packs.iter().find(|pack| pack.id == sticker);
            pack.and_then(|pack| pack.picture_url.clone())
        }
        List::Stickers(stickers) => {
            let found = stickers.iter().find(|one| one.id == sticker);
            found.map(|one| one.picture_url.clone())
        }
    };
    let url = url.ok_or_else(missing)?;
    let connected = page(app, workspace_id, id)?;
    let fetched = async {
        let place = Place::Url(&url);
        let mut download = app
            .courier
            .fetch(&connected.endpoint, place, PICTURE)
            .await?;
        let mut bytes = Vec::new();
        while let Some(chunk) = download.chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok::<_, transom_channels::courier::NotFetched>(bytes)
    };
    let bytes = fetched.await.map_err(|error| {
        tracing::debug!(channel = %id, error = %error, "the picture of a sticker could not be fetched");
        missing()
    })?;
    let media_type = media_type(&bytes, AttachmentKind::Sticker);
    match shown(media_type) {
        Some(Shown::Picture) => Ok((media_type, bytes.into())),
        _ => Err(missing()),
    }
}

fn page(app: &App, workspace_id: WorkspaceId, id: ChannelId) -> Result<Arc<Connected>, Error> {
    let found = app.channels.find(workspace_id, id);
    let connected = found.ok_or(Error::NotFound("channel"))?;
    if connected.channel.platform == Platform::Messenger {
        Ok(connected)
    } else {
        Err(Error::invalid(
            "channel",
            "only pages on Messenger send stickers of the platform",
        ))
    }
}

async fn list(
    app: &App,
    workspace_id: WorkspaceId,
    id: ChannelId,
    locale: &str,
    wanted: Option<Wanted>,
) -> Result<List, Error> {
    if !is_locale(locale) {
        return Err(Error::invalid(
            "locale",
            "give a language and a country, as fr_FR",
        ));
    }
    let mut connected = page(app, workspace_id, id)?;
    let key = Key {
        channel_id: id,
        locale: locale.to_owned(),
        wanted,
    };
    let line = app.stickers.line(id);
    let _asking = line.lock().await;
    if let Some(list) = app.stickers.find(&key, app.now()) {
        return Ok(list);
    }
    if connected.apps.is_empty() {
        own_app::learn(app, &connected).await?;
        connected = page(app, workspace_id, id)?;
    }
    let unknown = Error::Conflict(
        "app-unknown",
        "stickers are looked up in the name of the app, which the platform did not name yet; see the channel's health",
    );
    if connected.apps.is_empty() {
        return Err(unknown);
    }
    connected.turn_of_desk(app, Call::Act).await?;
    let list = ask(app, &connected, &key).await.map_err(|failed| {
        connected.pace.note_call(&failed, app.now());
        Error::platform(failed)
    })?;
    let list = list.ok_or(unknown)?;
    app.stickers.keep(key, list.clone(), app.now());
    Ok(list)
}

/// Asks as the app, by each of the secrets that may be its own.
async fn ask(app: &App, connected: &Connected, key: &Key) -> Result<Option<List>, CallFailed> {
    let mut refused = None;
    for endpoint in &connected.apps {
        match ask_as(app, endpoint, key).await {
            Err(failed) if is_about_the_secret(&failed) => refused = Some(failed),
            answered => return answered.map(Some),
        }
    }
    refused.map_or(Ok(None), Err)
}

fn is_about_the_secret(failed: &CallFailed) -> bool {
    matches!(
        failed.class,
        Class::Reconnect | Class::Permission | Class::Permanent
    )
}

async fn ask_as(app: &App, endpoint: &Endpoint, key: &Key) -> Result<List, CallFailed> {
    let (courier, locale) = (&app.courier, key.locale.as_str());
    Ok(match &key.wanted {
        None => List::Packs(courier.sticker_packs(endpoint, locale).await?.into()),
        Some(Wanted::Pack(pack)) => {
            List::Stickers(courier.stickers_of(endpoint, pack, locale).await?.into())
        }
        Some(Wanted::Words(words)) => {
            let found = courier
                .find_stickers(endpoint, words.trim(), locale)
                .await?;
            List::Stickers(found.into())
        }
    })
}

fn is_locale(text: &str) -> bool {
    let is = |part: &str, fits: fn(&u8) -> bool| {
        (2..=3).contains(&part.len()) && part.as_bytes().iter().all(fits)
    };
    text.split_once('_').is_some_and(|(language, country)| {
        is(language, u8::is_ascii_lowercase) && is(country, u8::is_ascii_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn key(words: usize) -> Key {
        Key {
            channel_id: ChannelId::new(Uuid::from_u128(7)),
            locale: "en_US".to_owned(),
            wanted: Some(Wanted::Words(words.to_string())),
        }
    }

    #[test]
    fn a_list_is_kept_for_a_while_and_so_are_a_number_of_them() {
        let shelf = Shelf::default();
        let now: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        let second = |count: usize| now + SignedDuration::from_secs(i64::try_from(count).unwrap());
        for count in 0..=MOST_LISTS {
            shelf.keep(key(count), List::Stickers(Arc::new([])), second(count));
        }
        let last = second(MOST_LISTS);
        assert!(shelf.find(&key(0), last).is_none(), "the oldest is gone");
        assert!(shelf.find(&key(1), last).is_some());
        assert!(shelf.find(&key(1), second(1) + KEPT).is_none());
    }

    #[test]
    fn a_locale_is_a_language_and_a_country() {
        for good in ["en_US", "pt_BR", "es_LA"] {
            assert!(is_locale(good), "{good}");
        }
        for bad in ["", "en", "en-US", "EN_us", "en_US&access_token=1"] {
            assert!(!is_locale(bad), "{bad}");
        }
    }
}
