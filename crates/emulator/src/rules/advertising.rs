//! Messages that the platform lets pass and punishes later.

/// Words of a sale, in the languages a shop of our tests writes in. The log of sends marks a tagged message with such
/// words at once.
const PROMOTIONAL: [&str; 16] = [
    "discount",
    "% off",
    "coupon",
    "promo code",
    "black friday",
    "buy now",
    "special offer",
    "flash sale",
    "soldes",
    "réduction",
    "bon de réduction",
    "sconto",
    "offerta speciale",
    "desconto",
    "descuento",
    "oferta especial",
];

/// Whether a text plainly advertises, which no tag allows.
pub fn advertises(text: &str) -> bool {
    let text = text.to_lowercase();
    PROMOTIONAL.iter().any(|word| text.contains(word))
}
