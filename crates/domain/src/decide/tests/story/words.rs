//! How things are written down.

use std::fmt::Write as _;

use jiff::Timestamp;

use super::{ANNA, BORIS};
use crate::conversation::{Controller, Thread, WindowDates};
use crate::decide::{Command, Refusal};
use crate::delivery::Outcome;
use crate::id::AgentId;
use crate::inbound::InboundEvent;
use crate::message::{Author, DeliveryStatus};

pub(super) fn short(at: Timestamp) -> String {
    at.strftime("%b %d %H:%M").to_string()
}

pub(super) fn precise(at: Timestamp) -> String {
    at.strftime("%b %d %H:%M:%S%.f").to_string()
}

pub(super) fn who(author: Author) -> String {
    match author {
        Author::Customer => "customer".to_owned(),
        Author::Agent(agent) => format!("agent {}", agent.map_or("unknown", name_of)),
        Author::Automation => "automation".to_owned(),
        Author::Note(agent) => format!("note of {}", name_of(agent)),
        Author::Activity(agent) => format!("activity of {}", agent.map_or("nobody", name_of)),
    }
}

fn name_of(agent: AgentId) -> &'static str {
    match agent {
        ANNA => "Anna",
        BORIS => "Boris",
        _ => "?",
    }
}

pub(super) fn status(status: &DeliveryStatus) -> String {
    match status {
        DeliveryStatus::Sent { at } => format!("sent at {}", short(*at)),
        DeliveryStatus::Held { at } => format!("held since {}", short(*at)),
        DeliveryStatus::Failed(failure) => {
            let code = failure.code.as_deref().unwrap_or("-");
            let detail = failure.detail.as_deref().unwrap_or("-");
            format!("failed: {} ({code}, {detail})", failure.class.as_str())
        }
        other => other.as_str().to_owned(),
    }
}

pub(super) fn event_line(event: &InboundEvent) -> String {
    match event {
        InboundEvent::Message(message) => {
            let ad = if message.referral.is_some() {
                " from an ad"
            } else {
                ""
            };
            format!(
                "the customer writes {:?}{ad}",
                message.text.as_deref().unwrap_or_default()
            )
        }
        InboundEvent::Echo(echo) => format!("an echo by {:?}: {:?}", echo.origin, echo.text),
        InboundEvent::Past(event) => format!("in the past: {}", event_line(event)),
        InboundEvent::Introduced { .. } => "the customer is called".to_owned(),
        InboundEvent::Standby(event) => format!("in standby: {}", event_line(event)),
        InboundEvent::Postback { title, .. } => format!("the customer taps {title:?}"),
        InboundEvent::Referral { .. } => "the customer follows a link".to_owned(),
        InboundEvent::OptIn { .. } => "the customer confirms a plugin".to_owned(),
        InboundEvent::Edited { number, text, .. } => format!("edit {number}: {text:?}"),
        InboundEvent::Deleted { .. } => "the message is taken back".to_owned(),
        InboundEvent::Reaction { emoji, .. } => format!("the customer reacts {emoji:?}"),
        InboundEvent::Delivered { .. } => "a delivery receipt".to_owned(),
        InboundEvent::Read { .. } => "a read receipt".to_owned(),
        InboundEvent::Progress(progress) => {
            format!(
                "{} was {}",
                progress.external_id,
                progress.reached.stage().as_str()
            )
        }
        InboundEvent::Responded { .. } => "an answer to a message made of parts".to_owned(),
        InboundEvent::Acted { act, .. } => format!("the customer acted: {act:?}"),
        InboundEvent::IdentityChanged { .. } => "the customer's identity changed".to_owned(),
        InboundEvent::MarketingConsent { granted, .. } => {
            format!("marketing is wanted: {granted}")
        }
        InboundEvent::ThreadControl(notice) => format!("thread control: {:?}", notice.change),
        InboundEvent::Labelled(notice) => format!("a label is told: {notice:?}"),
        InboundEvent::AppRoles(_)
        | InboundEvent::Enforcement(_)
        | InboundEvent::Account(_)
        | InboundEvent::Template(_)
        | InboundEvent::Comment(_) => "about the channel".to_owned(),
    }
}

pub(super) fn command_line(command: &Command) -> String {
    match command {
        Command::Reply(_) => "Anna answers".to_owned(),
        Command::AutomatedReply(_) => "a program answers".to_owned(),
        Command::Retry(_) => "Anna sends it again".to_owned(),
        Command::Note(_) => "Anna leaves a note".to_owned(),
        Command::Assign(to) => format!("Anna gives it to {}", to.map_or("nobody", name_of)),
        Command::Close => "Anna closes it".to_owned(),
        Command::Reopen => "Anna reopens it".to_owned(),
        Command::Snooze(until) => format!("Anna snoozes it until {}", short(*until)),
        Command::Seen => "Anna has it on the screen".to_owned(),
        Command::Control(act) => format!("Anna, about the control of the thread: {act:?}"),
        Command::Moderate(action) => format!("Anna wants to {} the customer", action.as_str()),
        Command::Moderated { action, problem } => {
            let word = if problem.is_none() { "did" } else { "did not" };
            format!("the platform {word} {} the customer", action.as_str())
        }
        Command::Label { marked, puts } => format!("Anna, about the label {}: {puts}", marked.name),
        Command::LabelSettled {
            marked, problem, ..
        } => {
            let word = if problem.is_none() { "did" } else { "did not" };
            format!(
                "the platform {word} do that about the label {}",
                marked.name
            )
        }
    }
}

pub(super) fn outcome_line(outcome: &Outcome) -> String {
    let text = format!("{outcome:?}");
    let word: String = text
        .chars()
        .take_while(|letter| letter.is_alphabetic())
        .collect();
    word.to_lowercase()
}

pub(super) fn refusal_line(refusal: &Refusal) -> String {
    let mut line = format!("refused: {refusal}");
    if let Refusal::Policy(policy) = refusal {
        let remedies: Vec<_> = policy
            .remedies
            .iter()
            .map(|remedy| remedy.route.as_str())
            .collect();
        write!(line, " (open instead: {})", remedies.join(", ")).unwrap();
        if !policy.matches.is_empty() {
            write!(line, " because of {:?}", policy.matches).unwrap();
        }
    }
    line
}

/// The facts of a thread that differ, as `name: before → after`.
pub(super) fn changes(before: &Thread, after: &Thread) -> Vec<String> {
    let facts = |thread: &Thread| {
        let conversation = &thread.conversation;
        let moment = |at: Option<Timestamp>| at.map_or_else(|| "-".to_owned(), short);
        let WindowDates {
            closes_at,
            human_agent_until,
        } = conversation.window;
        [
            ("status", format!("{:?}", conversation.status)),
            (
                "assignee",
                conversation.assignee.map_or("nobody", name_of).to_owned(),
            ),
            ("unread", conversation.unread.to_string()),
            ("waiting since", moment(conversation.waiting_since)),
            ("last customer", moment(conversation.last_customer_at)),
            ("last reply", moment(conversation.last_reply_at)),
            (
                "tagged in a row",
                conversation.consecutive_tagged.to_string(),
            ),
            (
                "preview",
                match &conversation.preview {
                    preview if preview.deleted => "taken back".to_owned(),
                    preview => format!("{:?}", preview.text),
                },
            ),
            ("failed", conversation.failed.len().to_string()),
            (
                "controlled by",
                match conversation.control.controller() {
                    Controller::Alone => "us alone".to_owned(),
                    Controller::Ours { .. } => "us".to_owned(),
                    Controller::Theirs { app_id, .. } => app_id.unwrap_or("another app").to_owned(),
                },
            ),
            (
                "wished for by",
                match conversation.control.pending() {
                    Some(request) => request.app_id.clone(),
                    None => "nobody".to_owned(),
                },
            ),
            ("window until", moment(closes_at)),
            ("human until", moment(human_agent_until)),
            ("delivered until", moment(thread.identity.delivered_until)),
            ("read until", moment(thread.identity.read_until)),
            (
                "unreachable since",
                moment(thread.identity.unreachable_since),
            ),
        ]
    };
    facts(before)
        .into_iter()
        .zip(facts(after))
        .filter(|(before, after)| before != after)
        .map(|((name, before), (_, after))| format!("{name}: {before} → {after}"))
        .collect()
}
