//! What is known of one template, each aspect as it was told last.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use transom_policy::{Pause, TemplateCategory, TemplateStatus};

use super::{Button, Components, Header, Phrase};
use crate::inbound::{Quality, TemplateButtonText, TemplateChange, TemplateText, TemplateUpdate};

/// A value and when it was told, by the platform's clock.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dated<T> {
    /// When.
    pub at: Timestamp,
    /// What.
    pub value: T,
}

/// Whether a template may be sent, and why not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Standing {
    /// The platform's word on it.
    pub status: TemplateStatus,
    /// Why, in the platform's word: `PROMOTIONAL`, `FIRST_PAUSE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What to do about it, in the platform's sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

/// A category that is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Announced {
    /// Which.
    pub category: TemplateCategory,
    /// From then on.
    pub from: Timestamp,
}

/// A template as a list of the platform shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The platform's id of it.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// Its language, as the platform writes it: `en_US`.
    pub language: String,
    /// What it counts as.
    pub category: TemplateCategory,
    /// Whether it may be sent.
    pub standing: Standing,
    /// How much customers like it, where the platform tells.
    pub quality: Option<Quality>,
    /// What it is made of.
    pub components: Components,
}

/// What is known of one template: of one name in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its language, as the platform writes it: `en_US`.
    pub language: String,
    /// The platform's id of it; another one when it was deleted and made anew.
    pub external_id: Dated<String>,
    /// Whether it may be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Dated<Standing>>,
    /// Which of its pauses it is in, from 1, where it is one of those that are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Dated<Option<u8>>>,
    /// How much customers like it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<Dated<Quality>>,
    /// What it counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Dated<TemplateCategory>>,
    /// What it is to count as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Dated<Announced>>,
    /// What it is made of, from a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub components: Option<Dated<Components>>,
    /// Its words, from a report that they changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Dated<TemplateText>>,
    /// When it was found deleted. What was told later than this says that it is there again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
}

/// Takes what was told later; of two at the same moment always the same one, which for a status is the stricter.
fn take<T: Ord>(known: &mut Option<Dated<T>>, at: Timestamp, value: T) {
    let told = Dated { at, value };
    if known.as_ref().is_none_or(|known| *known < told) {
        *known = Some(told);
    }
}

impl Template {
    /// A template of which nothing but the name is known.
    fn named(name: &str, language: &str, external_id: &str, at: Timestamp) -> Self {
        Self {
            name: name.to_owned(),
            language: language.to_owned(),
            external_id: Dated {
                at,
                value: external_id.to_owned(),
            },
            standing: None,
            pause: None,
            quality: None,
            category: None,
            announced: None,
            components: None,
            text: None,
            deleted_at: None,
        }
    }

    fn identified(&mut self, external_id: &str, at: Timestamp) {
        let told = Dated {
            at,
            value: external_id.to_owned(),
        };
        if self.external_id < told {
            self.external_id = told;
        }
    }

    /// What is known after a report; `known` is what was known before.
    #[must_use]
    pub fn told(known: Option<Self>, update: &TemplateUpdate, at: Timestamp) -> Self {
        let TemplateUpdate {
            external_id,
            name,
            language,
            change,
        } = update;
        let mut template = known.unwrap_or_else(|| Self::named(name, language, external_id, at));
        template.identified(external_id, at);
        match change.clone() {
            TemplateChange::Status {
                status,
                pause,
                reason,
                advice,
            } => {
                take(&mut template.pause, at, pause);
                let standing = Standing {
                    status,
                    reason,
                    advice,
                };
                take(&mut template.standing, at, standing);
            }
            TemplateChange::Deleted => template.deleted(at),
            // It changes nothing about sending; the next list tells whether there is more to it.
            TemplateChange::Noted { .. } => {}
            TemplateChange::Quality(quality) => take(&mut template.quality, at, quality),
            TemplateChange::Category {
                category,
                from: None,
            } => take(&mut template.category, at, category),
            TemplateChange::Category {
                category,
                from: Some(from),
            } => take(&mut template.announced, at, Announced { category, from }),
            TemplateChange::Text(text) => take(&mut template.text, at, text),
        }
        template
    }

    /// What is known after a list of the platform showed it; `known` is what was known before.
    #[must_use]
    pub fn listed(known: Option<Self>, listed: &Listed, at: Timestamp) -> Self {
        let Listed {
            external_id,
            name,
            language,
            category,
            standing,
            quality,
            components,
        } = listed;
        let mut template = known.unwrap_or_else(|| Self::named(name, language, external_id, at));
        template.identified(external_id, at);
        take(&mut template.standing, at, standing.clone());
        // A list tells that it is paused, not which of its pauses it is.
        if standing.status != TemplateStatus::Paused {
            take(&mut template.pause, at, None);
        }
        take(&mut template.category, at, *category);
        take(&mut template.components, at, components.clone());
        if let Some(quality) = quality {
            take(&mut template.quality, at, *quality);
        }
        template
    }

    /// It was reported deleted, or a list of the platform did not show it.
    pub fn deleted(&mut self, at: Timestamp) {
        self.deleted_at = self.deleted_at.max(Some(at));
    }

    /// Whether it is gone.
    pub fn is_deleted(&self) -> bool {
        let signs = [
            self.standing.as_ref().map(|told| told.at),
            self.components.as_ref().map(|told| told.at),
        ];
        let seen = signs.into_iter().flatten().max();
        self.deleted_at.is_some() && seen <= self.deleted_at
    }

    /// What it counts as at a moment.
    pub fn category_at(&self, now: Timestamp) -> Option<TemplateCategory> {
        let own = self.category.as_ref()?;
        let announced = self.announced.as_ref().map(|told| told.value);
        let since = announced.filter(|announced| announced.from <= now && own.at < announced.from);
        Some(since.map_or(own.value, |announced| announced.category))
    }

    /// A category that is still to come, and that differs from the present one.
    pub fn upcoming(&self, now: Timestamp) -> Option<Announced> {
        let announced = self.announced.as_ref()?.value;
        let own = self.category_at(now)?;
        (announced.from > now && announced.category != own).then_some(announced)
    }

    /// The pause that it is in, where it is one of those that are counted.
    pub fn pause(&self) -> Option<Pause> {
        let is_paused = self.standing.as_ref()?.value.status == TemplateStatus::Paused;
        let Dated { at, value } = self.pause.as_ref().filter(|_| is_paused)?;
        value.map(|number| Pause { at: *at, number })
    }

    /// What it is made of, with its words as they were told last. Nothing while no list has shown it.
    pub fn made_of(&self) -> Option<Components> {
        let Dated { at, value } = self.components.as_ref()?;
        let mut components = value.clone();
        if let Some(told) = self.text.as_ref().filter(|told| told.at > *at) {
            reworded(&mut components, &told.value);
        }
        Some(components)
    }

    /// What the policy engine knows of it at a moment; nothing when it is gone, or too little of it was told.
    pub fn fact(&self, now: Timestamp) -> Option<transom_policy::Template> {
        if self.is_deleted() {
            return None;
        }
        Some(transom_policy::Template {
            name: self.name.as_str().into(),
            language: self.language.as_str().into(),
            category: self.category_at(now)?,
            status: self.standing.as_ref()?.value.status,
            pause: self.pause(),
        })
    }
}

/// New words in place of the old ones: a report of them tells no examples, and nothing of files.
fn reworded(components: &mut Components, text: &TemplateText) {
    let phrase = |old: Option<&Phrase>, text: &str| Phrase {
        text: text.to_owned(),
        examples: old.map(|old| old.examples.clone()).unwrap_or_default(),
    };
    components.body = phrase(Some(&components.body), &text.body);
    components.footer.clone_from(&text.footer);
    components.header = match (components.header.take(), &text.header) {
        (Some(Header::Text(old)), Some(line)) => Some(Header::Text(phrase(Some(&old), line))),
        (None, Some(line)) => Some(Header::Text(phrase(None, line))),
        (Some(Header::Text(_)) | None, None) => None,
        (other, _) => other,
    };
    for (button, told) in components.buttons.iter_mut().zip(&text.buttons) {
        relabelled(button, told);
    }
}

fn relabelled(button: &mut Button, told: &TemplateButtonText) {
    match button {
        Button::QuickReply { label, .. }
        | Button::OneTime { label, .. }
        | Button::Other { label, .. } => {
            label.clone_from(&told.label);
        }
        Button::Url { label, url, .. } => {
            label.clone_from(&told.label);
            if let Some(target) = &told.target {
                url.clone_from(target);
            }
        }
        Button::Phone { label, number } => {
            label.clone_from(&told.label);
            if let Some(target) = &told.target {
                number.clone_from(target);
            }
        }
        Button::Code { .. } => {}
    }
}
