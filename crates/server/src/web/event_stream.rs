//! The wire format of server-sent events, cut so that what many pages are told is written once.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _};

/// Keeps the connection from being taken for dead, and says nothing.
pub(super) const STILL_HERE: Bytes = Bytes::from_static(b":\n\n");
/// Goes before the data of an event that says the same to every tab of a browser.
pub(super) const EVERYWHERE: Bytes = Bytes::from_static(b"event: everywhere\n");
const END: Bytes = Bytes::from_static(b"\n");

/// An event: its position, and what [`data`] made.
pub(super) fn event(seq: i64, data: impl IntoIterator<Item = Bytes>) -> Vec<Bytes> {
    let id = Bytes::from(format!("id: {seq}\n"));
    let mut parts = vec![id];
    parts.extend(data);
    if parts.len() == 1 {
        // Without data a browser would not note the position.
        parts.push(Bytes::from_static(b"data:\n"));
    }
    parts.push(END);
    parts
}

/// A part of an event's data.
///
/// To the format a carriage return ends a line as well: one that a customer wrote must not begin a field.
pub(super) fn data(html: &str) -> Bytes {
    let mut lines = String::with_capacity(html.len() + html.len() / 8);
    let html = html.replace("\r\n", "\n");
    for line in html.trim_end_matches('\n').split(['\n', '\r']) {
        lines.push_str("data: ");
        lines.push_str(line);
        lines.push('\n');
    }
    lines.into()
}

/// After how long the page has to be loaded again, for one that asks once.
pub(super) fn again(wait: Duration) -> Bytes {
    // A moment later, so that the boundary has certainly passed.
    format!("retry: {}\n\n", wait.as_millis() + 100).into()
}

/// The answer that carries events for as long as the page is open.
pub(super) fn answer(events: impl Stream<Item = Vec<Bytes>> + Send + 'static) -> Response {
    let parts = events.flat_map(|parts| {
        futures_util::stream::iter(parts.into_iter().map(Ok::<_, std::io::Error>))
    });
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-cache"),
        // A proxy that gathers an answer before it passes it on makes nothing live.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(parts)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_a_position_and_lines_and_an_empty_line_at_its_end() {
        let parts = event(7, [data("<p>\none</p>"), data("<b>two</b>\n")]);
        let whole = String::from_utf8(parts.concat()).unwrap();
        assert_eq!(
            whole,
            "id: 7\ndata: <p>\ndata: one</p>\ndata: <b>two</b>\n\n"
        );
    }

    #[test]
    fn an_event_without_news_still_moves_the_position() {
        let whole = String::from_utf8(event(7, []).concat()).unwrap();
        assert_eq!(whole, "id: 7\ndata:\n\n");
    }

    #[test]
    fn no_text_can_end_an_event_or_begin_a_field() {
        let whole = String::from_utf8(data("a\n\nb\r\nc\rid: 9\r\rd").to_vec()).unwrap();
        assert_eq!(
            whole,
            "data: a\ndata: \ndata: b\ndata: c\ndata: id: 9\ndata: \ndata: d\n"
        );
    }
}
