//! What changed between editions, in words.

use transom_policy::{
    Change, Channel, DiffError, Language, LimitKind, Route, Rulebook, Rulebooks, Subject,
};

fn diff(a: &str, b: &str) -> String {
    Rulebooks::embedded().diff(a, b).expect("two editions")
}

#[test]
fn a_change_is_told_in_sentences() {
    assert_eq!(
        diff("messenger/2026-04-01", "messenger/2026-09-28"),
        "\
From messenger/2026-04-01 to messenger/2026-09-28:
  Withdrawn: a tagged update on an event.
  Withdrawn: a tagged update on a purchase.
  Withdrawn: a tagged update on the account.
  Withdrawn: a survey.
  When the customer wrote after clicking an ad: the window is open for 24 hours, perhaps for 7 days, it counts as a message.
"
    );
    assert_eq!(
        diff("whatsapp/2025-07-01", "whatsapp/2026-10-01"),
        "\
From whatsapp/2025-07-01 to whatsapp/2026-10-01:
  Limit for customers to whom the business begins: one of 250, 2000, 10000, 100000 or without limit by standing in 24 hours, for all numbers of the business together.
  Price of service messages: charged after the first 1000 in a month inside the window, free in a free entry point.
  Price of utility templates: charged outside of the window, charged inside the window, free in a free entry point.
"
    );
}

#[test]
fn two_editions_need_not_be_neighbours_nor_in_order() {
    let forward = diff("messenger/2016-04-12", "messenger/2026-09-28");
    for line in [
        "New: a reply by a person.",
        "A reply by a person: open for 7 days after the customer's last message.",
        "A reply by a person: only a person may use it, no automation.",
        "A reply by a person: the channel needs the permission for replies by people.",
        "A reply by a person: forbids promotion.",
        "A reply by a person: with a warning from 2 tagged messages since the customer's last act on.",
        "A reply by a person: barred by a restriction of: message tags, replies.",
        // It came and went between the two.
        "Withdrawn: a tagged update on the account.",
        "Withdrawn: a sponsored message.",
    ] {
        assert!(
            forward.contains(&format!("\n  {line}\n")),
            "{line}\n{forward}"
        );
    }
    let back = diff("messenger/2026-09-28", "messenger/2024-07-31");
    for line in [
        "New: a tagged update on the account.",
        "A tagged update on the account: forbids promotion, recurring notices.",
        "Not there: a utility template.",
        "A one-time notification: no longer with a warning.",
        "A marketing message: one message in 48 hours for each token.",
        "The price of utility templates is not described any more.",
    ] {
        assert!(back.contains(&format!("\n  {line}\n")), "{line}\n{back}");
    }
    assert!(diff("email/2000-01-01", "email/2026-01-01").ends_with("nothing changed\n"));
}

#[test]
fn a_day_stands_for_the_edition_that_governs() {
    assert!(
        diff("messenger/2021-01-01", "messenger/2026-05-01")
            .starts_with("From messenger/2020-03-04 to messenger/2026-04-27:\n")
    );
    let fails = |a: &str, b: &str| Rulebooks::embedded().diff(a, b).expect_err("no editions");
    assert_eq!(
        fails("messenger/2015-01-01", "messenger/2026-05-01").to_string(),
        "no edition of messenger governs on 2015-01-01"
    );
    assert!(matches!(
        fails("messenger/2021-01-01", "whatsapp/2021-01-01"),
        DiffError::OtherChannel(Channel::Messenger, Channel::WhatsApp)
    ));
    for name in [
        "messenger",
        "pigeon/2021-01-01",
        "messenger/soon",
        "/",
        "",
        "messenger/2021-02-30",
    ] {
        assert!(
            matches!(fails(name, "messenger/2021-01-01"), DiffError::NotAnEdition(found) if found == name),
        );
    }
}

#[test]
fn two_days_tell_of_every_channel_that_changed_between_them() {
    let told = diff("2026-04-26", "2026-04-28");
    let alone = diff("messenger/2026-04-26", "messenger/2026-04-28");
    assert!(told.starts_with(&alone), "{told}");
    assert!(!told.contains("to whatsapp/"), "{told}");
    assert_eq!(
        diff("2026-05-01", "2026-05-01"),
        "Nothing changed on any channel.\n"
    );
    let begun = diff("2016-01-01", "2020-01-01");
    assert!(
        begun.contains("messenger/2016-04-12 is the first.\n"),
        "{begun}"
    );
    let back = diff("2020-01-01", "2016-01-01");
    assert!(
        back.contains("Before messenger/2016-04-12 there is none.\n"),
        "{back}"
    );
}

#[test]
fn a_change_names_its_subject_and_the_edition_where_it_is_known_from() {
    let rulebooks = Rulebooks::embedded();
    let find = |name| rulebooks.find(name).expect("an edition");
    let (before, after) = (find("whatsapp/2025-10-01"), find("whatsapp/2025-10-07"));
    let changes = after.changes_since(before);
    let subjects: Vec<Subject> = changes.iter().map(Change::subject).collect();
    assert_eq!(subjects, [Subject::Limit(LimitKind::Recipients)]);
    let provenance = after.provenance_of(subjects[0]).expect("a rule");
    assert!(provenance.source.starts_with("Messaging limits"));
    assert!(
        after
            .provenance_of(Subject::Route(Route::TagNews))
            .is_none()
    );
}

#[test]
fn every_change_is_a_whole_sentence_in_every_language() {
    let rulebooks = Rulebooks::embedded();
    for channel in Channel::ALL {
        let editions = rulebooks.editions(channel);
        let pairs = editions
            .iter()
            .flat_map(|a| editions.iter().map(move |b| (a, b)));
        let rules = editions.iter().flat_map(Rulebook::rules);
        let changes: Vec<_> = pairs
            .flat_map(|(a, b)| b.changes_since(a))
            .chain(rules)
            .collect();
        for language in Language::ALL {
            for change in &changes {
                let sentence = change.sentence(language);
                assert!(!sentence.contains(['{', '}']), "{language:?}: {sentence}");
                assert!(sentence.ends_with('.'), "{language:?}: {sentence}");
                let first = sentence.chars().next().expect("a letter");
                assert!(first.is_uppercase(), "{language:?}: {sentence}");
            }
        }
        for edition in editions {
            assert!(edition.changes_since(edition).is_empty());
        }
    }
}
