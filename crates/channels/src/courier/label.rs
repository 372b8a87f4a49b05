//! What a page is asked about its labels.

use std::collections::HashSet;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::exchange::Call;
use super::{Courier, Endpoint, Interface};
use crate::outcome::{CallFailed, Class};

/// Labels of one answer.
const ON_A_PAGE: &str = "100";
/// Answers that are read of one list; no page has so many labels.
const MOST_PAGES: usize = 100;

/// A label, as the platform lists it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ListedLabel {
    /// The platform's id.
    pub id: String,
    /// What it says.
    #[serde(default, alias = "name")]
    pub page_label_name: String,
}

#[derive(Deserialize)]
struct Listed {
    #[serde(default)]
    data: Vec<ListedLabel>,
    #[serde(default)]
    paging: Paging,
}

#[derive(Default, Deserialize)]
struct Paging {
    #[serde(default)]
    cursors: Cursors,
    next: Option<String>,
}

#[derive(Default, Deserialize)]
struct Cursors {
    after: Option<String>,
}

#[derive(Deserialize)]
struct Made {
    id: String,
}

impl Endpoint {
    /// Whether its account has labels: pages do, and only for Messenger.
    pub fn has_labels(&self) -> bool {
        self.interface() == Interface::Messenger
    }
}

impl Courier {
    /// Every label of a page.
    pub async fn labels(&self, endpoint: &Endpoint) -> Result<Vec<ListedLabel>, CallFailed> {
        self.labels_at(endpoint, endpoint.account()).await
    }

    /// The labels that a customer carries.
    pub async fn labels_of(
        &self,
        endpoint: &Endpoint,
        customer: &str,
    ) -> Result<Vec<ListedLabel>, CallFailed> {
        self.labels_at(endpoint, customer).await
    }

    async fn labels_at(
        &self,
        endpoint: &Endpoint,
        node: &str,
    ) -> Result<Vec<ListedLabel>, CallFailed> {
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        let mut seen = HashSet::new();
        for _ in 0..MOST_PAGES {
            let mut query = vec![("fields", "id,page_label_name"), ("limit", ON_A_PAGE)];
            query.extend(after.as_deref().map(|after| ("after", after)));
            let call = Call::get(endpoint.url(&[node, "custom_labels"], &query));
            let Listed { data, paging } = self.ask(endpoint, call).await?;
            all.extend(data);
            match (paging.next, paging.cursors.after) {
                (Some(_), Some(next)) if seen.insert(next.clone()) => after = Some(next),
                (Some(_), _) => break,
                (None, _) => return Ok(all),
            }
        }
        let detail = "the platform's list of labels has no end";
        Err(CallFailed::new(Class::Retry, detail))
    }

    /// Makes a label; gives the platform's id of it.
    pub async fn make_label(&self, endpoint: &Endpoint, name: &str) -> Result<String, CallFailed> {
        let url = endpoint.url(&[endpoint.account(), "custom_labels"], &[]);
        let body = json!({ "page_label_name": name });
        let call = Call::post(url, Some(body.to_string().into_bytes()));
        let Made { id } = self.ask(endpoint, call).await?;
        Ok(id)
    }

    /// Deletes a label, also from the customers who carry it.
    pub async fn delete_label(&self, endpoint: &Endpoint, label: &str) -> Result<(), CallFailed> {
        let call = Call::delete(endpoint.url(&[label], &[]), None);
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }

    /// Puts a label on a customer, or takes it off. Asking twice is asking once.
    pub async fn label(
        &self,
        endpoint: &Endpoint,
        label: &str,
        customer: &str,
        puts: bool,
    ) -> Result<(), CallFailed> {
        let call = if puts {
            let body = json!({ "user": customer }).to_string().into_bytes();
            Call::post(endpoint.url(&[label, "label"], &[]), Some(body))
        } else {
            Call::delete(endpoint.url(&[label, "label"], &[("user", customer)]), None)
        };
        self.ask::<IgnoredAny>(endpoint, call).await.map(drop)
    }
}
