//! Who is in the demo.

/// The workspace, its page, its account and its number.
pub(super) const SHOP: &str = "Atelier Nord";
/// The handle of the page and of the account.
pub(super) const USERNAME: &str = "atelier.nord";

/// The people who answer, the owner first, with their e-mail addresses.
pub(super) const AGENTS: [(&str, &str); 4] = [
    ("Ana Duarte", "ana@atelier-nord.example"),
    ("Marc Lefèvre", "marc@atelier-nord.example"),
    ("Lucia Conti", "lucia@atelier-nord.example"),
    ("Tom Becker", "tom@atelier-nord.example"),
];

/// One of them; as a number their place in the list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Colleague {
    Ana,
    Marc,
    Lucia,
    Tom,
}
