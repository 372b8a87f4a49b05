//! Templates are made as fast as the platform lets them be made.

use jiff::SignedDuration;
use transom::error::Error;
use transom::templates;
use transom_channels::template::NewTemplate;
use transom_policy::TemplateCategory;

use super::order_update;
use super::story::Line;

#[tokio::test]
async fn the_hundred_and_first_template_of_an_hour_is_told_when_it_may_be_made() {
    let number = Line::open().await;
    let live = &number.live;
    let new = |nth: usize| NewTemplate {
        name: format!("order_update_{nth}"),
        language: "en_US".to_owned(),
        category: TemplateCategory::Utility,
        components: order_update().components,
    };
    let make = async |nth| {
        templates::make(&live.app, live.workspace_id, number.channel_id, &new(nth)).await
    };
    for nth in 0..100 {
        make(nth).await.unwrap();
    }
    let Err(Error::NotYet { until, now }) = make(100).await else {
        panic!("it is one too many");
    };
    let wait = until.duration_since(now);
    assert!(
        wait > SignedDuration::from_mins(50) && wait <= SignedDuration::from_mins(60),
        "{wait}"
    );
    live.advance(wait);
    make(100).await.unwrap();
    number.live.close().await;
}
