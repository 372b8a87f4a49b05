//! Many rows in few statements, with few different texts of statements so that each stays compiled.

/// Rows of one statement at the most. The planner takes longer lists for a reason to walk whole tables.
const LARGEST: usize = 64;
/// Up to here a statement has as many rows as there are; small batches are the frequent ones.
const EXACT: usize = 16;

/// Cuts a slice into pieces for one statement each, largest first. Each statement costs a hop to the database's thread,
/// each size a compiled text that is kept: so there are few pieces and few sizes.
pub(crate) fn chunks<T>(mut items: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let fits = match items.len() {
            0 => return None,
            few @ 1..=EXACT => few,
            17..24 => 16,
            24..32 => 24,
            32..48 => 32,
            48..LARGEST => 48,
            LARGEST.. => LARGEST,
        };
        let (piece, rest) = items.split_at(fits);
        items = rest;
        Some(piece)
    })
}

/// Cuts a slice of keys to look up into pieces, each with the size of its statement, a power of two: the places beyond
/// the piece are bound to NULL, which is no key.
pub(crate) fn lookups<T>(items: &[T]) -> impl Iterator<Item = (&[T], usize)> {
    items
        .chunks(LARGEST)
        .map(|piece| (piece, piece.len().next_power_of_two()))
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
    fn pieces_are_few_and_miss_nothing() {
        let sizes = |count: usize| {
            let items: Vec<usize> = (0..count).collect();
            let pieces: Vec<&[usize]> = chunks(&items).collect();
            assert_eq!(pieces.concat(), items);
            pieces.iter().map(|piece| piece.len()).collect::<Vec<_>>()
        };
        assert!(sizes(0).is_empty());
        assert_eq!(sizes(13), [13]);
        assert_eq!(sizes(150), [64, 64, 16, 6]);
        assert!((0..200).all(|count| sizes(count).len() <= count / LARGEST + 2));
    }

    #[test]
    fn lookups_have_room_for_every_key() {
        let items: Vec<u32> = (0..150).collect();
        let sizes: Vec<(usize, usize)> = lookups(&items)
            .map(|(piece, size)| (piece.len(), size))
            .collect();
        assert_eq!(sizes, [(64, 64), (64, 64), (22, 32)]);
        assert_eq!(lookups::<u32>(&[]).count(), 0);
    }

    #[test]
    fn parameters_are_numbered_after_the_fixed_ones() {
        assert_eq!(values(2, 2, 1), "($2, $3), ($4, $5)");
        assert_eq!(values(2, 2, 0), "(?, ?), (?, ?)");
    }
}
