//! The phrases of a language, as they lie in the section `rules` of its file of sentences. One that is missing or too
//! many is refused.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::facts::TemplateCategory;
use crate::rulebook::{Carries, FileKind, LimitKind, LimitScope, PriceCategory};
use crate::{Capability, Purpose, RestrictionScope};

/// The phrases of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    pub(super) change: Shapes,
    pub(super) opens: Openings,
    pub(super) event: Effects,
    pub(super) carries: BTreeMap<Carries, String>,
    pub(super) forbids: Forbidding,
    pub(super) permission: BTreeMap<Capability, String>,
    pub(super) purpose: BTreeMap<Purpose, String>,
    pub(super) scope: BTreeMap<RestrictionScope, String>,
    pub(super) category: BTreeMap<TemplateCategory, String>,
    pub(super) limit: BTreeMap<LimitKind, String>,
    pub(super) per: BTreeMap<LimitScope, String>,
    pub(super) amount: Amounts,
    pub(super) price: BTreeMap<PriceCategory, String>,
    pub(super) cost: Costs,
    pub(super) penalty: Steps,
    pub(super) unit: Units,
    pub(super) file: BTreeMap<FileKind, String>,
}

/// The sentences of changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shapes {
    pub(super) window: String,
    pub(super) no_window: String,
    pub(super) begins: String,
    pub(super) withdrawn: String,
    pub(super) absent: String,
    pub(super) opens: String,
    pub(super) carries: String,
    pub(super) human_only: String,
    pub(super) anybody: String,
    pub(super) permission: String,
    pub(super) no_permission: String,
    pub(super) act: String,
    pub(super) no_act: String,
    pub(super) opt_in: String,
    pub(super) no_opt_in: String,
    pub(super) purpose: String,
    pub(super) any_purpose: String,
    pub(super) forbids: String,
    pub(super) forbids_nothing: String,
    pub(super) tagged_refused: String,
    pub(super) tagged_warned: String,
    pub(super) tagged_free: String,
    pub(super) barred_by: String,
    pub(super) barred_by_all: String,
    pub(super) warning: String,
    pub(super) no_warning: String,
    pub(super) event: String,
    pub(super) text: String,
    pub(super) text_bytes: String,
    pub(super) text_unlimited: String,
    pub(super) limit: String,
    pub(super) no_limit: String,
    pub(super) price: String,
    pub(super) no_price: String,
    pub(super) entry_point: String,
    pub(super) no_entry_point: String,
    pub(super) penalties: String,
    pub(super) no_penalties: String,
    pub(super) file: String,
    pub(super) file_types: String,
    pub(super) file_edge: String,
    pub(super) file_moving: String,
    pub(super) uploads: String,
    pub(super) pauses: String,
    pub(super) time_to_live: String,
    pub(super) time_to_live_longest: String,
    pub(super) tokens: String,
}

/// What opens a route.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Openings {
    pub(super) window: String,
    pub(super) always: String,
    pub(super) since_message: String,
    pub(super) since_act: String,
    pub(super) one_time_token: String,
    pub(super) per_token: String,
    pub(super) per_person: String,
    pub(super) comment: String,
    pub(super) template: String,
    pub(super) ads_tools: String,
}

/// What an act of the customer does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Effects {
    pub(super) opens: String,
    pub(super) possible: String,
    pub(super) uncertain: String,
    pub(super) acts: String,
    pub(super) nothing: String,
    pub(super) message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forbidding {
    pub(super) promotion: String,
    pub(super) recurring: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amounts {
    pub(super) fixed: String,
    pub(super) none: String,
    pub(super) per_engaged_user: String,
    pub(super) tiers: String,
    pub(super) tiers_to_unlimited: String,
    pub(super) undisclosed: String,
    pub(super) burst: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Costs {
    pub(super) free: String,
    pub(super) charged: String,
    pub(super) charged_after: String,
    pub(super) outside: String,
    pub(super) window: String,
    pub(super) entry_point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Steps {
    pub(super) warning: String,
    pub(super) step: String,
    pub(super) until_appeal: String,
    pub(super) for_good: String,
    pub(super) or: String,
}

/// Each as one and as many.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Units {
    pub(super) second: [String; 2],
    pub(super) hour: [String; 2],
    pub(super) day: [String; 2],
    pub(super) year: [String; 2],
    pub(super) kilobyte: String,
    pub(super) megabyte: String,
}

#[cfg(test)]
mod tests {
    use crate::explain::Sentences;
    use crate::rulebook::{FileKind, LimitKind, PriceCategory};
    use crate::{Capability, Language, RestrictionScope, TemplateCategory};

    /// A map is looked into without asking, so it holds every name there is; names that are none do not load.
    #[test]
    fn every_name_has_its_phrase() {
        for language in Language::ALL {
            let words = &Sentences::of(language).rules;
            assert_eq!(
                words.permission.len(),
                Capability::ALL.len(),
                "{language:?}"
            );
            assert_eq!(
                words.scope.len(),
                RestrictionScope::ALL.len(),
                "{language:?}"
            );
            assert_eq!(
                words.category.len(),
                TemplateCategory::ALL.len(),
                "{language:?}"
            );
            assert_eq!(words.limit.len(), LimitKind::ALL.len(), "{language:?}");
            assert_eq!(words.file.len(), FileKind::ALL.len(), "{language:?}");
            assert_eq!(words.price.len(), PriceCategory::ALL.len(), "{language:?}");
            assert_eq!(words.purpose.len(), 7, "{language:?}");
            assert_eq!(words.carries.len(), 3, "{language:?}");
            assert_eq!(words.per.len(), 4, "{language:?}");
        }
    }
}
