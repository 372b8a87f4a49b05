//! What the platforms would not take, said before they do. Lengths are in Unicode scalar values.
//!
//! Not everything is known: how many blanks a text of some words may have, only the platform's review tells.

use std::collections::HashSet;
use std::fmt;

use jiff::SignedDuration;
use transom_domain::template::{
    Button, Components, Header, ParameterFormat, Phrase, Piece, blanks, is_name, pieces,
};
use transom_policy::{Channel as Platform, TemplateCategory, TemplateStatus};

use super::NewTemplate;

mod card;
mod code;
mod filled;
mod time;

pub use filled::check_filled;
pub use time::check_time_to_live;

/// Something that the platform would not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands: `name`, `body.text`, `body.examples.order`, `buttons[0].label`.
    pub field: String,
    /// What is wrong with it.
    pub rule: Rule,
}

/// What is wrong with a part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It says nothing.
    Empty,
    /// It has more characters than this.
    TooLong(usize),
    /// A name has other characters than small letters, digits and underscores.
    Name,
    /// It is no language as the platform writes them.
    Language,
    /// The platform makes no template of this category here.
    Category,
    /// A blank begins or ends the text.
    BlankAtEdge,
    /// Two blanks touch.
    BlanksTouch,
    /// Two braces hold no name of a blank.
    BlankName,
    /// Some blanks are numbers and some are names.
    MixedBlanks,
    /// Numbers are missing among the blanks: they count from 1.
    BlanksOutOfOrder,
    /// There are more blanks than this.
    TooManyBlanks(usize),
    /// A blank has no example, without which the review refuses it.
    ExampleMissing,
    /// There are more buttons than this, in all or of this kind.
    TooManyButtons(usize),
    /// Two buttons have the same label.
    LabelTwice,
    /// It is no address that begins with https:// or http://.
    NotAnAddress,
    /// The blank of an address is not its end.
    BlankNotAtEnd,
    /// It is no number with its country's code.
    NotANumber,
    /// Quick replies stand between other buttons.
    NotGrouped,
    /// The platform has no button or header of this kind, or it cannot be made from here.
    Kind,
    /// A file above the body needs the platform's handle of an example, as an upload gives it.
    FileHandle,
    /// A carousel has more or fewer cards than these, or some differ in the kind of their file or of their buttons.
    Cards(usize, usize),
    /// A time in minutes is not between these.
    Minutes(u8, u8),
    /// A time is not between these.
    Time(SignedDuration, SignedDuration),
    /// No app takes the code, or one lacks its package or the hash of its key.
    Apps,
    /// One in this state cannot be changed.
    State,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Empty => "write something here",
            Self::TooLong(most) => return write!(f, "this may have {most} characters: shorten it"),
            Self::Name => {
                "a name has small letters, digits and underscores only, as in order_update"
            }
            Self::Language => "write the language as the platform does: en_US, fr, pt_BR",
            Self::Category => {
                "this category cannot be made here; on Messenger all templates are of the category utility"
            }
            Self::BlankAtEdge => "a text neither begins nor ends with a variable: add words",
            Self::BlanksTouch => "two variables need words between them",
            Self::BlankName => {
                "a variable is a number or small letters, digits and underscores in two braces: {{order}}"
            }
            Self::MixedBlanks => "use either numbers or names for the variables, not both",
            Self::BlanksOutOfOrder => "numbers of variables count from 1 without gaps",
            Self::TooManyBlanks(0) => "there can be no variable here",
            Self::TooManyBlanks(most) => return write!(f, "there can be {most} variable here"),
            Self::ExampleMissing => "give an example for this variable: the review asks for one",
            Self::TooManyButtons(most) => return write!(f, "there can be {most} of these buttons"),
            Self::LabelTwice => "another button has the same label",
            Self::NotAnAddress => "give an address that begins with https://",
            Self::BlankNotAtEnd => "a variable can only be the end of an address",
            Self::NotANumber => "give the number with its country's code: +33123456789",
            Self::NotGrouped => "put the quick replies together, before or after the other buttons",
            Self::Kind => "the platform takes none of this kind here",
            Self::FileHandle => {
                "give an example file: the media_id of one that was handed over here, or the handle of a resumable upload"
            }
            Self::Cards(least, most) => {
                return write!(
                    f,
                    "there can be {least} to {most} cards, all with the same kind of file and of buttons"
                );
            }
            Self::Minutes(least, most) => {
                return write!(f, "give a time between {least} and {most} minutes");
            }
            Self::Time(least, most) => {
                let (least, most) = (least.as_secs(), most.as_secs());
                return write!(f, "give a time between {least} and {most} seconds");
            }
            Self::Apps => {
                "name each app that takes the code, with its package and the hash of its key"
            }
            Self::State => "the platform lets no template in this state be changed: make a new one",
        };
        f.write_str(sentence)
    }
}

const LONGEST_NAME: usize = 512;
const LONGEST_BODY: usize = 1024;
const LONGEST_LINE: usize = 60;
const LONGEST_URL: usize = 2000;
const LONGEST_NUMBER: usize = 20;
const LONGEST_CODE: usize = 15;
const LONGEST_OFFER: usize = 16;

/// What a platform takes.
struct Limits {
    buttons: usize,
    label: usize,
    urls: usize,
    phones: usize,
    codes: usize,
}

const WHATSAPP: Limits = Limits {
    buttons: 10,
    label: 25,
    urls: 2,
    phones: 1,
    codes: 1,
};
const MESSENGER: Limits = Limits {
    buttons: 3,
    label: 20,
    urls: 3,
    phones: 3,
    codes: 0,
};

/// The faults that were found.
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, field: impl Into<String>, rule: Rule) {
        let field = field.into();
        self.0.push(Fault { field, rule });
    }

    fn length(&mut self, field: &str, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.add(field, Rule::Empty);
        } else if text.chars().count() > most {
            self.add(field, Rule::TooLong(most));
        }
    }
}

/// What the platform would not take of a new template.
pub fn check(platform: Platform, new: &NewTemplate) -> Vec<Fault> {
    let mut faults = Faults(Vec::new());
    faults.length("name", &new.name, LONGEST_NAME);
    if !new.name.is_empty() && !is_name(&new.name) {
        faults.add("name", Rule::Name);
    }
    if !is_language(&new.language) {
        faults.add("language", Rule::Language);
    }
    let is_known = match new.category {
        TemplateCategory::Utility => true,
        TemplateCategory::Marketing => platform == Platform::WhatsApp,
        TemplateCategory::Authentication => {
            platform == Platform::WhatsApp && new.components.code.is_some()
        }
    };
    let is_code = new.category == TemplateCategory::Authentication;
    if !is_known || new.components.code.is_some() != is_code {
        faults.add("category", Rule::Category);
    }
    match new.components.code {
        Some(_) => code::check(&mut faults, &new.components),
        None => parts(&mut faults, platform, &new.components),
    }
    faults.0
}

/// What the platform would not take of a change to one that stands so.
pub fn check_edit(platform: Platform, new: &NewTemplate, was: TemplateStatus) -> Vec<Fault> {
    let may_change = match was {
        TemplateStatus::Approved => platform == Platform::WhatsApp,
        TemplateStatus::Rejected | TemplateStatus::Paused => true,
        TemplateStatus::Pending | TemplateStatus::Disabled => false,
    };
    let mut faults = check(platform, new);
    if !may_change {
        let field = "status".to_owned();
        let rule = Rule::State;
        faults.insert(0, Fault { field, rule });
    }
    faults
}

fn is_language(language: &str) -> bool {
    let (tongue, country) = match language.split_once('_') {
        Some((tongue, country)) => (tongue, Some(country)),
        None => (language, None),
    };
    (2..=3).contains(&tongue.len())
        && tongue.bytes().all(|byte| byte.is_ascii_lowercase())
        && country.is_none_or(|country| {
            country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase())
        })
}

fn header(faults: &mut Faults, at: &str, platform: Platform, header: &Header, made: &Components) {
    match header {
        Header::Text(phrase) => {
            faults.length(&format!("{at}.text"), &phrase.text, LONGEST_LINE);
            if blanks(&phrase.text).len() > 1 {
                faults.add(format!("{at}.text"), Rule::TooManyBlanks(1));
            }
            named(faults, at, phrase, made.format);
        }
        Header::Media { example, .. } => {
            let is_handle = example
                .as_deref()
                .is_some_and(|handle| !handle.is_empty() && !handle.contains("://"));
            if platform != Platform::WhatsApp {
                faults.add(format!("{at}.media"), Rule::Kind);
            } else if !is_handle {
                faults.add(format!("{at}.example"), Rule::FileHandle);
            }
        }
        Header::Location if platform != Platform::WhatsApp => faults.add(at, Rule::Kind),
        Header::Location => {}
    }
}

fn parts(faults: &mut Faults, platform: Platform, made: &Components) {
    if let Some(own) = &made.header {
        header(faults, "header", platform, own, made);
    }
    card::check(faults, platform, made);
    if let Some(offer) = &made.offer {
        faults.length("offer.text", &offer.text, LONGEST_OFFER);
        if platform != Platform::WhatsApp || made.footer.is_some() {
            faults.add("offer", Rule::Kind);
        }
    }
    faults.length("body.text", &made.body.text, LONGEST_BODY);
    edges(faults, &made.body.text);
    named(faults, "body", &made.body, made.format);
    if let Some(footer) = &made.footer {
        faults.length("footer", footer, LONGEST_LINE);
        if !blanks(footer).is_empty() {
            faults.add("footer", Rule::TooManyBlanks(0));
        }
    }
    buttons(faults, platform, &made.buttons);
}

fn edges(faults: &mut Faults, text: &str) {
    let text = text.trim();
    let squeezed: String = text.split_whitespace().collect();
    if text.starts_with("{{") || text.ends_with("}}") {
        faults.add("body.text", Rule::BlankAtEdge);
    }
    if squeezed.contains("}}{{") {
        faults.add("body.text", Rule::BlanksTouch);
    }
}

/// Whether the blanks of a text are named in one way and have their examples.
fn named(faults: &mut Faults, part: &str, phrase: &Phrase, format: ParameterFormat) {
    let names = blanks(&phrase.text);
    let numbers: Vec<usize> = names.iter().filter_map(|name| name.parse().ok()).collect();
    let text = format!("{part}.text");
    let is_stray = |piece| matches!(piece, Piece::Words(words) if words.contains("{{"));
    if pieces(&phrase.text).any(is_stray) {
        faults.add(text.clone(), Rule::BlankName);
    }
    let is_numbered = format == ParameterFormat::Positional;
    if numbers.len() != if is_numbered { names.len() } else { 0 } {
        faults.add(text, Rule::MixedBlanks);
    } else if is_numbered && (1..=numbers.len()).any(|number| !numbers.contains(&number)) {
        faults.add(text, Rule::BlanksOutOfOrder);
    }
    for name in names {
        let example = phrase.example(name).unwrap_or_default();
        if example.trim().is_empty() {
            faults.add(format!("{part}.examples.{name}"), Rule::ExampleMissing);
        }
    }
}

fn buttons(faults: &mut Faults, platform: Platform, buttons: &[Button]) {
    let limits = match platform {
        Platform::Messenger => MESSENGER,
        _ => WHATSAPP,
    };
    if buttons.len() > limits.buttons {
        faults.add("buttons", Rule::TooManyButtons(limits.buttons));
    }
    let mut labels = HashSet::new();
    let (mut urls, mut phones, mut codes) = (0, 0, 0);
    for (index, button) in buttons.iter().enumerate() {
        let at = |field: &str| format!("buttons[{index}].{field}");
        if let Some(label) = button.label() {
            faults.length(&at("label"), label, limits.label);
            if !labels.insert(label) {
                faults.add(at("label"), Rule::LabelTwice);
            }
            if !blanks(label).is_empty() {
                faults.add(at("label"), Rule::TooManyBlanks(0));
            }
        }
        let (count, most) = match button {
            // One that is kept as the platform wrote it is for the platform to judge.
            Button::QuickReply { .. } | Button::Other { raw: Some(_), .. } => continue,
            Button::Url { url, example, .. } => {
                address(faults, &at, url, example.as_deref());
                (&mut urls, limits.urls)
            }
            Button::Phone { number, .. } => {
                faults.length(&at("number"), number, LONGEST_NUMBER);
                let digits = number.strip_prefix('+').unwrap_or(number);
                if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    faults.add(at("number"), Rule::NotANumber);
                }
                (&mut phones, limits.phones)
            }
            Button::Code { example } => {
                let example = example.as_deref().unwrap_or_default();
                faults.length(&at("example"), example, LONGEST_CODE);
                (&mut codes, limits.codes)
            }
            Button::OneTime { .. } | Button::Other { .. } => {
                faults.add(at("kind"), Rule::Kind);
                continue;
            }
        };
        *count += 1;
        if *count > most {
            faults.add(at("kind"), Rule::TooManyButtons(most));
        }
    }
    let is_reply = |button: &Button| matches!(button, Button::QuickReply { .. });
    if buttons
        .chunk_by(|one, next| is_reply(one) == is_reply(next))
        .count()
        > 2
    {
        faults.add("buttons", Rule::NotGrouped);
    }
}

fn address(faults: &mut Faults, at: &impl Fn(&str) -> String, url: &str, example: Option<&str>) {
    faults.length(&at("url"), url, LONGEST_URL);
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let has_host = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '{']));
    if !has_host {
        faults.add(at("url"), Rule::NotAnAddress);
    }
    let blanks = blanks(url);
    if blanks.len() > 1 {
        faults.add(at("url"), Rule::TooManyBlanks(1));
    } else if blanks.len() == 1 {
        if !url.ends_with("}}") {
            faults.add(at("url"), Rule::BlankNotAtEnd);
        }
        if example.unwrap_or_default().trim().is_empty() {
            faults.add(at("example"), Rule::ExampleMissing);
        }
    }
}
