//! The customers who are named beside messages and statuses.

use super::wire::Contact;

/// They, found by either of their ids however many there are.
pub(super) struct Contacts<'a> {
    all: &'a [Contact<'a>],
    /// Their ids in order, each with its place among all.
    phone_ids: Vec<(&'a str, usize)>,
    scoped_ids: Vec<(&'a str, usize)>,
}

impl<'a> Contacts<'a> {
    pub(super) fn new(all: &'a [Contact<'a>]) -> Self {
        Self {
            all,
            phone_ids: in_order(all, |contact| contact.wa_id.as_deref()),
            scoped_ids: in_order(all, |contact| contact.user_id.as_deref()),
        }
    }

    /// The first who has one of these ids; or the only one there is, who need not be named by the same.
    pub(super) fn find(
        &self,
        phone_id: Option<&str>,
        scoped_id: Option<&str>,
    ) -> Option<&'a Contact<'a>> {
        let places = [
            first(&self.phone_ids, phone_id),
            first(&self.scoped_ids, scoped_id),
        ];
        if let Some(place) = places.into_iter().flatten().min() {
            return self.all.get(place);
        }
        let is_open = |known: Option<&str>, given: Option<&str>| known.is_none() || given.is_none();
        match self.all {
            [only] => Some(only).filter(|only| {
                is_open(only.wa_id.as_deref(), phone_id)
                    && is_open(only.user_id.as_deref(), scoped_id)
            }),
            _ => None,
        }
    }
}

fn in_order<'a>(
    all: &'a [Contact<'a>],
    id: fn(&'a Contact<'a>) -> Option<&'a str>,
) -> Vec<(&'a str, usize)> {
    let places = all.iter().enumerate();
    let mut ids: Vec<_> = places
        .filter_map(|(place, contact)| Some((id(contact)?, place)))
        .collect();
    ids.sort_unstable();
    ids
}

fn first(ids: &[(&str, usize)], id: Option<&str>) -> Option<usize> {
    let id = id?;
    let at = ids.partition_point(|(known, _)| *known < id);
    let (known, place) = ids.get(at)?;
    (*known == id).then_some(*place)
}
