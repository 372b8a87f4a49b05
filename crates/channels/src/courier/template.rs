//! Templates of an account: listed to the end, made, changed, deleted.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use transom_domain::template::{Listed, Standing};
use transom_policy::{Channel as Platform, TemplateCategory, TemplateStatus};

use super::exchange::Call;
use super::{Courier, Endpoint};
use crate::outcome::{CallFailed, Class};
use crate::template::{
    NewTemplate, TemplateFailed, failed, parse_page, parse_standing, render_changed, render_new,
};

/// Templates on one page: the longest of them, written with escapes, stay below the longest answer that is read.
const ON_A_PAGE: &str = "50";
/// More pages than the largest account has.
const MOST_PAGES: usize = 400;
const FIELDS: &str =
    "id,name,language,status,category,quality_score,rejected_reason,parameter_format,components";
/// Messenger tells no quality, and refuses fields that it does not know.
const MESSENGER_FIELDS: &str =
    "id,name,language,status,category,rejected_reason,parameter_format,components";

/// Every template of an account, as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateList {
    /// Those that were understood.
    pub templates: Vec<Listed>,
    /// How many were not.
    pub unread: usize,
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
    /// Lists every template of an account, page by page to the end.
    pub async fn templates(
        &self,
        endpoint: &Endpoint,
        platform: Platform,
        account: &str,
    ) -> Result<TemplateList, TemplateFailed> {
        let fields = match platform {
            Platform::Messenger => MESSENGER_FIELDS,
            _ => FIELDS,
        };
        let mut all = TemplateList {
            templates: Vec::new(),
            unread: 0,
        };
        let mut after: Option<String> = None;
        let mut seen = HashSet::new();
        for _ in 0..MOST_PAGES {
            let mut query = vec![("fields", fields), ("limit", ON_A_PAGE)];
            query.extend(after.as_deref().map(|after| ("after", after)));
            let url = endpoint.url(&[account, "message_templates"], &query);
            let answer = self.exchange(endpoint, Call::get(url)).await?;
            let page = Some(&answer)
                .filter(|answer| (200..300).contains(&answer.status))
                .and_then(|answer| parse_page(&answer.body));
            let Some(page) = page else {
                return Err(failed(answer.status, &answer.headers, &answer.body));
            };
            all.templates.extend(page.templates);
            all.unread += page.unread;
            match page.after {
                None => return Ok(all),
                Some(next) if seen.insert(next.clone()) => after = Some(next),
                Some(_) => break,
            }
        }
        let detail = "the platform's list of templates has no end";
        Err(CallFailed::new(Class::Retry, detail).into())
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
