//! How a template looks on a phone.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{ButtonView, own_path};
use crate::world::response::range;
use crate::world::state::{Attachment, Button, Target};

/// A template, ready to be drawn.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StructuredView {
    /// The platform's word: `generic`, `button`, `media`, `receipt`, `coupon`, `customer_feedback`, ….
    pub kind: String,
    /// Cards, side by side; one for what has a single one.
    pub cards: Vec<CardView>,
    /// The pictures of a grid.
    pub images: Vec<GridImageView>,
    /// Lines of a receipt.
    pub rows: Vec<RowView>,
    /// The question of a survey.
    pub survey: Option<SurveyView>,
}

/// A card.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CardView {
    /// Its heading.
    pub title: String,
    /// The line below.
    pub subtitle: Option<String>,
    /// It has a picture, or is one: `image`, `video`.
    pub picture: Option<String>,
    /// Its buttons.
    pub buttons: Vec<ButtonView>,
}

/// A picture of a grid.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GridImageView {
    /// Where it lies.
    pub source: String,
    /// It is larger than the others.
    pub hero: bool,
    /// The page that a tap opens.
    pub url: Option<String>,
    /// What comes back when it is tapped.
    pub payload: Option<String>,
}

/// A line of a receipt.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RowView {
    /// What.
    pub name: String,
    /// How much.
    pub amount: String,
}

/// A survey that is open.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SurveyView {
    /// The question.
    pub question: String,
    /// Its answers, from the lowest.
    pub answers: Vec<u8>,
    /// Words in the empty field for a comment.
    pub comment: Option<String>,
}

impl StructuredView {
    pub(super) fn new(attachment: &Attachment) -> Option<Self> {
        let payload = &attachment.payload;
        let kind = payload["template_type"].as_str()?.to_owned();
        let elements = payload["elements"].as_array();
        let elements = elements.map(Vec::as_slice).unwrap_or_default();
        let cards = match kind.as_str() {
            // Their buttons were taken from the elements in order.
            "generic" | "media" | "image_grid" => {
                let mut buttons = attachment.buttons.iter();
                let card = |element| card(element, &mut buttons);
                elements.iter().map(card).collect()
            }
            _ => {
                let buttons = attachment.buttons.iter().map(ButtonView::new);
                let mut single = card(payload, &mut [].iter());
                single.buttons = buttons.collect();
                vec![single]
            }
        };
        let images = elements.iter().flat_map(grid_images).collect();
        let rows = if kind == "receipt" {
            rows(payload, elements)
        } else {
            Vec::new()
        };
        let is_open = |button: &Button| button.target == Target::Survey;
        let survey = attachment
            .buttons
            .iter()
            .any(is_open)
            .then(|| survey(payload));
        Some(Self {
            kind,
            cards,
            images,
            rows,
            survey,
        })
    }
}

fn card<'a>(element: &Value, buttons: &mut impl Iterator<Item = &'a Button>) -> CardView {
    let text = |key: &str| element[key].as_str().map(str::to_owned);
    let own = element["buttons"].as_array().map_or(0, Vec::len);
    let title = text("title").or_else(|| text("text"));
    let title = title.or_else(|| Some(format!("Order {}", text("order_number")?)));
    CardView {
        title: title.unwrap_or_default(),
        subtitle: text("subtitle"),
        picture: text("media_type").or_else(|| text("image_url").map(|_| "image".to_owned())),
        buttons: buttons.take(own).map(ButtonView::new).collect(),
    }
}

fn grid_images(element: &Value) -> impl Iterator<Item = GridImageView> {
    let images = element["images"].as_array().into_iter().flatten();
    images.map(|image| {
        let action = |key: &str| image["action"][key].as_str().map(str::to_owned);
        GridImageView {
            source: image["url"].as_str().unwrap_or_default().to_owned(),
            hero: image["is_hero_image"] == true,
            url: action("url"),
            payload: action("payload"),
        }
    })
}

impl GridImageView {
    /// The path of a picture that lies here; none where it lies elsewhere.
    pub(crate) fn picture(&self) -> Option<&str> {
        own_path(&self.source)
    }
}

fn rows(payload: &Value, items: &[Value]) -> Vec<RowView> {
    let currency = payload["currency"].as_str().unwrap_or_default();
    let row = |name: &str, amount: &Value| RowView {
        name: name.to_owned(),
        amount: match amount.as_f64() {
            Some(amount) => format!("{amount:.2} {currency}"),
            None => format!("{} {currency}", amount.as_str().unwrap_or_default()),
        },
    };
    let items = items.iter().map(|item| {
        let count = item["quantity"].as_u64().unwrap_or(1);
        let title = item["title"].as_str().unwrap_or_default();
        row(&format!("{title} × {count}"), &item["price"])
    });
    let summary = [
        ("Subtotal", "subtotal"),
        ("Shipping", "shipping_cost"),
        ("Tax", "total_tax"),
        ("Total", "total_cost"),
    ];
    let summary = summary.into_iter().filter_map(|(name, key)| {
        let amount = payload["summary"].get(key)?;
        Some(row(name, amount))
    });
    items.chain(summary).collect()
}

fn survey(payload: &Value) -> SurveyView {
    let question = &payload["feedback_screens"][0]["questions"][0];
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let (lowest, highest) = range(question);
    SurveyView {
        question: text(&question["title"]).unwrap_or_else(|| "How was it?".to_owned()),
        answers: (lowest..=highest).collect(),
        comment: text(&question["follow_up"]["placeholder"]),
    }
}
