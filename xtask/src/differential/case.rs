//! A case: a draft, a moment and what is known, with the verdict of `policy` and its line of JSON.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};
use transom_policy::{
    Allowed, AuthorKind, Automation, AutomationRoute, Body, Channel, Comment, Draft, Facts, Human,
    NextRoute, Purpose, Refusal, Route, Rulebook, Template, Token, Verdict, decide,
};

/// What is to be decided.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) now: Timestamp,
    pub(super) channel: Channel,
    pub(super) author: AuthorKind,
    pub(super) purpose: Option<Purpose>,
    pub(super) topic: Option<Arc<str>>,
    /// None leaves it to the rulebook.
    pub(super) route: Option<Route>,
    pub(super) body: Body,
    pub(super) attested: bool,
    pub(super) facts: Facts,
}

impl Case {
    /// What `policy` says.
    pub(super) fn decide(&self, rulebook: &Rulebook) -> Verdict {
        match self.author {
            AuthorKind::Human => {
                let mut draft = self.draft::<Human>(self.route);
                if self.attested {
                    draft = draft.attested();
                }
                decide(rulebook, &self.facts, &draft, self.now)
            }
            AuthorKind::Automation => match self.route.map(AutomationRoute::try_from).transpose() {
                Ok(route) => {
                    let draft = self.draft::<Automation>(route);
                    widen(decide(rulebook, &self.facts, &draft, self.now))
                }
                // It has no word for it.
                Err(route) => Verdict::Refuse(Box::new(Refusal::human_only(route, rulebook.id()))),
            },
        }
    }

    fn draft<A: transom_policy::Author>(&self, route: Option<A::Route>) -> Draft<A> {
        let mut draft = Draft::<A>::new(self.body.clone());
        if let Some(purpose) = self.purpose {
            draft = draft.for_purpose(purpose);
        }
        if let Some(topic) = &self.topic {
            draft = draft.on_topic(Arc::clone(topic));
        }
        match route {
            Some(route) => draft.by(route),
            None => draft,
        }
    }

    /// As `transom policy decide` reads it.
    pub(super) fn line(&self, id: &str) -> String {
        let draft = match &self.body {
            Body::Text(text) => json!({ "kind": "text", "text": text, "attested": self.attested }),
            Body::Template { name, language } => {
                json!({ "kind": "template", "name": name, "language": language })
            }
            Body::Feedback => json!({ "kind": "feedback" }),
        };
        let facts = &self.facts;
        json!({
            "id": id, "now": self.now, "channel": self.channel, "author": self.author,
            "region": facts.region.map(|region| region.to_string()),
            "purpose": self.purpose, "topic": self.topic,
            "route": self.route.map_or("auto", Route::as_str),
            "draft": draft,
            "facts": {
                "window_events": facts.window_events,
                "capabilities": facts.capabilities,
                "restrictions": facts.restrictions,
                "tokens": facts.tokens.iter().map(token).collect::<Vec<_>>(),
                "comments": facts.comments.iter().map(comment).collect::<Vec<_>>(),
                "templates": facts.templates.iter().map(template).collect::<Vec<_>>(),
                "consent": facts.consent,
                "marketing_refused_at": facts.marketing_refused_at,
                "recipients": {
                    "full_since": facts.recipients.full_since,
                    "begun_at": facts.recipients.begun_at,
                },
                "blocked": facts.blocked,
                "channel_paused": facts.channel_paused,
                "standby": facts.standby,
                "consecutive_tagged": facts.consecutive_tagged,
            },
        })
        .to_string()
    }
}

fn widen(verdict: Verdict<AutomationRoute>) -> Verdict {
    match verdict {
        Verdict::Refuse(refusal) => Verdict::Refuse(refusal),
        Verdict::Allow(allowed) => Verdict::Allow(Allowed {
            route: allowed.route.into(),
            until: allowed.until,
            then: allowed.then.map(|next| NextRoute {
                route: next.route.into(),
                until: next.until,
            }),
            uses: allowed.uses,
            rulebook: allowed.rulebook,
            warnings: allowed.warnings,
            basis: allowed.basis,
        }),
    }
}

fn token(token: &Token) -> Value {
    match token {
        Token::OneTime {
            id,
            topic,
            issued_at,
            used_at,
        } => json!({
            "kind": "one_time", "id": id, "topic": topic, "issued_at": issued_at, "used_at": used_at,
        }),
        Token::Marketing {
            id,
            issued_at,
            expires_at,
            last_sent_at,
        } => json!({
            "kind": "marketing", "id": id, "issued_at": issued_at, "expires_at": expires_at,
            "last_sent_at": last_sent_at,
        }),
    }
}

fn comment(comment: &Comment) -> Value {
    json!({
        "id": comment.id, "at": comment.at, "kind": comment.kind,
        "live_ended_at": comment.live_ended_at, "answered_at": comment.answered_at,
    })
}

fn template(template: &Template) -> Value {
    json!({
        "name": template.name, "language": template.language,
        "category": template.category, "status": template.status,
        "pause": template.pause.map(|pause| json!({ "at": pause.at, "number": pause.number })),
    })
}
