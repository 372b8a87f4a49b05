//! Which addresses may be connected to when somebody else says where something is.
//!
//! Whoever can send us a link must not be able to have us ask the machines beside us. Names are resolved here, and the
//! connection goes to an address that was looked at, so that a name cannot mean another machine a moment later.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Resolves names to public addresses, or to none.
#[derive(Debug, Clone, Copy)]
pub(super) struct PublicOnly;

/// A name that stands for a machine inside of a network.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotPublic;

impl fmt::Display for NotPublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address is not a public one")
    }
}

impl Error for NotPublic {}

impl NotPublic {
    /// Whether an error goes back to this.
    pub(super) fn is_why(error: &(dyn Error + 'static)) -> bool {
        let mut next = Some(error);
        while let Some(error) = next {
            if error.is::<Self>() {
                return true;
            }
            next = error.source();
        }
        false
    }
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            // One that is not public is enough to be careful: some names answer with both.
            let found: Vec<SocketAddr> = found.collect();
            if found.iter().all(|address| is_public(address.ip())) {
                Ok(Box::new(found.into_iter()) as Addrs)
            } else {
                Err(NotPublic.into())
            }
        })
    }
}

/// Whether an address may be asked at all: encrypted, and public when it is given in numbers, which no resolver sees.
pub(super) fn is_public_url(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let number = host.trim_start_matches('[').trim_end_matches(']');
    url.scheme() == "https"
        && !host.is_empty()
        && number
            .parse()
            .map_or(true, |address: IpAddr| is_public(address))
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_shared = first == 100 && second & 0b1100_0000 == 64;
    let is_for_protocols = first == 192 && second == 0 && third == 0;
    let is_for_benchmarks = first == 198 && second & 0b1111_1110 == 18;
    !(first == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || is_shared
        || is_for_protocols
        || is_for_benchmarks
        // Multicast, reserved and broadcast.
        || first >= 224)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // An address of the older kind inside: mapped, by translation, and by 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(v4(high, low))
        }
        [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        // Protocols (Teredo among them) and documentation.
        [0x2001, second, ..] => second > 0x1ff && second != 0xdb8,
        // All that is global so far begins with these bits.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_public() {
        for inside in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a00:1::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for public in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.1",
            "157.240.1.35",
            "172.32.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "::ffff:157.240.1.35",
            "64:ff9b::9df0:123",
            "2002:9df0:123::1",
            "2a03:2880:f12f:83:face:b00c:0:25de",
            "2606:4700::1111",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn an_address_in_numbers_is_looked_at_too() {
        for bad in [
            "http://scontent.example/1.jpg",
            "https://127.0.0.1/1.jpg",
            // The parser reads these as the same.
            "https://2130706433/1.jpg",
            "https://0x7f.1/1.jpg",
            "https://[::1]/1.jpg",
            "https://[::ffff:169.254.169.254]/latest/meta-data",
            "ftp://scontent.example/1.jpg",
            "file:///etc/passwd",
            "data:text/plain,x",
        ] {
            assert!(!is_public_url(&Url::parse(bad).unwrap()), "{bad}");
        }
        for good in [
            "https://scontent.example/1.jpg",
            "https://157.240.1.35:444/",
        ] {
            assert!(is_public_url(&Url::parse(good).unwrap()), "{good}");
        }
    }

    #[tokio::test]
    async fn a_name_for_this_machine_is_refused() {
        let found = PublicOnly.resolve("localhost".parse().unwrap()).await;
        let Err(error) = found else {
            panic!("localhost is not public");
        };
        assert!(NotPublic::is_why(&*error));
    }
}
