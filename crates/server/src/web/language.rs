//! What languages are called that the desk itself may not speak, such as those of templates.

use super::i18n::Lang;

impl Lang {
    /// What a language is called, by the code platforms have for it: `es`, `pt_BR`. Nothing where nobody knows the code.
    pub(crate) fn language_name(self, code: &str) -> Option<String> {
        let (language, region) = match code.split_once(['_', '-']) {
            Some((language, region)) => (language, Some(region)),
            None => (code, None),
        };
        let name = self.text("language-name").arg("code", language).to_string();
        let is_known = name != language;
        is_known.then(|| match region {
            None => name,
            Some(region) => {
                let region = self.text("language-region").arg("code", region);
                let both = self.text("language-in").arg("language", name);
                both.arg("region", region).to_string()
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_name_in_every_language_and_an_unknown_one_has_none() {
        for (lang, code, name) in [
            (Lang::En, "es", Some("Spanish")),
            (Lang::Fr, "pt_BR", Some("Portugais (Br\u{e9}sil)")),
            (Lang::It, "en-GB", Some("Inglese (Regno Unito)")),
            (Lang::PtBr, "zh_TW", Some("Chin\u{ea}s (Taiwan)")),
            (Lang::Es, "prs_AF", Some("Dar\u{ed} (Afganist\u{e1}n)")),
            (Lang::En, "en_ZZ", Some("English (ZZ)")),
            (Lang::En, "xx", None),
            (Lang::En, "", None),
        ] {
            assert_eq!(lang.language_name(code).as_deref(), name, "{code}");
        }
    }
}
