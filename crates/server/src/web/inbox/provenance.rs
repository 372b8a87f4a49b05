//! Where a message comes from and what it refers to, besides the message that it answers.

use transom_domain::inbound;
use transom_domain::message::{Content, Forwarded};

use crate::web::markup::web_address;

/// Where a message comes from and what it refers to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provenance {
    /// It was written to somebody else first.
    pub(crate) forwarded: Option<Forwarded>,
    /// The words are those of a button or row, chosen and not written.
    pub(crate) is_choice: bool,
    /// The slash commands in it, each with its slash.
    pub(crate) commands: Vec<String>,
    /// The shop's own id of the product that it is about.
    pub(crate) product: Option<String>,
    /// What brought the customer here with it.
    pub(crate) referral: Option<Referral>,
}

/// An ad, a post or a link by which a customer came.
#[derive(Clone, Debug)]
pub(crate) struct Referral {
    pub(crate) is_ad: bool,
    /// Its title, or the reference in the link.
    pub(crate) name: Option<String>,
    pub(crate) text: Option<String>,
    /// A web address of it.
    pub(crate) href: Option<String>,
}

impl Provenance {
    pub(crate) fn of(content: &Content) -> Self {
        Self {
            forwarded: content.forwarded,
            is_choice: content.tapped.is_some() && content.text.is_some(),
            commands: content
                .commands
                .iter()
                .map(|command| format!("/{command}"))
                .collect(),
            product: content
                .product
                .as_ref()
                .map(|product| product.product_id.clone()),
            referral: content.referral.as_ref().map(Referral::of),
        }
    }
}

impl Referral {
    fn of(referral: &inbound::Referral) -> Self {
        let ad = referral.ad.as_deref();
        let href = ad.and_then(|ad| ad.url.as_deref()).and_then(web_address);
        let name = referral.ad_title.as_ref().or(referral.reference.as_ref());
        Self {
            is_ad: referral.ad_id.is_some() || ad.is_some(),
            name: name.cloned(),
            // Many ads say the same twice.
            text: ad
                .and_then(|ad| ad.text.clone())
                .filter(|text| Some(text) != name),
            href: href.map(str::to_owned),
        }
    }

    pub(crate) fn label(&self) -> &'static str {
        if self.is_ad {
            "referral-ad"
        } else {
            "referral-link"
        }
    }
    pub(crate) fn icon(&self) -> &'static str {
        if self.is_ad { "megaphone" } else { "link" }
    }
}
