//! Templates of an account: listed page by page, made, changed, deleted.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use transom_domain::template::{Listed, Standing};
use transom_policy::{Channel as Platform, TemplateCategory, TemplateStatus};

use super::exchange::Call;
use super::{Courier, Endpoint};
use crate::outcome::{CallFailed, Class};
use crate::template::{
    NewTemplate, PageOfTemplates, TemplateFailed, failed, parse_page, parse_standing,
    render_changed, render_new,
};

/// Templates on one page: the longest of them, written with escapes, stay below the longest answer that is read.
const ON_A_PAGE: &str = "50";
const FIELDS: &str = "id,name,language,status,category,quality_score,rejected_reason,parameter_format,components,message_send_ttl_seconds";
/// Messenger tells no quality, and refuses fields that it does not know.
const MESSENGER_FIELDS: &str =
    "id,name,language,status,category,rejected_reason,parameter_format,components";

/// More pages than the largest account has.
const MOST_PAGES: usize = 400;

/// Every template of an account, as it stands, put together page by page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TemplateList {
    /// Those that were understood.
    pub templates: Vec<Listed>,
    /// How many were not.
    pub unread: usize,
    /// Where the pages began that were read.
    seen: HashSet<String>,
}

impl TemplateList {
    /// Adds a page; tells where the next one begins, if there is one.
    ///
    /// # Errors
    /// When the pages lead back to one of them, or there is no end of them.
    pub fn add(&mut self, page: PageOfTemplates) -> Result<Option<String>, TemplateFailed> {
        self.templates.extend(page.templates);
        self.unread += page.unread;
        match page.after {
            None => Ok(None),
            Some(next) if self.seen.len() < MOST_PAGES && self.seen.insert(next.clone()) => {
                Ok(Some(next))
            }
            Some(_) => {
                let detail = "the platform's list of templates has no end";
                Err(CallFailed::new(Class::Retry, detail).into())
            }
        }
    }
}

/// A template that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeTemplate {
    /// The platform's id of it.
    pub external_id: String,
    /// Whether it may be sent already.
    pub standing: Standing,
    /// What it counts as, which need not be what was asked for.
    pub category: TemplateCategory,
}

#[derive(Deserialize)]
struct Made {
    id: String,
    status: Option<String>,
    category: Option<String>,
}

impl Courier {
    /// Reads one page of the templates of an account: the first, or the one that begins there.
    pub async fn template_page(
        &self,
        endpoint: &Endpoint,
        platform: Platform,
        account: &str,
        after: Option<&str>,
    ) -> Result<PageOfTemplates, TemplateFailed> {
        let fields = match platform {
            Platform::Messenger => MESSENGER_FIELDS,
            _ => FIELDS,
        };
        let mut query = vec![("fields", fields), ("limit", ON_A_PAGE)];
        query.extend(after.map(|after| ("after", after)));
        let url = endpoint.url(&[account, "message_templates"], &query);
        let answer = self.exchange(endpoint, Call::get(url)).await?;
        let page = Some(&answer)
            .filter(|answer| (200..300).contains(&answer.status))
            .and_then(|answer| parse_page(&answer.body));
        page.ok_or_else(|| failed(answer.status, &answer.headers, &answer.body))
    }

    /// Makes a template.
    pub async fn make_template(
        &self,
        endpoint: &Endpoint,
        platform: Platform,
        account: &str,
        new: &NewTemplate,
    ) -> Result<MadeTemplate, TemplateFailed> {
        let url = endpoint.url(&[account, "message_templates"], &[]);
        let body = render_new(platform, new);
        let made: Made = self
            .ask_of_templates(endpoint, Call::post(url, Some(body)))
            .await?;
        Ok(MadeTemplate {
            external_id: made.id,
            standing: parse_standing(made.status.as_deref().unwrap_or("PENDING"), None),
            category: match made.category.as_deref() {
                Some("UTILITY") => TemplateCategory::Utility,
                Some("MARKETING") => TemplateCategory::Marketing,
                Some("AUTHENTICATION") => TemplateCategory::Authentication,
                _ => new.category,
            },
        })
    }

    /// Changes a template that stands so; it is reviewed anew.
    pub async fn change_template(
        &self,
        endpoint: &Endpoint,
        platform: Platform,
        external_id: &str,
        new: &NewTemplate,
        was: TemplateStatus,
    ) -> Result<(), TemplateFailed> {
        let url = endpoint.url(&[external_id], &[]);
        let body = render_changed(platform, new, was);
        let call = Call::post(url, Some(body));
        self.ask_of_templates::<IgnoredAny>(endpoint, call)
            .await
            .map(drop)
    }

    /// Deletes a template in one language.
    pub async fn delete_template(
        &self,
        endpoint: &Endpoint,
        account: &str,
        name: &str,
        external_id: &str,
    ) -> Result<(), TemplateFailed> {
        let query = [("name", name), ("hsm_id", external_id)];
        let url = endpoint.url(&[account, "message_templates"], &query);
        self.ask_of_templates::<IgnoredAny>(endpoint, Call::delete(url, None))
            .await
            .map(drop)
    }

    async fn ask_of_templates<T: DeserializeOwned>(
        &self,
        endpoint: &Endpoint,
        call: Call,
    ) -> Result<T, TemplateFailed> {
        let answer = self.exchange(endpoint, call).await?;
        if (200..300).contains(&answer.status)
            && let Ok(understood) = serde_json::from_slice(&answer.body)
        {
            return Ok(understood);
        }
        Err(failed(answer.status, &answer.headers, &answer.body))
    }
}
