//! The summary as a page of text, for people.

mod figure;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Write as _};

use self::figure::{counted, day, number, share};
use super::summary::{Group, Summary, Tally};
use crate::{Language, RefusalCode, Remedy, Route};

impl Summary {
    /// The figures on a page, in English.
    pub fn report(&self) -> String {
        let mut page = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut page);
        page
    }

    fn write(&self, page: &mut String) -> fmt::Result {
        let total = self.total();
        self.heading(&total, page)?;
        if total.sends == 0 {
            return Ok(());
        }
        self.tallies(page)?;
        if self.is_comparison() {
            self.changes(&total, page)?;
            self.most_lost(page)?;
            self.reasons(page)?;
            self.needs(page)?;
            self.moved(page)?;
        }
        self.real(page)
    }

    fn is_comparison(&self) -> bool {
        !self.compared_with.is_empty()
    }

    fn heading(&self, total: &Group, page: &mut String) -> fmt::Result {
        write!(page, "{}", counted(total.sends, "send"))?;
        if let Some((first, last)) = self.period {
            write!(page, ", {} to {}", day(first), day(last))?;
        }
        write!(page, "; {} replayed", counted(self.entries, "line"))?;
        if self.faults > 0 {
            write!(page, ", {} left out", counted(self.faults, "line"))?;
        }
        writeln!(page, "; {}.", counted(self.contacts, "contact"))?;
        if self.is_comparison() {
            let editions: Vec<String> =
                self.compared_with.iter().map(ToString::to_string).collect();
            writeln!(
                page,
                "The rules that governed at the time, beside {} for the whole time.",
                editions.join(", ")
            )
        } else {
            writeln!(page, "The rules that governed at the time.")
        }
    }

    fn tallies(&self, page: &mut String) -> fmt::Result {
        let (one, other) = (&self.reference, &self.compared);
        writeln!(page)?;
        self.row(page, "", "governed", "compared")?;
        let allowed = |tally: &Tally| number(tally.allowed.values().sum());
        self.row(page, "allowed", allowed(one), allowed(other))?;
        for route in keys(&one.allowed, &other.allowed) {
            let of = |tally: &Tally| number(count(&tally.allowed, &route));
            self.row(page, &format!("  {route}"), of(one), of(other))?;
        }
        let refused = |tally: &Tally| number(tally.refused.values().sum());
        self.row(page, "refused", refused(one), refused(other))?;
        for code in keys(&one.refused, &other.refused) {
            let of = |tally: &Tally| number(count(&tally.refused, &code));
            self.row(page, &format!("  {code}"), of(one), of(other))?;
        }
        if !one.charged.is_empty() || !other.charged.is_empty() {
            self.row(page, "free", number(one.free), number(other.free))?;
            let charged = |tally: &Tally| number(tally.charged.values().sum());
            self.row(page, "charged", charged(one), charged(other))?;
            for category in keys(&one.charged, &other.charged) {
                let of = |tally: &Tally| number(count(&tally.charged, &category));
                self.row(
                    page,
                    &format!("  {}", category.as_str()),
                    of(one),
                    of(other),
                )?;
            }
        }
        if one.possible + other.possible > 0 {
            let possible = |tally: &Tally| number(tally.possible);
            let name = "of these, the platform may take";
            self.row(page, name, possible(one), possible(other))?;
        }
        Ok(())
    }

    fn row(
        &self,
        page: &mut String,
        name: &str,
        governed: impl Display,
        compared: impl Display,
    ) -> fmt::Result {
        write!(page, "{name:<32} {governed:>12}")?;
        if self.is_comparison() {
            write!(page, " {compared:>12}")?;
        }
        writeln!(page)
    }

    fn changes(&self, total: &Group, page: &mut String) -> fmt::Result {
        writeln!(page)?;
        let mut change = |name: &str, sends: u64, meaning: &str| {
            writeln!(page, "{name:<32} {:>12}  {meaning}", number(sends))
        };
        let mut lost = "governed: allowed, compared: refused".to_owned();
        if total.lost > 0 {
            let contacts = counted(self.lost_contacts, "contact");
            let share = share(total.lost, total.allowed);
            lost = format!("{lost} ({share} of what was allowed, to {contacts})");
        }
        change("lost", total.lost, &lost)?;
        change(
            "gained",
            total.gained,
            "governed: refused, compared: allowed",
        )?;
        change("moved", total.moved, "both: allowed, each by its own route")?;
        if total.dearer > 0 {
            let meaning = "both: allowed; governed: free, compared: charged";
            change("dearer", total.dearer, meaning)?;
        }
        if total.cheaper > 0 {
            let meaning = "both: allowed; governed: charged, compared: free";
            change("cheaper", total.cheaper, meaning)?;
        }
        if total.maybe_gained > 0 {
            let meaning = "both: refused, but compared the platform may take it, without a promise";
            change("perhaps gained", total.maybe_gained, meaning)?;
        }
        if total.maybe_lost > 0 {
            let meaning = "both: refused, but governed the platform may take it, without a promise";
            change("perhaps lost", total.maybe_lost, meaning)?;
        }
        Ok(())
    }

    fn most_lost(&self, page: &mut String) -> fmt::Result {
        let affected = self.most_affected();
        if affected.is_empty() {
            return Ok(());
        }
        writeln!(page, "\nMost affected, by channel and purpose")?;
        for ((channel, purpose), group) in affected {
            let purpose = purpose.map_or("no purpose stated", |purpose| purpose.as_str());
            writeln!(
                page,
                "  {:<30} {:>12}  of {} allowed, {}",
                format!("{channel}, {purpose}"),
                number(group.lost),
                number(group.allowed),
                share(group.lost, group.allowed),
            )?;
        }
        Ok(())
    }

    fn reasons(&self, page: &mut String) -> fmt::Result {
        if self.lost_by_code.is_empty() {
            return Ok(());
        }
        writeln!(page, "\nWhy they are lost")?;
        for (code, sends) in &self.lost_by_code {
            detail(page, code, *sends, sentence(*code))?;
        }
        Ok(())
    }

    fn needs(&self, page: &mut String) -> fmt::Result {
        if self.lost_by_code.is_empty() {
            return Ok(());
        }
        writeln!(
            page,
            "\nWhat they would have needed; a send counts for each way"
        )?;
        ways(page, &self.remedies)?;
        if !self.with_permission.is_empty() {
            writeln!(
                page,
                " with a permission or an approved template that was missing:"
            )?;
            ways(page, &self.with_permission)?;
        }
        if self.without_remedy > 0 {
            let until = "Nothing but waiting until the customer acts again.";
            detail(page, "no other way", self.without_remedy, until)?;
        }
        Ok(())
    }

    fn moved(&self, page: &mut String) -> fmt::Result {
        if self.moves.is_empty() {
            return Ok(());
        }
        writeln!(page, "\nMoved")?;
        for ((from, to), sends) in &self.moves {
            detail(page, from, *sends, format_args!("now by {to}"))?;
        }
        Ok(())
    }

    fn real(&self, page: &mut String) -> fmt::Result {
        let real = self.reality;
        if real.known == 0 {
            return Ok(());
        }
        writeln!(
            page,
            "\nWhat really happened, as far as {} tell",
            counted(real.known, "send")
        )?;
        let rows = [
            (
                "delivered",
                real.delivered_but_refused,
                "though the rules that governed refuse it: a fact is missing here, or it was at risk",
            ),
            (
                "refused",
                real.refused_but_allowed,
                "though the rules that governed allow it: a fact is missing here",
            ),
            (
                "delivered",
                real.other_route,
                "by another route than the rules that governed choose",
            ),
        ];
        let differing = rows.iter().map(|(_, sends, _)| sends).sum();
        let as_told = real.known.saturating_sub(differing);
        detail(page, "as told by the rules", as_told, "")?;
        for (name, sends, meaning) in rows {
            if sends > 0 {
                detail(page, name, sends, meaning)?;
            }
        }
        Ok(())
    }
}

fn ways(page: &mut String, ways: &BTreeMap<Route, u64>) -> fmt::Result {
    for (route, sends) in ways {
        let needs = Remedy {
            route: *route,
            until: None,
        }
        .needs();
        detail(page, route, *sends, needs)?;
    }
    Ok(())
}

fn detail(page: &mut String, name: impl Display, sends: u64, words: impl Display) -> fmt::Result {
    let (name, words) = (name.to_string(), words.to_string());
    let line = format!("  {name:<30} {:>12}  {words}", number(sends));
    writeln!(page, "{}", line.trim_end())
}

fn sentence(code: RefusalCode) -> &'static str {
    code.sentence(Language::English)
}

fn keys<K: Copy + Ord>(one: &BTreeMap<K, u64>, other: &BTreeMap<K, u64>) -> BTreeSet<K> {
    one.keys().chain(other.keys()).copied().collect()
}

fn count<K: Ord>(counts: &BTreeMap<K, u64>, key: &K) -> u64 {
    counts.get(key).copied().unwrap_or_default()
}
