//! The messaging window as people see it: the pill, the bar, the countdown.

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::{SignedDuration, Timestamp};
use transom_domain::moderation::BarStage;

use crate::web::viewer::Viewer;

/// Below this the pill is amber, below [`URGENT`] red: what the desk shows, not a platform's rule.
const SOON: SignedDuration = SignedDuration::from_hours(6);
const URGENT: SignedDuration = SignedDuration::from_hours(1);

/// Until when a conversation may be answered, as the policy engine said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// The end of the standard window; `None` when none was ever opened.
    pub(crate) closes_at: Option<Timestamp>,
    /// The end of the time in which a person may still answer; `None` without the permission.
    pub(crate) human_until: Option<Timestamp>,
    /// The customer cannot be reached, whatever the dates say.
    pub(crate) is_blocked: bool,
    /// The business keeps the customer away: how far that is.
    pub(crate) bar: Option<BarStage>,
}

/// What the window is at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Open(Timestamp),
    Soon(Timestamp),
    Urgent(Timestamp),
    Human(Timestamp),
    Closed,
    /// Nothing arrives until the customer writes again.
    Blocked,
    /// The platform is being asked to keep the customer away.
    Barring,
    /// The business keeps the customer away.
    Barred,
}

impl Window {
    /// The stage at `now`. A window is half-open: at its end it is closed.
    pub(crate) fn stage(self, now: Timestamp) -> Stage {
        match (self.closes_at, self.human_until) {
            _ if self.bar == Some(BarStage::Asked) => Stage::Barring,
            _ if self.bar.is_some() => Stage::Barred,
            _ if self.is_blocked => Stage::Blocked,
            (Some(end), _) if end > now => match end.duration_since(now) {
                left if left < URGENT => Stage::Urgent(end),
                left if left < SOON => Stage::Soon(end),
                _ => Stage::Open(end),
            },
            (_, Some(end)) if end > now => Stage::Human(end),
            _ => Stage::Closed,
        }
    }

    /// The pill with the element id `<kind>-<id>`.
    pub(crate) fn pill<'a>(
        self,
        viewer: &'a Viewer,
        kind: &'static str,
        id: &'a str,
    ) -> PillFragment<'a> {
        PillFragment {
            viewer,
            window: self,
            kind,
            id,
        }
    }

    fn stage_for(self, viewer: &Viewer) -> Stage {
        self.stage(viewer.now)
    }

    /// The ends in milliseconds, for the browser's countdown; empty where there is none.
    fn ends_ms(self) -> [String; 2] {
        let ms = |end: Option<Timestamp>| {
            end.map_or_else(String::new, |at| at.as_millisecond().to_string())
        };
        [ms(self.closes_at), ms(self.human_until)]
    }
}

impl Stage {
    /// The name in class names and in the countdown.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Stage::Open(_) => "open",
            Stage::Soon(_) => "soon",
            Stage::Urgent(_) => "urgent",
            Stage::Human(_) => "human",
            Stage::Closed => "closed",
            Stage::Blocked | Stage::Barring | Stage::Barred => "blocked",
        }
    }

    /// What the pill says.
    pub(crate) fn text(self, viewer: &Viewer) -> String {
        match self {
            Stage::Open(end) | Stage::Soon(end) | Stage::Urgent(end) => viewer.until(end),
            Stage::Human(end) => viewer
                .text("pill-human")
                .arg("span", viewer.until(end))
                .to_string(),
            Stage::Closed => viewer.text("pill-closed").to_string(),
            Stage::Blocked => viewer.text("pill-blocked").to_string(),
            Stage::Barring => viewer.text("pill-barring").to_string(),
            Stage::Barred => viewer.text("pill-barred").to_string(),
        }
    }

    /// The tooltip: what it means and the exact time.
    pub(crate) fn title(self, viewer: &Viewer) -> String {
        match self {
            Stage::Open(end) | Stage::Soon(end) | Stage::Urgent(end) => {
                viewer.text("pill-open-title").arg("at", viewer.exact(end))
            }
            Stage::Human(end) => viewer.text("pill-human-title").arg("at", viewer.exact(end)),
            Stage::Closed => viewer.text("pill-closed-title"),
            Stage::Blocked => viewer.text("halt-unreachable-hint"),
            Stage::Barring => viewer.text("halt-barring-hint"),
            Stage::Barred => viewer.text("halt-barred-hint"),
        }
        .to_string()
    }
}

impl HtmlSafe for PillFragment<'_> {}

/// The pill as a fragment: replace `pill-<conversation>` (list) or `thread-pill-<conversation>` (thread).
#[derive(Debug, Template)]
#[template(path = "inbox/pill.html")]
pub(crate) struct PillFragment<'a> {
    pub(crate) viewer: &'a Viewer,
    pub(crate) window: Window,
    pub(crate) kind: &'static str,
    pub(crate) id: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(closes_at: &str, human_until: Option<&str>, now: &str) -> &'static str {
        let at = |text: &str| text.parse().unwrap();
        Window {
            closes_at: Some(at(closes_at)),
            human_until: human_until.map(at),
            is_blocked: false,
            bar: None,
        }
        .stage(at(now))
        .code()
    }

    #[test]
    fn the_colour_changes_at_six_hours_and_at_one() {
        let end = "2026-11-21T12:00:00Z";
        assert_eq!(stage(end, None, "2026-11-21T06:00:00Z"), "open");
        assert_eq!(stage(end, None, "2026-11-21T06:00:01Z"), "soon");
        assert_eq!(stage(end, None, "2026-11-21T11:00:00Z"), "soon");
        assert_eq!(stage(end, None, "2026-11-21T11:00:01Z"), "urgent");
        assert_eq!(stage(end, None, "2026-11-21T12:00:00Z"), "closed");
    }

    #[test]
    fn after_the_window_a_person_may_answer_only_with_the_permission() {
        let (end, human) = ("2026-11-21T12:00:00Z", "2026-11-27T12:00:00Z");
        assert_eq!(stage(end, Some(human), "2026-11-21T12:00:00Z"), "human");
        assert_eq!(stage(end, Some(human), human), "closed");
        assert_eq!(stage(end, None, "2026-11-22T00:00:00Z"), "closed");
    }

    #[test]
    fn nothing_runs_for_a_customer_who_cannot_be_reached() {
        let window = Window {
            closes_at: Some("2026-11-21T12:00:00Z".parse().unwrap()),
            human_until: None,
            is_blocked: true,
            bar: None,
        };
        let stage = window.stage("2026-11-21T11:30:00Z".parse().unwrap());
        assert_eq!(stage.code(), "blocked");
    }
}
