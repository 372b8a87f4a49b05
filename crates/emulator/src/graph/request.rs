//! A Graph API request, taken apart: path, parameters from query and body, token.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::Method;
use reqwest::Url;
use serde_json::{Map, Value};

use super::error::GraphError;

/// Larger bodies are refused.
const BODY_LIMIT: usize = 1 << 20;

#[derive(Debug)]
pub(super) struct GraphRequest {
    pub(super) method: Method,
    path: Vec<String>,
    bearer: Option<String>,
    query: Map<String, Value>,
    pub(super) body: Value,
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

    /// A parameter, from the body or the query.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.body.get(key).or_else(|| self.query.get(key))?.as_str()
    }

    pub(super) fn token(&self) -> Option<&str> {
        self.bearer
            .as_deref()
            .or_else(|| self.text("access_token"))
            .filter(|token| !token.is_empty())
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
    if path.is_empty() || path.len() > 2 {
        return Err(GraphError::UNKNOWN_PATH);
    }
    let bytes = to_bytes(body, BODY_LIMIT).await;
    let bytes = bytes.map_err(|_| GraphError::invalid("the body is too large or broke off"))?;
    let form = parts
        .headers
        .get("content-type")
        .and_then(|value| value.to_str().ok());
    let body = if form.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
        Value::Object(pairs(&String::from_utf8_lossy(&bytes)))
    } else if bytes.is_empty() {
        Value::Object(Map::new())
    } else {
        let value: Value = serde_json::from_slice(&bytes)
            .map_err(|_| GraphError::invalid("the body is not JSON"))?;
        if !value.is_object() {
            return Err(GraphError::invalid("the body is not an object"));
        }
        value
    };
    Ok(GraphRequest {
        method: parts.method,
        path,
        bearer: super::bearer(&parts.headers).map(str::to_owned),
        query: pairs(parts.uri.query().unwrap_or_default()),
        body,
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
