use jiff::Timestamp;
use transom_policy::{TemplateCategory, TemplateStatus};

use super::*;
use crate::inbound::{Quality, TemplateChange, TemplateText, TemplateUpdate};
use crate::message::{ButtonValue, Parameters, TemplateButton, TemplateHeader, TemplateMessage};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn status(status: TemplateStatus) -> TemplateChange {
    TemplateChange::Status {
        status,
        pause: None,
        reason: None,
        advice: None,
    }
}

fn update(change: TemplateChange) -> TemplateUpdate {
    TemplateUpdate {
        external_id: "77".to_owned(),
        name: "order_update".to_owned(),
        language: "en_US".to_owned(),
        change,
    }
}

fn order_update() -> Components {
    Components {
        format: ParameterFormat::Named,
        header: Some(Header::Text(Phrase::new("Order {{order}}"))),
        body: Phrase::new("Hi {{name}}, order {{order}} arrives {{ day }}."),
        footer: Some("Jacket shop".to_owned()),
        buttons: vec![
            Button::Url {
                label: "Track".to_owned(),
                url: "https://shop.example/t/{{1}}".to_owned(),
                example: None,
            },
            Button::QuickReply {
                label: "Talk to us".to_owned(),
                payload: None,
            },
        ],
        ..Components::default()
    }
}

fn listed() -> Listed {
    Listed {
        external_id: "77".to_owned(),
        name: "order_update".to_owned(),
        language: "en_US".to_owned(),
        category: TemplateCategory::Utility,
        standing: Standing {
            status: TemplateStatus::Approved,
            reason: None,
            advice: None,
        },
        quality: Some(Quality::High),
        components: order_update(),
    }
}

fn named(values: &[(&str, &str)]) -> Parameters {
    let values = values.iter();
    let owned = values.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Parameters::Named(owned.collect())
}

fn message() -> TemplateMessage {
    TemplateMessage {
        header: Some(TemplateHeader::Text(named(&[("order", "A-17")]))),
        body: named(&[("day", "Monday"), ("name", "Nina"), ("order", "A-17")]),
        buttons: vec![TemplateButton {
            index: 0,
            value: ButtonValue::Url("a17".to_owned()),
        }],
        ..TemplateMessage::new("order_update", "en_US")
    }
}

#[test]
fn a_blank_is_a_name_in_two_braces_and_other_braces_are_words() {
    assert_eq!(blanks("{{1}} and {{ 2 }} and {{1}}"), ["1", "2"]);
    assert_eq!(blanks("{{order_no}}{{{{x}}}}"), ["order_no", "x"]);
    for text in ["", "{{", "{{}}", "{{Name}}", "{{a b}}", "{ {1}}", "{{1}"] {
        assert!(blanks(text).is_empty(), "{text}");
        assert_eq!(filled(text, |_| Some("!")), text);
    }
    let value = |name: &str| (name == "1").then_some("one");
    assert_eq!(filled("{{1}}, {{ 2 }}", value), "one, {{2}}");
}

#[test]
fn a_message_reads_as_its_template_with_the_blanks_filled_in() {
    let reads = order_update().read_with(&message());
    assert_eq!(reads.header.as_deref(), Some("Order A-17"));
    assert_eq!(reads.body, "Hi Nina, order A-17 arrives Monday.");
    assert_eq!(reads.footer.as_deref(), Some("Jacket shop"));
    assert_eq!(
        reads.buttons[0].target.as_deref(),
        Some("https://shop.example/t/a17")
    );
    assert_eq!(reads.buttons[1].label, "Talk to us");
}

#[test]
fn what_is_missing_and_what_is_too_much_is_named() {
    let named_by = |message: &TemplateMessage| {
        let found = order_update().mismatches(message).into_iter();
        found
            .map(|one| format!("{} {:?}", one.place, one.trouble))
            .collect::<Vec<_>>()
    };
    assert!(named_by(&message()).is_empty());
    let bare = TemplateMessage::new("order_update", "en_US");
    assert_eq!(
        named_by(&bare),
        [
            "header.order Missing",
            "body.name Missing",
            "body.order Missing",
            "body.day Missing",
            "buttons.0 Missing"
        ]
    );
    let mut more = message();
    more.body = named(&[("day", " "), ("name", "N"), ("order", "A"), ("hour", "9")]);
    more.buttons.push(TemplateButton {
        index: 1,
        value: ButtonValue::Payload("TALK".to_owned()),
    });
    more.buttons.push(TemplateButton {
        index: 2,
        value: ButtonValue::Url("x".to_owned()),
    });
    assert_eq!(
        named_by(&more),
        ["body.day Missing", "body.hour Extra", "buttons.2 Extra"]
    );
}

#[test]
fn values_without_names_go_by_the_numbers_of_the_blanks() {
    let components = Components {
        body: Phrase::new("From {{2}} to {{1}}."),
        ..Components::default()
    };
    let mut message = TemplateMessage::new("way", "en");
    message.body = Parameters::Positional(vec!["Rome".to_owned(), "Lyon".to_owned()]);
    assert!(components.mismatches(&message).is_empty());
    assert_eq!(components.read_with(&message).body, "From Lyon to Rome.");
    message.body = Parameters::Positional(vec!["Rome".to_owned(); 3]);
    let found = components.mismatches(&message);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.to_string(), "body.3");
}

#[test]
fn what_was_told_last_counts_in_whatever_order_it_comes() {
    enum News {
        Told(TemplateChange),
        Listed,
        Unlisted,
    }
    let text = TemplateText {
        body: "Order {{order}}.".to_owned(),
        ..TemplateText::default()
    };
    let story = [
        (10, News::Told(status(TemplateStatus::Pending))),
        (20, News::Listed),
        (30, News::Told(TemplateChange::Quality(Quality::Low))),
        (30, News::Told(status(TemplateStatus::Paused))),
        (30, News::Told(status(TemplateStatus::Approved))),
        (40, News::Told(TemplateChange::Text(text))),
        (50, News::Unlisted),
        (60, News::Told(status(TemplateStatus::Approved))),
        (
            70,
            News::Told(TemplateChange::Category {
                category: TemplateCategory::Marketing,
                from: Some(at(90)),
            }),
        ),
    ];
    let hear = |order: &[usize]| {
        order.iter().fold(None, |known, index| {
            let (second, news) = &story[*index];
            Some(match news {
                News::Told(change) => Template::told(known, &update(change.clone()), at(*second)),
                News::Listed => Template::listed(known, &listed(), at(*second)),
                News::Unlisted => {
                    let mut template = known?;
                    template.deleted(at(*second));
                    template
                }
            })
        })
    };
    let in_order: Vec<usize> = (0..story.len()).collect();
    let end = hear(&in_order).unwrap();
    assert!(!end.is_deleted(), "it was told to be approved after that");
    assert_eq!(
        end.standing.as_ref().unwrap().value.status,
        TemplateStatus::Approved
    );
    assert_eq!(end.quality.as_ref().unwrap().value, Quality::Low);
    assert_eq!(end.made_of().unwrap().body.text, "Order {{order}}.");
    assert_eq!(end.category_at(at(89)), Some(TemplateCategory::Utility));
    assert_eq!(end.upcoming(at(89)).unwrap().from, at(90));
    assert_eq!(end.category_at(at(90)), Some(TemplateCategory::Marketing));
    assert_eq!(end.upcoming(at(90)), None);
    for first in 0..story.len() {
        for second in 0..story.len() {
            let mut order = in_order.clone();
            order.swap(first, second);
            // A list that does not show it is no news of one that nobody has heard of.
            if order[0] == 6 {
                continue;
            }
            order.extend(order.clone());
            assert_eq!(hear(&order).as_ref(), Some(&end), "{order:?}");
        }
    }
}

#[test]
fn of_two_reports_of_the_same_second_the_stricter_counts() {
    let paused = update(status(TemplateStatus::Paused));
    let approved = update(status(TemplateStatus::Approved));
    for (first, second) in [(&paused, &approved), (&approved, &paused)] {
        let template = Template::told(None, first, at(1));
        let template = Template::told(Some(template), second, at(1));
        let standing = template.standing.unwrap().value;
        assert_eq!(standing.status, TemplateStatus::Paused);
    }
}

#[test]
fn the_rules_know_a_template_only_when_its_status_and_category_were_told() {
    let told = Template::told(None, &update(status(TemplateStatus::Approved)), at(30));
    assert_eq!(told.fact(at(40)), None);
    let mut template = Template::listed(Some(told), &listed(), at(20));
    let fact = template.fact(at(40)).unwrap();
    assert_eq!(fact.category, TemplateCategory::Utility);
    template.deleted(at(30));
    assert!(template.is_deleted());
    assert_eq!(template.fact(at(40)), None);
}

#[test]
fn values_in_another_form_than_the_blanks_are_told_by_the_first_blank() {
    let told = |components: &Components, message: &TemplateMessage| {
        let found = components.mismatches(message).into_iter();
        found
            .map(|one| format!("{} {:?}", one.place, one.trouble))
            .collect::<Vec<_>>()
    };
    let mut in_order = message();
    in_order.body = Parameters::Positional(vec!["Nina".to_owned(), "A-17".to_owned()]);
    assert_eq!(told(&order_update(), &in_order), ["body.name Unnamed"]);
    in_order.header = Some(TemplateHeader::Text(Parameters::Positional(vec![
        "A-17".to_owned(),
    ])));
    assert_eq!(
        told(&order_update(), &in_order),
        ["header.order Unnamed", "body.name Unnamed"]
    );
    let numbered = Components {
        body: Phrase::new("From {{1}} to {{2}}."),
        ..Components::default()
    };
    let by_name = TemplateMessage {
        body: named(&[("1", "Lyon"), ("2", "Rome")]),
        ..TemplateMessage::new("way", "en_US")
    };
    assert_eq!(told(&numbered, &by_name), ["body.1 Unordered"]);
}
