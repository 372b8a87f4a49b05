//! What is to be sent.

use std::sync::Arc;

use transom_emulator::rules;
use transom_policy::{Body, Channel, Route};

use super::NAMES;
use crate::differential::platform;
use crate::differential::random::Random;

/// Mostly of the kind that the route carries.
pub(super) fn body(channel: Channel, route: Option<Route>, random: &mut Random) -> Body {
    let (template, feedback) = match route {
        Some(Route::UtilityTemplate | Route::Template) => (85, 5),
        Some(Route::TagCustomerFeedback) => (5, 85),
        Some(_) => (5, 5),
        None => (20, 10),
    };
    match random.below(100) {
        drawn if drawn < template => {
            let (name, language) = random.pick(&NAMES);
            Body::Template {
                name: Arc::from(name),
                language: Arc::from(language),
            }
        }
        drawn if drawn < template + feedback => Body::Feedback,
        _ => Body::Text(text(channel, random)),
    }
}

/// Mostly harmless; sometimes one that the content check stops, or one about as long as the platform takes.
fn text(channel: Channel, random: &mut Random) -> String {
    match random.below(20) {
        0 => "20% off all jackets until Sunday, buy now!".to_owned(),
        1 => "Your monthly statement for October is ready.".to_owned(),
        2 => {
            let limit = rules::text_limit(platform::of(channel)).map_or(5_000, |(limit, _)| limit);
            let length = limit.saturating_add_signed(random.pick(&[-1, 0, 1]));
            let letter = random.pick(&["x", "é", "漢", "🙂"]);
            // As many letters, or letters of as many bytes.
            if random.percent(50) {
                letter.repeat(length)
            } else {
                let mut text = letter.repeat(length / letter.len());
                text.extend(std::iter::repeat_n('x', length - text.len()));
                text
            }
        }
        _ => "Good morning, your parcel has left our workshop.".to_owned(),
    }
}
