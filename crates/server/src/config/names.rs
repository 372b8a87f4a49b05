//! The names of keys and variables: one that does not exist is refused, with the known one that is most like it.

use confique::Config as _;
use confique::meta::{FieldKind, Meta};

use super::{Config, ConfigError};

/// Refuses a variable of the environment that is none of ours; gives those that somebody else may have set.
pub(super) fn check_variables(
    names: impl Iterator<Item = String>,
) -> Result<Vec<String>, ConfigError> {
    let mut known = Vec::new();
    collect_variables(&Config::META, &mut known);
    let mut ignored = Vec::new();
    for key in names {
        if known.contains(&key.as_str()) {
            continue;
        }
        if is_of_a_service(&key) {
            ignored.push(key);
        } else {
            let nearest = nearest(&key, known.iter().copied());
            return Err(ConfigError::UnknownKey {
                place: "the environment".to_owned(),
                key,
                nearest,
            });
        }
    }
    Ok(ignored)
}

/// Kubernetes tells every container of the services beside it: of one called transom, or whose name begins so, in variables
/// that look like ours.
fn is_of_a_service(name: &str) -> bool {
    ["_SERVICE_HOST", "_SERVICE_PORT", "_PORT"]
        .into_iter()
        .filter_map(|part| name.split_once(part))
        .any(|(_, rest)| rest.is_empty() || rest.starts_with('_'))
}

fn collect_variables(meta: &'static Meta, known: &mut Vec<&'static str>) {
    for field in meta.fields {
        match &field.kind {
            FieldKind::Nested { meta } => collect_variables(meta, known),
            FieldKind::Leaf { env, .. } => known.extend(env),
        }
    }
}

/// Refuses a key of the file that does not exist.
pub(super) fn check_keys(
    table: &toml::Table,
    meta: &'static Meta,
    prefix: &str,
    place: &str,
) -> Result<(), ConfigError> {
    for (name, value) in table {
        let field = meta.fields.iter().find(|field| field.name == name);
        let Some(field) = field else {
            let nearest = nearest(name, meta.fields.iter().map(|field| field.name));
            return Err(ConfigError::UnknownKey {
                place: place.to_owned(),
                key: format!("{prefix}{name}"),
                nearest: nearest.map(|nearest| format!("{prefix}{nearest}")),
            });
        };
        if let (FieldKind::Nested { meta }, toml::Value::Table(table)) = (&field.kind, value) {
            check_keys(table, meta, &format!("{prefix}{name}."), place)?;
        }
    }
    Ok(())
}

fn nearest<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|candidate| (strsim::jaro_winkler(key, candidate), candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<(), ConfigError> {
        check_keys(
            &toml::from_str(text).unwrap(),
            &Config::META,
            "",
            "transom.toml",
        )
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_nearest_known_one() {
        let error = check("listne = \"127.0.0.1:1\"").unwrap_err();
        assert_eq!(
            error.to_string(),
            "transom.toml has the key `listne`, which does not exist; did you mean `listen`?"
        );
        let error = check("[journal]\nsegments_mib = 1").unwrap_err();
        assert!(
            error
                .to_string()
                .ends_with("did you mean `journal.segment_mib`?"),
            "{error}"
        );
    }

    #[test]
    fn an_unknown_variable_is_refused_with_the_nearest_known_one() {
        let error = check_variables(["TRANSOM_DATADIR".to_owned()].into_iter()).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("did you mean `TRANSOM_DATA_DIR`?"),
            "{error}"
        );
    }

    #[test]
    fn what_kubernetes_says_of_a_service_called_transom_is_ignored() {
        let names = [
            "TRANSOM_SERVICE_HOST",
            "TRANSOM_SERVICE_PORT_HTTP",
            "TRANSOM_PORT",
            "TRANSOM_PORT_8080_TCP_ADDR",
            "TRANSOM_DESK_SERVICE_PORT",
        ];
        let names = names.map(str::to_owned);
        assert_eq!(check_variables(names.clone().into_iter()).unwrap(), names);
        let ours = ["TRANSOM_LISTEN".to_owned()];
        assert!(check_variables(ours.into_iter()).unwrap().is_empty());
    }
}
