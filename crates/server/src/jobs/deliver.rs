//! Deliveries: a message on its way to the platform and back.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use transom_domain::conversation::Thread;
use transom_domain::decide::{Decision, Effect, Event, Input, Ours, Situation, decide, facts_for};
use transom_domain::delivery::{Outcome, Outgoing, Problem};
use transom_domain::health::ErrorClass;
use transom_domain::id::JobId;
use transom_domain::inbound::{InboundEvent, Person, Progress, Reached};
use transom_domain::message::{Attachment, Author, Content, DeliveryStatus, Message};
use transom_policy::{AuthorKind, Channel as Platform, Route};
use transom_store::{EventRow, Job, Saved, Write};

use crate::app::App;
use crate::channels::{self, Connected, wait};
use crate::error::Error;
use crate::media::upload::{self, Known};
use crate::pace::{Asked, Call, is_soon};

/// Something to be carried to the platform.
#[derive(Debug)]
pub(super) struct Delivery {
    pub(super) job: Job,
    connected: Arc<Connected>,
    load: Load,
}

#[derive(Debug)]
enum Load {
    Message(Box<Message>, Box<Outgoing>, When),
    /// A file that the platform must know first, when its turn has come. The message itself waits until it does.
    File(Box<Message>, Box<Attachment>, Timestamp),
    /// Marked as being sent by a process that ended: it may have gone out.
    Lost(Box<Message>),
}

/// When a message may leave.
#[derive(Debug, Clone, Copy)]
struct When {
    /// At the channel's pace.
    turn: Timestamp,
    /// When its route closes; nothing when it has no end.
    until: Option<Timestamp>,
}

/// What became of it.
#[derive(Debug)]
pub(super) struct Delivered {
    pub(super) job: Job,
    message: Box<Message>,
    /// Nothing when its file is known now, and the message itself comes next.
    outcome: Option<Outcome>,
    /// The platform was called.
    was_called: bool,
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
    let known = upload::known(tx, job.workspace_id, connected, &message.content, now).await?;
    let asked = asked(job, &known, &message, &thread.identity.external_id);
    let turn = connected.ask(app, &asked)?;
    if !is_soon(turn, now) {
        tx.defer_job(job, turn).await?;
        return Ok(Prepared::default());
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
    let content = match known {
        Known::All(content) => *content,
        // Uploaded for nothing were it not allowed. Nothing is saved: the rules are asked again when it goes out.
        Known::Not(file) if is_going(&decision) => {
            let load = Load::File(Box::new(message), Box::new(file), turn);
            return Ok(Prepared {
                events: Vec::new(),
                delivery: delivery(load),
            });
        }
        Known::Not(_) => message.content.clone(),
    };
    let decided = decision.thread.clone();
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
    let outgoing = outgoing(tx, job, &decided, &message, (allowed.route, content)).await?;
    let situation = Situation {
        thread: &decided,
        ..situation
    };
    let when = When {
        turn,
        until: open_until(&situation, &message, now),
    };
    let load = Load::Message(Box::new(message), Box::new(outgoing), when);
    Ok(Prepared {
        events,
        delivery: delivery(load),
    })
}

/// The call that comes next: the message, or a file of it before.
fn asked<'a>(job: &Job, known: &Known, message: &Message, customer: &'a str) -> Asked<'a> {
    let route = message.delivery.as_ref().map(|delivery| delivery.route);
    let (call, customer) = match known {
        Known::All(content) => {
            let call = Call::of(route.unwrap_or(Route::Standard), content);
            (call, Some(customer))
        }
        Known::Not(_) => (Call::Upload, None),
    };
    Asked {
        call,
        customer,
        job: Some(job.id),
    }
}

/// A message as it goes out, by this route and with this content.
async fn outgoing(
    tx: &mut Write,
    job: &Job,
    thread: &Thread,
    message: &Message,
    (route, content): (Route, Content),
) -> Result<Outgoing, Error> {
    let persona = match message.author {
        Author::Agent(Some(agent_id)) => {
            tx.persona_of(job.workspace_id, job.channel_id, agent_id)
                .await?
        }
        _ => None,
    };
    Ok(Outgoing {
        message_id: message.id,
        recipient: recipient(thread, message),
        route,
        content,
        reply_to: message.reply_to.clone(),
        persona,
    })
}

/// Whether the rules let the message go.
fn is_going(decision: &Decision) -> bool {
    decision.events.iter().any(|event| {
        matches!(
            event,
            Event::DeliveryChanged {
                status: DeliveryStatus::Sending,
                ..
            }
        )
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
        let (message, outcome, was_called) = match load {
            Load::Lost(message) => {
                let detail = "the program ended while this was being sent".to_owned();
                let outcome = Outcome::Reconcile(Problem { code: None, detail });
                (message, Some(outcome), false)
            }
            Load::File(message, file, turn) => {
                wait(app, turn).await;
                let uploaded = upload::upload(app, job.workspace_id, &connected, &file).await;
                (message, uploaded.err(), true)
            }
            Load::Message(message, outgoing, When { turn, until }) => {
                wait(app, turn).await;
                if until.is_some_and(|until| until <= app.now()) {
                    (message, Some(too_late()), false)
                } else {
                    let outcome = app.courier.send(&connected.endpoint, &outgoing).await;
                    connected.pace.note(&outcome, app.now());
                    if matches!(outcome, Outcome::Permanent(_)) {
                        upload::forget(app, job.workspace_id, &connected, &outgoing).await;
                    }
                    (message, Some(outcome), true)
                }
            }
        };
        Delivered {
            job,
            message,
            outcome,
            was_called,
        }
    }
}

/// To whom a message is addressed: to the token or comment that it spends, else to the customer.
fn recipient(thread: &Thread, message: &Message) -> String {
    let spent = thread.identity.granted.spent_by(message.id);
    spent.unwrap_or(&thread.identity.external_id).to_owned()
}

/// When the route closes by which a message is allowed; nothing when it has no end.
fn open_until(situation: &Situation<'_>, message: &Message, now: Timestamp) -> Option<Timestamp> {
    let author = match message.author {
        Author::Agent(_) => AuthorKind::Human,
        _ => AuthorKind::Automation,
    };
    let route = message.delivery.as_ref()?.route;
    let facts = facts_for(situation.channel, situation.thread, Some(message.id));
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
    for one in delivered {
        let Some(outcome) = &one.outcome else {
            tx.defer_job(&one.job, now).await?;
            continue;
        };
        let (happened, changed) = save_outcome(app, &mut tx, one, outcome, now).await?;
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
    let mut changed = channels::apply(tx, job.channel_id, &decision.effects).await?;
    if *was_called && let Some((class, problem)) = ErrorClass::of(outcome) {
        tx.count_error(job.workspace_id, job.channel_id, class, problem, now)
            .await?;
        app.metrics.send_error(channel.id, class);
    }
    match outcome {
        Outcome::Sent { .. } => app.metrics.messages_sent.increment(1),
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
    if let Outcome::Sent { external_id, .. } = outcome {
        let situation = Situation {
            thread: &saved[0].decision.thread,
            ..situation
        };
        let failed = failed_already(app, tx, &situation, &message, external_id, now).await?;
        if let Some(decision) = failed {
            changed |= channels::apply(tx, job.channel_id, &decision.effects).await?;
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
    let is_open = message.delivery.as_ref().is_some_and(|delivery| {
        !matches!(
            delivery.status,
            DeliveryStatus::Sent { .. } | DeliveryStatus::Failed(_)
        )
    });
    if channel.platform != Platform::WhatsApp || !is_open {
        return Ok(None);
    }
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
        }),
    };
    decide(situation, input, now, &mut || app.id())
        .map(Some)
        .map_err(|refusal| Error::Internal(format!("a report was refused: {refusal}")))
}
