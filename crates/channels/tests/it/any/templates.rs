//! What holds of any list of templates, and of any template in it.

use serde::de::IgnoredAny;
use serde_json::{Value, json};
use transom_channels::template::{
    NewTemplate, PageOfTemplates, check, check_edit, parse_page, render_changed, render_new,
};
use transom_domain::template::Listed;
use transom_policy::{Channel, TemplateStatus};

/// Panics where something does not hold.
pub(crate) fn holds(body: &[u8]) {
    let page = parse_page(body);
    assert_eq!(page, parse_page(body));
    let list: Value = serde_json::from_slice(body).unwrap_or_default();
    if let Some(page) = page {
        // What is beside the list is not read, so it may be what no `Value` takes.
        if let Some(told) = list["data"].as_array() {
            assert_eq!(
                page.templates.len() + page.unread,
                told.len(),
                "none is lost"
            );
        }
        assert_ne!(page.after.as_deref(), Some(""));
        page.templates.iter().for_each(can_be_made_again);
    }
    neighbours_are_unharmed(body);
}

fn neighbours_are_unharmed(body: &[u8]) {
    let text = String::from_utf8_lossy(body);
    let Ok(IgnoredAny) = serde_json::from_str(&text) else {
        return;
    };
    // Deeper than anything that is read whole.
    if serde_json::from_str::<Value>(&format!("[{text}]")).is_err() {
        return;
    }
    let good = json!({
        "id": "1", "name": "order_update", "language": "en_US", "status": "APPROVED", "category": "UTILITY",
        "components": [{ "type": "BODY", "text": "It is on its way." }],
    });
    let read = |items: &str| parse_page(format!("{{\"data\":[{items}]}}").as_bytes());
    let (Some(alone), Some(together)) = (
        read(&good.to_string()),
        read(&format!("{good},{text},{good}")),
    ) else {
        // Too deep only because of the list around it.
        return;
    };
    let PageOfTemplates {
        templates, unread, ..
    } = together;
    assert_eq!(templates.len() + unread, 3);
    assert_eq!(templates.first(), alone.templates.first());
    assert_eq!(templates.last(), alone.templates.first());
}

/// What is checked without a fault and made reads as it was.
fn can_be_made_again(listed: &Listed) {
    assert!(
        !listed.external_id.is_empty() && !listed.name.is_empty() && !listed.language.is_empty()
    );
    let new = NewTemplate {
        name: listed.name.clone(),
        language: listed.language.clone(),
        category: listed.category,
        components: listed.components.clone(),
    };
    for platform in Channel::ALL {
        let faults = check(platform, &new);
        assert!(
            faults
                .iter()
                .all(|fault| !fault.field.is_empty() && !fault.rule.to_string().is_empty())
        );
        let _ = check_edit(platform, &new, listed.standing.status);
        let changed = render_changed(platform, &new, TemplateStatus::Rejected);
        assert!(serde_json::from_slice::<Value>(&changed).is_ok_and(|one| one.is_object()));
        let made: Value = serde_json::from_slice(&render_new(platform, &new)).unwrap_or_default();
        assert!(made.is_object());
        if !faults.is_empty() {
            continue;
        }
        let mut made = made;
        made["id"] = json!("1");
        made["status"] = json!("APPROVED");
        let page = parse_page(json!({ "data": [made] }).to_string().as_bytes());
        let again = page.and_then(|page| page.templates.into_iter().next());
        let again = again.map(|again| (again.name, again.language, again.category));
        assert_eq!(
            again,
            Some((new.name.clone(), new.language.clone(), new.category))
        );
    }
}
