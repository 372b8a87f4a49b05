//! Grids of pictures.

use serde_json::json;
use transom_channels::instagram;
use transom_channels::messenger::{CannotRender, Part, render};
use transom_domain::message::{ButtonAction, GridImage, ImageGrid, ImageTap, Structured};
use transom_policy::Route;

use super::{button, buy, of, payload, refused};
use crate::render::outgoing;

fn picture(number: usize) -> GridImage {
    GridImage {
        url: format!("https://cdn.example/{number}.png"),
        hero: false,
        tap: None,
    }
}

fn grid(pictures: usize) -> ImageGrid {
    ImageGrid {
        images: (1..=pictures).map(picture).collect(),
        ..ImageGrid::default()
    }
}

#[test]
fn each_picture_goes_with_what_a_tap_on_it_does() {
    let mut jackets = ImageGrid {
        title: Some("Jackets".to_owned()),
        subtitle: Some("New this week".to_owned()),
        buttons: vec![buy()],
        ..grid(3)
    };
    jackets.images[0].hero = true;
    jackets.images[0].tap = Some(ImageTap::Link {
        url: "https://shop.example/1".to_owned(),
    });
    jackets.images[1].tap = Some(ImageTap::Postback {
        payload: "J2".to_owned(),
    });
    assert_eq!(
        payload(Structured::ImageGrid(jackets)),
        json!({ "template_type": "image_grid", "elements": [{
            "title": "Jackets", "subtitle": "New this week",
            "images": [
                { "url": "https://cdn.example/1.png", "is_hero_image": true,
                  "action": { "type": "web_url", "url": "https://shop.example/1" } },
                { "url": "https://cdn.example/2.png", "action": { "type": "postback", "payload": "J2" } },
                { "url": "https://cdn.example/3.png" },
            ],
            "buttons": [{ "type": "postback", "title": "Buy", "payload": "BUY_J" }],
        }] })
    );
}

#[test]
fn a_grid_has_two_to_six_pictures_of_which_one_may_stand_out() {
    let sent = |grid: ImageGrid| {
        let content = of(Structured::ImageGrid(grid));
        render(&outgoing(Route::Standard, content)).map(drop)
    };
    assert_eq!(sent(grid(2)), Ok(()));
    assert_eq!(sent(grid(6)), Ok(()));
    let error = sent(grid(1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there are 1 pictures in the grid and there must be 2: add to them"
    );
    assert!(matches!(
        sent(grid(7)),
        Err(CannotRender::TooMany { is: 7, most: 6, .. })
    ));
    let mut heroes = grid(3);
    heroes.images[0].hero = true;
    assert_eq!(sent(heroes.clone()), Ok(()));
    heroes.images[2].hero = true;
    assert_eq!(sent(heroes), Err(CannotRender::Heroes));
}

#[test]
fn what_stands_below_and_behind_the_pictures_is_checked() {
    let refused = |grid| refused(Structured::ImageGrid(grid));
    let titled = |length: usize| ImageGrid {
        title: Some("ä".repeat(length)),
        ..grid(2)
    };
    assert_eq!(
        refused(titled(46)),
        CannotRender::TooLong {
            part: Part::GridTitle,
            is: 46,
            most: 45
        }
    );
    let content = of(Structured::ImageGrid(titled(45)));
    assert!(render(&outgoing(Route::Standard, content)).is_ok());
    let number = "+33123456789".to_owned();
    let calling = ImageGrid {
        buttons: vec![button("Call", ButtonAction::Call { number })],
        ..grid(2)
    };
    assert_eq!(refused(calling), CannotRender::GridButton);
    let mut elsewhere = grid(2);
    elsewhere.images[1].url = "data:image/png;base64,AA".to_owned();
    assert_eq!(refused(elsewhere), CannotRender::NotAnAddress);
    let mut silent = grid(2);
    silent.images[0].tap = Some(ImageTap::Postback {
        payload: String::new(),
    });
    assert_eq!(refused(silent), CannotRender::EmptyPart(Part::Payload));
}

#[test]
fn instagram_has_no_grid() {
    let content = of(Structured::ImageGrid(grid(2)));
    let error = instagram::render(&outgoing(Route::Standard, content)).unwrap_err();
    assert_eq!(error, CannotRender::OnlyOnMessenger("image_grid"));
}
