//! What became of deliveries.

use jiff::Timestamp;
use transom_channels::whatsapp::About;
use transom_domain::decide::{Decision, Effect, Input, Ours, Situation, decide};
use transom_domain::delivery::Outcome;
use transom_domain::health::ErrorClass;
use transom_domain::id::JobId;
use transom_domain::inbound::{InboundEvent, Person, Progress, Reached};
use transom_domain::message::{DeliveryStatus, Message};
use transom_policy::Channel as Platform;
use transom_store::{EventRow, Job, Saved, Write};

use super::Delivered;
use crate::app::App;
use crate::channels;
use crate::error::Error;
use crate::templates;

/// Saves what became of deliveries, in one transaction.
pub(in crate::jobs) async fn save(app: &App, delivered: &[Delivered]) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.db.write().await?;
    let mut events = Vec::new();
    let mut channels_changed = false;
    let mut templates_doubted = false;
    for one in delivered {
        let Some(outcome) = &one.outcome else {
            tx.defer_job(&one.job, now).await?;
            continue;
        };
        let (happened, changed) = save_outcome(app, &mut tx, one, outcome, now).await?;
        events.extend(happened);
        channels_changed |= changed;
        templates_doubted |= doubt(app, &mut tx, &one.job, outcome).await?;
    }
    tx.commit().await?;
    if templates_doubted {
        app.template_syncs.notify_one();
    }
    if channels_changed {
        app.channels.reload(app).await.map_err(Error::channels)?;
        app.checks.notify_one();
    }
    app.happened(events);
    Ok(())
}

/// Has a list of templates read, where the platform refused a message for how its template stands. Whether it did.
async fn doubt(app: &App, tx: &mut Write, job: &Job, outcome: &Outcome) -> Result<bool, Error> {
    let Outcome::Permanent(problem) = outcome else {
        return Ok(false);
    };
    let found = app.channels.find(job.workspace_id, job.channel_id);
    let connected = found.filter(|one| one.channel.platform == Platform::WhatsApp);
    match connected.zip(problem.code.as_deref().and_then(About::of)) {
        Some((connected, About::Template)) => templates::doubted(app, tx, &connected).await,
        _ => Ok(false),
    }
}

async fn save_outcome(
    app: &App,
    tx: &mut Write,
    delivered: &Delivered,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(Vec<EventRow>, bool), Error> {
    let Delivered {
        job,
        message,
        was_called,
        ..
    } = delivered;
    let connected = app
        .channels
        .find(job.workspace_id, job.channel_id)
        .ok_or(Error::NotFound("channel"))?;
    let channel = &connected.channel;
    // As they stand now: the echo may have come first, and the conversation may have become part of another.
    let message = tx.load_message(job.workspace_id, message.id).await?.message;
    let thread = tx
        .load_thread(job.workspace_id, message.conversation_id)
        .await?;
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
    let mut changed = channels::apply(tx, channel, &decision.effects, now).await?;
    if *was_called && let Some((class, problem)) = ErrorClass::of(outcome) {
        tx.count_error(job.workspace_id, job.channel_id, class, problem, now)
            .await?;
        app.metrics.send_error(channel.id, class);
    }
    match outcome {
        Outcome::Sent { .. } | Outcome::HeldBack { .. } => app.metrics.messages_sent.increment(1),
        _ if again.is_none() && !matches!(outcome, Outcome::Reconcile(_)) => {
            app.metrics.messages_failed.increment(1);
        }
        _ => {}
    }
    let known = decision.effects.iter().find_map(|effect| match effect {
        Effect::Identify { external_id } => Some(external_id.clone()),
        _ => None,
    });
    let mut saved = vec![Saved {
        decision,
        is_new: false,
    }];
    if let Outcome::Sent { external_id, .. } | Outcome::HeldBack { external_id } = outcome {
        let situation = Situation {
            thread: &saved[0].decision.thread,
            ..situation
        };
        let failed = failed_already(app, tx, &situation, &message, external_id, now).await?;
        if let Some(decision) = failed {
            changed |= channels::apply(tx, channel, &decision.effects, now).await?;
            saved.push(Saved {
                decision,
                is_new: false,
            });
        }
    }
    let mut events = tx
        .save(job.workspace_id, &saved, now, &mut || app.id())
        .await?;
    if let Some(external_id) = known {
        let thread = tx
            .load_thread(job.workspace_id, message.conversation_id)
            .await?;
        let job_id = JobId::new(app.id());
        events.extend(
            tx.identify(job.workspace_id, thread, &external_id, job_id, now)
                .await?,
        );
    }
    Ok((events, changed))
}

/// That the message failed may be told before the answer, and without our name for it: then the platform's id of it,
/// which came with the answer, joins them.
async fn failed_already(
    app: &App,
    tx: &mut Write,
    situation: &Situation<'_>,
    message: &Message,
    external_id: &str,
    now: Timestamp,
) -> Result<Option<Decision>, Error> {
    let channel = situation.channel;
    let open = message.delivery.as_ref().filter(|delivery| {
        matches!(
            delivery.status,
            DeliveryStatus::Sending | DeliveryStatus::Unconfirmed
        )
    });
    let Some(delivery) = open.filter(|_| channel.platform == Platform::WhatsApp) else {
        return Ok(None);
    };
    let reported = tx
        .reported_failure(channel.workspace_id, channel.id, external_id)
        .await?;
    let Some((at, failure)) = reported else {
        return Ok(None);
    };
    let event = InboundEvent::Progress(Progress {
        customer: situation.thread.identity.external_id.clone(),
        external_id: external_id.to_owned(),
        metadata: None,
        reached: Reached::Failed(failure),
        price: None,
    });
    let input = Input::Inbound {
        at,
        event: &event,
        person: &Person::default(),
        ours: Some(Ours {
            id: message.id,
            external_id: Some(external_id),
            status: &DeliveryStatus::Sent { at: now },
            stage: None,
            looks: delivery.looks,
        }),
    };
    decide(situation, input, now, &mut || app.id())
        .map(Some)
        .map_err(|refusal| Error::Internal(format!("a report was refused: {refusal}")))
}
