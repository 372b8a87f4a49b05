//! The templates to choose from: those that may be sent first, the others with the reason why not.

use transom_domain::template::Template;
use transom_policy::{Draft, Human, TemplateStatus, Verdict};

use super::picker::Open;
use crate::app::App;
use crate::error::Error;
use crate::web::inbox::open::Opened;
use crate::web::viewer::Viewer;

/// Templates that are shown at once.
const MOST: usize = 20;
/// Characters of the body that are shown of each.
const LINE: usize = 120;

/// A template to choose.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// What choosing it sends.
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) category: String,
    /// The beginning of its body.
    pub(crate) line: String,
    /// What it costs now, where that is known.
    pub(crate) price: Option<String>,
    /// What customers make of it, when they complain.
    pub(crate) complaints: Option<String>,
    /// Why it cannot be sent.
    pub(crate) barred: Option<String>,
}

/// What choices are made of.
pub(super) struct Choices<'a> {
    pub(super) opened: &'a Opened,
    pub(super) app: &'a App,
    pub(super) viewer: &'a Viewer,
}

impl Choices<'_> {
    /// Those in whose name, language or words this is found.
    pub(super) fn find(&self, templates: &[Template], find: &str) -> Result<Open, Error> {
        let wanted: Vec<String> = find.split_whitespace().map(str::to_lowercase).collect();
        let mut found = Vec::new();
        for template in templates {
            let Some(components) = template.made_of() else {
                continue;
            };
            let body = components.body.text;
            let (name, language) = (&template.name, &template.language);
            let spoken = self.viewer.lang.language_name(language).unwrap_or_default();
            let words = format!("{name} {language} {spoken} {body}").to_lowercase();
            if wanted.iter().all(|word| words.contains(word)) {
                found.push((template, body, components.unknown));
            }
        }
        // Approved ones first, then those that the customer can most likely read; names keep their order.
        let customers = self.opened.language();
        found.sort_by_key(|(template, ..)| {
            let standing = template.standing.as_ref();
            let is_approved =
                standing.is_some_and(|told| told.value.status == TemplateStatus::Approved);
            let language = primary(&template.language);
            let is_foreign = if customers == Some(language) {
                0
            } else {
                1 + u8::from(language != primary(self.viewer.lang.tag()))
            };
            (!is_approved, is_foreign)
        });
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        let mut choices = Vec::with_capacity(found.len());
        for (template, body, unknown) in found {
            choices.push(self.choice(template, &body, &unknown)?);
        }
        // What this customer may get comes first.
        choices.sort_by_key(|choice| choice.barred.is_some());
        Ok(Open::list(find.to_owned(), choices, more))
    }

    fn choice(&self, template: &Template, body: &str, unknown: &[String]) -> Result<Choice, Error> {
        let viewer = self.viewer;
        let category = template.category_at(viewer.now);
        Ok(Choice {
            value: format!("{} {}", template.name, template.language),
            name: template.name.clone(),
            language: template.language.clone(),
            category: category.map_or_else(String::new, |category| {
                viewer.lang.template_category(category).to_string()
            }),
            line: beginning(body),
            price: category.and_then(|category| self.opened.template_price(category, viewer)),
            complaints: viewer.template_complaints(template),
            barred: match self.trouble(template)? {
                Some(trouble) => Some(trouble),
                None if !unknown.is_empty() => Some(
                    viewer
                        .text("template-unknown")
                        .arg("parts", unknown.join(", "))
                        .to_string(),
                ),
                None => self.refusal(template)?,
            },
        })
    }

    /// What the platform says against it; of a pause, when it is over.
    fn trouble(&self, template: &Template) -> Result<Option<String>, Error> {
        let viewer = self.viewer;
        let platform = self.opened.platform();
        let pauses = self.app.rulebook(platform, viewer.now)?.pauses();
        let over = template.pause().and_then(|pause| pauses?.end(pause));
        Ok(match over.filter(|over| *over > viewer.now) {
            Some(over) => Some(
                viewer
                    .text("template-paused-until")
                    .arg("until", viewer.exact(over))
                    .to_string(),
            ),
            None => viewer.template_trouble(template),
        })
    }

    /// What the rules say against it.
    fn refusal(&self, template: &Template) -> Result<Option<String>, Error> {
        let draft = Draft::<Human>::template(template.name.as_str(), template.language.as_str());
        Ok(match self.opened.consider(self.app, &draft)? {
            Verdict::Allow(_) => None,
            Verdict::Refuse(refusal) => Some(self.viewer.refused(&refusal)),
        })
    }
}

/// A language without its country: of `pt_BR`, `pt`.
fn primary(code: &str) -> &str {
    code.split(['_', '-']).next().unwrap_or(code)
}

fn beginning(body: &str) -> String {
    let words: Vec<&str> = body.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LINE) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
