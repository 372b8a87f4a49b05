//! Fetching: the files of new messages, at once, because their addresses run out.
//!
//! Apart from deliveries and from names. A slow place holds no more than its channel's share of those at work.

use std::collections::{HashMap, HashSet};
use std::io;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;
use transom_channels::courier::{Allowance, NotFetched, Place};
use transom_channels::messenger::Class;
use transom_domain::id::{ChannelId, JobId, MessageId, WorkspaceId};
use transom_domain::media::Unfetched;
use transom_domain::message::{Attachment, AttachmentKind};
use transom_store::{AttachmentState, Job, JobKind, Lease, NamedAttachment, Write};

use super::incoming::Arrived;
use crate::app::App;
use crate::channels::{Connected, NotYet};
use crate::config::Media as Limits;
use crate::error::Error;
use crate::jobs::due;
use crate::pace::{Asked, Call};

/// Messages whose files are fetched at the same time, at the most, and of one channel.
const MOST: usize = 16;
const MOST_OF_CHANNEL: usize = 6;
/// The wait after each attempt; after the last it is given up.
const WAITS: [SignedDuration; 5] = [
    SignedDuration::from_secs(10),
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
];
/// How long a message's files belong to the server that claimed them.
const HELD: SignedDuration = SignedDuration::from_mins(15);
/// The shortest rest; what is due and not claimed belongs to a channel that is full.
const SHORTEST_REST: SignedDuration = SignedDuration::from_secs(1);
/// The wait after a failure of the store.
const PAUSE: Duration = Duration::from_millis(500);

type UnderWay = HashMap<ChannelId, HashSet<JobId>>;

/// Tells that a job is not under way any more, also when its task panics.
struct End(
    mpsc::UnboundedSender<(ChannelId, JobId)>,
    (ChannelId, JobId),
);

impl Drop for End {
    fn drop(&mut self) {
        // The receiver is gone only when the program ends.
        let _ = self.0.send(self.1);
    }
}

/// Fetches until the program ends.
pub(crate) async fn run(app: App) {
    let (ended, mut ends) = mpsc::unbounded_channel();
    let mut under_way = UnderWay::new();
    while !app.stop.is_cancelled() {
        match claim(&app, &under_way).await {
            Ok(jobs) => {
                for job in jobs {
                    under_way.entry(job.channel_id).or_default().insert(job.id);
                    let app = app.clone();
                    let end = End(ended.clone(), (job.channel_id, job.id));
                    app.clone().spawn(async move {
                        let _end = end;
                        tokio::select! {
                            () = carry(&app, &job) => {}
                            // It is claimed anew at the next start.
                            () = app.stop.cancelled() => {}
                        }
                    });
                }
            }
            Err(error) => {
                tracing::error!(error = %error, "files are not fetched at the moment; it is tried again");
                tokio::time::sleep(PAUSE).await;
            }
        }
        let is_full = under_way.values().map(HashSet::len).sum::<usize>() >= MOST;
        tokio::select! {
            end = ends.recv() => {
                if let Some((channel_id, id)) = end
                    && let Some(jobs) = under_way.get_mut(&channel_id)
                {
                    jobs.remove(&id);
                }
            }
            () = app.media.fetches.notified(), if !is_full => {}
            () = wait(&app), if !is_full => {}
            () = app.stop.cancelled() => return,
        }
    }
}

/// Fetches what is due now; tells for how many messages.
pub async fn step(app: &App) -> Result<usize, Error> {
    let jobs = claim(app, &UnderWay::new()).await?;
    join_all(jobs.iter().map(|job| carry(app, job))).await;
    Ok(jobs.len())
}

async fn wait(app: &App) {
    let next = match app.db.read().await {
        Ok(mut read) => read.next_fetch_at().await.ok().flatten(),
        Err(_) => None,
    };
    // The end of one that is fetched rings first.
    let soonest = app.after(SHORTEST_REST);
    due::rest(app, next.map(|next| next.max(soonest))).await;
}

async fn claim(app: &App, under_way: &UnderWay) -> Result<Vec<Job>, Error> {
    let now = app.now();
    let busy: usize = under_way.values().map(HashSet::len).sum();
    let next = app.db.read().await?.next_fetch_at().await?;
    if busy >= MOST || next.is_none_or(|next| next > now) {
        return Ok(Vec::new());
    }
    let full: Vec<ChannelId> = under_way
        .iter()
        .filter(|(_, jobs)| jobs.len() >= MOST_OF_CHANNEL)
        .map(|(channel_id, _)| *channel_id)
        .collect();
    let lease = Lease {
        owner: app.server,
        until: app.after(HELD),
    };
    let room = u32::try_from(MOST.saturating_sub(busy)).unwrap_or(u32::MAX);
    let mut tx = app.db.write().await?;
    let jobs = tx.claim_fetches(now, lease, &full, room).await?;
    tx.commit().await?;
    // Its claim ran out, as when the clock is set forward, but it is in good hands.
    let in_hand = |job: &Job| {
        let jobs = under_way.get(&job.channel_id);
        jobs.is_some_and(|jobs| jobs.contains(&job.id))
    };
    Ok(jobs.into_iter().filter(|job| !in_hand(job)).collect())
}

/// Why a file is not here after an attempt.
enum NotKept {
    /// For good.
    Never(Unfetched),
    /// Another attempt may bring it.
    Later(String),
    /// It was not tried: its turn comes then.
    NotYet(Timestamp),
}

impl From<NotFetched> for NotKept {
    fn from(why: NotFetched) -> Self {
        match why {
            NotFetched::TooLarge { is, most } => Self::Never(Unfetched::TooLarge { is, most }),
            NotFetched::Gone(_) => Self::Never(Unfetched::Gone),
            NotFetched::Forbidden(_) => Self::Never(Unfetched::Forbidden),
            NotFetched::Later(why) => Self::Later(why),
            NotFetched::NotTold(failed) => Self::Later(failed.to_string()),
        }
    }
}

impl From<io::Error> for NotKept {
    fn from(error: io::Error) -> Self {
        Self::Later(format!("it could not be kept: {error}"))
    }
}

async fn carry(app: &App, job: &Job) {
    if let Err(error) = fetch(app, job).await {
        // The claim runs out, and then it is tried again.
        tracing::error!(job = %job.id, error = %error, "the files of a message could not be noted");
    }
}

async fn fetch(app: &App, job: &Job) -> Result<(), Error> {
    let waiting = match job.message_id {
        Some(message_id) => waiting(app, job.workspace_id, message_id).await?,
        None => Vec::new(),
    };
    // One try more than waits, and none behind it: a file that ends the program each time must not do so for ever.
    if usize::try_from(job.attempts).is_ok_and(|attempts| attempts > WAITS.len() + 1) {
        return give_up(app, job, &waiting).await;
    }
    let connected = app.channels.find(job.workspace_id, job.channel_id);
    let mut again = connected.is_none() && !waiting.is_empty();
    let mut turn: Option<Timestamp> = None;
    if let Some(connected) = connected {
        for named in &waiting {
            match take(app, &connected, job, named).await {
                Ok(arrived) => again |= !keep(app, job, named, arrived).await?,
                Err(NotKept::Never(why)) => fail(app, job, &[named], why).await?,
                Err(NotKept::Later(why)) => {
                    tracing::info!(message = ?job.message_id, number = named.row.number, why, "a file is not here yet");
                    again = true;
                }
                Err(NotKept::NotYet(until)) => {
                    turn = Some(turn.map_or(until, |turn| turn.min(until)));
                }
            }
        }
    }
    // What was not tried is not given up, however often it has to wait.
    if let Some(turn) = turn {
        let mut tx = app.db.write().await?;
        tx.defer_job(job, turn).await?;
        tx.commit().await?;
        return Ok(());
    }
    let wait = usize::try_from(job.attempts).ok();
    let wait = wait.and_then(|attempts| WAITS.get(attempts.saturating_sub(1)));
    match wait {
        Some(wait) if again => {
            let mut tx = app.db.write().await?;
            tx.postpone_job(job, app.after(*wait)).await?;
            tx.commit().await?;
        }
        _ => {
            let left = match job.message_id.filter(|_| again) {
                Some(message_id) => self::waiting(app, job.workspace_id, message_id).await?,
                None => Vec::new(),
            };
            give_up(app, job, &left).await?;
        }
    }
    Ok(())
}

/// Ends the job; what is left of its files could not be had.
async fn give_up(app: &App, job: &Job, left: &[NamedAttachment]) -> Result<(), Error> {
    if !left.is_empty() {
        let left: Vec<_> = left.iter().collect();
        fail(app, job, &left, Unfetched::Unreachable).await?;
    }
    let mut tx = app.db.write().await?;
    tx.finish_jobs(&[job]).await?;
    Ok(tx.commit().await?)
}

async fn waiting(
    app: &App,
    workspace_id: WorkspaceId,
    message_id: MessageId,
) -> Result<Vec<NamedAttachment>, Error> {
    let mut read = app.db.read().await?;
    let mut files = read.attachments(workspace_id, message_id, None).await?;
    files.retain(|named| named.row.state == AttachmentState::Waiting);
    Ok(files)
}

/// Has a file handed over: from the address that came with it, which costs no call of the API, or from where the platform,
/// asked by its id, says that it lies.
async fn take(
    app: &App,
    connected: &Connected,
    job: &Job,
    named: &NamedAttachment,
) -> Result<Arrived, NotKept> {
    let attachment = &named.attachment;
    let Some(id) = &attachment.media_id else {
        let url = attachment.url.as_deref();
        let url = url.ok_or(NotKept::Never(Unfetched::Gone))?;
        return receive(app, connected, attachment, Place::Url(url)).await;
    };
    if let Some(url) = &attachment.url {
        match receive(app, connected, attachment, Place::OwnUrl(url)).await {
            // The address may have run out, or not be for us: its id lasts longer.
            Err(NotKept::Never(Unfetched::Gone | Unfetched::Forbidden) | NotKept::Later(_)) => {}
            done => return done,
        }
    }
    let asked = Asked::from(Call::Lookup).of_job(job.id);
    match connected.turn(app, asked).await {
        Ok(Ok(())) => {}
        Ok(Err(NotYet { until })) => return Err(NotKept::NotYet(until)),
        Err(error) => return Err(NotKept::Later(error.to_string())),
    }
    receive(app, connected, attachment, Place::Id(id)).await
}

async fn receive(
    app: &App,
    connected: &Connected,
    attachment: &Attachment,
    place: Place<'_>,
) -> Result<Arrived, NotKept> {
    let limits = &app.config.media;
    let allowed = Allowance {
        bytes: limits.most_bytes(attachment.kind),
        time: limits.fetch_time(),
    };
    let download = app.courier.fetch(&connected.endpoint, place, allowed).await;
    let mut download = match download {
        Err(NotFetched::NotTold(failed)) if failed.class == Class::Throttled => {
            connected.pace.note_call(&failed, app.now());
            let quiet = connected.pace.standing(app.now()).quiet_until;
            return Err(NotKept::NotYet(
                quiet.unwrap_or_else(|| app.after(WAITS[0])),
            ));
        }
        download => download?,
    };
    let mut incoming = app.media.receive()?;
    while let Some(chunk) = download.chunk().await? {
        incoming.write(&chunk).await?;
    }
    if incoming.bytes() == 0 {
        return Err(NotKept::Never(Unfetched::Empty));
    }
    Ok(incoming.finish().await?)
}

/// Puts a file in its place and notes it. Tells whether that could be done.
async fn keep(
    app: &App,
    job: &Job,
    named: &NamedAttachment,
    arrived: Arrived,
) -> Result<bool, Error> {
    let Some(message_id) = job.message_id else {
        return Ok(true);
    };
    let kept = match app.media.keep(&arrived, named.attachment.kind).await {
        Ok(kept) => kept,
        Err(error) => {
            tracing::error!(error = %error, "a file could not be kept; it is fetched again");
            return Ok(false);
        }
    };
    let now = app.now();
    let mut tx = app.db.write().await?;
    tx.add_media(job.workspace_id, &kept.row).await?;
    tx.keep_attachment(
        job.workspace_id,
        message_id,
        named.row.number,
        &kept.row,
        now,
    )
    .await?;
    tell(app, tx, job, message_id).await?;
    Ok(true)
}

async fn fail(
    app: &App,
    job: &Job,
    files: &[&NamedAttachment],
    why: Unfetched,
) -> Result<(), Error> {
    let Some(message_id) = job.message_id else {
        return Ok(());
    };
    let mut tx = app.db.write().await?;
    for named in files {
        tx.fail_attachment(job.workspace_id, message_id, named.row.number, why)
            .await?;
    }
    tell(app, tx, job, message_id).await
}

async fn tell(app: &App, mut tx: Write, job: &Job, message_id: MessageId) -> Result<(), Error> {
    let of = [(job.conversation_id, message_id)];
    let events = tx
        .tell_of_attachments(job.workspace_id, &of, app.now())
        .await?;
    tx.commit().await?;
    app.happened(events);
    Ok(())
}

/// Has a file fetched again that could not be had.
///
/// # Errors
/// [`Error::Conflict`] when it is here, or is being fetched.
pub async fn again(
    app: &App,
    workspace_id: WorkspaceId,
    message_id: MessageId,
    number: u32,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let named = tx.load_attachment(workspace_id, message_id, number).await?;
    if !tx
        .await_attachment(workspace_id, message_id, number)
        .await?
    {
        return Err(Error::Conflict(
            "attachment-not-failed",
            "only a file that could not be fetched is fetched again",
        ));
    }
    let job = Job {
        workspace_id,
        id: JobId::new(app.id()),
        kind: JobKind::Fetch,
        channel_id: named.channel_id,
        conversation_id: named.conversation_id,
        message_id: Some(message_id),
        due_at: now,
        attempts: 0,
    };
    tx.add_jobs(std::slice::from_ref(&job)).await?;
    tell(app, tx, &job, message_id).await?;
    app.media.fetches.notify_one();
    Ok(())
}

impl Limits {
    /// The most bytes of a kind of file.
    pub(crate) fn most_bytes(&self, kind: AttachmentKind) -> u64 {
        let most = match kind {
            AttachmentKind::Image | AttachmentKind::Sticker => self.max_image_mib,
            AttachmentKind::Video => self.max_video_mib,
            AttachmentKind::Audio => self.max_audio_mib,
            _ => self.max_file_mib,
        };
        most.saturating_mul(1024 * 1024)
    }

    fn fetch_time(&self) -> Duration {
        Duration::from_secs(self.fetch_seconds)
    }
}
