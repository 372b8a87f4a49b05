//! The words for templates: category, status, quality, price, and what a platform would not take.

use std::borrow::Borrow;

use jiff::SignedDuration;
use transom_channels::template::Rule;
use transom_domain::inbound::Quality;
use transom_domain::template::Template;
use transom_policy::{Price, PriceCategory, TemplateCategory, TemplateStatus};

use super::i18n::{Lang, Text};
use super::viewer::Viewer;

impl Lang {
    /// What a template is for.
    pub(crate) fn template_category(self, category: impl Borrow<TemplateCategory>) -> Text {
        self.text(match category.borrow() {
            TemplateCategory::Utility => "template-category-utility",
            TemplateCategory::Marketing => "template-category-marketing",
            TemplateCategory::Authentication => "template-category-authentication",
        })
    }

    /// Where it stands in the platform's review.
    pub(crate) fn template_status(self, status: impl Borrow<TemplateStatus>) -> Text {
        self.text(match status.borrow() {
            TemplateStatus::Approved => "template-status-approved",
            TemplateStatus::Pending => "template-status-pending",
            TemplateStatus::Rejected => "template-status-rejected",
            TemplateStatus::Paused => "template-status-paused",
            TemplateStatus::Disabled => "template-status-disabled",
        })
    }

    /// How much customers like it.
    pub(crate) fn template_quality(self, quality: impl Borrow<Quality>) -> Text {
        self.text(match quality.borrow() {
            Quality::High => "template-quality-high",
            Quality::Medium => "template-quality-medium",
            Quality::Low => "template-quality-low",
            Quality::Unknown => "template-quality-unknown",
        })
    }

    /// A length, in the largest unit that it is a whole number of.
    pub(crate) fn lasting(self, length: SignedDuration) -> String {
        let seconds = length.as_secs();
        let (key, name, many) = match seconds {
            _ if seconds % 86_400 == 0 => ("span-whole-days", "days", seconds / 86_400),
            _ if seconds % 3_600 == 0 => ("span-hours", "hours", seconds / 3_600),
            _ if seconds % 60 == 0 => ("span-minutes", "minutes", seconds / 60),
            _ => ("span-seconds", "seconds", seconds),
        };
        self.text(key).number(name, many).to_string()
    }

    /// What a platform would not take, and what to do.
    pub(crate) fn template_rule(self, rule: impl Borrow<Rule>) -> Text {
        let number = |key, most: &usize| {
            let most = i64::try_from(*most).unwrap_or(i64::MAX);
            self.text(key).number("most", most)
        };
        self.text(match rule.borrow() {
            Rule::TooLong(most) => return number("template-rule-too-long", most),
            Rule::TooManyBlanks(0) => "template-rule-no-blank",
            Rule::TooManyBlanks(most) => return number("template-rule-blanks", most),
            Rule::TooManyButtons(0) | Rule::Kind => "template-rule-kind",
            Rule::TooManyButtons(most) => return number("template-rule-buttons", most),
            Rule::Empty => "template-rule-empty",
            Rule::Name => "template-rule-name",
            Rule::Language => "template-rule-language",
            Rule::Category => "template-rule-category",
            Rule::BlankAtEdge => "template-rule-edge",
            Rule::BlanksTouch => "template-rule-touch",
            Rule::BlankName => "template-rule-variable",
            Rule::MixedBlanks => "template-rule-mixed",
            Rule::BlanksOutOfOrder => "template-rule-order",
            Rule::ExampleMissing => "template-rule-example",
            Rule::LabelTwice => "template-rule-label-twice",
            Rule::NotAnAddress => "template-rule-address",
            Rule::BlankNotAtEnd => "template-rule-address-end",
            Rule::NotANumber => "template-rule-number",
            Rule::NotGrouped => "template-rule-grouped",
            Rule::FileHandle => "template-rule-file",
            Rule::Cards(least, most) => {
                let least = i64::try_from(*least).unwrap_or(i64::MAX);
                return number("template-rule-cards", most).number("least", least);
            }
            Rule::Minutes(least, most) => {
                let text = self.text("template-rule-minutes");
                return text
                    .number("least", i64::from(*least))
                    .number("most", i64::from(*most));
            }
            Rule::Time(least, most) => {
                let text = self.text("template-rule-time");
                return text
                    .arg("least", self.lasting(*least))
                    .arg("most", self.lasting(*most));
            }
            Rule::Apps => "template-rule-apps",
            Rule::State => "template-rule-state",
        })
    }
}

impl Viewer {
    /// Whether a message costs something.
    pub(crate) fn template_price(&self, price: Price, category: PriceCategory) -> String {
        let charged = self.text(match category {
            PriceCategory::Service => "template-price-service",
            PriceCategory::Utility => "template-price-utility",
            PriceCategory::Marketing => "template-price-marketing",
            PriceCategory::Authentication => "template-price-authentication",
        });
        match price {
            Price::Free => self.text("template-price-free").to_string(),
            Price::Charged => charged.to_string(),
            Price::ChargedAfter(free) => self
                .text("template-price-after")
                .number("free", i64::from(free))
                .arg("then", charged)
                .to_string(),
        }
    }

    /// What customers make of a template, when they complain about it.
    pub(crate) fn template_complaints(&self, template: &Template) -> Option<String> {
        let key = match template.quality.as_ref()?.value {
            Quality::Medium => "template-complaints-some",
            Quality::Low => "template-complaints-many",
            Quality::High | Quality::Unknown => return None,
        };
        Some(self.text(key).to_string())
    }

    /// Why a template cannot be sent, in our words and the platform's; nothing for one that is approved.
    pub(crate) fn template_trouble(&self, template: &Template) -> Option<String> {
        let standing = template.standing.as_ref()?;
        let value = &standing.value;
        if value.status == TemplateStatus::Approved {
            return None;
        }
        let status = self.lang.template_status(value.status).to_string();
        Some(match self.template_reason(template) {
            Some(reason) => format!("{status} · {reason}"),
            None => status,
        })
    }

    /// What the platform says to a template that cannot be sent.
    pub(crate) fn template_reason(&self, template: &Template) -> Option<String> {
        let value = &template.standing.as_ref()?.value;
        let said = [&value.reason, &value.advice].into_iter().flatten();
        let said: Vec<String> = said.map(|words| self.said(words)).collect();
        (value.status != TemplateStatus::Approved && !said.is_empty()).then(|| said.join(" "))
    }
}

/// The name in class names: green, amber or red, see `state--…`.
pub(crate) const fn tone(status: TemplateStatus) -> &'static str {
    match status {
        TemplateStatus::Approved => "connected",
        TemplateStatus::Pending => "pending",
        TemplateStatus::Paused => "restricted",
        TemplateStatus::Rejected | TemplateStatus::Disabled => "disconnected",
    }
}
