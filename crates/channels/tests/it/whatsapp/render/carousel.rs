//! Cards to be swiped through: how they go out, and what has no form.

use serde_json::json;
use transom_channels::whatsapp::{CannotRender, Part, render};
use transom_domain::message::{
    Attachment, AttachmentKind, Carousel, CarouselButtons, CarouselCard, CarouselReply, Content,
    Extra, LinkButton,
};

use super::{extra, said, to_nina};

fn refused(content: Content) -> CannotRender {
    render(&to_nina(content)).unwrap_err()
}

fn card(file: AttachmentKind, buttons: CarouselButtons) -> CarouselCard {
    CarouselCard {
        file: Attachment {
            kind: file,
            media_id: Some("901".into()),
            ..Attachment::default()
        },
        text: Some("Blue".into()),
        buttons,
    }
}

fn carousel(cards: Vec<CarouselCard>) -> Content {
    Content {
        text: Some("Our jackets".into()),
        ..extra(Extra::Carousel(Carousel { cards }))
    }
}

fn page() -> CarouselButtons {
    CarouselButtons::Link(LinkButton {
        label: "See".into(),
        url: "https://shop.example/1".into(),
    })
}

fn answers(titles: &[&str]) -> CarouselButtons {
    let answers = titles.iter().map(|title| CarouselReply {
        title: (*title).into(),
        payload: title.to_uppercase(),
    });
    CarouselButtons::Replies(answers.collect())
}

#[test]
fn cards_to_be_swiped_through() {
    let header = |kind: &str| json!({ "type": kind, kind: { "id": "901" } });
    let mut bare = card(AttachmentKind::Video, page());
    bare.text = None;
    let films = carousel(vec![card(AttachmentKind::Video, page()), bare]);
    let link = json!({ "name": "cta_url", "parameters": {
        "display_text": "See", "url": "https://shop.example/1" } });
    assert_eq!(
        said(films),
        json!({ "type": "interactive", "interactive": {
            "type": "carousel", "body": { "text": "Our jackets" },
            "action": { "cards": [
                { "card_index": 0, "type": "cta_url", "header": header("video"), "body": { "text": "Blue" }, "action": link },
                { "card_index": 1, "type": "cta_url", "header": header("video"), "action": link },
            ] },
        } })
    );
    let pictures = carousel(vec![
        card(AttachmentKind::Image, answers(&["Yes", "No"])),
        card(AttachmentKind::Image, answers(&["Maybe", "Never"])),
    ]);
    assert_eq!(
        said(pictures)["interactive"]["action"]["cards"][1],
        json!({ "card_index": 1, "type": "cta_url", "header": header("image"), "body": { "text": "Blue" },
            "action": { "buttons": [
                { "type": "quick_reply", "quick_reply": { "id": "MAYBE", "title": "Maybe" } },
                { "type": "quick_reply", "quick_reply": { "id": "NEVER", "title": "Never" } },
            ] } })
    );
}

#[test]
fn cards_that_are_not_alike_are_refused() {
    use AttachmentKind::{File, Image, Video};
    let two = |one, other| refused(carousel(vec![one, other]));
    let first = || card(Image, page());
    let textual = |text: String| {
        let mut card = first();
        card.text = Some(text);
        card
    };
    assert_eq!(refused(carousel(vec![first()])), CannotRender::TooFewCards);
    let many = vec![first(); 11];
    assert!(matches!(
        refused(carousel(many)),
        CannotRender::TooMany {
            what: "cards",
            is: 11,
            most: 10
        }
    ));
    for (other, expected) in [
        (
            card(Video, page()),
            CannotRender::CardsDiffer("kind of file"),
        ),
        (
            card(Image, answers(&["Yes"])),
            CannotRender::CardsDiffer("buttons"),
        ),
        (textual("1\n2\n3\n4".into()), CannotRender::LineBreaks(2)),
        (
            textual("x".repeat(161)),
            CannotRender::TooLong {
                part: Part::CardText,
                is: 161,
                most: 160,
            },
        ),
    ] {
        assert_eq!(two(first(), other), expected);
    }
    assert_eq!(
        two(
            card(Image, answers(&["A"])),
            card(Image, answers(&["B", "C"]))
        ),
        CannotRender::CardsDiffer("buttons")
    );
    assert_eq!(
        two(card(File, page()), card(File, page())),
        CannotRender::AttachmentKind(File)
    );
    assert_eq!(
        two(card(Image, answers(&[])), card(Image, answers(&[]))),
        CannotRender::Empty
    );
    let mut headed = carousel(vec![first(), first()]);
    headed.footer = Some("Bye".into());
    assert_eq!(refused(headed), CannotRender::Alone("cards"));
    let mut silent = carousel(vec![first(), first()]);
    silent.text = None;
    assert_eq!(refused(silent), CannotRender::EmptyPart(Part::ButtonsText));
}
