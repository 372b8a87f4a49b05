//! Deliveries: a message on its way to the platform and back.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use transom_domain::decide::{Effect, Input, Situation, decide, facts};
use transom_domain::delivery::{Outcome, Outgoing, Problem};
use transom_domain::message::{Author, DeliveryStatus, Message};
use transom_policy::AuthorKind;
use transom_store::{EventRow, Job, Saved, Write};

use crate::app::App;
use crate::channels::{self, Connected};
use crate::error::Error;
use crate::media::outbound;

/// Something to be carried to the platform.
#[derive(Debug)]
pub(super) struct Delivery {
    pub(super) job: Job,
    connected: Arc<Connected>,
    load: Load,
}

#[derive(Debug)]
enum Load {
    /// The last is when its route closes.
    Message(Box<Message>, Box<Outgoing>, Option<Timestamp>),
    /// Marked as being sent by a process that ended: it may have gone out.
    Lost(Box<Message>),
}

/// What became of it.
#[derive(Debug)]
pub(super) struct Delivered {
    pub(super) job: Job,
    message: Box<Message>,
    outcome: Outcome,
}

/// What a claimed job has become.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub(super) events: Vec<EventRow>,
    pub(super) delivery: Option<Delivery>,
}

/// Decides, inside the claiming transaction, whether a job may go out now.
pub(super) async fn prepare(
    app: &App,
    tx: &mut Write,
    job: &Job,
    connected: &Arc<Connected>,
) -> Result<Prepared, Error> {
    let now = app.now();
    let thread = tx
        .load_thread(job.workspace_id, job.conversation_id)
        .await?;
    let delivery = |load| {
        Some(Delivery {
            job: job.clone(),
            connected: Arc::clone(connected),
            load,
        })
    };
    let message_id = job.message_id.ok_or(Error::NotFound("message"))?;
    let message = tx.load_message(job.workspace_id, message_id).await?.message;
    match message.delivery.as_ref().map(|delivery| &delivery.status) {
        Some(DeliveryStatus::Queued) => {}
        Some(DeliveryStatus::Sending) => {
            let load = Load::Lost(Box::new(message));
            return Ok(Prepared {
                events: Vec::new(),
                delivery: delivery(load),
            });
        }
        _ => {
            tx.finish_jobs(&[job]).await?;
            return Ok(Prepared::default());
        }
    }
    let channel = &connected.channel;
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation {
        rulebook,
        channel,
        thread: &thread,
    };
    let decision = decide(
        &situation,
        Input::Turn { message: &message },
        now,
        &mut || app.id(),
    )
    .map_err(|refusal| Error::Internal(format!("a turn was refused: {refusal}")))?;
    let saved = [Saved {
        decision,
        is_new: false,
    }];
    let events = tx
        .save(job.workspace_id, &saved, now, &mut || app.id())
        .await?;
    // As the store has it now, another route included.
    let message = tx.load_message(job.workspace_id, message_id).await?.message;
    let Some(allowed) = message
        .delivery
        .as_ref()
        .filter(|delivery| delivery.status == DeliveryStatus::Sending)
    else {
        tx.finish_jobs(&[job]).await?;
        app.metrics.messages_failed.increment(1);
        return Ok(Prepared {
            events,
            delivery: None,
        });
    };
    let outgoing = Outgoing {
        message_id,
        recipient: thread.identity.external_id.clone(),
        route: allowed.route,
        content: message.content.clone(),
        reply_to: message.reply_to.clone(),
    };
    let until = open_until(&situation, &message, now);
    let load = Load::Message(Box::new(message), Box::new(outgoing), until);
    Ok(Prepared {
        events,
        delivery: delivery(load),
    })
}

impl Delivery {
    /// Carries it, at the channel's pace.
    pub(super) async fn carry(self, app: &App) -> Delivered {
        let Self {
            job,
            connected,
            load,
        } = self;
        let (message, outcome) = match load {
            Load::Lost(message) => {
                let detail = "the program ended while this was being sent".to_owned();
                (message, Outcome::Reconcile(Problem { code: None, detail }))
            }
            Load::Message(message, mut outgoing, until) => {
                let uploaded =
                    outbound::upload(app, job.workspace_id, &connected, &mut outgoing).await;
                connected.pace.until_ready().await;
                let outcome = match uploaded {
                    Err(outcome) => outcome,
                    Ok(()) if until.is_some_and(|until| until <= app.now()) => too_late(),
                    Ok(()) => app.courier.send(&connected.endpoint, &outgoing).await,
                };
                if matches!(outcome, Outcome::Permanent(_)) {
                    outbound::forget(app, job.workspace_id, &connected, &outgoing).await;
                }
                (message, outcome)
            }
        };
        Delivered {
            job,
            message,
            outcome,
        }
    }
}

/// When the route closes by which a message is allowed; nothing when it has no end.
fn open_until(situation: &Situation<'_>, message: &Message, now: Timestamp) -> Option<Timestamp> {
    let author = match message.author {
        Author::Agent(_) => AuthorKind::Human,
        _ => AuthorKind::Automation,
    };
    let route = message.delivery.as_ref()?.route;
    let facts = facts(situation.channel, situation.thread);
    transom_policy::routes(situation.rulebook, &facts, author, now)
        .into_iter()
        .find(|status| status.route == route)?
        .until
}

/// It waited so long for its turn at the channel's pace that its route has closed: it was not sent, and the rules are
/// asked again.
fn too_late() -> Outcome {
    Outcome::Throttled {
        problem: Problem {
            code: None,
            detail: "the route closed while the message waited for its turn".to_owned(),
        },
        wait: Some(Duration::ZERO),
    }
}

/// Saves what became of deliveries, in one transaction.
pub(super) async fn save(app: &App, delivered: &[Delivered]) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut events = Vec::new();
    let mut channels_changed = false;
    for Delivered {
        job,
        message,
        outcome,
    } in delivered
    {
        let (happened, changed) = save_outcome(app, &mut tx, job, message, outcome, now).await?;
        events.extend(happened);
        channels_changed |= changed;
    }
    tx.commit().await?;
    if channels_changed {
        app.channels.reload(app).await.map_err(Error::channels)?;
    }
    app.happened(events);
    Ok(())
}

async fn save_outcome(
    app: &App,
    tx: &mut Write,
    job: &Job,
    message: &Message,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(Vec<EventRow>, bool), Error> {
    let connected = app
        .channels
        .find(job.workspace_id, job.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    // As they stand now: the echo may have come first.
    let thread = tx
        .load_thread(job.workspace_id, job.conversation_id)
        .await?;
    let message = tx.load_message(job.workspace_id, message.id).await?.message;
    let rulebook = app.rulebook(channel.platform, now)?;
    let situation = Situation {
        rulebook,
        channel,
        thread: &thread,
    };
    let input = Input::Outcome {
        message: &message,
        attempts: job.attempts,
        outcome,
    };
    let mut decision = decide(&situation, input, now, &mut || app.id())
        .map_err(|refusal| Error::Internal(format!("an outcome was refused: {refusal}")))?;

    // A message that goes again keeps its place among the conversation's deliveries: the same job, later.
    let again = decision.effects.iter().find_map(|effect| match effect {
        Effect::Deliver { due, .. } => Some(*due),
        _ => None,
    });
    if let Some(due) = again {
        // Unless another server took it for lost when its claim ran out: then it takes its place at the end.
        if tx.postpone_job(job, due).await? {
            decision
                .effects
                .retain(|effect| !matches!(effect, Effect::Deliver { .. }));
        }
    } else {
        tx.finish_jobs(&[job]).await?;
    }
    let changed = channels::apply(tx, job.channel_id, &decision.effects).await?;
    match outcome {
        Outcome::Sent { .. } => app.metrics.messages_sent.increment(1),
        _ if again.is_none() && !matches!(outcome, Outcome::Reconcile(_)) => {
            app.metrics.messages_failed.increment(1);
        }
        _ => {}
    }
    let saved = [Saved {
        decision,
        is_new: false,
    }];
    Ok((
        tx.save(job.workspace_id, &saved, now, &mut || app.id())
            .await?,
        changed,
    ))
}
