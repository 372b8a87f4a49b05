//! What WhatsApp would not take, and what is said about it.

use transom_channels::whatsapp::{CannotRender, Part, render};
use transom_domain::message::{
    Attachment, AttachmentKind, ButtonValue, ContactCard, Content, Extra, FormReply, LinkButton,
    ListRow, Location, Order, Parameters, PersonName, TemplateButton, TemplateMessage,
};

use super::{attached, extra, file, list, replies, row, to_nina};

fn refused(content: Content) -> CannotRender {
    render(&to_nina(content)).unwrap_err()
}

fn too_long(part: Part, is: usize, most: usize) -> CannotRender {
    CannotRender::TooLong { part, is, most }
}

#[test]
fn what_is_longer_than_its_place_is_refused_and_what_just_fits_is_not() {
    // As many letters, none of them one byte long.
    let long = |letters: usize| "é".repeat(letters);
    let text = |letters| Content::text(long(letters));
    assert!(render(&to_nina(text(4096))).is_ok());
    assert_eq!(refused(text(4097)), too_long(Part::Text, 4097, 4096));
    let caption = |letters: usize| attached(file(AttachmentKind::Image), Some(&long(letters)));
    assert!(render(&to_nina(caption(1024))).is_ok());
    assert_eq!(refused(caption(1025)), too_long(Part::Caption, 1025, 1024));

    let button = |title: usize, payload: usize| replies(&[(&long(title), &long(payload))]);
    assert!(render(&to_nina(button(20, 256))).is_ok());
    assert_eq!(refused(button(21, 1)), too_long(Part::ButtonLabel, 21, 20));
    assert_eq!(
        refused(button(1, 257)),
        too_long(Part::ButtonPayload, 257, 256)
    );
    let above = |text: usize, heading: usize, footer: usize| Content {
        text: Some(long(text)),
        heading: Some(long(heading)),
        footer: Some(long(footer)),
        ..button(1, 1)
    };
    assert!(render(&to_nina(above(1024, 60, 60))).is_ok());
    assert_eq!(
        refused(above(1025, 1, 1)),
        too_long(Part::ButtonsText, 1025, 1024)
    );
    assert_eq!(refused(above(1, 61, 1)), too_long(Part::Heading, 61, 60));
    assert_eq!(refused(above(1, 1, 61)), too_long(Part::Footer, 61, 60));

    let listed = |section: usize, title: usize, payload: usize, description: usize| {
        let row = ListRow {
            title: long(title),
            payload: long(payload),
            description: Some(long(description)),
        };
        list(vec![(Some(&long(section)), vec![row])])
    };
    assert!(render(&to_nina(listed(24, 24, 200, 72))).is_ok());
    assert_eq!(
        refused(listed(25, 1, 1, 1)),
        too_long(Part::SectionTitle, 25, 24)
    );
    assert_eq!(
        refused(listed(1, 25, 1, 1)),
        too_long(Part::RowTitle, 25, 24)
    );
    assert_eq!(
        refused(listed(1, 1, 201, 1)),
        too_long(Part::RowPayload, 201, 200)
    );
    assert_eq!(
        refused(listed(1, 1, 1, 73)),
        too_long(Part::RowDescription, 73, 72)
    );
}

#[test]
fn what_there_is_too_much_of_is_refused() {
    let too_many = |what, is, most| CannotRender::TooMany { what, is, most };
    let four = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")];
    assert!(render(&to_nina(replies(&four[..3]))).is_ok());
    assert_eq!(refused(replies(&four)), too_many("buttons", 4, 3));
    let rows = |count: usize| -> Vec<_> {
        let payloads = (0..count).map(|place| place.to_string());
        payloads.map(|payload| row("x", &payload)).collect()
    };
    assert!(render(&to_nina(list(vec![(None, rows(10))]))).is_ok());
    assert_eq!(
        refused(list(vec![(None, rows(11))])),
        too_many("rows", 11, 10)
    );
    assert_eq!(refused(list(vec![(None, Vec::new())])), CannotRender::Empty);
    let sections = (0..11).map(|_| (Some("s"), Vec::new())).collect();
    assert_eq!(refused(list(sections)), too_many("sections", 11, 10));
    let card = ContactCard {
        name: PersonName {
            formatted: "Ada".into(),
            ..PersonName::default()
        },
        ..ContactCard::default()
    };
    let cards = |count| extra(Extra::Contacts(vec![card.clone(); count]));
    assert!(render(&to_nina(cards(257))).is_ok());
    assert_eq!(refused(cards(258)), too_many("contacts", 258, 257));
    assert_eq!(refused(cards(0)), CannotRender::Empty);
}

#[test]
fn a_section_of_a_list_has_rows() {
    let empty = list(vec![
        (Some("Monday"), vec![row("09:00", "m9")]),
        (Some("Tuesday"), Vec::new()),
    ]);
    assert_eq!(refused(empty), CannotRender::EmptySection);
}

#[test]
fn what_goes_into_a_blank_stands_within_a_line() {
    let with = |value: &str| {
        let template = TemplateMessage {
            body: Parameters::Positional(vec![value.to_owned()]),
            ..TemplateMessage::new("order_update", "en_US")
        };
        extra(Extra::Template(Box::new(template)))
    };
    assert!(render(&to_nina(with("12,  rue    Neuve"))).is_ok());
    for broken in ["12\nrue Neuve", "12\r\nrue", "12\true", "12     rue"] {
        assert_eq!(refused(with(broken)), CannotRender::BrokenParameter);
    }
}

#[test]
fn a_voice_message_is_opus_in_an_ogg_file() {
    let spoken = |mime_type: Option<&str>, is_voice| {
        let recording = Attachment {
            mime_type: mime_type.map(str::to_owned),
            is_voice,
            ..file(AttachmentKind::Audio)
        };
        attached(recording, None)
    };
    for taken in [Some("audio/ogg"), Some("audio/ogg; codecs=opus"), None] {
        assert!(render(&to_nina(spoken(taken, true))).is_ok());
    }
    assert!(render(&to_nina(spoken(Some("audio/mpeg"), false))).is_ok());
    let other = spoken(Some("audio/mpeg"), true);
    assert_eq!(refused(other), CannotRender::NotSpoken);
}

#[test]
fn what_has_no_form_on_whatsapp_is_refused_with_what_to_do() {
    use AttachmentKind::{Audio, Image, Post, Sticker};
    assert_eq!(refused(Content::default()), CannotRender::Empty);
    assert_eq!(refused(Content::text("")), CannotRender::Empty);
    assert_eq!(
        refused(Content::text("  ")),
        CannotRender::EmptyPart(Part::Text)
    );
    let two = Content {
        attachments: vec![file(Image), file(Image)],
        ..Content::default()
    };
    assert_eq!(refused(two), CannotRender::SeveralAttachments);
    for kind in [Audio, Sticker] {
        assert_eq!(
            refused(attached(file(kind), Some("look"))),
            CannotRender::NoCaption(kind)
        );
    }
    assert_eq!(
        refused(attached(file(Post), None)),
        CannotRender::AttachmentKind(Post)
    );
    let nowhere = Attachment {
        media_id: None,
        ..file(Image)
    };
    assert_eq!(
        refused(attached(nowhere, None)),
        CannotRender::AttachmentWithoutSource
    );
    let headed = Content {
        heading: Some("Delivery".into()),
        ..Content::text("x")
    };
    assert_eq!(refused(headed), CannotRender::HeadingWithoutButtons);
    let accompanied = Content {
        text: Some("here".into()),
        ..extra(Extra::Location(Location::default()))
    };
    assert_eq!(refused(accompanied), CannotRender::Alone("a location"));
    let pole = Location {
        latitude: 90.5,
        ..Location::default()
    };
    assert_eq!(
        refused(extra(Extra::Location(pole))),
        CannotRender::NotOnEarth
    );
    let nan = Location {
        longitude: f64::NAN,
        ..Location::default()
    };
    assert_eq!(
        refused(extra(Extra::Location(nan))),
        CannotRender::NotOnEarth
    );
    for theirs in [
        Extra::Order(Order::default()),
        Extra::Form(FormReply::default()),
    ] {
        let error = refused(extra(theirs));
        assert!(matches!(error, CannotRender::CustomersOnly(_)), "{error:?}");
    }
}

#[test]
fn buttons_rows_and_blanks_that_do_not_work_are_refused() {
    assert_eq!(
        refused(replies(&[("Yes", "a"), ("Yes", "b")])),
        CannotRender::Repeated(Part::ButtonLabel)
    );
    assert_eq!(
        refused(replies(&[("Yes", "a"), ("No", "a")])),
        CannotRender::Repeated(Part::ButtonPayload)
    );
    let untitled = list(vec![
        (Some("a"), vec![row("x", "1")]),
        (None, vec![row("y", "2")]),
    ]);
    assert_eq!(refused(untitled), CannotRender::UntitledSection);
    let same = list(vec![(None, vec![row("x", "1"), row("y", "1")])]);
    assert_eq!(refused(same), CannotRender::Repeated(Part::RowPayload));
    let script = Content {
        text: Some("x".into()),
        ..extra(Extra::Link(LinkButton {
            label: "Go".into(),
            url: "javascript:alert(1)".into(),
        }))
    };
    assert_eq!(refused(script), CannotRender::NotALink);
    let button = |index| TemplateButton {
        index,
        value: ButtonValue::Url("x".into()),
    };
    for buttons in [vec![button(10)], vec![button(1), button(1)]] {
        let index = buttons[0].index;
        let template = TemplateMessage {
            buttons,
            ..TemplateMessage::new("hello", "de")
        };
        assert_eq!(
            refused(extra(Extra::Template(Box::new(template)))),
            CannotRender::NoSuchButton(index)
        );
    }
    let blank = TemplateMessage {
        body: Parameters::Positional(vec![String::new()]),
        ..TemplateMessage::new("hello", "de")
    };
    assert_eq!(
        refused(extra(Extra::Template(Box::new(blank)))),
        CannotRender::EmptyPart(Part::Parameter)
    );
}

#[test]
fn a_refusal_says_what_to_do() {
    assert_eq!(
        refused(replies(&[(&"x".repeat(25), "a")])).to_string(),
        "the button label has 25 characters and may have 20: shorten it"
    );
}
