//! Amounts of money, as the reader's language writes them.

use transom_domain::message::Quantity;

use super::i18n::Lang;
use super::viewer::Viewer;

/// Currencies that have no cents (ISO 4217).
const WHOLE: [&str; 15] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF",
];
/// Currencies whose units have a thousand parts (ISO 4217).
const THOUSANDTHS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Amount {
    /// In whole units of the currency.
    pub(crate) value: f64,
    /// The currency's ISO 4217 code.
    pub(crate) currency: String,
}

impl Viewer {
    /// A number of pieces, `1,234` or `1.5`.
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "templates pass references"
    )]
    pub(crate) fn quantity(&self, quantity: &Quantity) -> String {
        let written = quantity.to_string();
        let (whole, parts) = written.split_once('.').unwrap_or((&written, ""));
        let whole = whole
            .parse::<u64>()
            .map_or_else(|_| whole.to_owned(), |whole| self.count(whole));
        match (parts, self.lang) {
            ("", _) => whole,
            (parts, Lang::En) => format!("{whole}.{parts}"),
            (parts, Lang::Fr | Lang::It | Lang::PtBr | Lang::Es) => format!("{whole},{parts}"),
        }
    }

    /// An amount, `1,234.50 EUR`. The currency's code is shown, because a sign may stand for several.
    pub(crate) fn money(&self, amount: &Amount) -> String {
        let Amount { value, currency } = amount;
        let decimals = match currency.as_str() {
            code if WHOLE.contains(&code) => 0,
            code if THOUSANDTHS.contains(&code) => 3,
            _ => 2,
        };
        let digits = format!("{:.decimals$}", value.abs());
        let (whole, parts) = digits.split_once('.').unwrap_or((&digits, ""));
        let whole = whole
            .parse::<u64>()
            .map_or_else(|_| whole.to_owned(), |whole| self.count(whole));
        let sign = if *value < 0.0 { "−" } else { "" };
        let point = match self.lang {
            Lang::En => ".",
            Lang::Fr | Lang::It | Lang::PtBr | Lang::Es => ",",
        };
        let parts = if parts.is_empty() {
            String::new()
        } else {
            format!("{point}{parts}")
        };
        format!("{sign}{whole}{parts} {currency}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    fn money(lang: Lang, value: f64, currency: &str) -> String {
        let viewer = Viewer {
            lang,
            time_zone: TimeZone::UTC,
            now: Timestamp::UNIX_EPOCH,
            csrf: String::new(),
        };
        let currency = currency.to_owned();
        viewer.money(&Amount { value, currency })
    }

    #[test]
    fn half_a_piece_is_written_with_the_languages_mark() {
        let quantity = |lang, quantity| {
            let viewer = Viewer {
                lang,
                time_zone: TimeZone::UTC,
                now: Timestamp::UNIX_EPOCH,
                csrf: String::new(),
            };
            viewer.quantity(&Quantity(quantity))
        };
        assert_eq!(quantity(Lang::En, 1.5), "1.5");
        assert_eq!(quantity(Lang::Fr, 1.5), "1,5");
        assert_eq!(quantity(Lang::En, 1200.0), "1,200");
    }

    #[test]
    fn an_amount_has_the_parts_of_its_currency_and_the_marks_of_the_language() {
        assert_eq!(money(Lang::En, 1234.5, "EUR"), "1,234.50 EUR");
        assert_eq!(money(Lang::It, 1234.5, "EUR"), "1.234,50 EUR");
        assert_eq!(money(Lang::Fr, 0.1 * 3.0, "EUR"), "0,30 EUR");
        assert_eq!(money(Lang::En, 1234.0, "JPY"), "1,234 JPY");
        assert_eq!(money(Lang::Es, 7.5, "KWD"), "7,500 KWD");
        assert_eq!(money(Lang::En, -3.0, "USD"), "−3.00 USD");
    }

    #[test]
    fn an_amount_beyond_all_numbers_is_still_an_amount() {
        assert!(money(Lang::En, 1e300, "EUR").ends_with(".00 EUR"));
        assert_eq!(money(Lang::En, f64::INFINITY, "EUR"), "inf EUR");
    }
}
