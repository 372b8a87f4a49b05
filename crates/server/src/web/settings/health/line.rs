//! A remark about a channel's health, in words: one plain sentence, and the next step where there is one.

use jiff::Timestamp;
use transom_domain::health::{ErrorClass, ErrorCount, Grade, Lost, Remark};
use transom_domain::inbound::{Offer, OfferKind, Quality, RecipientLimit};
use transom_policy::RestrictionScope;

use crate::web::i18n::Text;
use crate::web::viewer::Viewer;

/// One thing to say about a channel.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) grade: Grade,
    pub(crate) sentence: String,
    /// The platform's own words, or what this server saw.
    pub(crate) said: Option<String>,
    pub(crate) next: Option<String>,
    /// What does not work for it.
    pub(crate) lost: Option<String>,
    /// Where the platform's offer lies.
    pub(crate) link: Option<String>,
}

impl Line {
    pub(super) fn of(remark: &Remark, viewer: &Viewer) -> Self {
        Self {
            grade: remark.grade(),
            sentence: sentence(remark, viewer).to_string(),
            said: said(remark, viewer),
            next: next(remark, viewer),
            lost: lost(remark, viewer),
            link: match remark {
                Remark::Offered(Offer { url, .. }) => url.clone(),
                _ => None,
            },
        }
    }

    pub(crate) fn icon(&self) -> &'static str {
        match self.grade {
            Grade::Good => "circle-check",
            Grade::Unknown => "circle-help",
            Grade::Watch => "circle-alert",
            Grade::Bad => "triangle-alert",
        }
    }

    pub(crate) fn label(&self) -> &'static str {
        super::label(self.grade)
    }
}

fn sentence(remark: &Remark, viewer: &Viewer) -> Text {
    let text = |key| viewer.text(key);
    match remark {
        Remark::NotChecked => text("remark-not-checked"),
        Remark::TokenWorks => text("remark-token-works"),
        Remark::TokenRefused { .. } => text("remark-token-refused"),
        Remark::PermissionMissing { .. } => text("remark-permission-missing"),
        Remark::NotAnswered { .. } => text("remark-not-answered"),
        Remark::Disconnected { since, .. } => {
            text("remark-disconnected").arg("since", viewer.exact(since))
        }
        Remark::Restricted { scope, until, .. } => barred(*scope, *until, viewer),
        Remark::Subscribed => text("remark-subscribed"),
        Remark::Resubscribed => text("remark-resubscribed"),
        Remark::SubscribedAnew => text("remark-subscribed-anew"),
        Remark::RightMissing { right, .. } => text("remark-right-missing").arg("right", right),
        Remark::TokenEnds { at, is_over: false } => {
            text("remark-token-ends").arg("at", viewer.exact(at))
        }
        Remark::TokenEnds { at, is_over: true } => {
            text("remark-token-ended").arg("at", viewer.exact(at))
        }
        Remark::TokenRenews { at } => text("remark-token-renews").arg("at", viewer.exact(at)),
        Remark::TokenNotRenewed { .. } => text("remark-token-not-renewed"),
        Remark::AccessEnds { at, is_over: false } => {
            text("remark-access-ends").arg("at", viewer.exact(at))
        }
        Remark::AccessEnds { at, is_over: true } => {
            text("remark-access-ended").arg("at", viewer.exact(at))
        }
        Remark::Offered(offer) => text(offered(offer.kind)),
        Remark::FieldsMissing { fields, .. } => {
            text("remark-fields-missing").arg("fields", fields.join(", "))
        }
        Remark::NothingHeard => text("remark-nothing-heard"),
        Remark::Heard { at } => text("remark-heard").arg("at", viewer.exact(at)),
        Remark::Late { by } => text("remark-late").arg("span", late(viewer, *by)),
        Remark::Quality(quality) => text(match quality {
            Quality::High => "remark-quality-high",
            Quality::Medium => "remark-quality-medium",
            Quality::Low => "remark-quality-low",
            Quality::Unknown => "remark-quality-unknown",
        }),
        Remark::Recipients(RecipientLimit::Unlimited) => text("remark-recipients-unlimited"),
        Remark::Recipients(RecipientLimit::Most(most)) => {
            text("remark-recipients").arg("count", viewer.count(u64::from(*most)))
        }
        Remark::Raised => text("remark-throughput-raised"),
        Remark::BesidePhone => text("remark-throughput-beside-phone"),
        Remark::Ending { .. } => text("remark-ending"),
        Remark::SendingBlocked => text("remark-sending-blocked"),
        Remark::SendingLimited => text("remark-sending-limited"),
        Remark::Complaint(_) => text("remark-complaint"),
        Remark::Quiet { until } => text("remark-quiet").arg("until", viewer.exact(until)),
        Remark::NearLimit { percent } => text("remark-near-limit").number("percent", *percent),
        Remark::Failing(failing) => failed(failing, viewer),
        Remark::NoErrors => text("remark-no-errors"),
    }
}

pub(super) fn offered(kind: OfferKind) -> &'static str {
    match kind {
        OfferKind::LearnMore => "offer-learn-more",
        OfferKind::Appeal => "offer-appeal",
        OfferKind::Support => "offer-support",
    }
}

/// What does not work, as a sentence.
fn lost(remark: &Remark, viewer: &Viewer) -> Option<String> {
    let (Remark::RightMissing { lost, .. } | Remark::FieldsMissing { lost, .. }) = remark else {
        return None;
    };
    let words = lost.iter().map(|lost| {
        let key = match lost {
            Lost::Sending => "lost-sending",
            Lost::Messages => "lost-messages",
            Lost::Echoes => "lost-echoes",
            Lost::Receipts => "lost-receipts",
            Lost::Changes => "lost-changes",
            Lost::Taps => "lost-taps",
            Lost::OptIns => "lost-opt-ins",
            Lost::Comments => "lost-comments",
            Lost::Templates => "lost-templates",
            Lost::Measures => "lost-measures",
            Lost::Webhooks => "lost-webhooks",
            Lost::Names => "lost-names",
            Lost::Control => "lost-control",
            Lost::Labels => "lost-labels",
        };
        viewer.text(key).to_string()
    });
    let words = words.collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then(|| viewer.text("remark-lost").arg("what", words).to_string())
}

pub(in crate::web::settings) fn barred(
    scope: RestrictionScope,
    until: Option<Timestamp>,
    viewer: &Viewer,
) -> Text {
    let what = match scope {
        RestrictionScope::All => None,
        RestrictionScope::Tags => Some("scope-tags"),
        RestrictionScope::Templates => Some("scope-templates"),
        RestrictionScope::UtilityTemplates => Some("scope-utility-templates"),
        RestrictionScope::Marketing => Some("scope-marketing"),
        RestrictionScope::Replies => Some("scope-replies"),
    };
    let text = viewer.text(match (what, until) {
        (None, None) => "remark-restricted",
        (None, Some(_)) => "remark-restricted-until",
        (Some(_), None) => "remark-barred",
        (Some(_), Some(_)) => "remark-barred-until",
    });
    let text = match what {
        Some(what) => text.arg("what", viewer.text(what)),
        None => text,
    };
    match until {
        Some(until) => text.arg("until", viewer.exact(until)),
        None => text,
    }
}

fn late(viewer: &Viewer, by: jiff::SignedDuration) -> String {
    let until = viewer.now.checked_add(by).unwrap_or(Timestamp::MAX);
    viewer.until(until)
}

fn failed(failing: &ErrorCount, viewer: &Viewer) -> Text {
    let sentence = match failing.class {
        ErrorClass::Payment => "remark-payment",
        ErrorClass::Account => "remark-account",
        _ => "remark-failing",
    };
    let class = match failing.class {
        ErrorClass::Fault => "error-fault",
        ErrorClass::Throttled => "error-throttled",
        ErrorClass::Unconfirmed => "error-unconfirmed",
        ErrorClass::WindowClosed => "error-window-closed",
        ErrorClass::Rejected => "error-rejected",
        ErrorClass::Unreachable => "error-unreachable",
        ErrorClass::Restricted => "error-restricted",
        ErrorClass::Payment => "error-payment",
        ErrorClass::Account => "error-account",
        ErrorClass::Reconnect => "error-reconnect",
    };
    viewer
        .text(sentence)
        .arg("count", viewer.count(u64::from(failing.count)))
        .arg("class", viewer.text(class))
        .arg("at", viewer.exact(failing.last_at))
}

/// The platform's own words, with its codes; without a code, what this server saw.
fn said(remark: &Remark, viewer: &Viewer) -> Option<String> {
    let words = match remark {
        Remark::TokenRefused { reason }
        | Remark::PermissionMissing { reason }
        | Remark::TokenNotRenewed { reason }
        | Remark::Disconnected { reason, .. }
        | Remark::Restricted { reason, .. }
        | Remark::Ending { when: reason } => reason.clone(),
        Remark::Complaint(complaint) => complaint.text.clone(),
        Remark::Failing(ErrorCount { problem, .. }) => match &problem.code {
            Some(code) => format!("{} ({code})", problem.detail),
            None => return Some(problem.detail.clone()).filter(|detail| !detail.is_empty()),
        },
        Remark::NotAnswered { reason } => return Some(reason.clone()),
        _ => return None,
    };
    (!words.is_empty()).then(|| viewer.said(&words))
}

fn next(remark: &Remark, viewer: &Viewer) -> Option<String> {
    let key = match remark {
        Remark::TokenRefused { .. } | Remark::Disconnected { .. } => "remark-token-next",
        Remark::PermissionMissing { .. } | Remark::RightMissing { .. } => "remark-permission-next",
        Remark::TokenEnds { .. } => "remark-token-ends-next",
        Remark::TokenNotRenewed { .. } => "remark-token-not-renewed-next",
        Remark::AccessEnds { .. } => "remark-access-ends-next",
        Remark::NotAnswered { .. } => "remark-not-answered-next",
        Remark::Restricted {
            scope: RestrictionScope::Tags,
            until: None,
            ..
        } => "remark-tags-next",
        Remark::Restricted { .. } => "remark-restricted-next",
        Remark::Ending { .. } => "remark-ending-next",
        Remark::SendingBlocked | Remark::SendingLimited => "remark-sending-next",
        Remark::Resubscribed => "remark-resubscribed-next",
        Remark::FieldsMissing { .. } => "remark-fields-missing-next",
        Remark::NothingHeard => "remark-nothing-heard-next",
        Remark::Late { .. } => "remark-late-next",
        Remark::Quality(Quality::Medium | Quality::Low) => "remark-quality-next",
        Remark::Complaint(complaint) => match &complaint.advice {
            Some(advice) => return Some(advice.clone()),
            None => "remark-complaint-next",
        },
        Remark::Quiet { .. } | Remark::NearLimit { .. } => "remark-quiet-next",
        Remark::Failing(failing) => match failing.class {
            ErrorClass::Payment => "remark-payment-next",
            ErrorClass::Account => "remark-account-next",
            _ => "remark-failing-next",
        },
        Remark::NotChecked
        | Remark::TokenWorks
        | Remark::TokenRenews { .. }
        | Remark::Subscribed
        | Remark::SubscribedAnew
        | Remark::Heard { .. }
        | Remark::Quality(Quality::High | Quality::Unknown)
        | Remark::Recipients(_)
        | Remark::Raised
        | Remark::BesidePhone
        | Remark::Offered(_)
        | Remark::NoErrors => return None,
    };
    Some(viewer.text(key).to_string())
}
