//! Many rows in few statements, with few different texts of statements so that each stays compiled.

/// Parameters of one statement at the most: the database finds each of them by name, one after the other, so the cost of
/// a statement grows with their square.
const PARAMETERS: usize = 384;

/// Cuts a slice into pieces for statements with so many parameters a row. Their sizes are powers of two, largest first.
pub(crate) fn chunks<T>(mut items: &[T], columns: usize) -> impl Iterator<Item = &[T]> {
    let most = (PARAMETERS / columns.max(1)).max(1);
    std::iter::from_fn(move || {
        let fits = items.len().min(most).checked_ilog2()?;
        let (piece, rest) = items.split_at(1 << fits);
        items = rest;
        Some(piece)
    })
}

/// The tuples of a multi-row `VALUES`, behind `fixed` parameters that come first: `($2, $3), ($4, $5)`.
pub(crate) fn values(rows: usize, columns: usize, fixed: usize) -> String {
    use std::fmt::Write;

    let mut text = String::with_capacity(rows * columns * 6);
    let mut parameter = fixed;
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            parameter += 1;
            let comma = if column == 0 { "" } else { ", " };
            write!(text, "{comma}${parameter}").expect("a String takes everything");
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_powers_of_two_and_miss_nothing() {
        let items: Vec<u32> = (0..150).collect();
        let sizes: Vec<usize> = chunks(&items, 6).map(<[u32]>::len).collect();
        assert_eq!(sizes, [64, 64, 16, 4, 2]);
        assert_eq!(
            chunks(&items, 6).flatten().copied().collect::<Vec<_>>(),
            items
        );
        assert_eq!(chunks::<u32>(&[], 6).count(), 0);
    }

    #[test]
    fn parameters_are_numbered_after_the_fixed_ones() {
        assert_eq!(values(2, 2, 1), "($2, $3), ($4, $5)");
    }
}
