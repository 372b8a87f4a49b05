//! The catalogue of stickers: `/sticker_packs`, `/{pack}/stickers` and `/sticker_search`. All are asked in the name of the
//! app, not of a page.

use axum::http::Method;
use serde_json::{Value, json};

use super::request::GraphRequest;
use crate::error::GraphError;
use crate::world::World;

const USUAL_LOCALE: &str = "en_US";

/// Whether a request is about the catalogue.
pub(super) fn is_asked(request: &GraphRequest) -> bool {
    matches!(request.node(), "sticker_packs" | "sticker_search")
}

/// The answer; `is_of_app` tells whether the token is the app's.
pub(super) fn answer(
    world: &World,
    request: &GraphRequest,
    is_of_app: bool,
) -> Result<Value, GraphError> {
    if !is_of_app {
        return Err(GraphError::NEEDS_APP_TOKEN);
    }
    if request.method != Method::GET {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let locale = request.given("locale");
    let locale = locale.as_deref().unwrap_or(USUAL_LOCALE);
    if !is_locale(locale) {
        return Err(GraphError::param("Param locale must be a valid locale"));
    }
    let mut path = request.path();
    let found = match (path.next(), path.next(), path.next(), path.next()) {
        (Some("sticker_packs"), None, ..) => world.sticker_packs(locale),
        (Some("sticker_packs"), Some(pack), Some("stickers"), None) => world
            .stickers_of(pack, locale)
            .ok_or_else(|| GraphError::invalid("there is no such sticker pack"))?,
        (Some("sticker_search"), None, ..) => {
            let words = request.given("q");
            let words = words.filter(|words| !words.trim().is_empty());
            let words = words.ok_or_else(|| GraphError::param("Param q is required"))?;
            world.find_stickers(&words, locale)
        }
        _ => return Err(GraphError::UNKNOWN_PATH),
    };
    Ok(json!({ "data": found }))
}

fn is_locale(text: &str) -> bool {
    let is = |part: &str, fits: fn(&u8) -> bool| part.len() == 2 && part.bytes().all(|b| fits(&b));
    text.split_once('_').is_some_and(|(language, country)| {
        is(language, u8::is_ascii_lowercase) && is(country, u8::is_ascii_uppercase)
    })
}
