//! Closed lists of words in the description of the API, made from the lists in the code.

use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::RefOr;
use utoipa::{PartialSchema, ToSchema};

fn one_of<const N: usize>(description: &str, words: [&'static str; N]) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words))
        .into()
}

/// Names a list of words in the description.
pub(super) trait Words {
    /// The list.
    fn schema() -> RefOr<Schema>;
}

pub(super) struct Route;

impl Words for Route {
    fn schema() -> RefOr<Schema> {
        one_of("A way to send. Which is legal when is for the platform's rules to say.", transom_policy::Route::ALL.map(transom_policy::Route::as_str))
    }
}
