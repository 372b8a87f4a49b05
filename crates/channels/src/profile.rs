//! What customers find before they write: the greeting, Get Started, ice breakers, the menu, commands.
//!
//! Only the platform keeps it; it is asked for and replaced as a whole. Limits are those of Meta's reference (mid 2026).

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use transom_policy::Channel as Platform;

/// The locale that serves everybody; others are left to Meta's own tools.
const EVERYBODY: &str = "default";

/// What customers find before they write.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageProfile {
    /// What comes back when Get Started is tapped; there is no such button without it.
    pub get_started: Option<String>,
    /// What stands above the first message.
    pub greeting: Option<String>,
    /// Questions on offer to who has not written yet.
    pub ice_breakers: Vec<IceBreaker>,
    /// What can be chosen at any time.
    pub menu: Vec<MenuItem>,
    /// Words that customers can send with a slash.
    pub commands: Vec<SlashCommand>,
}

/// A question on offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IceBreaker {
    /// The question.
    pub question: String,
    /// What comes back when it is tapped.
    pub payload: String,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MenuItem {
    /// Comes back when it is tapped.
    Postback {
        /// The label.
        title: String,
        /// What comes back.
        payload: String,
    },
    /// Opens a page.
    WebUrl {
        /// The label.
        title: String,
        /// The page.
        url: String,
    },
}

/// A word that customers can send with a slash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlashCommand {
    /// The word.
    pub name: String,
    /// What it does.
    pub description: String,
}

/// Why the platform would not take a profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct UnfitProfile {
    /// The part, as the API names it.
    pub field: &'static str,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Empty,
    TooLong(usize),
    TooMany(usize),
    NotAnAddress,
    MenuWithoutStart,
    NotOnInstagram,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("something is empty: fill it in or leave it out"),
            Self::TooLong(most) => write!(f, "a text may have {most} characters: shorten it"),
            Self::TooMany(most) => write!(f, "there may be {most} of them: leave some out"),
            Self::NotAnAddress => f.write_str("give an address that begins with https://"),
            Self::MenuWithoutStart => {
                f.write_str("a menu needs the Get Started button: give what comes back from it")
            }
            Self::NotOnInstagram => {
                f.write_str("Instagram has ice breakers and a menu only: leave the rest out")
            }
        }
    }
}

const ICE_BREAKERS: usize = 4;
const QUESTION: usize = 80;
const MENU: usize = 20;
const MENU_TITLE: usize = 30;
const COMMANDS: usize = 100;
const COMMAND: usize = 32;
const DESCRIPTION: usize = 64;
const GREETING: usize = 160;
const PAYLOAD: usize = 1000;

impl PageProfile {
    /// Whether this platform would take it.
    pub fn check(&self, platform: Platform) -> Result<(), UnfitProfile> {
        let on_messenger = platform == Platform::Messenger;
        if !on_messenger {
            self.check_parts_of_instagram()?;
        }
        let fits = |field, text: &str, most| {
            let problem = if text.trim().is_empty() {
                Problem::Empty
            } else if text.chars().count() > most {
                Problem::TooLong(most)
            } else {
                return Ok(());
            };
            Err(UnfitProfile { field, problem })
        };
        let few = |field, count, most| {
            let problem = Problem::TooMany(most);
            (count <= most)
                .then_some(())
                .ok_or(UnfitProfile { field, problem })
        };
        if let Some(payload) = &self.get_started {
            fits("get_started", payload, PAYLOAD)?;
        }
        if let Some(greeting) = &self.greeting {
            fits("greeting", greeting, GREETING)?;
        }
        few("ice_breakers", self.ice_breakers.len(), ICE_BREAKERS)?;
        for one in &self.ice_breakers {
            fits("ice_breakers", &one.question, QUESTION)?;
            fits("ice_breakers", &one.payload, PAYLOAD)?;
        }
        few("menu", self.menu.len(), MENU)?;
        for item in &self.menu {
            let (title, target) = match item {
                MenuItem::Postback { title, payload } => (title, payload),
                MenuItem::WebUrl { title, url } => (title, url),
            };
            fits("menu", title, MENU_TITLE)?;
            fits("menu", target, PAYLOAD)?;
            let is_web = matches!(item, MenuItem::WebUrl { .. });
            if is_web && !target.starts_with("https://") {
                let problem = Problem::NotAnAddress;
                return Err(UnfitProfile {
                    field: "menu",
                    problem,
                });
            }
        }
        if on_messenger && !self.menu.is_empty() && self.get_started.is_none() {
            let problem = Problem::MenuWithoutStart;
            return Err(UnfitProfile {
                field: "get_started",
                problem,
            });
        }
        few("commands", self.commands.len(), COMMANDS)?;
        for command in &self.commands {
            fits("commands", &command.name, COMMAND)?;
            fits("commands", &command.description, DESCRIPTION)?;
        }
        Ok(())
    }

    fn check_parts_of_instagram(&self) -> Result<(), UnfitProfile> {
        let absent = [
            ("get_started", self.get_started.is_none()),
            ("greeting", self.greeting.is_none()),
            ("commands", self.commands.is_empty()),
        ];
        match absent.into_iter().find(|(_, is_absent)| !is_absent) {
            None => Ok(()),
            Some((field, _)) => Err(UnfitProfile {
                field,
                problem: Problem::NotOnInstagram,
            }),
        }
    }

    /// The names of the parts that a platform has.
    pub(crate) fn parts(platform: Platform) -> &'static [&'static str] {
        match platform {
            Platform::Messenger => &[
                "get_started",
                "greeting",
                "ice_breakers",
                "persistent_menu",
                "commands",
            ],
            _ => &["ice_breakers", "persistent_menu"],
        }
    }

    /// The body that sets what is there, and the names of what is to be deleted because it is not.
    pub(crate) fn wire(&self, platform: Platform) -> (Value, Vec<&'static str>) {
        let mut set = Map::new();
        let mut gone = Vec::new();
        let mut put = |name: &'static str, value: Option<Value>| match value {
            Some(value) => drop(set.insert(name.to_owned(), value)),
            None => gone.push(name),
        };
        let some = |is_there: bool, value: Value| is_there.then_some(value);
        put(
            "ice_breakers",
            some(
                !self.ice_breakers.is_empty(),
                json!([{ "locale": EVERYBODY, "call_to_actions": self.ice_breakers }]),
            ),
        );
        let on_messenger = platform == Platform::Messenger;
        let mut menu = json!({ "locale": EVERYBODY, "call_to_actions": self.menu });
        if on_messenger {
            // Instagram has no such parameter.
            menu["composer_input_disabled"] = json!(false);
        }
        put(
            "persistent_menu",
            some(!self.menu.is_empty(), json!([menu])),
        );
        if on_messenger {
            let started = self.get_started.as_ref();
            put(
                "get_started",
                started.map(|payload| json!({ "payload": payload })),
            );
            let greeting = self.greeting.as_ref();
            put(
                "greeting",
                greeting.map(|text| json!([{ "locale": EVERYBODY, "text": text }])),
            );
            put(
                "commands",
                some(
                    !self.commands.is_empty(),
                    json!([{ "locale": EVERYBODY, "commands": self.commands }]),
                ),
            );
        }
        (Value::Object(set), gone)
    }

    /// What the platform says it is; what is for single locales only is left out.
    pub(crate) fn read(value: &Value) -> Self {
        let of_everybody = |name: &str| -> &Value {
            let list = value[name].as_array().map(Vec::as_slice);
            let mut list = list.unwrap_or_default().iter();
            list.find(|one| one["locale"].as_str().is_none_or(|name| name == EVERYBODY))
                .unwrap_or(&Value::Null)
        };
        Self {
            get_started: value["get_started"]["payload"].as_str().map(str::to_owned),
            greeting: of_everybody("greeting")["text"].as_str().map(str::to_owned),
            ice_breakers: entries(&of_everybody("ice_breakers")["call_to_actions"]),
            menu: entries(&of_everybody("persistent_menu")["call_to_actions"]),
            commands: entries(&of_everybody("commands")["commands"]),
        }
    }
}

/// Those entries of a list that are of a kind we know.
fn entries<T: serde::de::DeserializeOwned>(list: &Value) -> Vec<T> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter()
        .filter_map(|one| T::deserialize(one).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> PageProfile {
        PageProfile {
            get_started: Some("START".to_owned()),
            greeting: Some("Hello!".to_owned()),
            ice_breakers: vec![IceBreaker {
                question: "Opening hours?".to_owned(),
                payload: "HOURS".to_owned(),
            }],
            menu: vec![MenuItem::Postback {
                title: "Orders".to_owned(),
                payload: "ORDERS".to_owned(),
            }],
            commands: vec![SlashCommand {
                name: "order".to_owned(),
                description: "Shows your orders".to_owned(),
            }],
        }
    }

    #[test]
    fn what_is_set_reads_back_and_what_is_not_there_is_deleted() {
        let (body, gone) = full().wire(Platform::Messenger);
        assert_eq!(
            body["persistent_menu"][0]["call_to_actions"][0]["type"],
            "postback"
        );
        assert_eq!(PageProfile::read(&body), full());
        assert!(gone.is_empty());
        let (body, gone) = PageProfile::default().wire(Platform::Messenger);
        assert_eq!(body, json!({}));
        assert_eq!(gone.len(), 5);
    }

    #[test]
    fn instagram_has_ice_breakers_and_a_menu_that_needs_no_start_and_names_what_else_it_is_given() {
        let on_instagram = PageProfile {
            ice_breakers: full().ice_breakers,
            menu: full().menu,
            ..PageProfile::default()
        };
        assert_eq!(on_instagram.check(Platform::Instagram), Ok(()));
        let (body, gone) = on_instagram.wire(Platform::Instagram);
        assert_eq!(
            body["persistent_menu"],
            json!([{ "locale": "default",
                "call_to_actions": [{ "type": "postback", "title": "Orders", "payload": "ORDERS" }] }])
        );
        assert_eq!(PageProfile::read(&body), on_instagram);
        assert!(gone.is_empty());
        let (body, gone) = PageProfile::default().wire(Platform::Instagram);
        assert_eq!(body, json!({}));
        assert_eq!(gone, ["ice_breakers", "persistent_menu"]);
        for (change, field) in [
            (
                (|one| one.get_started = full().get_started) as fn(&mut PageProfile),
                "get_started",
            ),
            (|one| one.greeting = full().greeting, "greeting"),
            (|one| one.commands = full().commands, "commands"),
        ] {
            let mut profile = on_instagram.clone();
            change(&mut profile);
            let unfit = profile.check(Platform::Instagram).unwrap_err();
            assert_eq!(unfit.field, field);
        }
    }

    #[test]
    fn what_the_platform_would_refuse_is_refused_with_its_part() {
        let field = |change: fn(&mut PageProfile)| {
            let mut profile = full();
            change(&mut profile);
            profile
                .check(Platform::Messenger)
                .map_err(|unfit| unfit.field)
        };
        assert_eq!(field(|_| {}), Ok(()));
        assert_eq!(field(|one| one.get_started = None), Err("get_started"));
        assert_eq!(
            field(|one| one.greeting = Some("x".repeat(161))),
            Err("greeting")
        );
        let five = |one: &mut PageProfile| one.ice_breakers = vec![one.ice_breakers[0].clone(); 5];
        assert_eq!(field(five), Err("ice_breakers"));
        let url = |one: &mut PageProfile| {
            one.menu = vec![MenuItem::WebUrl {
                title: "Shop".to_owned(),
                url: "javascript:1".to_owned(),
            }];
        };
        assert_eq!(field(url), Err("menu"));
        assert_eq!(
            field(|one| one.commands[0].name = "x".repeat(33)),
            Err("commands")
        );
    }
}
