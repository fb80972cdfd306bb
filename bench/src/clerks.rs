//! The classes of clerks that are measured, and which clerk comes next.

use crate::fill::{BODIES, CLERKS, WIDE_EVERY};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Serves 12 municipalities.
    Normal,
    /// Serves 12, one of them with a twentieth of all tasks.
    BigBody,
    /// Serves 300.
    Wide,
}

impl Class {
    pub const ALL: [Self; 3] = [Self::Normal, Self::BigBody, Self::Wide];

    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "12 municipalities",
            Self::BigBody => "one of the 12 with 1/20 of all tasks",
            Self::Wide => "300 municipalities",
        }
    }

    /// Clerks of the class in scattered order, again and again.
    pub fn clerks(self) -> impl Iterator<Item = u64> {
        (1_u64..)
            .map(move |n| match self {
                Self::Normal => (n * 7919) % CLERKS + 1,
                // the j-th clerk of body 1, see the rows
                Self::BigBody => (BODIES * 12 - (n % 12) * 917) % BODIES + 1,
                Self::Wide => ((n * 37) % (CLERKS / WIDE_EVERY) + 1) * WIDE_EVERY,
            })
            .filter(move |clerk| self != Self::Normal || clerk % WIDE_EVERY != 0)
    }
}
