//! What changed between two editions. The words for it are in [`words`](super::words).

use super::{
    Carries, Condition, EntryPoint, EventRule, FileKind, FileRule, Forbids, Limit, LimitKind,
    Pauses, Penalties, PriceCategory, PriceRule, Provenance, RouteRule, RouteState, Rulebook,
    ScopeSet, TaggedLimit, TextLimit, TimeToLive, Tokens, Uploads,
};
use crate::{Capability, Purpose, Route, TemplateCategory, Warning, WindowEventKind};

/// One difference between two editions.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub(super) subject: Subject,
    pub(super) what: What,
}

/// What a [`Change`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Whether the channel has a messaging window.
    Window,
    /// A route.
    Route(Route),
    /// What an act of the customer does.
    Event(WindowEventKind),
    /// How long a text may be.
    Text,
    /// A limit.
    Limit(LimitKind),
    /// The prices of a category.
    Price(PriceCategory),
    /// The free entry point.
    EntryPoint,
    /// The ladder of penalties.
    Penalties,
    /// What is taken as a file of a kind.
    File(FileKind),
    /// How long an upload is known.
    Uploads,
    /// How long a template is paused.
    Pauses,
    /// How long an access token lives.
    Tokens,
    /// For how long messages of such templates are tried.
    TimeToLive(TemplateCategory),
}

/// How it is since.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    HasWindow(bool),
    Begins,
    Withdrawn,
    Absent,
    Carries(Carries),
    HumanOnly(bool),
    Permission(Option<Capability>),
    NeedsAct(bool),
    NeedsOptIn(bool),
    Purpose(Option<Purpose>),
    Opens(Condition),
    Forbids(Forbids),
    Tagged(Option<TaggedLimit>),
    BarredBy(ScopeSet),
    Warning(Option<Warning>),
    Event(EventRule),
    Text(TextLimit),
    Limit(Option<Limit>),
    Price(Option<PriceRule>),
    EntryPoint(Option<EntryPoint>),
    Penalties(Option<Penalties>),
    File(FileRule),
    Uploads(Uploads),
    Pauses(Pauses),
    Tokens(Tokens),
    TimeToLive(TimeToLive),
}

impl Change {
    /// What it is about.
    pub const fn subject(&self) -> Subject {
        self.subject
    }
}

impl Rulebook {
    /// Every rule of the edition, as changes of a rulebook that had none.
    pub fn rules(&self) -> Vec<Change> {
        let mut blank = self.clone();
        blank.text = TextLimit::Unlimited;
        blank.events = WindowEventKind::ALL.map(|_| EventRule::ignored(self.provenance.clone()));
        blank.routes = [const { RouteState::Unknown }; Route::ALL.len()];
        blank.set_live();
        blank.limits.clear();
        blank.prices.clear();
        blank.entry_point = None;
        blank.penalties = None;
        blank.files.clear();
        blank.uploads = None;
        blank.pauses = None;
        blank.tokens = None;
        blank.times_to_live.clear();
        self.changes_since(&blank)
    }

    /// Where the rule on `subject` is known from; `None` where there is none.
    pub fn provenance_of(&self, subject: Subject) -> Option<&Provenance> {
        match subject {
            Subject::Window | Subject::Text => Some(&self.provenance),
            Subject::Route(route) => self.route_provenance(route),
            Subject::Event(kind) => Some(self.event_provenance(kind)),
            Subject::Limit(kind) => self.limits.get(&kind).map(|limit| &limit.provenance),
            Subject::Price(category) => self.prices.get(&category).map(|price| &price.provenance),
            Subject::EntryPoint => self.entry_point.as_ref().map(|entry| &entry.provenance),
            Subject::Penalties => self.penalties.as_ref().map(|ladder| &ladder.provenance),
            Subject::File(kind) => self.files.get(&kind).map(|file| &file.provenance),
            Subject::Uploads => self.uploads.as_ref().map(|uploads| &uploads.provenance),
            Subject::Pauses => self.pauses.as_ref().map(|pauses| &pauses.provenance),
            Subject::Tokens => self.tokens.as_ref().map(|tokens| &tokens.provenance),
            Subject::TimeToLive(category) => {
                self.time_to_live(category).map(|rule| &rule.provenance)
            }
        }
    }

    /// What is different here from `before`, in the order routes, events, text, limits, prices, penalties, files; nothing where
    /// only sources or wording differ. The two need not be neighbours.
    pub fn changes_since(&self, before: &Self) -> Vec<Change> {
        let mut changes = Changes(Vec::new());
        if self.unlimited != before.unlimited {
            changes.add(Subject::Window, What::HasWindow(!self.unlimited));
        }
        for route in Route::ALL {
            changes.route(route, before.route(route), self.route(route));
        }
        for kind in WindowEventKind::ALL {
            let rule = self.event(kind);
            if !rule.does_as(before.event(kind)) {
                changes.add(Subject::Event(kind), What::Event(rule.clone()));
            }
        }
        if self.text != before.text {
            changes.add(Subject::Text, What::Text(self.text));
        }
        changes.figures(before, self);
        changes.0
    }
}

struct Changes(Vec<Change>);

impl Changes {
    fn add(&mut self, subject: Subject, what: What) {
        self.0.push(Change { subject, what });
    }

    fn route(&mut self, route: Route, before: &RouteState, after: &RouteState) {
        let subject = Subject::Route(route);
        match (before, after) {
            (RouteState::Live(before), RouteState::Live(after)) => {
                self.terms(subject, Some(before), after);
            }
            (_, RouteState::Live(after)) => {
                self.add(subject, What::Begins);
                self.terms(subject, None, after);
            }
            (RouteState::Live(_) | RouteState::Unknown, RouteState::Retired { .. }) => {
                self.add(subject, What::Withdrawn);
            }
            (RouteState::Live(_) | RouteState::Retired { .. }, RouteState::Unknown) => {
                self.add(subject, What::Absent);
            }
            (RouteState::Unknown, RouteState::Unknown)
            | (RouteState::Retired { .. }, RouteState::Retired { .. }) => {}
        }
    }

    /// The terms that changed; of a new route, those that are not the plainest.
    fn terms(&mut self, subject: Subject, before: Option<&RouteRule>, after: &RouteRule) {
        let mut term = |is_same: bool, what: What| {
            if !is_same {
                self.add(subject, what);
            }
        };
        term(
            before.is_some_and(|before| before.condition.opens_as(&after.condition)),
            What::Opens(after.condition.clone()),
        );
        // That a template goes by the route is said by what opens it.
        term(
            before.map_or(Carries::Text, |before| before.carries) == after.carries
                || after.carries == Carries::Template,
            What::Carries(after.carries),
        );
        term(
            before.is_some_and(|before| before.human_only) == after.human_only,
            What::HumanOnly(after.human_only),
        );
        term(
            before.and_then(|before| before.capability) == after.capability,
            What::Permission(after.capability),
        );
        term(
            before.is_some_and(|before| before.needs_act) == after.needs_act,
            What::NeedsAct(after.needs_act),
        );
        term(
            before.is_some_and(|before| before.needs_opt_in) == after.needs_opt_in,
            What::NeedsOptIn(after.needs_opt_in),
        );
        term(
            before.and_then(|before| before.purpose) == after.purpose,
            What::Purpose(after.purpose),
        );
        term(
            before.map_or(Forbids::default(), |before| before.forbids) == after.forbids,
            What::Forbids(after.forbids),
        );
        term(
            before.and_then(|before| before.tagged) == after.tagged,
            What::Tagged(after.tagged),
        );
        term(
            before.map_or(ScopeSet::new(&[]), RouteRule::barring) == after.barring(),
            What::BarredBy(after.barring()),
        );
        term(
            before.and_then(|before| before.warning) == after.warning,
            What::Warning(after.warning),
        );
    }

    fn figures(&mut self, before: &Rulebook, after: &Rulebook) {
        for kind in LimitKind::ALL {
            let (before, after) = (before.limits.get(&kind), after.limits.get(&kind));
            if before.map(Limit::terms) != after.map(Limit::terms) {
                self.add(Subject::Limit(kind), What::Limit(after.cloned()));
            }
        }
        for category in PriceCategory::ALL {
            let (before, after) = (before.prices.get(&category), after.prices.get(&category));
            if before.map(PriceRule::terms) != after.map(PriceRule::terms) {
                self.add(Subject::Price(category), What::Price(after.cloned()));
            }
        }
        let (old, new) = (&before.entry_point, &after.entry_point);
        if old.as_ref().map(EntryPoint::terms) != new.as_ref().map(EntryPoint::terms) {
            self.add(Subject::EntryPoint, What::EntryPoint(new.clone()));
        }
        let (old, new) = (&before.penalties, &after.penalties);
        let steps = |penalties: &Option<Penalties>| penalties.as_ref().map(|p| p.steps.clone());
        if steps(old) != steps(new) {
            self.add(Subject::Penalties, What::Penalties(new.clone()));
        }
        // An edition can change what it says of files, and cannot take it back.
        for (kind, after) in &after.files {
            let before = before.files.get(kind);
            if before.map(FileRule::terms) != Some(after.terms()) {
                self.add(Subject::File(*kind), What::File(after.clone()));
            }
        }
        if let Some(after) = &after.uploads
            && before.uploads.as_ref().map(|before| before.last) != Some(after.last)
        {
            self.add(Subject::Uploads, What::Uploads(after.clone()));
        }
        if let Some(after) = &after.pauses
            && before.pauses.as_ref().map(|before| &before.last) != Some(&after.last)
        {
            self.add(Subject::Pauses, What::Pauses(after.clone()));
        }
        if let Some(after) = &after.tokens
            && before.tokens.as_ref().map(Tokens::terms) != Some(after.terms())
        {
            self.add(Subject::Tokens, What::Tokens(after.clone()));
        }
        for (category, after) in &after.times_to_live {
            let before = before.times_to_live.get(category);
            if before.map(TimeToLive::terms) != Some(after.terms()) {
                let subject = Subject::TimeToLive(*category);
                self.add(subject, What::TimeToLive(after.clone()));
            }
        }
    }
}

impl Condition {
    /// Whether both open alike; when a later edition ends them is that edition's change.
    fn opens_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::MarketingToken(one), Self::MarketingToken(other)) => one.terms == other.terms,
            (one, other) => one == other,
        }
    }
}

impl EventRule {
    fn does_as(&self, other: &Self) -> bool {
        let does = |rule: &Self| {
            (
                rule.acts,
                rule.is_message,
                rule.opens,
                rule.firm,
                rule.possible,
            )
        };
        does(self) == does(other)
    }
}
