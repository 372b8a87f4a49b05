//! Business accounts, numbers, people and templates of WhatsApp as they show themselves.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::config::Tier;
use crate::fault::Faults;
use crate::rules::Category;
use crate::world::state::waba::{Ban, Quality, Restriction, TemplateStatus, WaTemplate, Waba};
use crate::world::state::{Number, Person, State, Template, TokenState};

/// A WhatsApp business account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WabaView {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where the business is.
    pub country: String,
    /// Fields the app is subscribed to; none when it is not subscribed.
    pub subscribed_fields: Option<Vec<String>>,
    /// Where its webhooks go instead of the app's callback.
    pub callback: Option<String>,
    /// Whether its token works.
    pub token_valid: bool,
    /// Ids of its phone numbers.
    pub numbers: Vec<String>,
    /// How many people a day it may write to first.
    pub tier: Tier,
    /// Whom it wrote to first within the last day.
    pub opened: usize,
    /// How many marketing messages a day one person gets.
    pub marketing_a_day: u32,
    /// How long the review of a template takes, in seconds.
    pub review_seconds: i64,
    /// Whether it still works as a whole.
    pub ban: Ban,
    /// How far it has climbed the ladder of punishments.
    pub offences: u8,
    /// What has been taken from it for a time that is not over.
    pub restrictions: Vec<Restriction>,
    /// Its templates, the oldest first.
    pub templates: Vec<TemplateView>,
    /// Its switches, for what is told of the whole account.
    pub faults: Faults,
}

/// What only a number on WhatsApp has.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NumberView {
    /// The business account.
    pub waba: String,
    /// The number in digits.
    pub phone: String,
    /// Whether it is registered.
    pub registered: bool,
    /// Whether it is out of order for the moment.
    pub maintenance: bool,
    /// What customers make of it.
    pub quality: Quality,
}

/// A person as WhatsApp knows them.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub struct PersonView {
    /// The phone number, in digits.
    pub wa_id: String,
    /// The id towards this business.
    pub user_id: String,
    /// The name they chose.
    pub username: Option<String>,
    /// The number is withheld from businesses that have not heard of it for a month.
    pub hides_number: bool,
    /// They want no marketing.
    pub stopped_marketing: bool,
    /// The business has blocked them.
    pub blocked_by_business: bool,
    /// The phone is no longer on WhatsApp.
    pub unreachable: bool,
    /// Messages are free of charge until then.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub free_until: Option<Timestamp>,
}

/// A template.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TemplateView {
    /// Its number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// `UTILITY`, `MARKETING` or `AUTHENTICATION`.
    pub category: &'static str,
    /// How it stands.
    pub status: TemplateStatus,
    /// What customers make of it.
    pub quality: Quality,
    /// Why it did not pass.
    pub rejected_reason: Option<&'static str>,
    /// When a pause ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub paused_until: Option<Timestamp>,
    /// Its parts, as on the wire.
    #[schema(value_type = Object)]
    pub components: Value,
}

impl WabaView {
    pub(crate) fn new(state: &State, waba: &Waba, now: Timestamp) -> Self {
        let mut numbers: Vec<String> = state
            .outlets
            .values()
            .filter(|outlet| {
                outlet
                    .as_number()
                    .is_some_and(|number| number.waba == waba.id)
            })
            .map(|outlet| outlet.id.clone())
            .collect();
        numbers.sort_unstable();
        let fields = waba.subscription.as_ref();
        let open = waba.restrictions.iter().filter(|one| now < one.until);
        Self {
            id: waba.id.clone(),
            name: waba.name.clone(),
            country: waba.country.clone(),
            subscribed_fields: fields.map(|fields| fields.iter().cloned().collect()),
            callback: crate::lock(&waba.callback).clone(),
            token_valid: waba.token == TokenState::Valid,
            numbers,
            tier: waba.tier,
            opened: waba.opened.len(),
            marketing_a_day: waba.marketing_a_day,
            review_seconds: waba.review.as_secs(),
            ban: waba.ban,
            offences: waba.offences,
            restrictions: open.copied().collect(),
            templates: waba.templates.iter().map(TemplateView::new).collect(),
            faults: waba.faults.clone(),
        }
    }
}

impl NumberView {
    pub(crate) fn new(number: &Number) -> Self {
        Self {
            waba: number.waba.clone(),
            phone: number.phone.clone(),
            registered: number.registered,
            maintenance: number.maintenance,
            quality: number.quality,
        }
    }
}

impl PersonView {
    pub(crate) fn new(person: &Person) -> Self {
        Self {
            wa_id: person.wa_id.clone(),
            user_id: person.user_id.clone(),
            username: person.username.clone(),
            hides_number: person.hides_number,
            stopped_marketing: person.stopped_marketing,
            blocked_by_business: person.blocked_by_business,
            unreachable: person.unreachable,
            free_until: person.free_until,
        }
    }
}

impl TemplateView {
    pub(crate) fn new(template: &WaTemplate) -> Self {
        Self {
            id: template.id.clone(),
            name: template.name.clone(),
            language: template.language.clone(),
            category: category_name(template.category),
            status: template.status,
            quality: template.quality,
            rejected_reason: template.rejected_reason,
            paused_until: template.paused_until,
            components: template.components.clone(),
        }
    }

    /// One of a page on Messenger.
    pub(crate) fn of_page(template: &Template) -> Self {
        Self {
            id: template.id.clone(),
            name: template.name.clone(),
            language: template.language.clone(),
            category: category_name(Category::Utility),
            status: template.status,
            quality: Quality::Unknown,
            rejected_reason: template.rejected_reason,
            paused_until: None,
            components: template.components.clone(),
        }
    }
}

/// A category as it stands in JSON.
pub(crate) fn category_name(category: Category) -> &'static str {
    match category {
        Category::Utility => "UTILITY",
        Category::Marketing => "MARKETING",
        Category::Authentication => "AUTHENTICATION",
    }
}
