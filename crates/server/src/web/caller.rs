//! From which address a request comes, behind proxies too.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use ipnet::IpNet;

use crate::app::App;

const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of whoever asks: the nearest one that is no trusted proxy's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller(pub(crate) IpAddr);

impl FromRequestParts<App> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        // Only a request that came over no connection has none.
        let peer = peer.map_or(IpAddr::from([0, 0, 0, 0]), |ConnectInfo(peer)| peer.ip());
        Ok(Self(caller(
            peer,
            &parts.headers,
            &app.config.trusted_proxies,
        )))
    }
}

/// Each proxy adds the address that it sees at the right end of the list, so what stands to the left of an address that
/// is not trusted may be made up by whoever has it.
fn caller(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address));
    let mut nearest = peer.to_canonical();
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    let named = lines.flat_map(|line| {
        let line = line.to_str().unwrap_or_default();
        line.rsplit(',').map(address)
    });
    for address in named {
        let Some(address) = address.filter(|_| is_trusted(nearest)) else {
            break;
        };
        nearest = address;
    }
    nearest
}

/// An address as proxies write it: some add the port, and then put the address of version 6 in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    let found = text.parse().ok().or_else(with_port)?;
    Some(IpAddr::to_canonical(&found))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;

    /// Who asks, when the peer sends these lines and one private network and our own machine are trusted.
    fn found(peer: &str, lines: &[&str]) -> String {
        let trusted = ["10.0.0.0/8", "::1/128"].map(|net| net.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        caller(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        assert_eq!(found("203.0.113.9", &["198.51.100.7"]), "203.0.113.9");
        assert_eq!(found("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(found("::ffff:10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(found("::1", &["2001:db8::7"]), "2001:db8::7");
        assert_eq!(found("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_stands_left_of_the_nearest_stranger_is_not_looked_at() {
        let forged = "192.0.2.1, 198.51.100.7, 10.0.0.2";
        assert_eq!(found("10.0.0.1", &[forged]), "198.51.100.7");
        assert_eq!(
            found("10.0.0.1", &["192.0.2.1", "198.51.100.7"]),
            "198.51.100.7"
        );
        assert_eq!(found("10.0.0.1", &["10.0.0.3, 10.0.0.2"]), "10.0.0.3");
    }

    #[test]
    fn what_is_no_address_ends_the_list() {
        assert_eq!(found("10.0.0.1", &["198.51.100.7, unknown"]), "10.0.0.1");
        assert_eq!(found("10.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(found("10.0.0.1", &["[2001:db8::7]:4711"]), "2001:db8::7");
    }

    #[tokio::test]
    async fn the_configuration_says_who_is_trusted() {
        let dir = tempfile::tempdir().unwrap();
        let mut config = Config::defaults_in(dir.path()).unwrap();
        config.trusted_proxies = vec!["203.0.113.0/24".parse().unwrap()];
        let clock = Clock::still("2026-11-21T10:00:00Z".parse().unwrap());
        let app = App::open(config, clock).await.unwrap();
        let peer = SocketAddr::from(([203, 0, 113, 9], 40_000));
        let request = Request::get("/sign-in")
            .extension(ConnectInfo(peer))
            .header(FORWARDED_FOR, "198.51.100.7")
            .body(());
        let (mut parts, ()) = request.unwrap().into_parts();
        let Ok(Caller(address)) = Caller::from_request_parts(&mut parts, &app).await;
        assert_eq!(address.to_string(), "198.51.100.7");
    }
}
