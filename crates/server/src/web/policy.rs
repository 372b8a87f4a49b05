//! The rules by which messages are sent, as people read them: by channel and day, from the policy engine's own data.

mod edition;
mod way;

use askama::Template;
use axum::extract::{Query, State};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use transom_policy::{Channel, Route, Rulebook, Rulebooks, Subject};

use super::inbox::pages::html;
use super::session::{Answer, Reader};
use super::shell::{Section, Shell};
use super::viewer::Viewer;
use crate::app::App;
use crate::error::Error;

use edition::Edition;
use way::Way;

/// `GET /policy`
#[derive(Debug, Template)]
#[template(path = "policy.html")]
pub(crate) struct PolicyPage {
    shell: Shell,
    /// The channels whose rules are known.
    channels: Vec<(Channel, String)>,
    channel: Channel,
    /// The day that is looked at; the present where it is nothing else.
    on: Date,
    is_now: bool,
    /// The edition of that day.
    edition: Edition,
    /// The ways that the channel has, had or will have.
    ways: Vec<Way>,
    /// Those that it never had.
    absent: Vec<Route>,
    /// What acts of the customer do, and the figures.
    rest: Vec<Part>,
    /// Every edition, the newest first.
    editions: Vec<Edition>,
}

/// Rules of one kind.
#[derive(Debug)]
struct Part {
    /// The key of its name, which is its id, too.
    label: &'static str,
    /// Each with its source, where it has one of its own.
    rules: Vec<(String, Option<Source>)>,
}

impl Part {
    /// The rules of an edition that are about no way to send.
    fn all(edition: &Rulebook, viewer: &Viewer) -> Vec<Self> {
        let (mut events, mut figures) = (Vec::new(), Vec::new());
        for rule in edition.rules() {
            let part = match rule.subject() {
                Subject::Route(_) => continue,
                Subject::Event(_) => &mut events,
                _ => &mut figures,
            };
            let source = match rule.subject() {
                // They have no source of their own, and that of the edition is about what it changed.
                Subject::Window | Subject::Text => None,
                subject => edition.provenance_of(subject).map(Source::of),
            };
            part.push((rule.sentence(viewer.lang.policy()), source));
        }
        let parts = [("policy-events", events), ("policy-figures", figures)];
        let parts = parts.into_iter().filter(|(_, rules)| !rules.is_empty());
        parts.map(|(label, rules)| Self { label, rules }).collect()
    }
}

impl PolicyPage {
    fn channel_name(&self) -> &str {
        let mut names = self.channels.iter();
        names
            .find(|(channel, _)| *channel == self.channel)
            .map_or("", |(_, name)| name)
    }

    /// Whether an edition is the one that is looked at.
    fn is_shown(&self, edition: &Edition) -> bool {
        edition.id == self.edition.id
    }

    /// The names of the ways that the channel never had, in a row.
    fn absent(&self, viewer: &Viewer) -> String {
        let names = self.absent.iter();
        let names: Vec<_> = names
            .map(|route| viewer.lang.route(*route).to_string())
            .collect();
        names.join(", ")
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    channel: Option<String>,
    #[serde(default)]
    on: Option<String>,
}

/// `GET /policy?channel=&on=`: the rules of a channel on a day; today's where none is given.
pub(crate) async fn show(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    reader: Reader,
) -> Answer {
    let shown = async {
        let viewer = &reader.viewer;
        let rulebooks = Rulebooks::embedded();
        let channels: Vec<_> = Channel::ALL
            .into_iter()
            .filter(|channel| !rulebooks.editions(*channel).is_empty())
            .map(|channel| (channel, name(channel, viewer)))
            .collect();
        let channel = asked
            .channel
            .as_deref()
            .map_or(Ok(Channel::Messenger), str::parse);
        let channel = channel.map_err(|_| Error::NotFound("channel"))?;
        let on = asked.on.as_deref().and_then(|on| on.parse::<Date>().ok());
        let at = on.and_then(start).unwrap_or(viewer.now);
        let editions = rulebooks.editions(channel);
        // Before the first edition there was nothing to send by; the first shows what came.
        let governing = rulebooks.governing(channel, at).or(editions.first());
        let governing = governing.ok_or(Error::NotFound("channel"))?;
        let in_force = rulebooks.governing(channel, viewer.now);
        let (ways, absent) = Way::all(editions, governing, viewer);
        let page = PolicyPage {
            shell: reader.shell(&app, Section::Policy, None).await?,
            channels,
            channel,
            on: on.unwrap_or_else(|| day(viewer.now)),
            is_now: in_force.is_some_and(|edition| edition.id() == governing.id()),
            edition: Edition::of(governing, editions, in_force, viewer),
            ways,
            absent,
            rest: Part::all(governing, viewer),
            editions: editions
                .iter()
                .rev()
                .map(|edition| Edition::of(edition, editions, in_force, viewer))
                .collect(),
        };
        html(&page)
    };
    shown.await.map_err(|error: Error| reader.problem(error))
}

fn name(channel: Channel, viewer: &Viewer) -> String {
    match channel {
        Channel::Messenger => "Messenger".to_owned(),
        Channel::Instagram => "Instagram".to_owned(),
        Channel::WhatsApp => "WhatsApp".to_owned(),
        Channel::Email => viewer.text("policy-email").to_string(),
        Channel::Sms => viewer.text("policy-sms").to_string(),
        Channel::Webchat => viewer.text("policy-webchat").to_string(),
    }
}

/// The first moment of a day. Rules change at midnight of the same zone everywhere.
fn start(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The day of a moment at which rules change.
fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// The key of how sure a rule is.
fn confidence(rule: &transom_policy::Provenance) -> &'static str {
    match rule.confidence {
        transom_policy::Confidence::High => "policy-confidence-high",
        transom_policy::Confidence::Medium => "policy-confidence-medium",
        transom_policy::Confidence::Low => "policy-confidence-low",
    }
}

/// Where something is known from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// In English, as the rulebooks have it.
    text: String,
    /// The key of how sure it is.
    confidence: &'static str,
}

impl Source {
    fn of(rule: &transom_policy::Provenance) -> Self {
        Self {
            text: rule.source.clone(),
            confidence: confidence(rule),
        }
    }
}

/// The edition before another.
fn before<'a>(edition: &Rulebook, editions: &'a [Rulebook]) -> Option<&'a Rulebook> {
    let position = editions.iter().position(|one| one.id() == edition.id())?;
    editions.get(position.checked_sub(1)?)
}
