//! Closed lists of words in the description of the API, made from the lists in the code.

use transom_policy as policy;
use transom_store as store;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

fn one_of(description: &str, words: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words))
        .into()
}

/// `Route`
pub(super) struct Route;

impl ToSchema for Route {}
impl PartialSchema for Route {
    fn schema() -> RefOr<Schema> {
        one_of(
            "A way to send. Which is legal when is for the platform's rules to say.",
            routes(),
        )
    }
}

/// `RouteChoice`
pub(super) struct RouteChoice;

/// Leaves the route to the rules.
pub(super) const AUTO: &str = "auto";

impl ToSchema for RouteChoice {}
impl PartialSchema for RouteChoice {
    fn schema() -> RefOr<Schema> {
        one_of(
            "The first legal route (`auto`), or this one and no other.",
            route_choices(),
        )
    }
}

/// `auto` and every route.
pub(super) fn route_choices() -> impl Iterator<Item = &'static str> {
    [AUTO].into_iter().chain(routes())
}

fn routes() -> impl Iterator<Item = &'static str> {
    policy::Route::ALL.into_iter().map(policy::Route::as_str)
}

/// `RefusalCode`
pub(super) struct RefusalCode;

impl ToSchema for RefusalCode {}
impl PartialSchema for RefusalCode {
    fn schema() -> RefOr<Schema> {
        let words = policy::RefusalCode::ALL.map(policy::RefusalCode::as_str);
        one_of("Why the rules do not allow a message.", words)
    }
}

/// `WarningCode`
pub(super) struct WarningCode;

impl ToSchema for WarningCode {}
impl PartialSchema for WarningCode {
    fn schema() -> RefOr<Schema> {
        let words = policy::Warning::ALL.map(policy::Warning::as_str);
        one_of(
            "What the sender should know although a message may go.",
            words,
        )
    }
}

/// `Act`
pub(super) struct Act;

impl ToSchema for Act {}
impl PartialSchema for Act {
    fn schema() -> RefOr<Schema> {
        let words = policy::WindowEventKind::ALL.map(policy::WindowEventKind::as_str);
        one_of("Something a customer can do.", words)
    }
}

/// `Platform`
pub(super) struct Platform;

impl ToSchema for Platform {}
impl PartialSchema for Platform {
    fn schema() -> RefOr<Schema> {
        one_of(
            "Where a channel is.",
            policy::Channel::ALL.map(policy::Channel::as_str),
        )
    }
}

/// `Capability`
pub(super) struct Capability;

impl ToSchema for Capability {}
impl PartialSchema for Capability {
    fn schema() -> RefOr<Schema> {
        let words = policy::Capability::ALL.map(policy::Capability::as_str);
        one_of("A permission that the platform has granted.", words)
    }
}

/// `RestrictionScope`
pub(super) struct RestrictionScope;

impl ToSchema for RestrictionScope {}
impl PartialSchema for RestrictionScope {
    fn schema() -> RefOr<Schema> {
        let words = policy::RestrictionScope::ALL.map(policy::RestrictionScope::as_str);
        one_of("What the platform took away for a time.", words)
    }
}

/// `View`
pub(super) struct View;

impl ToSchema for View {}
impl PartialSchema for View {
    fn schema() -> RefOr<Schema> {
        let description = "`mine`, `unassigned` and `all` are open conversations; `closing` are those whose window closes \
            soon, `human-agent` those that only a person may still answer, `window-closed` those without a free answer. \
            `snoozed` and `closed` are put aside and done.";
        one_of(description, store::View::ALL.map(store::View::as_str))
    }
}

/// `Sort`
pub(super) struct Sort;

impl ToSchema for Sort {}
impl PartialSchema for Sort {
    fn schema() -> RefOr<Schema> {
        let description = "`deadline`: what ends first; `waiting`: who has waited longest; `activity`: what happened last.";
        one_of(description, store::Sort::ALL.map(store::Sort::as_str))
    }
}

/// `EventKind`
pub(super) struct EventKind;

impl ToSchema for EventKind {}
impl PartialSchema for EventKind {
    fn schema() -> RefOr<Schema> {
        one_of(
            "What kind of thing happened.",
            store::EventKind::ALL.map(store::EventKind::as_str),
        )
    }
}

/// `TemplateCategory`
pub(super) struct TemplateCategory;

impl ToSchema for TemplateCategory {}
impl PartialSchema for TemplateCategory {
    fn schema() -> RefOr<Schema> {
        let words = policy::TemplateCategory::ALL.map(policy::TemplateCategory::as_str);
        one_of("What a template is for.", words)
    }
}

/// `TemplateStatus`
pub(super) struct TemplateStatus;

impl ToSchema for TemplateStatus {}
impl PartialSchema for TemplateStatus {
    fn schema() -> RefOr<Schema> {
        let words = policy::TemplateStatus::ALL.map(policy::TemplateStatus::as_str);
        one_of(
            "Where a template stands in the platform's review; only `approved` may be sent.",
            words,
        )
    }
}
