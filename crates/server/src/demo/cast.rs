//! Who is in the demo.

/// The workspace.
pub(super) const SHOP: &str = "Atelier Nord";
/// The Facebook page.
pub(super) const PAGE: &str = "Atelier Nord";
/// The handle of the page.
pub(super) const USERNAME: &str = "atelier.nord";

/// The people who answer, the owner first, with their e-mail addresses.
pub(super) const AGENTS: [(&str, &str); 4] = [
    ("Ana Duarte", "ana@atelier-nord.example"),
    ("Marc Lefèvre", "marc@atelier-nord.example"),
    ("Lucia Conti", "lucia@atelier-nord.example"),
    ("Tom Becker", "tom@atelier-nord.example"),
];

/// Agents, by their place in the list.
pub(super) const ANA: usize = 0;
pub(super) const MARC: usize = 1;
pub(super) const LUCIA: usize = 2;
pub(super) const TOM: usize = 3;
