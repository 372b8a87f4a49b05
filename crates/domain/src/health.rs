//! The health of a channel: what was found when the platform was asked about it, and what there is to say about that.

mod errors;
mod lost;
mod remark;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::channel::{Channel, ChannelState, Measure};
use crate::inbound::{Offer, Quality, RecipientLimit};

pub use errors::{ErrorClass, ErrorCount};
pub use lost::Lost;
pub use remark::{Grade, Remark};

/// Later than this after its arrival, a webhook is processed late.
const LATE: SignedDuration = SignedDuration::from_secs(10);
/// From this much of a limit on, in percent, it is worth a remark.
const NEAR: u8 = 75;

/// What was found when the platform was asked about a channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// Whether the token reaches the account.
    pub reach: Reach,
    /// Which webhooks come.
    pub hearing: Hearing,
    /// How the account stands; nothing where the platform does not tell.
    #[serde(default)]
    pub standing: Standing,
    /// What the platform tells of the token; nothing where it does not.
    #[serde(default)]
    pub token: Token,
}

/// What a platform tells of a token.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Token {
    /// When it expires; absent when it does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// When the app must be allowed anew to read what belongs to the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_until: Option<Timestamp>,
    /// The platform's words for the permissions that it lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// The platform's id of the app that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    /// It is renewed here before it expires.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub renews: bool,
    /// Why the platform did not renew it when it was asked last: its sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unrenewed: Option<String>,
}

/// Whether a token reaches its account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Reach {
    /// It does.
    Works,
    /// The platform refuses it.
    Refused {
        /// Its sentence.
        reason: String,
    },
    /// It is good, but lacks a permission.
    Lacks {
        /// The platform's sentence.
        reason: String,
    },
    /// There was no answer to go by.
    Unknown {
        /// What there was instead.
        reason: String,
    },
}

/// Which webhooks come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Hearing {
    /// It could not be asked.
    #[default]
    Unknown,
    /// All that we ask for.
    All,
    /// The platform had taken some away and gave them back when asked.
    Restored,
    /// Which of the apps that hear something is ours, the platform does not tell: they were asked for once more, and it
    /// agreed.
    Renewed,
    /// Some do not.
    Missing {
        /// The platform's words for those.
        fields: Vec<String>,
    },
}

/// How an account stands with its platform, as far as that tells when asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    /// How much customers like what it sends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality: Option<Quality>,
    /// Its throughput was raised.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_raised: bool,
    /// It is used in the app on a phone besides, which lowers its throughput.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_on_phone: bool,
    /// How many customers may be written to first in a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipients: Option<RecipientLimit>,
    /// Whether it may send.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sending: Option<Sending>,
    /// What the platform has against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub complaints: Vec<Complaint>,
    /// What it may not do; how it is told when it is over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// What it offers to do about that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
}

/// Whether an account may send, in the platform's own judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sending {
    /// It may.
    Free,
    /// Not everything, or not as much.
    Limited,
    /// Nothing.
    Blocked,
}

/// What a platform has against an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Complaint {
    /// Its sentence.
    pub text: String,
    /// What it advises to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Because of it nothing may be sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bars: bool,
}

/// What is known of a channel's health.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// When the platform was asked last.
    pub checked_at: Option<Timestamp>,
    /// What was found then.
    pub findings: Option<Findings>,
    /// When the last webhook arrived.
    pub heard_at: Option<Timestamp>,
    /// How long after that it was processed.
    pub lag: Option<SignedDuration>,
    /// What failed within the last day.
    pub errors: Vec<ErrorCount>,
    /// Nothing leaves before, by the platform's limits.
    pub quiet_until: Option<Timestamp>,
    /// How much of the nearest limit is used, in percent.
    pub used: Option<u8>,
    /// So long before its end a token is worth a remark.
    pub ahead: SignedDuration,
    /// The platform announced that it will take the account away: when, in its words.
    pub ending: Option<String>,
}

impl Record {
    /// Everything there is to say about a channel at this moment, the worst first.
    pub fn remarks(&self, channel: &Channel, now: Timestamp) -> Vec<Remark> {
        let mut remarks = Vec::new();
        self.connection(channel, &mut remarks);
        for measure in &channel.restrictions {
            if measure.is_in_force(now) {
                remarks.push(Remark::Restricted {
                    scope: measure.scope,
                    until: measure.until,
                    reason: measure.reason.clone(),
                });
            }
        }
        remarks.extend(self.ending.clone().map(|when| Remark::Ending { when }));
        self.hearing(&mut remarks);
        if let Some(findings) = &self.findings {
            self.token(&findings.token, now, &mut remarks);
            standing(&findings.standing, channel.bar(now), &mut remarks);
        }
        if let Some(until) = self.quiet_until.filter(|until| *until > now) {
            remarks.push(Remark::Quiet { until });
        }
        if let Some(percent) = self.used.filter(|percent| *percent >= NEAR) {
            remarks.push(Remark::NearLimit { percent });
        }
        let failed = self.errors.iter().filter(|error| error.count > 0);
        remarks.extend(failed.cloned().map(Remark::Failing));
        if self.errors.iter().all(|error| error.count == 0) {
            remarks.push(Remark::NoErrors);
        }
        remarks.sort_by_key(|remark| std::cmp::Reverse(remark.grade()));
        remarks
    }

    /// The worst that there is to say.
    pub fn grade(&self, channel: &Channel, now: Timestamp) -> Grade {
        let remarks = self.remarks(channel, now);
        let grades = remarks.iter().map(Remark::grade);
        grades.max().unwrap_or(Grade::Unknown)
    }

    fn connection(&self, channel: &Channel, remarks: &mut Vec<Remark>) {
        let reach = self.findings.as_ref().map(|findings| &findings.reach);
        let disconnected = match &channel.state {
            ChannelState::Connected => None,
            ChannelState::Disconnected { reason, since, .. } => Some(Remark::Disconnected {
                reason: reason.clone(),
                since: *since,
            }),
        };
        let found = match reach {
            None => Remark::NotChecked,
            Some(Reach::Works) => Remark::TokenWorks,
            Some(Reach::Refused { reason }) => Remark::TokenRefused {
                reason: reason.clone(),
            },
            Some(Reach::Lacks { reason }) => Remark::PermissionMissing {
                reason: reason.clone(),
            },
            Some(Reach::Unknown { reason }) => Remark::NotAnswered {
                reason: reason.clone(),
            },
        };
        // That nothing can be sent outweighs that the token is good for asking.
        match (disconnected, &found) {
            (Some(_), Remark::TokenRefused { .. }) | (None, _) => remarks.push(found),
            (Some(disconnected), _) => remarks.push(disconnected),
        }
    }

    fn token(&self, token: &Token, now: Timestamp, remarks: &mut Vec<Remark>) {
        let soon = now.saturating_add(self.ahead).unwrap_or(Timestamp::MAX);
        let near = |end: Option<Timestamp>| end.filter(|end| *end <= soon);
        let is_over = |end: Timestamp| end <= now;
        remarks.extend(near(token.expires_at).map(|at| Remark::TokenEnds {
            at,
            is_over: is_over(at),
        }));
        remarks.extend(near(token.data_until).map(|at| Remark::AccessEnds {
            at,
            is_over: is_over(at),
        }));
        if let Some(reason) = &token.unrenewed {
            let reason = reason.clone();
            remarks.push(Remark::TokenNotRenewed { reason });
        } else if let Some(at) = token.expires_at.filter(|at| token.renews && *at > soon) {
            remarks.push(Remark::TokenRenews { at });
        }
        remarks.extend(token.missing.iter().map(|right| Remark::RightMissing {
            right: right.clone(),
            lost: Lost::of_right(right),
        }));
    }

    fn hearing(&self, remarks: &mut Vec<Remark>) {
        match self.findings.as_ref().map(|findings| &findings.hearing) {
            None | Some(Hearing::Unknown) => {}
            Some(Hearing::All) => remarks.push(Remark::Subscribed),
            Some(Hearing::Restored) => remarks.push(Remark::Resubscribed),
            Some(Hearing::Renewed) => remarks.push(Remark::SubscribedAnew),
            Some(Hearing::Missing { fields }) => remarks.push(Remark::FieldsMissing {
                fields: fields.clone(),
                lost: Lost::of_fields(fields),
            }),
        }
        match (self.heard_at, self.lag) {
            (None, _) => remarks.push(Remark::NothingHeard),
            (Some(at), Some(by)) if by > LATE => {
                remarks.push(Remark::Heard { at });
                remarks.push(Remark::Late { by });
            }
            (Some(at), _) => remarks.push(Remark::Heard { at }),
        }
    }
}

fn standing(standing: &Standing, bar: Option<&Measure>, remarks: &mut Vec<Remark>) {
    match standing.sending {
        None | Some(Sending::Free) => {}
        Some(Sending::Limited) => remarks.push(Remark::SendingLimited),
        // What is barred already is said with its reason.
        Some(Sending::Blocked) if bar.is_some() => {}
        Some(Sending::Blocked) => remarks.push(Remark::SendingBlocked),
    }
    remarks.extend(standing.quality.map(Remark::Quality));
    remarks.extend(standing.recipients.map(Remark::Recipients));
    if standing.is_on_phone {
        remarks.push(Remark::BesidePhone);
    } else if standing.is_raised {
        remarks.push(Remark::Raised);
    }
    let complaints = standing.complaints.iter().cloned();
    remarks.extend(complaints.map(Remark::Complaint));
    remarks.extend(standing.offers.iter().cloned().map(Remark::Offered));
}

#[cfg(test)]
mod tests;
