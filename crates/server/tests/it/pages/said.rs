//! Whatever a customer can say besides text and files stands in the thread, and programs get it too.

use serde_json::{Value, json};
use transom_domain::decide::{Input, Situation, decide};
use transom_domain::id::ConversationId;
use transom_domain::inbound::{
    Ad, CustomerMessage, Echo, InboundEvent, Price, Progress, Reached, Referral,
};
use transom_domain::message::{
    Attachment, AttachmentKind, Carousel, CarouselButtons, CarouselCard, CarouselReply,
    ContactCard, Extra, FormReply, Forwarded, Labelled, LinkButton, List, ListRow, ListSection,
    Location, Order, OrderItem, Origin, PersonName, Phone, Product, Quantity, Unreadable,
};
use transom_store::Saved;
use transom_testkit::TestApp;

use super::browser::{Browser, text};

const CUSTOMER: &str = "77";

struct Said {
    app: TestApp,
    id: ConversationId,
}

impl Said {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let id = app.customer_writes(CUSTOMER, "Hello").await;
        Self { app, id }
    }

    /// Something happens on the platform.
    async fn hear(&self, event: &InboundEvent) {
        let app = &self.app.app;
        app.clock.advance(jiff::SignedDuration::from_mins(5));
        let (now, workspace_id) = (app.now(), self.app.shop.workspace_id);
        let mut tx = app.db.write().await.unwrap();
        let thread = tx.load_thread(workspace_id, self.id).await.unwrap();
        let connected = app
            .channels
            .find(workspace_id, thread.identity.channel_id)
            .unwrap();
        let situation = Situation {
            rulebook: app.rulebook(connected.channel.platform, now).unwrap(),
            channel: &connected.channel,
            thread: &thread,
        };
        let input = Input::Inbound {
            person: &transom_domain::inbound::Person::default(),
            at: now,
            event,
            ours: None,
        };
        let decision = decide(&situation, input, now, &mut || app.id()).unwrap();
        let saved = [Saved {
            decision,
            is_new: false,
        }];
        tx.save(workspace_id, &saved, now, &mut || app.id())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// The customer sends it; gives the page and what programs see of it.
    async fn page(&self, message: CustomerMessage) -> (String, Value) {
        let external_id = message.external_id.clone();
        self.hear(&InboundEvent::Message(message)).await;
        self.read(&external_id).await
    }

    async fn read(&self, external_id: &str) -> (String, Value) {
        let owner = Browser::owner(&self.app).await;
        let page = text(&owner.get(&format!("/inbox/all/{}", self.id)).await);
        let path = format!("/api/v1/conversations/{}/messages", self.id);
        let list = self.app.get(&path, &self.app.shop.token).await.json();
        let all = list["messages"].as_array().unwrap();
        let found = all.iter().find(|one| one["external_id"] == external_id);
        (page, found.unwrap().clone())
    }
}

fn message(external_id: &str) -> CustomerMessage {
    CustomerMessage {
        customer: CUSTOMER.to_owned(),
        external_id: external_id.to_owned(),
        ..CustomerMessage::default()
    }
}

fn extra(external_id: &str, extra: Extra) -> CustomerMessage {
    CustomerMessage {
        extra: Some(extra),
        ..message(external_id)
    }
}

#[track_caller]
fn has(page: &str, part: &str) {
    assert!(page.contains(part), "no {part} in {page}");
}

#[tokio::test]
async fn a_place_leads_to_a_map() {
    let said = Said::start().await;
    let place = Location {
        latitude: 48.858_37,
        longitude: 2.294_48,
        name: Some("Tower <1>".to_owned()),
        address: Some("5 avenue Anatole France".to_owned()),
        url: Some("javascript:alert(1)".to_owned()),
    };
    let (page, program) = said.page(extra("m_place", Extra::Location(place))).await;
    has(
        &page,
        "href=\"https://www.openstreetmap.org/?mlat=48.85837&#38;mlon=2.29448#map=17/48.85837/2.29448\"",
    );
    has(&page, "<b>Tower &#60;1&#62;</b>");
    has(&page, "5 avenue Anatole France");
    assert!(!page.contains("javascript:"));
    assert_eq!(program["extra"]["kind"], "location");
    assert_eq!(program["extra"]["latitude"], 48.858_37);
}

#[tokio::test]
async fn a_card_is_called_and_written_to() {
    let said = Said::start().await;
    let card = ContactCard {
        name: PersonName {
            formatted: "Ida Rossi".to_owned(),
            ..PersonName::default()
        },
        phones: vec![Phone {
            number: Some("+39 02 5550123".to_owned()),
            label: Some("WORK".to_owned()),
            customer: Some("39025550123".to_owned()),
        }],
        emails: vec![Labelled {
            value: "ida@example.com".to_owned(),
            label: None,
        }],
        ..ContactCard::default()
    };
    let (page, program) = said
        .page(extra("m_card", Extra::Contacts(vec![card])))
        .await;
    has(&page, "<bdi>Ida Rossi</bdi>");
    has(&page, "href=\"tel:+39025550123\"");
    has(&page, "Phone · work");
    has(&page, "href=\"mailto:ida@example.com\"");
    let contact = &program["extra"]["contacts"][0];
    assert_eq!(contact["name"], "Ida Rossi");
    assert_eq!(contact["phones"][0]["external_id"], "39025550123");
}

#[tokio::test]
async fn an_order_is_added_up() {
    let said = Said::start().await;
    let item = |product: &str, quantity: f64, price| OrderItem {
        product_id: product.to_owned(),
        quantity: Quantity(quantity),
        price: Some(price),
        currency: Some("EUR".to_owned()),
    };
    let order = Order {
        catalog_id: Some("cat".to_owned()),
        items: vec![item("lamp-1", 2.0, 600.5), item("bulb", 3.0, 1.1)],
    };
    let said_with = CustomerMessage {
        text: Some("Gift wrap, please".to_owned()),
        ..extra("m_order", Extra::Order(order))
    };
    let (page, program) = said.page(said_with).await;
    has(&page, "lamp-1");
    has(&page, "600.50 EUR");
    has(&page, "1,204.30 EUR");
    has(&page, "Gift wrap, please");
    let items = program["extra"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0]["quantity"], 2);
}

#[tokio::test]
async fn a_form_is_read_answer_by_answer() {
    let said = Said::start().await;
    let answers = json!({ "flow_token": "abc", "screen_0_Delivery_day_0": "1_Next_Monday" });
    let reply = FormReply {
        name: Some("delivery".to_owned()),
        answers: answers.to_string(),
    };
    let (page, program) = said.page(extra("m_form", Extra::Form(reply))).await;
    has(&page, "Form filled in: delivery");
    has(
        &page,
        "<th scope=\"row\">Delivery day</th><td>Next Monday</td>",
    );
    assert!(!page.contains("flow_token"));
    let told: Value = serde_json::from_str(program["extra"]["answers"].as_str().unwrap()).unwrap();
    assert_eq!(told, answers);
}

#[tokio::test]
async fn what_cannot_be_shown_says_why() {
    let said = Said::start().await;
    let why = Unreadable {
        kind: Some("poll".to_owned()),
        code: Some("131051".to_owned()),
        detail: Some("Message type is not supported".to_owned()),
    };
    let unreadable = CustomerMessage {
        unsupported: true,
        ..extra("m_poll", Extra::Unreadable(why))
    };
    let (page, program) = said.page(unreadable).await;
    has(&page, "poll");
    has(&page, "Message type is not supported");
    let told = json!({
        "kind": "unreadable", "platform_kind": "poll", "code": "131051",
        "detail": "Message type is not supported",
    });
    assert_eq!(program["extra"], told);
    assert_eq!(program["unsupported"], true);
}

#[tokio::test]
async fn where_a_message_comes_from_stands_above_it() {
    let said = Said::start().await;
    let came = CustomerMessage {
        text: Some("Is it there in red?".to_owned()),
        forwarded: Some(Forwarded::Often),
        product: Some(Product {
            catalog_id: None,
            product_id: "lamp-1".to_owned(),
        }),
        referral: Some(Referral {
            source: "ad".to_owned(),
            ad_id: Some("6001".to_owned()),
            ad_title: Some("Lamps of autumn".to_owned()),
            ad: Some(Box::new(Ad {
                url: Some("https://fb.example/ad".to_owned()),
                text: Some("Every lamp".to_owned()),
                ..Ad::default()
            })),
            ..Referral::default()
        }),
        ..message("m_ad")
    };
    let (page, program) = said.page(came).await;
    for part in [
        "Forwarded many times",
        "About the product lamp-1",
        "Came through this ad",
        "Lamps of autumn",
        "Every lamp",
        "href=\"https://fb.example/ad\"",
        "Is it there in red?",
    ] {
        has(&page, part);
    }
    assert_eq!(program["forwarded"], "often");
    assert_eq!(program["product"]["product_id"], "lamp-1");
    assert_eq!(program["referral"]["ad"]["text"], "Every lamp");
}

fn echo(external_id: &str, extra: Extra) -> InboundEvent {
    InboundEvent::Echo(Echo {
        customer: CUSTOMER.to_owned(),
        external_id: external_id.to_owned(),
        metadata: None,
        origin: Origin::PlatformInbox,
        app_id: None,
        text: Some("Please choose".to_owned()),
        attachments: Vec::new(),
        reply_to: None,
        extra: Some(extra),
    })
}

#[tokio::test]
async fn what_the_business_offers_is_listed() {
    let said = Said::start().await;
    let list = List {
        button: "Times".to_owned(),
        sections: vec![ListSection {
            title: Some("Monday".to_owned()),
            rows: vec![ListRow {
                title: "9 to 11".to_owned(),
                payload: "MON_9".to_owned(),
                description: Some("by bicycle".to_owned()),
            }],
        }],
    };
    said.hear(&echo("m_list", Extra::List(list))).await;
    let link = LinkButton {
        label: "Open the shop".to_owned(),
        url: "https://shop.example/".to_owned(),
    };
    said.hear(&echo("m_link", Extra::Link(link))).await;
    said.hear(&echo("m_where", Extra::LocationRequest)).await;
    let (page, program) = said.read("m_list").await;
    for part in [
        "Times",
        "Monday",
        "9 to 11",
        "by bicycle",
        "Button: send my location",
    ] {
        has(&page, part);
    }
    has(&page, "<a href=\"https://shop.example/\"");
    assert_eq!(
        program["extra"]["sections"][0]["rows"][0]["payload"],
        "MON_9"
    );
}

#[tokio::test]
async fn cards_to_be_swiped_through_stand_side_by_side() {
    let said = Said::start().await;
    let card = |title: &str| CarouselCard {
        file: Attachment {
            kind: AttachmentKind::Image,
            url: Some("https://shop.example/blue.png".to_owned()),
            ..Attachment::default()
        },
        text: Some(format!("{title} wool")),
        buttons: CarouselButtons::Replies(vec![CarouselReply {
            title: "I want it".to_owned(),
            payload: title.to_uppercase(),
        }]),
    };
    let cards = vec![card("Blue"), card("Red")];
    said.hear(&echo("m_cards", Extra::Carousel(Carousel { cards })))
        .await;
    let (page, program) = said.read("m_cards").await;
    for part in [
        "Please choose",
        "Blue wool",
        "Red wool",
        "I want it",
        "<li title=\"RED\">",
        "href=\"https://shop.example/blue.png\"",
    ] {
        has(&page, part);
    }
    assert_eq!(program["extra"]["kind"], "carousel");
    assert_eq!(
        program["extra"]["cards"][1]["quick_replies"][0]["payload"],
        "RED"
    );
}

#[tokio::test]
async fn how_far_a_recording_got_and_what_it_costs_stands_below_it() {
    let said = Said::start().await;
    said.hear(&echo("m_voice", Extra::LocationRequest)).await;
    said.hear(&InboundEvent::Progress(Progress {
        customer: CUSTOMER.to_owned(),
        external_id: "m_voice".to_owned(),
        metadata: None,
        reached: Reached::Played,
        price: Some(Price {
            is_billable: Some(true),
            category: Some("utility".to_owned()),
            ..Price::default()
        }),
    }))
    .await;
    let (page, program) = said.read("m_voice").await;
    has(&page, "ticks--played");
    has(&page, "Listened to");
    has(&page, "The platform charges this message as: utility.");
    assert!(program["played_at"].is_string());
    assert_eq!(
        program["read_at"], program["played_at"],
        "who listened has seen it"
    );
    assert_eq!(program["price"]["category"], "utility");
}
