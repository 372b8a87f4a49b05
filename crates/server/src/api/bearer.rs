//! Who is asking: the program behind the token of the request.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::problem::Failure;
use crate::app::App;
use crate::error::Error;
use crate::sign_in::{self, Program};

/// A program with a good token. What the token may do is asked in each handler.
#[derive(Debug)]
pub(super) struct Bearer(pub(super) Program);

impl FromRequestParts<App> for Bearer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or(Error::Unauthorized)?;
        Ok(Self(sign_in::find_program(app, token).await?))
    }
}
