//! A Graph API request, taken apart: path, parameters from query and body, token.

mod multipart;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::Method;
use bytes::Bytes;
use reqwest::Url;
use serde_json::{Map, Value};

use multipart::Part;

use crate::error::GraphError;

/// Larger bodies are refused, and larger files.
const BODY_LIMIT: usize = 1 << 20;
const FILE_LIMIT: usize = 101 << 20;

#[derive(Debug)]
pub(super) struct GraphRequest {
    pub(super) method: Method,
    path: Vec<String>,
    bearer: Option<String>,
    query: Map<String, Value>,
    pub(super) body: Value,
    /// The bytes of the body, and the files of a form.
    pub(super) raw: Bytes,
    files: Vec<Part>,
    /// Where in a file its bytes begin.
    pub(super) file_offset: Option<usize>,
    /// Path and query as they came.
    pub(super) uri: String,
}

impl GraphRequest {
    /// The first segment after the version: `me`, or an id.
    pub(super) fn node(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    /// The second segment after the version.
    pub(super) fn edge(&self) -> Option<&str> {
        self.path.get(1).map(String::as_str)
    }

    /// Every segment after the version.
    pub(super) fn path(&self) -> impl Iterator<Item = &str> {
        self.path.iter().map(String::as_str)
    }

    /// A parameter, from the body or the query.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.body.get(key).or_else(|| self.query.get(key))?.as_str()
    }

    /// A parameter that is a text, a number or a truth.
    pub(super) fn given(&self, key: &str) -> Option<String> {
        match self.body.get(key).or_else(|| self.query.get(key))? {
            Value::String(text) => Some(text.clone()),
            value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
            _ => None,
        }
    }

    /// A file of a form.
    pub(super) fn file(&self, name: &str) -> Option<&Part> {
        self.files.iter().find(|part| part.name == name)
    }

    /// The token; one that is given as a parameter counts before the one of the header.
    pub(super) fn token(&self) -> Option<&str> {
        let given = self.text("access_token").or(self.bearer.as_deref());
        given.filter(|token| !token.is_empty())
    }

    /// A list of names, given as an array or with commas.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        let value = self.body.get(key).or_else(|| self.query.get(key));
        let names: Vec<&str> = match value {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(names)) => names.split(',').collect(),
            _ => Vec::new(),
        };
        let names = names
            .into_iter()
            .map(str::trim)
            .filter(|name| !name.is_empty());
        names.map(str::to_owned).collect()
    }
}

/// Reads a request with its body, which may be JSON or a form.
pub(super) async fn read(request: Request) -> Result<GraphRequest, GraphError> {
    let (parts, body) = request.into_parts();
    let segments = parts
        .uri
        .path()
        .split('/')
        .filter(|segment| !segment.is_empty());
    let mut path: Vec<String> = segments.map(str::to_owned).collect();
    if path.first().is_some_and(|first| is_version(first)) {
        path.remove(0);
    }
    let raw = path.first().is_some_and(|node| node.starts_with("upload:"));
    let limit = if raw || path.get(1).is_some_and(|edge| edge == "media") {
        FILE_LIMIT
    } else {
        BODY_LIMIT
    };
    let bytes = to_bytes(body, limit).await;
    let bytes = bytes.map_err(|_| GraphError::invalid("the body is too large or broke off"))?;
    // Only now: a connection whose request was not read to its end cannot be used again.
    // Only the stickers of a pack lie deeper than the edges of nodes.
    let deepest = if path.first().is_some_and(|node| node == "sticker_packs") {
        3
    } else {
        2
    };
    if path.is_empty() || path.len() > deepest {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let form = parts
        .headers
        .get("content-type")
        .and_then(|value| value.to_str().ok());
    let mut files = Vec::new();
    let body = if form.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        Value::Object(pairs(&String::from_utf8_lossy(&bytes)))
    } else if let Some(boundary) = form.and_then(multipart::boundary) {
        files = multipart::parts(&bytes, boundary)
            .ok_or_else(|| GraphError::invalid("the form is not complete"))?;
        let fields = files.iter().filter(|part| part.filename.is_none());
        let texts = fields.map(|part| {
            let text = String::from_utf8_lossy(&part.bytes).into_owned();
            (part.name.clone(), Value::String(text))
        });
        Value::Object(texts.collect())
    } else if raw || bytes.is_empty() {
        Value::Object(Map::new())
    } else {
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|_| GraphError::invalid("the body is not JSON"))?;
        if !value.is_object() {
            return Err(GraphError::invalid("the body is not an object"));
        }
        value
    };
    let offset = parts.headers.get("file_offset");
    Ok(GraphRequest {
        file_offset: offset.and_then(|offset| offset.to_str().ok()?.parse().ok()),
        method: parts.method,
        path,
        bearer: super::bearer(&parts.headers).map(str::to_owned),
        query: pairs(parts.uri.query().unwrap_or_default()),
        body,
        raw: bytes,
        files,
        uri: parts.uri.to_string(),
    })
}

fn is_version(segment: &str) -> bool {
    let number = segment
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'));
    number.is_some_and(|(major, minor)| {
        [major, minor]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The pairs of a query or form; a value that is an object or a list in JSON is taken as such.
fn pairs(text: &str) -> Map<String, Value> {
    let Ok(url) = Url::parse(&format!("http://form.invalid/?{text}")) else {
        return Map::new();
    };
    url.query_pairs()
        .map(|(key, value)| {
            let nested = value
                .starts_with(['{', '['])
                .then(|| serde_json::from_str(&value).ok());
            (
                key.into_owned(),
                nested
                    .flatten()
                    .unwrap_or_else(|| Value::String(value.into_owned())),
            )
        })
        .collect()
}
