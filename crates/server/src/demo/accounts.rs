//! The shop's accounts on the emulated platforms: made there, then connected as an owner connects them.

use transom_channels::profile::PageProfile;
use transom_domain::id::{ChannelId, WorkspaceId};
use transom_emulator as emulator;
use transom_policy::{Capability, Country};

use super::story::Template;
use super::{DemoError, cast};
use crate::app::App;
use crate::channels::{
    self, GRAPH_VERSION, NewInstagram, NewMessenger, NewWhatsapp, connect_instagram,
    connect_messenger, connect_whatsapp,
};
use crate::page;
use crate::secret::{Secret, hex, random};

/// The page's id.
pub(super) const PAGE: &str = "102938475600001";
/// The Instagram account's id.
pub(super) const INSTAGRAM: &str = "17841400770000001";
/// The id of the business account on WhatsApp.
pub(super) const BUSINESS: &str = "104857600000001";
/// The id of its number, and the number.
pub(super) const NUMBER: &str = "106540350000001";
pub(super) const PHONE: &str = "33199001234";
/// The app's id.
pub(super) const APP: &str = "770011223344556";

/// Longer than a demo is looked at: a template whose review is shown under way stays there.
const LONG_REVIEW: u32 = 30 * 24 * 3600;
/// How long the review of a template takes that is made while it is looked at, in seconds.
const SHORT_REVIEW: u32 = 10;

/// Secrets of this one demo.
pub(super) struct Secrets {
    token: Secret,
    /// The account's token.
    instagram_token: Secret,
    /// The token of a system user.
    whatsapp_token: Secret,
    pub(super) app: Secret,
    /// What signs webhooks of Instagram: with Instagram Login an app has a second secret.
    instagram_app: Secret,
    pub(super) verify: Secret,
}

impl Secrets {
    pub(super) fn new() -> Self {
        let word = |prefix: &str| Secret::new(format!("{prefix}{}", hex(&random::<16>())));
        Self {
            token: word("EAAdemo"),
            instagram_token: word("IGAAdemo"),
            whatsapp_token: word("EAAsystem"),
            app: word(""),
            instagram_app: word(""),
            verify: word("demo-"),
        }
    }
}

/// The platform with its first page.
pub(super) fn platform(secrets: &Secrets, webhook_url: &str) -> emulator::Config {
    emulator::Config {
        page: emulator::PageConfig {
            id: PAGE.to_owned(),
            name: cast::SHOP.to_owned(),
            username: Some(cast::USERNAME.to_owned()),
            access_token: secrets.token.expose().into(),
            capabilities: [
                emulator::Capability::HumanAgent,
                emulator::Capability::OneTimeNotification,
            ]
            .into(),
            auto_delivery: true,
            auto_read: false,
            send_limit: None,
            country: Some("FR".to_owned()),
        },
        app_id: APP.to_owned(),
        app_secret: secrets.app.expose().into(),
        verify_token: secrets.verify.expose().into(),
        callback: Some(webhook_url.to_owned()),
        delivery: emulator::DeliveryConfig::default(),
    }
}

/// Makes the account on Instagram, and the business account with its number and templates; gives the templates' ids.
pub(super) fn open(
    world: &emulator::World,
    secrets: &Secrets,
    templates: &[Template],
) -> Result<Vec<String>, DemoError> {
    world.add_account(emulator::AccountConfig {
        id: INSTAGRAM.to_owned(),
        username: cast::USERNAME.to_owned(),
        name: cast::SHOP.to_owned(),
        login: emulator::Login::Instagram {
            access_token: secrets.instagram_token.expose().into(),
        },
        app_secret: Some(secrets.instagram_app.expose().into()),
        callback: None,
        capabilities: [emulator::Capability::HumanAgent].into(),
        auto_read: false,
        send_limit: None,
    })?;
    let token = secrets.whatsapp_token.expose();
    let number = emulator::NumberConfig::new(NUMBER, PHONE, cast::SHOP);
    let mut business = emulator::WhatsAppConfig::new(BUSINESS, cast::SHOP, token).number(number);
    "FR".clone_into(&mut business.country);
    business.review_seconds = LONG_REVIEW;
    world.add_whatsapp(business)?;
    let made = templates.iter().map(|template| {
        let view = world.add_template(BUSINESS, &template.new)?;
        Ok(view.id)
    });
    let made = made.collect();
    let review = emulator::world::input::WabaSwitches {
        review_seconds: Some(SHORT_REVIEW),
        ..Default::default()
    };
    world.switch_waba(BUSINESS, &review)?;
    made
}

/// The channels of the shop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Channels {
    pub(super) messenger: ChannelId,
    pub(super) instagram: ChannelId,
    pub(super) whatsapp: ChannelId,
}

/// Connects all three.
pub(super) async fn connect(
    app: &App,
    workspace_id: WorkspaceId,
    secrets: &Secrets,
    emulator_url: &str,
) -> Result<Channels, DemoError> {
    let reached = |token: &Secret, capabilities: Vec<Capability>| channels::Connection {
        name: None,
        access_token: token.clone(),
        app_secrets: vec![secrets.app.clone()],
        verify_token: secrets.verify.clone(),
        graph_url: Some(emulator_url.to_owned()),
        graph_version: GRAPH_VERSION.to_owned(),
        region: "FR".parse::<Country>().ok(),
        capabilities,
    };
    let granted = vec![Capability::HumanAgent, Capability::OneTimeNotification];
    let page = NewMessenger {
        page_id: PAGE.to_owned(),
        connection: reached(&secrets.token, granted),
    };
    let granted = vec![Capability::HumanAgent];
    let mut account = NewInstagram {
        account_id: INSTAGRAM.to_owned(),
        page_id: None,
        connection: reached(&secrets.instagram_token, granted),
    };
    let signs = secrets.instagram_app.clone();
    account.connection.app_secrets.push(signs);
    let number = NewWhatsapp {
        phone_number_id: NUMBER.to_owned(),
        waba_id: BUSINESS.to_owned(),
        connection: reached(&secrets.whatsapp_token, Vec::new()),
    };
    let messenger = connect_messenger(app, workspace_id, page).await?;
    let instagram = connect_instagram(app, workspace_id, account).await?;
    let whatsapp = connect_whatsapp(app, workspace_id, number).await?;
    Ok(Channels {
        messenger: messenger.channel.id,
        instagram: instagram.channel.id,
        whatsapp: whatsapp.channel.id,
    })
}

/// Sets what customers find on the page and on Instagram before they write.
pub(super) async fn furnish(
    app: &App,
    workspace_id: WorkspaceId,
    channels: &Channels,
    (on_page, on_account): (&PageProfile, &PageProfile),
) -> Result<(), DemoError> {
    page::set_profile(app, workspace_id, channels.messenger, on_page).await?;
    page::set_profile(app, workspace_id, channels.instagram, on_account).await?;
    Ok(())
}
