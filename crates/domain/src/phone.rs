//! Telephone numbers: the country of one, and what is likely read there.

use std::collections::HashMap;
use std::sync::LazyLock;

use transom_policy::Country;

/// Each country with the digits its numbers begin with, as ITU-T E.164 and the North American Numbering Plan assign
/// them. Where countries share a code, the one that holds most of it has the shorter entry.
const BEGINNINGS: &str = "
    AC247 AD376 AE971 AF93 AL355 AM374 AO244 AR54 AT43 AU61 AW297 AZ994 BA387 BD880 BE32 BF226 BG359 BH973 BI257 BJ229
    BN673 BO591 BQ5993 BQ5994 BQ5997 BR55 BT975 BW267 BY375 BZ501 CD243 CF236 CG242 CH41 CI225 CK682 CL56 CM237 CN86
    CO57 CR506 CU53 CV238 CW599 CY357 CZ420 DE49 DJ253 DK45 DZ213 EC593 EE372 EG20 ER291 ES34 ET251 FI358 FJ679 FK500
    FM691 FO298 FR33 GA241 GB44 GE995 GF594 GH233 GI350 GL299 GM220 GN224 GP590 GQ240 GR30 GT502 GW245 GY592 HK852
    HN504 HR385 HT509 HU36 ID62 IE353 IL972 IN91 IO246 IQ964 IR98 IS354 IT39 JO962 JP81 KE254 KG996 KH855 KI686 KM269
    KP850 KR82 KW965 KZ76 KZ77 LA856 LB961 LI423 LK94 LR231 LS266 LT370 LU352 LV371 LY218 MA212 MC377 MD373 ME382
    MG261 MH692 MK389 ML223 MM95 MN976 MO853 MQ596 MR222 MT356 MU230 MV960 MW265 MX52 MY60 MZ258 NA264 NC687 NE227
    NF672 NG234 NI505 NL31 NO47 NP977 NR674 NU683 NZ64 OM968 PA507 PE51 PF689 PG675 PH63 PK92 PL48 PM508 PS970 PT351
    PW680 PY595 QA974 RE262 RO40 RS381 RU7 RW250 SA966 SB677 SC248 SD249 SE46 SG65 SH290 SI386 SK421 SL232 SM378 SN221
    SO252 SR597 SS211 ST239 SV503 SY963 SZ268 TD235 TG228 TH66 TJ992 TK690 TL670 TM993 TN216 TO676 TR90 TV688 TW886
    TZ255 UA380 UG256 US1 UY598 UZ998 VA379 VE58 VN84 VU678 WF681 WS685 XK383 YE967 ZA27 ZM260 ZW263

    AG1268 AI1264 AS1684 BB1246 BM1441 BS1242 DM1767 DO1809 DO1829 DO1849 GD1473 GU1671 JM1658 JM1876 KN1869 KY1345
    LC1758 MP1670 MS1664 PR1787 PR1939 SX1721 TC1649 TT1868 VC1784 VG1284 VI1340
    CA1204 CA1226 CA1236 CA1249 CA1250 CA1257 CA1263 CA1289 CA1306 CA1343 CA1354 CA1365 CA1367 CA1368 CA1382 CA1387
    CA1403 CA1416 CA1418 CA1428 CA1431 CA1437 CA1438 CA1450 CA1460 CA1468 CA1474 CA1506 CA1514 CA1519 CA1548 CA1579
    CA1581 CA1584 CA1587 CA1604 CA1613 CA1639 CA1647 CA1672 CA1683 CA1705 CA1709 CA1742 CA1753 CA1778 CA1780 CA1782
    CA1807 CA1819 CA1825 CA1867 CA1873 CA1879 CA1902 CA1905 CA1942
";

/// The language that most people of a country read, by the code platforms have for it, as far as CLDR names one.
const LANGUAGES: [(&str, &str); 54] = [
    (
        "en",
        "AG AI AU BB BM BS BW BZ CA CK DM FJ FK FM GB GD GH GI GM GU GY IE IO JM \
         KI KN KY LC LR MH MP MS MW NF NG NR NU NZ PG PW SB SC SG SH SL SX SZ TC TO TT US \
         VC VG VI VU ZA ZM ZW",
    ),
    ("ca", "AD"),
    (
        "ar",
        "AE BH DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SY TD TN YE",
    ),
    ("fa", "IR"),
    ("prs", "AF"),
    ("sq", "AL XK"),
    ("pt", "AO BR CV GW MZ PT ST TL"),
    (
        "es",
        "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
    ),
    ("de", "AT CH DE LI"),
    ("nl", "AW BE BQ CW NL SR"),
    ("sv", "SE"),
    ("az", "AZ"),
    ("bn", "BD"),
    (
        "fr",
        "BF BI BJ CD CF CG CI CM DJ FR GA GF GN GP HT LU MC MG ML MQ NC NE PF PM RE SN TG WF",
    ),
    ("bg", "BG"),
    ("ms", "BN MY"),
    ("ru", "BY KZ RU"),
    ("zh", "CN HK MO TW"),
    ("sr", "ME RS"),
    ("hr", "BA HR"),
    ("el", "CY GR"),
    ("cs", "CZ"),
    ("da", "DK"),
    ("et", "EE"),
    ("fi", "FI"),
    ("ka", "GE"),
    ("hu", "HU"),
    ("id", "ID"),
    ("he", "IL"),
    ("hi", "IN"),
    ("it", "IT SM VA"),
    ("ja", "JP"),
    ("sw", "KE TZ UG"),
    ("ky", "KG"),
    ("ko", "KP KR"),
    ("lo", "LA"),
    ("si", "LK"),
    ("lt", "LT"),
    ("lv", "LV"),
    ("ro", "MD RO"),
    ("mk", "MK"),
    ("af", "NA"),
    ("nb", "NO"),
    ("fil", "PH"),
    ("ur", "PK"),
    ("pl", "PL"),
    ("rw", "RW"),
    ("sl", "SI"),
    ("sk", "SK"),
    ("th", "TH"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("uz", "UZ"),
    ("vi", "VN"),
];

/// Digits of the longest beginning.
const LONGEST: usize = 4;

static COUNTRIES: LazyLock<HashMap<u32, Country>> = LazyLock::new(|| {
    let entries = BEGINNINGS.split_ascii_whitespace();
    let parsed = entries.filter_map(|entry| {
        let (country, beginning) = entry.split_at_checked(2)?;
        Some((beginning.parse().ok()?, country.parse().ok()?))
    });
    parsed.collect()
});

/// The country of a number in international form, however it is written: `+33 6 12…`, `33612…`. None for numbers of no
/// country, such as those of satellites.
pub fn country(number: &str) -> Option<Country> {
    let digits: String = digits(number).take(LONGEST).collect();
    (1..=digits.len())
        .rev()
        .find_map(|length| COUNTRIES.get(&digits[..length].parse().ok()?).copied())
}

/// The language that most people of a country read, such as `pt`: a guess about one of them, good enough to put first.
pub fn language(country: Country) -> Option<&'static str> {
    let country = country.to_string();
    let own = |(_, countries): &&(&str, &str)| countries.split(' ').any(|one| one == country);
    LANGUAGES.iter().find(own).map(|(language, _)| *language)
}

/// The digits of a number, however it is written.
pub fn digits(number: &str) -> impl Iterator<Item = char> {
    number.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_tells_the_country() {
        for (number, expected) in [
            ("+33 6 12 34 56 78", Some("FR")),
            ("16505550101", Some("US")),
            ("+1 (416) 555-0101", Some("CA")),
            ("1 809 555 0101", Some("DO")),
            ("79161234567", Some("RU")),
            ("77011234567", Some("KZ")),
            ("5511987654321", Some("BR")),
            ("59991234567", Some("CW")),
            ("881612345678", None),
            ("", None),
            ("+++", None),
        ] {
            let country = country(number).map(|country| country.to_string());
            assert_eq!(country.as_deref(), expected, "{number}");
        }
    }

    #[test]
    fn most_countries_have_one_language_and_none_has_two() {
        for (number, expected) in [
            ("+5511987654321", Some("pt")),
            ("+52 55 1234 5678", Some("es")),
            ("+44 20 7946 0000", Some("en")),
            ("+886 2 1234 5678", Some("zh")),
            ("+251 11 123 4567", None),
        ] {
            assert_eq!(country(number).and_then(language), expected, "{number}");
        }
        let all = LANGUAGES
            .iter()
            .flat_map(|(_, countries)| countries.split(' '));
        let mut all: Vec<&str> = all.collect();
        let known: Vec<String> = COUNTRIES.values().map(Country::to_string).collect();
        assert!(
            all.iter()
                .all(|one| known.iter().any(|country| country == one))
        );
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn every_entry_is_read_and_none_hides_another() {
        assert_eq!(COUNTRIES.len(), BEGINNINGS.split_ascii_whitespace().count());
    }
}
