//! The editions of this build, and the faults the loader refuses.

use jiff::Timestamp;
use transom_policy::{Channel, Rulebooks};

const FIRST: &str = include_str!("../rulebooks/messenger/2016-04-12.toml");
const SECOND: &str = include_str!("../rulebooks/messenger/2020-03-04.toml");

fn governing(now: &str) -> Option<String> {
    let now: Timestamp = now.parse().expect("a time");
    Rulebooks::embedded()
        .governing(Channel::Messenger, now)
        .map(|rulebook| rulebook.id().to_string())
}

#[test]
fn an_edition_governs_from_its_first_instant_in_utc() {
    assert_eq!(governing("2016-04-11T23:59:59Z"), None);
    assert_eq!(
        governing("2020-03-03T23:59:59.999999999Z").as_deref(),
        Some("messenger/2016-04-12")
    );
    assert_eq!(
        governing("2020-03-04T00:00:00Z").as_deref(),
        Some("messenger/2020-03-04")
    );
    assert_eq!(
        governing("2026-04-26T23:59:59Z").as_deref(),
        Some("messenger/2026-04-01")
    );
    assert_eq!(
        governing("2026-04-27T00:00:00Z").as_deref(),
        Some("messenger/2026-04-27")
    );
    assert_eq!(
        governing("9999-01-01T00:00:00Z").as_deref(),
        Some("messenger/2026-09-28")
    );
}

#[test]
fn the_page_for_people_names_every_edition_with_its_changes() {
    let page = Rulebooks::embedded().render();
    for channel in Channel::ALL {
        for edition in Rulebooks::embedded().editions(channel) {
            assert!(page.contains(&format!("{}  from", edition.id())));
            assert!(page.contains(edition.summary()));
        }
    }
    assert!(page.contains("- Withdrawn: a tagged update on the account."));
    assert!(page.contains("- Limit for messages of text: 300 in 1 second"));
}

/// The two first editions, the second of them the last.
fn second() -> String {
    SECOND.replace("valid_until = 2022-05-19\n", "")
}

#[track_caller]
fn refused(first: &str, second: &str, fault: &str) {
    let files = [
        ("messenger/2016-04-12.toml", first),
        ("messenger/2020-03-04.toml", second),
    ];
    let error = Rulebooks::empty()
        .with(&files)
        .expect_err("the files contradict themselves");
    let message = error.to_string();
    assert!(message.contains(fault), "{message}");
    assert!(
        message.starts_with(&format!("{}:{}: ", error.file(), error.line())),
        "{message}"
    );
    assert!(error.line() > 0);
}

#[test]
fn the_two_first_editions_load_alone() {
    let files = [
        ("messenger/2016-04-12.toml", FIRST),
        ("messenger/2020-03-04.toml", &second()),
    ];
    assert!(Rulebooks::empty().with(&files).is_ok());
}

#[test]
#[expect(clippy::too_many_lines, reason = "one line for each fault")]
fn a_fault_is_refused_with_file_and_line() {
    let second = second();
    let after = |addition: &str| format!("{second}\n{addition}");
    refused(
        &FIRST.replace("2020-03-04", "2020-03-03"),
        &second,
        "2020-03-04.toml:2: gap",
    );
    refused(
        &FIRST.replace("2020-03-04", "2020-03-05"),
        &second,
        "2020-03-04.toml:2: overlap",
    );
    refused(
        &FIRST.replace("valid_until = 2020-03-04\n", ""),
        &second,
        "2016-04-12.toml:3: overlap",
    );
    refused(FIRST, SECOND, "2020-03-04.toml:3: gap: no edition follows");
    refused(
        &FIRST.replace("until = 2020-03-04", "until = 2016-01-01"),
        &second,
        "2016-04-12.toml:4: the edition ends before it begins",
    );
    refused(
        FIRST,
        &second.replace("channel = \"messenger\"", "channel = \"instagram\""),
        "2020-03-04.toml:1: the file of instagram/2020-03-04",
    );
    refused(
        FIRST,
        &second.replace("summary", "sumary"),
        "unknown field `sumary`",
    );
    refused(
        FIRST,
        &second.replace("needs_act", "needs_an_act"),
        "unknown field `needs_an_act`",
    );
    refused(
        FIRST,
        &second.replace("\"event_update\"", "\"fun\""),
        "unknown variant `fun`",
    );
    refused(
        FIRST,
        &second.replace("purpose = \"news\"", "purpose = \"event_update\""),
        "both serve `event_update`",
    );
    refused(
        FIRST,
        &second.replace("carries = \"feedback\"", "carries = \"template\""),
        "`carries` and `opens_by` disagree",
    );
    refused(
        FIRST,
        &after(
            "[events.read]\nacts = false\nopens = { hours = 1 }\nsource = \"x\"\nconfidence = \"low\"",
        ),
        "an event that opens the window is an act",
    );
    refused(
        FIRST,
        &after(
            "[events.message]\nacts = true\nopens = { hours = 24 }\npossible = { hours = 24 }\nsource = \"x\"\nconfidence = \"low\"",
        ),
        "`possible` is not longer than `opens`",
    );
    refused(
        FIRST,
        &after("[text]\nscalar_values = 2000"),
        "says what the edition before says",
    );
    refused(
        FIRST,
        &second.replace(
            "confidence = \"high\"\n\n[routes.human_agent]",
            "confidence = \"high\"\nretires = [\"template\"]\n\n[routes.human_agent]",
        ),
        "2020-03-04.toml:8: there is no `template` to withdraw",
    );
    refused(
        FIRST,
        &second.replace(
            "confidence = \"high\"\n\n[routes.human_agent]",
            "confidence = \"high\"\nretires = [\"tag_news\"]\n\n[routes.human_agent]",
        ),
        "`tag_news` is both given and withdrawn",
    );
    refused(
        &FIRST.replace("[events.call]\nacts = true", "[events.call]"),
        &second,
        "missing field `acts`",
    );
    refused(
        &FIRST.replace("[events.call]", "[events.reed]"),
        &second,
        "unknown variant `reed`",
    );
    let cut = FIRST.find("[events.call]").expect("the rule on calls");
    let rest = FIRST[cut..]
        .find("[events.read]")
        .expect("the rule on receipts");
    refused(
        &format!("{}{}", &FIRST[..cut], &FIRST[cut + rest..]),
        &second,
        "`events.call` is missing",
    );
}

#[test]
fn a_channel_has_its_editions_once() {
    let files = [
        ("messenger/2016-04-12.toml", FIRST),
        ("messenger/2020-03-04.toml", &*second()),
    ];
    let once = Rulebooks::empty()
        .with(&files)
        .expect("the files are sound");
    assert!(once.with(&files).is_err());
}
