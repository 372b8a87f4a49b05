//! What is refused before the platform would.

use transom_channels::messenger::{CannotRender, Part, render};
use transom_domain::message::{
    ButtonAction, Card, CardShape, Coupon, MediaCard, MediaKind, MediaSource, Receipt, Structured,
    Total,
};
use transom_policy::Route;

use super::{button, buy, card, of, payload, refused};
use crate::render::outgoing;

#[test]
fn what_is_one_too_many_or_too_long_is_refused_at_its_limit() {
    let cards = |count: usize| Structured::Cards {
        cards: vec![card(); count],
        shape: CardShape::Wide,
    };
    assert!(render(&outgoing(Route::Standard, of(cards(10)))).is_ok());
    assert_eq!(
        refused(cards(11)),
        CannotRender::TooMany {
            what: "cards",
            is: 11,
            most: 10
        }
    );
    let titled = |length: usize| Structured::Cards {
        cards: vec![Card {
            title: "ä".repeat(length),
            ..card()
        }],
        shape: CardShape::Wide,
    };
    assert!(render(&outgoing(Route::Standard, of(titled(80)))).is_ok());
    let error = refused(titled(81));
    assert_eq!(
        error,
        CannotRender::TooLong {
            part: Part::CardTitle,
            is: 81,
            most: 80
        }
    );
    assert_eq!(
        error.to_string(),
        "the title of a card has 81 characters and may have 80: shorten it"
    );
    let buttons = |count: usize, text: &str| Structured::Buttons {
        text: text.to_owned(),
        buttons: vec![buy(); count],
    };
    assert!(matches!(
        refused(buttons(4, "Well?")),
        CannotRender::TooMany { most: 3, .. }
    ));
    assert_eq!(refused(buttons(0, "Well?")), CannotRender::NoneOf("button"));
    assert!(matches!(
        refused(buttons(1, &"x".repeat(641))),
        CannotRender::TooLong { most: 640, .. }
    ));
    assert_eq!(
        refused(buttons(1, " ")),
        CannotRender::EmptyPart(Part::ButtonsText)
    );
    let bare = Card {
        title: "Alone".to_owned(),
        ..Card::default()
    };
    assert_eq!(
        refused(Structured::Cards {
            cards: vec![bare],
            shape: CardShape::Wide,
        }),
        CannotRender::BareCard
    );
}

#[test]
fn addresses_numbers_codes_and_amounts_are_checked() {
    let with = |action| Structured::Buttons {
        text: "Well?".to_owned(),
        buttons: vec![button("Go", action)],
    };
    let url = "javascript:alert(1)".to_owned();
    assert_eq!(
        refused(with(ButtonAction::Link { url })),
        CannotRender::NotAnAddress
    );
    let number = "0123 456".to_owned();
    assert_eq!(
        refused(with(ButtonAction::Call { number })),
        CannotRender::NotANumber
    );
    let coupon = |code: Option<&str>| {
        Structured::Coupon(Coupon {
            title: "Ten".to_owned(),
            code: code.map(str::to_owned),
            ..Coupon::default()
        })
    };
    assert_eq!(refused(coupon(Some("TEN OFF"))), CannotRender::SpaceInCode);
    assert_eq!(refused(coupon(None)), CannotRender::NoneOf("code or link"));
    let receipt = |currency: &str, cost: f64| {
        Structured::Receipt(Box::new(Receipt {
            recipient_name: "N".to_owned(),
            order_number: "1".to_owned(),
            payment_method: "Cash".to_owned(),
            currency: currency.to_owned(),
            total: Total {
                cost,
                ..Total::default()
            },
            ..Receipt::default()
        }))
    };
    assert_eq!(refused(receipt("euro", 1.0)), CannotRender::NotACurrency);
    assert_eq!(refused(receipt("EUR", f64::NAN)), CannotRender::NotAnAmount);
    let media = |url: &str| {
        Structured::Media(MediaCard {
            media: MediaKind::Video,
            source: MediaSource::Url(url.to_owned()),
            buttons: vec![buy()],
        })
    };
    assert_eq!(
        refused(media("https://cdn.example/film.mp4")),
        CannotRender::NotPublished
    );
    assert_eq!(
        refused(media("https://facebook.com.evil.example/1")),
        CannotRender::NotPublished
    );
    let payload = payload(media("https://www.facebook.com/shop/videos/77"));
    assert_eq!(payload["elements"][0]["media_type"], "video");
}
