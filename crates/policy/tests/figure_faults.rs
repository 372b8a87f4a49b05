//! The faults that the loader refuses in limits, prices, penalties and files.

use transom_policy::{
    Channel, FileFacts, FileFault, FileKind, FileRule, LimitKind, Rulebooks, TemplateCategory,
};

/// A draft of WhatsApp with `tables` in it.
fn load(head: &str, tables: &str) -> Result<Rulebooks, String> {
    let text = format!(
        "channel = \"whatsapp\"\nvalid_from = 2027-01-01\nsummary = \"s\"\nsource = \"s\"\nconfidence = \"low\"\n{head}\n{tables}"
    );
    Rulebooks::embedded()
        .with_draft("draft.toml", &text)
        .map_err(|error| error.to_string())
}

#[track_caller]
fn refused(head: &str, tables: &str, fault: &str) {
    let error = load(head, tables).expect_err("the tables contradict themselves");
    assert!(error.contains(fault), "{error}");
}

#[test]
fn a_fault_in_a_limit_is_refused() {
    let limit = |kind: &str, terms: &str| {
        format!("[limits.{kind}]\n{terms}\nsource = \"s\"\nconfidence = \"low\"")
    };
    let good = "most = { fixed = 9 }\nevery = { seconds = 1 }\nper = \"channel\"";
    assert!(load("", &limit("sends", good)).is_ok());
    let wrong = |from: &str, to: &str, fault: &str| {
        refused("", &limit("sends", &good.replace(from, to)), fault);
    };
    wrong(
        "fixed = 9",
        "tiers = [9, 9]",
        "draft.toml:7: limit of `sends`: tiers rise",
    );
    wrong(
        "fixed = 9",
        "tiers = []",
        "tiers rise, and there is at least one",
    );
    wrong("fixed = 9", "fixed = -9", "invalid value");
    wrong("fixed = 9", "some = 9", "unknown variant `some`");
    wrong("seconds = 1", "seconds = 0", "`every` is no time at all");
    wrong("seconds = 1", "weeks = 1", "unknown variant `weeks`");
    wrong(
        "\"channel\"",
        "\"person\"",
        "what is counted and `per` disagree",
    );
    wrong(
        "\"channel\"",
        "\"channel\"\nburst = 9",
        "`burst` is more than a fixed `most`",
    );
    wrong(
        "\"channel\"",
        "\"channel\"\nregions = [\"US\", \"us\"]",
        "each once",
    );
    wrong(
        "\"channel\"",
        "\"channel\"\nregions = []",
        "`regions` names countries",
    );
    wrong(
        "\"channel\"",
        "\"channel\"\nregions = [\"USA\"]",
        "unknown country `USA`",
    );
    wrong(
        "\"channel\"",
        "\"channel\"\nlimit = 1",
        "unknown field `limit`",
    );
    refused("", &limit("pigeons", good), "unknown variant `pigeons`");
    refused(
        "lifts = [\"private_replies\"]",
        "",
        "draft.toml:6: there is no limit of `private_replies` to lift",
    );
    refused(
        "lifts = [\"sends\"]",
        &limit("sends", good),
        "both given and lifted",
    );
    refused(
        "",
        &limit(
            "sends",
            "most = { tiers = [80, 1000] }\nevery = { seconds = 1 }\nper = \"channel\"",
        )
        .replace(
            "source = \"s\"",
            "source = \"Throughput of a number, raised with volume and quality\"",
        )
        .replace("\"low\"", "\"high\""),
        "says what the edition before says",
    );
    let lifted = load("lifts = [\"marketing\"]", "").expect("sound");
    let last = lifted
        .editions(Channel::WhatsApp)
        .last()
        .expect("the draft");
    assert!(last.limit(LimitKind::Marketing).is_none());
}

#[test]
fn a_fault_in_a_price_is_refused() {
    let price =
        |terms: &str| format!("[prices.utility]\n{terms}\nsource = \"s\"\nconfidence = \"low\"");
    assert!(load("", &price("window = \"free\"")).is_ok());
    refused(
        "",
        &price("outside = \"free\"\nwindow = \"charged\""),
        "draft.toml:7: price of `utility`: free outside",
    );
    refused("", &price("window = { charged_after = 0 }"), "is `charged`");
    refused("", &price("window = \"cheap\""), "unknown variant `cheap`");
    refused("", &price("outside = \"free\""), "missing field `window`");
    refused(
        "",
        &price("window = \"free\"").replace("utility", "luxury"),
        "unknown variant `luxury`",
    );
    let draft = format!(
        "channel = \"instagram\"\nvalid_from = 2027-01-01\nsummary = \"s\"\nsource = \"s\"\nconfidence = \"low\"\n{}",
        price("window = \"free\"\nentry_point = \"free\"")
    );
    let error = Rulebooks::embedded()
        .with_draft("draft.toml", &draft)
        .expect_err("Instagram has no entry point");
    assert!(
        error.to_string().contains("has no `[entry_point]`"),
        "{error}"
    );
    refused(
        "",
        "[entry_point]\nanswer_within = { hours = 0 }\nfree_for = { hours = 72 }\nsource = \"s\"\nconfidence = \"low\"",
        "lasts no time at all",
    );
}

#[test]
fn a_fault_in_the_penalties_is_refused() {
    let ladder = |steps: &str| {
        format!("[penalties]\nsteps = [{steps}]\nsource = \"s\"\nconfidence = \"low\"")
    };
    assert!(load("", &ladder("{ bars = [\"all\"], lasts = [\"for_good\"] }")).is_ok());
    refused("", &ladder(""), "penalties without a step");
    refused(
        "",
        &ladder("{ bars = [\"all\"], lasts = [] }"),
        "a warning does neither",
    );
    refused(
        "",
        &ladder("{ bars = [], lasts = [\"for_good\"] }"),
        "a warning does neither",
    );
    refused(
        "",
        &ladder("{ bars = [\"all\"], lasts = [{ days = 3 }, { days = 1 }] }"),
        "draft.toml:8: the lengths of a penalty rise",
    );
    refused(
        "",
        &ladder("{ bars = [\"all\"], lasts = [{ days = 0 }] }"),
        "rise from one day",
    );
    refused(
        "",
        &ladder("{ bars = [\"tags\"], lasts = [\"for_good\"] }"),
        "`tags` bars no route of the edition",
    );
    refused(
        "",
        &ladder("{ bars = [\"fun\"], lasts = [\"for_good\"] }"),
        "unknown variant `fun`",
    );
    refused(
        "",
        &ladder("{ bars = [\"all\"], lasts = [\"for_good\"], why = 1 }"),
        "unknown field `why`",
    );
}

#[test]
fn a_fault_in_what_is_taken_as_files_is_refused() {
    let file =
        |terms: &str| format!("[files.image]\n{terms}\nsource = \"s\"\nconfidence = \"low\"");
    let good = "most = { megabytes = 6 }\ntypes = [\"image/png\"]";
    let changed = load("", &file(good)).unwrap();
    let edition = changed.editions(Channel::WhatsApp).last().unwrap();
    let rule = edition.file(FileKind::Image).unwrap();
    assert!(takes(rule, "image/png", 6_000_000));
    assert!(!takes(rule, "image/png", 6_000_001) && !takes(rule, "image/gif", 1));
    let rest = edition.file(FileKind::Document).unwrap();
    assert!(
        takes(rest, "application/pdf", 99_000_000),
        "what is not said anew stays"
    );
    refused(
        "",
        &file("most = { megabytes = 0 }"),
        "`most` is nothing at all",
    );
    refused(
        "",
        &file("most = { gigabytes = 1 }"),
        "unknown variant `gigabytes`",
    );
    refused(
        "",
        &file("most = { megabytes = 6 }\ntypes = [\"png\"]"),
        "a type is written like image/png",
    );
    let uploads = |last: &str| {
        format!("[uploads]\nlast = {{ {last} }}\nsource = \"s\"\nconfidence = \"low\"")
    };
    let changed = load("", &uploads("days = 7")).unwrap();
    let edition = changed.editions(Channel::WhatsApp).last().unwrap();
    assert_eq!(edition.uploads().unwrap().last.as_hours(), 7 * 24);
    refused("", &uploads("days = 0"), "`last` is no time at all");
    let tokens = |rest: &str| {
        format!(
            "[tokens]\nlast = {{ days = 2 }}\nrest = {{ {rest} }}\nsource = \"s\"\nconfidence = \"low\""
        )
    };
    let changed = load("", &tokens("hours = 3")).unwrap();
    let edition = changed.editions(Channel::WhatsApp).last().unwrap();
    assert_eq!(edition.tokens().unwrap().rest.as_hours(), 3);
    refused("", &tokens("days = 2"), "`rest` is shorter than `last`");
    let lives = |terms: &str| {
        format!("[time_to_live.utility]\n{terms}\nsource = \"s\"\nconfidence = \"low\"")
    };
    let changed = load("", &lives("least = { hours = 1 }\nmost = { hours = 2 }")).unwrap();
    let edition = changed.editions(Channel::WhatsApp).last().unwrap();
    let rule = edition.time_to_live(TemplateCategory::Utility).unwrap();
    assert_eq!((rule.most.as_hours(), rule.longest), (2, None));
    for terms in [
        "least = { hours = 0 }\nmost = { hours = 2 }",
        "least = { hours = 2 }\nmost = { hours = 2 }",
        "least = { hours = 1 }\nmost = { hours = 2 }\nlongest = { hours = 2 }",
    ] {
        refused("", &lives(terms), "`least`, `most` and `longest` grow");
    }
}

#[test]
fn what_is_no_rule_of_decisions_is_told_among_the_rules() {
    let books = Rulebooks::embedded();
    for (channel, sentence) in [
        (
            Channel::WhatsApp,
            "Sent as a picture: image/jpeg, image/png, up to 5 MB.",
        ),
        (
            Channel::WhatsApp,
            "Sent as a sticker: image/webp, up to 100 kB, or 500 kB when it moves, of exactly 512 × 512 pixels.",
        ),
        (
            Channel::WhatsApp,
            "Delivery of utility templates can be given up after 30 seconds to 12 hours, or after 30 days.",
        ),
        (
            Channel::WhatsApp,
            "Delivery of marketing templates can be given up after 12 hours to 30 days.",
        ),
        (Channel::Messenger, "Sent as a document: files up to 25 MB."),
        (
            Channel::Instagram,
            "A file that was uploaded may be sent again for 90 days.",
        ),
    ] {
        let edition = books.editions(channel).last().unwrap();
        let told = edition.rules().into_iter();
        let mut told = told.map(|rule| rule.sentence(transom_policy::Language::English));
        assert!(told.any(|told| told == sentence), "{channel}: {sentence}");
    }
}

fn takes(rule: &FileRule, media_type: &str, bytes: u64) -> bool {
    let file = FileFacts {
        media_type,
        bytes,
        size: None,
        moves: false,
    };
    rule.fault(&file).is_none()
}

#[test]
fn a_sticker_has_its_measures() {
    let edition = Rulebooks::embedded().editions(Channel::WhatsApp).last();
    let rule = edition.unwrap().file(FileKind::Sticker).unwrap();
    let fault = |media_type, bytes, size, moves| {
        rule.fault(&FileFacts {
            media_type,
            bytes,
            size,
            moves,
        })
    };
    let (square, webp) = (Some((512, 512)), "image/webp");
    assert_eq!(fault(webp, 100_000, square, false), None);
    assert_eq!(fault(webp, 500_000, square, true), None);
    assert_eq!(fault("image/png", 1, square, false), Some(FileFault::Type));
    for size in [None, Some((512, 511)), Some((300, 300))] {
        assert_eq!(fault(webp, 1, size, false), Some(FileFault::Edge(512)));
    }
    let too_large = |most| Some(FileFault::Bytes(most));
    assert_eq!(fault(webp, 100_001, square, false), too_large(100_000));
    assert_eq!(fault(webp, 500_001, square, true), too_large(500_000));
}
