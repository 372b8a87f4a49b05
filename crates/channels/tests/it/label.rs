//! Calls about labels, as a small server sees them.

use serde_json::json;
use transom_channels::courier::Interface;
use transom_channels::messenger::Class;

use crate::courier::{courier, endpoint, remembering};

#[tokio::test]
async fn a_label_is_made_put_on_taken_off_and_deleted_by_its_own_paths() {
    let (base, seen) = remembering(json!({ "id": "1001" })).await;
    let made = courier().make_label(&endpoint(&base), "Wholesale").await;
    assert_eq!(made.as_deref(), Ok("1001"));
    {
        let seen = seen.lock().unwrap();
        assert_eq!(
            seen.line,
            "POST /v26.0/204811937760102/custom_labels HTTP/1.1"
        );
        assert_eq!(seen.body, json!({ "page_label_name": "Wholesale" }));
    }
    let (base, seen) = remembering(json!({ "success": true })).await;
    let page = endpoint(&base);
    courier().label(&page, "1001", "7777", true).await.unwrap();
    {
        let seen = seen.lock().unwrap();
        assert_eq!(seen.line, "POST /v26.0/1001/label HTTP/1.1");
        assert_eq!(seen.body, json!({ "user": "7777" }));
    }
    courier().label(&page, "1001", "7777", false).await.unwrap();
    let line = || seen.lock().unwrap().line.clone();
    assert_eq!(line(), "DELETE /v26.0/1001/label?user=7777 HTTP/1.1");
    courier().delete_label(&page, "1001").await.unwrap();
    assert_eq!(line(), "DELETE /v26.0/1001 HTTP/1.1");
}

#[tokio::test]
async fn lists_are_read_to_their_end_and_one_without_is_given_up() {
    let last = json!({ "data": [{ "id": "1", "page_label_name": "A" }, { "id": "2" }],
                       "paging": { "cursors": { "after": "x" } } });
    let (base, seen) = remembering(last).await;
    let of_customer = courier().labels_of(&endpoint(&base), "7777").await.unwrap();
    let names: Vec<_> = of_customer
        .iter()
        .map(|label| (label.id.as_str(), label.page_label_name.as_str()))
        .collect();
    assert_eq!(names, [("1", "A"), ("2", "")]);
    assert_eq!(
        seen.lock().unwrap().line,
        "GET /v26.0/7777/custom_labels?fields=id%2Cpage_label_name&limit=100 HTTP/1.1"
    );
    let endless = json!({ "data": [{ "id": "1" }],
                          "paging": { "next": "https://…", "cursors": { "after": "x" } } });
    let (base, seen) = remembering(endless).await;
    let failed = courier().labels(&endpoint(&base)).await.unwrap_err();
    assert_eq!(failed.class, Class::Retry);
    let line = seen.lock().unwrap().line.clone();
    assert!(
        line.contains("204811937760102/custom_labels") && line.contains("after=x"),
        "{line}"
    );
}

#[tokio::test]
async fn only_a_page_on_messenger_has_labels() {
    let page = endpoint("http://127.0.0.1:9");
    assert!(page.has_labels());
    for other in [
        Interface::InstagramOfPage,
        Interface::Instagram,
        Interface::WhatsApp,
    ] {
        assert!(!page.clone().by(other).has_labels());
    }
}
