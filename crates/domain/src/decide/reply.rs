//! An answer: from what somebody wants to say to a message with a legal route, or a refusal.

use jiff::Timestamp;
use transom_policy::{
    Author as Writer, AuthorKind, Automation, AutomationRoute, Draft, Facts, Human, LimitKind,
    Purpose, Route, Status, Uses, Verdict, Warning, WindowState,
};
use uuid::Uuid;

use super::line::{activity, add_line, replied};
use super::{Actor, Decision, Effect, Event, Refusal, Situation, facts, facts_for};
use crate::id::MessageId;
use crate::message::{
    Activity, Author, Content, Delivery, DeliveryStatus, Extra, Message, Structured, Terms,
};

/// What somebody wants to say.
///
/// The author is part of the type: a reply of an automation has no word for the human-agent route.
#[derive(Debug, Clone)]
pub struct Reply<A: Writer> {
    content: Content,
    draft: Draft<A>,
    /// The platform's id of the message it answers.
    quoted: Option<String>,
}

impl<A: Writer> Reply<A> {
    /// A reply by the first legal route.
    pub fn new(content: Content) -> Self {
        let draft = said(&content);
        Self {
            content,
            draft,
            quoted: None,
        }
    }

    /// By this route or none.
    #[must_use]
    pub fn by(mut self, route: <A as Writer>::Route) -> Self {
        self.draft = self.draft.by(route);
        self
    }

    /// States what it is for, where a route asks for that.
    #[must_use]
    pub fn for_purpose(mut self, purpose: Purpose) -> Self {
        self.draft = self.draft.for_purpose(purpose);
        self
    }

    /// States the topic it is about, which a permission may be for.
    #[must_use]
    pub fn on_topic(mut self, topic: impl Into<std::sync::Arc<str>>) -> Self {
        self.draft = self.draft.on_topic(topic);
        self
    }

    /// Quotes a message, by the platform's id of it.
    #[must_use]
    pub fn answering(mut self, external_id: String) -> Self {
        self.quoted = Some(external_id);
        self
    }
}

impl Reply<Human> {
    /// Confirms that the content check is wrong about this text. Only a person can.
    #[must_use]
    pub fn attested(mut self) -> Self {
        self.draft = self.draft.attested();
        self
    }
}

pub(super) fn reply<A: Writer>(
    situation: &Situation<'_>,
    decision: &mut Decision,
    by: Actor,
    reply: &Reply<A>,
    now: Timestamp,
    ids: &mut dyn FnMut() -> Uuid,
) -> Result<(), Refusal> {
    may_ask(situation, decision, &reply.content, A::KIND, now)?;
    let allowed = allow(situation, decision, None, &reply.content, &reply.draft, now)?;
    let id = MessageId::new(ids());
    let delivery = allowed.spend(decision, id, now);
    let message = Message {
        id,
        conversation_id: decision.thread.conversation.id,
        at: now,
        author: match A::KIND {
            AuthorKind::Human => Author::Agent(Some(by.agent_id)),
            AuthorKind::Automation => Author::Automation,
        },
        origin: by.origin,
        content: reply.content.clone(),
        external_id: None,
        reply_to: reply.quoted.clone(),
        delivery: Some(delivery),
    };
    decision.effects.push(Effect::Deliver {
        message_id: message.id,
        due: now,
    });
    replied(decision, now);
    let message_id = message.id;
    add_line(decision, message);
    if decision.warnings.contains(Warning::ContentAttested) {
        let found = &reply.draft.message().content().matches;
        let attested = Activity::Attested {
            message_id,
            words: found.iter().map(|found| found.text.clone()).collect(),
        };
        activity(decision, now, Some(by.agent_id), attested, ids);
    }
    Ok(())
}

/// Sends a failed message again.
pub(super) fn retry(
    situation: &Situation<'_>,
    decision: &mut Decision,
    message: &Message,
    now: Timestamp,
) -> Result<(), Refusal> {
    let is_failed = message
        .delivery
        .as_ref()
        .is_some_and(|delivery| matches!(delivery.status, DeliveryStatus::Failed(_)));
    if !is_failed {
        return Err(Refusal::NotFailed);
    }
    let delivery = allow_again(situation, decision, message, now)?;
    let failed = &mut decision.thread.conversation.failed;
    failed.retain(|id| *id != message.id);
    decision.events.push(Event::Requeued {
        message_id: message.id,
        delivery,
    });
    decision.effects.push(Effect::Deliver {
        message_id: message.id,
        due: now,
    });
    replied(decision, now);
    Ok(())
}

/// The turn of a message has come: the route it was allowed by must still be open, or another must be.
pub(super) fn turn(
    situation: &Situation<'_>,
    decision: &mut Decision,
    message: &Message,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(delivery) = &message.delivery else {
        return Ok(());
    };
    let counted = decision.thread.conversation.consecutive_tagged;
    uncount(decision, message);
    let facts = facts(situation.channel, &decision.thread);
    let author = match message.author {
        Author::Agent(_) => AuthorKind::Human,
        _ => AuthorKind::Automation,
    };
    // What it spends it was given for its own topic, and may have been spent otherwise; and that the route is open says
    // nothing of one template, which may have been paused. Both are judged anew.
    let spends = decision.thread.identity.granted.spent_by(message.id);
    let is_template = matches!(message.content.extra, Some(Extra::Template(_)));
    let is_open = spends.is_none()
        && !is_template
        && transom_policy::routes(situation.rulebook, &facts, author, now)
            .iter()
            .any(|route| route.route == delivery.route && route.status == Status::Open);
    if is_open {
        decision.thread.conversation.consecutive_tagged = counted;
    } else {
        let delivery = allow_again(situation, decision, message, now)?;
        decision.events.push(Event::Requeued {
            message_id: message.id,
            delivery,
        });
    }
    decision.events.push(Event::DeliveryChanged {
        message_id: message.id,
        external_id: None,
        status: DeliveryStatus::Sending,
    });
    Ok(())
}

/// Whether a message by the route counts among those that say little for the sender when they come in a row: templates
/// have the platform's approval, each by itself, and some routes spend what the customer gave.
const fn is_counted(route: Route) -> bool {
    !matches!(
        route,
        Route::Standard
            | Route::Template
            | Route::UtilityTemplate
            | Route::OneTimeNotification
            | Route::MarketingMessage
            | Route::PrivateReply
    )
}

/// Takes a message out of the count of tagged ones, if it is in it: the customer's next act starts the count anew.
pub(super) fn uncount(decision: &mut Decision, message: &Message) {
    let is_tagged = message
        .delivery
        .as_ref()
        .is_some_and(|delivery| is_counted(delivery.route));
    let conversation = &mut decision.thread.conversation;
    if is_tagged && Some(message.at) > conversation.last_customer_at {
        conversation.consecutive_tagged = conversation.consecutive_tagged.saturating_sub(1);
    }
}

/// The verdict about a message that is already written, in the name of its author and on their terms.
fn allow_again(
    situation: &Situation<'_>,
    decision: &mut Decision,
    message: &Message,
    now: Timestamp,
) -> Result<Delivery, Refusal> {
    let content = &message.content;
    let delivery = message.delivery.as_ref();
    let terms = delivery.map(|delivery| &delivery.terms);
    let terms = terms.cloned().unwrap_or_default();
    let looks = delivery.map_or(0, |delivery| delivery.looks);
    let again = |delivery| Delivery { looks, ..delivery };
    if let Author::Agent(_) = message.author {
        let mut draft: Draft<Human> = written(content, &terms, terms.route);
        if terms.attested {
            draft = draft.attested();
        }
        let allowed = allow(situation, decision, Some(message.id), content, &draft, now)?;
        return Ok(again(allowed.spend(decision, message.id, now)));
    }
    // An automation never had a word for another route.
    let route = terms.route.map(AutomationRoute::try_from);
    let route = route.and_then(Result::ok);
    let draft: Draft<Automation> = written(content, &terms, route);
    let allowed = allow(situation, decision, Some(message.id), content, &draft, now)?;
    Ok(again(allowed.spend(decision, message.id, now)))
}

/// What is said, on no terms yet.
fn said<A: Writer>(content: &Content) -> Draft<A> {
    match &content.extra {
        Some(Extra::Template(template)) => {
            Draft::template(template.name.as_str(), template.language.as_str())
        }
        Some(Extra::Structured(structured)) => match &**structured {
            Structured::Survey(_) => Draft::feedback(),
            parts => Draft::parts(parts.words()),
        },
        _ => Draft::text(content.text.clone().unwrap_or_default()),
    }
}

/// What was said, as a draft.
fn written<A: Writer>(content: &Content, terms: &Terms, route: Option<A::Route>) -> Draft<A> {
    let mut draft = said(content);
    if let Some(route) = route {
        draft = draft.by(route);
    }
    if let Some(purpose) = terms.purpose {
        draft = draft.for_purpose(purpose);
    }
    if let Some(topic) = &terms.topic {
        draft = draft.on_topic(topic.as_str());
    }
    draft
}

/// A message that may go, and what it spends.
struct Permit {
    delivery: Delivery,
    uses: Option<Uses>,
    /// The platform counts the customer among those with whom the business begins.
    begins: bool,
}

impl Permit {
    /// Spends it, in place of what the message spent when it was judged before.
    fn spend(self, decision: &mut Decision, id: MessageId, now: Timestamp) -> Delivery {
        let granted = &mut decision.thread.identity.granted;
        granted.give_back(id);
        if let Some(Uses::Token(Some(name)) | Uses::Comment(Some(name))) = &self.uses {
            granted.spend(name, id, now);
        }
        if self.begins {
            decision.thread.recipients.begun_at = Some(now);
            decision.effects.push(Effect::Begin { message_id: id });
        }
        self.delivery
    }
}

fn allow<A: Writer>(
    situation: &Situation<'_>,
    decision: &mut Decision,
    judged: Option<MessageId>,
    content: &Content,
    draft: &Draft<A>,
    now: Timestamp,
) -> Result<Permit, Refusal> {
    let facts = facts_for(situation.channel, &decision.thread, judged);
    match transom_policy::decide(situation.rulebook, &facts, draft, now) {
        Verdict::Refuse(refusal) => Err(Refusal::Policy(refusal)),
        Verdict::Allow(_) if is_empty(content) => Err(Refusal::EmptyMessage),
        Verdict::Allow(allowed) => {
            let route: Route = allowed.route.into();
            if is_counted(route) {
                decision.thread.conversation.consecutive_tagged += 1;
            }
            decision.warnings = allowed.warnings;
            let delivery = Delivery {
                route,
                rulebook: allowed.rulebook.to_string(),
                status: DeliveryStatus::Queued,
                terms: Terms {
                    route: draft.route().map(Into::into),
                    purpose: draft.message().purpose(),
                    topic: draft.message().topic().map(str::to_owned),
                    attested: draft.message().is_attested(),
                },
                looks: 0,
            };
            Ok(Permit {
                delivery,
                uses: allowed.uses,
                begins: route == Route::Template && begins(situation, &facts, now),
            })
        }
    }
}

/// Whether a template begins with the customer: they have not written lately, nor is it counted already that the business
/// began.
fn begins(situation: &Situation<'_>, facts: &Facts, now: Timestamp) -> bool {
    let Some(limit) = situation.rulebook.limit(LimitKind::Recipients) else {
        return false;
    };
    let counted_since = now.checked_sub(limit.every).unwrap_or(Timestamp::MIN);
    let is_counted = facts.recipients.begun_at > Some(counted_since);
    let window = transom_policy::window(situation.rulebook, facts, now);
    !is_counted && window.state != WindowState::Open
}

/// Asking for a permission needs what writing with it will need of the platform.
fn may_ask(
    situation: &Situation<'_>,
    decision: &Decision,
    content: &Content,
    author: AuthorKind,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(Extra::Structured(structured)) = &content.extra else {
        return Ok(());
    };
    let route = match &**structured {
        Structured::NotificationRequest(_) => Route::OneTimeNotification,
        Structured::MarketingRequest(_) => Route::MarketingMessage,
        _ => return Ok(()),
    };
    let facts = facts(situation.channel, &decision.thread);
    let routes = transom_policy::routes(situation.rulebook, &facts, author, now);
    let code = routes
        .iter()
        .find(|status| status.route == route)
        .filter(|status| {
            matches!(
                status.status,
                Status::Unavailable | Status::Retired | Status::Unknown
            )
        })
        .and_then(|status| status.code);
    match code {
        None => Ok(()),
        Some(code) => {
            let refusal =
                transom_policy::Refusal::unavailable(code, route, situation.rulebook.id());
            Err(Refusal::Policy(Box::new(refusal)))
        }
    }
}

fn is_empty(content: &Content) -> bool {
    content
        .text
        .as_deref()
        .unwrap_or_default()
        .trim()
        .is_empty()
        && content.attachments.is_empty()
        && content.extra.is_none()
}
