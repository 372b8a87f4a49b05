//! Names: what the platform is asked about customers who wrote for the first time.
//!
//! Apart from deliveries, and each channel by itself at its own pace: neither a rush of new customers nor a platform that
//! does not answer may hold up anything else.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use transom_channels::courier::Profile;
use transom_channels::messenger::CallFailed;
use transom_domain::id::{ChannelId, ContactId, ConversationId, WorkspaceId};
use transom_store::{Job, LabelAction, Write};

use super::{due, lease};
use crate::app::App;
use crate::channels::NotYet;
use crate::error::Error;
use crate::labels;
use crate::pace::{Asked, Call};

/// Questions of all channels that are begun at once.
const MOST: u32 = 32;
/// The wait between batches.
const PACE: Duration = Duration::from_millis(100);
/// Attempts to learn a customer's name.
const ATTEMPTS: u32 = 5;
/// The wait between them.
const WAIT: SignedDuration = SignedDuration::from_mins(5);

/// Channels whose questions are not answered yet.
type Busy = Arc<Mutex<HashSet<ChannelId>>>;

/// A channel is being asked; ends when this is dropped, also by a panic.
struct Turn(App, Busy, ChannelId);

impl Turn {
    fn begin(app: &App, busy: &Busy, channel_id: ChannelId) -> Self {
        lock(busy).insert(channel_id);
        Self(app.clone(), Arc::clone(busy), channel_id)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Self(app, busy, channel_id) = self;
        lock(busy).remove(channel_id);
        app.profiles.notify_one();
    }
}

/// Asks until the program ends.
pub(crate) async fn run(app: App) {
    let busy = Busy::default();
    while !app.stop.is_cancelled() {
        let asked = ask(&app, &busy).await.unwrap_or_else(|error| {
            tracing::error!(error = %error, "customers' names could not be learnt; it is tried again");
            0
        });
        tokio::select! {
            () = tokio::time::sleep(PACE) => {}
            () = app.stop.cancelled() => return,
        }
        if asked == 0 {
            tokio::select! {
                () = app.profiles.notified() => {}
                () = wait(&app) => {}
                () = app.stop.cancelled() => return,
            }
        }
    }
}

async fn wait(app: &App) {
    let now = app.now();
    let next = match app.db.read().await {
        Ok(mut read) => read.next_profile_at().await.ok().flatten(),
        Err(_) => None,
    };
    // What is due belongs to a channel that is busy: its answers ring.
    due::rest(app, next.filter(|next| *next > now)).await;
}

/// A customer whose name is asked for.
#[derive(Debug)]
struct Question {
    job: Job,
    contact_id: ContactId,
    customer: String,
}

/// What came of a question.
#[derive(Debug)]
enum Answer {
    Known(Profile),
    Failed(CallFailed),
    /// The channel must not ask before.
    NotYet(Timestamp),
    /// There is nobody to ask any more.
    Gone,
}

/// Begins to ask for the names that are due; tells how many.
async fn ask(app: &App, busy: &Busy) -> Result<usize, Error> {
    let now = app.now();
    if app
        .db
        .read()
        .await?
        .next_profile_at()
        .await?
        .is_none_or(|next| next > now)
    {
        return Ok(0);
    }
    let waiting: Vec<ChannelId> = lock(busy).iter().copied().collect();
    let mut tx = app.db.write().await?;
    let jobs = tx
        .claim_profiles(now, lease(app, now), &waiting, MOST)
        .await?;
    tx.commit().await?;
    let count = jobs.len();
    let mut by_channel: HashMap<(WorkspaceId, ChannelId), Vec<Job>> = HashMap::new();
    for job in jobs {
        let key = (job.workspace_id, job.channel_id);
        by_channel.entry(key).or_default().push(job);
    }
    for ((workspace_id, channel_id), jobs) in by_channel {
        let turn = Turn::begin(app, busy, channel_id);
        app.clone().spawn(async move {
            let Turn(app, ..) = &turn;
            if let Err(error) = ask_for(app, workspace_id, jobs).await {
                tracing::error!(channel = %channel_id, error = %error, "customers' names could not be learnt; it is tried again");
            }
        });
    }
    Ok(count)
}

fn lock(busy: &Busy) -> std::sync::MutexGuard<'_, HashSet<ChannelId>> {
    busy.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn ask_for(app: &App, workspace_id: WorkspaceId, jobs: Vec<Job>) -> Result<(), Error> {
    let ids: Vec<ConversationId> = jobs.iter().map(|job| job.conversation_id).collect();
    let rows = app
        .db
        .read()
        .await?
        .conversation_rows(workspace_id, &ids)
        .await?;
    let identities: HashMap<ConversationId, _> = rows
        .into_iter()
        .map(|row| (row.thread.conversation.id, row.thread.identity))
        .collect();
    let asked: Vec<Question> = jobs
        .into_iter()
        .filter_map(|job| {
            let identity = identities.get(&job.conversation_id)?;
            let (contact_id, customer) = (identity.contact_id, identity.external_id.clone());
            Some(Question {
                job,
                contact_id,
                customer,
            })
        })
        .collect();
    let answers = join_all(asked.iter().map(|one| question(app, one))).await;
    save(app, workspace_id, &asked, answers).await
}

async fn question(app: &App, Question { job, customer, .. }: &Question) -> Answer {
    let Some(connected) = app.channels.find(job.workspace_id, job.channel_id) else {
        return Answer::Gone;
    };
    let asked = Asked::from(Call::Profile).of_job(job.id);
    match connected.turn(app, asked).await {
        Ok(Ok(())) => {}
        Ok(Err(NotYet { until })) => return Answer::NotYet(until),
        Err(error) => {
            tracing::error!(channel = %job.channel_id, error = %error, "nobody is asked for names");
            return Answer::Gone;
        }
    }
    match app.courier.profile(&connected.endpoint, customer).await {
        Ok(profile) => Answer::Known(profile),
        Err(error) => {
            connected.pace.note_call(&error, app.now());
            Answer::Failed(error)
        }
    }
}

async fn save(
    app: &App,
    workspace_id: WorkspaceId,
    asked: &[Question],
    answers: Vec<Answer>,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut names = Vec::new();
    let mut usernames = Vec::new();
    let mut done = Vec::new();
    for (question, answer) in asked.iter().zip(answers) {
        let Question {
            job, contact_id, ..
        } = question;
        match answer {
            Answer::Known(Profile { name, username, .. }) => {
                if let Some(name) = name.or_else(|| username.clone()) {
                    names.push((job.conversation_id, *contact_id, name));
                }
                usernames.extend(username.map(|username| (job.conversation_id, username)));
                done.push(job);
            }
            Answer::Failed(error) if job.attempts < ATTEMPTS => {
                tracing::debug!(channel = %job.channel_id, error = %error, "a customer's name could not be learnt yet");
                tx.postpone_job(job, app.after(WAIT)).await?;
            }
            Answer::NotYet(until) => tx.defer_job(job, until).await?,
            Answer::Failed(_) | Answer::Gone => done.push(job),
        }
    }
    tx.save_usernames(workspace_id, &usernames).await?;
    for job in &done {
        if knows_labels(app, &mut tx, job).await? {
            let action = LabelAction::Read(job.conversation_id);
            labels::ask(app, &mut tx, workspace_id, job.channel_id, action).await?;
        }
    }
    let events = tx.name_contacts(workspace_id, &names, now).await?;
    tx.finish_jobs(&done).await?;
    tx.commit().await?;
    app.happened(events);
    Ok(())
}

/// Whether the customer may carry labels: the page has some.
async fn knows_labels(app: &App, tx: &mut Write, job: &Job) -> Result<bool, Error> {
    let connected = app.channels.find(job.workspace_id, job.channel_id);
    if !connected.is_some_and(|connected| connected.endpoint.has_labels()) {
        return Ok(false);
    }
    Ok(tx.has_labels(job.workspace_id, job.channel_id).await?)
}
