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

/// What was done with it.
#[derive(Debug)]
pub(super) struct Carried {
    outcome: Option<Outcome>,
    was_called: bool,
}

impl Delivery {
    /// Carries it, at the channel's pace.
    pub(super) async fn carry(&self, app: &App) -> Carried {
        let Self {
            job,
            connected,
            load,
        } = self;
        let (outcome, was_called) = match load {
            Load::Lost(_) => {
                let detail = "the program ended while this was being sent";
                (Some(Outcome::Reconcile(problem(detail))), false)
            }
            Load::File(_, file, turn) => {
                wait(app, *turn).await;
                let uploaded = upload::upload(app, job.workspace_id, connected, file).await;
                (uploaded.err(), true)
            }
            Load::Message(_, outgoing, When { turn, until }) => {
                wait(app, *turn).await;
                if until.is_some_and(|until| until <= app.now()) {
                    (Some(too_late()), false)
                } else {
                    let outcome = app.courier.send(&connected.endpoint, outgoing).await;
                    connected.pace.note(&outcome, app.now());
                    if matches!(outcome, Outcome::Permanent(_)) {
                        upload::forget(app, job.workspace_id, connected, outgoing).await;
                    }
                    (Some(outcome), true)
                }
            }
        };
        Carried {
            outcome,
            was_called,
        }
    }

    /// What became of it; nothing was told by one whose carrier panicked.
    pub(super) fn ended(self, carried: Option<Carried>) -> Delivered {
        let carried = carried.unwrap_or_else(|| {
            let problem = problem("the program failed while this was being sent");
            let outcome = match &self.load {
                // Not marked as being sent, and not sent.
                Load::File(..) => Outcome::Retry(problem),
                Load::Message(..) | Load::Lost(_) => Outcome::Reconcile(problem),
            };
            Carried {
                outcome: Some(outcome),
                was_called: false,
            }
        });
        let (Load::Message(message, ..) | Load::File(message, ..) | Load::Lost(message)) =
            self.load;
        Delivered {
            job: self.job,
            message,
            outcome: carried.outcome,
            was_called: carried.was_called,
        }
    }
}

fn problem(detail: &str) -> Problem {
    Problem {
        code: None,
        detail: detail.to_owned(),
    }
}

/// It waited so long for its turn at the channel's pace that its route has closed: it was not sent, and the rules are
/// asked again.
fn too_late() -> Outcome {
    Outcome::Throttled {
        problem: problem("the route closed while the message waited for its turn"),
        wait: Some(Duration::ZERO),
    }
}
