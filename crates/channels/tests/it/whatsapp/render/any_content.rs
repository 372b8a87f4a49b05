//! Whatever is to be said: it is refused, or has the shape that every message has.

use proptest::prelude::*;
use serde_json::Value;
use transom_channels::whatsapp::render;
use transom_domain::message::{
    Attachment, AttachmentKind, Carousel, CarouselButtons, CarouselCard, CarouselReply, Content,
    Extra, Flow, LinkButton, List, ListRow, ListSection, Location, Order, Parameters,
    ProductSection, QuickReply, Shop, TemplateHeader, TemplateMessage,
};

use super::to_nina;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => ".{0,30}", 1 => "é{50,300}", 1 => Just("https://shop.example".to_owned())]
}

fn place() -> impl Strategy<Value = Location> {
    (any::<f64>(), -90.0..90.0_f64, any::<bool>()).prop_map(|(any, latitude, is_odd)| Location {
        latitude,
        longitude: if is_odd { any } else { 4.83 },
        ..Location::default()
    })
}

fn attachment() -> impl Strategy<Value = Attachment> {
    let kind = prop::sample::select(AttachmentKind::ALL.to_vec());
    (kind, prop::option::of(text()), prop::option::of(text())).prop_map(|(kind, url, media_id)| {
        Attachment {
            kind,
            url,
            media_id,
            ..Attachment::default()
        }
    })
}

fn list() -> impl Strategy<Value = List> {
    let row = (text(), text()).prop_map(|(title, payload)| ListRow {
        title,
        payload,
        description: None,
    });
    let rows = prop::collection::vec(row, 0..5);
    let section = (prop::option::of(text()), rows);
    let section = section.prop_map(|(title, rows)| ListSection { title, rows });
    (text(), prop::collection::vec(section, 0..4))
        .prop_map(|(button, sections)| List { button, sections })
}

fn template() -> impl Strategy<Value = TemplateMessage> {
    let header = prop_oneof![
        attachment().prop_map(TemplateHeader::Media),
        place().prop_map(TemplateHeader::Location),
        prop::collection::vec(text(), 0..3)
            .prop_map(|values| TemplateHeader::Text(Parameters::Positional(values))),
    ];
    let body = prop::collection::vec((text(), text()), 0..4).prop_map(Parameters::Named);
    (text(), prop::option::of(header), body).prop_map(|(name, header, body)| TemplateMessage {
        header,
        body,
        ..TemplateMessage::new(name, "en_US")
    })
}

fn shop() -> impl Strategy<Value = Shop> {
    let section = (
        prop::option::of(text()),
        prop::collection::vec(text(), 0..3),
    );
    let section = section.prop_map(|(title, product_ids)| ProductSection { title, product_ids });
    prop_oneof![
        prop::option::of(text()).prop_map(|product_id| Shop::Catalog { product_id }),
        (text(), text()).prop_map(|(catalog_id, product_id)| Shop::Product {
            catalog_id,
            product_id
        }),
        (text(), prop::collection::vec(section, 0..3)).prop_map(|(catalog_id, sections)| {
            Shop::Products {
                catalog_id,
                sections,
            }
        }),
    ]
}

fn carousel() -> impl Strategy<Value = Carousel> {
    let reply = (text(), text()).prop_map(|(title, payload)| CarouselReply { title, payload });
    let buttons = prop_oneof![
        (text(), text()).prop_map(|(label, url)| CarouselButtons::Link(LinkButton { label, url })),
        prop::collection::vec(reply, 0..3).prop_map(CarouselButtons::Replies),
    ];
    let card = (attachment(), prop::option::of(text()), buttons);
    let card = card.prop_map(|(file, text, buttons)| CarouselCard {
        file,
        text,
        buttons,
    });
    prop::collection::vec(card, 0..4).prop_map(|cards| Carousel { cards })
}

fn extra() -> impl Strategy<Value = Extra> {
    prop_oneof![
        place().prop_map(Extra::Location),
        list().prop_map(Extra::List),
        (text(), text()).prop_map(|(label, url)| Extra::Link(LinkButton { label, url })),
        Just(Extra::LocationRequest),
        shop().prop_map(Extra::Shop),
        (text(), text(), prop::option::of(text())).prop_map(|(label, screen, data)| {
            Extra::Flow(Flow {
                flow_id: "777".to_owned(),
                token: "ft_1".to_owned(),
                label,
                screen,
                data,
            })
        }),
        carousel().prop_map(Extra::Carousel),
        Just(Extra::Order(Order::default())),
        (text(), prop::option::of(text())).prop_map(|(to, emoji)| Extra::Reaction { to, emoji }),
        template().prop_map(|template| Extra::Template(Box::new(template))),
    ]
}

fn content() -> impl Strategy<Value = Content> {
    let reply = (text(), text()).prop_map(|(title, payload)| QuickReply::answer(title, payload));
    (
        prop::option::of(text()),
        prop::collection::vec(attachment(), 0..2),
        prop::collection::vec(reply, 0..2),
        prop::option::of(extra()),
        prop::option::weighted(0.2, text()),
    )
        .prop_map(
            |(text, attachments, quick_replies, extra, heading)| Content {
                text,
                attachments,
                quick_replies,
                extra,
                heading,
                ..Content::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_content_is_refused_or_has_the_shape_of_a_message(content in content()) {
        let Ok(rendered) = render(&to_nina(content)) else {
            return Ok(());
        };
        let body: Value = serde_json::from_slice(&rendered.body).unwrap();
        for member in ["messaging_product", "recipient_type", "to", "biz_opaque_callback_data"] {
            prop_assert!(body[member].is_string(), "{}", body);
        }
        let kind = body["type"].as_str().unwrap();
        let said = &body[kind];
        prop_assert!(said.is_object() || said.is_array(), "{}", body);
        prop_assert_eq!(body.as_object().unwrap().len(), 6);
    }
}
