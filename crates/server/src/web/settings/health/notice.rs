//! What the platform told of an account, in words: what happened, what it means, and what to do.

use jiff::Timestamp;
use transom_domain::channel::Measure;
use transom_domain::inbound::{
    AccountChange, AccountEvent, Decision, Enforcement, EnforcementAction, Integrity,
    IntegrityGrade, RecipientLimit,
};
use transom_policy::RestrictionScope;

use super::line::offered;
use crate::web::viewer::Viewer;

/// One thing that the platform told.
#[derive(Clone, Debug)]
pub(crate) struct NoticeLine {
    pub(crate) at: Timestamp,
    /// What happened, and what it means.
    pub(crate) sentences: Vec<String>,
    /// The platform's own words.
    pub(crate) said: Option<String>,
    pub(crate) next: Option<String>,
    /// What the platform offers, and where.
    pub(crate) links: Vec<(String, String)>,
}

impl NoticeLine {
    pub(super) fn of(at: Timestamp, change: &AccountChange, viewer: &Viewer) -> Self {
        let said = said(change);
        Self {
            at,
            sentences: sentences(change, viewer),
            said: said.map(|words| viewer.said(&words)),
            next: next(change).map(|key| viewer.text(key).to_string()),
            links: links(change, viewer),
        }
    }
}

fn sentences(change: &AccountChange, viewer: &Viewer) -> Vec<String> {
    let text = |key| viewer.text(key).to_string();
    let mut all = Vec::new();
    match change {
        AccountChange::Restricted { measures, others } => {
            all.extend(measures.iter().map(|measure| barred(measure, viewer)));
            all.extend(taken(others, viewer));
        }
        AccountChange::Disconnected { .. } => all.push(text("notice-disconnected")),
        AccountChange::Reconnected => all.push(text("notice-reconnected")),
        AccountChange::PastTold => all.push(text("notice-past-told")),
        AccountChange::Happened { event } => all.push(text(happened(*event))),
        AccountChange::Standing {
            event,
            recipients,
            numbers,
        } => {
            all.push(match event {
                Some(event) => viewer.standing(event),
                None => text("notice-capability"),
            });
            all.extend(recipients.map(|limit| recipients_sentence(limit, viewer)));
            all.extend(numbers.map(|numbers| {
                let count = viewer.count(u64::from(numbers));
                viewer
                    .text("notice-numbers")
                    .arg("count", count)
                    .to_string()
            }));
        }
        AccountChange::Reviewed(decision) => all.push(text(match decision {
            Decision::Approved => "notice-review-approved",
            Decision::Rejected => "notice-review-rejected",
            Decision::Pending => "notice-review-pending",
        })),
        AccountChange::NameReviewed { name, decision, .. } => {
            let key = match decision {
                Decision::Approved => "notice-name-approved",
                Decision::Rejected => "notice-name-rejected",
                Decision::Pending => "notice-name-pending",
            };
            all.push(viewer.text(key).arg("name", name).to_string());
        }
        AccountChange::Security { event, .. } => {
            all.push(viewer.security(event));
        }
        AccountChange::Enforced(Enforcement { action, .. }) => all.push(text(match action {
            EnforcementAction::Warning => "notice-warning",
            EnforcementAction::Scheduled => "notice-scheduled",
            EnforcementAction::Block => "notice-block",
            EnforcementAction::Unblock => "notice-unblock",
        })),
        AccountChange::Integrity(Integrity {
            grade,
            measures,
            others,
            ..
        }) => {
            all.push(text(match grade {
                IntegrityGrade::Ok => "notice-integrity-ok",
                IntegrityGrade::Warning => "notice-warning",
                IntegrityGrade::Restricted => "notice-integrity-restricted",
                IntegrityGrade::Suspended => "notice-integrity-suspended",
            }));
            let barring = measures
                .iter()
                .filter(|measure| measure.until.is_some_and(|end| end > measure.told_at));
            all.extend(barring.map(|measure| barred(measure, viewer)));
            all.extend(taken(others, viewer));
        }
        AccountChange::Alert { .. } => all.push(text("notice-alert")),
    }
    all
}

const fn happened(event: AccountEvent) -> &'static str {
    match event {
        AccountEvent::AdAccountLinked => "notice-ad-account-linked",
        AccountEvent::PartnerAdded => "notice-partner-added",
        AccountEvent::PartnerAppInstalled => "notice-partner-app",
        AccountEvent::CodePriceChanged => "notice-code-price",
        AccountEvent::VolumeTierChanged => "notice-volume-tier",
        AccountEvent::CountryChanged => "notice-country",
        AccountEvent::MarketingTermsSigned => "notice-marketing-terms",
    }
}

fn recipients_sentence(limit: RecipientLimit, viewer: &Viewer) -> String {
    match limit {
        RecipientLimit::Unlimited => viewer.text("remark-recipients-unlimited"),
        RecipientLimit::Most(most) => viewer
            .text("remark-recipients")
            .arg("count", viewer.count(u64::from(most))),
    }
    .to_string()
}

/// What a measure takes away, and until when.
fn barred(measure: &Measure, viewer: &Viewer) -> String {
    let what = viewer.text(match measure.scope {
        RestrictionScope::Tags => "barred-tags",
        RestrictionScope::Templates => "barred-templates",
        RestrictionScope::UtilityTemplates => "barred-utility-templates",
        RestrictionScope::Marketing => "barred-marketing",
        RestrictionScope::Replies => "barred-replies",
        RestrictionScope::All => "barred-all",
    });
    match measure.until {
        Some(until) => viewer
            .text("notice-barred-until")
            .arg("what", what)
            .arg("until", viewer.exact(until)),
        None => viewer.text("notice-barred").arg("what", what),
    }
    .to_string()
}

/// What else was taken away.
fn taken(others: &[String], viewer: &Viewer) -> impl Iterator<Item = String> {
    others.iter().map(|word| viewer.taken(word))
}

fn said(change: &AccountChange) -> Option<String> {
    let words = match change {
        AccountChange::Restricted { measures, .. } => measures.first()?.reason.clone(),
        AccountChange::Disconnected { reason } => reason.clone(),
        AccountChange::NameReviewed { reason, .. } => reason.clone()?,
        AccountChange::Enforced(enforcement) => enforcement.reason.clone()?,
        AccountChange::Integrity(told) => told.violations.join(" · "),
        AccountChange::Alert { kind, text, .. } => match text {
            Some(text) => format!("{text} ({kind})"),
            None => kind.clone(),
        },
        AccountChange::Reconnected
        | AccountChange::Happened { .. }
        | AccountChange::PastTold
        | AccountChange::Standing { .. }
        | AccountChange::Reviewed(_)
        | AccountChange::Security { .. } => return None,
    };
    (!words.is_empty()).then_some(words)
}

fn next(change: &AccountChange) -> Option<&'static str> {
    Some(match change {
        AccountChange::Restricted { .. }
        | AccountChange::Enforced(Enforcement {
            action: EnforcementAction::Block,
            ..
        })
        | AccountChange::Integrity(Integrity {
            grade: IntegrityGrade::Restricted | IntegrityGrade::Suspended,
            ..
        }) => "remark-restricted-next",
        AccountChange::Enforced(Enforcement {
            action: EnforcementAction::Scheduled,
            ..
        }) => "remark-ending-next",
        AccountChange::Enforced(Enforcement {
            action: EnforcementAction::Warning,
            ..
        })
        | AccountChange::Integrity(Integrity {
            grade: IntegrityGrade::Warning,
            ..
        }) => "notice-warning-next",
        AccountChange::Disconnected { .. } => "remark-token-next",
        AccountChange::Security { .. } => "notice-security-next",
        AccountChange::Reviewed(Decision::Rejected)
        | AccountChange::NameReviewed {
            decision: Decision::Rejected,
            ..
        }
        | AccountChange::Alert { .. } => "remark-complaint-next",
        AccountChange::Standing { event, .. } if is_worse(event.as_deref()) => {
            "remark-quality-next"
        }
        _ => return None,
    })
}

/// Whether a number lost some of its standing.
fn is_worse(event: Option<&str>) -> bool {
    matches!(event, Some("FLAGGED" | "DOWNGRADE"))
}

fn links(change: &AccountChange, viewer: &Viewer) -> Vec<(String, String)> {
    let AccountChange::Integrity(told) = change else {
        return Vec::new();
    };
    let offers = told.offers.iter().filter_map(|offer| {
        let url = offer.url.clone()?;
        Some((viewer.text(offered(offer.kind)).to_string(), url))
    });
    offers.collect()
}
