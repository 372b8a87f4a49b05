//! Letting go: of files that nobody holds any more, at once; of those that were kept long enough; and of what a crash
//! left behind.

use std::collections::HashSet;

use futures_util::TryStreamExt as _;
use jiff::{SignedDuration, Timestamp};
use transom_domain::id::{ConversationId, MessageId, WorkspaceId};
use transom_domain::media::Digest;

use super::blobs::{Name, Part};
use crate::app::App;
use crate::error::Error;

/// Files dealt with at once.
const MOST: u32 = 256;
/// How long a file that was handed over to be sent waits for its message.
const UNSENT: SignedDuration = SignedDuration::from_hours(24);
/// How often it is looked for what time has ended.
const LOOK: SignedDuration = SignedDuration::from_mins(10);
/// How often everything is looked through for what no table knows.
const ROUND: SignedDuration = SignedDuration::from_hours(24);
/// The wait after a failure; each further one in a row doubles it.
const PAUSE: SignedDuration = SignedDuration::from_secs(5);

/// Files that no table knew in the last round. One may just have arrived; one that is unknown twice is nobody's.
#[derive(Debug, Default)]
pub struct Strangers(HashSet<Name>);

/// Lets go until the program ends.
pub(crate) async fn run(app: App) {
    let mut strangers = Strangers::default();
    let mut next_round = app.now();
    let mut pause = PAUSE;
    loop {
        let swept = async {
            let swept = step(&app).await;
            if app.now() >= next_round {
                next_round = app.now().saturating_add(ROUND).unwrap_or(Timestamp::MAX);
                round(&app, &mut strangers).await?;
            }
            swept
        };
        let swept: Result<(), Error> = tokio::select! {
            swept = swept => swept,
            () = app.stop.cancelled() => return,
        };
        let wait = match swept {
            Ok(()) => {
                pause = PAUSE;
                LOOK
            }
            Err(error) => {
                tracing::error!(error = %error, "files that nobody holds could not be deleted; it is tried again");
                let wait = pause;
                pause = LOOK.min(pause * 2);
                wait
            }
        };
        let look = app.now().saturating_add(wait).unwrap_or(Timestamp::MAX);
        tokio::select! {
            () = app.media.releases.notified() => {}
            () = app.clock.sleep_until(look) => {}
            () = app.stop.cancelled() => return,
        }
    }
}

/// Deletes what nobody holds any more or was kept long enough.
pub async fn step(app: &App) -> Result<(), Error> {
    expire(app).await?;
    forget_unsent(app).await?;
    let mut last = None;
    let mut failures = Failures::default();
    loop {
        let released = app.db.read().await?.released(last, MOST).await?;
        for (workspace_id, digest) in &released {
            let done = release(app, *workspace_id, *digest).await;
            failures.count(*digest, done)?;
        }
        match released.last() {
            Some(behind) => last = Some(*behind),
            None => return failures.told(),
        }
    }
}

/// Files that could not be deleted. One of them must not keep the others.
#[derive(Debug, Default)]
struct Failures {
    files: usize,
    last: Option<String>,
}

impl Failures {
    /// A failure of the store, which is none of the file's, ends the work.
    fn count(&mut self, file: Digest, done: Result<(), Error>) -> Result<(), Error> {
        match done {
            Err(Error::Internal(why)) => {
                tracing::warn!(%file, why, "a file could not be deleted");
                self.files += 1;
                self.last = Some(why);
                Ok(())
            }
            done => done,
        }
    }

    fn told(self) -> Result<(), Error> {
        match self.last {
            Some(why) => Err(Error::Internal(format!(
                "{} files are still there; the last one: {why}",
                self.files
            ))),
            None => Ok(()),
        }
    }
}

/// Lets go of the files of messages that are older than the configuration keeps them.
async fn expire(app: &App) -> Result<(), Error> {
    let Some(days) = app.config.media.keep_days else {
        return Ok(());
    };
    let kept = SignedDuration::from_hours(i64::from(days) * 24);
    let now = app.now();
    let before = now.saturating_sub(kept).unwrap_or(Timestamp::MIN);
    loop {
        let mut tx = app.db.write().await?;
        let mut expired = tx.expire_attachments(before, MOST).await?;
        if expired.is_empty() {
            return Ok(());
        }
        expired.sort_unstable();
        let mut events = Vec::new();
        for of_workspace in expired.chunk_by(|one, next| one.0 == next.0) {
            let mut messages: Vec<(ConversationId, MessageId)> = of_workspace
                .iter()
                .map(|(_, conversation_id, message_id)| (*conversation_id, *message_id))
                .collect();
            messages.dedup();
            events.extend(
                tx.tell_of_attachments(of_workspace[0].0, &messages, now)
                    .await?,
            );
        }
        tx.commit().await?;
        app.happened(events);
    }
}

async fn forget_unsent(app: &App) -> Result<(), Error> {
    let now = app.now();
    let before = now.saturating_sub(UNSENT).unwrap_or(Timestamp::MIN);
    if app.db.read().await?.has_uploads_before(before).await? {
        let mut tx = app.db.write().await?;
        tx.forget_uploads(before).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Deals with a file that lost a reference.
async fn release(app: &App, workspace_id: WorkspaceId, digest: Digest) -> Result<(), Error> {
    // Nobody takes it up from here on, should it be about to go. For one file at a time: deleting may take a network.
    let _gate = app.media.gate.write().await;
    if !is_needed(app, workspace_id, digest).await? {
        for part in Part::ALL {
            app.media.blobs.delete(part.of(digest)).await?;
        }
    }
    // Afterwards: if the program ends in between, the next one comes here again.
    let mut tx = app.db.write().await?;
    tx.settle_release(workspace_id, digest).await?;
    Ok(tx.commit().await?)
}

/// Whether anybody holds a file, here or in another workspace.
async fn is_needed(app: &App, workspace_id: WorkspaceId, digest: Digest) -> Result<bool, Error> {
    let mut read = app.db.read().await?;
    Ok(read.is_held(workspace_id, digest).await?
        || read.has_media_elsewhere(workspace_id, digest).await?)
}

/// Looks through everything for files that no table knows: a crash can leave one between its place and its note.
pub async fn round(app: &App, strangers: &mut Strangers) -> Result<(), Error> {
    let mut unknown = HashSet::new();
    let mut all = app.media.blobs.all().try_chunks(MOST as usize);
    while let Some(names) = all.try_next().await.map_err(|error| error.1)? {
        let digests: Vec<Digest> = names.iter().map(|name| name.digest).collect();
        let known = app.db.read().await?.known_media(&digests).await?;
        let known: HashSet<Digest> = known.into_iter().collect();
        unknown.extend(
            names
                .into_iter()
                .filter(|name| !known.contains(&name.digest)),
        );
    }
    let twice: Vec<Name> = unknown.intersection(&strangers.0).copied().collect();
    let mut failures = Failures::default();
    for name in &twice {
        failures.count(name.digest, forget(app, *name).await)?;
        unknown.remove(name);
    }
    strangers.0 = unknown;
    failures.told()
}

/// Deletes a file that no table knows, if that is still so.
async fn forget(app: &App, name: Name) -> Result<(), Error> {
    let _gate = app.media.gate.write().await;
    let known = app.db.read().await?.known_media(&[name.digest]).await?;
    if known.is_empty() {
        app.media.blobs.delete(name).await?;
        tracing::info!(file = %name.digest, "a file that belonged to nothing was deleted");
    }
    Ok(())
}
