//! What one platform has and the other lacks.

use serde_json::{Value, json};
use transom_channels::instagram;
use transom_channels::messenger::{CannotRender, Part, render};
use transom_domain::message::{ButtonAction, CardShape, Coupon, Structured};
use transom_policy::Route;

use super::{button, card, of, payload, refused};
use crate::render::outgoing;

pub(super) fn on_instagram(structured: Structured) -> Result<Value, CannotRender> {
    let rendered = instagram::render(&outgoing(Route::Standard, of(structured)))?;
    let mut body: Value = serde_json::from_slice(&rendered.body).unwrap();
    Ok(body["message"].take())
}

fn message(structured: Structured) -> Value {
    let rendered = render(&outgoing(Route::Standard, of(structured))).unwrap();
    let mut body: Value = serde_json::from_slice(&rendered.body).unwrap();
    let mut message = body["message"].take();
    message.as_object_mut().unwrap().remove("metadata");
    message
}

#[test]
fn instagram_takes_cards_and_buttons_and_names_what_it_does_not() {
    let on_instagram = |structured| instagram::render(&outgoing(Route::Standard, of(structured)));
    let rendered = on_instagram(Structured::Cards {
        cards: vec![card()],
        shape: CardShape::Wide,
    });
    let body: Value = serde_json::from_slice(&rendered.unwrap().body).unwrap();
    let attachment = &body["message"]["attachment"];
    assert_eq!(attachment["payload"]["template_type"], "generic");
    let number = "+33123456789".to_owned();
    let call = Structured::Buttons {
        text: "Well?".to_owned(),
        buttons: vec![button("Call", ButtonAction::Call { number })],
    };
    assert_eq!(
        on_instagram(call).unwrap_err(),
        CannotRender::OnlyOnMessenger("call button")
    );
    let coupon = Structured::Coupon(Coupon::default());
    assert_eq!(
        on_instagram(coupon).unwrap_err(),
        CannotRender::OnlyOnMessenger("coupon")
    );
}

#[test]
fn pictures_of_cards_are_square_on_demand() {
    let cards = |shape| Structured::Cards {
        cards: vec![card()],
        shape,
    };
    assert_eq!(
        payload(cards(CardShape::Square))["image_aspect_ratio"],
        "square"
    );
    assert_eq!(
        payload(cards(CardShape::Wide)).get("image_aspect_ratio"),
        None
    );
    assert_eq!(
        on_instagram(cards(CardShape::Square)),
        Err(CannotRender::OnlyOnMessenger("square pictures on cards"))
    );
}

#[test]
fn products_are_named_by_the_platforms_ids_on_both_platforms() {
    let products = |count: usize| Structured::Products {
        ids: (0..count).map(|one| format!("48{one}")).collect(),
    };
    let wanted = json!({ "attachment": { "type": "template", "payload": {
        "template_type": "product", "elements": [{ "id": "480" }, { "id": "481" }],
    } } });
    assert_eq!(message(products(2)), wanted);
    assert_eq!(on_instagram(products(2)), Ok(wanted));
    assert_eq!(refused(products(0)), CannotRender::NoneOf("product"));
    assert!(matches!(
        refused(products(11)),
        CannotRender::TooMany { most: 10, .. }
    ));
    let nameless = Structured::Products {
        ids: vec![String::new()],
    };
    assert_eq!(refused(nameless), CannotRender::EmptyPart(Part::Id));
}

#[test]
fn stickers_hearts_and_posts_go_where_the_platform_has_them() {
    let sticker = || Structured::Sticker {
        id: "369239263222822".to_owned(),
    };
    assert_eq!(
        message(sticker()),
        json!({ "sticker_id": "369239263222822" })
    );
    assert_eq!(
        on_instagram(sticker()),
        Err(CannotRender::OnlyOnMessenger("sticker"))
    );
    assert_eq!(
        on_instagram(Structured::Heart),
        Ok(json!({ "attachment": { "type": "like_heart" } }))
    );
    let post = || Structured::Post {
        id: "18000001".to_owned(),
    };
    assert_eq!(
        on_instagram(post()),
        Ok(json!({ "attachment": { "type": "MEDIA_SHARE", "payload": { "id": "18000001" } } }))
    );
    for alien in [Structured::Heart, post()] {
        assert!(matches!(refused(alien), CannotRender::OnlyOnInstagram(_)));
    }
}
