//! Reports that a message could not be delivered after all: what they say besides what became of it.

use transom_channels::whatsapp::About;
use transom_domain::decide::{Decision, Event};
use transom_domain::delivery::{Outcome, Problem};
use transom_domain::health::ErrorClass;
use transom_domain::id::MessageId;
use transom_domain::inbound::{InboundEvent, Progress, Reached};
use transom_domain::message::DeliveryStatus;
use transom_store::Write;

use super::batch::Understood;
use crate::app::App;
use crate::error::Error;
use crate::media::upload;
use crate::templates;

/// Counts what the platform could not deliver among what failed, and has looked after what the reason says of the
/// channel. Tells whether a list of templates is to be read.
pub(super) async fn note(
    app: &App,
    tx: &mut Write,
    one: &Understood,
    decision: &Decision,
) -> Result<bool, Error> {
    let InboundEvent::Progress(Progress {
        reached: Reached::Failed(failure),
        ..
    }) = &one.inbound.event
    else {
        return Ok(false);
    };
    let channel = &one.connected.channel;
    let class = ErrorClass::from(failure.class);
    let problem = Problem {
        code: failure.code.clone(),
        detail: failure.detail.clone().unwrap_or_default(),
    };
    tx.count_error(channel.workspace_id, channel.id, class, &problem, app.now())
        .await?;
    app.metrics.send_error(channel.id, class);
    match problem.code.as_deref().and_then(About::of) {
        Some(About::Pace) => {
            let throttled = Outcome::Throttled {
                problem,
                wait: None,
            };
            one.connected.pace.note(&throttled, app.now());
            Ok(false)
        }
        Some(About::Template) => templates::doubted(app, tx, &one.connected).await,
        Some(About::File) => {
            for id in failed(decision) {
                upload::doubted(tx, channel, id).await?;
            }
            Ok(false)
        }
        None => Ok(false),
    }
}

fn failed(decision: &Decision) -> impl Iterator<Item = MessageId> {
    decision.events.iter().filter_map(|event| match event {
        Event::DeliveryChanged {
            message_id,
            status: DeliveryStatus::Failed(_),
            ..
        } => Some(*message_id),
        _ => None,
    })
}
