//! Labels of a page, as people who work in its own inbox and apps put them on customers.

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::rejection::Rejection;
use super::{World, pair};
use crate::rules::Platform;
use crate::webhook::event::Event;
use crate::webhook::topic::Topic;

/// A label of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LabelRow {
    /// Its id.
    pub id: String,
    /// What it says.
    pub name: String,
}

/// A label to be made in the page's own inbox.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLabel {
    /// What it says.
    pub name: String,
}

/// Whether the page has accepted the terms of contacts.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactTerms {
    /// It has; without that nothing about labels works for apps.
    pub accepted: bool,
}

impl World {
    /// The labels of a page, the oldest first.
    pub fn labels(&self, page: &str) -> Vec<LabelRow> {
        let state = self.lock();
        let page = state.outlets.get(page);
        page.map(|page| page.labels.clone()).unwrap_or_default()
    }

    /// The labels that a customer carries.
    pub fn labels_of(&self, customer: &str) -> Vec<LabelRow> {
        let state = self.lock();
        let Some(known) = state.customers.get(customer) else {
            return Vec::new();
        };
        let page = state.outlets.get(&known.outlet);
        let all = page.map(|page| page.labels.as_slice()).unwrap_or_default();
        let carried = all.iter().filter(|label| known.labels.contains(&label.id));
        carried.cloned().collect()
    }

    /// Makes a label; its name must be new.
    pub fn make_label(&self, page: &str, name: &str) -> Result<String, Rejection> {
        let id = self.ids().number();
        let mut state = self.lock();
        let page = state.outlet_mut(page)?;
        if page.platform() != Platform::Messenger {
            return Err(Rejection::invalid("not-here", "only pages have labels"));
        }
        let name = name.trim();
        if name.is_empty() || page.labels.iter().any(|label| label.name == name) {
            return Err(Rejection::invalid(
                "label-exists",
                "a label needs a name that no other label of the page has",
            ));
        }
        page.labels.push(LabelRow {
            id: id.clone(),
            name: name.to_owned(),
        });
        drop(state);
        self.changed();
        Ok(id)
    }

    /// Deletes a label, also from who carries it. Nobody is told.
    pub fn delete_label(&self, page: &str, label: &str) -> Result<(), Rejection> {
        let mut state = self.lock();
        let known = state.outlet_mut(page)?;
        let before = known.labels.len();
        known.labels.retain(|one| one.id != label);
        if known.labels.len() == before {
            return Err(Rejection::unknown("label", label));
        }
        for customer in state.customers.values_mut() {
            customer.labels.remove(label);
        }
        drop(state);
        self.changed();
        Ok(())
    }

    /// Puts a label on a customer or takes it off, whoever does it; the app is told when that changed something.
    pub fn label_customer(&self, customer: &str, label: &str, puts: bool) -> Result<(), Rejection> {
        let now = self.now();
        let mut state = self.lock();
        let (page, customer) = pair(&mut state, customer)?;
        let known = page.labels.iter().find(|one| one.id == label);
        let known = known.ok_or_else(|| Rejection::unknown("label", label))?;
        let changed = if puts {
            customer.labels.insert(label.to_owned())
        } else {
            customer.labels.remove(label)
        };
        if changed {
            let told = json!({
                "action": if puts { "add" } else { "remove" },
                "label": { "id": known.id, "page_label_name": known.name },
                "user": { "id": customer.id },
            });
            let event = Event::change(page, &customer.id, now, Topic::Label, &told);
            self.emit(page, event);
        }
        drop(state);
        self.changed();
        Ok(())
    }

    /// Says whether a page has accepted the terms of contacts.
    pub fn set_contact_terms(&self, page: &str, terms: ContactTerms) -> Result<(), Rejection> {
        self.lock().outlet_mut(page)?.contact_terms = terms.accepted;
        Ok(())
    }

    pub(crate) fn accepts_contact_terms(&self, page: &str) -> bool {
        let state = self.lock();
        state
            .outlets
            .get(page)
            .is_some_and(|page| page.contact_terms)
    }

    /// Whether it is a customer of the page who has a thread with it.
    pub(crate) fn is_reachable_customer(&self, page: &str, customer: &str) -> bool {
        let state = self.lock();
        let known = state.customers.get(customer);
        known.is_some_and(|known| known.outlet == page && known.reachable)
    }
}
