//! Closed lists of words in the description of the API, made from the lists in the code.

use transom_domain::message;
use transom_policy as policy;
use transom_store as store;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// Leaves the route to the rules.
pub(super) const AUTO: &str = "auto";

/// `auto` and every route.
pub(super) fn route_choices() -> impl Iterator<Item = &'static str> {
    [AUTO].into_iter().chain(routes())
}

fn routes() -> impl Iterator<Item = &'static str> {
    policy::Route::ALL.into_iter().map(policy::Route::as_str)
}

/// A list stands in for the type whose words it has: `#[schema(value_type = words::Route)]`.
macro_rules! lists {
    ($($name:ident: $description:literal, $words:expr;)*) => {$(
        #[doc = $description]
        pub(super) struct $name;

        impl ToSchema for $name {}
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                one_of($description, $words)
            }
        }
    )*};
}

fn one_of(description: &str, words: impl IntoIterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words))
        .into()
}

lists! {
    Route: "A way to send. Which is legal when is for the platform's rules to say.",
        routes();
    RouteChoice: "The first legal route (`auto`), or this one and no other.",
        route_choices();
    RefusalCode: "Why the rules do not allow a message.",
        policy::RefusalCode::ALL.map(policy::RefusalCode::as_str);
    WarningCode: "What the sender should know although a message may go.",
        policy::Warning::ALL.map(policy::Warning::as_str);
    Act: "Something a customer can do.",
        policy::WindowEventKind::ALL.map(policy::WindowEventKind::as_str);
    Platform: "Where a channel is.",
        policy::Channel::ALL.map(policy::Channel::as_str);
    Capability: "A permission that the platform has granted.",
        policy::Capability::ALL.map(policy::Capability::as_str);
    RestrictionScope: "What the platform took away for a time.",
        policy::RestrictionScope::ALL.map(policy::RestrictionScope::as_str);
    View: "`mine`, `unassigned` and `all` are open conversations; `closing` are those whose window closes \
           soon, `human-agent` those that only a person may still answer, `window-closed` those without a free answer. \
           `snoozed` and `closed` are put aside and done.",
        store::View::ALL.map(store::View::as_str);
    Sort: "`deadline`: what ends first; `waiting`: who has waited longest; `activity`: what happened last.",
        store::Sort::ALL.map(store::Sort::as_str);
    EventKind: "What kind of thing happened.",
        store::EventKind::ALL.map(store::EventKind::as_str);
    TemplateCategory: "What a template is for.",
        policy::TemplateCategory::ALL.map(policy::TemplateCategory::as_str);
    TemplateStatus: "Where a template stands in the platform's review; only `approved` may be sent.",
        policy::TemplateStatus::ALL.map(policy::TemplateStatus::as_str);
    AttachmentKind: "What an attachment is. Of a story that is named or answered, and of what may be seen once, \
                     nothing is kept; `other` is a kind that this version does not know.",
        message::AttachmentKind::ALL.map(message::AttachmentKind::as_str);
    FailureClass: "Why a message did not go out, in classes. `exhausted`: it was tried as often as is allowed; \
                   `unconfirmed`: it may have gone out, and no confirmation came; `payment` and `account`: somebody has to settle \
                   something at the platform first.",
        message::FailureClass::ALL.map(message::FailureClass::as_str);
}
