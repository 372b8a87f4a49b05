//! What can go wrong with a request, with the status and the code that say so. Logged once, at the edge.

use std::borrow::Cow;

use axum::http::StatusCode;
use jiff::Timestamp;
use transom_domain::decide::Refusal;
use transom_policy::{Channel as Platform, RouteStatus};

use crate::media::Untaken;
use crate::templates::TemplateProblem;

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What is asked for is not there, or not for the one who asks.
    #[error("there is no such {0}")]
    NotFound(&'static str),
    /// Nobody is signed in, or the token is not good.
    #[error("sign in, or send a valid token")]
    Unauthorized,
    /// Somebody is signed in who may not do this.
    #[error("{0}")]
    Forbidden(Cow<'static, str>),
    /// A field has a value that cannot be used.
    #[error("{field}: {problem}")]
    Invalid {
        /// The field.
        field: Cow<'static, str>,
        /// What is wrong and what to do.
        problem: Cow<'static, str>,
    },
    /// A file that is not taken.
    #[error("{0}")]
    File(Box<Untaken>),
    /// Something is already there.
    #[error("{1}")]
    Conflict(&'static str, &'static str),
    /// Too often.
    #[error("too many attempts; try again in {0} seconds")]
    TooMany(u64),
    /// The channel may make no more calls of this kind for now.
    #[error("the platform lets this channel ask no more of this for now; try again in {}", wait(*.until, *.now))]
    NotYet {
        /// When it may.
        until: Timestamp,
        /// When that was asked.
        now: Timestamp,
    },
    /// A message must not be sent, or a command not carried out.
    #[error("{refusal}")]
    Refused {
        /// Why.
        refusal: Box<Refusal>,
        /// Every route with its status at this moment.
        routes: Vec<RouteStatus>,
    },
    /// A template cannot be made, changed or sent as asked.
    #[error("{0}")]
    Template(Box<TemplateProblem>),
    /// The platform does not do what it was asked.
    #[error("the platform refused: {0}")]
    Platform(String),
    /// No rulebook of this release governs the platform at this moment.
    #[error("no rulebook governs {0} at this date")]
    NoRulebook(Platform),
    /// The store failed.
    #[error(transparent)]
    Store(transom_store::Error),
    /// Something else that should not happen.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// A field with a value that cannot be used.
    pub fn invalid(
        field: impl Into<Cow<'static, str>>,
        problem: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self::Invalid {
            field: field.into(),
            problem: problem.into(),
        }
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "it stands where errors are mapped"
    )]
    pub(crate) fn platform(error: transom_channels::messenger::CallFailed) -> Self {
        Self::Platform(error.to_string())
    }

    pub(crate) fn channels(error: crate::channels::ChannelError) -> Self {
        match error {
            crate::channels::ChannelError::Store(error) => Self::from(error),
            other => Self::Internal(other.to_string()),
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Invalid { .. } | Self::File(_) => StatusCode::BAD_REQUEST,
            Self::Conflict(..) => StatusCode::CONFLICT,
            Self::TooMany(_) | Self::NotYet { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Template(problem) => problem.status(),
            Self::Platform(_) => StatusCode::BAD_GATEWAY,
            Self::NoRulebook(_) | Self::Store(_) | Self::Internal(_) => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }

    /// A stable word for programs.
    pub fn code(&self) -> Cow<'static, str> {
        match self {
            Self::NotFound(_) => "not-found".into(),
            Self::Unauthorized => "unauthorized".into(),
            Self::Forbidden(_) => "forbidden".into(),
            Self::Invalid { .. } | Self::File(_) => "invalid".into(),
            Self::Conflict(code, _) => (*code).into(),
            Self::TooMany(_) => "too-many-attempts".into(),
            Self::NotYet { .. } => "channel-not-yet".into(),
            Self::Refused { refusal, .. } => refusal.to_string().into(),
            Self::Template(problem) => problem.code().into(),
            Self::Platform(_) => "platform-refused".into(),
            Self::NoRulebook(_) => "no-rulebook".into(),
            Self::Store(_) | Self::Internal(_) => "internal".into(),
        }
    }

    /// Logs what the one who asked cannot mend.
    pub(crate) fn log(&self) {
        if self.status().is_server_error() {
            tracing::error!(error = %self, "a request failed");
        }
    }
}

/// Seconds until a moment, no fewer than one.
pub(crate) fn seconds_until(until: Timestamp, now: Timestamp) -> u64 {
    let seconds = until.duration_since(now).as_secs().saturating_add(1);
    u64::try_from(seconds).unwrap_or(1).max(1)
}

fn wait(until: Timestamp, now: Timestamp) -> String {
    match seconds_until(until, now) {
        seconds @ ..120 => format!("{seconds} seconds"),
        seconds => format!("{} minutes", seconds.div_ceil(60)),
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(format!("a file could not be read or written: {error}"))
    }
}

impl From<Untaken> for Error {
    fn from(untaken: Untaken) -> Self {
        Self::File(Box::new(untaken))
    }
}

impl From<transom_store::Error> for Error {
    fn from(error: transom_store::Error) -> Self {
        match error {
            transom_store::Error::NotFound(what) => Self::NotFound(what),
            other => Self::Store(other),
        }
    }
}
