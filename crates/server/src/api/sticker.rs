//! The platform's stickers: packs, what is in them, and what words find.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use transom_channels::courier;
use transom_domain::agent::Scope;
use transom_domain::id::ChannelId;
use utoipa::{IntoParams, ToSchema};

use super::bearer::Bearer;
use super::problem::{Failure, PlatformRefusals, Problems};
use super::request::{Named, NamedPair, Parameters};
use crate::app::App;
use crate::stickers::{self, Wanted};

const USUAL_LOCALE: &str = "en_US";

/// In whose words.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Words {
    /// A language and a country, as `fr_FR`; `en_US` when absent.
    locale: Option<String>,
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Search {
    /// Up to 100 characters.
    q: String,
    /// A language and a country, as `fr_FR`; `en_US` when absent.
    locale: Option<String>,
}

/// The packs there are.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StickerPackList {
    packs: Vec<StickerPack>,
}

/// A pack of stickers.
#[derive(Debug, Serialize, ToSchema)]
struct StickerPack {
    /// The platform's id of it.
    id: String,
    name: String,
    description: Option<String>,
    /// Where a picture of it lies, at the platform.
    picture_url: Option<String>,
    /// How many stickers are in it.
    stickers: Option<u32>,
}

/// Some stickers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StickerList {
    stickers: Vec<Sticker>,
}

/// A sticker.
#[derive(Debug, Serialize, ToSchema)]
struct Sticker {
    /// The platform's id of it; send it as a message made of parts, `{"kind": "sticker", "id": …}`.
    id: String,
    /// Empty where it has none.
    name: String,
    /// Where its picture lies, at the platform.
    picture_url: String,
}

impl StickerList {
    fn of(stickers: &[courier::Sticker]) -> Self {
        let shown = |one: &courier::Sticker| Sticker {
            id: one.id.clone(),
            name: one.name.clone(),
            picture_url: one.picture_url.clone(),
        };
        Self {
            stickers: stickers.iter().map(shown).collect(),
        }
    }
}

/// List the packs of stickers
///
/// Of a page on Messenger, as its app is told of them. What was listed is kept for an hour.
#[utoipa::path(
    get, path = "/channels/{channel_id}/sticker-packs", operation_id = "list_sticker_packs", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`"), Words),
    responses(
        (status = 200, body = StickerPackList, description = "As the platform lists them."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn packs(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Parameters(words): Parameters<Words>,
) -> Result<Json<StickerPackList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let locale = words.locale.as_deref().unwrap_or(USUAL_LOCALE);
    let packs = stickers::packs(&app, program.workspace_id, id, locale).await?;
    let shown = |pack: &courier::StickerPack| StickerPack {
        id: pack.id.clone(),
        name: pack.name.clone(),
        description: pack.description.clone(),
        picture_url: pack.picture_url.clone(),
        stickers: pack.stickers,
    };
    Ok(Json(StickerPackList {
        packs: packs.iter().map(shown).collect(),
    }))
}

/// List the stickers of a pack
#[utoipa::path(
    get, path = "/channels/{channel_id}/sticker-packs/{pack_id}/stickers", operation_id = "list_stickers", tag = "channels",
    params(
        ("channel_id" = String, Path, description = "`chan_…`"),
        ("pack_id" = String, Path, description = "The platform's id of the pack."),
        Words,
    ),
    responses(
        (status = 200, body = StickerList, description = "As the platform lists them."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn of_pack(
    State(app): State<App>,
    Bearer(program): Bearer,
    NamedPair(id, pack): NamedPair<ChannelId, String>,
    Parameters(words): Parameters<Words>,
) -> Result<Json<StickerList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let locale = words.locale.as_deref().unwrap_or(USUAL_LOCALE);
    let wanted = Wanted::Pack(pack);
    let found = stickers::stickers(&app, program.workspace_id, id, locale, wanted).await?;
    Ok(Json(StickerList::of(&found)))
}

/// Look for stickers
#[utoipa::path(
    get, path = "/channels/{channel_id}/stickers", operation_id = "find_stickers", tag = "channels",
    params(("channel_id" = String, Path, description = "`chan_…`"), Search),
    responses(
        (status = 200, body = StickerList, description = "As the platform finds them."),
        PlatformRefusals,
        Problems
    ),
    security(("token" = ["channels:read"]))
)]
pub(super) async fn find(
    State(app): State<App>,
    Bearer(program): Bearer,
    Named(id): Named<ChannelId>,
    Parameters(search): Parameters<Search>,
) -> Result<Json<StickerList>, Failure> {
    program.require(Scope::ChannelsRead)?;
    let locale = search.locale.as_deref().unwrap_or(USUAL_LOCALE);
    let wanted = Wanted::Words(search.q);
    let found = stickers::stickers(&app, program.workspace_id, id, locale, wanted).await?;
    Ok(Json(StickerList::of(&found)))
}
