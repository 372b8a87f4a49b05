//! Runs the emulator alone, with an invented shop, to look at the phones without a product behind them:
//! `cargo run -p transom-emulator --example phones [PORT] [CALLBACK]`.

use std::io::Write as _;
use std::net::SocketAddr;

use jiff::SignedDuration;
use transom_emulator::world::World;
use transom_emulator::world::input::{
    BusinessMessage, NewComment, NewCustomer, NewMessage, NewPost, NewPostKind, NewTemplate,
    Origin, Reaction, Special, WhatsAppContent,
};
use transom_emulator::{
    AccountConfig, Capability, Clock, Config, DeliveryConfig, Emulator, Login, NumberConfig,
    PageConfig, Rejection, WhatsAppConfig,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map_or(Ok(8090), |port| port.parse())?;
    let config = Config {
        page: PageConfig {
            id: "104201775530018".to_owned(),
            name: "Atelier Nord".to_owned(),
            username: Some("ateliernord".to_owned()),
            access_token: "page-token".into(),
            capabilities: [Capability::HumanAgent].into(),
            auto_delivery: true,
            auto_read: false,
            send_limit: None,
            country: None,
        },
        app_id: "880012345678901".to_owned(),
        app_secret: "app-secret".into(),
        verify_token: "verify-token".into(),
        callback: arguments.next(),
        delivery: DeliveryConfig::default(),
    };
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let running = Emulator::bind(config, Clock::system(), address).await?;
    people(running.world())?;
    account(running.world())?;
    line(running.world())?;
    writeln!(
        std::io::stdout(),
        "http://{}/ (tokens page-token, instagram-token, whatsapp-token)",
        running.addr()
    )?;
    tokio::signal::ctrl_c().await?;
    running.shutdown();
    running.join().await;
    Ok(())
}

/// A few customers in different states.
fn people(world: &World) -> Result<(), Rejection> {
    let now = world.now();
    let ago = |minutes: i64| now - SignedDuration::from_mins(minutes);
    let make = |name: &str| {
        let new = NewCustomer {
            name: name.to_owned(),
            ..NewCustomer::default()
        };
        world.create_customer(new).map(|customer| customer.id)
    };
    for (name, minutes, text) in [
        (
            "Lucía Ferrer",
            3 * 1440,
            "Hola, ¿tenéis la lámpara de roble en negro?",
        ),
        (
            "Jonas Weber",
            1500,
            "Der Tisch kam mit einer Schramme an, was nun?",
        ),
        (
            "Amélie Girard",
            1300,
            "Bonjour, ma commande A-1042 est-elle partie ?",
        ),
        ("Tom O’Brien", 95, "Do you ship to Galway?"),
        (
            "Marta Nowak",
            12,
            "Can I change the colour of my order? The grey one would be better after all.",
        ),
    ] {
        let customer = make(name)?;
        world.write(&customer, NewMessage::text(text).at(ago(minutes)))?;
    }
    let ines = make("Inês Carvalho")?;
    let answer = |text: &str, minutes| BusinessMessage {
        text: text.to_owned(),
        origin: Origin::PageInbox,
        at: Some(ago(minutes)),
    };
    world.write(
        &ines,
        NewMessage::text("Hi! Is the walnut shelf still in stock?").at(ago(1460)),
    )?;
    world.write_elsewhere(&ines, answer("Hello Inês, yes, three of them.", 1450))?;
    world.write(
        &ines,
        NewMessage::text("Lovely. Could you put one aside until Friday?").at(ago(9)),
    )?;
    world.write(
        &ines,
        NewMessage::text("I would pick it up myself").at(ago(8)),
    )?;
    let comment = NewComment {
        text: "How much is the blue one?".to_owned(),
        post: None,
        parent: None,
        at: Some(ago(40)),
    };
    world.comment(&ines, comment)?;
    Ok(())
}

/// The shop's account on Instagram, with a few people around it.
fn account(world: &World) -> Result<(), Rejection> {
    let id = "17841400553300018";
    world.add_account(AccountConfig {
        id: id.to_owned(),
        username: "atelier.nord".to_owned(),
        name: "Atelier Nord".to_owned(),
        login: Login::Instagram {
            access_token: "instagram-token".into(),
        },
        app_secret: None,
        callback: None,
        capabilities: [Capability::HumanAgent].into(),
        auto_read: false,
        send_limit: None,
    })?;
    let live = NewPost {
        kind: NewPostKind::Live,
        text: "Oiling the oak".to_owned(),
        at: None,
    };
    world.publish(id, live)?;
    let make = |name: &str, username: &str| {
        let new = NewCustomer {
            name: name.to_owned(),
            username: Some(username.to_owned()),
            page: Some(id.to_owned()),
            ..NewCustomer::default()
        };
        world.create_customer(new).map(|customer| customer.id)
    };
    make("Ola Berg", "ola_berg")?;
    let ben = make("Ben Okafor", "benokafor")?;
    let comment = |text: &str| NewComment {
        text: text.to_owned(),
        post: None,
        parent: None,
        at: None,
    };
    world.comment(&ben, comment("How much is the oak one?"))?;
    let nina = make("Nina Lindqvist", "nina.lqv")?;
    world.comment(&nina, comment("Beautiful 😍"))?;
    let special = |special| NewMessage {
        instagram: Some(special),
        ..NewMessage::default()
    };
    world.write(&nina, special(Special::Share { post: None }))?;
    world.write(&nina, NewMessage::text("Do you have this lamp in oak?"))?;
    let answer = BusinessMessage {
        text: "We do! It ships in two days.".to_owned(),
        origin: Origin::PageInbox,
        at: None,
    };
    let sent = world.write_elsewhere(&nina, answer)?;
    world.react(
        &nina,
        &sent.mid.unwrap_or_default(),
        Reaction {
            reaction: Some("love".to_owned()),
        },
    )?;
    world.mark_read(&nina)?;
    let reply = NewMessage {
        text: Some("This corner 😍 where is the shelf from?".to_owned()),
        ..special(Special::StoryReply { story: None })
    };
    world.write(&nina, reply)?;
    Ok(())
}

/// The shop's number on WhatsApp, with a few people who wrote to it.
fn line(world: &World) -> Result<(), Rejection> {
    let (id, waba) = ("106540352242922", "102290129340398");
    let number = NumberConfig::new(id, "33478550107", "Atelier Nord");
    let mut config = WhatsAppConfig::new(waba, "Atelier Nord", "whatsapp-token").number(number);
    config.subscribed = true;
    "FR".clone_into(&mut config.country);
    world.add_whatsapp(config)?;
    let template = NewTemplate {
        template: serde_json::json!({
            "name": "order_update", "language": "en_US", "category": "UTILITY",
            "components": [
                { "type": "HEADER", "format": "TEXT", "text": "Your order" },
                { "type": "BODY", "text": "Your order {{1}} is on its way and arrives {{2}} at noon.",
                  "example": { "body_text": [["A-17", "Monday"]] } },
                { "type": "FOOTER", "text": "Atelier Nord" },
                { "type": "BUTTONS", "buttons": [
                    { "type": "URL", "text": "Track it", "url": "https://shop.example/orders" },
                    { "type": "QUICK_REPLY", "text": "Talk to us" }] },
            ],
        }),
        status: None,
    };
    world.add_template(waba, &template)?;
    let make = |name: &str, phone: &str| {
        let new = NewCustomer {
            name: name.to_owned(),
            wa_id: Some(phone.to_owned()),
            page: Some(id.to_owned()),
            ..NewCustomer::default()
        };
        world.create_customer(new).map(|customer| customer.id)
    };
    make("Yara Haddad", "33612345003")?;
    let paul = make("Paul Lemoine", "33612345002")?;
    world.write(&paul, NewMessage::text("Bonjour, vous livrez à Lyon ?"))?;
    let nina = make("Nina Lindqvist", "33612345001")?;
    let file = |media: &str| WhatsAppContent::Media {
        media: media.to_owned(),
        data: None,
        mime_type: None,
        filename: None,
    };
    let photo = NewMessage {
        text: Some("Do you have this lamp in oak?".to_owned()),
        whatsapp: Some(file("image")),
        ..NewMessage::default()
    };
    world.write(&nina, photo)?;
    let voice = NewMessage {
        whatsapp: Some(file("voice")),
        ..NewMessage::default()
    };
    world.write(&nina, voice)?;
    Ok(())
}
