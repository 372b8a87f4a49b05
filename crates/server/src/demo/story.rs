//! What customers, colleagues and the platform do in the demo, as the files in `stories` tell it. Times count back from
//! its present.

use jiff::civil::Date;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde::Deserialize;
use transom_channels::profile::PageProfile;
use transom_domain::message::{Content, TemplateMessage};
use transom_emulator::world::input::{
    NewMessage, NewPostKind, NewTemplate, NumberSwitches, OptIn, PersonChange, Postback,
    TemplateSwitches,
};

use super::DemoError;

/// Where a customer meets the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Messenger,
    Instagram,
    WhatsApp,
}

/// The shop and everything that happens in it.
#[derive(Debug)]
pub(super) struct Tale {
    pub(super) shop: ShopFile,
    pub(super) stories: Vec<(Place, Story)>,
}

/// What the shop has before anybody writes, and what the platform does to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShopFile {
    /// What customers find on the page before they write.
    pub(super) page: PageProfile,
    /// The same on Instagram.
    pub(super) account: PageProfile,
    /// What the account publishes.
    pub(super) post: Vec<Post>,
    /// The templates of the business account on WhatsApp.
    pub(super) template: Vec<Template>,
    /// What the platform says of the number.
    pub(super) number: Vec<NumberStep>,
}

/// Something the account publishes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Post {
    /// How the stories name it.
    pub(super) key: String,
    pub(super) ago: Ago,
    pub(super) kind: NewPostKind,
    pub(super) text: String,
}

/// A template, as it was before the story began, and what the platform does to it later.
#[derive(Debug, Deserialize)]
pub(super) struct Template {
    pub(super) later: Option<TemplateStep>,
    #[serde(flatten)]
    pub(super) new: NewTemplate,
}

/// What the platform does to a template.
#[derive(Debug, Deserialize)]
pub(super) struct TemplateStep {
    pub(super) ago: Ago,
    #[serde(flatten)]
    pub(super) switches: TemplateSwitches,
}

/// What the platform says of the number.
#[derive(Debug, Deserialize)]
pub(super) struct NumberStep {
    pub(super) ago: Ago,
    #[serde(flatten)]
    pub(super) switches: NumberSwitches,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoryFile {
    story: Vec<Story>,
}

/// A customer and what happens between them and the shop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    /// The customer's name.
    pub(super) name: String,
    /// Their language and country.
    pub(super) locale: String,
    /// The name they chose, where a platform has such names.
    pub(super) username: Option<String>,
    /// Their number on WhatsApp.
    pub(super) phone: Option<String>,
    /// The platform had no such thing before that day: the story is left out.
    pub(super) since: Option<Date>,
    /// What happens.
    pub(super) steps: Vec<Step>,
}

/// Something that happens at a moment.
#[derive(Debug, Deserialize)]
pub(super) struct Step {
    pub(super) ago: Ago,
    /// As with [`Story::since`], of this step alone.
    pub(super) since: Option<Date>,
    #[serde(flatten)]
    pub(super) act: Act,
}

/// Something that happens.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Act {
    /// The customer writes.
    Says(String),
    /// The customer sends something else, as the emulator's control API takes it.
    Sends(Box<NewMessage>),
    /// The customer sends one of the pictures.
    Shows(Photo),
    /// The customer writes after a click on an ad.
    ComesByAd { title: String, text: String },
    /// The customer answers a story with this caption, published just before.
    RepliesToStory { caption: String, text: String },
    /// The customer taps what the shop's last message offers, by its payload.
    Taps(String),
    /// The customer taps a button of a card or of the menu.
    Presses(Postback),
    /// The customer fills in the form that the shop's last message asked for; as JSON.
    Fills(String),
    /// The customer agrees to be written to.
    OptsIn(OptIn),
    /// Something about the customer changes.
    Changes(PersonChange),
    /// The customer reacts to the shop's last message.
    Reacts(String),
    /// The customer changes their last message.
    Edits(String),
    /// The customer comments on a post of the account, by its key; without one, on the page's.
    Comments { under: Option<String>, text: String },
    /// The customer does what needs no words.
    Customer(Deed),
    /// Somebody answers in the platform's own inbox, or in the phone app.
    Inbox(String),
    /// A colleague does something at the desk.
    Ana(Work),
    /// The same.
    Marc(Work),
    /// The same.
    Lucia(Work),
    /// The same.
    Tom(Work),
}

/// One of the pictures in `pictures`, with words.
#[derive(Debug, Deserialize)]
pub(super) struct Photo {
    pub(super) picture: Picture,
    pub(super) text: Option<String>,
}

/// The pictures.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Picture {
    Bag,
    Jacket,
    Parcel,
    Scarf,
}

impl Picture {
    /// A JPEG.
    pub(super) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Bag => include_bytes!("pictures/bag.jpg"),
            Self::Jacket => include_bytes!("pictures/jacket.jpg"),
            Self::Parcel => include_bytes!("pictures/parcel.jpg"),
            Self::Scarf => include_bytes!("pictures/scarf.jpg"),
        }
    }
}

/// What a customer does without words.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Deed {
    /// Opens the chat.
    Reads,
    /// Passes on the account's newest post.
    Shares,
    /// Mentions the account in a story.
    Mentions,
    /// Takes their last message back.
    Unsends,
    /// Blocks the shop.
    Blocks,
}

/// What a colleague does.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Work {
    /// Answers.
    Answers(String),
    /// Answers with more than words.
    Offers(Box<Content>),
    /// Sends a template.
    SendsTemplate(Box<TemplateMessage>),
    /// Answers the customer's comment in private.
    AnswersComment(String),
    /// Puts a heart to the customer's last message.
    Loves,
    /// Leaves a note.
    Notes(String),
    /// Puts a label on the customer.
    Labels(String),
    /// Takes the conversation.
    Takes,
    /// Closes it.
    Closes,
    /// Puts it aside for so long.
    Snoozes(Ago),
}

/// A length of time, such as `3d 2h`; a day has 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "Span")]
pub(super) struct Ago(pub(super) SignedDuration);

impl TryFrom<Span> for Ago {
    type Error = jiff::Error;

    fn try_from(span: Span) -> Result<Self, jiff::Error> {
        let days = SpanRelativeTo::days_are_24_hours();
        span.to_duration(days).map(Self)
    }
}

const SHOP: &str = include_str!("stories/shop.toml");

const STORIES: [(Place, &str); 7] = [
    (
        Place::Messenger,
        include_str!("stories/messenger/window_open.toml"),
    ),
    (
        Place::Messenger,
        include_str!("stories/messenger/window_closed.toml"),
    ),
    (
        Place::Messenger,
        include_str!("stories/messenger/special.toml"),
    ),
    (Place::Instagram, include_str!("stories/instagram.toml")),
    (
        Place::WhatsApp,
        include_str!("stories/whatsapp/window_open.toml"),
    ),
    (
        Place::WhatsApp,
        include_str!("stories/whatsapp/window_closed.toml"),
    ),
    (
        Place::WhatsApp,
        include_str!("stories/whatsapp/special.toml"),
    ),
];

/// Reads everything.
pub(super) fn read() -> Result<Tale, DemoError> {
    let mut stories = Vec::new();
    for (place, text) in STORIES {
        let file: StoryFile = toml::from_str(text).map_err(DemoError::Unreadable)?;
        stories.extend(file.story.into_iter().map(|story| (place, story)));
    }
    Ok(Tale {
        shop: toml::from_str(SHOP).map_err(DemoError::Unreadable)?,
        stories,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_story_is_told_in_order_and_within_the_length_of_the_demo() {
        let tale = read().unwrap();
        assert!(tale.stories.len() >= 60, "{}", tale.stories.len());
        for (_, story) in &tale.stories {
            let times: Vec<Ago> = story.steps.iter().map(|step| step.ago).collect();
            assert!(
                times.is_sorted_by(|one, next| one >= next),
                "{}",
                story.name
            );
            assert!(times[0].0 < super::super::script::LENGTH, "{}", story.name);
        }
    }
}
