//! Products of the catalogue that is connected to the account.

use serde::Serialize;
use transom_domain::message::{Content, ProductSection, Shop};

use super::super::limits::{CannotRender, Part, count};
use super::{Interactive, Line, frame};

const MOST_SECTIONS: usize = 10;

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Action<'a> {
    Catalog {
        name: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        parameters: Option<Thumbnail<'a>>,
    },
    Product {
        catalog_id: &'a str,
        product_retailer_id: &'a str,
    },
    Products {
        catalog_id: &'a str,
        sections: Vec<Section<'a>>,
    },
}

#[derive(Serialize)]
pub(super) struct Thumbnail<'a> {
    thumbnail_product_retailer_id: &'a str,
}

#[derive(Serialize)]
pub(super) struct Section<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    product_items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    product_retailer_id: &'a str,
}

/// The catalogue, one product, or several; no file goes with any of them.
pub(in super::super) fn shop<'a>(
    content: &'a Content,
    shop: &'a Shop,
) -> Result<Interactive<'a>, CannotRender> {
    if let Some(attachment) = content.attachments.first() {
        return Err(CannotRender::AttachmentKind(attachment.kind));
    }
    match shop {
        Shop::Catalog { product_id } => {
            if content.heading.is_some() {
                return Err(CannotRender::NoHeading);
            }
            let thumbnail = Part::ProductId.fits_if_any(product_id.as_deref())?;
            let action = Action::Catalog {
                name: "catalog_message",
                parameters: thumbnail.map(|id| Thumbnail {
                    thumbnail_product_retailer_id: id,
                }),
            };
            frame(
                "catalog_message",
                content,
                Part::ButtonsText,
                super::Action::Shop(action),
            )
        }
        Shop::Product {
            catalog_id,
            product_id,
        } => one(content, catalog_id, product_id),
        Shop::Products {
            catalog_id,
            sections,
        } => {
            if content.heading.is_none() {
                return Err(CannotRender::HeadingMissing);
            }
            let action = Action::Products {
                catalog_id: Part::CatalogId.fits(catalog_id)?,
                sections: several(sections)?,
            };
            frame(
                "product_list",
                content,
                Part::ButtonsText,
                super::Action::Shop(action),
            )
        }
    }
}

/// The only one of these messages that needs no text.
fn one<'a>(
    content: &'a Content,
    catalog_id: &'a str,
    product_id: &'a str,
) -> Result<Interactive<'a>, CannotRender> {
    if content.heading.is_some() {
        return Err(CannotRender::NoHeading);
    }
    if !content.quick_replies.is_empty() {
        return Err(CannotRender::Alone("quick replies"));
    }
    let text = content.text.as_deref().filter(|text| !text.is_empty());
    let line = |text| Line { text };
    let action = Action::Product {
        catalog_id: Part::CatalogId.fits(catalog_id)?,
        product_retailer_id: Part::ProductId.fits(product_id)?,
    };
    Ok(Interactive {
        kind: "product",
        header: None,
        body: Part::ButtonsText.fits_if_any(text)?.map(line),
        footer: Part::Footer
            .fits_if_any(content.footer.as_deref())?
            .map(line),
        action: super::Action::Shop(action),
    })
}

fn several(sections: &[ProductSection]) -> Result<Vec<Section<'_>>, CannotRender> {
    count("sections", sections.len(), MOST_SECTIONS)?;
    if sections.len() > 1 && sections.iter().any(|section| section.title.is_none()) {
        return Err(CannotRender::UntitledSection);
    }
    let sections = sections.iter().map(|section| {
        if section.product_ids.is_empty() {
            return Err(CannotRender::EmptySection);
        }
        let items = section.product_ids.iter().map(|id| {
            let product_retailer_id = Part::ProductId.fits(id)?;
            Ok(Item {
                product_retailer_id,
            })
        });
        Ok(Section {
            title: Part::SectionTitle.fits_if_any(section.title.as_deref())?,
            product_items: items.collect::<Result<_, CannotRender>>()?,
        })
    });
    sections.collect()
}
