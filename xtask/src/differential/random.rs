//! Numbers that look random and are always the same for a seed.

/// A generator (splitmix64): its quality is enough for choosing, and it starts at once.
pub(super) struct Random(u64);

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The generator of one case; no case depends on those before it.
    pub(super) fn of_case(seed: u64, case: u64) -> Self {
        let mut random = Self(seed);
        let start = random.next();
        Self(start ^ case.wrapping_mul(STEP))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end`, without `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number from `start` to `end`, with both.
    pub(super) fn between(&mut self, start: i64, end: i64) -> i64 {
        let offset = self.below(end.abs_diff(start) + 1);
        start.saturating_add_unsigned(offset)
    }

    /// True in so many of a hundred times.
    pub(super) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of these, which are at least one.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let index = self.below(from.len() as u64);
        from[usize::try_from(index).unwrap_or_default()]
    }

    /// None in so many of a hundred times.
    pub(super) fn unless<T>(
        &mut self,
        chance: u64,
        make: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        (!self.percent(chance)).then(|| make(self))
    }

    /// At most so many, fewer more often than more.
    pub(super) fn some<T>(&mut self, most: u64, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let count = self.below(most + 1).min(self.below(most + 1) + 1);
        (0..count).map(|_| make(self)).collect()
    }
}
