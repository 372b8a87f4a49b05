//! A world in which rules hold: what is known in it, and what was spent in it.

use jiff::Timestamp;

use super::bill::{Allowance, Cost};
use super::entry::Send;
use super::known::{ChannelFacts, Contact};
use super::record::NewFacts;
use super::rules::Rules;
use crate::decide::judge;
use crate::rulebook::RouteState;
use crate::{
    Body, Capability, Channel, Facts, PriceCategory, Remedy, Route, Rulebook, Template,
    TemplateCategory, TemplateStatus, Verdict, WindowEvent, WindowEventKind,
};

#[derive(Debug)]
pub(super) struct World<'a> {
    rules: Rules<'a>,
    channels: [ChannelFacts; Channel::ALL.len()],
    allowances: [Allowance; Channel::ALL.len()],
    /// By the number that the simulation gives them.
    contacts: Vec<Contact>,
}

impl<'a> World<'a> {
    pub(super) fn new(rules: Rules<'a>) -> Self {
        Self {
            rules,
            channels: Default::default(),
            allowances: Default::default(),
            contacts: Vec::new(),
        }
    }

    /// Adds the next contact.
    pub(super) fn add(&mut self) {
        self.contacts.push(Contact::default());
    }

    pub(super) fn act(
        &mut self,
        contact: usize,
        channel: Channel,
        kind: WindowEventKind,
        at: Timestamp,
    ) {
        let contact = &mut self.contacts[contact];
        contact.note(WindowEvent { at, kind });
        if kind == WindowEventKind::AdMessage {
            contact.entered_at = Some(at);
        }
        let edition = self.rules.edition(channel, at);
        if edition.is_some_and(|edition| edition.event(kind).acts) {
            contact.acted(at);
        }
    }

    pub(super) fn learn(&mut self, contact: Option<usize>, channel: Channel, new: &NewFacts) {
        self.channels[channel as usize].learn(new);
        if let Some(contact) = contact {
            self.contacts[contact].learn(new);
        }
    }

    /// What the rules say about a send by `asked`; `None` where no rulebook governs.
    pub(super) fn judge(
        &mut self,
        contact: usize,
        channel: Channel,
        send: &Send,
        asked: Option<Route>,
        at: Timestamp,
    ) -> Option<Verdict> {
        self.with_facts(contact, channel, at, |edition, facts| {
            judge(edition, facts, send.author, &send.message, asked, at)
        })
    }

    /// The ways that would be open to a lost send if the channel had every permission that can be applied for and an
    /// approved template, and that are not open without.
    pub(super) fn with_permission(
        &mut self,
        contact: usize,
        channel: Channel,
        send: &Send,
        at: Timestamp,
    ) -> Vec<Route> {
        let ways = |verdict: Verdict| match verdict {
            Verdict::Allow(allowed) => vec![allowed.route],
            Verdict::Refuse(refusal) => routes(&refusal.remedies),
        };
        self.with_facts(contact, channel, at, |edition, facts| {
            let judge = |facts| judge(edition, facts, send.author, &send.message, None, at);
            let ready = ways(judge(facts));
            let mut permitted = ways(judge(&permitted(facts)));
            permitted.retain(|route| !ready.contains(route));
            permitted
        })
        .unwrap_or_default()
    }

    /// Spends what the verdict says a send spends, if it lets it pass, and tells what that costs.
    pub(super) fn spend(
        &mut self,
        contact: usize,
        channel: Channel,
        send: &Send,
        verdict: &Verdict,
        at: Timestamp,
    ) -> Option<Cost> {
        let Verdict::Allow(allowed) = verdict else {
            return None;
        };
        let contact = &mut self.contacts[contact];
        if let Some(uses) = &allowed.uses {
            contact.facts.spend(uses, allowed.route, at);
        }
        let edition = self.rules.edition(channel, at)?;
        if let RouteState::Live(rule) = edition.route(allowed.route)
            && rule.tagged.is_some()
        {
            contact.facts.consecutive_tagged = contact.facts.consecutive_tagged.saturating_add(1);
            contact.tagged_at = Some(at);
        }
        let template = match send.message.body() {
            Body::Template { name, language } => {
                self.channels[channel as usize].category(name, language)
            }
            Body::Text(_) | Body::Feedback => None,
        };
        let category = PriceCategory::of(allowed.route, template)?;
        let price = edition.price(category, contact.circumstance(edition, at))?;
        Some(self.allowances[channel as usize].bill(category, price, at))
    }

    /// Asks something of all that is known about a contact.
    fn with_facts<T>(
        &mut self,
        contact: usize,
        channel: Channel,
        at: Timestamp,
        ask: impl FnOnce(&Rulebook, &Facts) -> T,
    ) -> Option<T> {
        let edition = self.rules.edition(channel, at)?;
        let facts = &mut self.contacts[contact].facts;
        let of_channel = &mut self.channels[channel as usize];
        of_channel.swap(facts);
        let answer = ask(edition, facts);
        of_channel.swap(facts);
        Some(answer)
    }
}

fn routes(remedies: &[Remedy]) -> Vec<Route> {
    remedies.iter().map(|remedy| remedy.route).collect()
}

/// The facts of a channel that applied for everything. A news page is registered, not applied for.
fn permitted(facts: &Facts) -> Facts {
    let templates = [TemplateCategory::Utility, TemplateCategory::Marketing];
    Facts {
        capabilities: Capability::ALL
            .into_iter()
            .filter(|capability| {
                *capability != Capability::NewsPage || facts.capabilities.contains(capability)
            })
            .collect(),
        templates: templates
            .map(|category| Template {
                name: "".into(),
                language: "".into(),
                category,
                status: TemplateStatus::Approved,
                pause: None,
            })
            .into_iter()
            .chain(facts.templates.iter().cloned())
            .collect(),
        ..facts.clone()
    }
}
