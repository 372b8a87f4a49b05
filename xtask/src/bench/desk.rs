//! The one place that knows how a browser signs in and where a page listens for live updates.

use std::fmt::Write as _;
use std::net::SocketAddr;

use super::server::{EMAIL, PASSWORD};
use super::wire::{Connection, request};
use crate::Outcome;

/// The page that an agent has open.
const PAGE: &str = "/inbox/all";
/// What stands before the address of live updates in a page.
const SOURCE: &str = "data-connection-address-value=\"";
/// What stands before the word that every form carries.
const CSRF: &str = "name=\"csrf\" value=\"";

/// Signs in, opens the page, and gives the request for its live updates.
pub(super) async fn live_request(address: SocketAddr) -> Outcome<String> {
    let mut connection = Connection::open(address).await?;
    let cookie = sign_in(&mut connection, address).await?;
    let cookie = format!("Cookie: {cookie}\r\n");
    let page = connection
        .ask(request(PAGE, address, &cookie).as_bytes())
        .await?;
    let path = value(&page.body, SOURCE).ok_or_else(|| {
        format!(
            "{PAGE} was answered {} and names no source of live updates",
            page.status
        )
    })?;
    Ok(request(
        &path.replace("&amp;", "&").replace("&#38;", "&"),
        address,
        &cookie,
    ))
}

/// Fills the form in as an owner would; gives the cookies that follow.
async fn sign_in(connection: &mut Connection, address: SocketAddr) -> Outcome<String> {
    let form = connection
        .ask(request("/sign-in", address, "").as_bytes())
        .await?;
    let before = cookies(&form.head);
    let csrf = value(&form.body, CSRF).unwrap_or_default();
    let fields = format!(
        "csrf={}&next=&email={}&password={}",
        encode(csrf),
        encode(EMAIL),
        encode(PASSWORD)
    );
    let post = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {before}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{fields}",
        fields.len()
    );
    let answer = connection.ask(post.as_bytes()).await?;
    if !(300..400).contains(&answer.status) {
        return Err(format!("signing in was answered {}", answer.status).into());
    }
    Ok(cookies(&answer.head))
}

/// The cookies that an answer sets, as a request sends them back.
fn cookies(head: &str) -> String {
    let set = head.lines().filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("set-cookie")
            .then(|| value.split(';').next())?
    });
    set.collect::<Vec<_>>().join("; ")
}

/// What stands between `before` and the next quotation mark.
fn value<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split('"').next()
}

/// A form's value: everything but letters and digits in percent.
fn encode(value: &str) -> String {
    value.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_sent_back_without_their_attributes() {
        let head = "HTTP/1.1 303 See Other\r\nset-cookie: a=1; HttpOnly\r\nlocation: /\r\nSet-Cookie: b=2\r\n\r\n";
        assert_eq!(cookies(head), "a=1; b=2");
    }

    #[test]
    fn a_forms_value_is_encoded() {
        assert_eq!(encode("owner@x.y z"), "owner%40x%2Ey%20z");
    }
}
