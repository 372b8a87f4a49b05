//! For how long messages are tried, in the unit that somebody chose.

use transom_domain::template::{Components, TimeToLive};

use super::TemplateForm;

/// The units, with the keys of their names. The longest time needs no number.
pub(crate) const UNITS: [(&str, &str); 5] = [
    ("minutes", "template-time-minutes"),
    ("hours", "template-time-hours"),
    ("days", "template-time-days"),
    ("seconds", "template-time-seconds"),
    (LONGEST, "template-time-longest"),
];
const LONGEST: &str = "longest";

/// How many seconds a unit has.
fn seconds(unit: &str) -> u32 {
    match unit {
        "days" => 86_400,
        "hours" => 3_600,
        "minutes" => 60,
        _ => 1,
    }
}

impl TemplateForm {
    pub(super) fn keep_time(&mut self, components: &Components) {
        let unit = match components.time_to_live {
            None => return,
            Some(TimeToLive::Longest) => LONGEST,
            Some(TimeToLive::Seconds(many)) => {
                let units = ["days", "hours", "minutes"];
                let fits = |unit: &&str| many > 0 && many.is_multiple_of(seconds(unit));
                let unit = units.into_iter().find(fits).unwrap_or("seconds");
                self.time_to_live = (many / seconds(unit)).to_string();
                unit
            }
        };
        unit.clone_into(&mut self.time_to_live_unit);
    }

    /// What cannot be read is no time at all, which is a fault of its own.
    pub(super) fn time(&self) -> Option<TimeToLive> {
        let (number, unit) = (self.time_to_live.trim(), self.time_to_live_unit.as_str());
        if unit == LONGEST {
            return Some(TimeToLive::Longest);
        }
        let many = (!number.is_empty()).then(|| number.parse().unwrap_or(0))?;
        let many = seconds(unit).saturating_mul(many);
        Some(TimeToLive::Seconds(many))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_shown_in_its_largest_unit_and_read_back() {
        for (time, number, unit) in [
            (TimeToLive::Seconds(30), "30", "seconds"),
            (TimeToLive::Seconds(90), "90", "seconds"),
            (TimeToLive::Seconds(600), "10", "minutes"),
            (TimeToLive::Seconds(43_200), "12", "hours"),
            (TimeToLive::Seconds(2_592_000), "30", "days"),
            (TimeToLive::Longest, "", "longest"),
        ] {
            let mut form = TemplateForm::default();
            form.keep_time(&Components {
                time_to_live: Some(time),
                ..Components::default()
            });
            assert_eq!(
                (form.time_to_live.as_str(), form.time_to_live_unit.as_str()),
                (number, unit)
            );
            assert_eq!(form.time(), Some(time));
        }
        let form = |number: &str| TemplateForm {
            time_to_live: number.to_owned(),
            time_to_live_unit: "days".to_owned(),
            ..TemplateForm::default()
        };
        assert_eq!(form("").time(), None);
        assert_eq!(form("soon").time(), Some(TimeToLive::Seconds(0)));
        assert_eq!(form("99999999").time(), Some(TimeToLive::Seconds(u32::MAX)));
    }
}
