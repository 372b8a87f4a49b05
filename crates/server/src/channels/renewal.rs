//! The token of Instagram Login: it ends by itself, nobody can be asked when, and the platform renews it when asked.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use transom_channels::courier::Renewed;
use transom_channels::messenger::Class;
use transom_domain::health::Token;
use transom_policy::Tokens;

use super::{Connected, load_row, load_secrets, open, seal};
use crate::app::App;
use crate::error::Error;
use crate::secret::Secret;

/// What is known of how long a token lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TokenLife {
    /// Since when it is here; it was made or renewed no later.
    pub since: Option<Timestamp>,
    /// When it expires, as the platform told when it renewed it.
    pub until: Option<Timestamp>,
}

impl TokenLife {
    /// Of a token that is entered now.
    pub const fn from(now: Timestamp) -> Self {
        Self {
            since: Some(now),
            until: None,
        }
    }

    /// When it expires, at the latest.
    fn end(self, terms: &Tokens) -> Option<Timestamp> {
        let latest = || self.since?.checked_add(terms.last).ok();
        self.until.or_else(latest)
    }

    /// Whether it is to be renewed: as soon as it may be while nobody knows when it ends, and from then on when half of
    /// its life is over, so that there is time for another try.
    fn is_due(self, terms: &Tokens, now: Timestamp) -> bool {
        let is_past = |at: Timestamp, by: SignedDuration| now.duration_since(at) >= by;
        self.since.is_none_or(|since| is_past(since, terms.rest))
            && self
                .until
                .is_none_or(|until| is_past(until, -(terms.last / 2)))
    }
}

/// Whether the token of a channel is to be renewed now.
pub(super) fn is_due(app: &App, connected: &Connected) -> Result<bool, Error> {
    let now = app.now();
    let rulebook = app.rulebook(connected.channel.platform, now)?;
    let terms = rulebook.tokens();
    Ok(terms.is_some_and(|terms| connected.life.is_due(terms, now)))
}

/// What is known of the token of a channel, after it was renewed, if it was due.
pub(super) async fn token(app: &App, connected: &Connected) -> Result<Token, Error> {
    let now = app.now();
    let rulebook = app.rulebook(connected.channel.platform, now)?;
    let Some(terms) = rulebook.tokens() else {
        return Ok(Token::default());
    };
    let token = Token {
        expires_at: connected.life.end(terms),
        renews: true,
        ..Token::default()
    };
    if !connected.life.is_due(terms, now) {
        return Ok(token);
    }
    let channel = &connected.channel;
    let secrets = load_secrets(app, channel.workspace_id, channel.id).await?;
    match app.courier.renew_token(&connected.endpoint).await {
        Ok(renewed) => {
            let until = keep(app, connected, &secrets.access_token, &renewed).await?;
            Ok(Token {
                expires_at: until.or(token.expires_at),
                ..token
            })
        }
        Err(failed) => {
            connected.pace.note_call(&failed, app.now());
            tracing::warn!(channel = %channel.id, error = %failed, "the platform did not renew the access token");
            // What passes is tried again at the next check, long before the end.
            let passes = matches!(
                failed.class,
                Class::Retry | Class::Throttled | Class::Reconcile
            );
            Ok(Token {
                unrenewed: (!passes).then(|| failed.to_string()),
                ..token
            })
        }
    }
}

/// Keeps a renewed token, unless somebody has entered another one meanwhile; tells when it expires.
async fn keep(
    app: &App,
    connected: &Connected,
    before: &Secret,
    renewed: &Renewed,
) -> Result<Option<Timestamp>, Error> {
    let now = app.now();
    let channel = &connected.channel;
    let mut tx = app.db.write().await?;
    let mut row = load_row(&mut tx, channel.id).await?;
    let mut secrets = open(app, &row).map_err(Error::channels)?;
    if secrets.access_token != *before {
        return Ok(None);
    }
    let until = now
        .checked_add(renewed.lasts)
        .map_err(|_| Error::Internal("a token would outlast time".to_owned()))?;
    secrets.access_token = Secret::new(renewed.token.expose());
    secrets.life = TokenLife {
        since: Some(now),
        until: Some(until),
    };
    row.secrets = seal(app, &row.channel, &secrets);
    tx.save_channel(&row).await?;
    tx.commit().await?;
    tracing::info!(channel = %channel.id, until = %until, "the access token was renewed");
    app.channels.reload(app).await.map_err(Error::channels)?;
    Ok(Some(until))
}

#[cfg(test)]
mod tests {
    use transom_policy::{Channel as Platform, Rulebooks};

    use super::*;

    #[test]
    fn a_token_is_renewed_after_a_day_and_then_at_half_of_its_life() {
        let now: Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        let rulebook = Rulebooks::embedded().governing(Platform::Instagram, now);
        let terms = rulebook.unwrap().tokens().unwrap();
        let hours = SignedDuration::from_hours;
        let entered = TokenLife::from(now);
        assert_eq!(entered.end(terms), Some(now + hours(24 * 60)));
        for (life, after, is_due) in [
            (TokenLife::default(), 0, true),
            (entered, 0, false),
            (entered, 23, false),
            (entered, 24, true),
        ] {
            let at = now + hours(after);
            assert_eq!(life.is_due(terms, at), is_due, "{life:?} after {after} h");
        }
        let renewed = TokenLife {
            since: Some(now),
            until: Some(now + hours(24 * 60)),
        };
        for (after, is_due) in [(24, false), (24 * 30 - 1, false), (24 * 30, true)] {
            assert_eq!(renewed.is_due(terms, now + hours(after)), is_due, "{after}");
        }
    }
}
