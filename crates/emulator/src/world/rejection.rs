//! Why the world does not do what it was asked to.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A request that makes no sense in this world. The control API answers with it as JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, ToSchema)]
#[error("{detail} ({code})")]
pub struct Rejection {
    /// Stable name of the reason.
    pub code: &'static str,
    /// A sentence for people.
    pub detail: String,
    #[serde(skip)]
    missing: bool,
}

impl Rejection {
    pub(crate) fn invalid(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            missing: false,
        }
    }

    pub(crate) fn unknown(what: &'static str, id: &str) -> Self {
        let code = match what {
            "customer" => "unknown-customer",
            "page" | "page or account" => "unknown-page",
            "account" => "unknown-account",
            "post" => "unknown-post",
            "comment" => "unknown-comment",
            "business account" => "unknown-business-account",
            "number" => "unknown-number",
            "template" => "unknown-template",
            "label" => "unknown-label",
            _ => "unknown-message",
        };
        Self {
            code,
            detail: format!("there is no {what} with the id {id:?}"),
            missing: true,
        }
    }

    pub(crate) fn missing_path() -> Self {
        Self {
            code: "unknown-path",
            detail: "the control API has no such path; /_emulator/openapi.json lists them all"
                .to_owned(),
            missing: true,
        }
    }

    /// Whether it names something that does not exist.
    pub fn is_missing(&self) -> bool {
        self.missing
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        let status = if self.missing {
            StatusCode::NOT_FOUND
        } else {
            StatusCode::BAD_REQUEST
        };
        (status, Json(self)).into_response()
    }
}
