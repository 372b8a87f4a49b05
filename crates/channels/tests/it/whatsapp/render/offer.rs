//! Products and forms.

use serde_json::json;
use transom_channels::whatsapp::{CannotRender, render};
use transom_domain::message::{
    Announcement, AttachmentKind, Content, CustomerDetail, Extra, Flow, ProductSection, QuickReply,
    Shop,
};

use super::{extra, file, said, to_nina};

fn shop(text: &str, shop: Shop) -> Content {
    Content {
        text: (!text.is_empty()).then(|| text.to_owned()),
        ..extra(Extra::Shop(shop))
    }
}

fn refused(content: Content) -> CannotRender {
    render(&to_nina(content)).unwrap_err()
}

fn section(title: Option<&str>, ids: &[&str]) -> ProductSection {
    ProductSection {
        title: title.map(str::to_owned),
        product_ids: ids.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn products(heading: Option<&str>, sections: Vec<ProductSection>) -> Content {
    Content {
        heading: heading.map(str::to_owned),
        ..shop(
            "Pick",
            Shop::Products {
                catalog_id: "55".to_owned(),
                sections,
            },
        )
    }
}

#[test]
fn the_catalogue_opens_with_a_picture_of_one_product() {
    let catalog = |product_id: Option<&str>| Shop::Catalog {
        product_id: product_id.map(str::to_owned),
    };
    assert_eq!(
        said(shop("Our shop", catalog(Some("J-1")))),
        json!({ "type": "interactive", "interactive": { "type": "catalog_message", "body": { "text": "Our shop" },
            "action": { "name": "catalog_message", "parameters": { "thumbnail_product_retailer_id": "J-1" } } } })
    );
    let bare = said(shop("Our shop", catalog(None)));
    assert_eq!(
        bare["interactive"]["action"],
        json!({ "name": "catalog_message" })
    );
    let headed = Content {
        heading: Some("Shop".to_owned()),
        ..shop("Our shop", catalog(None))
    };
    assert_eq!(refused(headed), CannotRender::NoHeading);
}

#[test]
fn one_product_needs_no_text() {
    let product = || Shop::Product {
        catalog_id: "55".to_owned(),
        product_id: "J-1".to_owned(),
    };
    let action = json!({ "catalog_id": "55", "product_retailer_id": "J-1" });
    assert_eq!(
        said(shop("", product())),
        json!({ "type": "interactive", "interactive": { "type": "product", "action": action } })
    );
    let footed = Content {
        footer: Some("Jacket shop".to_owned()),
        ..shop("This one?", product())
    };
    assert_eq!(
        said(footed)["interactive"],
        json!({ "type": "product", "body": { "text": "This one?" }, "footer": { "text": "Jacket shop" }, "action": action })
    );
    let with_file = Content {
        attachments: vec![file(AttachmentKind::Image)],
        ..shop("", product())
    };
    assert_eq!(
        refused(with_file),
        CannotRender::AttachmentKind(AttachmentKind::Image)
    );
}

#[test]
fn several_products_stand_in_sections_below_a_heading() {
    let one = || section(Some("Jackets"), &["J-1", "J-2"]);
    assert_eq!(
        said(products(Some("Sale"), vec![one()])),
        json!({ "type": "interactive", "interactive": { "type": "product_list",
            "header": { "type": "text", "text": "Sale" }, "body": { "text": "Pick" },
            "action": { "catalog_id": "55", "sections": [
                { "title": "Jackets", "product_items": [{ "product_retailer_id": "J-1" }, { "product_retailer_id": "J-2" }] } ] } } })
    );
    assert_eq!(
        refused(products(None, vec![one()])),
        CannotRender::HeadingMissing
    );
    assert_eq!(
        refused(products(Some("Sale"), vec![one(), section(None, &["J-3"])])),
        CannotRender::UntitledSection
    );
    assert_eq!(
        refused(products(Some("Sale"), vec![section(None, &[])])),
        CannotRender::EmptySection
    );
    assert!(matches!(
        refused(products(Some("Sale"), vec![one(); 11])),
        CannotRender::TooMany { most: 10, .. }
    ));
    assert_eq!(
        refused(products(Some("Sale"), Vec::new())),
        CannotRender::Empty
    );
}

#[test]
fn a_form_opens_with_what_it_starts_with() {
    let flow = |data: Option<&str>| Content {
        text: Some("Book".to_owned()),
        ..extra(Extra::Flow(Flow {
            flow_id: "777".to_owned(),
            token: "ft_1".to_owned(),
            label: "Book".to_owned(),
            screen: "FIRST".to_owned(),
            data: data.map(str::to_owned),
        }))
    };
    assert_eq!(
        said(flow(Some(r#"{"sku":"J-1"}"#))),
        json!({ "type": "interactive", "interactive": { "type": "flow", "body": { "text": "Book" },
            "action": { "name": "flow", "parameters": { "flow_message_version": "3", "flow_id": "777",
                "flow_token": "ft_1", "flow_cta": "Book", "flow_action": "navigate",
                "flow_action_payload": { "screen": "FIRST", "data": { "sku": "J-1" } } } } } })
    );
    assert_eq!(refused(flow(Some("[1]"))), CannotRender::NotAnObject);
}

#[test]
fn what_only_messenger_has_is_named_with_its_field() {
    let silent = Content {
        announcement: Announcement::Silent,
        ..Content::text("Hello")
    };
    assert_eq!(refused(silent).field(), Some("announcement"));
    let asking = Content {
        quick_replies: vec![QuickReply::Detail {
            detail: CustomerDetail::Email,
        }],
        ..Content::text("Your address?")
    };
    assert_eq!(refused(asking).field(), Some("quick_replies"));
    let long = Content::text("x".repeat(4097));
    assert_eq!(refused(long).field(), Some("text"));
}
