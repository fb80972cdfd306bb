//! Seeded chance: a failing run can be repeated with the seed it prints.

/// splitmix64 (Steele, Lea, Flood 2014): enough to choose victims and moments.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From `VERBUND_TEST_SEED`, else the given seed; printed either way.
    pub fn seeded(seed: u64) -> Self {
        let named = std::env::var("VERBUND_TEST_SEED").ok().and_then(|text| text.parse().ok());
        let seed = named.unwrap_or(seed);
        eprintln!("seed: VERBUND_TEST_SEED={seed}");
        Self(seed)
    }

    /// As told, without a word: for content, not for faults.
    pub fn quiet(seed: u64) -> Self {
        Self(seed)
    }

    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// At least `from`, below `to`.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.draw() % (to - from)
    }
}
