use super::*;

#[test]
fn the_example_is_a_configuration() {
    let example = Config::example();
    let uncommented: String = example
        .lines()
        .filter(|line| !line.starts_with("# ") && !line.ends_with('='))
        .flat_map(|line| [line.trim_start_matches('#'), "\n"])
        .collect();
    let table = toml::from_str(&uncommented).unwrap();
    names::check_keys(&table, &Config::META, "", "transom.toml").unwrap();
    assert!(example.contains("keep_segments"));
}

#[test]
fn what_cannot_work_is_refused_by_its_key() {
    type Change = fn(&mut Config);
    let cases: [(&str, Change); 8] = [
        ("journal.segment_mib", |config| {
            config.journal.segment_mib = 1;
            config.webhook.max_bytes = 1024 * 1024;
        }),
        ("journal.queue", |config| config.journal.queue = 0),
        ("webhook.max_bytes", |config| {
            config.webhook.max_bytes = usize::MAX;
        }),
        ("log.level", |config| {
            config.log.level = "info,transom=loud".to_owned();
        }),
        ("key", |config| config.key = Some(Secret::new("secret"))),
        ("desk.session_days", |config| config.desk.session_days = 0),
        ("desk.session_days", |config| {
            config.desk.session_days = i64::MAX;
        }),
        ("send.per_second", |config| config.send.per_second = 0),
    ];
    for (key, change) in cases {
        let mut config = Config::defaults_in(Path::new("data")).unwrap();
        change(&mut config);
        let refused = config.checked().unwrap_err().to_string();
        assert!(
            refused.starts_with(&format!("`{key}` ")),
            "{key}: {refused}"
        );
    }
    let defaults = Config::defaults_in(Path::new("data")).unwrap();
    assert!(defaults.checked().is_ok());
}
