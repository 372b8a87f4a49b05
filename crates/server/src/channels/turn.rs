//! The turns of a channel's calls.

use jiff::Timestamp;
use transom_channels::messenger::{CallFailed, Class};

use super::Connected;
use crate::app::App;
use crate::error::Error;
use crate::pace::{Asked, Rates, is_soon};

/// A call whose turn comes so late that it is not waited for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NotYet {
    /// When to come back.
    pub(crate) until: Timestamp,
}

impl Connected {
    /// When a call may leave, by the rules of this moment; counted as if it did.
    pub(crate) fn ask(&self, app: &App, asked: &Asked<'_>) -> Result<Timestamp, Error> {
        let now = app.now();
        let rulebook = app.rulebook(self.channel.platform, now)?;
        let throughput = self.pace.throughput();
        let rates = Rates::of(rulebook, &app.config.send, throughput, self.share);
        Ok(self.pace.ask(asked, &rates, now))
    }

    /// Waits until a call may leave, when that is soon.
    pub(crate) async fn turn<'a>(
        &self,
        app: &App,
        asked: impl Into<Asked<'a>>,
    ) -> Result<Result<(), NotYet>, Error> {
        let until = self.ask(app, &asked.into())?;
        if !is_soon(until, app.now()) {
            return Ok(Err(NotYet { until }));
        }
        wait(app, until).await;
        Ok(Ok(()))
    }
}

impl Connected {
    /// The same, for somebody who waits for it: they are told until when it must wait.
    pub(crate) async fn turn_of_desk(
        &self,
        app: &App,
        asked: impl Into<Asked<'_>>,
    ) -> Result<(), Error> {
        let turn = self.turn(app, asked).await?;
        turn.map_err(|NotYet { until }| Error::NotYet {
            until,
            now: app.now(),
        })
    }
}

impl Connected {
    /// That the platform has a call wait, and until when, after it failed; known to the pace from then on.
    pub(crate) fn held_back(&self, app: &App, failed: &CallFailed) -> Option<Error> {
        let now = app.now();
        self.pace.note_call(failed, now);
        let until = self.pace.standing(now).quiet_until?;
        (failed.class == Class::Throttled).then_some(Error::NotYet { until, now })
    }

    /// What to tell somebody who waits for a call that failed.
    pub(crate) fn failed(&self, app: &App, failed: CallFailed) -> Error {
        let held_back = self.held_back(app, &failed);
        held_back.unwrap_or_else(|| Error::platform(failed))
    }
}

/// Waits for a moment, however often the clock is steered meanwhile.
pub(crate) async fn wait(app: &App, until: Timestamp) {
    while app.now() < until {
        app.clock.sleep_until(until).await;
    }
}
