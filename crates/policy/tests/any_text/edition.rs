//! What holds of any text as a draft edition.

use transom_policy::{
    AuthorKind, Channel, Draft, Facts, Human, Language, Rulebooks, decide, routes,
};

/// Panics where something does not hold: what is taken can be described, and decides; what is not, says why.
pub(crate) fn holds(text: &str) {
    let embedded = Rulebooks::embedded();
    let rulebooks = match embedded.with_draft("draft.toml", text) {
        Ok(rulebooks) => rulebooks,
        Err(why) => return assert!(!why.to_string().is_empty()),
    };
    assert!(!rulebooks.render().is_empty());
    for channel in Channel::ALL {
        let Some(draft) = rulebooks.editions(channel).last() else {
            continue;
        };
        for change in draft.rules() {
            assert!(!change.sentence(Language::French).is_empty());
        }
        let (facts, now) = (Facts::default(), draft.valid_from());
        let _ = decide(draft, &facts, &Draft::<Human>::text("Hello"), now);
        let _ = routes(draft, &facts, AuthorKind::Human, now);
    }
}
