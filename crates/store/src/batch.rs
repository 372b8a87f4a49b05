//! Many rows in few statements, with few different texts of statements so that each stays compiled.

/// Rows of one statement at the most, a power of two. The planner takes longer lists for a reason to walk whole tables.
const LARGEST: usize = 64;

/// Cuts a slice into pieces whose sizes are powers of two, largest first.
pub(crate) fn chunks<T>(mut items: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let fits = items.len().min(LARGEST).checked_ilog2()?;
        let (piece, rest) = items.split_at(1 << fits);
        items = rest;
        Some(piece)
    })
}

/// The tuples of a multi-row `VALUES`: `($2, $3), ($4, $5)` behind `fixed` parameters that come first, and
/// `(?, ?), (?, ?)` where there are none: the database finds a
/// numbered parameter by walking through all of them, which many rows make slow.
pub(crate) fn values(rows: usize, columns: usize, fixed: usize) -> String {
    use std::fmt::Write;

    let mut text = String::with_capacity(rows * columns * 6);
    let mut parameter = fixed;
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            parameter += 1;
            text.push_str(if column == 0 { "" } else { ", " });
            if fixed == 0 {
                text.push('?');
            } else {
                write!(text, "${parameter}").expect("a String takes everything");
            }
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
        let sizes: Vec<usize> = chunks(&items).map(<[u32]>::len).collect();
        assert_eq!(sizes, [64, 64, 16, 4, 2]);
        assert_eq!(chunks(&items).flatten().copied().collect::<Vec<_>>(), items);
        assert_eq!(chunks::<u32>(&[]).count(), 0);
    }

    #[test]
    fn parameters_are_numbered_after_the_fixed_ones() {
        assert_eq!(values(2, 2, 1), "($2, $3), ($4, $5)");
        assert_eq!(values(2, 2, 0), "(?, ?), (?, ?)");
    }
}
