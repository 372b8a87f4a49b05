//! The table: what was measured, beside its floor and its bar.

use std::fmt::Write as _;
use std::time::Duration;

/// One line.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) what: String,
    pub(super) unit: Unit,
    pub(super) product: Option<f64>,
    pub(super) floor: Option<f64>,
    pub(super) bar: Option<Bar>,
}

/// What the numbers count.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    PerSecond,
    Milliseconds,
    Mebibytes,
    Megabytes,
    Percent,
}

/// What the program must reach.
#[derive(Clone, Copy)]
pub(super) enum Bar {
    Least(f64),
    /// Also in proportion to the floor.
    LeastAndShare(f64, f64),
    /// In proportion to the floor alone.
    Share(f64),
    Most(f64),
}

impl Row {
    /// A line with both sides and no bar.
    pub(super) fn new(what: impl Into<String>, unit: Unit, product: f64, floor: f64) -> Self {
        Self {
            what: what.into(),
            unit,
            product: Some(product),
            floor: Some(floor),
            bar: None,
        }
    }

    /// A line of the program alone.
    pub(super) fn alone(what: impl Into<String>, unit: Unit, product: f64) -> Self {
        Self {
            what: what.into(),
            unit,
            product: Some(product),
            floor: None,
            bar: None,
        }
    }

    /// A line of a floor alone.
    pub(super) fn floor(what: impl Into<String>, unit: Unit, floor: f64) -> Self {
        Self {
            what: what.into(),
            unit,
            product: None,
            floor: Some(floor),
            bar: None,
        }
    }

    pub(super) fn bar(mut self, bar: Bar) -> Self {
        self.bar = Some(bar);
        self
    }

    fn ratio(&self) -> Option<f64> {
        Some(self.product? / self.floor?).filter(|ratio| ratio.is_finite())
    }

    fn is_met(&self) -> Option<bool> {
        let product = self.product?;
        Some(match self.bar? {
            Bar::Least(least) => product >= least,
            Bar::LeastAndShare(least, share) => {
                product >= least && self.ratio().is_some_and(|ratio| ratio >= share)
            }
            Bar::Share(share) => self.ratio().is_some_and(|ratio| ratio >= share),
            Bar::Most(most) => product <= most,
        })
    }

    fn cells(&self) -> [String; 6] {
        let shown = |value: Option<f64>| value.map_or_else(dash, |value| self.unit.show(value));
        [
            self.what.clone(),
            shown(self.product),
            shown(self.floor),
            self.ratio()
                .map_or_else(dash, |ratio| format!("{ratio:.2}")),
            self.bar.map_or_else(dash, |bar| bar.show(self.unit)),
            self.is_met()
                .map_or_else(dash, |met| if met { "yes" } else { "NO" }.to_owned()),
        ]
    }
}

impl Unit {
    fn show(self, value: f64) -> String {
        if value.is_infinite() {
            return "not in time".to_owned();
        }
        match self {
            Unit::PerSecond => format!("{}/s", thousands(value)),
            Unit::Milliseconds => format!("{value:.2} ms"),
            Unit::Mebibytes => format!("{value:.1} MiB"),
            Unit::Megabytes => format!("{} MB/s", thousands(value)),
            Unit::Percent => format!("{value:.2} %"),
        }
    }
}

impl Bar {
    fn show(self, unit: Unit) -> String {
        match self {
            Bar::Least(least) => format!("≥ {}", unit.show(least)),
            Bar::LeastAndShare(least, share) => {
                format!("≥ {}, ≥ {share} of floor", unit.show(least))
            }
            Bar::Share(share) => format!("≥ {share} of floor"),
            Bar::Most(most) => format!("≤ {}", unit.show(most)),
        }
    }
}

fn dash() -> String {
    "–".to_owned()
}

/// `12345.6` as `12,346`.
fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The whole table, its columns aligned, also a table in Markdown.
pub(super) fn render(rows: &[Row]) -> String {
    let heading = ["what", "product", "floor", "ratio", "bar", "met?"].map(str::to_owned);
    let mut lines = vec![heading];
    lines.extend(rows.iter().map(Row::cells));
    let widths: [usize; 6] = std::array::from_fn(|column| {
        lines
            .iter()
            .map(|line| line[column].chars().count())
            .max()
            .unwrap_or(0)
    });
    lines.insert(1, widths.map(|width| "-".repeat(width)));
    let mut text = String::new();
    for line in &lines {
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            // Numbers to the right, words to the left. Writing into a String cannot fail.
            let _ = match column {
                1..=3 => write!(text, "| {cell:>width$} "),
                _ => write!(text, "| {cell:<width$} "),
            };
        }
        text.push_str("|\n");
    }
    text
}

/// The middle one of some measurements; of an even number, the lower of the two in the middle.
pub(super) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(values.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(f64::NAN)
}

/// A duration in milliseconds; the longest one, of what never ended, is infinite.
pub(super) fn milliseconds(duration: Duration) -> f64 {
    if duration == Duration::MAX {
        return f64::INFINITY;
    }
    duration.as_secs_f64() * 1000.0
}

/// A count as a number that can be divided.
pub(super) fn number(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_met_by_reaching_it() {
        let row = |bar| {
            Row::new("x", Unit::PerSecond, 80.0, 100.0)
                .bar(bar)
                .is_met()
        };
        assert_eq!(row(Bar::Least(80.0)), Some(true));
        assert_eq!(row(Bar::Least(81.0)), Some(false));
        assert_eq!(row(Bar::Most(80.0)), Some(true));
        assert_eq!(row(Bar::Most(79.0)), Some(false));
        assert_eq!(row(Bar::LeastAndShare(10.0, 0.8)), Some(true));
        assert_eq!(row(Bar::LeastAndShare(10.0, 0.81)), Some(false));
        assert_eq!(row(Bar::Share(0.8)), Some(true));
        assert_eq!(row(Bar::Share(0.81)), Some(false));
        assert_eq!(
            Row::floor("x", Unit::PerSecond, 1.0)
                .bar(Bar::Least(1.0))
                .is_met(),
            None
        );
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(
            ["7", "1,000", "12,346", "1,234,568"],
            [7.2, 999.9, 12345.6, 1_234_567.8]
                .map(thousands)
                .map(|text| text)
                .each_ref()
                .map(String::as_str)
        );
    }

    #[test]
    fn the_median_is_a_measurement() {
        assert!((median(vec![3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(vec![4.0, 1.0, 2.0, 3.0]) - 2.0).abs() < f64::EPSILON);
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let table = render(&[Row::new("a long name", Unit::Milliseconds, 1.0, 2.0)]);
        let widths: Vec<usize> = table.lines().map(|line| line.chars().count()).collect();
        assert_eq!(widths.len(), 3);
        assert!(widths.iter().all(|width| *width == widths[0]));
    }
}
