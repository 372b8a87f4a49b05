//! Which list is looked at, and its addresses.

use std::borrow::Borrow;

use axum::http::{HeaderMap, header};
use transom_domain::id::{ChannelId, LabelId};
use transom_store::{ConversationRow, Cursor};

use super::{Sort, View};

/// Which list is looked at: it is the same wherever its pages lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) view: View,
    pub(crate) sort: Sort,
    /// Only conversations on this channel.
    pub(crate) channel: Option<ChannelId>,
    /// Only conversations with customers who carry this label.
    pub(crate) label: Option<LabelId>,
}

impl Listing {
    /// The list that the page of a form showed; a usual one where that is not known.
    pub(crate) fn of_origin(headers: &HeaderMap) -> Self {
        let page = headers
            .get(header::REFERER)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let view = page
            .split_once("/inbox/")
            .and_then(|(_, rest)| View::from_slug(rest.split(['/', '?']).next()?));
        let field = |name: &str| {
            let (_, query) = page.split_once('?')?;
            let mut fields = query.split('&').filter_map(|field| field.split_once('='));
            fields.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        Self {
            view: view.unwrap_or(View::All),
            sort: field("sort").and_then(Sort::from_code).unwrap_or_default(),
            channel: field("channel").and_then(|channel| channel.parse().ok()),
            label: field("label").and_then(|label| label.parse().ok()),
        }
    }

    /// The address of the list.
    pub(crate) fn address(self) -> String {
        format!("/inbox/{}{}", self.view.slug(), self.query())
    }

    /// The address of a conversation beside the list.
    pub(crate) fn beside(self, conversation: &str) -> String {
        let view = self.view.slug();
        format!("/inbox/{view}/{conversation}{}", self.query())
    }

    /// The address of the part of the list after a place.
    pub(crate) fn after(self, place: Cursor) -> String {
        let (view, sort, narrowing) = (self.view.slug(), self.sort.code(), self.narrowing());
        format!("/inbox/{view}?sort={sort}{narrowing}&after={place}")
    }

    /// The address of the stream of a page that shows it.
    pub(crate) fn live(self, seq: i64, conversation: Option<&str>) -> String {
        let (view, sort, narrowing) = (self.view.slug(), self.sort.code(), self.narrowing());
        let open = conversation.map_or_else(String::new, |id| format!("&conversation={id}"));
        format!("/live?after={seq}&view={view}&sort={sort}{narrowing}{open}")
    }

    /// The same in another order.
    pub(crate) fn sorted(self, sort: impl Borrow<Sort>) -> Self {
        let sort = *sort.borrow();
        Self { sort, ..self }
    }

    /// The same, narrowed to a label or not at all.
    pub(crate) fn narrowed(self, label: Option<LabelId>) -> Self {
        Self { label, ..self }
    }

    /// The same on one channel, or on all of them; a label is at home on one.
    pub(crate) fn on(self, channel: Option<ChannelId>) -> Self {
        let label = self.label.filter(|_| channel == self.channel);
        Self {
            channel,
            label,
            ..self
        }
    }

    /// Whether a conversation is in it, as far as channel and labels go.
    pub(crate) fn takes(self, row: &ConversationRow) -> bool {
        let is_on = |wanted| row.thread.identity.channel_id == wanted;
        let carries = |wanted| {
            let mut shown = row.labels.iter().filter(|marked| marked.mark.is_shown());
            shown.any(|marked| marked.label_id == wanted)
        };
        self.channel.is_none_or(is_on) && self.label.is_none_or(carries)
    }

    /// The fields that are not as usual, from the question mark on.
    fn query(self) -> String {
        let sort = (self.sort != Sort::default()).then(|| format!("&sort={}", self.sort.code()));
        let fields = sort.unwrap_or_default() + &self.narrowing();
        fields
            .strip_prefix('&')
            .map_or_else(String::new, |fields| format!("?{fields}"))
    }

    /// Each with `&` before it.
    fn narrowing(self) -> String {
        let channel = self.channel.map(|channel| format!("&channel={channel}"));
        let label = self.label.map(|label| format!("&label={label}"));
        channel.into_iter().chain(label).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_form_leads_back_to_the_list_that_its_page_showed() {
        let label = Some(LabelId::new(Uuid::from_u128(7)));
        let channel = Some(ChannelId::new(Uuid::from_u128(8)));
        for (view, sort, channel, label) in [
            (View::Mine, Sort::Deadline, None, None),
            (View::Snoozed, Sort::Waiting, None, label),
            (View::All, Sort::Deadline, channel, None),
            (View::All, Sort::Activity, channel, label),
        ] {
            let listing = Listing {
                view,
                sort,
                channel,
                label,
            };
            let page = format!("http://desk.example{}", listing.beside("conv_1"));
            let headers = [(header::REFERER, page.parse().unwrap())];
            let headers: HeaderMap = headers.into_iter().collect();
            assert_eq!(Listing::of_origin(&headers), listing, "{page}");
        }
        let nowhere = Listing::of_origin(&HeaderMap::new());
        assert_eq!(nowhere.address(), "/inbox/all");
    }
}
