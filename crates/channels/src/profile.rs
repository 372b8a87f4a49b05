//! What customers find before they write: the greeting, Get Started, ice breakers, the menu, commands.
//!
//! Only the platform keeps it; it is asked for, and told what is to be another. Limits are those of Meta's reference (mid 2026).

use std::fmt;

use serde::de::DeserializeOwned;
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

    /// The body that sets what differs from what is there, and the names of what is to be deleted. Of what is there, the
    /// entries of single locales stay, and so does what we have no word for.
    pub(crate) fn changes(&self, platform: Platform, there: &Value) -> (Value, Vec<&'static str>) {
        let known = Self::read(there);
        let mut set = Map::new();
        let mut gone = Vec::new();
        if platform == Platform::Messenger && self.get_started != known.get_started {
            match &self.get_started {
                Some(payload) => {
                    set.insert("get_started".to_owned(), json!({ "payload": payload }));
                }
                None => gone.push("get_started"),
            }
        }
        let mut put = |name: &'static str, is_changed: bool, own: Option<Value>| {
            if !is_changed {
                return;
            }
            let list = localized(&there[name], own);
            if list.is_empty() {
                gone.push(name);
            } else {
                set.insert(name.to_owned(), Value::Array(list));
            }
        };
        put(
            "greeting",
            self.greeting != known.greeting,
            self.greeting.as_ref().map(|text| json!({ "text": text })),
        );
        put(
            "ice_breakers",
            self.ice_breakers != known.ice_breakers,
            actions(
                &self.ice_breakers,
                "call_to_actions",
                &there["ice_breakers"],
            ),
        );
        put(
            "persistent_menu",
            self.menu != known.menu,
            actions(&self.menu, "call_to_actions", &there["persistent_menu"]).map(|mut menu| {
                // Instagram has no such parameter.
                if platform == Platform::Messenger {
                    let there = &of_everybody(&there["persistent_menu"])["composer_input_disabled"];
                    menu["composer_input_disabled"] = json!(there.as_bool().unwrap_or(false));
                }
                menu
            }),
        );
        put(
            "commands",
            self.commands != known.commands,
            actions(&self.commands, "commands", &there["commands"]),
        );
        (Value::Object(set), gone)
    }

    /// What the platform says it is; what is for single locales only is left out.
    pub(crate) fn read(value: &Value) -> Self {
        let own = |name: &str| of_everybody(&value[name]);
        Self {
            get_started: value["get_started"]["payload"].as_str().map(str::to_owned),
            greeting: own("greeting")["text"].as_str().map(str::to_owned),
            ice_breakers: entries(&own("ice_breakers")["call_to_actions"]),
            menu: entries(&own("persistent_menu")["call_to_actions"]),
            commands: entries(&own("commands")["commands"]),
        }
    }
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn is_of_everybody(entry: &Value) -> bool {
    entry["locale"]
        .as_str()
        .is_none_or(|name| name == EVERYBODY)
}

/// The entry of a part that serves everybody; null when there is none.
fn of_everybody(part: &Value) -> &Value {
    let mut entries = items(part).iter();
    entries
        .find(|one| is_of_everybody(one))
        .unwrap_or(&Value::Null)
}

/// Those entries of a list that are of a kind we know.
fn entries<T: DeserializeOwned>(list: &Value) -> Vec<T> {
    let known = items(list)
        .iter()
        .filter_map(|one| T::deserialize(one).ok());
    known.collect()
}

/// The entry of a part with these in its list, and behind them those that are there and of a kind that we do not know.
fn actions<T: Serialize + DeserializeOwned>(
    own: &[T],
    list: &'static str,
    there: &Value,
) -> Option<Value> {
    let there = items(&of_everybody(there)[list]).iter();
    let unknown = there.filter(|one| T::deserialize(*one).is_err()).cloned();
    let all: Vec<Value> = own.iter().map(|one| json!(one)).chain(unknown).collect();
    (!all.is_empty()).then(|| json!({ list: all }))
}

/// A part with this entry for everybody, or without one, beside those of single locales that are there.
fn localized(there: &Value, own: Option<Value>) -> Vec<Value> {
    let own = own.map(|mut own| {
        own["locale"] = json!(EVERYBODY);
        own
    });
    let others = items(there).iter().filter(|one| !is_of_everybody(one));
    own.into_iter().chain(others.cloned()).collect()
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
    fn what_is_set_reads_back_and_what_is_not_there_any_more_is_deleted() {
        let (body, gone) = full().changes(Platform::Messenger, &Value::Null);
        assert_eq!(
            body["persistent_menu"][0]["call_to_actions"][0]["type"],
            "postback"
        );
        assert_eq!(PageProfile::read(&body), full());
        assert!(gone.is_empty());
        assert_eq!(
            full().changes(Platform::Messenger, &body),
            (json!({}), vec![]),
            "nothing is another"
        );
        let (body, gone) = PageProfile::default().changes(Platform::Messenger, &body);
        assert_eq!(body, json!({}));
        assert_eq!(gone.len(), 5);
    }

    #[test]
    fn what_is_there_for_single_locales_or_of_other_kinds_stays() {
        let german = json!({ "locale": "de_DE", "call_to_actions": [{ "type": "postback", "title": "Los", "payload": "GO" }] });
        let nested = json!({ "type": "nested", "title": "More", "call_to_actions": [] });
        let there = json!({
            "get_started": { "payload": "START" },
            "greeting": [{ "locale": "de_DE", "text": "Hallo!" }],
            "persistent_menu": [
                { "locale": "default", "composer_input_disabled": true, "call_to_actions": [nested] },
                german,
            ],
        });
        assert_eq!(PageProfile::read(&there).menu, []);
        let (body, gone) = full().changes(Platform::Messenger, &there);
        assert_eq!(
            body["greeting"],
            json!([{ "locale": "default", "text": "Hello!" }, { "locale": "de_DE", "text": "Hallo!" }])
        );
        assert_eq!(
            body["persistent_menu"],
            json!([
                {
                    "locale": "default",
                    "composer_input_disabled": true,
                    "call_to_actions": [{ "type": "postback", "title": "Orders", "payload": "ORDERS" }, nested],
                },
                german,
            ])
        );
        assert!(gone.is_empty());
        assert!(body.get("get_started").is_none(), "it is the same");
    }

    #[test]
    fn instagram_has_ice_breakers_and_a_menu_that_needs_no_start_and_names_what_else_it_is_given() {
        let on_instagram = PageProfile {
            ice_breakers: full().ice_breakers,
            menu: full().menu,
            ..PageProfile::default()
        };
        assert_eq!(on_instagram.check(Platform::Instagram), Ok(()));
        let (body, gone) = on_instagram.changes(Platform::Instagram, &Value::Null);
        assert_eq!(
            body["persistent_menu"],
            json!([{ "locale": "default",
                "call_to_actions": [{ "type": "postback", "title": "Orders", "payload": "ORDERS" }] }])
        );
        assert_eq!(PageProfile::read(&body), on_instagram);
        assert!(gone.is_empty());
        let (body, gone) = PageProfile::default().changes(Platform::Instagram, &body);
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
