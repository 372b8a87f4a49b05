//! Messages made of parts, as the thread shows them. Pictures stay where they lie: the page loads nothing from elsewhere.

use askama::Template;
use askama::filters::HtmlSafe;
use transom_domain::message::{Button, ButtonAction, ImageTap, MediaKind, Scale, Structured};

use crate::web::i18n::{Lang, Text};
use crate::web::viewer::Viewer;

/// A message made of parts.
#[derive(Clone, Debug)]
pub(crate) struct Parts(pub(crate) Structured);

impl Parts {
    /// The fragment, for this viewer.
    pub(crate) fn show<'a>(&'a self, viewer: &'a Viewer) -> PartsFragment<'a> {
        PartsFragment {
            viewer,
            parts: &self.0,
        }
    }
}

impl HtmlSafe for PartsFragment<'_> {}
impl HtmlSafe for ButtonsFragment<'_> {}

/// The parts inside a bubble.
#[derive(Debug, Template)]
#[template(path = "inbox/structured.html")]
pub(crate) struct PartsFragment<'a> {
    viewer: &'a Viewer,
    parts: &'a Structured,
}

/// The buttons of one part.
#[derive(Debug, Template)]
#[template(path = "inbox/structured/buttons.html")]
struct ButtonsFragment<'a> {
    viewer: &'a Viewer,
    buttons: &'a [Button],
}

impl PartsFragment<'_> {
    fn buttons<'b>(&'b self, buttons: &'b [Button]) -> ButtonsFragment<'b> {
        ButtonsFragment {
            viewer: self.viewer,
            buttons,
        }
    }

    /// An amount of money, `59.00 EUR`.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    fn money(&self, amount: &f64, currency: &str) -> String {
        let digits = format!("{amount:.2}");
        let digits = match self.viewer.lang {
            Lang::En => digits,
            Lang::Fr | Lang::It | Lang::PtBr | Lang::Es => digits.replace('.', ","),
        };
        format!("{digits}\u{a0}{currency}")
    }

    fn tap_icon(tap: &ImageTap) -> &'static str {
        match tap {
            ImageTap::Link { .. } => "external-link",
            ImageTap::Postback { .. } => "reply",
        }
    }

    /// What a tap on a picture opens or brings back.
    fn tapped(tap: &ImageTap) -> &str {
        match tap {
            ImageTap::Link { url } => url,
            ImageTap::Postback { payload } => payload,
        }
    }

    fn scale(&self, scale: Scale) -> Text {
        let (lowest, highest) = scale.range();
        self.viewer
            .text("parts-scale")
            .number("lowest", lowest)
            .number("highest", highest)
    }
}

impl ButtonsFragment<'_> {
    fn icon(action: &ButtonAction) -> &'static str {
        match action {
            ButtonAction::Link { .. } => "external-link",
            ButtonAction::Postback { .. } => "reply",
            ButtonAction::Call { .. } => "smartphone",
            ButtonAction::SignIn { .. } | ButtonAction::SignOut => "user-check",
            ButtonAction::Play { .. } => "star",
        }
    }

    /// What a tap does, for who points at it.
    fn target(action: &ButtonAction) -> &str {
        match action {
            ButtonAction::Link { url } | ButtonAction::SignIn { url } => url,
            ButtonAction::Postback { payload } => payload,
            ButtonAction::Call { number } => number,
            ButtonAction::Play { payload, .. } => payload.as_deref().unwrap_or_default(),
            ButtonAction::SignOut => "",
        }
    }

    /// What stands on it: ours, or in the place of the platform's own words.
    fn label(&self, button: &Button) -> String {
        let text = |key| self.viewer.text(key).to_string();
        match &button.action {
            ButtonAction::SignIn { .. } => text("parts-sign-in"),
            ButtonAction::SignOut => text("parts-sign-out"),
            ButtonAction::Link { .. }
            | ButtonAction::Postback { .. }
            | ButtonAction::Call { .. }
            | ButtonAction::Play { .. } => button.label.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use transom_domain::message::{
        Card, CardShape, GridImage, ImageGrid, Receipt, ReceiptItem, Total,
    };

    use super::*;

    fn viewer(lang: Lang) -> Viewer {
        Viewer {
            lang,
            time_zone: jiff::tz::TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
            csrf: String::new(),
        }
    }

    #[test]
    fn a_receipt_adds_up_in_the_readers_language() {
        let receipt = Parts(Structured::Receipt(Box::new(Receipt {
            order_number: "A-17".to_owned(),
            currency: "EUR".to_owned(),
            items: vec![ReceiptItem {
                title: "Blue jacket".to_owned(),
                quantity: Some(2),
                price: 50.0,
                ..ReceiptItem::default()
            }],
            total: Total {
                shipping: Some(9.5),
                cost: 59.5,
                ..Total::default()
            },
            ..Receipt::default()
        })));
        let html = receipt.show(&viewer(Lang::Fr)).render().unwrap();
        assert!(
            html.contains("Blue jacket") && html.contains("A-17"),
            "{html}"
        );
        assert!(
            html.contains("59,50\u{a0}EUR") && html.contains("9,50\u{a0}EUR"),
            "{html}"
        );
    }

    #[test]
    fn a_grid_shows_a_place_for_each_picture_and_what_a_tap_on_it_does() {
        let image = |name: &str| GridImage {
            url: format!("https://cdn.example/{name}.png"),
            hero: false,
            tap: None,
        };
        let grid = Parts(Structured::ImageGrid(ImageGrid {
            images: vec![
                GridImage {
                    hero: true,
                    tap: Some(ImageTap::Postback {
                        payload: "<b>JACKET".to_owned(),
                    }),
                    ..image("1")
                },
                image("2"),
            ],
            title: Some("Jackets".to_owned()),
            ..ImageGrid::default()
        }));
        let html = grid.show(&viewer(Lang::En)).render().unwrap();
        assert_eq!(html.matches("class=\"part__picture").count(), 2, "{html}");
        assert_eq!(html.matches("part__picture--hero").count(), 1, "{html}");
        assert!(!html.contains("<b>JACKET") && html.contains("JACKET"));
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn nothing_in_a_card_is_markup_and_no_picture_is_loaded() {
        let markup = "<img src=x>";
        let cards = Parts(Structured::Cards {
            shape: CardShape::Wide,
            cards: vec![Card {
                title: markup.to_owned(),
                subtitle: Some(markup.to_owned()),
                image_url: Some("https://cdn.example/j.png".to_owned()),
                url: None,
                buttons: vec![Button {
                    label: markup.to_owned(),
                    action: ButtonAction::Link {
                        url: "javascript:alert(1)".to_owned(),
                    },
                }],
            }],
        });
        let html = cards.show(&viewer(Lang::En)).render().unwrap();
        assert!(!html.contains("<img"), "{html}");
        assert!(!html.contains("href=\"javascript"), "{html}");
    }
}
