//! Style sheets, scripts, fonts and icons, embedded in the program.
//!
//! All of them live under one path that carries a hash of everything, so modules and style sheets refer to
//! each other by relative addresses, and a browser may keep each file for ever.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// The style sheets in the order in which they are joined into `desk.css`.
const SHEETS: [&str; 31] = [
    "layers",
    "tokens",
    "base",
    "button",
    "form",
    "menu",
    "avatar",
    "pill",
    "shell",
    "gate",
    "views",
    "list",
    "label",
    "thread",
    "message",
    "said",
    "parts",
    "attachment",
    "files",
    "composer",
    "control",
    "tagged",
    "template",
    "panel",
    "page",
    "box",
    "rows",
    "journal",
    "policy",
    "comments",
    "health",
];

/// The scripts that every page asks for beforehand, so that none waits for another.
pub(crate) const MODULES: [&str; 18] = [
    "vendor/turbo.js",
    "vendor/stimulus.js",
    "js/clock.js",
    "js/faults.js",
    "js/file.js",
    "js/line.js",
    "js/controllers/clipboard.js",
    "js/controllers/composer.js",
    "js/controllers/connection.js",
    "js/controllers/countdown.js",
    "js/controllers/files.js",
    "js/controllers/keyboard.js",
    "js/controllers/list.js",
    "js/controllers/menu.js",
    "js/controllers/scroll.js",
    "js/controllers/tagged.js",
    "js/controllers/template.js",
    "js/controllers/zone.js",
];

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

#[derive(Debug)]
struct Asset {
    mime: &'static str,
    plain: Vec<u8>,
    /// Absent where compression gains nothing.
    gzip: Option<Vec<u8>>,
}

#[derive(Debug)]
struct Assets {
    version: String,
    files: BTreeMap<String, Asset>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

/// The address of an asset, `/assets/3f9c…/vendor/turbo.js`.
pub(crate) fn url(path: &str) -> String {
    format!("/assets/{}/{path}", ASSETS.version)
}

/// Answers `GET /assets/{version}/{*path}`.
pub(crate) async fn show(
    Path((version, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(asset) = ASSETS.files.get(&path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A page of the last release may still ask by its own version: it gets the file, but must not keep it.
    let caching = if version == ASSETS.version {
        "public, max-age=31536000, immutable"
    } else {
        "no-store"
    };
    let common = [
        (CONTENT_TYPE, asset.mime),
        (CACHE_CONTROL, caching),
        (VARY, "accept-encoding"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    match &asset.gzip {
        Some(gzip) if accepts_gzip(&headers) => {
            (common, [(CONTENT_ENCODING, "gzip")], gzip.as_slice()).into_response()
        }
        _ => (common, asset.plain.as_slice()).into_response(),
    }
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value.split(',').any(|coding| {
                let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
                name.trim() == "gzip" && !matches!(quality.trim(), "q=0" | "q=0.0")
            })
        })
}

impl Assets {
    fn load() -> Assets {
        let mut contents: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for path in Files::iter().filter(|path| !path.starts_with("css/")) {
            if let Some(file) = Files::get(&path) {
                contents.insert(path.into_owned(), file.data.into_owned());
            }
        }
        let sheets = SHEETS
            .iter()
            .filter_map(|name| Files::get(&format!("css/{name}.css")));
        contents.insert(
            "desk.css".to_owned(),
            sheets.flat_map(|file| file.data.into_owned()).collect(),
        );

        let mut hash = Sha256::new();
        for (path, bytes) in &contents {
            hash.update(path);
            hash.update(bytes);
        }
        let digest = hash.finalize();
        let mut version = String::with_capacity(16);
        for byte in &digest[..8] {
            // Writing into a String cannot fail.
            let _ = write!(version, "{byte:02x}");
        }
        let files = contents
            .into_iter()
            .map(|(path, plain)| (path.clone(), Asset::new(&path, plain)))
            .collect();
        Assets { version, files }
    }
}

impl Asset {
    fn new(path: &str, plain: Vec<u8>) -> Asset {
        let gzip = compress(&plain).filter(|gzip| gzip.len() * 10 < plain.len() * 9);
        Asset {
            mime: mime(path),
            plain,
            gzip,
        }
    }
}

fn compress(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}

fn mime(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_and_module_named_here_exists_and_none_is_forgotten() {
        assert_eq!(
            Files::iter()
                .filter(|path| path.starts_with("css/"))
                .count(),
            SHEETS.len()
        );
        for name in SHEETS {
            assert!(
                Files::get(&format!("css/{name}.css")).is_some(),
                "{name}.css"
            );
        }
        for path in MODULES {
            assert!(ASSETS.files.contains_key(path), "{path}");
        }
        let scripts = ASSETS
            .files
            .keys()
            .filter(|path| mime(path).starts_with("text/javascript") && *path != "js/desk.js");
        assert_eq!(scripts.count(), MODULES.len());
    }

    #[test]
    fn text_is_compressed_and_fonts_are_not() {
        assert!(ASSETS.files["desk.css"].gzip.is_some());
        assert!(ASSETS.files["vendor/inter-latin.woff2"].gzip.is_none());
    }

    #[tokio::test]
    async fn a_file_may_be_kept_for_ever_only_under_its_own_version() {
        for (version, caching) in [
            (
                ASSETS.version.as_str(),
                "public, max-age=31536000, immutable",
            ),
            ("old", "no-store"),
        ] {
            let path = Path((version.to_owned(), "desk.css".to_owned()));
            let response = show(path, HeaderMap::new()).await;
            assert_eq!(response.headers()[CACHE_CONTROL], caching);
        }
    }

    #[test]
    fn a_refused_coding_is_not_sent() {
        let accepts = |value: &'static str| {
            accepts_gzip(&HeaderMap::from_iter([(
                ACCEPT_ENCODING,
                value.parse().unwrap(),
            )]))
        };
        assert!(accepts("gzip, deflate, br"));
        assert!(!accepts("br, gzip;q=0"));
        assert!(!accepts_gzip(&HeaderMap::new()));
    }
}
