//! The description of the API at `/api/openapi.json`.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use transom_domain::agent::Scope;
use transom_policy::{RefusalCode, Route};
use transom_testkit::TestApp;

/// One thing that the API can do.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) method: String,
    pub(super) path: String,
    /// One of them is enough.
    pub(super) scopes: Vec<Scope>,
}

fn description() -> Value {
    serde_json::to_value(transom::api::openapi()).unwrap()
}

/// Everything that the description lists.
pub(super) fn operations() -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in description()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let security = operation["security"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let scopes = security
                .iter()
                .flat_map(|way| way["token"].as_array().unwrap())
                .map(|scope| scope.as_str().unwrap().parse().unwrap())
                .collect();
            operations.push(Operation {
                method: method.clone(),
                path: path.clone(),
                scopes,
            });
        }
    }
    operations
}

#[tokio::test]
async fn the_description_is_public_and_the_one_of_the_code() {
    let app = TestApp::start().await;
    let request = Request::get("/api/openapi.json")
        .body(Body::empty())
        .unwrap();
    let answer = app.send(request).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), description());
}

#[test]
fn every_operation_is_described_with_its_answers() {
    for (path, item) in description()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = format!("{method} {path}");
            assert!(operation["operationId"].is_string(), "{name}");
            assert!(operation["summary"].is_string(), "{name}");
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                responses.keys().any(|status| status.starts_with('2')),
                "{name}"
            );
            for status in ["400", "401", "403", "404"] {
                let content = &responses[status]["content"]["application/problem+json"]["schema"];
                assert_eq!(
                    content["$ref"], "#/components/schemas/Problem",
                    "{name} {status}"
                );
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(parameter["description"].is_string(), "{name}: {parameter}");
            }
        }
    }
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    fn visit(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(
                    fields
                        .get("$ref")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                fields.values().for_each(|field| visit(field, found));
            }
            Value::Array(values) => values.iter().for_each(|value| visit(value, found)),
            _ => {}
        }
    }
    let description = description();
    let mut found = Vec::new();
    visit(&description, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(description.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn every_route_and_every_refusal_code_is_listed() {
    let description = description();
    let words = |name: &str| -> Vec<String> {
        let words = &description["components"]["schemas"][name]["enum"];
        words
            .as_array()
            .unwrap()
            .iter()
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        words("Route"),
        Route::ALL.map(|route| route.as_str().to_owned())
    );
    assert_eq!(
        words("RefusalCode"),
        RefusalCode::ALL.map(|code| code.as_str().to_owned())
    );
    assert_eq!(words("RouteChoice").len(), Route::ALL.len() + 1);
}
