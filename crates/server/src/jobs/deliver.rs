//! Deliveries: a message on its way to the platform and back.

mod outcome;
mod prepare;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use transom_domain::delivery::{Outcome, Outgoing, Problem};
use transom_domain::message::{Attachment, Message};
use transom_store::Job;

use crate::app::App;
use crate::channels::{Connected, wait};
use crate::media::upload;

pub(super) use outcome::save;
pub(super) use prepare::{Prepared, prepare};

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
