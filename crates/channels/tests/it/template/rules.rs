//! What the platforms would not take.

use transom_channels::template::{NewTemplate, check, check_edit, check_time_to_live};
use transom_domain::template::{
    Button, CodeApp, CodeNotice, Components, Handover, Header, HeaderMedia, ParameterFormat,
    Phrase, TimeToLive,
};
use transom_policy::{Channel as Platform, Rulebooks, TemplateCategory, TemplateStatus};

use super::order_update;

fn faults(platform: Platform, change: impl FnOnce(&mut NewTemplate)) -> Vec<String> {
    let mut new = order_update();
    change(&mut new);
    let found = check(platform, &new).into_iter();
    found
        .map(|fault| format!("{} {:?}", fault.field, fault.rule))
        .collect()
}

fn reply(label: &str) -> Button {
    Button::QuickReply {
        label: label.to_owned(),
        payload: None,
    }
}

fn body(new: &mut NewTemplate, text: &str) {
    new.components.format = ParameterFormat::Positional;
    new.components.header = None;
    let numbers = ["1", "2", "3"].map(|name| (name.to_owned(), "x".to_owned()));
    new.components.body = Phrase {
        text: text.to_owned(),
        examples: numbers.to_vec(),
    };
}

#[test]
fn a_good_template_has_no_fault_on_either_platform() {
    assert!(faults(Platform::WhatsApp, |_| {}).is_empty());
    assert!(faults(Platform::Messenger, |_| {}).is_empty());
}

#[test]
fn each_part_has_its_bounds() {
    let whatsapp = |change: fn(&mut NewTemplate)| faults(Platform::WhatsApp, change);
    assert_eq!(
        whatsapp(|new| new.name = "Order-1".to_owned()),
        ["name Name"]
    );
    assert_eq!(whatsapp(|new| new.name.clear()), ["name Empty"]);
    assert_eq!(
        whatsapp(|new| new.name = "a".repeat(513)),
        ["name TooLong(512)"]
    );
    for bad in ["", "english", "en-US", "EN", "en_us", "e"] {
        let found = faults(Platform::WhatsApp, |new| new.language = bad.to_owned());
        assert_eq!(found, ["language Language"], "{bad}");
    }
    assert_eq!(
        whatsapp(|new| new.category = TemplateCategory::Authentication),
        ["category Category"]
    );
    assert_eq!(
        whatsapp(|new| new.components.footer = Some("é".repeat(61))),
        ["footer TooLong(60)"]
    );
    assert!(whatsapp(|new| new.components.footer = Some("é".repeat(60))).is_empty());
    assert_eq!(
        whatsapp(|new| new.components.footer = Some("Bye {{order}}".to_owned())),
        ["footer TooManyBlanks(0)"]
    );
    assert_eq!(
        whatsapp(|new| body(new, &"x".repeat(1025))),
        ["body.text TooLong(1024)"]
    );
    assert_eq!(whatsapp(|new| body(new, " ")), ["body.text Empty"]);
}

#[test]
fn variables_stand_among_words_are_named_in_one_way_and_have_examples() {
    let whatsapp = |text: &str| faults(Platform::WhatsApp, |new| body(new, text));
    assert!(whatsapp("Hi {{1}}, {{2}} it is.").is_empty());
    assert_eq!(whatsapp("{{1}} it is."), ["body.text BlankAtEdge"]);
    assert_eq!(whatsapp("It is {{1}}"), ["body.text BlankAtEdge"]);
    assert_eq!(whatsapp("It is {{1}} {{2}}."), ["body.text BlanksTouch"]);
    assert_eq!(whatsapp("It is {{2}}."), ["body.text BlanksOutOfOrder"]);
    assert_eq!(whatsapp("It is {{Name}}."), ["body.text BlankName"]);
    assert_eq!(
        whatsapp("It is {{day}} for {{1}}."),
        ["body.text MixedBlanks", "body.examples.day ExampleMissing"]
    );
    let found = faults(Platform::WhatsApp, |new| {
        new.components.body.examples.pop();
    });
    assert_eq!(found, ["body.examples.day ExampleMissing"]);
    let found = faults(Platform::WhatsApp, |new| {
        let two = "{{order}} and {{day}}".to_owned();
        let examples = new.components.body.examples.clone();
        new.components.header = Some(Header::Text(Phrase {
            text: two,
            examples,
        }));
    });
    assert_eq!(found, ["header.text TooManyBlanks(1)"]);
}

#[test]
fn buttons_are_counted_by_their_kinds_and_grouped() {
    let with =
        |platform, buttons: Vec<Button>| faults(platform, |new| new.components.buttons = buttons);
    let url = |label: &str, url: &str| Button::Url {
        label: label.to_owned(),
        url: url.to_owned(),
        example: None,
    };
    let good = "https://shop.example";
    let labels: Vec<String> = (0..11).map(|number| format!("Label {number}")).collect();
    let replies: Vec<Button> = labels.iter().map(|label| reply(label)).collect();
    assert!(with(Platform::WhatsApp, replies[..10].to_vec()).is_empty());
    assert_eq!(
        with(Platform::WhatsApp, replies.clone()),
        ["buttons TooManyButtons(10)"]
    );
    assert_eq!(
        with(Platform::Messenger, replies[..4].to_vec()),
        ["buttons TooManyButtons(3)"]
    );
    assert_eq!(
        with(Platform::Messenger, vec![reply("A label of 21 signs!!")]),
        ["buttons[0].label TooLong(20)"]
    );
    assert_eq!(
        with(
            Platform::WhatsApp,
            vec![reply("A"), url("B", good), reply("C")]
        ),
        ["buttons NotGrouped"]
    );
    assert_eq!(
        with(Platform::WhatsApp, vec![reply("A"), reply("A")]),
        ["buttons[1].label LabelTwice"]
    );
    assert_eq!(
        with(
            Platform::WhatsApp,
            vec![url("A", good), url("B", good), url("C", good)]
        ),
        ["buttons[2].kind TooManyButtons(2)"]
    );
    for (bad, rule) in [
        ("shop.example", "url NotAnAddress"),
        ("https://", "url NotAnAddress"),
        ("https://{{1}}", "url NotAnAddress"),
    ] {
        let found = with(Platform::WhatsApp, vec![url("A", bad)]);
        assert_eq!(found.first(), Some(&format!("buttons[0].{rule}")), "{bad}");
    }
    assert_eq!(
        with(
            Platform::WhatsApp,
            vec![url("A", "https://x.example/{{1}}/y")]
        ),
        [
            "buttons[0].url BlankNotAtEnd",
            "buttons[0].example ExampleMissing"
        ]
    );
    let code = Button::Code {
        example: Some("SIXTEEN-LETTERS!".to_owned()),
    };
    assert_eq!(
        with(Platform::WhatsApp, vec![code.clone()]),
        ["buttons[0].example TooLong(15)"]
    );
    assert!(
        with(Platform::Messenger, vec![code])
            .contains(&"buttons[0].kind TooManyButtons(0)".to_owned())
    );
    let call = |number: &str| Button::Phone {
        label: "Call".to_owned(),
        number: number.to_owned(),
    };
    assert!(with(Platform::WhatsApp, vec![call("+33123456789")]).is_empty());
    assert_eq!(
        with(Platform::WhatsApp, vec![call("call me")]),
        ["buttons[0].number NotANumber"]
    );
}

#[test]
fn messenger_takes_utility_texts_alone() {
    let found = faults(Platform::Messenger, |new| {
        new.category = TemplateCategory::Marketing;
        new.components.header = Some(Header::Media {
            kind: HeaderMedia::Image,
            example: Some("4::aW".to_owned()),
        });
    });
    assert_eq!(found, ["category Category", "header.media Kind"]);
}

#[test]
fn a_file_above_the_text_needs_a_handle_not_an_address() {
    let with = |example: Option<&str>| {
        faults(Platform::WhatsApp, |new| {
            new.components.header = Some(Header::Media {
                kind: HeaderMedia::Document,
                example: example.map(str::to_owned),
            });
        })
    };
    assert!(with(Some("4::aW")).is_empty());
    for bad in [None, Some(""), Some("https://cdn.example/x.pdf")] {
        assert_eq!(with(bad), ["header.example FileHandle"], "{bad:?}");
    }
}

#[test]
fn what_stands_under_review_or_was_disabled_cannot_be_changed() {
    let may = |platform, was| check_edit(platform, &order_update(), was).is_empty();
    for (status, on_whatsapp, on_messenger) in [
        (TemplateStatus::Approved, true, false),
        (TemplateStatus::Rejected, true, true),
        (TemplateStatus::Paused, true, true),
        (TemplateStatus::Pending, false, false),
        (TemplateStatus::Disabled, false, false),
    ] {
        assert_eq!(may(Platform::WhatsApp, status), on_whatsapp, "{status:?}");
        assert_eq!(may(Platform::Messenger, status), on_messenger, "{status:?}");
    }
}

fn one_time(handover: Handover) -> NewTemplate {
    NewTemplate {
        name: "sign_in".to_owned(),
        language: "en_US".to_owned(),
        category: TemplateCategory::Authentication,
        components: Components {
            body: Phrase::new("{{1}}"),
            buttons: vec![Button::OneTime {
                label: String::new(),
                handover,
            }],
            code: Some(CodeNotice {
                warns: true,
                expires_in: Some(10),
            }),
            ..Components::default()
        },
    }
}

#[test]
fn a_one_time_code_has_one_button_a_sensible_life_and_known_apps() {
    let named = |new: &NewTemplate| -> Vec<String> {
        let found = check(Platform::WhatsApp, new).into_iter();
        found.map(|fault| fault.field).collect()
    };
    let new = one_time(Handover::Copy);
    assert!(named(&new).is_empty());
    assert_eq!(check(Platform::Messenger, &new)[0].field, "category");
    let mut late = one_time(Handover::Copy);
    late.components.code.as_mut().unwrap().expires_in = Some(91);
    late.category = TemplateCategory::Utility;
    assert_eq!(named(&late), ["category", "code.expires_in"]);
    let mut plain = one_time(Handover::Copy);
    plain.components.buttons = vec![reply("Copy")];
    assert_eq!(named(&plain), ["buttons"]);
    let app = |signature: &str| CodeApp {
        package: "com.example.shop".to_owned(),
        signature: signature.to_owned(),
    };
    for (apps, is_good) in [
        (vec![app("K8a/AINcGX7")], true),
        (vec![app("short")], false),
        (Vec::new(), false),
        (vec![app("K8a/AINcGX7"); 6], false),
    ] {
        let autofill = None;
        let new = one_time(Handover::ZeroTap { autofill, apps });
        assert_eq!(named(&new).is_empty(), is_good);
    }
}

#[test]
fn for_how_long_a_message_is_tried_has_its_bounds_by_category() {
    use TemplateCategory::{Authentication, Marketing, Utility};
    let books = Rulebooks::embedded();
    let fault = |platform, category, time| {
        let mut new = order_update();
        new.category = category;
        new.components.time_to_live = Some(time);
        let rulebook = books.editions(platform).last().unwrap();
        check_time_to_live(rulebook, &new).map(|fault| format!("{}: {}", fault.field, fault.rule))
    };
    for (category, least, most, has_longest) in [
        (Authentication, 30, 900, true),
        (Utility, 30, 43_200, true),
        (Marketing, 43_200, 2_592_000, false),
    ] {
        let whatsapp = |time| fault(Platform::WhatsApp, category, time);
        for good in [least, most] {
            assert_eq!(whatsapp(TimeToLive::Seconds(good)), None);
        }
        let told = format!("time_to_live_seconds: give a time between {least} and {most} seconds");
        for bad in [least - 1, most + 1, 0] {
            assert_eq!(whatsapp(TimeToLive::Seconds(bad)), Some(told.clone()));
        }
        let longest = (!has_longest).then_some(told);
        assert_eq!(whatsapp(TimeToLive::Longest), longest);
    }
    let on_messenger = fault(Platform::Messenger, Utility, TimeToLive::Longest);
    assert!(on_messenger.is_some());
}
