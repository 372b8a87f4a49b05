//! Whether a job may go out now, and what goes out.

use std::sync::Arc;

use jiff::Timestamp;
use transom_domain::channel::Channel;
use transom_domain::conversation::{Identity, Thread};
use transom_domain::decide::{Decision, Event, Input, Situation, decide, facts_for};
use transom_domain::delivery::Outgoing;
use transom_domain::message::{Author, Content, DeliveryStatus, Extra, Message};
use transom_policy::{AuthorKind, Channel as Platform, Route, TemplateCategory};
use transom_store::{EventRow, Job, Write};

use super::{Delivery, Load, When};
use crate::app::App;
use crate::channels::Connected;
use crate::conversations;
use crate::error::Error;
use crate::media::upload::{self, Known};
use crate::pace::{Asked, Call, answers_live, is_soon};
use crate::recipients;

/// What a claimed job has become.
#[derive(Debug, Default)]
pub(in crate::jobs) struct Prepared {
    pub(in crate::jobs) events: Vec<EventRow>,
    pub(in crate::jobs) delivery: Option<Delivery>,
}

/// Decides, inside the claiming transaction, whether a job may go out now.
pub(in crate::jobs) async fn prepare(
    app: &App,
    tx: &mut Write,
    job: &Job,
    connected: &Arc<Connected>,
) -> Result<Prepared, Error> {
    let now = app.now();
    let mut thread = tx
        .load_thread(job.workspace_id, job.conversation_id)
        .await?;
    thread.recipients = recipients::of(app, tx, connected, &thread, now).await?;
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
    let to = (connected.channel.platform, &thread.identity);
    let asked = asked(job, &known, &message, to);
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
    let events = conversations::save(app, tx, job.workspace_id, decision, now).await?;
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
    let marketing = connected
        .marketing
        .filter(|_| is_marketing(channel, &content));
    let outgoing = Outgoing {
        marketing,
        ..outgoing(tx, job, &decided, &message, (allowed.route, content)).await?
    };
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
fn asked<'a>(
    job: &Job,
    known: &Known,
    message: &Message,
    (platform, identity): (Platform, &'a Identity),
) -> Asked<'a> {
    let route = message.delivery.as_ref().map(|delivery| delivery.route);
    let (call, customer) = match known {
        Known::All(content) => {
            let is_live = answers_live(&identity.granted, message.id);
            let route = route.unwrap_or(Route::Standard);
            let call = Call::of(platform, route, content, is_live);
            (call, Some(identity.external_id.as_str()))
        }
        Known::Not(_) => (Call::Upload, None),
    };
    Asked {
        customer,
        ..Asked::from(call).of_job(job.id)
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
        to_post: thread.identity.granted.answers_post(message.id),
        route,
        content,
        reply_to: message.reply_to.clone(),
        persona,
        marketing: None,
    })
}

/// Whether a message is a template of the category marketing.
fn is_marketing(channel: &Channel, content: &Content) -> bool {
    let Some(Extra::Template(template)) = &content.extra else {
        return false;
    };
    let category = channel.category_of(&template.name, &template.language);
    category == Some(TemplateCategory::Marketing)
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

/// To whom a message is addressed: to the token, comment or post that it spends, else to the customer.
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
