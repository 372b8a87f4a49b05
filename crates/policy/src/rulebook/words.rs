//! Changes between editions in words. The phrases are data, in the section `rules` of the files of sentences.

mod phrases;

use jiff::SignedDuration;

pub(crate) use self::phrases::Phrases;

use super::diff::{Change, Subject, What};
use super::{
    Amount, Beyond, Condition, EventRule, FileRule, Forbids, Limit, Marketing, MarketingTerm,
    PenaltyLength, PenaltyStep, Per, Price, PriceRule, TextLimit, TimeToLive,
};
use crate::explain::Sentences;
use crate::facts::TemplateCategory;
use crate::{Language, RestrictionScope};

impl Change {
    /// The change in a sentence.
    pub fn sentence(&self, language: Language) -> String {
        let sentences = Sentences::of(language);
        let words = &sentences.rules;
        let shape = &words.change;
        let yes_no = |is: bool, yes, no| if is { yes } else { no };
        let text = match &self.what {
            What::HasWindow(has) => yes_no(*has, &shape.window, &shape.no_window).clone(),
            What::Begins => shape.begins.clone(),
            What::Withdrawn => shape.withdrawn.clone(),
            What::Absent => shape.absent.clone(),
            What::Opens(condition) => fill(&shape.opens, "condition", &words.condition(condition)),
            What::Carries(carries) => fill(&shape.carries, "body", &words.carries[carries]),
            What::HumanOnly(is) => yes_no(*is, &shape.human_only, &shape.anybody).clone(),
            What::Permission(Some(capability)) => fill(
                &shape.permission,
                "permission",
                &words.permission[capability],
            ),
            What::Permission(None) => shape.no_permission.clone(),
            What::NeedsAct(needs) => yes_no(*needs, &shape.act, &shape.no_act).clone(),
            What::NeedsOptIn(needs) => yes_no(*needs, &shape.opt_in, &shape.no_opt_in).clone(),
            What::Purpose(Some(purpose)) => {
                fill(&shape.purpose, "purpose", &words.purpose[purpose])
            }
            What::Purpose(None) => shape.any_purpose.clone(),
            What::Forbids(forbids) => words.forbids(*forbids),
            What::Tagged(Some(limit)) => {
                let shape = match limit.beyond {
                    Beyond::Refuse => &shape.tagged_refused,
                    Beyond::Warn => &shape.tagged_warned,
                };
                fill(shape, "n", &limit.most.to_string())
            }
            What::Tagged(None) => shape.tagged_free.clone(),
            What::BarredBy(scopes) => {
                let beyond_all = scopes
                    .iter()
                    .filter(|scope| *scope != RestrictionScope::All);
                let scopes = words.scopes(beyond_all);
                if scopes.is_empty() {
                    shape.barred_by_all.clone()
                } else {
                    fill(&shape.barred_by, "scopes", &scopes)
                }
            }
            What::Warning(Some(warning)) => {
                fill(&shape.warning, "warning", warning.sentence(language))
            }
            What::Warning(None) => shape.no_warning.clone(),
            What::Event(rule) => fill(&shape.event, "effects", &words.effects(rule)),
            What::Text(limit) => words.text(*limit),
            What::Limit(Some(limit)) => words.limit(limit),
            What::Limit(None) => shape.no_limit.clone(),
            What::Price(Some(prices)) => fill(&shape.price, "prices", &words.prices(prices)),
            What::Price(None) => shape.no_price.clone(),
            What::EntryPoint(Some(entry)) => {
                let text = fill(&shape.entry_point, "free", &words.length(entry.free_for));
                fill(&text, "answer", &words.length(entry.answer_within))
            }
            What::EntryPoint(None) => shape.no_entry_point.clone(),
            What::Penalties(Some(penalties)) => {
                let steps = penalties.steps.iter().map(|step| words.step(step));
                fill(&shape.penalties, "steps", &join(steps, "; "))
            }
            What::Penalties(None) => shape.no_penalties.clone(),
            What::File(file) => words.file(file),
            What::Uploads(uploads) => fill(&shape.uploads, "length", &words.length(uploads.last)),
            What::Pauses(pauses) => {
                let lengths = pauses.last.iter().map(|length| words.length(*length));
                fill(&shape.pauses, "lengths", &join(lengths, ", "))
            }
            What::Tokens(tokens) => {
                let text = fill(&shape.tokens, "last", &words.length(tokens.last));
                fill(&text, "rest", &words.length(tokens.rest))
            }
            What::TimeToLive(rule) => words.time_to_live(rule),
        };
        capital(&match self.subject {
            Subject::Route(route) => fill(&text, "route", sentences.route(route)),
            Subject::Event(kind) => fill(&text, "event", sentences.event(kind)),
            Subject::Limit(kind) => fill(&text, "limit", &words.limit[&kind]),
            Subject::Price(category) => fill(&text, "category", &words.price[&category]),
            Subject::File(kind) => fill(&text, "kind", &words.file[&kind]),
            Subject::TimeToLive(category) => fill(&text, "category", &words.category[&category]),
            Subject::Window
            | Subject::Text
            | Subject::EntryPoint
            | Subject::Penalties
            | Subject::Uploads
            | Subject::Pauses
            | Subject::Tokens => text,
        })
    }
}

impl Phrases {
    fn condition(&self, condition: &Condition) -> String {
        let opens = &self.opens;
        let within = |shape: &str, length| fill(shape, "length", &self.length(length));
        match condition {
            Condition::Window => opens.window.clone(),
            Condition::Always => opens.always.clone(),
            Condition::SinceMessage(length) => within(&opens.since_message, *length),
            Condition::SinceAct(length) => within(&opens.since_act, *length),
            Condition::OneTimeToken { calendar_years } => {
                let length = count(u64::from(*calendar_years), &self.unit.year);
                fill(&opens.one_time_token, "length", &length)
            }
            Condition::MarketingToken(marketing) => self.marketing(marketing),
            Condition::Comment(length) => within(&opens.comment, *length),
            Condition::Template(templates) => {
                let categories = TemplateCategory::ALL
                    .into_iter()
                    .filter(|category| templates.carry(*category))
                    .map(|category| self.category[&category].clone());
                fill(&opens.template, "categories", &join(categories, ", "))
            }
            Condition::AdsTools => opens.ads_tools.clone(),
        }
    }

    fn marketing(&self, marketing: &Marketing) -> String {
        let term = |term: &MarketingTerm| {
            let shape = match term.per {
                Per::Token => &self.opens.per_token,
                Per::Person => &self.opens.per_person,
            };
            let text = fill(shape, "length", &self.length(term.every));
            match &term.regions {
                None => text,
                Some(regions) => {
                    let countries = regions.iter().map(|country| country.to_string());
                    format!("{text} ({})", join(countries, ", "))
                }
            }
        };
        join(marketing.terms.iter().map(term), "; ")
    }

    fn effects(&self, rule: &EventRule) -> String {
        let effects = &self.event;
        let mut parts = Vec::new();
        match rule.opens {
            Some(length) => parts.push(fill(&effects.opens, "length", &self.length(length))),
            None if rule.acts => parts.push(effects.acts.clone()),
            None => parts.push(effects.nothing.clone()),
        }
        if let Some(length) = rule.possible {
            parts.push(fill(&effects.possible, "length", &self.length(length)));
        }
        if !rule.firm {
            parts.push(effects.uncertain.clone());
        }
        if rule.is_message {
            parts.push(effects.message.clone());
        }
        join(parts, ", ")
    }

    fn forbids(&self, forbids: Forbids) -> String {
        let mut kinds = Vec::new();
        if forbids.promotion {
            kinds.push(self.forbids.promotion.clone());
        }
        if forbids.recurring {
            kinds.push(self.forbids.recurring.clone());
        }
        if kinds.is_empty() {
            return self.change.forbids_nothing.clone();
        }
        fill(&self.change.forbids, "content", &join(kinds, ", "))
    }

    fn text(&self, limit: TextLimit) -> String {
        match limit {
            TextLimit::ScalarValues(most) => fill(&self.change.text, "n", &most.to_string()),
            TextLimit::Bytes(most) => fill(&self.change.text_bytes, "n", &most.to_string()),
            TextLimit::Unlimited => self.change.text_unlimited.clone(),
        }
    }

    fn limit(&self, limit: &Limit) -> String {
        let amounts = &self.amount;
        let numbers = |tiers: &[u32]| join(tiers.iter().map(u32::to_string), ", ");
        let amount = match &limit.most {
            Amount::Fixed(0) => amounts.none.clone(),
            Amount::Fixed(most) => fill(&amounts.fixed, "n", &most.to_string()),
            Amount::PerEngagedUser(most) => fill(&amounts.per_engaged_user, "n", &most.to_string()),
            Amount::Tiers(tiers) => fill(&amounts.tiers, "n", &numbers(tiers)),
            Amount::TiersToUnlimited(tiers) => {
                fill(&amounts.tiers_to_unlimited, "n", &numbers(tiers))
            }
            Amount::Undisclosed => amounts.undisclosed.clone(),
        };
        let amount = match &limit.regions {
            None => amount,
            Some(regions) => {
                let countries = join(regions.iter().map(ToString::to_string), ", ");
                format!("{amount} ({countries})")
            }
        };
        let burst = limit.burst.map_or_else(String::new, |burst| {
            fill(&amounts.burst, "n", &burst.to_string())
        });
        let text = fill(&self.change.limit, "burst", &burst);
        let text = fill(&text, "amount", &amount);
        let text = fill(&text, "length", &self.length(limit.every));
        fill(&text, "per", &self.per[&limit.per])
    }

    fn file(&self, file: &FileRule) -> String {
        let size = |bytes: u64| match bytes / 1000 {
            kilobytes if kilobytes.is_multiple_of(1000) => {
                format!("{} {}", kilobytes / 1000, self.unit.megabyte)
            }
            kilobytes => format!("{kilobytes} {}", self.unit.kilobyte),
        };
        let mut most = size(file.most_bytes);
        if let Some(moving) = file.most_bytes_moving {
            let moving = fill(&self.change.file_moving, "moving", &size(moving));
            most = fill(&moving, "size", &most);
        }
        if let Some(edge) = file.edge {
            let square = fill(&self.change.file_edge, "n", &edge.to_string());
            most = fill(&square, "size", &most);
        }
        let shape = if file.types.is_empty() {
            &self.change.file
        } else {
            &self.change.file_types
        };
        let text = fill(shape, "size", &most);
        fill(&text, "types", &file.types.join(", "))
    }

    fn time_to_live(&self, rule: &TimeToLive) -> String {
        let shape = match rule.longest {
            Some(_) => &self.change.time_to_live_longest,
            None => &self.change.time_to_live,
        };
        let text = fill(shape, "least", &self.length(rule.least));
        let text = fill(&text, "most", &self.length(rule.most));
        let longest = rule.longest.map(|longest| self.length(longest));
        fill(&text, "longest", &longest.unwrap_or_default())
    }

    fn prices(&self, prices: &PriceRule) -> String {
        let costs = &self.cost;
        let price = |shape: &str, price| fill(shape, "price", &self.price(price));
        if prices
            .outside
            .is_none_or(|outside| outside == prices.window)
            && prices.entry_point == prices.window
        {
            return self.price(prices.window);
        }
        let mut parts = Vec::new();
        if let Some(outside) = prices.outside {
            parts.push(price(&costs.outside, outside));
        }
        parts.push(price(&costs.window, prices.window));
        if prices.entry_point != prices.window {
            parts.push(price(&costs.entry_point, prices.entry_point));
        }
        join(parts, ", ")
    }

    fn price(&self, price: Price) -> String {
        match price {
            Price::Free => self.cost.free.clone(),
            Price::Charged => self.cost.charged.clone(),
            Price::ChargedAfter(free) => fill(&self.cost.charged_after, "n", &free.to_string()),
        }
    }

    fn step(&self, step: &PenaltyStep) -> String {
        if step.bars.is_empty() {
            return self.penalty.warning.clone();
        }
        let lengths = step.lasts.iter().map(|length| match length {
            PenaltyLength::Days(days) => count(u64::from(*days), &self.unit.day),
            PenaltyLength::UntilAppeal => self.penalty.until_appeal.clone(),
            PenaltyLength::ForGood => self.penalty.for_good.clone(),
        });
        let lengths = join(lengths, &self.penalty.or);
        let scopes = self.scopes(step.bars.iter().copied());
        let text = fill(&self.penalty.step, "scopes", &scopes);
        fill(&text, "lengths", &lengths)
    }

    fn scopes(&self, scopes: impl Iterator<Item = RestrictionScope>) -> String {
        join(scopes.map(|scope| self.scope[&scope].clone()), ", ")
    }

    /// Days from four of them on, for up to three the field counts hours; else seconds.
    fn length(&self, length: SignedDuration) -> String {
        let seconds = length.as_secs().unsigned_abs();
        match seconds {
            _ if seconds.is_multiple_of(86_400) && seconds > 3 * 86_400 => {
                count(seconds / 86_400, &self.unit.day)
            }
            _ if seconds.is_multiple_of(3_600) => count(seconds / 3_600, &self.unit.hour),
            _ => count(seconds, &self.unit.second),
        }
    }
}

fn fill(shape: &str, name: &str, value: &str) -> String {
    shape.replace(&format!("{{{name}}}"), value)
}

fn join(parts: impl IntoIterator<Item = String>, between: &str) -> String {
    parts.into_iter().collect::<Vec<_>>().join(between)
}

fn count(number: u64, [one, many]: &[String; 2]) -> String {
    let unit = if number == 1 { one } else { many };
    format!("{number} {unit}")
}

/// The sentence with a capital first letter, which a route's name has not.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
