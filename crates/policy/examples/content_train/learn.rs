//! A support vector machine over the evidence, and the marks of each language.

use transom_policy::{Language, evidence};

use super::texts::{Evidence, Text};

/// How dear an error is against weights that fit these texts only.
const COST: f32 = 0.05;

/// How much dearer it is to miss a promotion or a notice than to raise a false alarm: notices are the fewer.
const MISSED: [f32; 2] = [1.0, 8.0];

/// The folders of promotions that name nothing for sale, and how much of an error it is to miss one: learned from in full,
/// they made every odd short line a promotion.
const SUBTLE: [&str; 3] = ["4", "5", "8"];
const MISSED_SUBTLE: f32 = 0.3;

/// How much of an error a false alarm on a sentence is, beside one on a whole text: where a text is harmless, each of its
/// sentences is.
const SENTENCE: f32 = 0.5;

/// What speaks for a promotion or a notice before a word is read.
const LEANING: [f32; 2] = [0.05, 0.4];

/// How much more must speak for it in a sentence by itself. This and the leaning are chosen by cross-validation, so that
/// judging the sentences too raises no more false alarms than judging whole texts did.
const BY_ITSELF: [f32; 2] = [0.25, 0.15];

/// How much more must speak for it where no phrase names what is promoted or what comes regularly.
const UNNAMED: [f32; 2] = [0.07, 0.0];

/// Rounds over all texts; the weights hardly change after these.
const ROUNDS: usize = 60;

/// Evidence found in fewer texts is left out.
const RARE: f32 = 2.0;

/// What is added to how often a mark is found in each language, so that one seldom found says little.
const SELDOM: f32 = 0.3;

/// The weights of one kind; the last is the bias.
pub(crate) type Weights = Vec<f32>;

/// A support vector machine with squared hinge loss, by dual coordinate descent (Hsieh and others, 2008).
pub(crate) fn learn(texts: &[&Text], kind: usize) -> Weights {
    let rarity = rarity(texts);
    let examples = examples(texts, kind);
    let rows: Vec<Vec<(usize, f32)>> = examples
        .iter()
        .map(|example| {
            let found = example.evidence.found.iter();
            let scaled = found.map(|(place, value)| (*place, value * rarity[*place]));
            let bias = (evidence::PLACES, 1.0);
            scaled
                .filter(|(_, value)| *value > 0.0)
                .chain([bias])
                .collect()
        })
        .collect();
    let mut weights = vec![0.0; evidence::PLACES + 1];
    let mut duals = vec![0.0_f32; rows.len()];
    for _ in 0..ROUNDS {
        for step in 0..rows.len() {
            // A stride that shares no factor with the number of rows visits each once, the languages mixed.
            let number = step * stride(rows.len()) % rows.len();
            let row = &rows[number];
            let sign = if examples[number].is { 1.0 } else { -1.0 };
            let slack = 0.5 / examples[number].cost;
            let sum: f32 = row
                .iter()
                .map(|(place, value)| weights[*place] * value)
                .sum();
            let square: f32 = row.iter().map(|(_, value)| value * value).sum();
            let old = duals[number];
            duals[number] = (old - (sign * sum - 1.0 + slack * old) / (square + slack)).max(0.0);
            let change = (duals[number] - old) * sign;
            if change != 0.0 {
                for (place, value) in row {
                    weights[*place] += change * value;
                }
            }
        }
    }
    for (weight, rarity) in weights.iter_mut().zip(rarity) {
        *weight *= rarity;
    }
    weights[evidence::PLACES] += LEANING[kind];
    weights
}

/// A text, or a harmless sentence of one.
struct Example<'a> {
    evidence: &'a Evidence,
    is: bool,
    cost: f32,
}

fn examples<'a>(texts: &[&'a Text], kind: usize) -> Vec<Example<'a>> {
    let of = |text: &&'a Text| {
        let (is, cost) = (text.is[kind], cost(text, kind));
        let sentences = if is { &[] } else { &text.evidence[1..] };
        let whole = (&text.evidence[0], cost);
        let all =
            std::iter::once(whole).chain(sentences.iter().map(move |own| (own, cost * SENTENCE)));
        all.map(move |(evidence, cost)| Example { evidence, is, cost })
    };
    texts.iter().flat_map(of).collect()
}

fn cost(text: &Text, kind: usize) -> f32 {
    let subtle = text.is[0] && SUBTLE.contains(&text.folder.as_str());
    let missed = if text.is[kind] { MISSED[kind] } else { 1.0 };
    COST * missed * if subtle { MISSED_SUBTLE } else { 1.0 }
}

/// How much speaks for a kind in a text, or in one of its sentences if more.
pub(crate) fn sum(weights: &Weights, text: &Text, kind: usize) -> f32 {
    let sums = text.evidence.iter().map(|evidence| {
        let unnamed = if evidence.names[kind] {
            0.0
        } else {
            UNNAMED[kind]
        };
        let found = evidence
            .found
            .iter()
            .map(|(place, value)| weights[*place] * value);
        found.sum::<f32>() + weights[evidence::PLACES] - unnamed
    });
    sums.enumerate()
        .map(|(number, sum)| sum - if number > 0 { BY_ITSELF[kind] } else { 0.0 })
        .fold(f32::MIN, f32::max)
}

/// The logarithm of how rare the evidence of each place is; none for what is too rare to learn from.
fn rarity(texts: &[&Text]) -> Vec<f32> {
    let mut found = vec![0.0_f32; evidence::PLACES];
    for (place, _) in texts.iter().flat_map(|text| &text.evidence[0].found) {
        found[*place] += 1.0;
    }
    let all = texts.len() as f32;
    found
        .into_iter()
        .map(|found| {
            if found < RARE {
                0.0
            } else {
                (all / found).ln()
            }
        })
        .collect()
}

/// A prime that does not divide the number of rows.
fn stride(count: usize) -> usize {
    if count.is_multiple_of(7919) {
        7907
    } else {
        7919
    }
}

/// The weights as the check reads them: the biases, what more must be said in a sentence by itself and by what names
/// nothing, then a byte for each place and kind.
pub(crate) fn packed(weights: &[Weights; 2]) -> Vec<u8> {
    let units = weights.each_ref().map(|weights| {
        let heaviest = weights[..evidence::PLACES]
            .iter()
            .fold(0.0_f32, |most, weight| most.max(weight.abs()));
        127.0 / heaviest
    });
    let mut bytes = Vec::new();
    let bias = weights.each_ref().map(|weights| weights[evidence::PLACES]);
    for more in [bias, BY_ITSELF, UNNAMED] {
        for (more, unit) in more.into_iter().zip(units) {
            bytes.extend((more * unit).to_le_bytes());
        }
    }
    for place in 0..evidence::PLACES {
        for (weights, unit) in weights.iter().zip(units) {
            bytes.extend(((weights[place] * unit).round() as i8).to_le_bytes());
        }
    }
    bytes
}

/// How much each mark speaks for each language: the logarithm of how much oftener it is found there than elsewhere.
pub(crate) fn marks(texts: &[&Text]) -> Vec<u8> {
    let mut found = vec![[SELDOM; Language::ALL.len()]; evidence::MARKS];
    for text in texts {
        for mark in evidence::marks(text.text()) {
            found[mark][text.language as usize] += 1.0;
        }
    }
    let weights = found.iter().flat_map(|found| {
        let mean = found.iter().sum::<f32>() / found.len() as f32;
        found.map(|found| ((found / mean).ln() * evidence::MARK_UNIT).round() as i8)
    });
    weights.map(i8::cast_unsigned).collect()
}
