//! Makes a case small: facts and details are dropped one by one, as long as what it shows stays.

use jiff::Timestamp;
use transom_policy::{AuthorKind, Body, Consent, Facts, Token};

use super::case::Case;

/// The smallest case found that still `shows` what `case` does.
pub(super) fn shrink(mut case: Case, shows: impl Fn(&Case) -> bool) -> Case {
    while let Some(smaller) = smaller(&case).into_iter().find(&shows) {
        case = smaller;
    }
    case
}

/// The case with one thing less, in every way; each is strictly smaller, so shrinking ends.
fn smaller(case: &Case) -> Vec<Case> {
    let mut cases = Vec::new();
    let facts = &case.facts;
    without_each(case, |facts| &mut facts.window_events, &mut cases);
    without_each(case, |facts| &mut facts.capabilities, &mut cases);
    without_each(case, |facts| &mut facts.restrictions, &mut cases);
    without_each(case, |facts| &mut facts.tokens, &mut cases);
    without_each(case, |facts| &mut facts.comments, &mut cases);
    without_each(case, |facts| &mut facts.templates, &mut cases);
    let mut vary = |is_set: bool, unset: &dyn Fn(&mut Case)| {
        if is_set {
            let mut smaller = case.clone();
            unset(&mut smaller);
            cases.push(smaller);
        }
    };
    vary(facts.region.is_some(), &|case| case.facts.region = None);
    vary(facts.consent != Consent::default(), &|case| {
        case.facts.consent = Consent::default();
    });
    vary(facts.blocked, &|case| case.facts.blocked = false);
    vary(facts.channel_paused, &|case| {
        case.facts.channel_paused = false;
    });
    vary(facts.standby, &|case| case.facts.standby = false);
    vary(facts.marketing_refused_at.is_some(), &|case| {
        case.facts.marketing_refused_at = None;
    });
    vary(facts.recipients.full_since.is_some(), &|case| {
        case.facts.recipients.full_since = None;
    });
    vary(facts.recipients.begun_at.is_some(), &|case| {
        case.facts.recipients.begun_at = None;
    });
    vary(facts.consecutive_tagged > 0, &|case| {
        case.facts.consecutive_tagged = 0;
    });
    vary(case.purpose.is_some(), &|case| case.purpose = None);
    vary(case.topic.is_some(), &|case| case.topic = None);
    vary(case.attested, &|case| case.attested = false);
    vary(case.author == AuthorKind::Automation, &|case| {
        case.author = AuthorKind::Human;
    });
    let is_wordy = matches!(&case.body, Body::Text(text) if text != SHORT);
    vary(is_wordy, &|case| case.body = Body::Text(SHORT.to_owned()));
    for (index, token) in facts.tokens.iter().enumerate() {
        for plainer in plainer(token) {
            vary(true, &|case| case.facts.tokens[index] = plainer.clone());
        }
    }
    for (index, comment) in facts.comments.iter().enumerate() {
        vary(comment.answered_at.is_some(), &|case| {
            case.facts.comments[index].answered_at = None;
        });
        vary(comment.live_ended_at.is_some(), &|case| {
            case.facts.comments[index].live_ended_at = None;
        });
    }
    cases
}

const SHORT: &str = "Hello";

fn without_each<T>(case: &Case, list: impl Fn(&mut Facts) -> &mut Vec<T>, cases: &mut Vec<Case>) {
    let count = list(&mut case.facts.clone()).len();
    for index in 0..count {
        let mut smaller = case.clone();
        list(&mut smaller.facts).remove(index);
        cases.push(smaller);
    }
}

/// The token with one detail less, in every way.
fn plainer(token: &Token) -> Vec<Token> {
    let count = details(&mut token.clone()).len();
    let without = |index: usize| {
        let mut plainer = token.clone();
        details(&mut plainer)[index].take()?;
        Some(plainer)
    };
    (0..count).filter_map(without).collect()
}

fn details(token: &mut Token) -> Vec<&mut Option<Timestamp>> {
    match token {
        Token::OneTime { used_at, .. } => vec![used_at],
        Token::Marketing {
            issued_at,
            expires_at,
            last_sent_at,
            ..
        } => vec![issued_at, expires_at, last_sent_at],
    }
}
