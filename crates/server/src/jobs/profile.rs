//! Names: what the platform is asked about customers who wrote for the first time.
//!
//! Apart from deliveries, in batches and at a modest pace: a rush of new customers must not hold up anything else.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::SignedDuration;
use transom_channels::courier::Profile;
use transom_channels::messenger::CallFailed;
use transom_domain::id::{ContactId, ConversationId, WorkspaceId};
use transom_store::Job;

use super::lease;
use crate::app::App;
use crate::error::Error;

/// Questions asked at once.
const MOST: u32 = 32;
/// The wait between batches, and before it is looked again for what is not announced.
const PACE: Duration = Duration::from_millis(100);
const LOOK: SignedDuration = SignedDuration::from_secs(30);
/// Attempts to learn a customer's name.
const ATTEMPTS: u32 = 5;
/// The wait between them.
const WAIT: SignedDuration = SignedDuration::from_mins(5);

/// Asks until the program ends.
pub(crate) async fn run(app: App) {
    while !app.stop.is_cancelled() {
        let asked = ask(&app).await.unwrap_or_else(|error| {
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
    let longest = now.saturating_add(LOOK).unwrap_or(now);
    let next = match app.db.read().await {
        Ok(mut read) => read.next_profile_at().await.ok().flatten(),
        Err(_) => None,
    };
    app.clock
        .sleep_until(next.unwrap_or(longest).min(longest))
        .await;
}

/// A customer whose name is asked for.
struct Asked {
    job: Job,
    contact_id: ContactId,
    customer: String,
}

/// Asks for the names that are due; tells how many.
async fn ask(app: &App) -> Result<usize, Error> {
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
    let mut tx = app.db.write().await?;
    let jobs = tx.claim_profiles(now, lease(app, now), MOST).await?;
    tx.commit().await?;
    let mut by_workspace: HashMap<WorkspaceId, Vec<Job>> = HashMap::new();
    let count = jobs.len();
    for job in jobs {
        by_workspace.entry(job.workspace_id).or_default().push(job);
    }
    for (workspace_id, jobs) in by_workspace {
        ask_for(app, workspace_id, jobs).await?;
    }
    Ok(count)
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
    let asked: Vec<Asked> = jobs
        .into_iter()
        .filter_map(|job| {
            let identity = identities.get(&job.conversation_id)?;
            let (contact_id, customer) = (identity.contact_id, identity.external_id.clone());
            Some(Asked {
                job,
                contact_id,
                customer,
            })
        })
        .collect();
    let answers = join_all(asked.iter().map(|one| question(app, one))).await;
    save(app, workspace_id, &asked, answers).await
}

async fn question(app: &App, asked: &Asked) -> Option<Result<Profile, CallFailed>> {
    let Asked { job, customer, .. } = asked;
    let connected = app.channels.find(job.workspace_id, job.channel_id)?;
    connected.pace.until_ready().await;
    Some(app.courier.profile(&connected.endpoint, customer).await)
}

async fn save(
    app: &App,
    workspace_id: WorkspaceId,
    asked: &[Asked],
    answers: Vec<Option<Result<Profile, CallFailed>>>,
) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut names = Vec::new();
    let mut usernames = Vec::new();
    let mut done = Vec::new();
    for (
        Asked {
            job, contact_id, ..
        },
        answer,
    ) in asked.iter().zip(answers)
    {
        match answer {
            Some(Ok(Profile { name, username, .. })) => {
                if let Some(name) = name.or_else(|| username.clone()) {
                    names.push((job.conversation_id, *contact_id, name));
                }
                usernames.extend(username.map(|username| (job.conversation_id, username)));
                done.push(job);
            }
            Some(Err(error)) if job.attempts < ATTEMPTS => {
                tracing::debug!(channel = %job.channel_id, error = %error, "a customer's name could not be learnt yet");
                tx.postpone_job(job, now.saturating_add(WAIT).unwrap_or(now))
                    .await?;
            }
            _ => done.push(job),
        }
    }
    tx.save_usernames(workspace_id, &usernames).await?;
    let events = tx.name_contacts(workspace_id, &names, now).await?;
    tx.finish_jobs(&done).await?;
    tx.commit().await?;
    app.happened(events);
    Ok(())
}
